// Built-ins on variables: export, readonly, declare, local, unset, set, shift, let.

import type { Task } from '../../kernel/block.ts';
import { cooked, expandArrayValue } from '../assign.ts';
import { arithmetic, expandString } from '../expand.ts';
import { CommandError, Fatal, OPTION_LETTERS, OPTION_NAMES, type Shell } from '../shell.ts';
import { keysOf, newVariable, quoteBackslash, quoteDouble, quoteSingle, type Variable, VarError } from '../vars.ts';
import type { Builtin } from './builtin.ts';

const NAME = /^[A-Za-z_]\w*$/;

/** `declare -p`'s line for a variable. */
function declaration(name: string, v: Variable): string {
  const letters =
    (v.array ? 'a' : '') +
    (v.assoc ? 'A' : '') +
    (v.integer ? 'i' : '') +
    (v.letters === 'lower' ? 'l' : '') +
    (v.nameref ? 'n' : '') +
    (v.readonly ? 'r' : '') +
    (v.letters === 'upper' ? 'u' : '') +
    (v.exported ? 'x' : '');
  const flags = letters === '' ? '--' : `-${letters}`;
  if (v.array !== undefined)
    return `declare ${flags} ${name}=(${keysOf(v)
      .map((k) => `[${k}]=${quoteDouble(v.array!.get(k as number)!)}`)
      .join(' ')})`;
  if (v.assoc !== undefined)
    return `declare ${flags} ${name}=(${[...v.assoc].map(([k, x]) => `[${quoteBackslash(k)}]=${quoteDouble(x)} `).join('')})`;
  return v.value === undefined ? `declare ${flags} ${name}` : `declare ${flags} ${name}=${quoteDouble(v.value)}`;
}

interface Marks {
  on: Set<string>;
  off: Set<string>;
  names: string[];
}

function* marks(sh: Shell, argv: string[], letters: string): Task<Marks | undefined> {
  const m: Marks = { on: new Set(), off: new Set(), names: [] };
  let i = 1;
  for (; i < argv.length && /^[-+]./.test(argv[i]!); i++) {
    if (argv[i] === '--') {
      i++;
      break;
    }
    for (const c of argv[i]!.slice(1)) {
      if (!letters.includes(c)) {
        yield* sh.warn(`${argv[0]}: ${argv[i]![0]}${c}: invalid option`);
        return undefined;
      }
      (argv[i]!.startsWith('-') ? m.on : m.off).add(c);
    }
  }
  m.names = argv.slice(i);
  return m;
}

/** Marks and assigns one `name`, `name=value` or array assignment. */
function* declareOne(sh: Shell, arg: string, m: Marks, local: boolean, command: string): Task<number> {
  const node = arg.startsWith('\0') ? sh.declarations[Number(arg.slice(1))] : undefined;
  const eq = arg.indexOf('=');
  const name = node?.name ?? (eq < 0 ? arg : arg.slice(0, eq));
  if (!NAME.test(name)) {
    yield* sh.warn(`${command}: \`${arg}': not a valid identifier`);
    return 1;
  }
  const v = local ? sh.vars.local(name) : sh.vars.ensure(name);
  if (v.readonly && (node !== undefined || eq >= 0))
    throw new VarError(sh.dialect === 'bash' ? `${name}: readonly variable` : `${name}: is read only`);
  if (m.on.has('A') && v.assoc === undefined) {
    v.assoc = new Map();
    v.array = undefined;
  }
  if (m.on.has('a') && v.array === undefined && v.assoc === undefined) {
    v.array = new Map(v.value === undefined ? [] : [[0, v.value]]);
    v.value = undefined;
  }
  if (m.on.has('i')) v.integer = true;
  if (m.off.has('i')) v.integer = false;
  if (m.on.has('l')) v.letters = 'lower';
  if (m.on.has('u')) v.letters = 'upper';
  if (m.on.has('n')) v.nameref = true;
  if (m.on.has('x')) v.exported = true;
  if (m.off.has('x')) v.exported = false;
  if (node !== undefined) {
    if (node.value.type === 'ArrayValue') yield* expandArrayValue(sh, v, node.value, node.append ?? false);
    else {
      const text = yield* expandString(sh, node.value, true);
      if (node.index !== undefined) sh.vars.setElement(name, yield* expandString(sh, node.index), text);
      else store(v, yield* cooked(sh, v, node.append ? (v.value ?? '') : '', text, node.append ?? false));
    }
  } else if (eq >= 0) store(v, yield* cooked(sh, v, '', arg.slice(eq + 1), false));
  if (m.on.has('r')) v.readonly = true;
  return 0;
}

function store(v: Variable, text: string): void {
  const value = v.letters === 'lower' ? text.toLowerCase() : v.letters === 'upper' ? text.toUpperCase() : text;
  if (v.array !== undefined) v.array.set(0, value);
  else if (v.assoc !== undefined) v.assoc.set('0', value);
  else v.value = value;
}

function* printFunctions(sh: Shell, names: string[], onlyNames: boolean): Task<number> {
  let status = 0;
  for (const name of names.length > 0 ? names : [...sh.functions.keys()].sort()) {
    const fn = sh.functions.get(name);
    if (fn === undefined) status = 1;
    else
      yield* sh.p.print(
        onlyNames
          ? names.length > 0
            ? `${name}\n`
            : `declare -f ${name}\n`
          : `${name} () \n${fn.source.text.slice(fn.node.body.pos, fn.node.body.end)}\n`,
      );
  }
  return status;
}

function* declare(sh: Shell, argv: string[]): Task<number> {
  const m = yield* marks(sh, argv, 'aAfFgilnprtux');
  if (m === undefined) return 2;
  if (m.on.has('f') || m.on.has('F')) return yield* printFunctions(sh, m.names, m.on.has('F'));
  if (m.on.has('p') || m.names.length === 0) {
    let status = 0;
    const chosen =
      m.names.length > 0
        ? m.names
        : sh.vars
            .all()
            .filter(([, v]) => !m.on.has('x') || v.exported)
            .filter(([, v]) => !m.on.has('r') || v.readonly)
            .map(([k]) => k);
    for (const name of chosen) {
      const v = sh.vars.find(name);
      if (v === undefined) {
        yield* sh.warn(`declare: ${name}: not found`);
        status = 1;
      } else yield* sh.p.print(declaration(name, v) + '\n');
    }
    return status;
  }
  let status = 0;
  for (const arg of m.names)
    status ||= yield* declareOne(sh, arg, m, sh.callStack.length > 0 && !m.on.has('g'), 'declare');
  return status;
}

function marking(letter: 'x' | 'r'): Builtin {
  return function* (sh, argv) {
    const m = yield* marks(sh, argv, 'aAfnp');
    if (m === undefined) return 2;
    if (m.names.length === 0) {
      for (const [name, v] of sh.vars.all()) {
        if (letter === 'x' ? !v.exported : !v.readonly) continue;
        if (sh.dialect === 'bash') yield* sh.p.print(declaration(name, v) + '\n');
        else yield* sh.p.print(`${argv[0]} ${name}${v.value === undefined ? '' : `=${quoteSingle(v.value)}`}\n`);
      }
      return 0;
    }
    if (m.on.has('f')) return 0;
    const set: Marks = {
      on: new Set(m.on.has('n') ? [] : [letter, ...[...m.on].filter((c) => c === 'a' || c === 'A')]),
      off: new Set(m.on.has('n') ? [letter] : []),
      names: [],
    };
    let status = 0;
    for (const arg of m.names) status ||= yield* declareOne(sh, arg, set, false, argv[0]!);
    return status;
  };
}

export const variables: Record<string, Builtin> = {
  declare,
  typeset: declare,
  export: marking('x'),
  readonly: marking('r'),
  *local(sh, argv) {
    if (sh.callStack.length === 0) {
      if (sh.dialect === 'bash') {
        yield* sh.warn('local: can only be used in a function');
        return 1;
      }
      throw new Fatal('local: not in a function', 2);
    }
    const m = yield* marks(sh, argv, 'aAilnprux');
    if (m === undefined) return 2;
    let status = 0;
    for (const arg of m.names) {
      if (arg === '-') continue;
      const name = arg.startsWith('\0') ? '' : arg.split('=')[0]!;
      const scope = sh.vars.scopes.at(-1)!;
      if (name !== '' && !scope.has(name)) {
        const v = newVariable();
        if (sh.vars.find(name)?.exported) v.exported = true;
        if (sh.dialect !== 'bash' && !arg.includes('=')) v.value = sh.vars.get(name);
        scope.set(name, v);
      }
      status ||= yield* declareOne(sh, arg, m, true, 'local');
    }
    return status;
  },
  *unset(sh, argv) {
    const m = yield* marks(sh, argv, 'fvn');
    if (m === undefined) return 2;
    let status = 0;
    for (const name of m.names) {
      const el = /^(\w+)\[(.*)\]$/.exec(name);
      if (el !== null) {
        const v = sh.vars.find(el[1]!);
        if (v?.assoc !== undefined) v.assoc.delete(el[2]!.replace(/^(["'])(.*)\1$/, '$2'));
        else if (el[2] === '@' || el[2] === '*') sh.vars.unset(el[1]!);
        else v?.array?.delete(Number(yield* arithmetic(sh, el[2]!, undefined, 0)));
        continue;
      }
      if (m.on.has('f') || (!m.on.has('v') && sh.vars.find(name) === undefined && sh.functions.has(name))) {
        sh.functions.delete(name);
        continue;
      }
      if (!NAME.test(name)) {
        yield* sh.warn(`unset: \`${name}': not a valid identifier`);
        status = 1;
        continue;
      }
      try {
        sh.vars.unset(name);
      } catch (error) {
        if (!(error instanceof VarError)) throw error;
        yield* sh.warn(`unset: ${error.message}`);
        status = 1;
      }
    }
    return status;
  },
  *set(sh, argv) {
    if (argv.length === 1) {
      for (const [name, v] of sh.vars.all())
        if (v.value !== undefined)
          yield* sh.p.print(
            `${name}=${/^[\w@%+=:,./-]*$/.test(v.value) && sh.dialect === 'bash' ? v.value : quoteSingle(v.value)}\n`,
          );
      return 0;
    }
    let i = 1;
    for (; i < argv.length; i++) {
      const a = argv[i]!;
      if (a === '--') {
        sh.positional = argv.slice(i + 1);
        return 0;
      }
      if (a === '-' || !/^[-+]/.test(a)) break;
      const on = a.startsWith('-');
      for (const c of a.slice(1)) {
        if (c === 'o') {
          const name = argv[++i];
          if (name === undefined) {
            for (const o of OPTION_NAMES)
              yield* sh.p.print(
                on
                  ? `${o.padEnd(15)}\t${sh.options.has(o) ? 'on' : 'off'}\n`
                  : `set ${sh.options.has(o) ? '-' : '+'}o ${o}\n`,
              );
            return 0;
          }
          if (!OPTION_NAMES.includes(name)) {
            if (sh.dialect !== 'bash') throw new Fatal(`set: Illegal option -o ${name}`, 2);
            throw new CommandError(`set: ${name}: invalid option name`, 2);
          }
          if (on) sh.options.add(name);
          else sh.options.delete(name);
          continue;
        }
        const name = OPTION_LETTERS[c];
        if (name === undefined) {
          yield* sh.warn(
            sh.dialect === 'bash' ? `set: ${a[0]}${c}: invalid option` : `set: Illegal option ${a[0]}${c}`,
          );
          return 2;
        }
        if (on) sh.options.add(name);
        else sh.options.delete(name);
      }
    }
    if (i < argv.length) sh.positional = argv.slice(argv[i] === '-' ? i + 1 : i);
    return 0;
  },
  *shift(sh, argv) {
    const n = argv[1] === undefined ? 1 : Number(argv[1]);
    if (!Number.isInteger(n) || n < 0)
      throw new CommandError(
        `shift: ${argv[1]}: ${Number.isInteger(n) ? 'shift count out of range' : 'numeric argument required'}`,
      );
    if (n > sh.positional.length) {
      if (sh.dialect === 'dash') throw new Fatal("shift: can't shift that many", 2);
      return 1;
    }
    sh.positional = sh.positional.slice(n);
    return 0;
  },
  *let(sh, argv) {
    let value = 0n;
    for (const e of argv.slice(1)) value = yield* arithmetic(sh, e, undefined, 0);
    return value === 0n ? 1 : 0;
  },
};
