// Parameter expansion: ${name}, ${name:-word}, ${#name}, ${name[@]:1:2}, ${!name} and the rest.

import type { ParameterOperation, Word } from 'unbash';
import type { Task } from '../kernel/block.ts';
import { arithmetic, expandParts, expandPattern, expandString, special } from './expand.ts';
import { BREAK, type Expansion, type Pieces } from './pieces.ts';
import { badSubstitution } from './dialect.ts';
import { patternRegex } from './pattern.ts';
import { promptText } from './prompt.ts';
import { safeRegex } from './regex/regex.ts';
import { CommandError, Discard, Fatal, type Shell } from './shell.ts';
import { keysOf, quoteDouble, quoteSingle, type Variable, valuesOf } from './vars.ts';

/** Several values that stay apart (`@`) or are joined (`*`), or one value, or none. */
type Value = { kind: 'one'; value: string | undefined } | { kind: 'many'; values: string[]; join: boolean };

function* subscript(sh: Shell, name: string, index: Word): Task<string | number> {
  const text = yield* expandString(sh, index);
  if (sh.vars.find(name)?.assoc !== undefined) return text;
  return Number(yield* arithmetic(sh, text, undefined, 0));
}

function element(v: Variable | undefined, key: string | number): string | undefined {
  if (v === undefined) return undefined;
  if (v.assoc !== undefined) return v.assoc.get(String(key));
  let n = Number(key);
  if (v.array === undefined) return n === 0 || n === -1 ? v.value : undefined;
  if (n < 0) n += Math.max(-1, ...v.array.keys()) + 1;
  return v.array.get(n);
}

const COMPUTED_ARRAYS: Record<string, (sh: Shell) => string[]> = {
  PIPESTATUS: (sh) => sh.pipeStatus.map(String),
  FUNCNAME: (sh) => (sh.callStack.length === 0 ? [] : [...sh.callStack.map((c) => c.name).reverse(), 'main']),
  BASH_SOURCE: (sh) => [
    ...sh.callStack.map((c) => c.source).reverse(),
    ...(sh.scriptNames.length > 0 ? [sh.scriptNames.at(-1)!] : []),
  ],
  BASH_LINENO: (sh) => [...sh.callStack.map((c) => String(c.line)).reverse(), '0'],
  DIRSTACK: (sh) => [sh.p.cwd, ...sh.dirStack],
  GROUPS: (sh) => sh.p.groups.map(String),
};

function* valueOf(sh: Shell, e: Expansion): Task<Value> {
  const { parameter: name, index } = e;
  if (name === '@' || name === '*') return { kind: 'many', values: sh.positional, join: name === '*' };
  const computed =
    sh.dialect === 'bash' && Object.hasOwn(COMPUTED_ARRAYS, name) && sh.vars.find(name) === undefined
      ? COMPUTED_ARRAYS[name]!(sh)
      : undefined;
  if (index !== undefined) {
    const v = sh.vars.find(name);
    if (index.text === '@' || index.text === '*') {
      return { kind: 'many', values: computed ?? (v === undefined ? [] : valuesOf(v)), join: index.text === '*' };
    }
    const key = yield* subscript(sh, name, index);
    if (computed !== undefined) return { kind: 'one', value: computed.at(Number(key)) };
    return { kind: 'one', value: element(v, key) };
  }
  if (computed !== undefined) return { kind: 'one', value: computed[0] };
  return { kind: 'one', value: sh.vars.get(name) ?? special(sh, name) };
}

/** Pieces of one expansion. @throws Fatal, CommandError with the shell's own texts */
export function* expandParameter(sh: Shell, e: Expansion, inQuotes: boolean): Task<Pieces> {
  const text = (value: string): Pieces => [{ text: value, quoted: inQuotes, split: !inQuotes }];
  const { operation: op } = e;

  if (badSubstitution(sh.dialect, e))
    throw new Fatal(`${sh.dialect === 'dash' ? 'Bad' : 'syntax error: bad'} substitution`, 2);

  if (e.prefix === '!') {
    if (op?.type === 'Names') {
      const names = sh.vars
        .all()
        .map(([k]) => k)
        .filter((k) => k.startsWith(e.parameter));
      return many(sh, names, op.operator === '*', inQuotes);
    }
    if (e.index !== undefined && (e.index.text === '@' || e.index.text === '*')) {
      const v = sh.vars.find(e.parameter);
      return many(sh, v === undefined ? [] : keysOf(v).map(String), e.index.text === '*', inQuotes);
    }
    const target = yield* valueOf(sh, { parameter: e.parameter, index: e.index });
    const name = target.kind === 'one' ? (target.value ?? '') : '';
    const m = /^([A-Za-z_]\w*|[@*#?$!0-9-])(?:\[(.*)\])?$/.exec(name);
    if (m === null) {
      if (name === '') throw new CommandError(`${e.parameter}: invalid indirect expansion`);
      throw new CommandError(`${name}: invalid variable name`);
    }
    const index: Word | undefined =
      m[2] === undefined ? undefined : { type: 'Word', text: m[2], value: m[2], pos: 0, end: 0 };
    return yield* expandParameter(sh, { parameter: m[1]!, index, operation: op }, inQuotes);
  }

  const value = yield* valueOf(sh, e);

  if (e.prefix === '#') {
    if (value.kind === 'many') return text(String(value.values.length));
    checkSet(sh, e, value.value);
    return text(String([...(value.value ?? '')].length));
  }

  if (op?.type === 'Default') return yield* withDefault(sh, e, op, value, inQuotes);
  if (value.kind === 'one' && value.value === undefined) checkSet(sh, e, undefined);
  if (op === undefined) {
    if (value.kind === 'many') return many(sh, value.values, value.join, inQuotes);
    return value.value === undefined && !inQuotes ? [] : text(value.value ?? '');
  }
  if (op.type === 'Unknown') throw new Fatal(`${e.text ?? `\${${e.parameter}}`}: bad substitution`, 1);
  if (op.type === 'Slice') return yield* slice(sh, e, op, value, inQuotes);
  if (op.type === 'Transform') {
    const letter = yield* expandString(sh, op.operand);
    if (value.kind === 'many' && (letter === 'A' || letter === 'K' || letter === 'k')) {
      const v = sh.vars.find(e.parameter);
      const pairs = v === undefined ? [] : keysOf(v).map((k) => `${k} ${quoteDouble(element(v, k) ?? '')}`);
      return text(pairs.join(' '));
    }
    const f = (x: string): string => transform(sh, e.parameter, letter, x);
    return value.kind === 'many'
      ? many(sh, value.values.map(f), value.join, inQuotes)
      : value.value === undefined
        ? []
        : text(f(value.value));
  }
  if (op.type === 'Names') return [];
  const change = yield* changer(sh, op);
  return value.kind === 'many'
    ? many(sh, value.values.map(change), value.join, inQuotes)
    : text(change(value.value ?? ''));
}

function checkSet(sh: Shell, e: Expansion, value: string | undefined): void {
  if (value !== undefined || !sh.options.has('nounset') || e.parameter === '@' || e.parameter === '*') return;
  const name = e.index === undefined ? e.parameter : `${e.parameter}[${e.index.text}]`;
  if (sh.dialect === 'bash') throw new Fatal(`${name}: unbound variable`, sh.mode === 'command' ? 127 : 1);
  throw new Fatal(`${name}: parameter not set`, 2);
}

function many(sh: Shell, values: readonly string[], join: boolean, inQuotes: boolean): Pieces {
  if (join && inQuotes)
    return [{ text: values.join((sh.vars.get('IFS') ?? ' ').slice(0, 1)), quoted: true, split: false }];
  const out: Pieces = [];
  values.forEach((v, i) => {
    if (i > 0) out.push(BREAK);
    if (inQuotes || v !== '') out.push({ text: v, quoted: inQuotes, split: !inQuotes });
  });
  if (!inQuotes) return out.filter((x, i) => x !== BREAK || (i > 0 && out[i - 1] !== BREAK && i < out.length - 1));
  return out;
}

function* operand(sh: Shell, word: Word, inQuotes: boolean): Task<Pieces> {
  if (word.parts !== undefined) {
    const got = yield* expandParts(sh, word.parts, inQuotes && !word.parts.some((x) => x.type === 'DoubleQuoted'));
    return inQuotes ? got : got.map((x) => (x === BREAK || x.quoted ? x : { ...x, split: true }));
  }
  const value = yield* expandString(sh, word);
  return value === '' ? [] : [{ text: value, quoted: inQuotes, split: !inQuotes }];
}

function* withDefault(
  sh: Shell,
  e: Expansion,
  op: ParameterOperation & { type: 'Default' },
  value: Value,
  inQuotes: boolean,
): Task<Pieces> {
  const colon = op.operator.startsWith(':');
  const kind = op.operator.at(-1);
  const joined = value.kind === 'many' ? (value.values.length === 0 ? undefined : value.values.join(' ')) : value.value;
  const missing = joined === undefined || (colon && joined === '');
  if (kind === '+')
    return missing
      ? inQuotes
        ? [{ text: '', quoted: true, split: false }]
        : []
      : yield* operand(sh, op.operand, inQuotes);
  if (!missing) {
    if (value.kind === 'many') return many(sh, value.values, value.join, inQuotes);
    return [{ text: value.value!, quoted: inQuotes, split: !inQuotes }];
  }
  if (kind === '-') return yield* operand(sh, op.operand, inQuotes);
  const word = yield* expandString(sh, op.operand);
  if (kind === '=') {
    if (!/^[A-Za-z_]\w*$/.test(e.parameter)) throw new CommandError(`$${e.parameter}: cannot assign in this way`);
    if (e.index !== undefined) sh.vars.setElement(e.parameter, yield* subscript(sh, e.parameter, e.index), word);
    else sh.vars.set(e.parameter, word);
    return [{ text: word, quoted: inQuotes, split: !inQuotes }];
  }
  const message = word !== '' ? word : colon ? 'parameter null or not set' : 'parameter not set';
  throw new Fatal(`${e.parameter}: ${message}`, sh.dialect === 'bash' ? 127 : 2);
}

function* slice(
  sh: Shell,
  e: Expansion,
  op: ParameterOperation & { type: 'Slice' },
  value: Value,
  inQuotes: boolean,
): Task<Pieces> {
  const number = function* (word: Word): Task<number> {
    return Number(yield* arithmetic(sh, yield* expandString(sh, word), undefined, 0));
  };
  let from = yield* number(op.offset);
  const length = op.length === undefined ? undefined : yield* number(op.length);
  if (value.kind === 'many') {
    let list = value.values;
    if (e.parameter === '@' || e.parameter === '*') list = [sh.name, ...list];
    if (from < 0) from += list.length;
    if (length !== undefined && length < 0) throw new Discard(`${op.length!.text}: substring expression < 0`);
    if (from < 0) return [];
    const start = e.parameter === '@' || e.parameter === '*' ? from : from;
    return many(sh, list.slice(start, length === undefined ? undefined : start + length), value.join, inQuotes);
  }
  const chars = [...(value.value ?? '')];
  if (from < 0) from += chars.length;
  if (from < 0 || from > chars.length) return [{ text: '', quoted: inQuotes, split: !inQuotes }];
  const end = length === undefined ? chars.length : length < 0 ? chars.length + length : from + length;
  if (end < from) throw new Discard(`${op.length!.text}: substring expression < 0`);
  return [{ text: chars.slice(from, end).join(''), quoted: inQuotes, split: !inQuotes }];
}

type Changing = Exclude<ParameterOperation, { type: 'Default' | 'Slice' | 'Transform' | 'Names' | 'Unknown' }>;

function* changer(sh: Shell, op: Changing): Task<(text: string) => string> {
  if (op.type === 'Remove') {
    const pattern = yield* expandPattern(sh, op.operand);
    if (op.operator === '#' || op.operator === '##') {
      const re = patternRegex(pattern, '^', '', op.operator === '#');
      return (x) => x.replace(re, '');
    }
    const re = patternRegex(pattern, '^', '$');
    return (x) => {
      const n = x.length;
      if (op.operator === '%') {
        for (let i = n; i >= 0; i--) if (re.test(x.slice(i))) return x.slice(0, i);
      } else for (let i = 0; i <= n; i++) if (re.test(x.slice(i))) return x.slice(0, i);
      return x;
    };
  }
  if (op.type === 'Replace') {
    const pattern = yield* expandPattern(sh, op.pattern);
    const by = yield* expandString(sh, op.replacement);
    if (pattern === '') return (x) => x;
    const re = patternRegex(pattern, op.operator === '/#' ? '^' : '', op.operator === '/%' ? '$' : '');
    if (op.operator !== '//') return (x) => x.replace(re, () => by);
    const all = safeRegex(re.source, re.flags + 'g');
    return (x) => x.replace(all, (m) => (m === '' ? '' : by));
  }
  const pattern = op.operand === undefined ? '?' : yield* expandPattern(sh, op.operand);
  const re = patternRegex(pattern === '' ? '?' : pattern, '^', '$');
  const up = op.operator.startsWith('^');
  const f = (c: string): string => (re.test(c) ? (up ? c.toUpperCase() : c.toLowerCase()) : c);
  if (op.operator.length === 2) return (x) => [...x].map(f).join('');
  return (x) => {
    const [first = '', ...rest] = [...x];
    return f(first) + rest.join('');
  };
}

function transform(sh: Shell, name: string, letter: string, value: string): string {
  switch (letter) {
    case 'Q':
      return quoteSingle(value);
    case 'U':
      return value.toUpperCase();
    case 'u':
      return value.slice(0, 1).toUpperCase() + value.slice(1);
    case 'L':
      return value.toLowerCase();
    case 'E':
      return value.replace(/\\n/g, '\n').replace(/\\t/g, '\t').replace(/\\\\/g, '\\');
    case 'P':
      return promptText(sh, value);
    case 'A':
      return `${name}=${quoteSingle(value)}`;
    case 'a': {
      const v = sh.vars.find(name);
      return v === undefined
        ? ''
        : (v.array ? 'a' : '') +
            (v.assoc ? 'A' : '') +
            (v.integer ? 'i' : '') +
            (v.readonly ? 'r' : '') +
            (v.exported ? 'x' : '');
    }
    default:
      throw new Fatal(`\${${name}@${letter}}: bad substitution`, 1);
  }
}
