// Built-ins that read and write: echo, printf, read, mapfile.

import type { Task } from '../../kernel/block.ts';
import { LineInput } from '../input.ts';
import { formatPrintf, unescapeEcho } from '../printf.ts';
import type { Shell } from '../shell.ts';
import type { Builtin } from './builtin.ts';

function* echo(sh: Shell, argv: string[]): Task<number> {
  let i = 1;
  let newline = true;
  let escapes = sh.dialect === 'dash' || sh.shopt.has('xpg_echo');
  const letters = sh.dialect === 'dash' ? /^-n$/ : /^-[neE]+$/;
  for (; i < argv.length && letters.test(argv[i]!); i++) {
    for (const c of argv[i]!.slice(1)) {
      if (c === 'n') newline = false;
      else escapes = c === 'e';
    }
  }
  const text = argv.slice(i).join(' ');
  if (!escapes) {
    yield* sh.p.print(newline ? `${text}\n` : text);
    return 0;
  }
  const { text: out, stop } = unescapeEcho(text);
  yield* sh.p.write(1, newline && !stop ? new Uint8Array([...out, 10]) : out);
  return 0;
}

function* printf(sh: Shell, argv: string[]): Task<number> {
  let i = 1;
  let target: string | undefined;
  if (argv[i] === '-v' && sh.dialect === 'bash') {
    target = argv[i + 1];
    i += 2;
  }
  if (argv[i] === '--') i++;
  if (argv[i] === undefined) {
    yield* sh.p.eprint(`printf: usage: printf [-v var] format [arguments]\n`);
    return 2;
  }
  if (sh.dialect !== 'bash' && /%q/.test(argv[i]!.replaceAll('%%', ''))) {
    if (sh.dialect === 'dash') yield* sh.warn('printf: %q: invalid directive');
    else yield* sh.p.eprint(`${sh.name}: ${argv[i]}: invalid format\n`);
    return sh.dialect === 'dash' ? 2 : 1;
  }
  const { bytes, errors } = formatPrintf(argv[i]!, argv.slice(i + 1), sh.p.kernel.now);
  if (target !== undefined) {
    const m = /^(\w+)\[(.*)\]$/.exec(target);
    const text = new TextDecoder().decode(bytes);
    if (m !== null) sh.vars.setElement(m[1]!, m[2]!, text);
    else sh.vars.set(target, text);
  } else yield* sh.p.write(1, bytes);
  for (const e of errors) yield* sh.warn(`printf: ${e}`);
  return errors.length > 0 ? 1 : 0;
}

/** Splits a line for `read`: the last name takes the rest. */
function assignFields(sh: Shell, line: string, escaped: ReadonlySet<number>, names: string[]): void {
  const ifs = sh.vars.get('IFS') ?? ' \t\n';
  const isWhite = (c: string): boolean => ' \t\n'.includes(c) && ifs.includes(c);
  let i = 0;
  const at = (j: number): string => line[j] ?? '';
  const sep = (j: number): boolean => ifs.includes(at(j)) && !escaped.has(j);
  while (i < line.length && isWhite(at(i)) && !escaped.has(i)) i++;
  names.forEach((name, n) => {
    if (n === names.length - 1) {
      let end = line.length;
      while (end > i && isWhite(at(end - 1)) && !escaped.has(end - 1)) end--;
      let rest = line.slice(i, end);
      if (
        rest.length > 0 &&
        !isWhite(rest.at(-1)!) &&
        sep(end - 1) &&
        ![...rest.slice(0, -1)].some((c, k) => sep(i + k) && c !== '')
      )
        rest = rest.slice(0, -1);
      sh.vars.set(name, rest);
      return;
    }
    const from = i;
    while (i < line.length && !sep(i)) i++;
    sh.vars.set(name, line.slice(from, i));
    while (i < line.length && isWhite(at(i)) && sep(i)) i++;
    if (i < line.length && sep(i) && !isWhite(at(i))) {
      i++;
      while (i < line.length && isWhite(at(i)) && sep(i)) i++;
    }
  });
}

function* read(sh: Shell, argv: string[]): Task<number> {
  let raw = false;
  let fd = 0;
  let prompt = '';
  let array: string | undefined;
  let delimiter = 10;
  let max = Infinity;
  let silent = false;
  let timeout: number | undefined;
  let i = 1;
  for (; argv[i]?.startsWith('-') && argv[i]!.length > 1; i++) {
    if (argv[i] === '--') {
      i++;
      break;
    }
    const word = argv[i]!;
    for (let k = 1; k < word.length; k++) {
      const letter = word[k]!;
      if (sh.dialect !== 'bash' && !(sh.dialect === 'dash' ? 'pr' : 'dnprstu').includes(letter)) {
        yield* sh.warn(`read: ${sh.dialect === 'dash' ? 'Illegal' : 'illegal'} option -${letter}`);
        return 2;
      }
      if ('uandNptiO'.includes(letter)) {
        const value = k + 1 < word.length ? word.slice(k + 1) : (argv[++i] ?? '');
        if (letter === 'u') fd = Number(value);
        else if (letter === 'a') array = value;
        else if (letter === 'd') delimiter = value === '' ? 0 : value.charCodeAt(0);
        else if (letter === 'n' || letter === 'N') max = Number(value);
        else if (letter === 'p') prompt = value;
        else if (letter === 't') timeout = Number(value);
        break;
      }
      if (letter === 'r') raw = true;
      else if (letter === 's') silent = true;
      else if (letter !== 'e') {
        yield* sh.warn(`read: -${letter}: invalid option`);
        yield* sh.p.eprint(
          'read: usage: read [-Eers] [-a array] [-d delim] [-i text] [-n nchars] [-N nchars] [-p prompt] [-t timeout] [-u fd] [name ...]\n',
        );
        return 2;
      }
    }
  }
  const names = argv.slice(i);
  for (const name of names) {
    if (!/^[A-Za-z_]\w*$/.test(name)) {
      yield* sh.warn(`read: \`${name}': not a valid identifier`);
      return 1;
    }
  }
  const file = sh.p.fds.get(fd);
  if (file === undefined) {
    yield* sh.warn(`read: ${fd}: invalid file descriptor: Bad file descriptor`);
    return 1;
  }
  const tty = file.tty;
  if (prompt !== '' && tty !== undefined) yield* sh.p.eprint(prompt);
  if (timeout !== undefined && !file.hasInput) {
    const deadline = sh.p.kernel.now + timeout * 1000;
    while (!file.hasInput && sh.p.kernel.now < deadline)
      if ((yield* sh.p.sleep(Math.min(20, deadline - sh.p.kernel.now))) === 'signal') break;
    if (!file.hasInput) return 142;
  }
  const before = tty === undefined ? undefined : { echo: tty.echo, canonical: tty.canonical };
  if (silent && tty !== undefined) tty.echo = false;
  // a number of characters is there without Enter
  if (tty !== undefined && (max < Infinity || delimiter !== 10)) tty.canonical = false;
  const input = new LineInput(sh.p, fd);
  let text = '';
  const escaped = new Set<number>();
  let ended = false;
  try {
    for (;;) {
      const line = yield* input.line(delimiter, max);
      if (line === undefined || !input.complete) ended = line === undefined || max === Infinity;
      const part = line ?? '';
      let again = false;
      if (raw) text += part;
      else {
        for (let k = 0; k < part.length; k++) {
          if (part[k] !== '\\') text += part[k];
          else if (k + 1 < part.length) {
            escaped.add(text.length);
            text += part[++k];
          } else again = !ended;
        }
      }
      if (!again) break;
    }
  } finally {
    if (tty !== undefined) Object.assign(tty, before);
  }
  if (array !== undefined) {
    const ifs = sh.vars.get('IFS') ?? ' \t\n';
    const fields: string[] = [];
    let current = '';
    let open = false;
    for (let k = 0; k < text.length; k++) {
      const c = text[k]!;
      if (!ifs.includes(c) || escaped.has(k)) {
        current += c;
        open = true;
      } else if (!' \t\n'.includes(c) || open) {
        fields.push(current);
        current = '';
        open = false;
      }
    }
    if (open) fields.push(current);
    sh.vars.setArray(array, fields);
  } else if (names.length === 0) sh.vars.set('REPLY', text);
  else assignFields(sh, text, escaped, names);
  return ended ? 1 : 0;
}

function* mapfile(sh: Shell, argv: string[]): Task<number> {
  let trim = false;
  let fd = 0;
  let max = Infinity;
  let skip = 0;
  let origin: number | undefined;
  let delimiter = 10;
  let name = 'MAPFILE';
  for (let i = 1; i < argv.length; i++) {
    const a = argv[i]!;
    if (a === '-t') trim = true;
    else if (a === '-u') fd = Number(argv[++i]);
    else if (a === '-n') max = Number(argv[++i]) || Infinity;
    else if (a === '-s') skip = Number(argv[++i]);
    else if (a === '-O') origin = Number(argv[++i]);
    else if (a === '-d') {
      const d = argv[++i] ?? '';
      delimiter = d === '' ? 0 : d.charCodeAt(0);
    } else name = a;
  }
  const input = new LineInput(sh.p, fd);
  const lines: string[] = [];
  while (lines.length < max) {
    const line = yield* input.line(delimiter);
    if (line === undefined) break;
    if (skip-- > 0) continue;
    lines.push(trim || !input.complete ? line : line + String.fromCharCode(delimiter));
  }
  if (origin === undefined) sh.vars.setArray(name, lines);
  else lines.forEach((x, k) => sh.vars.setElement(name, origin + k, x));
  return 0;
}

export const io: Record<string, Builtin> = { echo, printf, read, mapfile, readarray: mapfile };
