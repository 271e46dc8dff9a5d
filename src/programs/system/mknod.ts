// mknod: pipes and character devices by their numbers.

import { FsError } from '../../fs/node.ts';
import type { Program } from '../../kernel/block.ts';
import { complain, Failure, parseArgs, program, reason, Usage } from '../args.ts';
import { parseMode } from '../coreutils/mode.ts';

/** Devices that answer here, by their numbers in Linux. */
const DEVICES: Readonly<Record<string, string>> = {
  '1:3': 'null',
  '1:5': 'zero',
  '1:7': 'full',
  '1:8': 'random',
  '1:9': 'random',
  '5:0': 'tty',
};

export const mknod: Program = program(function* (p) {
  const o = parseArgs(p, 'm:Z', { 'mode=': 'm' });
  const [name, type, major, minor, extra] = o.rest;
  if (name === undefined) throw new Usage('missing operand');
  if (type === undefined) throw new Usage(`missing operand after '${name}'`);
  const fifo = type[0] === 'p';
  if (fifo && major !== undefined)
    throw new Usage(`extra operand '${major}'\nFifos do not have major and minor device numbers.`);
  if (!fifo && minor === undefined) {
    throw new Usage(
      `missing operand after '${major ?? type}'${major === undefined ? '\nSpecial files require major and minor device numbers.' : ''}`,
    );
  }
  if (extra !== undefined) throw new Usage(`extra operand '${extra}'`);
  const mode = o.has('m') ? parseMode(o.get('m')!, 0o666, false, 0) : 0o666 & ~p.umask;
  if (mode === undefined) throw new Failure('invalid mode');
  if (!fifo && !/^[cub]/.test(type)) throw new Usage(`invalid device type '${type}'`);
  for (const [what, n] of [
    ['major', major],
    ['minor', minor],
  ]) {
    if (!fifo && !/^(0[xX][0-9a-fA-F]+|\d+)$/.test(n!)) throw new Failure(`invalid ${what} device number '${n}'`);
  }
  // a disk is nothing that a process here could ever open: its numbers alone are kept
  const numbers = `${type.startsWith('b') ? 'block ' : ''}${Number(major)}:${Number(minor)}`;
  try {
    p.fs.mknod(name, fifo ? 'fifo' : 'char', fifo ? 'fifo' : (DEVICES[numbers] ?? numbers), mode);
    if (o.has('m')) p.fs.chmod(name, mode);
    return 0;
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    return yield* complain(p, `${name}: ${reason(error)}`);
  }
});
