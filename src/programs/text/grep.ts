// grep, egrep, fgrep.

import { join } from '../../fs/path.ts';
import type { Program, Task } from '../../kernel/block.ts';
import type { Process } from '../../kernel/process.ts';
import { matches } from '../../shell/pattern.ts';
import { parseArgs, reason, Usage } from '../args.ts';
import { Lines, type Out, openInput, slurp, decodeText, splitLines, textProgram } from './io.ts';
import { bre, compile, ere, RegexError } from './regex.ts';

interface Search {
  readonly re: RegExp;
  /** By POSIX's rule, not Perl's. */
  readonly longest: boolean;
  readonly invert: boolean;
  readonly count: boolean;
  readonly names: boolean;
  readonly list: 'with' | 'without' | undefined;
  readonly numbers: boolean;
  readonly only: boolean;
  readonly quiet: boolean;
  readonly max: number;
  readonly before: number;
  readonly after: number;
  readonly color: boolean;
  readonly silent: boolean;
}

const RED = '\x1b[01;31m\x1b[K',
  PURPLE = '\x1b[35m\x1b[K',
  GREEN = '\x1b[32m\x1b[K',
  CYAN = '\x1b[36m\x1b[K',
  OFF = '\x1b[m\x1b[K';

/** Searches one open input; the number of lines that were selected. */
function* search(p: Process, out: Out, fd: number, label: string, s: Search): Task<number> {
  const lines = new Lines(p, fd, 10, out);
  const paint = (color: string, text: string): string => (s.color ? `${color}${text}${OFF}` : text);
  const prefix = (n: number, mark: string): string =>
    (s.names ? paint(PURPLE, label) + paint(CYAN, mark) : '') +
    (s.numbers ? paint(GREEN, String(n)) + paint(CYAN, mark) : '');
  const all = compile(s.re.source, `${s.re.flags.replace('g', '')}g`, s.longest);
  const held: { n: number; text: string }[] = [];
  let found = 0;
  let n = 0;
  let last = 0;
  let trailing = 0;
  for (let line = yield* lines.next(); line !== undefined; line = lines.take() ?? (yield* lines.next())) {
    n++;
    const hit = s.re.test(line) !== s.invert;
    if (hit) {
      found++;
      if (s.quiet || s.list !== undefined) return found;
      if (!s.count) {
        if (s.only) {
          if (!s.invert)
            for (const m of line.matchAll(all)) if (m[0] !== '') out.put(`${prefix(n, ':')}${paint(RED, m[0])}\n`);
        } else {
          if ((s.before > 0 || s.after > 0) && last > 0 && n - held.length > last + 1)
            out.put(`${paint(CYAN, '--')}\n`);
          for (const h of held) out.put(`${prefix(h.n, '-')}${h.text}\n`);
          held.length = 0;
          const text = s.color && !s.invert ? line.replace(all, (m) => (m === '' ? '' : `${RED}${m}${OFF}`)) : line;
          out.put(`${prefix(n, ':')}${text}\n`);
          last = n;
          trailing = s.after;
        }
      }
      if (found >= s.max) {
        if (s.after === 0) break;
        for (let k = 0; k < s.after; k++) {
          const more = yield* lines.next();
          if (more === undefined) break;
          out.put(`${prefix(++n, '-')}${more}\n`);
        }
        break;
      }
    } else if (trailing > 0 && !s.count && !s.only) {
      out.put(`${prefix(n, '-')}${line}\n`);
      trailing--;
      last = n;
    } else if (s.before > 0) {
      held.push({ n, text: line });
      if (held.length > s.before) held.shift();
    }
    yield* out.breathe();
  }
  return found;
}

/** Files that -r finds below a folder, in the order of the folder. */
function* below(p: Process, path: string, keep: (name: string, dir: boolean) => boolean): Generator<string> {
  for (const name of p.fs.readdir(path)) {
    const at = path === '.' ? name : join(path, name);
    const shown = path.startsWith('./') && !at.startsWith('./') ? `./${at}` : at;
    const node = p.fs.lstat(join(path, name));
    if (node.kind === 'dir') {
      if (keep(name, true)) yield* below(p, shown, keep);
    } else if (node.kind === 'file' && keep(name, false)) yield shown;
  }
}

const program = (kind: 'G' | 'E' | 'F'): Program =>
  textProgram(function* (p, out) {
    // -NUM means -C NUM
    const context = p.args.find((a) => /^-\d+$/.test(a));
    if (context !== undefined) p.argv = [p.argv[0]!, ...p.args.map((a) => (a === context ? `-C${a.slice(1)}` : a))];
    const o = parseArgs(p, 'EFGPivwxclLnoqshHrRe:f:m:A:B:C:aIzbUTy', {
      'extended-regexp': 'E',
      'fixed-strings': 'F',
      'basic-regexp': 'G',
      'perl-regexp': 'P',
      'ignore-case': 'i',
      'invert-match': 'v',
      'word-regexp': 'w',
      'line-regexp': 'x',
      count: 'c',
      'files-with-matches': 'l',
      'files-without-match': 'L',
      'line-number': 'n',
      'only-matching': 'o',
      quiet: 'q',
      silent: 'q',
      'no-messages': 's',
      'no-filename': 'h',
      'with-filename': 'H',
      recursive: 'r',
      'regexp=': 'e',
      'file=': 'f',
      'max-count=': 'm',
      'after-context=': 'A',
      'before-context=': 'B',
      'context=': 'C',
      text: 'a',
      'include=': 'include',
      'exclude=': 'exclude',
      'exclude-dir=': 'exclude-dir',
      'color=?': 'color',
      'colour=?': 'color',
      null: 'Z',
      'line-buffered': 'lb',
      'binary-files=': 'bin',
    });
    const rest = [...o.rest];
    const patterns = o.all('e').flatMap((x) => x.split('\n'));
    for (const f of o.all('f')) patterns.push(...splitLines(decodeText(yield* slurp(p, f))));
    if (!o.has('e') && !o.has('f')) {
      const first = rest.shift();
      if (first === undefined) {
        yield* p.eprint(
          p.busybox
            ? `BusyBox v1.37.0 multi-call binary.\n\nUsage: grep [-HhnlLoqvsrRiwFE] [-m N] [-A|B|C N] { PATTERN | -e PATTERN... | -f FILE... } [FILE]...\n`
            : `Usage: ${p.name} [OPTION]... PATTERNS [FILE]...\nTry '${p.name} --help' for more information.\n`,
        );
        return 2;
      }
      patterns.push(...first.split('\n'));
    }
    const mode = o.has('F') ? 'F' : o.has('P') ? 'P' : o.has('E') ? 'E' : o.has('G') ? 'G' : kind;
    let source: string;
    let re: RegExp;
    try {
      const one = (x: string): string =>
        mode === 'F' ? x.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&') : mode === 'P' ? x : mode === 'E' ? ere(x) : bre(x);
      source = patterns.map((x) => `(?:${one(x)})`).join('|');
      if (patterns.length === 1) source = one(patterns[0]!);
      if (o.has('x')) source = `^(?:${source})$`;
      else if (o.has('w')) source = `(?<![\\w])(?:${source})(?![\\w])`;
      re = compile(
        patterns.length === 0 ? '(?!)' : source,
        o.has('i') || o.has('y') ? 'iu'.replace('u', mode === 'P' ? '' : 'u') : mode === 'P' ? '' : 'u',
        mode !== 'P',
      );
    } catch (error) {
      if (!(error instanceof RegexError)) throw error;
      yield* out.complain(p.busybox ? `bad regex '${patterns[0]}': ${error.message}` : error.message);
      return 2;
    }
    const number = (key: string): number => {
      const v = o.get(key);
      if (v === undefined) return 0;
      if (!/^\d+$/.test(v)) throw new Usage(`${v}: invalid context length argument`, 2);
      return Number(v);
    };
    const both = number('C');
    const recursive = o.has('r') || o.has('R');
    const paths = rest.length > 0 ? rest : recursive ? ['.'] : ['-'];
    const color = o.has('color') && o.get('color') !== 'never' && (o.get('color') === 'always' || p.isatty(1));
    const s: Search = {
      re,
      longest: mode !== 'P',
      invert: o.has('v'),
      count: o.has('c'),
      names:
        o.has('H') || (!o.has('h') && (paths.length > 1 || (recursive && (rest.length !== 1 || p.fs.isDir(rest[0]!))))),
      list: o.has('l') ? 'with' : o.has('L') ? 'without' : undefined,
      numbers: o.has('n'),
      only: o.has('o'),
      quiet: o.has('q'),
      max: o.has('m') ? Number(o.get('m')) : Infinity,
      before: number('B') || both,
      after: number('A') || both,
      color,
      silent: o.has('s'),
    };
    const globs = (key: string): ((name: string) => boolean)[] => o.all(key).map((g) => (name) => matches(g, name));
    const include = globs('include'),
      exclude = globs('exclude'),
      excludeDir = globs('exclude-dir');
    const keep = (name: string, dir: boolean): boolean =>
      dir
        ? !excludeDir.some((g) => g(name))
        : (include.length === 0 || include.some((g) => g(name))) && !exclude.some((g) => g(name));
    let any = false;
    let failed = false;
    const one = function* (path: string): Task {
      const label = path === '-' ? '(standard input)' : path;
      let found: number;
      try {
        if (path !== '-' && p.fs.isDir(path)) {
          if (recursive) {
            for (const file of below(p, path, keep)) yield* one(file);
            return;
          }
          if (!s.silent) yield* out.complain(p.busybox ? `${path}: Is a directory` : `${path}: Is a directory`);
          failed = failed || p.busybox;
          return;
        }
        const input = yield* openInput(p, path);
        found = yield* search(p, out, input.fd, label, s);
        input.close();
      } catch (error) {
        const why = reason(error);
        failed = true;
        if (!s.silent) yield* out.complain(`${path}: ${why}`);
        return;
      }
      if (found > 0 !== (s.list === 'without')) any = true;
      if (s.list !== undefined) {
        if (found > 0 === (s.list === 'with')) out.put(`${color ? `${PURPLE}${label}${OFF}` : label}\n`);
      } else if (s.count && !s.quiet) out.put(`${s.names ? `${label}:` : ''}${found}\n`);
    };
    for (const path of paths) {
      yield* one(path);
      if (s.quiet && any) return 0;
    }
    return failed ? 2 : any ? 0 : 1;
  }, 2);

export const grep: Record<string, Program> = { grep: program('G'), egrep: program('E'), fgrep: program('F') };
