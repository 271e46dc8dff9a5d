// xargs: words of its input become arguments of a command.

import { FsError } from '../../fs/node.ts';
import { Failure, parseArgs, Usage, reason } from '../args.ts';
import { textProgram, decodeText, slurp } from './io.ts';

/** Words of xargs' input: blanks separate, quotes and backslashes protect. */
function words(text: string): string[] {
  const out: string[] = [];
  let word: string | undefined;
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (c === "'" || c === '"') {
      const end = text.indexOf(c, i + 1);
      const line = text.indexOf('\n', i + 1);
      if (end < 0 || (line >= 0 && line < end))
        throw new Failure(
          `unmatched ${c === '"' ? 'double' : 'single'} quote; by default quotes are special to xargs unless you use the -0 option`,
        );
      word = (word ?? '') + text.slice(i + 1, end);
      i = end;
    } else if (c === '\\') word = (word ?? '') + (text[++i] ?? '');
    else if (/\s/.test(c)) {
      if (word !== undefined) out.push(word);
      word = undefined;
    } else word = (word ?? '') + c;
  }
  if (word !== undefined) out.push(word);
  return out;
}

export const xargs = textProgram(function* (p, out) {
  const o = parseArgs(
    p,
    '0a:d:E:I:i::L:l::n:P:prs:tx',
    {
      null: '0',
      'arg-file=': 'a',
      'delimiter=': 'd',
      'replace=?': 'i',
      'max-lines=?': 'L',
      'max-args=': 'n',
      'max-procs=': 'P',
      'no-run-if-empty': 'r',
      verbose: 't',
      interactive: 'p',
    },
    true,
  );
  const text = decodeText(o.has('a') ? yield* slurp(p, o.get('a')!) : yield* p.readAll(0));
  const replace = o.has('I') ? o.get('I')! : o.has('i') ? o.get('i') || '{}' : undefined;
  const delimiter = o.has('0')
    ? '\0'
    : o.has('d')
      ? o.get('d')!.replace('\\n', '\n').replace('\\t', '\t').replace('\\0', '\0')
      : undefined;
  const lines = text.split('\n').filter((l) => l.trim() !== '');
  const items =
    delimiter !== undefined
      ? text.split(delimiter).filter((x, i, all) => i < all.length - 1 || x !== '')
      : replace !== undefined
        ? lines.map((l) => l.trimStart())
        : words(text);
  const command = o.rest.length === 0 ? ['echo'] : o.rest;
  const batches: string[][] = [];
  if (replace !== undefined) for (const x of items) batches.push(command.map((w) => w.replaceAll(replace, x)));
  else {
    const n = o.has('n') ? Number(o.get('n')) : Infinity;
    if (!(n > 0)) throw new Usage(`value ${o.get('n')} for -n option should be >= 1`);
    if (o.has('L') || o.has('l')) {
      const per = Number(o.get('L') ?? (o.get('l') || 1));
      for (let i = 0; i < lines.length; i += per)
        batches.push([...command, ...words(lines.slice(i, i + per).join('\n'))]);
    } else {
      for (let i = 0; i < items.length; i += n === Infinity ? items.length : n)
        batches.push([...command, ...items.slice(i, n === Infinity ? undefined : i + n)]);
      if (items.length === 0 && !o.has('r') && !p.busybox) batches.push([...command]);
      else if (items.length === 0 && !o.has('r')) batches.push([...command]);
    }
  }
  let status = 0;
  for (const b of batches) {
    if (o.has('t')) yield* p.eprint(`${b.join(' ')}\n`);
    const path = p.which(b[0]!);
    if (path === undefined || !p.fs.exists(path)) {
      yield* out.complain(
        p.busybox ? `can't execute '${b[0]}': No such file or directory` : `${b[0]}: No such file or directory`,
      );
      return 127;
    }
    let code: number;
    try {
      code = yield* p.wait(p.spawn(path, b));
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      yield* out.complain(`${b[0]}: ${reason(error)}`);
      return 126;
    }
    if (code === 255) {
      yield* out.complain(`${b[0]}: exited with status 255; aborting`);
      return 124;
    }
    if (code > 128 && code < 255) {
      yield* out.complain(`${b[0]}: terminated by signal ${code - 128}`);
      return 125;
    }
    if (code !== 0) status = 123;
  }
  return status;
});
