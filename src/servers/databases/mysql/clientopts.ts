// Options that all of MariaDB's and MySQL's client programs share, and the question for a password.

import { decode } from '../../../fs/bytes.ts';
import type { Task } from '../../../kernel/block.ts';
import type { Process } from '../../../kernel/process.ts';
import { reader, userName } from '../../../kernel/users.ts';
import type { Target } from './client.ts';
import { fileOptions } from './options.ts';

/** A client's own options: names that take a value end in `=` (`=?` when they may do without). */
export interface Spec {
  readonly short: Readonly<Record<string, string>>;
  readonly long: readonly string[];
  readonly groups: readonly string[];
}

const SHORT: Record<string, string> = {
  h: 'host=',
  P: 'port=',
  u: 'user=',
  p: 'password=?',
  S: 'socket=',
  V: 'version',
  '?': 'help',
  C: 'compress',
  v: 'verbose',
};
const LONG = [
  'host=',
  'port=',
  'user=',
  'password=?',
  'socket=',
  'protocol=',
  'version',
  'help',
  'compress',
  'verbose',
  'default-character-set=',
  'ssl=?',
  'skip-ssl',
  'ssl-mode=',
  'ssl-ca=',
  'ssl-cert=',
  'ssl-key=',
  'ssl-verify-server-cert=?',
  'skip-ssl-verify-server-cert',
  'disable-ssl',
  'disable-ssl-verify-server-cert',
  'connect-timeout=',
  'defaults-file=',
  'defaults-extra-file=',
  'no-defaults',
  'defaults-group-suffix=',
  'get-server-public-key',
  'plugin-dir=',
  'default-auth=',
  'max-allowed-packet=',
  'character-sets-dir=',
  'tls-version=',
];

export class BadOption extends Error {
  constructor(
    message: string,
    readonly status: number,
  ) {
    super(message);
  }
}

export class ClientOptions {
  readonly values = new Map<string, string | undefined>();
  readonly rest: string[] = [];
  has(name: string): boolean {
    return this.values.has(name);
  }
  get(name: string): string | undefined {
    return this.values.get(name);
  }
}

/** Reads a client's options. @throws BadOption */
export function clientOptions(p: Process, spec: Spec): ClientOptions {
  const short = { ...SHORT, ...spec.short };
  const long = [...LONG, ...spec.long];
  const out = new ClientOptions();
  const args = p.args;
  const find = (name: string): string | undefined =>
    long.find((l) => l.replace(/=\??$/, '') === name) ?? long.find((l) => l.startsWith(name));
  const name = p.name;
  if (!args.includes('--no-defaults')) {
    const only = args.find((a) => a.startsWith('--defaults-file='))?.slice(16);
    for (const [k, v] of fileOptions(
      p,
      ['client', 'client-server', 'client-mariadb', ...spec.groups],
      only === undefined ? undefined : [only],
    )) {
      const key = find(k);
      if (key !== undefined) out.values.set(key.replace(/=\??$/, ''), v);
    }
  }
  for (let i = 0; i < args.length; i++) {
    const a = args[i]!;
    if (a === '--') {
      out.rest.push(...args.slice(i + 1));
      break;
    }
    if (a.startsWith('--')) {
      const eq = a.indexOf('=');
      const given = (eq < 0 ? a.slice(2) : a.slice(2, eq)).replace(/_/g, '-');
      const key = find(given);
      if (key === undefined) throw new BadOption(`${name}: unknown option '${a}'`, 7);
      const plain = key.replace(/=\??$/, '');
      if (key.endsWith('=?')) out.values.set(plain, eq < 0 ? undefined : a.slice(eq + 1));
      else if (key.endsWith('=')) {
        const value = eq < 0 ? args[++i] : a.slice(eq + 1);
        if (value === undefined) throw new BadOption(`${name}: option '--${plain}' requires an argument`, 5);
        out.values.set(plain, value);
      } else out.values.set(plain, eq < 0 ? '' : a.slice(eq + 1));
      continue;
    }
    if (!a.startsWith('-') || a === '-') {
      out.rest.push(a);
      continue;
    }
    for (let k = 1; k < a.length; k++) {
      const key = short[a[k]!];
      if (key === undefined) throw new BadOption(`${name}: unknown option '-${a[k]}'`, 7);
      const plain = key.replace(/=\??$/, '');
      if (!key.includes('=')) {
        out.values.set(plain, '');
        continue;
      }
      const attached = a.slice(k + 1);
      if (attached !== '' || key.endsWith('=?')) out.values.set(plain, attached === '' ? undefined : attached);
      else {
        const value = args[++i];
        if (value === undefined) throw new BadOption(`${name}: option '-${a[k]}' requires an argument`, 5);
        out.values.set(plain, value);
      }
      break;
    }
  }
  return out;
}

/** Asks for a password on the terminal, unseen. */
export function* askPassword(p: Process, prompt: string): Task<string> {
  const tty = p.tty ?? p.fds.get(0)?.tty;
  if (tty === undefined) return '';
  tty.write(new TextEncoder().encode(prompt));
  const before = tty.echo;
  tty.echo = false;
  try {
    for (;;) {
      const got = yield* tty.read(4096);
      if (typeof got !== 'string') return decode(got).replace(/\r?\n$/, '');
      if (p.caught.length > 0) return '';
    }
  } finally {
    tty.echo = before;
  }
}

/** Where to connect, as the options say; the password is asked for when `-p` came without one. */
export function* target(p: Process, o: ClientOptions, maria: boolean, db: string): Task<Target> {
  let password = o.get('password') ?? '';
  if (o.has('password') && o.get('password') === undefined) password = yield* askPassword(p, 'Enter password: ');
  else if (!o.has('password')) password = p.getenv('MYSQL_PWD') ?? '';
  const protocol = o.get('protocol')?.toLowerCase();
  return {
    host: o.get('host'),
    port: Number(o.get('port') ?? p.getenv('MYSQL_TCP_PORT') ?? 3306),
    socket:
      o.get('socket') ??
      p.getenv('MYSQL_UNIX_PORT') ??
      (maria ? '/run/mysqld/mysqld.sock' : '/var/run/mysqld/mysqld.sock'),
    user: o.get('user') ?? userName(reader(p), p.euid),
    password,
    db,
    protocol:
      protocol === 'tcp' || protocol === 'socket'
        ? protocol
        : o.has('port') && !o.has('host') && maria && !o.has('socket')
          ? 'tcp'
          : undefined,
    timeout: Number(o.get('connect-timeout') ?? 0),
    maria,
  };
}
