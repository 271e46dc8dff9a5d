// split: a file in pieces.

import { Failure, parseArgs, parseSize } from '../args.ts';
import { decodeText, encodeText, slurp, textProgram } from './io.ts';

/** A count of split's, or what is wrong with it in GNU's words. */
function quantity(what: string, text: string): number {
  const n = parseSize(text);
  if (n === undefined) throw new Failure(`invalid ${what}: '${text}'`);
  if (n === 0) throw new Failure(`invalid ${what}: '${text}': Numerical result out of range`);
  if (n > Number.MAX_SAFE_INTEGER)
    throw new Failure(`invalid ${what}: '${text}': Value too large for defined data type`);
  return n;
}

export const split = textProgram(function* (p) {
  const o = parseArgs(p, 'l:b:n:da:C:', {
    'lines=': 'l',
    'bytes=': 'b',
    'number=': 'n',
    'numeric-suffixes=?': 'd',
    'suffix-length=': 'a',
    'additional-suffix=': 'add',
  });
  const prefix = o.rest[1] ?? 'x';
  const width = quantity('suffix length', o.get('a') ?? '2');
  if (width > 200) throw new Failure('File name too long');
  const bytes = yield* slurp(p, o.rest[0] ?? '-');
  const pieces: Uint8Array[] = [];
  if (o.has('b') || o.has('n')) {
    const size = o.has('b')
      ? quantity('number of bytes', o.get('b')!)
      : Math.max(1, Math.ceil(bytes.length / quantity('number of chunks', o.get('n')!)));
    for (let i = 0; i < bytes.length; i += size) pieces.push(bytes.subarray(i, i + size));
  } else {
    const n = quantity('number of lines', o.get('l') ?? '1000');
    const lines = decodeText(bytes).split(/(?<=\n)/);
    for (let i = 0; i < lines.length; i += n) pieces.push(encodeText(lines.slice(i, i + n).join('')));
  }
  pieces.forEach((piece, i) => {
    const suffix = o.has('d')
      ? String(i).padStart(width, '0')
      : Array.from({ length: width }, (_, k) =>
          String.fromCharCode(97 + (Math.floor(i / 26 ** (width - 1 - k)) % 26)),
        ).join('');
    p.fs.writeFile(prefix + suffix + (o.get('add') ?? ''), piece);
  });
  return 0;
});
