// awk: its command line, and the machine that runs rules, statements and expressions.

import type { Task } from '../../kernel/block.ts';
import { parseArgs, Usage, Failure } from '../args.ts';
import { AwkError, unescapeString } from './awk-lexer.ts';
import type { Expr, Func, Stat, AwkProgram } from './awk-tree.ts';
import { parseAwk, Misplaced } from './awk-parse.ts';
import { textProgram, decodeText, slurp } from './io.ts';
import { AwkFunctions } from './awk-functions.ts';
import { ExitAwk } from './awk-files.ts';
import { type Value, Strnum, RuntimeError, type Slot } from './awk-values.ts';

class Next {}
class NextFile {}

class BreakLoop {}
class ContinueLoop {}
class ReturnValue {
  constructor(readonly value: Value) {}
}

export class Awk extends AwkFunctions {
  private readonly ranges = new Set<number>();
  private operands: string[] = [];

  // --- expressions

  private *subscript(subs: readonly Expr[]): Task<string> {
    const parts: string[] = [];
    for (const s of subs) parts.push(this.str(yield* this.eval(s)));
    return parts.join(this.str(this.getVar('SUBSEP')));
  }
  protected *assignTo(to: Expr, v: Value): Task<Value> {
    if (to.t === 'var') this.setVar(to.name, v);
    else if (to.t === 'index') this.array(to.name).set(yield* this.subscript(to.subs), v);
    else if (to.t === 'field') this.setField(Math.trunc(this.num(yield* this.eval(to.e))), v);
    else if (to.t === 'group') yield* this.assignTo(to.e, v);
    return v;
  }
  protected *pattern(e: Expr): Task<RegExp> {
    return this.regex(e.t === 're' ? e.v : this.str(yield* this.eval(e)));
  }

  *eval(e: Expr): Task<Value> {
    switch (e.t) {
      case 'num':
        return e.v;
      case 'str':
        return e.v;
      case 're':
        return this.regex(e.v).test(this.str(this.getField(0))) ? 1 : 0;
      case 'var':
        return this.getVar(e.name);
      case 'group':
        return yield* this.eval(e.e);
      case 'field':
        return this.getField(Math.trunc(this.num(yield* this.eval(e.e))));
      case 'index': {
        const a = this.array(e.name);
        const key = yield* this.subscript(e.subs);
        const v = a.get(key);
        if (v !== undefined) return v;
        a.set(key, new Strnum(''));
        return new Strnum('');
      }
      case 'list': {
        let text = '';
        for (const [i, x] of e.items.entries())
          text += (i > 0 ? this.str(this.getVar('SUBSEP')) : '') + this.str(yield* this.eval(x));
        return text;
      }
      case 'assign': {
        if (e.op === '') {
          const v = yield* this.eval(e.e);
          return yield* this.assignTo(e.to, v);
        }
        const right = this.num(yield* this.eval(e.e));
        const left = this.num(yield* this.eval(e.to));
        return yield* this.assignTo(e.to, this.arith(e.op, left, right));
      }
      case 'cond':
        return this.truth(yield* this.eval(e.c)) ? yield* this.eval(e.a) : yield* this.eval(e.b);
      case 'and':
        return this.truth(yield* this.eval(e.a)) && this.truth(yield* this.eval(e.b)) ? 1 : 0;
      case 'or':
        return this.truth(yield* this.eval(e.a)) || this.truth(yield* this.eval(e.b)) ? 1 : 0;
      case 'match':
        return (yield* this.pattern(e.b)).test(this.str(yield* this.eval(e.a))) !== e.not ? 1 : 0;
      case 'in':
        return this.array(e.name).has(yield* this.subscript(e.subs)) ? 1 : 0;
      case 'un': {
        const v = yield* this.eval(e.e);
        return e.op === '!' ? (this.truth(v) ? 0 : 1) : e.op === '-' ? -this.num(v) : this.num(v);
      }
      case 'inc': {
        const old = this.num(yield* this.eval(e.to));
        yield* this.assignTo(e.to, old + e.by);
        return e.post ? old : old + e.by;
      }
      case 'bin': {
        const a = yield* this.eval(e.a);
        const b = yield* this.eval(e.b);
        if (e.op === ' ' || e.op === '' || e.op === 'cat') return this.str(a) + this.str(b);
        if (['<', '<=', '==', '!=', '>', '>='].includes(e.op)) {
          const c = this.compare(a, b);
          return ({ '<': c < 0, '<=': c <= 0, '==': c === 0, '!=': c !== 0, '>': c > 0, '>=': c >= 0 }[e.op] ?? false)
            ? 1
            : 0;
        }
        return this.arith(e.op, this.num(a), this.num(b));
      }
      case 'call':
        return yield* this.call(e.name, e.args);
      case 'builtin':
        return yield* this.builtin(e.name, e.args);
      case 'getline':
        return yield* this.getline(e);
    }
  }
  private arith(op: string, a: number, b: number): number {
    switch (op) {
      case '+':
        return a + b;
      case '-':
        return a - b;
      case '*':
        return a * b;
      case '/':
        if (b === 0) throw new RuntimeError('fatal: division by zero attempted');
        return a / b;
      case '%':
        if (b === 0) throw new RuntimeError("fatal: division by zero attempted in `%'");
        return a % b;
      case '^':
      case '**':
        return a ** b;
      default:
        throw new RuntimeError(`fatal: drydock: operator ${op} is not simulated`);
    }
  }

  private depth = 0;
  private *call(name: string, args: readonly Expr[]): Task<Value> {
    const f: Func | undefined = this.program.functions.get(name);
    if (f === undefined) throw new RuntimeError(`fatal: function \`${name}' not defined`);
    if (++this.depth > 400) throw new RuntimeError('fatal: function call nesting is too deep');
    const locals = new Map<string, Slot>();
    const untyped: { param: string; name: string }[] = [];
    for (const [i, param] of f.params.entries()) {
      const a = args[i];
      if (a === undefined) locals.set(param, undefined);
      else if (a.t === 'var' && !['NF', 'NR', 'FNR'].includes(a.name)) {
        const v = this.slot(a.name);
        locals.set(param, v);
        if (v === undefined) untyped.push({ param, name: a.name });
      } else locals.set(param, yield* this.eval(a));
    }
    const saved = this.frame;
    this.frame = { locals };
    try {
      yield* this.exec(f.body);
      return new Strnum('');
    } catch (error) {
      if (error instanceof ReturnValue) return error.value;
      throw error;
    } finally {
      this.depth--;
      this.frame = saved;
      for (const u of untyped) {
        const v = locals.get(u.param);
        if (v instanceof Map && this.slot(u.name) === undefined) this.setSlot(u.name, v);
      }
    }
  }

  // --- statements

  private steps = 0;
  *exec(s: Stat): Task {
    if (++this.steps % 500 === 0) yield* this.p.sleep(0);
    switch (s.t) {
      case 'block':
        for (const x of s.body) yield* this.exec(x);
        return;
      case 'expr':
        yield* this.eval(s.e);
        return;
      case 'print': {
        let text: string;
        if (s.format) text = yield* this.format(s.args);
        else if (s.args.length === 0) text = this.str(this.getField(0)) + this.str(this.getVar('ORS'));
        else {
          const parts: string[] = [];
          for (const a of s.args) parts.push(this.str(yield* this.eval(a), 'OFMT'));
          text = parts.join(this.str(this.getVar('OFS'))) + this.str(this.getVar('ORS'));
        }
        if (s.redirect === undefined) {
          this.out.put(text);
          yield* this.out.breathe();
        } else yield* (yield* this.target(s.redirect.kind, this.str(yield* this.eval(s.redirect.to)))).write(text);
        return;
      }
      case 'if':
        if (this.truth(yield* this.eval(s.c))) yield* this.exec(s.a);
        else if (s.b !== undefined) yield* this.exec(s.b);
        return;
      case 'while':
        while (this.truth(yield* this.eval(s.c))) if (!(yield* this.loopBody(s.body))) return;
        return;
      case 'do':
        do if (!(yield* this.loopBody(s.body))) return;
        while (this.truth(yield* this.eval(s.c)));
        return;
      case 'for':
        if (s.init !== undefined) yield* this.exec(s.init);
        while (s.c === undefined || this.truth(yield* this.eval(s.c))) {
          if (!(yield* this.loopBody(s.body))) return;
          if (s.step !== undefined) yield* this.exec(s.step);
        }
        return;
      case 'forin':
        for (const key of [...this.array(s.array).keys()]) {
          this.setVar(s.v, new Strnum(key));
          if (!(yield* this.loopBody(s.body))) return;
        }
        return;
      case 'break':
        throw new BreakLoop();
      case 'continue':
        throw new ContinueLoop();
      case 'next':
        throw new Next();
      case 'nextfile':
        throw new NextFile();
      case 'exit':
        throw new ExitAwk(s.e === undefined ? undefined : Math.trunc(this.num(yield* this.eval(s.e))));
      case 'return':
        throw new ReturnValue(s.e === undefined ? new Strnum('') : yield* this.eval(s.e));
      case 'delete':
        if (s.subs === undefined) this.array(s.name).clear();
        else this.array(s.name).delete(yield* this.subscript(s.subs));
    }
  }
  private *loopBody(body: Stat): Task<boolean> {
    try {
      yield* this.exec(body);
    } catch (error) {
      if (error instanceof BreakLoop) return false;
      if (!(error instanceof ContinueLoop)) throw error;
    }
    return true;
  }

  private *rules(): Task {
    for (const [i, r] of this.program.rules.entries()) {
      if (r.kind === 'BEGIN' || r.kind === 'END') continue;
      if (r.kind === 'pattern' && !this.truth(yield* this.eval(r.a!))) continue;
      if (r.kind === 'range') {
        if (!this.ranges.has(i)) {
          if (!this.truth(yield* this.eval(r.a!))) continue;
          this.ranges.add(i);
        }
        if (this.truth(yield* this.eval(r.b!))) this.ranges.delete(i);
      }
      if (r.body === undefined) {
        this.out.put(this.str(this.getField(0)) + this.str(this.getVar('ORS')));
        yield* this.out.breathe();
      } else yield* this.exec(r.body);
    }
  }

  *run(operands: readonly string[]): Task<number> {
    this.operands = [...operands];
    this.globals.set('ARGC', this.operands.length + 1);
    this.globals.set(
      'ARGV',
      new Map<string, Value>([
        ['0', 'awk'],
        ...this.operands.map((x, i): [string, Value] => [String(i + 1), new Strnum(x)]),
      ]),
    );
    let exited = false;
    const part = function* (this: Awk, kind: 'BEGIN' | 'END'): Task {
      for (const r of this.program.rules) {
        if (r.kind !== kind) continue;
        try {
          yield* this.exec(r.body!);
        } catch (error) {
          // there is no next record here, and nobody to return to: the rule ends
          if (!(error instanceof Next || error instanceof NextFile || error instanceof ReturnValue)) throw error;
        }
      }
    }.bind(this);
    try {
      yield* part('BEGIN');
      if (this.program.rules.some((r) => r.kind !== 'BEGIN')) {
        for (let r = yield* this.nextRecord(); r !== undefined; r = yield* this.nextRecord()) {
          this.nr++;
          this.fnr++;
          this.setRecord(r);
          try {
            yield* this.rules();
          } catch (error) {
            if (error instanceof NextFile) {
              this.main?.close();
              this.main = undefined;
            } else if (!(error instanceof Next || error instanceof ReturnValue)) throw error;
          }
        }
      }
    } catch (error) {
      if (!(error instanceof ExitAwk)) throw error;
      exited = true;
      this.status = error.status ?? this.status;
    }
    try {
      if (!exited || this.program.rules.some((r) => r.kind === 'END')) yield* part('END');
    } catch (error) {
      if (!(error instanceof ExitAwk)) throw error;
      this.status = error.status ?? this.status;
    }
    yield* this.out.flush();
    for (const o of this.outputs.values()) yield* o.close();
    return this.status & 255;
  }
}

export const awk = textProgram(function* (p, out) {
  const o = parseArgs(p, 'F:v:f:e:', { 'field-separator=': 'F', 'assign=': 'v', 'file=': 'f', 'source=': 'e' }, true);
  const rest = [...o.rest];
  let source = '';
  for (const f of o.all('f')) source += `${decodeText(yield* slurp(p, f))}\n`;
  for (const e of o.all('e')) source += `${e}\n`;
  if (!o.has('f') && !o.has('e')) {
    const first = rest.shift();
    if (first === undefined)
      throw new Usage(
        p.busybox ? 'missing program' : 'usage: awk [-F fs][-v var=value][prog | -f progfile][file ...]',
        2,
      );
    source = first;
  }
  let program: AwkProgram;
  try {
    program = parseAwk(source, p.busybox);
  } catch (error) {
    if (!(error instanceof AwkError)) throw error;
    if (error instanceof Misplaced) throw new Failure(error.message, 2);
    throw new Failure(p.busybox ? `cmd. line:1: ${error.message}` : `cmd. line:1: ${error.message}`, p.busybox ? 1 : 1);
  }
  const machine = new Awk(p, out, program);
  if (o.has('F')) machine.setVar('FS', o.get('F') === 't' ? '\t' : unescapeString(o.get('F')!));
  for (const v of o.all('v')) {
    const eq = v.indexOf('=');
    if (eq <= 0) throw new Failure(`fatal: \`${v}' argument to \`-v' not in \`var=value' form`, 2);
    machine.setVar(v.slice(0, eq), new Strnum(unescapeString(v.slice(eq + 1))));
  }
  try {
    return yield* machine.run(rest);
  } catch (error) {
    if (error instanceof RuntimeError || error instanceof AwkError) {
      yield* out.complain(
        p.busybox ? `cmd. line:1: ${error.message.replace(/^fatal: /, '')}` : `cmd. line:1: ${error.message}`,
      );
      return 2;
    }
    throw error;
  }
}, 2);
