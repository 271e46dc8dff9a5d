// Options of psql and the other clients of PostgreSQL, and the server that they mean.

import type { Process } from '../../../kernel/process.ts';
import { reader, userName } from '../../../kernel/users.ts';
import { askPassword } from '../mysql/clientopts.ts';
import type { Target } from './client.ts';

const VALUES: Record<string, string> = {
  c: 'command',
  f: 'file',
  d: 'dbname',
  h: 'host',
  p: 'port',
  U: 'username',
  v: 'set',
  o: 'output',
  F: 'field-separator',
  P: 'pset',
  L: 'log-file',
};
const FLAGS: Record<string, string> = {
  l: 'list',
  t: 'tuples-only',
  A: 'no-align',
  q: 'quiet',
  X: 'no-psqlrc',
  w: 'no-password',
  W: 'password',
  a: 'echo-all',
  e: 'echo-queries',
  b: 'echo-errors',
  1: 'single-transaction',
  x: 'expanded',
  n: 'no-readline',
  E: 'echo-hidden',
  S: 'single-line',
  s: 'single-step',
  z: 'field-separator-zero',
  '0': 'record-separator-zero',
  V: 'version',
  '?': 'help',
};

export interface PgOptions {
  readonly flags: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, string>;
  /** -c and -f in their order. */
  readonly actions: readonly (readonly ['command' | 'file', string])[];
  readonly variables: ReadonlyMap<string, string>;
  readonly rest: readonly string[];
}

/** Options of the client programs; a text when they are wrong. */
export function pgOptions(
  p: Process,
  extraValues: Record<string, string> = {},
  extraFlags: Record<string, string> = {},
): PgOptions | string {
  const shortValues = { ...VALUES, ...extraValues };
  const shortFlags = { ...FLAGS, ...extraFlags };
  const flags = new Set<string>();
  const values = new Map<string, string>();
  const variables = new Map<string, string>();
  const actions: ['command' | 'file', string][] = [];
  const rest: string[] = [];
  const put = (name: string, v: string): void => {
    if (name === 'command' || name === 'file') actions.push([name, v]);
    else if (name === 'set') variables.set(v.replace(/=.*/s, ''), v.includes('=') ? v.slice(v.indexOf('=') + 1) : '');
    else values.set(name, v);
  };
  const args = [...p.args];
  const wrong = (text: string): string =>
    `${p.name}: ${text}\n${p.name}: hint: Try "${p.name} --help" for more information.\n`;
  while (args.length > 0) {
    const a = args.shift()!;
    if (a.startsWith('--') && a.length > 2) {
      const eq = a.indexOf('=');
      const given = eq < 0 ? a.slice(2) : a.slice(2, eq);
      const name = given === 'variable' ? 'set' : given;
      if (Object.values(shortValues).includes(name)) {
        const v = eq < 0 ? args.shift() : a.slice(eq + 1);
        if (v === undefined) return wrong(`option '--${given}' requires an argument`);
        put(name, v);
      } else if (Object.values(shortFlags).includes(name) || name === 'csv' || name === 'html') flags.add(name);
      else return wrong(`unrecognized option '${a}'`);
    } else if (a.startsWith('-') && a.length > 1 && a !== '--') {
      for (let i = 1; i < a.length; i++) {
        const c = a[i]!;
        if (shortValues[c] !== undefined) {
          const v = i + 1 < a.length ? a.slice(i + 1) : args.shift();
          if (v === undefined) return wrong(`option requires an argument -- '${c}'`);
          put(shortValues[c], v);
          break;
        }
        if (shortFlags[c] === undefined) return wrong(`invalid option -- '${c}'`);
        flags.add(shortFlags[c]);
      }
    } else rest.push(a);
  }
  return { flags, values, actions, variables, rest };
}

/** Where to connect. A database may be a URI or `key=value` pairs. */
export function pgTarget(p: Process, o: PgOptions, db: string | undefined, fallback?: string): Target {
  const uri = /^postgres(?:ql)?:\/\/(?:([^:@/]*)(?::([^@/]*))?@)?([^:/]*)(?::(\d+))?(?:\/([^?]*))?/.exec(db ?? '');
  const pairs = new Map(
    [...(db ?? '').matchAll(/(\w+)=('(?:[^']*)'|\S+)/g)].map((m): [string, string] => [
      m[1]!,
      m[2]!.replace(/^'(.*)'$/, '$1'),
    ]),
  );
  const pick = (name: string, u: string | undefined, env: string): string | undefined =>
    (u !== undefined && u !== '' ? decodeURIComponent(u) : undefined) ??
    pairs.get(name) ??
    o.values.get(name === 'user' ? 'username' : name) ??
    p.getenv(env);
  const user = pick('user', uri?.[1], 'PGUSER') ?? userName(reader(p), p.euid);
  const given = pick('password', uri?.[2], 'PGPASSWORD');
  const tty = (p.tty ?? p.fds.get(0)?.tty) !== undefined && !o.flags.has('no-password');
  return {
    host: pick('host', uri?.[3], 'PGHOST'),
    port: Number(pick('port', uri?.[4], 'PGPORT') ?? 5432),
    user,
    db:
      (uri !== null ? (uri[5] ?? '') || undefined : pairs.size > 0 ? pairs.get('dbname') : db) ??
      o.values.get('dbname')?.replace(/^.*[/=].*$/, '') ??
      fallback ??
      p.getenv('PGDATABASE') ??
      user,
    *password() {
      if (given !== undefined) return given;
      return tty ? yield* askPassword(p, `Password for user ${user}: `) : undefined;
    },
  };
}
