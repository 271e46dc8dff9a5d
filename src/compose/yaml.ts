// YAML of compose files: documents to plain values, with the errors of the parser that Compose uses.

import { Alias, type Document, isMap, isPair, isScalar, isSeq, LineCounter, parseAllDocuments, type Node, type YAMLParseError } from 'yaml';
import { ComposeError, type Dict, isDict, type Value } from './value.ts';

/** A document as a value, and the paths at which `!reset` and `!override` stand. */
export interface Parsed {
  readonly value: Value;
  readonly reset: readonly string[];
  readonly override: readonly string[];
}

/** Nodes of a document, aliases counted as what they stand for. */
const MAX_NODES = 100_000;

/** The text that go-yaml has for an error of our parser. */
function goText(e: YAMLParseError, text: string): string {
  const line = e.linePos?.[0].line ?? 1;
  const source = text.split('\n')[line - 1] ?? '';
  if (/^\t| \t/.test(source) || e.code === 'TAB_AS_INDENT') return `line ${line}: found character that cannot start any token`;
  switch (e.code) {
    case 'BLOCK_AS_IMPLICIT_KEY': return `line ${line}: mapping values are not allowed in this context`;
    case 'MULTILINE_IMPLICIT_KEY': return `line ${line + 1}: could not find expected ':'`;
    case 'MISSING_CHAR': return /["']/.test(e.message) ? `line ${text.split('\n').length}: found unexpected end of stream` : `line ${line}: did not find expected key`;
    case 'BAD_ALIAS': return `line ${line}: did not find expected alphabetic or numeric character`;
    case 'BAD_INDENT': case 'BLOCK_IN_FLOW': return /,|\]|\}/.test(e.message) ? `line ${line}: did not find expected ',' or ']'` : `line ${Math.max(1, line - 1)}: did not find expected key`;
    default: return `line ${line}: did not find expected key`;
  }
}

/** Whole numbers that YAML 1.1 and Go write in other bases. */
function number(text: string): number | undefined {
  const t = text.replace(/_/g, '');
  if (/^[-+]?0[0-7]+$/.test(t)) return parseInt(t, 8);
  if (/^[-+]?0o[0-7]+$/.test(t)) return parseInt(t.replace('0o', ''), 8);
  return undefined;
}

/**
 * All documents of a file.
 * @throws ComposeError `yaml: line N: …`
 */
export function parseYaml(text: string): Parsed[] {
  if (text.trim() === '') return [];
  const out: Parsed[] = [];
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, { merge: false, uniqueKeys: false, logLevel: 'silent', lineCounter: lines });
  if (!Array.isArray(documents)) return [];
  for (const doc of documents as Document.Parsed[]) {
    const error = doc.errors[0];
    if (error !== undefined) throw new ComposeError(`yaml: ${goText(error, text)}`);
    out.push(convert(doc, lines));
  }
  return out;
}

function convert(doc: Document.Parsed, lines: LineCounter): Parsed {
  /** What an alias stands for: the anchor of its name that came last. */
  const anchors = new Map<string, unknown>();
  /** Keys that stand twice in one mapping. */
  const twice: string[] = [];
  const reset: string[] = [];
  const override: string[] = [];
  let count = 0;
  const walk = (node: unknown, path: readonly string[], open: readonly unknown[]): Value => {
    if (++count > MAX_NODES) throw new ComposeError('yaml: document contains excessive aliasing');
    if (node instanceof Alias) {
      const target = anchors.get(node.source);
      if (target === undefined) throw new ComposeError(`yaml: unknown anchor '${node.source}' referenced`);
      if (open.includes(target)) throw new ComposeError(`yaml: anchor '${node.source}' value contains itself`);
      return walk(target, path, [...open, target]);
    }
    const { tag, anchor } = (node ?? {}) as { tag?: string; anchor?: string };
    if (anchor !== undefined) anchors.set(anchor, node);
    if (tag === '!reset') reset.push(path.join('.'));
    if (tag === '!override') override.push(path.join('.'));
    if (isScalar(node)) {
      const { value } = node;
      if (typeof value === 'number' && node.type === 'PLAIN' && typeof node.source === 'string') return number(node.source) ?? value;
      if (typeof value === 'string' && node.type === 'PLAIN') return number(value) ?? value;
      if (value === null || value === undefined) return null;
      return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : String(value);
    }
    if (isSeq(node)) return node.items.map((x, i) => walk(x, [...path, String(i)], [...open, node]));
    if (isMap(node)) {
      const own: Dict = {};
      const merged: Dict = {};
      const defined = new Map<string, number>();
      for (const pair of node.items) {
        if (!isPair(pair)) continue;
        const key = isScalar(pair.key) ? String((pair.key.source as string | undefined) !== undefined && typeof pair.key.value !== 'string' ? pair.key.source : (pair.key.value ?? '')) : String(pair.key);
        const line = lines.linePos((pair.key as Node | null)?.range?.[0] ?? 0).line;
        const first = defined.get(key);
        if (first === undefined) defined.set(key, line);
        else twice.push(`  line ${line}: mapping key ${JSON.stringify(key)} already defined at line ${first}`);
        if (key === '<<') {
          const from = walk(pair.value, path, [...open, node]);
          const parts = Array.isArray(from) ? from : [from];
          for (const part of parts) {
            if (!isDict(part)) throw new ComposeError('yaml: map merge requires map or sequence of maps as the value');
            for (const [k, v] of Object.entries(part)) if (!Object.hasOwn(merged, k)) define(merged, k, v);
          }
        } else define(own, key, walk(pair.value, [...path, key], [...open, node]));
      }
      for (const [k, v] of Object.entries(merged)) if (!Object.hasOwn(own, k)) define(own, k, v);
      return own;
    }
    return null;
  };
  const value = walk(doc.contents, [], []);
  if (twice.length > 0) throw new ComposeError(`yaml: construct errors:\n${twice.join('\n')}`);
  return { value, reset, override };
}

/** Sets a key, whatever its name (`__proto__` is a key like any other). */
function define(map: Dict, key: string, value: Value): void {
  Object.defineProperty(map, key, { value, enumerable: true, configurable: true, writable: true });
}

const KEYWORDS = /^(y|Y|yes|Yes|YES|n|N|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF|null|Null|NULL|~)$/;
const NUMBER = /^[-+]?(\d[\d_]*(\.\d*)?([eE][-+]?\d+)?|\.\d+([eE][-+]?\d+)?|0x[0-9a-fA-F]+|0o?[0-7]+|0b[01]+|\.inf|\.nan)$/i;
const SEXAGESIMAL = /^[-+]?\d[\d_]*(:[0-5]?\d)+(\.[\d_]*)?$/;
const DATE = /^\d{4}-\d{1,2}-\d{1,2}([Tt ].*)?$/;

function scalar(v: null | boolean | number | string, indent: string): string {
  if (v === null) return 'null';
  if (typeof v !== 'string') return String(v);
  if (v === '' || KEYWORDS.test(v) || NUMBER.test(v) || SEXAGESIMAL.test(v) || DATE.test(v)) return JSON.stringify(v);
  if (/[\u0000-\u0008\u000b-\u001f\u007f]/.test(v)) return JSON.stringify(v);
  if (v.includes('\n') && !/^\s/.test(v)) {
    const chomp = v.endsWith('\n') ? (v.endsWith('\n\n') ? '+' : '') : '-';
    return `|${chomp}\n${v.replace(/\n$/, '').split('\n').map((l) => (l === '' ? '' : `${indent}${l}`)).join('\n')}`;
  }
  if (v.includes('\n') || v.includes('\t')) return JSON.stringify(v);
  const plain = !/^[\s,[\]{}#&*!|>'"%@`]|^[-?:](\s|$)|: |:$| #|\s$/.test(v);
  return plain ? v : `'${v.replace(/'/g, "''")}'`;
}

/** A value as YAML, as go-yaml writes it with an indent of two. */
export function writeYaml(value: Value, depth = 0): string {
  const pad = '  '.repeat(depth);
  if (Array.isArray(value)) return value.map((item) => `${pad}- ${entry(item, depth + 1).replace(/^\s+/, '')}`).join('');
  if (isDict(value)) return Object.entries(value).map(([k, v]) => `${pad}${scalar(k, '')}:${within(v, depth)}`).join('');
  return `${pad}${scalar(value, '')}\n`;
}

function within(v: Value, depth: number): string {
  if (Array.isArray(v)) return v.length === 0 ? ' []\n' : `\n${writeYaml(v, depth + 1)}`;
  if (isDict(v)) return Object.keys(v).length === 0 ? ' {}\n' : `\n${writeYaml(v, depth + 1)}`;
  return ` ${scalar(v, '  '.repeat(depth + 1))}\n`;
}

function entry(v: Value, depth: number): string {
  if (Array.isArray(v)) return v.length === 0 ? '[]\n' : writeYaml(v, depth);
  if (isDict(v)) return Object.keys(v).length === 0 ? '{}\n' : writeYaml(v, depth);
  return `${scalar(v, '  '.repeat(depth))}\n`;
}
