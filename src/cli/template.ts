// Go's text/template: a template and how it is carried out over a value.

import { own } from '../api/dict.ts';
import { type Command, type Node_, parseTemplate, type Pipe, type Statement, type Template } from './template-parse.ts';
import { ARITY, FUNCTION_NAMES, FUNCTIONS, STRING_ARGS } from './template-functions.ts';
import { entriesOf, printValue, truth, typeName } from './template-print.ts';
import { Float, GoMap, GoStruct, type Mode, NO_VALUE, TemplateError } from './template-values.ts';

export class GoTemplate {
  private readonly tree: Template;
  /** @throws TemplateSyntaxError */
  constructor(source: string) {
    this.tree = parseTemplate(source, FUNCTION_NAMES);
  }

  /**
   * The text for a value. `mode` raw: maps of JSON, where a missing key prints `<no value>` inside a
   * path and is an error at the top (Docker sets missingkey=error for them).
   * @throws TemplateError
   */
  execute(data: unknown, mode: Mode = 'struct'): string {
    return new Run(this.tree, mode, data).render();
  }
}

class Loop {
  constructor(readonly kind: 'break' | 'continue') {}
}

class Run {
  private out = '';
  private readonly vars: Map<string, unknown>[] = [];
  constructor(
    private readonly tree: Template,
    private readonly mode: Mode,
    private readonly root: unknown,
  ) {
    this.vars.push(new Map([['$', root]]));
  }

  render(): string {
    this.list(this.tree.body, this.root);
    return this.out;
  }

  /** What was printed before a failure. */
  private fail(node: { pos: number; text: string }, why: string): never {
    throw new TemplateError(`template: :1:${node.pos}: executing "" at <${node.text}>: ${why}`);
  }

  private list(list: Statement[], dot: unknown): void {
    for (const s of list) this.statement(s, dot);
  }

  private statement(s: Statement, dot: unknown): void {
    switch (s.kind) {
      case 'text':
        this.out += s.text;
        return;
      case 'action': {
        const value = this.pipe(s.pipe, dot);
        if (s.pipe.vars.length === 0) this.out += value === null && this.mode === 'typed' ? '<nil>' : printValue(value);
        return;
      }
      case 'if':
      case 'with': {
        this.vars.push(new Map());
        const value = this.pipe(s.pipe, dot);
        if (truth(value)) this.list(s.then, s.kind === 'with' ? value : dot);
        else this.list(s.else, dot);
        this.vars.pop();
        return;
      }
      case 'range':
        return this.range(s, dot);
      case 'break':
      case 'continue':
        throw new Loop(s.kind);
      case 'template': {
        const body = this.tree.defines.get(s.name);
        if (body === undefined)
          this.fail({ pos: s.pos, text: s.text }, `template ${JSON.stringify(s.name)} not defined`);
        const value = s.pipe === undefined ? NO_VALUE : this.pipe(s.pipe, dot);
        const saved = this.vars.splice(0, this.vars.length, new Map([['$', value]]));
        this.list(body, value);
        this.vars.splice(0, this.vars.length, ...saved);
        return;
      }
    }
  }

  private range(s: Statement & { kind: 'if' | 'range' | 'with' }, dot: unknown): void {
    this.vars.push(new Map());
    const value = this.pipe({ ...s.pipe, vars: [] }, dot);
    const entries = entriesOf(value);
    if (entries === undefined)
      this.fail({ pos: s.pipe.commands[0]!.pos, text: s.pipe.text }, `range can't iterate over ${printValue(value)}`);
    if (entries.length === 0) this.list(s.else, dot);
    for (const [key, item] of entries) {
      const scope = this.vars.at(-1)!;
      const names = s.pipe.vars;
      if (names.length === 1) scope.set(names[0]!, item);
      else if (names.length === 2) {
        scope.set(names[0]!, key);
        scope.set(names[1]!, item);
      }
      this.vars.push(new Map());
      try {
        this.list(s.then, item);
      } catch (error) {
        if (!(error instanceof Loop)) throw error;
        if (error.kind === 'break') break;
      } finally {
        this.vars.pop();
      }
    }
    this.vars.pop();
  }

  private pipe(pipe: Pipe, dot: unknown): unknown {
    let value: unknown = NO_VALUE;
    pipe.commands.forEach((c, i) => {
      value = this.command(c, dot, i === 0 ? [] : [value]);
    });
    for (const name of pipe.vars) {
      if (pipe.assign) {
        const scope = this.vars.findLast((m) => m.has(name));
        scope?.set(name, value);
      } else this.vars.at(-1)!.set(name, value);
    }
    return value;
  }

  private command(c: Command, dot: unknown, final: unknown[]): unknown {
    const [first, ...rest] = c.args;
    if (first!.kind === 'func') return this.call(first!.name, c, rest, dot, final);
    if (first!.kind === 'nil') this.fail(first!, 'nil is not a command');
    if (first!.kind === 'field' || first!.kind === 'var') {
      const args = [...rest.map((a) => this.arg(a, dot)), ...final];
      return this.path(first!.kind === 'field' ? dot : this.variable(first!.name), first!.names, first!, args);
    }
    if (rest.length > 0 || final.length > 0) this.fail(first!, `can't give argument to non-function ${first!.text}`);
    return this.arg(first!, dot);
  }

  private variable(name: string): unknown {
    for (let i = this.vars.length - 1; i >= 0; i--) if (this.vars[i]!.has(name)) return this.vars[i]!.get(name);
    return NO_VALUE;
  }

  private arg(n: Node_, dot: unknown): unknown {
    switch (n.kind) {
      case 'dot':
        return dot;
      case 'nil':
        return null;
      case 'field':
        return this.path(dot, n.names, n, []);
      case 'var':
        return this.path(this.variable(n.name), n.names, n, []);
      case 'string':
        return n.value;
      case 'number':
        return n.float ? new Float(n.value) : n.value;
      case 'bool':
        return n.value;
      case 'pipe':
        return this.path(this.pipe(n.pipe, dot), n.names, n, []);
      case 'func':
        return this.call(n.name, { args: [n], pos: n.pos, text: n.text }, [], dot, []);
    }
  }

  private path(start: unknown, names: string[], node: Node_, args: unknown[]): unknown {
    let value = start;
    names.forEach((name, i) => {
      const at = { pos: node.pos + offset(node, names), text: node.text };
      const last = i === names.length - 1;
      if (value instanceof GoStruct) {
        const method = own(value.methods, name);
        if (method !== undefined) {
          const given = last ? args : [];
          if (given.length !== method.arity)
            this.fail(
              { pos: node.pos, text: node.text },
              `wrong number of args for ${name}: want ${method.arity} got ${given.length}`,
            );
          value = method.call(...given.map(String));
          return;
        }
        if (!Object.hasOwn(value.fields, name))
          this.fail(
            { pos: node.pos + offset(node, names), text: node.text },
            `can't evaluate field ${name} in type ${value.type}`,
          );
        value = value.fields[name];
        return;
      }
      if (value instanceof GoMap) {
        value = own(value.entries, name) ?? NO_VALUE;
        return;
      }
      if (value === NO_VALUE || value === undefined) {
        if (i > 0 || this.mode !== 'raw') {
          value = NO_VALUE;
          return;
        }
        this.fail(
          at,
          node.kind === 'pipe'
            ? `nil pointer evaluating interface {}.${name}`
            : `nil data; no entry for key ${JSON.stringify(name)}`,
        );
      }
      if (value === null) {
        if (this.mode === 'struct') {
          value = NO_VALUE;
          return;
        }
        this.fail(at, `nil pointer evaluating interface {}.${name}`);
      }
      if (typeof value === 'object' && !Array.isArray(value)) {
        const map = value as Record<string, unknown>;
        if (!Object.hasOwn(map, name)) {
          if (this.mode !== 'struct') this.fail(at, `map has no entry for key ${JSON.stringify(name)}`);
          value = NO_VALUE;
          return;
        }
        value = map[name];
        return;
      }
      this.fail(
        at,
        `can't evaluate field ${name} in type ${this.mode !== 'struct' ? 'interface {}' : typeName(value)}`,
      );
    });
    return value === undefined ? NO_VALUE : value;
  }

  private call(name: string, c: Command, rest: Node_[], dot: unknown, final: unknown[]): unknown {
    const want = ARITY[name];
    const given = rest.length + final.length;
    if (name === 'and' || name === 'or') return this.shortCircuit(name, c, rest, dot, final);
    if (want !== undefined && (given < want[0] || given > want[1])) {
      const text = rest.length === 0 && final.length === 0 ? name : c.text;
      this.fail(
        { pos: c.pos, text },
        `wrong number of args for ${name}: want ${want[1] === Infinity ? 'at least ' : ''}${want[0]} got ${given}`,
      );
    }
    const args = [...rest.map((a) => this.arg(a, dot)), ...final];
    const types = STRING_ARGS[name];
    if (types !== undefined) {
      rest.forEach((n, i) => {
        const kind = types[i];
        const v = args[i];
        if (kind === 'string' && typeof v !== 'string' && !(v === NO_VALUE)) {
          if (n.kind === 'number') this.fail(n, `expected string; found ${n.raw}`);
          this.fail(n, `wrong type for value; expected string; got ${typeName(v)}`);
        }
        if (kind === '[]string' && !Array.isArray(v) && v !== null && v !== NO_VALUE)
          this.fail(n, `wrong type for value; expected []string; got ${typeName(v)}`);
        if (kind === 'int' && typeof v !== 'number')
          this.fail(n, `wrong type for value; expected int; got ${typeName(v)}`);
      });
    }
    try {
      return (FUNCTIONS[name] as (...a: unknown[]) => unknown)(...args);
    } catch (error) {
      if (error instanceof TemplateError) throw error;
      this.fail({ pos: c.pos, text: c.text }, `error calling ${name}: ${(error as Error).message}`);
    }
  }

  private shortCircuit(name: 'and' | 'or', c: Command, rest: Node_[], dot: unknown, final: unknown[]): unknown {
    if (rest.length + final.length === 0)
      this.fail({ pos: c.pos, text: name }, `wrong number of args for ${name}: want at least 1 got 0`);
    let value: unknown;
    for (const n of rest) {
      value = this.arg(n, dot);
      if (truth(value) === (name === 'or')) return value;
    }
    return final.length > 0 ? final[0] : value;
  }
}

/** Where Go's parser puts a chain of fields: at its second one. */
function offset(node: Node_, names: readonly string[]): number {
  if (node.kind !== 'field' || names.length === 1) return 0;
  return names[0]!.length + 1;
}
