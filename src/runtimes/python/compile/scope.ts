// Whose is a name: scopes of a file, and where each of their names lives (local slot, cell, global, class body).

import {
  type Argument,
  type CompClause,
  type Expr,
  type FormatPart,
  type Params,
  type Pattern,
  type Stmt,
  SourceError,
} from '../parse/ast.ts';

export type ScopeKind = 'module' | 'class' | 'function' | 'comp';

export class Scope {
  readonly bound = new Set<string>();
  readonly uses = new Set<string>();
  readonly globals = new Set<string>();
  readonly nonlocals = new Set<string>();
  /** Names of this scope that inner code objects use. */
  readonly cells = new Set<string>();
  /** Names of outer scopes that this code object or an inner one uses. */
  readonly free = new Set<string>();
  readonly children: Scope[] = [];
  generator = false;
  /** Scopes of nodes inside (only filled at the root). */
  constructor(
    readonly kind: ScopeKind,
    readonly parent: Scope | undefined,
    readonly name: string,
    readonly id: number,
  ) {
    parent?.children.push(this);
  }
  /** The scope whose code object this one's names live in. */
  get owner(): Scope {
    return this.kind === 'comp' ? this.parent!.owner : this;
  }
}

export type Where = { kind: 'global' | 'name' } | { kind: 'local' | 'cell'; scope: Scope } | { kind: 'free' };

const mangled = (name: string, cls: string): string =>
  name.startsWith('__') && !name.endsWith('__') && cls !== '' && /[^_]/.test(cls)
    ? `_${cls.replace(/^_+/, '')}${name}`
    : name;

/** Private names of classes (`__x`) as they are really called. */
export function mangle(name: string, cls: string | undefined): string {
  return cls === undefined ? name : mangled(name, cls);
}

export class Scopes {
  readonly of = new Map<object, Scope>();
  private count = 0;
  readonly module = this.make('module', undefined, '<module>');
  private cls: string | undefined;

  private make(kind: ScopeKind, parent: Scope | undefined, name: string): Scope {
    return new Scope(kind, parent, name, this.count++);
  }
  constructor(body: readonly Stmt[] | Expr) {
    if (Array.isArray(body)) this.stmts(body as Stmt[], this.module);
    else this.expr(body as Expr, this.module);
    this.link(this.module);
  }

  /** Where a name that is used in `scope` lives. */
  find(name: string, scope: Scope): Where {
    if (scope.globals.has(name)) return { kind: 'global' };
    let at: Scope | undefined = scope;
    let first = true;
    while (at !== undefined) {
      if (at.kind === 'module') break;
      if (at.kind === 'class') {
        if (first && at.bound.has(name) && !at.nonlocals.has(name)) return { kind: 'name' };
      } else if (at.globals.has(name)) return { kind: 'global' };
      else if (at.bound.has(name) && !at.nonlocals.has(name)) {
        if (at.owner === scope.owner) return { kind: at.cells.has(name) ? 'cell' : 'local', scope: at };
        return { kind: 'free' };
      }
      if (!(at.kind === 'comp')) first = false;
      else first = first && at.parent!.kind !== 'class';
      at = at.parent;
    }
    if (name === '__class__' && this.classAbove(scope) !== undefined) return { kind: 'free' };
    if (scope.kind === 'class' || scope.kind === 'module') return { kind: 'name' };
    return { kind: 'global' };
  }
  private classAbove(scope: Scope): Scope | undefined {
    for (let s: Scope | undefined = scope; s !== undefined; s = s.parent)
      if (s.kind === 'class' && s !== scope) return s;
    return undefined;
  }

  /** Marks cells and free names of all that is used across code objects. */
  private link(scope: Scope): void {
    for (const name of scope.uses) {
      if (scope.globals.has(name)) continue;
      let at: Scope | undefined = scope;
      let found: Scope | undefined;
      while (at !== undefined && at.kind !== 'module') {
        if (at.kind === 'class') {
          if (name === '__class__' && at !== scope) {
            found = at;
            break;
          }
          if (at === scope && at.bound.has(name) && !at.nonlocals.has(name)) break;
        } else if (at.globals.has(name)) break;
        else if (at.bound.has(name) && !at.nonlocals.has(name)) {
          found = at;
          break;
        }
        at = at.parent;
      }
      if (found === undefined) {
        if (scope.nonlocals.has(name))
          throw new SourceError(`no binding for nonlocal '${name}' found`, this.nonlocalAt.get(name) ?? 0);
        continue;
      }
      if (found.owner === scope.owner) continue;
      found.cells.add(name);
      for (let s: Scope | undefined = scope; s !== undefined && s.owner !== found.owner; s = s.parent)
        if (s.kind !== 'comp') s.free.add(name);
    }
    for (const c of scope.children) this.link(c);
  }
  private readonly nonlocalAt = new Map<string, number>();

  private use(name: string, s: Scope): void {
    const n = mangle(name, this.cls);
    s.uses.add(n);
    if (n === 'super' && s.owner.kind === 'function') s.uses.add('__class__');
  }
  private bind(name: string, s: Scope): void {
    const n = mangle(name, this.cls);
    s.bound.add(n);
    s.uses.add(n);
  }

  private params(p: Params, outer: Scope): void {
    for (const x of [...p.posOnly, ...p.args, ...p.kwOnly]) if (x.value !== undefined) this.expr(x.value, outer);
  }
  private annotations(p: Params, outer: Scope): void {
    for (const x of [...p.posOnly, ...p.args, p.star, ...p.kwOnly, p.kw])
      if (x?.annotation !== undefined) this.expr(x.annotation, outer);
  }
  private bindParams(p: Params, s: Scope): void {
    for (const x of [...p.posOnly, ...p.args, ...p.kwOnly, p.star, p.kw]) if (x !== undefined) this.bind(x.name, s);
  }

  private stmts(list: readonly Stmt[], s: Scope): void {
    for (const x of list) this.stmt(x, s);
  }
  private stmt(x: Stmt, s: Scope): void {
    switch (x.k) {
      case 'Expr':
        return this.expr(x.x, s);
      case 'Assign':
        this.expr(x.x, s);
        for (const t of x.targets) this.target(t, s);
        return;
      case 'AugAssign':
        this.expr(x.x, s);
        this.expr(x.target, s);
        return this.target(x.target, s);
      case 'AnnAssign':
        if (x.x !== undefined) this.expr(x.x, s);
        if (s.kind !== 'function' && x.simple) this.use('__annotations__', s);
        this.expr(x.annotation, s);
        return this.target(x.target, s);
      case 'Return':
        return this.maybe(x.x, s);
      case 'Raise':
        this.maybe(x.x, s);
        return this.maybe(x.cause, s);
      case 'Assert':
        this.expr(x.test, s);
        return this.maybe(x.msg, s);
      case 'Del':
        for (const t of x.targets) this.target(t, s);
        return;
      case 'Global':
        for (const n of x.names) {
          const m = mangle(n, this.cls);
          if (s.bound.has(m) && s.kind !== 'module')
            throw new SourceError(`name '${n}' is assigned to before global declaration`, x.s, x.e);
          if (s.uses.has(m) && s.kind !== 'module')
            throw new SourceError(`name '${n}' is used prior to global declaration`, x.s, x.e);
          s.globals.add(m);
        }
        return;
      case 'Nonlocal':
        if (s.kind === 'module') throw new SourceError('nonlocal declaration not allowed at module level', x.s, x.e);
        for (const n of x.names) {
          const m = mangle(n, this.cls);
          if (s.bound.has(m)) throw new SourceError(`name '${n}' is assigned to before nonlocal declaration`, x.s, x.e);
          s.nonlocals.add(m);
          s.uses.add(m);
          this.nonlocalAt.set(m, x.s);
        }
        return;
      case 'Import':
        for (const a of x.names) this.bind(a.as ?? a.name.split('.')[0]!, s);
        return;
      case 'ImportFrom':
        for (const a of x.names) {
          if (a.name !== '*') this.bind(a.as ?? a.name, s);
          else if (s.kind !== 'module') throw new SourceError('import * only allowed at module level', x.s, x.e);
        }
        return;
      case 'If':
      case 'While':
        this.expr(x.test, s);
        this.stmts(x.body, s);
        return this.stmts(x.orelse, s);
      case 'For':
        this.expr(x.iter, s);
        this.target(x.target, s);
        this.stmts(x.body, s);
        return this.stmts(x.orelse, s);
      case 'Try':
        this.stmts(x.body, s);
        for (const h of x.handlers) {
          this.maybe(h.type, s);
          if (h.name !== undefined) this.bind(h.name, s);
          this.stmts(h.body, s);
        }
        this.stmts(x.orelse, s);
        return this.stmts(x.final, s);
      case 'With':
        for (const i of x.items) {
          this.expr(i.x, s);
          if (i.as !== undefined) this.target(i.as, s);
        }
        return this.stmts(x.body, s);
      case 'FunctionDef': {
        for (const d of x.decorators) this.expr(d, s);
        this.params(x.params, s);
        const outer = this.typed(x.typeParams, x, s);
        this.annotations(x.params, outer);
        this.maybe(x.returns, outer);
        this.bind(x.name, s);
        const f = this.make('function', outer, x.name);
        this.of.set(x, f);
        this.bindParams(x.params, f);
        if (x.isAsync) f.generator = true;
        return this.stmts(x.body, f);
      }
      case 'ClassDef': {
        for (const d of x.decorators) this.expr(d, s);
        const outer = this.typed(x.typeParams, x, s);
        for (const a of x.args) this.expr(a.x, outer);
        this.bind(x.name, s);
        const c = this.make('class', outer, x.name);
        this.of.set(x, c);
        const before = this.cls;
        this.cls = x.name;
        this.stmts(x.body, c);
        this.cls = before;
        return;
      }
      case 'Match':
        this.expr(x.subject, s);
        for (const c of x.cases) {
          this.pattern(c.pattern, s);
          this.maybe(c.guard, s);
          this.stmts(c.body, s);
        }
        return;
      case 'TypeAlias':
        this.expr(x.x, s);
        return this.bind(x.name, s);
    }
  }
  /** Type parameters are names of the scope that the definition stands in (they are erased). */
  private typed(names: readonly string[], _x: object, s: Scope): Scope {
    for (const n of names) this.bind(n, s);
    return s;
  }
  private maybe(x: Expr | undefined, s: Scope): void {
    if (x !== undefined) this.expr(x, s);
  }
  private pattern(p: Pattern, s: Scope): void {
    switch (p.k) {
      case 'PValue':
        return this.expr(p.x, s);
      case 'PSequence':
      case 'POr':
        for (const i of p.items) this.pattern(i, s);
        return;
      case 'PStar':
        if (p.name !== undefined) this.bind(p.name, s);
        return;
      case 'PMapping':
        for (const k of p.keys) this.expr(k, s);
        for (const i of p.items) this.pattern(i, s);
        if (p.rest !== undefined) this.bind(p.rest, s);
        return;
      case 'PClass':
        this.expr(p.cls, s);
        for (const i of [...p.items, ...p.named]) this.pattern(i, s);
        return;
      case 'PAs':
        if (p.pattern !== undefined) this.pattern(p.pattern, s);
        if (p.name !== undefined) this.bind(p.name, s);
    }
  }
  private target(x: Expr, s: Scope): void {
    if (x.k === 'Name') this.bind(x.id, s);
    else if (x.k === 'Tuple' || x.k === 'List') for (const y of x.items) this.target(y, s);
    else if (x.k === 'Star') this.target(x.x, s);
    else this.expr(x, s);
  }
  private args(list: readonly Argument[], s: Scope): void {
    for (const a of list) this.expr(a.x, s);
  }
  private comp(clauses: readonly CompClause[], s: Scope, inner: Scope): void {
    clauses.forEach((c, i) => {
      this.expr(c.iter, i === 0 ? s : inner);
      this.target(c.target, inner);
      for (const f of c.ifs) this.expr(f, inner);
    });
  }
  private format(parts: readonly FormatPart[], s: Scope): void {
    for (const p of parts) {
      if (typeof p === 'string') continue;
      this.expr(p.x, s);
      if (p.spec !== undefined) this.format(p.spec, s);
    }
  }
  private mark(x: Expr, s: Scope, what: string): void {
    if (s.kind === 'comp') throw new SourceError(`'${what}' inside ${s.name}`, x.s, x.e);
    if (s.kind !== 'function')
      throw new SourceError(what === 'yield' ? "'yield' outside function" : `'${what}' outside function`, x.s, x.e);
    s.generator = true;
  }

  expr(x: Expr, s: Scope): void {
    switch (x.k) {
      case 'Name':
        return this.use(x.id, s);
      case 'Const':
      case 'Float':
      case 'Bytes':
      case 'Ellipsis':
        return;
      case 'Format':
        return this.format(x.parts, s);
      case 'Tuple':
      case 'List':
      case 'Set':
        for (const y of x.items) this.expr(y, s);
        return;
      case 'Dict':
        for (const y of x.keys) this.maybe(y, s);
        for (const y of x.values) this.expr(y, s);
        return;
      case 'Bin':
        this.expr(x.l, s);
        return this.expr(x.r, s);
      case 'Unary':
      case 'Star':
        return this.expr(x.x, s);
      case 'Bool':
        for (const y of x.items) this.expr(y, s);
        return;
      case 'Compare':
        this.expr(x.first, s);
        for (const y of x.rest) this.expr(y, s);
        return;
      case 'Call':
        this.expr(x.f, s);
        return this.args(x.args, s);
      case 'Attr':
        return this.expr(x.x, s);
      case 'Sub':
        this.expr(x.x, s);
        return this.expr(x.i, s);
      case 'Slice':
        this.maybe(x.a, s);
        this.maybe(x.b, s);
        return this.maybe(x.c, s);
      case 'IfExp':
        this.expr(x.test, s);
        this.expr(x.a, s);
        return this.expr(x.b, s);
      case 'Lambda': {
        this.params(x.params, s);
        const f = this.make('function', s, '<lambda>');
        this.of.set(x, f);
        this.bindParams(x.params, f);
        return this.expr(x.body, f);
      }
      case 'Comp': {
        const name = x.type === 'gen' ? '<genexpr>' : `${x.type} comprehension`;
        const c = this.make(x.type === 'gen' ? 'function' : 'comp', s, name);
        this.of.set(x, c);
        if (x.type === 'gen') {
          c.generator = true;
          c.bound.add('.0');
          c.uses.add('.0');
        }
        this.comp(x.clauses, s, c);
        this.expr(x.elt, c);
        return this.maybe(x.value, c);
      }
      case 'Yield':
        this.mark(x, s, 'yield');
        return this.maybe(x.x, s);
      case 'YieldFrom':
        this.mark(x, s, 'yield from');
        return this.expr(x.x, s);
      case 'Await':
        this.mark(x, s, 'await');
        return this.expr(x.x, s);
      case 'Walrus': {
        this.expr(x.x, s);
        let at = s;
        while (at.kind === 'comp' || at.name === '<genexpr>') at = at.parent!;
        if (at !== s) {
          const n = mangle(x.target.id, this.cls);
          at.bound.add(n);
          at.uses.add(n);
          if (s.name === '<genexpr>' && at.kind === 'function') s.nonlocals.add(n);
          else if (at.kind === 'module') s.globals.add(n);
          this.use(x.target.id, s);
          return;
        }
        return this.bind(x.target.id, s);
      }
    }
  }
}
