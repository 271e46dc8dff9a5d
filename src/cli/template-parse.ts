// The parser of Go's text/template, with its error texts.

/** A template that cannot be parsed; the text is Go's, `template: :1: …`. */
export class TemplateSyntaxError extends Error {}

export type Arg =
  | { kind: 'dot' }
  | { kind: 'nil' }
  | { kind: 'field'; names: string[] }
  | { kind: 'var'; name: string; names: string[] }
  | { kind: 'string'; value: string; raw: string }
  | { kind: 'number'; value: number; float: boolean; raw: string }
  | { kind: 'bool'; value: boolean }
  | { kind: 'func'; name: string }
  | { kind: 'pipe'; pipe: Pipe; names: string[] };
export type Node_ = Arg & { pos: number; text: string };

export interface Command {
  args: Node_[];
  pos: number;
  text: string;
}
export interface Pipe {
  vars: string[];
  assign: boolean;
  commands: Command[];
  pos: number;
  text: string;
}
export type Statement =
  | { kind: 'text'; text: string }
  | { kind: 'action'; pipe: Pipe }
  | { kind: 'if' | 'range' | 'with'; pipe: Pipe; then: Statement[]; else: Statement[] }
  | { kind: 'break' | 'continue' }
  | { kind: 'template'; name: string; pipe: Pipe | undefined; text: string; pos: number };

export interface Template {
  readonly body: Statement[];
  readonly defines: Map<string, Statement[]>;
}

interface Token {
  t: 'name' | 'field' | 'var' | 'string' | 'number' | 'char' | 'op' | 'space' | 'end';
  v: string;
  pos: number;
}

const KEYWORDS = ['if', 'else', 'end', 'range', 'with', 'define', 'block', 'template', 'break', 'continue', 'nil'];

function fail(text: string): never {
  throw new TemplateSyntaxError(`template: :1: ${text}`);
}

/** Unicode name of a bad character. */
function charName(c: string): string {
  return `U+${c.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')} '${c}'`;
}

function lexAction(source: string, from: number, end: number, base: number): Token[] {
  const out: Token[] = [];
  let i = from;
  while (i < end) {
    const rest = source.slice(i, end);
    const pos = base + i;
    let m: RegExpExecArray | null;
    if ((m = /^\s+/.exec(rest)) !== null) out.push({ t: 'space', v: m[0], pos });
    else if ((m = /^"(?:[^"\\\n]|\\.)*"/.exec(rest)) !== null) out.push({ t: 'string', v: m[0], pos });
    else if (rest.startsWith('"')) fail('unterminated quoted string');
    else if ((m = /^`[^`]*`/.exec(rest)) !== null) out.push({ t: 'string', v: m[0], pos });
    else if (rest.startsWith('`')) fail('unterminated raw quoted string');
    else if ((m = /^'(?:[^'\\\n]|\\.)*'/.exec(rest)) !== null) out.push({ t: 'char', v: m[0], pos });
    else if (rest.startsWith("'")) fail('unterminated character constant');
    else if ((m = /^\.[A-Za-z_]\w*/.exec(rest)) !== null) out.push({ t: 'field', v: m[0], pos });
    else if ((m = /^\$\w*/.exec(rest)) !== null) out.push({ t: 'var', v: m[0], pos });
    else if ((m = /^[-+]?(?:0[xX][0-9a-fA-F]+|\d+(?:\.\d*)?(?:[eE][-+]?\d+)?|\.\d+)/.exec(rest)) !== null) {
      const after = rest[m[0].length];
      if (after !== undefined && /\w/.test(after)) fail(`bad number syntax: ${JSON.stringify(/^\S+/.exec(rest)![0])}`);
      out.push({ t: 'number', v: m[0], pos });
    } else if ((m = /^[A-Za-z_]\w*/.exec(rest)) !== null) out.push({ t: 'name', v: m[0], pos });
    else if ((m = /^(:=|[=|(),.])/.exec(rest)) !== null) out.push({ t: 'op', v: m[0], pos });
    else if (rest.startsWith(':')) fail('expected :=');
    else
      fail(
        /^[}{]/.test(rest)
          ? `bad character ${charName(rest[0]!)}`
          : `unexpected bad character ${charName([...rest][0]!)} in command`,
      );
    i += m === null ? 1 : m[0].length;
  }
  return out;
}

/** Parses a template. `known` are the names of functions. @throws TemplateSyntaxError */
export function parseTemplate(source: string, known: ReadonlySet<string>): Template {
  const defines = new Map<string, Statement[]>();
  let at = 0;
  let trimNext = false;
  type Item = { text: string } | { tokens: Token[]; source: string; pos: number };
  const items: Item[] = [];
  while (at < source.length) {
    const open = source.indexOf('{{', at);
    let text = open < 0 ? source.slice(at) : source.slice(at, open);
    if (trimNext) text = text.trimStart();
    trimNext = false;
    if (open < 0) {
      items.push({ text });
      break;
    }
    let from = open + 2;
    if (/^-\s/.test(source.slice(from))) {
      text = text.trimEnd();
      from += 2;
    }
    items.push({ text });
    const comment = /^\s*\/\*[^]*?\*\/\s*(-?)\}\}/.exec(source.slice(from));
    if (comment !== null) {
      at = from + comment[0].length;
      trimNext = comment[1] === '-';
      continue;
    }
    let end = from;
    let quote = '';
    for (; end < source.length; end++) {
      const c = source[end]!;
      if (quote !== '') {
        if (c === '\\' && quote !== '`') end++;
        else if (c === quote) quote = '';
      } else if (c === '"' || c === '`' || c === "'") quote = c;
      else if (c === '}' && source[end + 1] === '}') break;
    }
    if (end >= source.length) {
      lexAction(source, from, source.length, 0);
      fail('unclosed action');
    }
    let stop = end;
    if (/\s-$/.test(source.slice(from, end))) {
      stop = end - 2;
      trimNext = true;
    }
    items.push({ tokens: lexAction(source, from, stop, 0), source: source.slice(from, stop), pos: from });
    at = end + 2;
  }

  let k = 0;
  const scope: string[] = ['$'];

  const parsePipe = (tokens: Token[], context: string, closeParen: boolean): { pipe: Pipe; rest: Token[] } => {
    let i = 0;
    const skip = (): void => {
      while (tokens[i]?.t === 'space') i++;
    };
    skip();
    const pos = tokens[i]?.pos ?? 0;
    const pipe: Pipe = { vars: [], assign: false, commands: [], pos, text: '' };
    const j = i;
    const declared: string[] = [];
    while (tokens[i]?.t === 'var') {
      const name = tokens[i]!.v;
      i++;
      skip();
      if (tokens[i]?.t === 'op' && tokens[i]!.v === ',' && context === 'range') {
        declared.push(name);
        i++;
        skip();
        continue;
      }
      if (tokens[i]?.t === 'op' && (tokens[i]!.v === ':=' || tokens[i]!.v === '=')) {
        declared.push(name);
        pipe.assign = tokens[i]!.v === '=';
        pipe.vars = declared;
        i++;
        break;
      }
      i = j;
      break;
    }
    if (pipe.vars.length === 0) i = j;
    let command: Command = { args: [], pos: 0, text: '' };
    const finish = (endPos: number): void => {
      if (command.args.length === 0) fail(`missing value for ${context}`);
      command.pos = command.args[0]!.pos;
      command.text = source.slice(command.args[0]!.pos, endPos).trim();
      pipe.commands.push(command);
      command = { args: [], pos: 0, text: '' };
    };
    for (;;) {
      const t = tokens[i];
      if (t === undefined || (closeParen && t.t === 'op' && t.v === ')')) {
        const endPos = t?.pos ?? (tokens.at(-1) === undefined ? 0 : tokens.at(-1)!.pos + tokens.at(-1)!.v.length);
        if (t === undefined && closeParen) fail('unclosed left paren');
        finish(endPos);
        pipe.text = source.slice(pos, endPos).trim();
        if (t !== undefined) i++;
        break;
      }
      if (t.t === 'space') {
        i++;
        continue;
      }
      if (t.t === 'op' && t.v === '|') {
        finish(t.pos);
        i++;
        continue;
      }
      if (t.t === 'op' && t.v === ')') fail('unexpected right paren');
      let node: Node_;
      const fieldsAfter = (): string[] => {
        const names: string[] = [];
        while (tokens[i]?.t === 'field') names.push(tokens[i++]!.v.slice(1));
        return names;
      };
      if (t.t === 'op' && t.v === '(') {
        const inner = parsePipe(tokens.slice(i + 1), 'parenthesized pipeline', true);
        i = tokens.length - inner.rest.length;
        node = { kind: 'pipe', pipe: inner.pipe, names: fieldsAfter(), pos: t.pos, text: `(${inner.pipe.text})` };
      } else if (t.t === 'op' && t.v === '.') {
        i++;
        node = { kind: 'dot', pos: t.pos, text: '.' };
      } else if (t.t === 'field') {
        const names = fieldsAfter();
        node = { kind: 'field', names, pos: t.pos, text: `.${names.join('.')}` };
      } else if (t.t === 'var') {
        i++;
        if (!scope.includes(t.v)) fail(`undefined variable ${JSON.stringify(t.v)}`);
        const names = fieldsAfter();
        node = { kind: 'var', name: t.v, names, pos: t.pos, text: [t.v, ...names].join('.') };
      } else if (t.t === 'string') {
        i++;
        const value = t.v.startsWith('`') ? t.v.slice(1, -1) : unquote(t.v);
        node = { kind: 'string', value, raw: t.v, pos: t.pos, text: t.v };
      } else if (t.t === 'char') {
        const body = t.v.slice(1, -1);
        if ([...body].length !== 1 && !/^\\.$/.test(body)) fail(`malformed character constant: ${t.v}`);
        i++;
        node = { kind: 'number', value: body.codePointAt(0)!, float: false, raw: t.v, pos: t.pos, text: t.v };
      } else if (t.t === 'number') {
        i++;
        node = {
          kind: 'number',
          value: Number(t.v),
          float: /[.eE]/.test(t.v) && !/^0x/i.test(t.v),
          raw: t.v,
          pos: t.pos,
          text: t.v,
        };
      } else if (t.t === 'name') {
        i++;
        if (t.v === 'true' || t.v === 'false') node = { kind: 'bool', value: t.v === 'true', pos: t.pos, text: t.v };
        else if (t.v === 'nil') node = { kind: 'nil', pos: t.pos, text: 'nil' };
        else if (KEYWORDS.includes(t.v)) fail(`unexpected <${t.v}> in operand`);
        else {
          if (!known.has(t.v)) fail(`function ${JSON.stringify(t.v)} not defined`);
          node = { kind: 'func', name: t.v, pos: t.pos, text: t.v };
        }
      } else fail(`unexpected ${JSON.stringify(t.v)} in ${context === 'command' ? 'operand' : context}`);
      command.args.push(node!);
      const next = tokens[i];
      if (next !== undefined && next.t !== 'space' && !(next.t === 'op' && (next.v === '|' || next.v === ')')))
        fail(`unexpected ${JSON.stringify(next.v)} in operand`);
    }
    if (!pipe.assign) scope.push(...pipe.vars);
    return { pipe, rest: tokens.slice(i) };
  };

  const block = (top: boolean): { list: Statement[]; by: 'end' | 'else' | 'eof'; elseTokens?: Token[] } => {
    const list: Statement[] = [];
    while (k < items.length) {
      const item = items[k++]!;
      if ('text' in item) {
        if (item.text !== '') list.push({ kind: 'text', text: item.text });
        continue;
      }
      const tokens = item.tokens;
      const first = tokens.find((t) => t.t !== 'space');
      if (first === undefined) fail('missing value for command');
      const rest = tokens.slice(tokens.indexOf(first) + 1);
      const word = first.t === 'name' ? first.v : '';
      if (word === 'end') {
        if (top) fail('unexpected {{end}}');
        return { list, by: 'end' };
      }
      if (word === 'else') {
        if (top) fail('unexpected {{else}}');
        return { list, by: 'else', elseTokens: rest };
      }
      if (word === 'if' || word === 'range' || word === 'with') {
        list.push(control(word, rest));
        continue;
      }
      if (word === 'break' || word === 'continue') {
        list.push({ kind: word });
        continue;
      }
      if (word === 'define' || word === 'block') {
        const name = rest.find((t) => t.t === 'string');
        if (name === undefined)
          fail(`unexpected ${JSON.stringify(rest.find((t) => t.t !== 'space')?.v ?? '}}')} in ${word} clause`);
        const inner = block(false);
        defines.set(unquote(name.v), inner.list);
        if (word === 'block')
          list.push({
            kind: 'template',
            name: unquote(name.v),
            pipe: parsePipe(rest.slice(rest.indexOf(name) + 1), 'block clause', false).pipe,
            text: '',
            pos: name.pos,
          });
        continue;
      }
      if (word === 'template') {
        const name = rest.find((t) => t.t === 'string');
        if (name === undefined) fail('unexpected "}}" in template clause');
        const after = rest.slice(rest.indexOf(name) + 1).filter((t) => t.t !== 'space');
        list.push({
          kind: 'template',
          name: unquote(name.v),
          pipe: after.length === 0 ? undefined : parsePipe(after, 'template clause', false).pipe,
          text: `{{${item.source.trim()}}}`,
          pos: name.pos,
        });
        continue;
      }
      list.push({ kind: 'action', pipe: parsePipe(tokens, 'command', false).pipe });
    }
    if (!top) fail('unexpected EOF');
    return { list, by: 'eof' };
  };

  const control = (kind: 'if' | 'range' | 'with', tokens: Token[]): Statement => {
    const depth = scope.length;
    const { pipe } = parsePipe(tokens, kind, false);
    const then = block(false);
    let otherwise: Statement[] = [];
    if (then.by === 'else') {
      const words = then.elseTokens!.filter((t) => t.t !== 'space');
      if (words[0]?.t === 'name' && words[0].v === kind && kind !== 'range') {
        otherwise = [control(kind, then.elseTokens!.slice(then.elseTokens!.indexOf(words[0]) + 1))];
      } else {
        const rest = block(false);
        otherwise = rest.list;
      }
    }
    scope.length = depth;
    return { kind, pipe, then: then.list, else: otherwise };
  };

  const body = block(true).list;
  return { body, defines };
}

function unquote(text: string): string {
  if (text.startsWith('`')) return text.slice(1, -1);
  return text.slice(1, -1).replace(/\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|[0-7]{3}|.)/g, (_, c: string) => {
    const simple: Record<string, string> = {
      n: '\n',
      t: '\t',
      r: '\r',
      a: '\x07',
      b: '\b',
      f: '\f',
      v: '\v',
      '\\': '\\',
      '"': '"',
      "'": "'",
    };
    if (c.length > 1) return String.fromCharCode(parseInt(c.replace(/^[xu]/, ''), /^[xu]/.test(c) ? 16 : 8));
    return simple[c] ?? c;
  });
}
