// Users of a MariaDB or MySQL server: who may connect from where, and what each may do.

import { sha1 } from '@noble/hashes/legacy.js';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { concat, encode, equalBytes } from '../../../fs/bytes.ts';
import { tick } from './tables.ts';

export interface Account {
  user: string;
  host: string;
  /** Empty, `*` and 40 digits, or something that no password has. */
  hash: string;
  global: Set<string>;
  /** By database (a pattern), and by `database.table`. */
  dbs: Map<string, Set<string>>;
  tables: Map<string, Set<string>>;
}

/** `*HEX`: what mysql_native_password keeps of a password. */
export function passwordHash(password: string): string {
  return password === '' ? '' : `*${bytesToHex(sha1(sha1(encode(password)))).toUpperCase()}`;
}

/** What a client answers to a scramble; empty for no password. */
export function scrambled(password: string, scramble: Uint8Array): Uint8Array {
  if (password === '') return new Uint8Array(0);
  const one = sha1(encode(password));
  const mask = sha1(concat([scramble, sha1(one)]));
  return one.map((b, i) => b ^ mask[i]!);
}

/** Does the answer prove that the client knows the password behind a hash? */
export function proves(hash: string, answer: Uint8Array, scramble: Uint8Array): boolean {
  if (hash === '') return answer.length === 0;
  if (!/^\*[0-9A-F]{40}$/.test(hash) || answer.length !== 20) return false;
  const two = hexToBytes(hash.slice(1).toLowerCase());
  const mask = sha1(concat([scramble, two]));
  return equalBytes(sha1(answer.map((b, i) => b ^ mask[i]!)), two);
}

const pattern = (s: string): RegExp =>
  new RegExp(
    `^${s.replace(/\\([_%])|[.*+?^${}()|[\]\\]|%|_/g, (m, lit: string | undefined) => (lit !== undefined ? lit : m === '%' ? '.*' : m === '_' ? '.' : `\\${m}`))}$`,
    'i',
  );

function hostMatches(host: string, from: string): boolean {
  const net = /^(\d+\.\d+\.\d+\.\d+)\/(\d+\.\d+\.\d+\.\d+)$/.exec(host);
  if (net !== null) {
    const n = (s: string): number => s.split('.').reduce((v, x) => v * 256 + Number(x), 0);
    return /^\d+\.\d+\.\d+\.\d+$/.test(from) && (n(from) & n(net[2]!)) === (n(net[1]!) & n(net[2]!));
  }
  return pattern(host).test(from);
}

/** How exact a host is: exact ones are looked at first. */
const rank = (host: string): number =>
  !/[%_]/.test(host) ? 1000 : host === '%' ? 0 : host.replace(/[%_].*/, '').length + 1;

export class Grants {
  readonly accounts: Account[] = [];
  /** Set by --skip-grant-tables: everybody may do everything. */
  open = false;

  find(user: string, host: string): Account | undefined {
    return this.accounts.find((a) => a.user === user && a.host.toLowerCase() === host.toLowerCase());
  }
  create(user: string, host: string, hash: string): Account {
    const a: Account = { user, host, hash, global: new Set(), dbs: new Map(), tables: new Map() };
    this.accounts.push(a);
    return a;
  }
  remove(a: Account): void {
    this.accounts.splice(this.accounts.indexOf(a), 1);
  }

  /** The account that a connection falls under, as the server sorts them. */
  match(user: string, from: string): Account | undefined {
    return this.accounts
      .filter((a) => (a.user === user || a.user === '') && hostMatches(a.host, from))
      .sort((a, b) => rank(b.host) - rank(a.host) || Number(b.user !== '') - Number(a.user !== ''))[0];
  }

  private sets(a: Account, db: string | undefined, table: string | undefined): Set<string>[] {
    const out = [a.global];
    if (db !== undefined) for (const [p, set] of a.dbs) if (pattern(p).test(db)) out.push(set);
    if (db !== undefined && table !== undefined) {
      const t = a.tables.get(`${db}.${table}`);
      if (t !== undefined) out.push(t);
    }
    return out;
  }
  has(a: Account, privilege: string, db?: string, table?: string): boolean {
    return (
      this.open ||
      this.sets(a, db, table).some((s) => s.has(privilege) || (s.has('ALL PRIVILEGES') && privilege !== 'GRANT OPTION'))
    );
  }
  /** May the account see that the database (or table) exists? */
  sees(a: Account, db: string, table?: string): boolean {
    if (this.open || (a.global.size > 0 && [...a.global].some((p) => p !== 'USAGE' && p !== 'GRANT OPTION')))
      return true;
    for (const [p, set] of a.dbs) if (set.size > 0 && pattern(p).test(db)) return true;
    for (const [key, set] of a.tables)
      if (set.size > 0 && (table === undefined ? key.startsWith(`${db}.`) : key === `${db}.${table}`)) return true;
    return false;
  }

  /** Lines of SHOW GRANTS. */
  lines(a: Account, maria: boolean): string[] {
    const who = `${tick(a.user)}@${tick(a.host)}`;
    const words = (s: ReadonlySet<string>): string => {
      const list = [...s].filter((p) => p !== 'GRANT OPTION' && p !== 'USAGE');
      return list.length === 0 ? 'USAGE' : list.includes('ALL PRIVILEGES') ? 'ALL PRIVILEGES' : list.join(', ');
    };
    const tail = (s: ReadonlySet<string>): string => (s.has('GRANT OPTION') ? ' WITH GRANT OPTION' : '');
    const secret = maria && a.hash !== '' && a.hash.startsWith('*') ? ` IDENTIFIED BY PASSWORD '${a.hash}'` : '';
    return [
      `GRANT ${words(a.global)} ON *.* TO ${who}${secret}${tail(a.global)}`,
      ...[...a.dbs]
        .filter(([, s]) => s.size > 0)
        .map(([db, s]) => `GRANT ${words(s)} ON ${tick(db)}.* TO ${who}${tail(s)}`),
      ...[...a.tables]
        .filter(([, s]) => s.size > 0)
        .map(([key, s]) => `GRANT ${words(s)} ON ${key.split('.').map(tick).join('.')} TO ${who}${tail(s)}`),
    ];
  }

  toText(): string {
    return (
      this.accounts
        .map((a) =>
          JSON.stringify({
            user: a.user,
            host: a.host,
            plugin: 'mysql_native_password',
            authentication_string: a.hash,
            global: [...a.global],
            dbs: [...a.dbs].map(([k, s]) => [k, [...s]]),
            tables: [...a.tables].map(([k, s]) => [k, [...s]]),
          }),
        )
        .join('\n') + '\n'
    );
  }
  fromText(text: string): void {
    this.accounts.length = 0;
    for (const line of text.split('\n')) {
      if (line === '') continue;
      try {
        const x = JSON.parse(line) as {
          user: string;
          host: string;
          authentication_string: string;
          global: string[];
          dbs: [string, string[]][];
          tables: [string, string[]][];
        };
        this.accounts.push({
          user: x.user,
          host: x.host,
          hash: x.authentication_string,
          global: new Set(x.global),
          dbs: new Map(x.dbs.map(([k, s]) => [k, new Set(s)])),
          tables: new Map(x.tables.map(([k, s]) => [k, new Set(s)])),
        });
      } catch {
        // a line that is no account is lost, as a crashed table's row is
      }
    }
  }
}
