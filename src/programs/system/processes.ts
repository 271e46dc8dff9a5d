// Processes and the machine: tini sysctl who; and the list of all that show processes, memory and mounts.

import { encode } from '../../fs/bytes.ts';
import { FsError } from '../../fs/node.ts';
import type { Program } from '../../kernel/block.ts';
import { HANDED_ON, SIGNALS } from '../../kernel/signals.ts';
import { users, reader } from '../../kernel/users.ts';
import { strftime } from '../../shell/printf.ts';
import { program, parseArgs, Failure, reason } from '../args.ts';
import { execCommand } from '../coreutils/run-command.ts';
import { ps } from './ps.ts';
import { kill, byName } from './signals.ts';
import { free, uptime, top, watch } from './top.ts';
import { modprobe, mount, mountpoint, umount } from './mount.ts';

/** What tini hands on to its command. */
const FORWARDED = [...HANDED_ON, SIGNALS.WINCH];

/** An init for containers: starts the command, hands signals on, reaps. */
const tini: Program = function* (p) {
  const words = p.args
    .filter((a, i) => !(i < p.args.indexOf('--') && a.startsWith('-')) && a !== '--')
    .filter((a) => !/^-[gsvw]+$/.test(a));
  const path = p.which(words[0] ?? '');
  if (path === undefined) return yield* execCommand(p, words, 'tini');
  for (const s of FORWARDED) p.actions.set(s, 'catch');
  const child = p.spawn(path, words);
  // the command has a group of its own, in the foreground, so that keys can stop it
  p.kernel.setGroup(child, child.pid);
  if (p.tty !== undefined) p.tty.foreground = child.pgid;
  for (;;) {
    while (p.caught.length > 0) p.kernel.signal(child, p.takeSignal()!);
    if (child.status !== undefined) return yield* p.wait(child);
    for (const c of p.children) if (c !== child && c.status !== undefined) p.reap(c);
    yield { queues: [child.exited, p.childExited] };
  }
};

const sysctl = program(function* (p) {
  const o = parseArgs(p, 'anwqep', {});
  for (const key of o.rest) {
    const path = `/proc/sys/${key.split('=')[0]!.replace(/\./g, '/')}`;
    if (key.includes('=')) {
      const name = key.split('=')[0];
      try {
        p.fs.writeFile(path, encode(`${key.slice(key.indexOf('=') + 1)}\n`));
        yield* p.print(`${name} = ${key.slice(key.indexOf('=') + 1)}\n`);
      } catch (error) {
        if (!(error instanceof FsError)) throw error;
        if (p.busybox) throw new Failure(`error setting key '${name}': ${reason(error)}`, 1);
        throw new Failure(`setting key "${name}": ${reason(error)}`, 1);
      }
      continue;
    }
    if (!p.fs.exists(path)) throw new Failure(`cannot stat ${path}: No such file or directory`, 255);
    const value = p.fs.readText(path).trim();
    yield* p.print(o.has('n') ? `${value}\n` : `${key} = ${value}\n`);
  }
  return 0;
});

const who = program(function* (p) {
  const me = users(reader(p)).find((u) => u.uid === p.uid);
  if (p.tty !== undefined)
    yield* p.print(
      `${(me?.name ?? '?').padEnd(8)} ${p.tty.name.padEnd(12)} ${strftime('%Y-%m-%d %H:%M', p.startTime)}\n`,
    );
  return 0;
});

export const processes: Record<string, Program> = {
  ps,
  kill,
  pgrep: byName('grep'),
  pkill: byName('kill'),
  pidof: byName('pidof'),
  killall: byName('killall'),
  free,
  uptime,
  top,
  watch,
  mount,
  umount,
  mountpoint,
  modprobe,
  tini,
  'docker-init': tini,
  sysctl,
  who,
  w: who,
};
