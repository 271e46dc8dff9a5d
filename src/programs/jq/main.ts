// jq: JSON in, a program over it, JSON or text out.

import { decode } from '../../fs/bytes.ts';
import { FsError } from '../../fs/node.ts';
import { type Program, preempt } from '../../kernel/block.ts';
import { complain, Failure, program, reason } from '../args.ts';
import { JqBreak, JqError, JqRefused } from './error.ts';
import { type Ast, JqSyntax, parseJq } from './parse.ts';
import { type Outside, Scope } from './scope.ts';
import { run } from './run.ts';
import { type Json, print, tojson, truthy, type Style } from './values.ts';

/** The JSON values of a text, one after another. `error` is what stands where it goes wrong, in jq's words. */
export function readValues(text: string): { values: Json[]; error: string | undefined } {
  const values: Json[] = [];
  let i = 0;
  while (i < text.length) {
    if (/\s/.test(text[i]!)) {
      i++;
      continue;
    }
    const start = i;
    const c = text[i]!;
    if (c === '{' || c === '[' || c === '"') {
      let depth = 0;
      let inString = false;
      for (; i < text.length; i++) {
        const x = text[i]!;
        if (inString) {
          if (x === '\\') i++;
          else if (x === '"') inString = false;
        } else if (x === '"') inString = true;
        else if (x === '{' || x === '[') depth++;
        else if (x === '}' || x === ']') depth--;
        if (!inString && depth <= 0) {
          i++;
          break;
        }
      }
      if (inString || depth > 0)
        return {
          values,
          error: `Unfinished JSON term at EOF at line ${text.split('\n').length}, column ${text.length - text.lastIndexOf('\n') - 1}`,
        };
    } else while (i < text.length && !/[\s,{}[\]"]/.test(text[i]!)) i++;
    const where = (): string =>
      `line ${text.slice(0, i).split('\n').length}, column ${i - (text.lastIndexOf('\n', i - 1) + 1)}`;
    if (i === start) return { values, error: `Expected value at ${where()}` };
    const part = text.slice(start, i);
    if (/^-?nan$/i.test(part)) {
      values.push(null);
      continue;
    }
    try {
      values.push(JSON.parse(part) as Json);
    } catch {
      return {
        values,
        error: /^[{["]/.test(part)
          ? `Objects must consist of key:value pairs at ${where()}`
          : `Invalid ${/^[tfn]/.test(part) ? 'literal' : 'numeric literal'} at ${where()}`,
      };
    }
  }
  return { values, error: undefined };
}

export const jq: Program = program(function* (p) {
  const flags = new Set<string>();
  const words: string[] = [];
  const vars = new Map<string, Json>();
  const named: Record<string, Json> = {};
  let indent = 2;
  let file: string | undefined;
  let positional: 'args' | 'jsonargs' | undefined;
  const extra: Json[] = [];
  const args = [...p.args];
  const need = (what: string): string => {
    const x = args.shift();
    if (x === undefined)
      throw new Failure(
        `error: ${what}\nUse jq --help for help with command-line options,\nor see the jq manpage, or online docs  at https://jqlang.github.io/jq`,
        2,
      );
    return x;
  };
  const json = (text: string, what: string): Json => {
    try {
      return JSON.parse(text) as Json;
    } catch {
      throw new Failure(
        `error: Invalid JSON text passed to --${what}\nUse jq --help for help with command-line options,\nor see the jq manpage, or online docs  at https://jqlang.github.io/jq`,
        2,
      );
    }
  };
  const SHORT: Record<string, string> = {
    r: 'raw-output',
    c: 'compact-output',
    n: 'null-input',
    s: 'slurp',
    R: 'raw-input',
    e: 'exit-status',
    S: 'sort-keys',
    j: 'join-output',
    a: 'ascii-output',
    C: 'color-output',
    M: 'monochrome-output',
    h: 'help',
    V: 'version',
  };
  while (args.length > 0) {
    const a = args.shift()!;
    if (a === '--') {
      words.push(...args.splice(0));
    } else if (a === '--arg') {
      const name = need('--arg takes two parameters (e.g. --arg varname value)');
      named[name] = need('--arg takes two parameters (e.g. --arg varname value)');
      vars.set(name, named[name]);
    } else if (a === '--argjson') {
      const name = need('--argjson takes two parameters (e.g. --argjson varname text)');
      named[name] = json(need('--argjson takes two parameters (e.g. --argjson varname text)'), 'argjson');
      vars.set(name, named[name]);
    } else if (a === '--slurpfile' || a === '--rawfile') {
      const name = need(`${a} takes two parameters (e.g. ${a} varname filename)`);
      const path = need(`${a} takes two parameters (e.g. ${a} varname filename)`);
      if (!p.fs.exists(path))
        throw new Failure(`Bad JSON in ${a} ${name} ${path}: Could not open ${path}: No such file or directory`, 2);
      vars.set(name, (named[name] = a === '--rawfile' ? p.fs.readText(path) : readValues(p.fs.readText(path)).values));
    } else if (a === '--indent') indent = Math.min(7, Number(need('--indent takes one parameter')) || 0);
    else if (a === '--tab') indent = -1;
    else if (a === '--args' || a === '--jsonargs') positional = a.slice(2) as 'args' | 'jsonargs';
    else if (a === '-f' || a === '--from-file') file = need('-f takes a parameter (e.g. -f filename)');
    else if (/^--(stream|stream-errors|seq|unbuffered|raw-output0|build-configuration|binary)$/.test(a) || a === '-L') {
      if (a === '--unbuffered') continue;
      throw new Failure(`drydock: 'jq ${a}' is not simulated`, 2);
    } else if (a.startsWith('--')) {
      if (!Object.values(SHORT).includes(a.slice(2)))
        throw new Failure(
          `Unknown option: ${a}\nUse jq --help for help with command-line options,\nor see the jq manpage, or online docs  at https://jqlang.github.io/jq`,
          2,
        );
      flags.add(a.slice(2));
    } else if (a.startsWith('-') && a.length > 1) {
      for (const c of a.slice(1)) {
        if (SHORT[c] === undefined)
          throw new Failure(
            `Unknown option: ${a}\nUse jq --help for help with command-line options,\nor see the jq manpage, or online docs  at https://jqlang.github.io/jq`,
            2,
          );
        flags.add(SHORT[c]);
      }
    } else if (positional !== undefined && words.length > 0)
      extra.push(positional === 'args' ? a : json(a, 'jsonargs'));
    else words.push(a);
  }
  if (flags.has('version')) {
    yield* p.print('jq-1.7.1\n');
    return 0;
  }
  if (flags.has('help') || (words.length === 0 && file === undefined && p.isatty(0))) {
    const usage = 'Usage:\tjq [OPTIONS] FILTER [FILES...]\n\tjq [OPTIONS] --args FILTER [ARGUMENTS...]\n';
    if (flags.has('help')) yield* p.print(usage);
    else yield* p.eprint(usage);
    return flags.has('help') ? 0 : 2;
  }
  const source = file === undefined ? (words.shift() ?? '.') : p.fs.readText(file);
  let ast: Ast;
  try {
    ast = parseJq(source);
  } catch (error) {
    if (!(error instanceof JqSyntax)) throw error;
    yield* p.eprint(`jq: error: ${error.message}:\n    ${source.split('\n')[0]}\njq: 1 compile error\n`);
    return 3;
  }
  const texts: string[] = [];
  let status = 0;
  if (words.length === 0 && !(flags.has('null-input') && p.isatty(0))) texts.push(decode(yield* p.readAll(0)));
  for (const w of words) {
    try {
      texts.push(p.fs.readText(w));
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      status = 2;
      yield* complain(p, `error: Could not open ${w}: ${reason(error)}`);
    }
  }
  const whole = texts.join('');
  const parsed: { values: Json[]; error: string | undefined } = flags.has('raw-input')
    ? {
        values: flags.has('slurp') ? [whole] : whole.split('\n').filter((l, i, all) => i < all.length - 1 || l !== ''),
        error: undefined,
      }
    : readValues(whole);
  const inputs =
    flags.has('slurp') && !flags.has('raw-input') ? (parsed.error === undefined ? [parsed.values] : []) : parsed.values;
  let at = 0;
  const outside: Outside = {
    env: p.env,
    now: p.kernel.now,
    steps: 0,
    input: () => (at < inputs.length ? { value: inputs[at++] } : undefined),
  };
  const scope = new Scope(
    undefined,
    new Map<string, Json>([...vars, ['ARGS', { positional: extra, named }], ['__prog_args', []]]),
  );
  const style: Style = {
    indent: flags.has('compact-output') || indent === 0 ? '' : indent < 0 ? '\t' : ' '.repeat(indent),
    sort: flags.has('sort-keys'),
    colour:
      flags.has('color-output') ||
      (p.isatty(1) && !flags.has('monochrome-output') && p.getenv('NO_COLOR') === undefined),
    ascii: flags.has('ascii-output'),
  };
  const raw = flags.has('raw-output') || flags.has('join-output');
  let last: Json;
  let any = false;
  const nulls = flags.has('null-input');
  for (let first = true; nulls ? first : at < inputs.length; first = false) {
    const input = nulls ? null : inputs[at++];
    outside.steps = 0;
    try {
      for (const x of run(ast, scope, { v: input, path: undefined }, outside)) {
        yield* p.print(
          (raw && typeof x.v === 'string' ? x.v : print(x.v, style)) + (flags.has('join-output') ? '' : '\n'),
        );
        any = true;
        last = x.v;
      }
    } catch (error) {
      if (error instanceof JqBreak) return status;
      if (error instanceof RangeError) throw new Failure('drydock: this program nests too deep', 5);
      if (error instanceof JqRefused) {
        yield* p.eprint(
          error.message.startsWith('drydock')
            ? `${error.message}\n`
            : `jq: error: ${error.message} at <top-level>, line 1:\n${source}\njq: 1 compile error\n`,
        );
        return error.message.startsWith('drydock') ? 5 : 3;
      }
      if (!(error instanceof JqError)) throw error;
      status = 5;
      yield* p.eprint(
        `jq: error (at ${words.length > 0 ? words[0] : nulls ? '<unknown>' : '<stdin>'}:${nulls ? '' : whole.split('\n').length - 1}): ${typeof error.value === 'string' ? error.value : `${tojson(error.value)} (not a string)`}\n`.replace(
          '<unknown>:',
          '<unknown>',
        ),
      );
    }
    yield* preempt();
  }
  if (parsed.error !== undefined) {
    yield* p.eprint(`jq: parse error: ${parsed.error}\n`);
    return 2;
  }
  if (status === 0 && flags.has('exit-status')) return !any ? 4 : truthy(last) ? 0 : 1;
  return status;
});
