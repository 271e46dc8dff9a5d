// How dash and busybox's ash read a text. The parser knows bash's language; here its tree is looked through for what the
// other shells take for plain words, or refuse. Texts are those of dash 0.5.12 and busybox 1.37.

import { parse, type ParsedScript, type ParseError } from 'unbash';
import type { Program } from '../kernel/block.ts';
import { type Node, visit } from './dialect.ts';
import { shellProgram } from './main.ts';
import type { Dialect, Reader } from './shell.ts';

/** What a shell that is not bash says of a place where it cannot go on. */
interface Refused extends ParseError {
  /** The words after `Syntax error: `, for dash and for ash. */
  readonly said: { readonly dash: string; readonly ash: string };
}

interface Edit {
  readonly at: number;
  readonly drop: number;
  readonly put: string;
}

const unexpected = (pos: number, token: string): Refused => ({
  message: 'not in this shell',
  pos,
  said: { dash: `"${token}" unexpected`, ash: `unexpected "${token}"` },
});
const refused = (pos: number, dash: string, ash: string): Refused => ({
  message: 'not in this shell',
  pos,
  said: { dash, ash },
});

interface Found {
  readonly edits: Edit[];
  readonly errors: Refused[];
}

/** One node: how the other shells read its text, or why they refuse it. */
function look(node: Node, text: string, dash: boolean, found: Found): void {
  const { edits, errors } = found;
  const quote = (at: number): void => void edits.push({ at, drop: 0, put: '\\' });
  switch (node.type) {
    case 'ArithmeticCommand':
      edits.push({ at: node.pos + 1, drop: 0, put: ' ' }, { at: node.end - 1, drop: 0, put: ' ' });
      return;
    case 'TestCommand':
      if (dash) quote(node.pos);
      return;
    case 'Function':
      if (dash && /^function\s/.test(text.slice(node.pos))) quote(node.pos);
      return;
    case 'Select':
    case 'Coproc':
    case 'Time':
      quote(node.pos);
      return;
    case 'ArithmeticFor':
      errors.push(refused(node.pos, 'Bad for loop variable', 'bad for loop variable'));
      return;
    case 'Assignment': {
      const open = text.indexOf('(', node.pos);
      if ((node['value'] as Node).type === 'ArrayValue') errors.push(unexpected(open, '('));
      else if (node['append'] === true || node['index'] !== undefined) quote(node.pos);
      return;
    }
    case 'HereString':
      errors.push(refused(node.pos, 'redirection unexpected', 'unexpected redirection'));
      return;
    case 'ProcessSubstitution':
      if (dash) errors.push(unexpected(node.pos + 1, '('));
      return;
    case 'Pipeline': {
      const both = (node['operators'] as readonly string[]).indexOf('|&');
      const next = (node['commands'] as readonly Node[])[both + 1];
      if (both >= 0 && next !== undefined) errors.push(unexpected(text.lastIndexOf('|&', next.pos) + 1, '&'));
      return;
    }
    case 'CaseItem':
      if (String(node['terminator']).endsWith('&')) errors.push(unexpected(node.end - 1, '&'));
      return;
    case 'Redirect': {
      const descriptor = node['descriptor'] as Node | undefined;
      const operator = String(node['operator']);
      const target = node['target'] as { text: string } | undefined;
      if (descriptor?.type === 'FileDescriptorVariable') edits.push({ at: descriptor.end, drop: 0, put: ' ' });
      if (!dash) return;
      if (operator.startsWith('&')) edits.push({ at: text.indexOf('&', node.pos) + 1, drop: 0, put: ' ' });
      else if (operator === '>&' && target !== undefined && !/^(\d+|-|.*\$.*)$/.test(target.text)) {
        errors.push(refused(node.pos, 'Bad fd number', 'bad fd number'));
      }
      return;
    }
    default:
  }
}

/**
 * A text as another shell than bash reads it: the text with what is plain words there quoted (lines stay lines), and
 * its tree, with an error at the first place that the shell refuses.
 */
export function readAs(text: string, dialect: Exclude<Dialect, 'bash'>): { text: string; script: ParsedScript } {
  let script = parse(text);
  for (let round = 0; round < 8; round++) {
    const found: Found = { edits: [], errors: [] };
    const before = text;
    visit(script, (node) => look(node, before, dialect === 'dash', found));
    if (found.edits.length === 0) {
      const errors = [...found.errors, ...(script.errors ?? [])].sort((a, b) => a.pos - b.pos);
      return { text, script: errors.length === 0 ? script : { ...script, errors } };
    }
    const places = [...new Map(found.edits.map((e) => [e.at, e])).values()].sort((a, b) => b.at - a.at);
    for (const e of places) text = text.slice(0, e.at) + e.put + text.slice(e.at + e.drop);
    script = parse(text);
  }
  return { text, script };
}

/** What dash or ash says (after `Syntax error: ` or `syntax error: `) of a text that it cannot parse. */
export function refusal(text: string, errors: readonly ParseError[], dash: boolean): string {
  const first = errors[0]!;
  if ('said' in first) return (first as Refused).said[dash ? 'dash' : 'ash'];
  const end = dash ? 'end of file unexpected' : 'unexpected end of file';
  if (/unterminated (double|single) quote/.test(first.message))
    return dash ? 'Unterminated quoted string' : 'unterminated quoted string';
  if (first.message === 'unterminated backtick') return 'EOF in backquote substitution';
  if (first.message === 'unterminated parameter expansion') return dash ? "Missing '}'" : "missing '}'";
  if (first.message.startsWith('unterminated')) return `${end} (expecting ")")`;
  const token = /^\s*(\n|;;|;|&&|\|\||[|&()<>]|[^\s;&|()<>]+)/.exec(text.slice(first.pos))?.[1];
  const atEnd = errors.find((e) => text.slice(e.pos).trim() === '');
  if (atEnd !== undefined && (token === undefined || token === '\n' || /^expected command in/.test(first.message))) {
    const wanted = errors.map((e) => /^expected '(\w+|[)}])'/.exec(e.message)?.[1]).find((x) => x !== undefined);
    return wanted === undefined ? end : `${end} (expecting "${wanted === 'esac' ? ')' : wanted}")`;
  }
  const shown = token === '\n' || token === undefined ? 'newline' : /^for\s+in\b/.test(text) ? ';' : token;
  const quoted = shown === 'newline' ? shown : `"${shown}"`;
  return dash ? `${quoted} unexpected` : `unexpected ${quoted}`;
}

/** What a shell reads, kept for the next time the same text comes. */
function reader(dialect: Exclude<Dialect, 'bash'>): Reader {
  const read = new Map<string, ReturnType<typeof readAs>>();
  return {
    understand(text) {
      let known = read.get(text);
      if (known === undefined) {
        if (read.size > 500) read.clear();
        read.set(text, (known = readAs(text, dialect)));
      }
      return known;
    },
    refusal: (text, errors) => refusal(text, errors, dialect === 'dash'),
  };
}

/** The other shells as programs. */
export const dashProgram: Program = shellProgram('dash', reader('dash'));
export const ashProgram: Program = shellProgram('ash', reader('ash'));
