// Runs jq's tree: every expression gives any number of values for each input, and knows the paths that lead to them.

import { type Call } from './builtin.ts';
import { builtin } from './builtins.ts';
import { JqRefused, JqError } from './error.ts';
import type { Ast, Pattern } from './parse.ts';
import { type Json, index, slice, show, truthy, tojson, type Obj, compare, arithmetic, update } from './values.ts';
import { format } from './format.ts';
import { Scope, type At, type Outside, type Closure } from './scope.ts';
import { recurse, iterate, pathsOf } from './walk.ts';

const MAX_STEPS = 3_000_000;

export function* run(ast: Ast, scope: Scope, at: At, o: Outside): Generator<At> {
  if (++o.steps > MAX_STEPS) throw new JqRefused('drydock: jq: this program runs too long');
  const fresh = (v: Json): At => ({ v, path: undefined });
  switch (ast.t) {
    case 'identity':
      yield at;
      return;
    case 'literal':
      yield fresh(ast.value);
      return;
    case 'recurse':
      yield* recurse(at);
      return;
    case 'string': {
      yield* strings(ast.parts, ast.format, 0, '', scope, at, o);
      return;
    }
    case 'format':
      yield fresh(format(ast.name, at.v));
      return;
    case 'index':
      for (const on of run(ast.on, scope, at, o)) {
        for (const k of run(ast.key, scope, { v: at.v, path: undefined }, o))
          yield { v: index(on.v, k.v), path: on.path === undefined ? undefined : [...on.path, k.v] };
      }
      return;
    case 'slice':
      for (const on of run(ast.on, scope, at, o)) {
        for (const to of ast.to === undefined ? [fresh(null)] : run(ast.to, scope, at, o)) {
          for (const from of ast.from === undefined ? [fresh(null)] : run(ast.from, scope, at, o)) {
            yield {
              v: slice(on.v, from.v, to.v),
              path: on.path === undefined ? undefined : [...on.path, { start: from.v, end: to.v }],
            };
          }
        }
      }
      return;
    case 'iterate':
      for (const on of run(ast.on!, scope, at, o)) yield* iterate(on);
      return;
    case 'optional':
      try {
        yield* run(ast.on!, scope, at, o);
      } catch (error) {
        if (!(error instanceof JqError)) throw error;
      }
      return;
    case 'neg':
      for (const x of run(ast.on!, scope, at, o)) {
        if (typeof x.v !== 'number') throw new JqError(`${show(x.v)} cannot be negated`);
        yield fresh(-x.v);
      }
      return;
    case 'array':
      yield fresh([...run(ast.on!, scope, at, o)].map((x) => x.v));
      return;
    case 'pipe':
      for (const x of run(ast.a, scope, at, o)) yield* run(ast.b, scope, x, o);
      return;
    case 'comma':
      yield* run(ast.a, scope, at, o);
      yield* run(ast.b, scope, at, o);
      return;
    case 'binary':
      yield* binary(ast, scope, at, o);
      return;
    case 'object':
      yield* object(ast.entries, 0, {}, scope, at, o);
      return;
    case 'if':
      for (const c of run(ast.cond, scope, at, o)) {
        if (truthy(c.v)) yield* run(ast.then, scope, at, o);
        else if (ast.other === undefined) yield at;
        else yield* run(ast.other, scope, at, o);
      }
      return;
    case 'try':
      try {
        yield* run(ast.body, scope, at, o);
      } catch (error) {
        if (!(error instanceof JqError)) throw error;
        if (ast.handler !== undefined) yield* run(ast.handler, scope, fresh(error.value), o);
      }
      return;
    case 'var': {
      if (ast.name === 'ENV') return void (yield fresh(Object.fromEntries(o.env)));
      if (ast.name === '__loc__') return void (yield fresh({ file: '<top-level>', line: 1 }));
      const found = scope.variable(ast.name);
      if (found === undefined) throw new JqRefused(`$${ast.name} is not defined`);
      yield fresh(found.value);
      return;
    }
    case 'bind':
      for (const x of run(ast.source, scope, at, o))
        for (const s of bind(ast.pattern, x.v, scope, at, o)) yield* run(ast.body, s, at, o);
      return;
    case 'reduce': {
      let state: Json = null;
      for (const i of run(ast.init, scope, at, o)) {
        state = i.v;
        for (const x of run(ast.source, scope, at, o)) {
          for (const s of bind(ast.pattern, x.v, scope, at, o)) {
            let last: Json = null;
            for (const y of run(ast.update, s, fresh(state), o)) last = y.v;
            state = last;
          }
        }
        yield fresh(state);
      }
      return;
    }
    case 'foreach':
      for (const i of run(ast.init, scope, at, o)) {
        let state: Json = i.v;
        for (const x of run(ast.source, scope, at, o)) {
          for (const s of bind(ast.pattern, x.v, scope, at, o)) {
            for (const y of run(ast.update, s, fresh(state), o)) {
              state = y.v;
              if (ast.extract === undefined) yield fresh(state);
              else yield* run(ast.extract, s, fresh(state), o);
            }
          }
        }
      }
      return;
    case 'def': {
      const inner: Scope = new Scope(
        scope,
        new Map(),
        new Map([[`${ast.name}/${ast.params.length}`, { params: ast.params, body: ast.body, scope: () => inner }]]),
      );
      yield* run(ast.rest, inner, at, o);
      return;
    }
    case 'call':
      yield* call(ast.name, ast.args, scope, at, o);
      return;
    default:
      throw new JqRefused('drydock: this part of jq is not simulated');
  }
}

function* call(name: string, args: readonly Ast[], scope: Scope, at: At, o: Outside): Generator<At> {
  const own = scope.func(`${name}/${args.length}`);
  if (own !== undefined) {
    yield* invoke(own, own.params, args, scope, new Map(), new Map(), at, o);
    return;
  }
  const c: Call = { args, each: (i, x = at) => run(args[i]!, scope, x, o), outside: o, scope, run };
  const found = builtin(name, args.length);
  if (found === undefined) throw new JqRefused(`${name}/${args.length} is not defined`);
  yield* found(at, c);
}

/** A function of the program: `$name` parameters are values, others are expressions of the caller. */
function* invoke(
  f: Closure,
  params: readonly string[],
  args: readonly Ast[],
  caller: Scope,
  vars: Map<string, Json>,
  funcs: Map<string, Closure>,
  at: At,
  o: Outside,
): Generator<At> {
  const i = f.params.length - params.length;
  const [param, ...rest] = params;
  if (param === undefined) {
    yield* run(f.body, new Scope(f.scope(), vars, funcs), at, o);
    return;
  }
  if (!param.startsWith('$')) {
    yield* invoke(
      f,
      rest,
      args,
      caller,
      vars,
      new Map([...funcs, [`${param}/0`, { params: [], body: args[i]!, scope: () => caller }]]),
      at,
      o,
    );
    return;
  }
  for (const x of run(args[i]!, caller, at, o))
    yield* invoke(f, rest, args, caller, new Map([...vars, [param.slice(1), x.v]]), funcs, at, o);
}

function* strings(
  parts: readonly (string | Ast)[],
  name: string,
  i: number,
  done: string,
  scope: Scope,
  at: At,
  o: Outside,
): Generator<At> {
  const part = parts[i];
  if (part === undefined) {
    yield { v: done, path: undefined };
    return;
  }
  if (typeof part === 'string') {
    yield* strings(parts, name, i + 1, done + part, scope, at, o);
    return;
  }
  for (const x of run(part, scope, at, o))
    yield* strings(
      parts,
      name,
      i + 1,
      done + (name === 'text' ? (typeof x.v === 'string' ? x.v : tojson(x.v)) : format(name, x.v)),
      scope,
      at,
      o,
    );
}

function* object(
  entries: readonly { key: Ast; value: Ast }[],
  i: number,
  done: Obj,
  scope: Scope,
  at: At,
  o: Outside,
): Generator<At> {
  const e = entries[i];
  if (e === undefined) {
    yield { v: done, path: undefined };
    return;
  }
  for (const k of run(e.key, scope, { v: at.v, path: undefined }, o)) {
    if (typeof k.v !== 'string') throw new JqError(`Object keys must be strings`);
    for (const x of run(e.value, scope, at, o)) yield* object(entries, i + 1, { ...done, [k.v]: x.v }, scope, at, o);
  }
}

function* bind(p: Pattern, v: Json, scope: Scope, at: At, o: Outside): Generator<Scope> {
  if ('name' in p) {
    yield new Scope(scope, new Map([[p.name, v]]));
    return;
  }
  if ('items' in p) {
    const go = function* (i: number, s: Scope): Generator<Scope> {
      if (i === p.items.length) return void (yield s);
      for (const next of bind(p.items[i]!, index(v, i), s, at, o)) yield* go(i + 1, next);
    };
    yield* go(0, scope);
    return;
  }
  const go = function* (i: number, s: Scope): Generator<Scope> {
    const f = p.fields[i];
    if (f === undefined) return void (yield s);
    for (const k of run(f.key, s, at, o)) {
      const value = index(v, k.v);
      const named = f.name === undefined ? s : new Scope(s, new Map([[f.name, value]]));
      if (f.pattern === undefined) yield* go(i + 1, named);
      else for (const next of bind(f.pattern, value, named, at, o)) yield* go(i + 1, next);
    }
  };
  yield* go(0, scope);
}

function* binary(ast: Ast & { t: 'binary' }, scope: Scope, at: At, o: Outside): Generator<At> {
  const { op } = ast;
  const fresh = (v: Json): At => ({ v, path: undefined });
  if (op === '//') {
    let any = false;
    try {
      for (const x of run(ast.a, scope, at, o)) {
        if (!truthy(x.v)) continue;
        any = true;
        yield x;
      }
    } catch (error) {
      if (!(error instanceof JqError)) throw error;
    }
    if (!any) yield* run(ast.b, scope, at, o);
    return;
  }
  if (op === 'and' || op === 'or') {
    for (const x of run(ast.a, scope, at, o)) {
      if (truthy(x.v) === (op === 'or')) yield fresh(op === 'or');
      else for (const y of run(ast.b, scope, at, o)) yield fresh(truthy(y.v));
    }
    return;
  }
  if (op.endsWith('=') && !['==', '!=', '<=', '>='].includes(op)) {
    yield* assign(op, ast.a, ast.b, scope, at, o);
    return;
  }
  for (const y of run(ast.b, scope, at, o)) {
    for (const x of run(ast.a, scope, at, o)) {
      switch (op) {
        case '==':
          yield fresh(compare(x.v, y.v) === 0);
          break;
        case '!=':
          yield fresh(compare(x.v, y.v) !== 0);
          break;
        case '<':
          yield fresh(compare(x.v, y.v) < 0);
          break;
        case '<=':
          yield fresh(compare(x.v, y.v) <= 0);
          break;
        case '>':
          yield fresh(compare(x.v, y.v) > 0);
          break;
        case '>=':
          yield fresh(compare(x.v, y.v) >= 0);
          break;
        default:
          yield fresh(arithmetic(op, x.v, y.v));
      }
    }
  }
}

function* assign(op: string, target: Ast, value: Ast, scope: Scope, at: At, o: Outside): Generator<At> {
  const paths = [...pathsOf(run(target, scope, { v: at.v, path: [] }, o))];
  if (op === '|=') {
    let out = at.v;
    for (const path of paths) {
      out = update(out, path, (old) => {
        for (const x of run(value, scope, { v: old, path: undefined }, o)) return x.v;
        return null;
      });
    }
    yield { v: out, path: undefined };
    return;
  }
  for (const x of run(value, scope, at, o)) {
    let out = at.v;
    for (const path of paths)
      out = update(out, path, (old) =>
        op === '=' ? x.v : op === '//=' ? (truthy(old) ? old : x.v) : arithmetic(op[0]!, old, x.v),
      );
    yield { v: out, path: undefined };
  }
}
