// Who may: allow and deny, and passwords of auth_basic.

import type { Task } from '../../kernel/block.ts';
import { passwordMatches } from '../../programs/tools/passwords.ts';
import { inSubnet, parseIp, parseSubnet } from '../../kernel/ip.ts';
import { atobPure } from '../../programs/coreutils/checksum.ts';
import { header } from '../../programs/net/http.ts';
import { type Reply, reply } from './content.ts';
import { near, value } from './model.ts';
import type { Context } from './context.ts';
import { expand } from './variables.ts';

/** The refusal of allow/deny; undefined when the client may go on. */
export function* allowed(c: Context): Task<Reply | undefined> {
  for (let i = c.chain.length - 1; i >= 0; i--) {
    const rules = c.chain[i]!.filter((d) => d.name === 'allow' || d.name === 'deny');
    if (rules.length === 0) continue;
    for (const d of rules) {
      const what = d.args[0]!;
      const subnet = what.includes('/') ? parseSubnet(what) : undefined;
      const hit =
        what === 'all' ||
        what === c.peer.ip ||
        (subnet !== undefined && parseIp(c.peer.ip) !== undefined && inSubnet(c.peer.ip, subnet));
      if (!hit) continue;
      if (d.name === 'allow') return undefined;
      yield* c.error('error', 'access forbidden by rule');
      return reply(403);
    }
    return undefined;
  }
  return undefined;
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
    yield* c.error(
      'error',
      `open() "${path}" failed (${node === undefined ? '2: No such file or directory' : '13: Permission denied'})`,
    );
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
