// What dash and busybox's ash do not have of bash's language, as far as every shell must know it.

import type { ParsedScript } from 'unbash';
import { type Dialect, parseScript, type Shell } from './shell.ts';

/** A node of a tree that the parser made. */
export interface Node {
  readonly type?: string;
  readonly pos: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

const KEYS = [
  'commands',
  'command',
  'body',
  'clause',
  'then',
  'elif',
  'else',
  'items',
  'pattern',
  'word',
  'wordlist',
  'name',
  'prefixes',
  'prefix',
  'suffix',
  'redirects',
  'target',
  'parts',
  'script',
  'value',
  'elements',
  'operation',
  'operand',
  'replacement',
  'expression',
];

/** Calls `f` for every node of a tree that stands in the tree's own text. */
export function visit(value: unknown, f: (node: Node) => void): void {
  if (Array.isArray(value)) {
    for (const x of value) visit(x, f);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const node = value as Node;
  // the decoded text of a `…` within a `…` has places of its own
  if (node.type === 'Script' && node['source'] !== undefined) return;
  f(node);
  for (const key of KEYS) if (typeof node[key] === 'object') visit(node[key], f);
}

/** Is a parameter expansion one that the shell does not know? `operation`: the kind of what is done to the value. */
export function badSubstitution(
  dialect: Dialect,
  e: { prefix?: string | undefined; index?: unknown; operation?: { type: string } | undefined },
): boolean {
  if (dialect === 'bash') return false;
  if (e.prefix === '!' || e.index !== undefined) return true;
  const kind = e.operation?.type;
  if (kind === 'CaseModification' || kind === 'Transform' || kind === 'Names') return true;
  return dialect === 'dash' && (kind === 'Replace' || kind === 'Slice');
}

const BASH_ONLY = [
  'declare',
  'typeset',
  'mapfile',
  'readarray',
  'shopt',
  'pushd',
  'popd',
  'dirs',
  'enable',
  'builtin',
  'caller',
  'disown',
  'compgen',
  'complete',
  'logout',
];
const MISSING: Record<Dialect, ReadonlySet<string>> = {
  bash: new Set(),
  ash: new Set(BASH_ONLY),
  dash: new Set([...BASH_ONLY, 'source', 'let', 'history', 'help']),
};

/** Does the shell lack a built-in command that bash has? */
export function lacksBuiltin(dialect: Dialect, name: string): boolean {
  return MISSING[dialect].has(name);
}

/** dash's arithmetic knows no `x++`, `x--` and `**`. */
export function beyondDash(expression: string): boolean {
  return /\*\*|\w\s*(\+\+|--)\s*($|[^\w\s($+~!-])/.test(expression);
}

/** A text as a shell reads it: its text with what is plain words to this shell quoted, and the tree of that. */
export function understand(sh: Shell, text: string): { text: string; script: ParsedScript } {
  return sh.reader === undefined ? { text, script: parseScript(text) } : sh.reader.understand(text);
}
