// Programs that change how a line is laid out or written: fold fmt expand unexpand numfmt dos2unix.

import type { Task } from '../../kernel/block.ts';
import { parseArgs, Failure, humanSize } from '../args.ts';
import { type Out, eachInput, Lines, textProgram, encodeText, decodeText } from './io.ts';
import { allLines, human } from './sort.ts';

function* mapLines(out: Out, paths: readonly string[], f: (line: string) => string): Task<number> {
  return yield* eachInput(out, paths, function* (input) {
    const lines = new Lines(out.p, input.fd, 10, out);
    for (let line = yield* lines.next(); line !== undefined; line = lines.take() ?? (yield* lines.next())) {
      out.put(f(line) + (lines.ended ? '\n' : ''));
      yield* out.breathe();
    }
  });
}

export const fold = textProgram(function* (p, out) {
  const o = parseArgs(p, 'w:sb', { 'width=': 'w', spaces: 's', bytes: 'b' });
  const width = Number(o.get('w') ?? 80);
  if (!(width > 0)) throw new Failure(`invalid number of columns: '${o.get('w')}'`);
  return yield* mapLines(out, o.rest, (line) => {
    const parts: string[] = [];
    let rest = [...line];
    while (rest.length > width) {
      let n = width;
      if (o.has('s')) {
        const space = rest.slice(0, width).lastIndexOf(' ');
        if (space >= 0) n = space + 1;
      }
      parts.push(rest.slice(0, n).join(''));
      rest = rest.slice(n);
    }
    return [...parts, rest.join('')].join('\n');
  });
});

export const fmt = textProgram(function* (p, out) {
  const o = parseArgs(p, 'w:su', { 'width=': 'w' });
  const width = Number(o.get('w') ?? 75);
  const text = (yield* allLines(p, o.rest)).join('\n');
  for (const [i, paragraph] of text.split(/\n\s*\n/).entries()) {
    if (i > 0) out.put('\n');
    let line = '';
    for (const word of paragraph.split(/\s+/).filter((w) => w !== '')) {
      if (line !== '' && line.length + 1 + word.length > width) {
        out.put(`${line}\n`);
        line = word;
      } else line = line === '' ? word : `${line} ${word}`;
    }
    if (line !== '') out.put(`${line}\n`);
  }
  return 0;
});

export const expand = textProgram(function* (p, out) {
  const o = parseArgs(p, 't:i', { 'tabs=': 't', initial: 'i' });
  const tab = Number(o.get('t') ?? 8);
  return yield* mapLines(out, o.rest, (line) => {
    let column = 0;
    let text = '';
    for (const c of line) {
      const n = c === '\t' ? tab - (column % tab) : 1;
      text += c === '\t' ? ' '.repeat(n) : c;
      column += n;
    }
    return text;
  });
});

export const unexpand = textProgram(function* (p, out) {
  const o = parseArgs(p, 't:a', { 'tabs=': 't', all: 'a' });
  const tab = Number(o.get('t') ?? 8);
  return yield* mapLines(out, o.rest, (line) =>
    line.replace(/^ +/, (s) => '\t'.repeat(Math.floor(s.length / tab)) + ' '.repeat(s.length % tab)),
  );
});

export const numfmt = textProgram(function* (p, out) {
  const o = parseArgs(p, 'd:', { 'to=': 'to', 'from=': 'from', 'field=': 'field', 'suffix=': 'suffix' });
  for (const word of o.rest.length > 0 ? o.rest : yield* allLines(p, [])) {
    const n = o.has('from') ? human(word) : Number(word);
    if (Number.isNaN(n)) throw new Failure(`invalid number: '${word}'`, 2);
    out.put(
      `${o.get('to') === undefined || o.get('to') === 'none' ? n : humanSize(n, o.get('to') === 'si' ? 1000 : 1024)}${o.get('suffix') ?? ''}\n`,
    );
  }
  return 0;
});

export const dos2unix = textProgram(function* (p) {
  for (const path of p.args) p.fs.writeFile(path, encodeText(decodeText(p.fs.readFile(path)).replace(/\r\n/g, '\n')));
  return 0;
});
