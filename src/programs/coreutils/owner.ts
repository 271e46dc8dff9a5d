// chmod, chown and chgrp: whose a file is and who may do what.

import { FsError } from '../../fs/node.ts';
import { join } from '../../fs/path.ts';
import type { Task, Program } from '../../kernel/block.ts';
import type { Process } from '../../kernel/process.ts';
import { reader, users, groups } from '../../kernel/users.ts';
import { complain, reason, program, Usage, parseArgs } from '../args.ts';
import { parseMode } from './mode.ts';

function* eachBelow(p: Process, path: string, recursive: boolean, act: (path: string) => Task<number>): Task<number> {
  let status = yield* act(path);
  if (recursive && p.fs.tryLstat(path)?.kind === 'dir') {
    let names: string[];
    try {
      names = p.fs.readdir(path);
    } catch (error) {
      return yield* complain(p, `cannot read directory '${path}': ${reason(error)}`);
    }
    for (const name of names) status |= yield* eachBelow(p, join(path, name), true, act);
  }
  return status;
}

export const chmod: Program = program(function* (p) {
  const args = p.args;
  const isMode = (a: string): boolean => /^-(?:[rwxXst]+|[0-7]+)$/.test(a);
  const flags = args.filter((a) => a.startsWith('-') && !isMode(a));
  const rest = args.filter((a) => !a.startsWith('-') || isMode(a));
  const recursive = flags.some((f) => f === '-R' || f === '--recursive' || f === '-Rv' || f === '-vR');
  const ref = flags.find((f) => f.startsWith('--reference='));
  for (const f of flags)
    if (!/^(-[Rvfc]+|--(recursive|verbose|changes|silent|quiet|reference=.*))$/.test(f))
      throw new Usage(`invalid option -- '${f.replace(/^-+/, '')[0]}'`);
  const spec = ref === undefined ? rest.shift() : '';
  if (spec === undefined) throw new Usage('missing operand');
  if (rest.length === 0) throw new Usage(`missing operand after '${spec}'`);
  let status = 0;
  for (const path of rest) {
    status |= yield* eachBelow(p, path, recursive, function* (at) {
      try {
        const node = p.fs.lstat(at);
        if (node.kind === 'link' && recursive && at !== path) return 0;
        const real = p.fs.stat(at);
        const mode =
          ref !== undefined ? p.fs.stat(ref.slice(12)).mode : parseMode(spec, real.mode, real.kind === 'dir', p.umask);
        if (mode === undefined)
          return yield* complain(
            p,
            `invalid mode: '${spec}'${p.busybox ? '' : `\nTry 'chmod --help' for more information.`}`,
          );
        p.fs.chmod(at, mode);
        return 0;
      } catch (error) {
        if (p.busybox) return yield* complain(p, `${at}: ${reason(error)}`);
        return yield* complain(
          p,
          error instanceof FsError && error.code === 'ENOENT'
            ? `cannot access '${at}': ${reason(error)}`
            : `changing permissions of '${at}': ${reason(error)}`,
        );
      }
    });
  }
  return status;
});

/** Uid and gid of `user`, `user:group`, `:group`, numbers too. A text tells what is unknown. */
export function parseOwner(p: Process, spec: string): { uid?: number; gid?: number } | string {
  const [u = '', g] = spec.includes(':') ? spec.split(':', 2) : [spec];
  const read = reader(p);
  const out: { uid?: number; gid?: number } = {};
  if (u !== '') {
    const user = users(read).find((x) => x.name === u);
    if (user === undefined && !/^\d+$/.test(u)) return `invalid user: '${spec}'`;
    out.uid = user?.uid ?? Number(u);
    if (g === '') {
      if (user !== undefined) out.gid = user.gid;
    }
  }
  if (g !== undefined && g !== '') {
    const group = groups(read).find((x) => x.name === g);
    if (group === undefined && !/^\d+$/.test(g)) return `invalid group: '${spec}'`;
    out.gid = group?.gid ?? Number(g);
  }
  return out;
}

export function owner(group: boolean): Program {
  return program(function* (p) {
    const o = parseArgs(p, 'RvfhcLHP', {
      recursive: 'R',
      verbose: 'v',
      'no-dereference': 'h',
      'reference=': 'ref',
      silent: 'f',
      quiet: 'f',
    });
    const ref = o.get('ref');
    const spec = ref === undefined ? o.rest.shift() : undefined;
    if (spec === undefined && ref === undefined) throw new Usage('missing operand');
    if (o.rest.length === 0) throw new Usage(`missing operand after '${spec}'`);
    let ids: { uid?: number; gid?: number } | string;
    if (ref !== undefined) {
      const node = p.fs.stat(ref);
      ids = { uid: node.uid, gid: node.gid };
    } else ids = parseOwner(p, group ? `:${spec}` : spec!);
    if (typeof ids === 'string') {
      const text = ids.replace(`':${spec}'`, `'${spec}'`);
      return yield* complain(
        p,
        p.busybox ? `unknown ${group || text.includes('group') ? 'group' : 'user'} ${spec}` : text,
      );
    }
    let status = 0;
    for (const path of o.rest) {
      status |= yield* eachBelow(p, path, o.has('R'), function* (at) {
        try {
          p.fs.chown(at, ids.uid, ids.gid, !o.has('h') && !(o.has('R') && p.fs.tryLstat(at)?.kind === 'link'));
          return 0;
        } catch (error) {
          if (p.busybox) return yield* complain(p, `${at}: ${reason(error)}`);
          return yield* complain(
            p,
            error instanceof FsError && error.code === 'ENOENT'
              ? `cannot access '${at}': ${reason(error)}`
              : `changing ${group ? 'group' : 'ownership'} of '${at}': ${reason(error)}`,
          );
        }
      });
    }
    return status;
  });
}
