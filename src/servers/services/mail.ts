// Mail catchers: MailHog and Mailpit. A small SMTP server that keeps what it gets, and the pages and APIs that show it.

import type { Task, Program } from '../../kernel/block.ts';
import type { Process } from '../../kernel/process.ts';
import { program } from '../../programs/args.ts';
import type { Connection } from '../../kernel/net.ts';
import { reply, socketFd, Wire } from '../../programs/net/http.ts';
import { escapeHtml, page } from '../../programs/net/html.ts';
import {
  type Handler,
  htmlReply,
  http,
  iso,
  json,
  live,
  notFound,
  plainReply,
  type Port,
  stamp,
  Taken,
} from './life.ts';

interface Mail {
  readonly id: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly helo: string;
  readonly data: string;
  readonly created: string;
}

const headerOf = (m: Mail, name: string): string =>
  new RegExp(`^${name}:[ \\t]*(.*(?:\\n[ \\t].*)*)`, 'im')
    .exec(m.data.split('\n\n')[0] ?? '')?.[1]
    ?.replace(/\n[ \t]+/g, ' ') ?? '';
const bodyOf = (m: Mail): string =>
  m.data.slice(m.data.indexOf('\n\n') < 0 ? m.data.length : m.data.indexOf('\n\n') + 2);

/** The dialogue of RFC 5321, as far as mail is handed over with it. */
function smtp(
  p: Process,
  port: number,
  name: string,
  hello: string,
  keep: (m: Mail) => Task,
  log: (text: string) => Task,
): Port {
  return {
    port,
    *talk(_, connection: Connection) {
      const fd = socketFd(p, connection);
      const wire = new Wire(p, fd);
      const say = (text: string): Task => p.write(fd, `${text}\r\n`);
      let helo = '';
      let from: string | undefined;
      let to: string[] = [];
      try {
        yield* log(`Starting session from ${connection.remote.ip}:${connection.remote.port}`);
        yield* say(`220 ${name}`);
        for (;;) {
          const line = (yield* wire.until('\n'))?.replace(/\r$/, '');
          if (line === undefined) return;
          const verb = line.split(/[ :]/)[0]!.toUpperCase();
          if (verb === 'EHLO') {
            helo = line.slice(5);
            yield* say(`250-${hello.replace('$', helo)}\r\n250-PIPELINING\r\n250 AUTH PLAIN`);
          } else if (verb === 'HELO') {
            helo = line.slice(5);
            yield* say(`250 ${hello.replace('$', helo)}`);
          } else if (verb === 'MAIL') {
            const m = /^MAIL FROM:\s*<([^>]*)>/i.exec(line);
            if (m === null) yield* say('550 Invalid syntax in MAIL command');
            else {
              from = m[1]!;
              to = [];
              yield* say(`250 Sender ${from} ok`);
            }
          } else if (verb === 'RCPT') {
            const m = /^RCPT TO:\s*<([^>]+)>/i.exec(line);
            if (from === undefined) yield* say('503 Bad sequence of commands');
            else if (m === null) yield* say('550 Invalid syntax in RCPT command');
            else {
              to.push(m[1]!);
              yield* say(`250 Recipient ${m[1]} ok`);
            }
          } else if (verb === 'DATA') {
            if (from === undefined || to.length === 0) {
              yield* say('503 Bad sequence of commands');
              continue;
            }
            yield* say('354 End data with <CR><LF>.<CR><LF>');
            const text: string[] = [];
            for (;;) {
              const row = (yield* wire.until('\n'))?.replace(/\r$/, '');
              if (row === undefined) return;
              if (row === '.') break;
              text.push(row.replace(/^\.\./, '.'));
            }
            const id = `${p.kernel.random.hex(22)}@${name.split(' ')[0]}`;
            yield* keep({ id, from, to, helo, data: text.join('\n'), created: iso(p) });
            yield* say(`250 Ok: queued as ${id}`);
            from = undefined;
          } else if (verb === 'AUTH') {
            if (/^AUTH LOGIN$/i.test(line)) {
              yield* say('334 VXNlcm5hbWU6');
              yield* wire.until('\n');
              yield* say('334 UGFzc3dvcmQ6');
              yield* wire.until('\n');
            } else if (/^AUTH PLAIN$/i.test(line)) {
              yield* say('334 ');
              yield* wire.until('\n');
            }
            yield* say('235 Authentication successful');
          } else if (verb === 'RSET') {
            from = undefined;
            yield* say('250 Ok');
          } else if (verb === 'NOOP') yield* say('250 Ok');
          else if (verb === 'QUIT') return void (yield* say('221 Bye'));
          else yield* say('500 Unrecognised command');
        }
      } finally {
        p.closeFd(fd);
      }
    },
  };
}

const list = (title: string, mails: readonly Mail[], link: (m: Mail) => string): string =>
  page(
    title,
    `<p>${mails.length} message${mails.length === 1 ? '' : 's'}</p>\n<table border="1" cellpadding="6">\n<tr><th>From</th><th>To</th><th>Subject</th><th>Received</th></tr>\n${mails.map((m) => `<tr><td>${escapeHtml(m.from)}</td><td>${escapeHtml(m.to.join(', '))}</td><td><a href="${link(m)}">${escapeHtml(headerOf(m, 'Subject') || '(no subject)')}</a></td><td>${m.created}</td></tr>`).join('\n')}\n</table>`,
  );
const shown = (m: Mail): string =>
  page(
    headerOf(m, 'Subject') || '(no subject)',
    `<p>From: ${escapeHtml(m.from)}<br>To: ${escapeHtml(m.to.join(', '))}</p>\n<pre>${escapeHtml(bodyOf(m))}</pre>\n<p><a href="/">Back</a></p>`,
  );

const address = (a: string): object => ({
  Relays: null,
  Mailbox: a.split('@')[0],
  Domain: a.split('@')[1] ?? '',
  Params: '',
});

function hogMail(m: Mail): object {
  const headers: Record<string, string[]> = {};
  for (const row of (m.data.split('\n\n')[0] ?? '').replace(/\n[ \t]+/g, ' ').split('\n'))
    if (row.includes(':'))
      (headers[row.slice(0, row.indexOf(':'))] ??= []).push(row.slice(row.indexOf(':') + 1).trim());
  const crlf = m.data.replace(/\n/g, '\r\n');
  return {
    ID: m.id,
    From: address(m.from),
    To: m.to.map(address),
    Content: {
      Headers: { ...headers, 'Message-ID': [m.id] },
      Body: bodyOf(m).replace(/\n/g, '\r\n'),
      Size: crlf.length,
      MIME: null,
    },
    Created: m.created,
    MIME: null,
    Raw: { From: m.from, To: m.to, Data: crlf, Helo: m.helo },
  };
}

const mailhog: Program = program(function* (p) {
  const mails: Mail[] = [];
  const log = (text: string): Task => p.eprint(`${stamp(p)} ${text}\n`);
  const bind = (name: string, flag: string, fallback: string): number => {
    const i = p.args.findIndex((a) => a.replace(/^-+/, '').split('=')[0] === flag);
    const given = i < 0 ? undefined : p.args[i]!.includes('=') ? p.args[i]!.split('=')[1] : p.args[i + 1];
    return Number((given ?? p.getenv(name) ?? fallback).split(':').pop());
  };
  const smtpPort = bind('MH_SMTP_BIND_ADDR', 'smtp-bind-addr', '0.0.0.0:1025');
  const uiPort = bind('MH_UI_BIND_ADDR', 'ui-bind-addr', '0.0.0.0:8025');
  const handler: Handler = function* (r) {
    if (/^\/api\/v2\/messages$/.test(r.path) && r.method === 'GET') {
      const start = Number(r.query.get('start') ?? 0);
      const items = [...mails].reverse().slice(start, start + Number(r.query.get('limit') ?? 50));
      return json({ total: mails.length, count: items.length, start, items: items.map(hogMail) });
    }
    if (r.path === '/api/v2/search') {
      const q = (r.query.get('query') ?? '').toLowerCase();
      const kind = r.query.get('kind');
      const items = mails
        .filter((m) => (kind === 'from' ? m.from : kind === 'to' ? m.to.join(' ') : m.data).toLowerCase().includes(q))
        .reverse();
      return json({ total: items.length, count: items.length, start: 0, items: items.map(hogMail) });
    }
    if (r.path === '/api/v1/messages') {
      if (r.method === 'DELETE') {
        mails.length = 0;
        return reply('200 OK', '', []);
      }
      return json([...mails].reverse().map(hogMail));
    }
    const one = /^\/(?:api\/v1\/messages|message)\/(.+)$/.exec(r.path);
    const mail = one === null ? undefined : mails.find((m) => m.id === decodeURIComponent(one[1]!));
    if (mail !== undefined && r.path.startsWith('/message')) return htmlReply(shown(mail));
    if (mail !== undefined && r.method === 'DELETE') {
      mails.splice(mails.indexOf(mail), 1);
      return reply('200 OK', '', []);
    }
    if (mail !== undefined) return json(hogMail(mail));
    if (r.path === '/')
      return htmlReply(list('MailHog', [...mails].reverse(), (m) => `/message/${encodeURIComponent(m.id)}`));
    return notFound();
  };
  yield* log('Using in-memory storage');
  yield* log(`[SMTP] Binding to address: 0.0.0.0:${smtpPort}`);
  yield* p.print(`[HTTP] Binding to address: 0.0.0.0:${uiPort}\n`);
  try {
    return yield* live(
      p,
      [
        smtp(
          p,
          smtpPort,
          'mailhog.example ESMTP MailHog',
          'Hello $',
          function* (m) {
            mails.push(m);
            yield* log(`[SMTP ${m.id.slice(0, 8)}] Message received from ${m.from}`);
          },
          (text) => log(`[SMTP] ${text}`),
        ),
        http(uiPort, handler),
      ],
      {
        *opened() {
          yield* log(`Serving under http://0.0.0.0:${uiPort}/`);
          yield* p.print('Creating API v1 with WebPath: \nCreating API v2 with WebPath: \n');
        },
        status: (s) => 128 + s,
      },
    );
  } catch (error) {
    if (!(error instanceof Taken)) throw error;
    yield* log(`[SMTP] Error listening on socket: ${error.message}`);
    return 1;
  }
});

function pitMail(m: Mail, whole: boolean): object {
  const who = (a: string): object => ({ Name: '', Address: a });
  return {
    ID: m.id.split('@')[0],
    MessageID: headerOf(m, 'Message-ID').replace(/[<>]/g, '') || m.id,
    Read: false,
    From: who(m.from),
    To: m.to.map(who),
    Cc: [],
    Bcc: [],
    ReplyTo: [],
    Subject: headerOf(m, 'Subject'),
    Created: m.created,
    Tags: [],
    Size: m.data.length,
    Attachments: whole ? [] : 0,
    Snippet: bodyOf(m).slice(0, 250).replace(/\s+/g, ' ').trim(),
    ...(whole ? { Text: bodyOf(m), HTML: '' } : {}),
  };
}

const mailpit: Program = program(function* (p) {
  const mails: Mail[] = [];
  const log = (text: string): Task => p.print(`time="${stamp(p)}" level=info msg="${text}"\n`);
  if (p.args[0] === 'readyz') {
    // the health check of the image: asks the server of the same container
    try {
      const c = yield* p.kernel.net.connect(p, p.net, '127.0.0.1', 8025, 1000);
      c.close();
      return 0;
    } catch {
      return 1;
    }
  }
  if (p.args[0] === 'version') {
    yield* p.print('mailpit v1.27.10 compiled with go1.25.3 on linux/amd64\n');
    return 0;
  }
  const port = (name: string, fallback: number): number =>
    Number((p.getenv(name) ?? String(fallback)).split(':').pop());
  const smtpPort = port('MP_SMTP_BIND_ADDR', 1025);
  const uiPort = port('MP_UI_BIND_ADDR', 8025);
  const handler: Handler = function* (r) {
    if (r.path === '/livez' || r.path === '/readyz') return plainReply('ok');
    if (r.path === '/api/v1/info')
      return json({
        Version: 'v1.27.10',
        LatestVersion: 'v1.27.10',
        Database: '/tmp/mailpit.db',
        DatabaseSize: 0,
        Messages: mails.length,
        Unread: mails.length,
      });
    if (r.path === '/api/v1/messages') {
      if (r.method === 'DELETE') {
        mails.length = 0;
        return plainReply('ok');
      }
      const items = [...mails].reverse().slice(0, Number(r.query.get('limit') ?? 50));
      return json({
        total: mails.length,
        unread: mails.length,
        count: items.length,
        messages_count: mails.length,
        start: 0,
        tags: [],
        messages: items.map((m) => pitMail(m, false)),
      });
    }
    const one = /^\/(?:api\/v1\/message|view)\/([^/]+)$/.exec(r.path);
    const mail = one === null ? undefined : mails.find((m) => m.id.startsWith(one[1]!));
    if (mail !== undefined) return r.path.startsWith('/view') ? htmlReply(shown(mail)) : json(pitMail(mail, true));
    return r.path === '/'
      ? htmlReply(list('Mailpit', [...mails].reverse(), (m) => `/view/${m.id.split('@')[0]}`))
      : notFound();
  };
  try {
    return yield* live(
      p,
      [
        smtp(
          p,
          smtpPort,
          `${p.uts.hostname} Mailpit ESMTP Service ready`,
          `${p.uts.hostname} greets $`,
          function* (m) {
            mails.push(m);
            yield* log(`[smtpd] received mail from ${m.from} (${m.data.length} bytes)`);
          },
          function* () {},
        ),
        http(uiPort, handler),
      ],
      {
        *opened() {
          yield* log(`[smtpd] starting on [::]:${smtpPort} (no encryption)`);
          yield* log(`[http] starting on [::]:${uiPort}`);
          yield* log(`[http] accessible via http://localhost:${uiPort}/`);
        },
      },
    );
  } catch (error) {
    if (!(error instanceof Taken)) throw error;
    yield* p.eprint(`time="${stamp(p)}" level=error msg="${error.message}"\n`);
    return 1;
  }
});

export const mailServers: Record<string, Program> = { MailHog: mailhog, mailpit };
