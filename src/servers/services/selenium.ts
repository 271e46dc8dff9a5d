// Selenium Grid: a hub with its event bus, nodes that announce themselves on it, and a standalone server.

import type { Program, Task } from '../../kernel/block.ts';
import { FsError } from '../../fs/node.ts';
import type { Process } from '../../kernel/process.ts';
import { resolveHost } from '../../kernel/resolve.ts';
import { program } from '../../programs/args.ts';
import { socketFd, Wire } from '../../programs/net/http.ts';
import { escapeHtml, page } from '../../programs/net/html.ts';
import { type Handler, htmlReply, http, json, live, millis, mute, notFound, ownIp, type Port, stamp } from './life.ts';

interface Slot {
  readonly browser: string;
  readonly version: string;
}
interface Node {
  readonly id: string;
  readonly uri: string;
  readonly slots: readonly Slot[];
}

const REVISION = 'f4e5a2b';
const versionOf = (p: Process): string => p.getenv('SE_VERSION') ?? '4.37.0';

function* say(p: Process, where: string, text: string, level = 'INFO'): Task {
  yield* p.print(`${stamp(p, '%H:%M:%S')}${millis(p)} ${level} [${where}] - ${text}\n`);
}

function status(nodes: readonly Node[], p: Process): object {
  const ready = nodes.length > 0;
  return {
    value: {
      ready,
      message: ready ? 'Selenium Grid ready.' : 'Selenium Grid not ready.',
      nodes: nodes.map((n) => ({
        id: n.id,
        uri: n.uri,
        maxSessions: n.slots.length,
        osInfo: { arch: 'amd64', name: 'Linux', version: '6.12.48+deb13-amd64' },
        heartbeatPeriod: 60000,
        availability: 'UP',
        version: `${versionOf(p)} (revision ${REVISION})`,
        slots: n.slots.map((s, i) => ({
          id: { hostId: n.id, id: `${n.id.slice(0, -1)}${i}` },
          lastStarted: '1970-01-01T00:00:00Z',
          session: null,
          stereotype: { browserName: s.browser, browserVersion: s.version, platformName: 'linux' },
        })),
      })),
    },
  };
}

/** What a grid answers: its state, its page, and a refusal of sessions, which are not simulated. */
function grid(nodes: readonly Node[]): Handler {
  return function* (r, p) {
    if (r.path === '/status' || r.path === '/wd/hub/status') return json(status(nodes, p));
    if (r.path === '/readyz') return json('OK');
    if (r.method === 'POST' && /^(\/wd\/hub)?\/session$/.test(r.path))
      return json(
        {
          value: {
            error: 'session not created',
            message: 'drydock: browser sessions are not simulated',
            stacktrace: '',
          },
        },
        '500 Internal Server Error',
      );
    if (r.path === '/') return htmlReply('', '302 Found', [['Location', '/ui/']]);
    if (r.path.startsWith('/ui') || r.path === '/grid/console') {
      return htmlReply(
        page(
          'Selenium Grid',
          `<p>Version ${versionOf(p)}. ${nodes.length === 0 ? 'The Grid has no registered Nodes yet.' : `${nodes.length} node${nodes.length === 1 ? '' : 's'}`}</p>\n<ul>\n${nodes.map((n) => `<li>${escapeHtml(n.uri)}: ${n.slots.map((s) => `${escapeHtml(s.browser)} ${escapeHtml(s.version)}`).join(', ')}, Availability: UP</li>`).join('\n')}\n</ul>`,
        ),
      );
    }
    if (r.path === '/graphql' && r.method === 'POST')
      return json({
        data: {
          grid: {
            uri: `http://${ownIp(p)}:4444`,
            totalSlots: nodes.reduce((n, x) => n + x.slots.length, 0),
            nodeCount: nodes.length,
            maxSession: nodes.reduce((n, x) => n + x.slots.length, 0),
            sessionCount: 0,
            version: versionOf(p),
          },
        },
      });
    return json(
      {
        value: {
          error: 'unknown command',
          message: `Unable to find handler for (${r.method}) ${r.path}`,
          stacktrace: '',
        },
      },
      '404 Not Found',
    );
  };
}

/** The bus: a node sends one line about itself and keeps the connection. Lost is whoever hangs up. */
function bus(p: Process, port: number, nodes: Node[]): Port {
  return {
    port,
    *talk(_, connection) {
      const fd = socketFd(p, connection);
      let mine: Node | undefined;
      try {
        const line = yield* new Wire(p, fd).until('\n');
        if (line === undefined) return;
        try {
          mine = JSON.parse(line) as Node;
        } catch {
          return;
        }
        nodes.push(mine);
        yield* say(p, 'LocalDistributor.add', `Added node ${mine.id} at ${mine.uri}. Health check every 120s`);
        while ((yield* p.read(fd)).length > 0);
      } catch (error) {
        if (!(error instanceof FsError)) throw error;
      } finally {
        if (mine !== undefined && nodes.includes(mine)) nodes.splice(nodes.indexOf(mine), 1);
        p.closeFd(fd);
      }
    },
  };
}

/** The first lines of every Selenium image: its supervisor. */
function* supervised(p: Process, names: readonly string[]): Task {
  const line = (text: string): Task => p.print(`${stamp(p, '%Y-%m-%d %H:%M:%S')}${millis(p, ',')} INFO ${text}\n`);
  yield* line('Included extra file "/etc/supervisor/conf.d/selenium.conf" during parsing');
  yield* line("RPC interface 'supervisor' initialized");
  yield* line(`supervisord started with pid ${p.nsPid}`);
  yield* p.sleep(1000);
  for (const [i, n] of names.entries()) yield* line(`spawned: '${n}' with pid ${p.nsPid + 8 + i}`);
  for (const n of names)
    yield* line(`success: ${n} entered RUNNING state, process has stayed up for > than 0 seconds (startsecs)`);
}

const stopped = (p: Process) =>
  function* (signal: number): Task {
    yield* p.print(
      `${stamp(p, '%Y-%m-%d %H:%M:%S')}${millis(p, ',')} WARN received ${signal === 2 ? 'SIGINT' : 'SIGTERM'} indicating exit request\n`,
    );
  };

function* hub(p: Process): Task<number> {
  const nodes: Node[] = [];
  yield* supervised(p, ['selenium-grid-hub']);
  const port = Number(p.getenv('SE_HUB_PORT') ?? 4444);
  yield* say(p, 'LoggingOptions.configureLogEncoding', 'Using the system default encoding');
  yield* say(
    p,
    'BoundZmqEventBus.<init>',
    'XPUB binding to [binding to tcp://*:4442, advertising as tcp://' +
      ownIp(p) +
      ':4442], XSUB binding to [binding to tcp://*:4443, advertising as tcp://' +
      ownIp(p) +
      ':4443]',
  );
  yield* p.sleep(2500);
  return yield* live(p, [bus(p, 4442, nodes), mute(4443), http(port, grid(nodes))], {
    *opened() {
      yield* say(
        p,
        'Hub.execute',
        `Started Selenium Hub ${versionOf(p)} (revision ${REVISION}): http://${ownIp(p)}:${port}`,
      );
    },
    ended: stopped(p),
  });
}

const browser = (p: Process): Slot => ({
  browser: p.getenv('SE_NODE_BROWSER_NAME') ?? 'chrome',
  version: p.getenv('SE_NODE_BROWSER_VERSION') ?? '142.0',
});
const slots = (p: Process): Slot[] =>
  Array.from({ length: Math.max(1, Number(p.getenv('SE_NODE_MAX_SESSIONS') ?? 1) || 1) }, () => browser(p));
const uuid = (p: Process): string =>
  p.kernel.random.hex(32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

/** The screen of a node's browser: the page of noVNC, and VNC itself, which is not simulated. */
const screens = (): Port[] => [
  http(7900, function* (r) {
    return r.path === '/' || r.path.startsWith('/vnc')
      ? htmlReply(page('noVNC', '<p>drydock: the screen of a simulated browser is not simulated.</p>'))
      : notFound();
  }),
  mute(5900),
];

function* node(p: Process): Task<number> {
  const host = p.getenv('SE_EVENT_BUS_HOST');
  if (host === undefined || host === '') {
    yield* p.print('SE_EVENT_BUS_HOST not set, exiting!\n');
    return 1;
  }
  const publish = Number(p.getenv('SE_EVENT_BUS_PUBLISH_PORT') ?? 4442);
  const subscribe = Number(p.getenv('SE_EVENT_BUS_SUBSCRIBE_PORT') ?? 4443);
  yield* supervised(p, ['xvfb', 'vnc', 'novnc', 'selenium-node']);
  const port = Number(p.getenv('SE_NODE_PORT') ?? 5555);
  const me: Node = { id: uuid(p), uri: `http://${p.getenv('SE_NODE_HOST') ?? ownIp(p)}:${port}`, slots: slots(p) };
  yield* say(p, 'UnboundZmqEventBus.<init>', `Connecting to tcp://${host}:${publish} and tcp://${host}:${subscribe}`);
  yield* p.sleep(1800);
  yield* say(p, 'NodeOptions.getSessionFactories', `Detected ${me.slots.length} available processors`);
  yield* say(
    p,
    'NodeOptions.report',
    `Adding ${me.slots[0]!.browser} for {"browserName": "${me.slots[0]!.browser}","browserVersion": "${me.slots[0]!.version}","platformName": "linux"} ${me.slots.length} times`,
  );
  // the announcement is a helper of its own: it tries for as long as the node lives
  p.fork((q) => announce(q, host, publish, subscribe, me));
  return yield* live(
    p,
    [
      http(port, function* (r) {
        return r.path === '/status'
          ? json({
              value: {
                ready: true,
                message: 'Ready',
                node: { id: me.id, externalUri: me.uri, maxSessions: me.slots.length, availability: 'UP' },
              },
            })
          : notFound();
      }),
      ...screens(),
    ],
    {
      *opened() {
        yield* say(p, 'NodeServer.execute', `Started Selenium node ${versionOf(p)} (revision ${REVISION}): ${me.uri}`);
      },
      ended: stopped(p),
    },
  );
}

function* announce(q: Process, host: string, publish: number, subscribe: number, me: Node): Task<number> {
  for (;;) {
    yield* say(q, 'NodeServer$2.start', 'Sending registration event...');
    const [ip] = resolveHost(q, host);
    if (ip !== undefined) {
      try {
        const second = yield* q.kernel.net.connect(q, q.net, ip, subscribe, 5000);
        second.close();
        const fd = socketFd(q, yield* q.kernel.net.connect(q, q.net, ip, publish, 5000));
        yield* q.write(fd, `${JSON.stringify(me)}\n`);
        yield* say(q, 'NodeServer.lambda$createHandlers$2', 'Node has been added');
        while ((yield* q.read(fd)).length > 0);
        q.closeFd(fd);
      } catch (error) {
        if (!(error instanceof FsError)) throw error;
      }
    }
    yield* q.sleep(10_000);
  }
}

function* standalone(p: Process): Task<number> {
  yield* supervised(p, ['xvfb', 'vnc', 'novnc', 'selenium-standalone']);
  const me: Node = { id: uuid(p), uri: `http://${ownIp(p)}:4444`, slots: slots(p) };
  yield* p.sleep(2500);
  return yield* live(p, [http(4444, grid([me])), ...screens()], {
    *opened() {
      yield* say(
        p,
        'Standalone.execute',
        `Started Selenium Standalone ${versionOf(p)} (revision ${REVISION}): ${me.uri}`,
      );
    },
    ended: stopped(p),
  });
}

export const seleniumServers: Record<string, Program> = {
  'selenium-hub': program(hub),
  'selenium-node': program(node),
  'selenium-standalone': program(standalone),
};
