// Who may: allow and deny, and passwords of auth_basic.

import { md5 } from '@noble/hashes/legacy.js';
import { concat, encode } from '../../../fs/bytes.ts';
import { sha1base64 } from '../../net/hashes.ts';
import type { Task } from '../../../kernel/block.ts';
import { inSubnet, parseIp, parseSubnet } from '../../../kernel/ip.ts';
import { atobPure } from '../../coreutils/say.ts';
import { header } from '../../net/http.ts';
import { type Reply, reply } from './content.ts';
import { near, value } from './model.ts';
import type { Context } from './serve.ts';
import { expand } from './variables.ts';

/** The refusal of allow/deny; undefined when the client may go on. */
export function* allowed(c: Context): Task<Reply | undefined> {
  for (let i = c.chain.length - 1; i >= 0; i--) {
    const rules = c.chain[i]!.filter((d) => d.name === 'allow' || d.name === 'deny');
    if (rules.length === 0) continue;
    for (const d of rules) {
      const what = d.args[0]!;
      const subnet = what.includes('/') ? parseSubnet(what) : undefined;
      const hit = what === 'all' || what === c.peer.ip || (subnet !== undefined && parseIp(c.peer.ip) !== undefined && inSubnet(c.peer.ip, subnet));
      if (!hit) continue;
      if (d.name === 'allow') return undefined;
      yield* c.error('error', 'access forbidden by rule');
      return reply(403);
    }
    return undefined;
  }
  return undefined;
}

/** Does a password belong to a line of a password file: plain, `{PLAIN}`, `{SHA}` or Apache's `$apr1$`. */
export function passwordMatches(password: string, stored: string): boolean {
  if (stored.startsWith('{PLAIN}')) return stored.slice(7) === password;
  if (stored.startsWith('{SHA}')) return stored.slice(5) === sha1base64(password);
  const m = /^\$apr1\$([^$]*)\$/.exec(stored);
  return m !== null && apr1(password, m[1]!) === stored;
}

/** The 401 of auth_basic; undefined when the client may go on. */
export function* authorised(c: Context): Task<Reply | undefined> {
  const realm = value(c.chain, 'auth_basic');
  if (realm === undefined || realm === 'off') return undefined;
  const challenge = reply(401, '', [['WWW-Authenticate', `Basic realm="${expand(c, realm)}"`]]);
  const given = /^Basic\s+(\S+)/i.exec(header(c.request, 'authorization') ?? '');
  if (given === null) {
    yield* c.error('info', 'no user/password was provided for basic authentication');
    return challenge;
  }
  const [user = '', password = ''] = atobPure(given[1]!).split(/:(.*)/s);
  c.user = user;
  const name = near(c.chain, 'auth_basic_user_file').at(-1)?.args[0];
  if (name === undefined) return undefined;
  const file = expand(c, name);
  const path = file.startsWith('/') ? file : `/etc/nginx/${file}`;
  const node = c.p.fs.tryStat(path);
  if (node?.kind !== 'file' || !c.p.fs.may(node, 4)) {
    yield* c.error('error', `open() "${path}" failed (${node === undefined ? '2: No such file or directory' : '13: Permission denied'})`);
    return reply(node === undefined ? 403 : 500);
  }
  for (const line of new TextDecoder().decode(node.data).split('\n')) {
    const [who, secret] = line.split(':');
    if (who !== user || secret === undefined) continue;
    if (passwordMatches(password, secret)) return undefined;
    yield* c.error('error', `user "${user}": password mismatch`);
    return challenge;
  }
  yield* c.error('error', `user "${user}" was not found in "${path}"`);
  return challenge;
}

const ITOA = './0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Apache's variant of the MD5 password hash, as `htpasswd` and `openssl passwd -apr1` make it. */
export function apr1(password: string, salt: string): string {
  const pw = encode(password);
  const sl = encode(salt.slice(0, 8));
  const inner = md5(concat([pw, sl, pw]));
  const parts: Uint8Array[] = [pw, encode('$apr1$'), sl];
  for (let n = pw.length; n > 0; n -= 16) parts.push(inner.subarray(0, Math.min(16, n)));
  for (let n = pw.length; n > 0; n >>= 1) parts.push(n & 1 ? new Uint8Array(1) : pw.subarray(0, 1));
  let sum: Uint8Array = md5(concat(parts));
  for (let i = 0; i < 1000; i++) {
    const round = [i & 1 ? pw : sum];
    if (i % 3) round.push(sl);
    if (i % 7) round.push(pw);
    round.push(i & 1 ? sum : pw);
    sum = md5(concat(round));
  }
  let out = '';
  const to64 = (value: number, n: number): void => {
    for (let v = value, k = n; k > 0; k--, v >>= 6) out += ITOA[v & 63];
  };
  for (const [a, b, d] of [[0, 6, 12], [1, 7, 13], [2, 8, 14], [3, 9, 15], [4, 10, 5]] as const) to64((sum[a]! << 16) | (sum[b]! << 8) | sum[d]!, 4);
  to64(sum[11]!, 2);
  return `$apr1$${salt.slice(0, 8)}$${out}`;
}
