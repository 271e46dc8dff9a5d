// Programs over bytes: dd and cmp; and the list of all that show or compare them.

import { FsError } from '../../fs/node.ts';
import type { Program } from '../../kernel/block.ts';
import { Usage, parseSize, Failure, complain, reason, humanSize, parseArgs } from '../args.ts';
import { concat } from '../../fs/bytes.ts';
import { textProgram, slurp } from './io.ts';
import { od, xxd, hexdump, strings } from './dump.ts';
import { diff } from './diff.ts';

const dd = textProgram(function* (p) {
  const o: Record<string, string> = {};
  for (const a of p.args) {
    const m = /^(if|of|bs|ibs|obs|count|skip|seek|conv|status|iflag|oflag)=(.*)$/.exec(a);
    if (m === null) throw new Usage(`unrecognized operand '${a}'`);
    o[m[1]!] = m[2]!;
  }
  const number = (key: string, otherwise: number): number => {
    if (o[key] === undefined) return otherwise;
    const n = parseSize(o[key].replace(/c$/, ''));
    if (n === undefined || (n === 0 && /bs$/.test(key))) throw new Failure(`invalid number: '${o[key]}'`);
    if (n > Number.MAX_SAFE_INTEGER)
      throw new Failure(`invalid number: '${o[key]}': Value too large for defined data type`);
    return n;
  };
  const bs = number('bs', number('ibs', 512));
  const count = o['count'] === undefined ? Infinity : number('count', 0);
  let input = 0;
  if (o['if'] !== undefined) {
    try {
      input = yield* p.open(o['if'], { read: true });
    } catch (error) {
      return yield* complain(
        p,
        p.busybox ? `can't open '${o['if']}': ${reason(error)}` : `failed to open '${o['if']}': ${reason(error)}`,
      );
    }
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  const limit = count * bs + number('skip', 0) * bs;
  const from = p.kernel.now;
  while (size < limit) {
    const got = yield* p.read(input, Math.min(1 << 20, limit - size));
    if (got.length === 0) break;
    chunks.push(got.slice());
    size += got.length;
    if (size > 512 * 2 ** 20) throw new Failure('memory exhausted by input buffer');
  }
  let data = concat(chunks.length === 0 ? [new Uint8Array(0)] : chunks).subarray(number('skip', 0) * bs);
  if (/ucase/.test(o['conv'] ?? '')) data = data.map((b) => (b >= 97 && b <= 122 ? b - 32 : b));
  if (/lcase/.test(o['conv'] ?? '')) data = data.map((b) => (b >= 65 && b <= 90 ? b + 32 : b));
  const records = `${Math.floor(data.length / bs)}+${data.length % bs === 0 ? 0 : 1}`;
  try {
    if (o['of'] === undefined) yield* p.write(1, data);
    else {
      const seek = number('seek', 0) * bs;
      const old =
        seek > 0 || /notrunc/.test(o['conv'] ?? '')
          ? p.fs.exists(o['of'])
            ? p.fs.readFile(o['of'])
            : new Uint8Array(0)
          : new Uint8Array(0);
      const node = p.fs.tryStat(o['of']);
      if (node?.kind === 'dev') {
        const fd = yield* p.open(o['of'], { write: true });
        yield* p.write(fd, data);
        p.closeFd(fd);
      } else if (seek === 0 && old.length === 0) p.fs.writeFile(o['of'], data);
      else {
        const next = new Uint8Array(Math.max(seek + data.length, /notrunc/.test(o['conv'] ?? '') ? old.length : 0));
        next.set(old.subarray(0, next.length));
        next.set(data, seek);
        p.fs.writeFile(o['of'], next);
      }
    }
  } catch (error) {
    const why = reason(error);
    if (error instanceof FsError && (error.code === 'ENOSPC' || error.code === 'EFBIG')) {
      const node = p.fs.tryStat(o['of']!);
      const written = Math.max(0, (node?.kind === 'file' ? node.data.length : 0) - number('seek', 0) * bs);
      const whole = Math.floor(written / bs);
      const out = `${whole}+${written % bs === 0 ? 0 : 1} records out`;
      yield* p.eprint(
        `${p.name}: error writing '${o['of']}': ${why}\n${whole + 1}+0 records in\n${out}\n` +
          (p.busybox ? '' : `${written} bytes copied, ${((p.kernel.now - from) / 1000).toFixed(7)} s, 0.0 kB/s\n`),
      );
      return 1;
    }
    return yield* complain(p, p.busybox ? `can't open '${o['of']}': ${why}` : `failed to open '${o['of']}': ${why}`);
  }
  const s = Math.max(1e-5, (p.kernel.now - from) / 1000);
  if (o['status'] !== 'none') {
    yield* p.eprint(`${records} records in\n${records} records out\n`);
    if (o['status'] !== 'noxfer')
      yield* p.eprint(
        p.busybox
          ? `${data.length} bytes (${humanSize(data.length)}B) copied, ${s.toFixed(6)} seconds, ${humanSize(data.length / s)}B/s\n`
          : `${data.length} bytes${data.length >= 1000 ? ` (${humanSize(data.length, 1000)}B, ${humanSize(data.length)}iB)` : ''} copied, ${s.toPrecision(6)} s, ${(data.length / s / 1e6).toPrecision(3)} MB/s\n`,
      );
  }
  return 0;
});

const cmp = textProgram(function* (p, out) {
  const o = parseArgs(p, 'sln:b', { silent: 's', quiet: 's', verbose: 'l' });
  const [a, b = '-'] = o.rest;
  if (a === undefined) throw new Usage('missing operand after ‘cmp’', 2);
  let x: Uint8Array, y: Uint8Array;
  try {
    x = yield* slurp(p, a);
  } catch (error) {
    throw new Failure(`${a}: ${reason(error)}`, 2);
  }
  try {
    y = yield* slurp(p, b);
  } catch (error) {
    throw new Failure(`${b}: ${reason(error)}`, 2);
  }
  let line = 1;
  let status = 0;
  for (let i = 0; i < Math.min(x.length, y.length); i++) {
    if (x[i] !== y[i]) {
      status = 1;
      if (o.has('l')) {
        out.put(`${String(i + 1)} ${x[i]!.toString(8).padStart(3)} ${y[i]!.toString(8).padStart(3)}\n`);
        continue;
      }
      if (!o.has('s')) out.put(`${a} ${b} differ: ${p.busybox ? 'char' : 'byte'} ${i + 1}, line ${line}\n`);
      return 1;
    }
    if (x[i] === 10) line++;
  }
  if (x.length !== y.length) {
    if (!o.has('s'))
      yield* out.complain(
        `EOF on ${x.length < y.length ? a : b}${p.busybox ? '' : ` after byte ${Math.min(x.length, y.length)}, line ${line - 1}`}`,
      );
    return 1;
  }
  return status;
}, 2);

export const bytes: Record<string, Program> = { od, xxd, hexdump, strings, dd, cmp, diff };
