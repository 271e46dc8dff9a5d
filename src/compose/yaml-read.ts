// YAML documents as plain values: aliases and merges resolved, and what a file says with `!reset` and `!override` noted.

import { decode } from '../fs/bytes.ts';
import { ComposeError, type Dict, emptyMap, isDict, Timestamp, type Value } from './value.ts';
import { YamlError } from './yaml-scalars.ts';
import { YamlDocuments, type YamlNode } from './yaml-nodes.ts';

/** A document as a value, and the paths at which `!reset` and `!override` stand. */
export interface Parsed {
  readonly value: Value;
  readonly reset: readonly string[];
  readonly override: readonly string[];
}

/** Nodes of a document, aliases counted as what they stand for. */
const MAX_NODES = 100_000;

const WORDS: ReadonlyMap<string, readonly [string, Value]> = new Map<string, readonly [string, Value]>([
  ...['true', 'True', 'TRUE'].map((w) => [w, ['!!bool', true]] as const),
  ...['false', 'False', 'FALSE'].map((w) => [w, ['!!bool', false]] as const),
  ...['', '~', 'null', 'Null', 'NULL'].map((w) => [w, ['!!null', null]] as const),
  ...['.nan', '.NaN', '.NAN'].map((w) => [w, ['!!float', NaN]] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((w) => [w, ['!!float', Infinity]] as const),
  ...['-.inf', '-.Inf', '-.INF'].map((w) => [w, ['!!float', -Infinity]] as const),
]);
const FLOAT = /^[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?$/;
const DATE = /^\d{4}-(\d\d?)-(\d\d?)(?:([Tt ])(\d\d?):(\d\d?):(\d\d?)(\.\d+)?(Z|[-+]\d\d:\d\d)?)?$/;

function isDate(text: string): boolean {
  const m = DATE.exec(text);
  if (m === null) return false;
  const [, month, day, mark, hour = '0', minute = '0', second = '0', , zone] = m;
  if (
    Number(month) < 1 ||
    Number(month) > 12 ||
    Number(day) < 1 ||
    Number(day) > 31 ||
    Number(hour) > 23 ||
    Number(minute) > 59 ||
    Number(second) > 59
  )
    return false;
  return mark === undefined || (mark === ' ' ? zone === undefined : zone !== undefined);
}

/** Whole numbers in the bases of Go and of YAML 1.2, `_` between digits. One that does not fit a double stays a text. */
function integer(text: string): number | string | undefined {
  const m = /^([-+]?)(?:(0[xX][0-9a-fA-F]+)|(0[bB][01]+)|0[oO]?([0-7]+)|(0|[1-9]\d*))$/.exec(text);
  if (m === null) return undefined;
  const [, sign, hex, binary, octal, decimal] = m;
  const n = Number(hex?.toLowerCase() ?? binary?.toLowerCase() ?? (octal === undefined ? decimal : `0o${octal}`));
  if (n > 2 ** 64) return undefined;
  return Number.isSafeInteger(n) ? (sign === '-' ? -n : n) + 0 : text;
}

/** What a scalar without quotes is, and the tag of that. */
export function resolveScalar(text: string): readonly [string, Value] {
  const known = WORDS.get(text);
  if (known !== undefined) return known;
  if (text.startsWith('.') && FLOAT.test(text)) return ['!!float', Number(text)];
  if (/^[-+\d]/.test(text)) {
    if (isDate(text)) return ['!!timestamp', new Timestamp(text)];
    const bare = text.replaceAll('_', '');
    const n = integer(bare);
    if (n !== undefined) return ['!!int', n];
    if (FLOAT.test(bare)) return ['!!float', Number(bare)];
  }
  return ['!!str', text];
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Bytes of a text in base 64; undefined where it is none. */
function fromBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined;
  const out: number[] = [];
  let bits = 0;
  let held = 0;
  for (const c of text.replace(/=+$/, '')) {
    bits = ((bits << 6) | DIGITS.indexOf(c)) & 0xffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    out.push((bits >> held) & 0xff);
  }
  return new Uint8Array(out);
}

const TYPES = ['!!str', '!!bool', '!!int', '!!float', '!!null', '!!timestamp'];

function scalar(node: YamlNode & { kind: 'scalar' }): readonly [string, Value] {
  const { tag, plain, value } = node;
  if (tag === '' ? !plain : tag === '!!str') return ['!!str', value];
  if (tag === '') return resolveScalar(value);
  if (tag === '!!binary') {
    const bytes = fromBase64(value.replace(/[\r\n]/g, ''));
    if (bytes === undefined) throw new YamlError('yaml: !!binary value contains invalid base64 data');
    return [tag, decode(bytes)];
  }
  if (!TYPES.includes(tag)) return [tag, value];
  const found = resolveScalar(value);
  if (found[0] === tag || (tag === '!!float' && found[0] === '!!int')) return [tag, found[1]];
  throw new YamlError(`yaml: cannot decode ${found[0]} \`${value}\` as a ${tag}`);
}

/** A value as Go prints it in the middle of an error. */
function goSyntax(v: Value): string {
  if (v === null) return '<nil>';
  if (Array.isArray(v)) return `[]interface {}{${v.map(goSyntax).join(', ')}}`;
  if (isDict(v))
    return `map[string]interface {}{${Object.entries(v)
      .map(([k, x]) => `${JSON.stringify(k)}:${goSyntax(x)}`)
      .join(', ')}}`;
  return v instanceof Timestamp ? v.text : JSON.stringify(v);
}

/** `services.web.image` of its parts; a merge is where it is merged into. */
const joined = (path: readonly string[]): string => path.filter((x) => x !== '<<').join('.');

/** Turns the nodes of one document into values, as Compose's loader reads them. */
class Reading {
  readonly reset: string[] = [];
  readonly override: string[] = [];
  private readonly visited = new Map<YamlNode, Set<string>>();
  private count = 0;

  /** Looks for keys that stand twice, for aliases inside themselves, and for `!reset` and `!override`. */
  check(node: YamlNode, path: readonly string[]): void {
    if (++this.count > MAX_NODES) throw new YamlError('yaml: document contains excessive aliasing');
    if (node.kind === 'alias') {
      this.cycle(node.target, path);
      return this.check(node.target, path);
    }
    if (node.tag === '!reset') return void this.reset.push(joined(path));
    if (node.tag === '!override') return void this.override.push(joined(path));
    if (node.kind === 'sequence') node.items.forEach((x, i) => this.check(x, [...path, String(i)]));
    if (node.kind !== 'mapping') return;
    const lines = new Map<string, number>();
    for (const [key, value] of node.pairs) {
      const name = key.kind === 'scalar' ? key.value : key.kind === 'alias' ? key.name : '';
      const before = lines.get(name);
      if (before !== undefined)
        throw new YamlError(`line ${key.line}: mapping key ${JSON.stringify(name)} already defined at line ${before}`);
      lines.set(name, key.line);
      this.check(value, [...path, name]);
    }
  }
  private cycle(node: YamlNode, path: readonly string[]): void {
    const here = path.join('.');
    const before = this.visited.get(node) ?? new Set();
    this.visited.set(node, before);
    const serviceOf = (p: readonly string[]): string | undefined => (p[0] === 'services' ? p[1] : undefined);
    for (let n = path.length - 1; n > 0; n--) {
      const there = path.slice(0, n);
      if (path.includes('<<') || serviceOf(there) !== serviceOf(path) || !before.has(there.join('.'))) continue;
      throw new YamlError(`cycle detected: node at path ${here} references node at path ${there.join('.')}`);
    }
    before.add(here);
  }

  /** The value of a node. @throws YamlError; ComposeError for a key that is no text */
  value(node: YamlNode, where: string, open: readonly YamlNode[] = []): Value {
    if (++this.count > 2 * MAX_NODES) throw new YamlError('yaml: document contains excessive aliasing');
    if (node.kind === 'alias') {
      if (open.includes(node.target)) throw new YamlError(`yaml: anchor '${node.name}' value contains itself`);
      return this.value(node.target, where, [...open, node.target]);
    }
    if (node.kind === 'scalar') return scalar(node)[1];
    if (node.kind === 'sequence')
      return node.items.filter((x) => x.tag !== '!reset').map((x, i) => this.value(x, `${where}[${i}]`, open));
    const own = emptyMap();
    const merged = emptyMap();
    for (const [key, value] of node.pairs) {
      if (
        key.kind === 'scalar' &&
        key.value === '<<' &&
        (key.plain ? key.tag === '' || key.tag === '!!merge' : key.tag === '!!merge')
      ) {
        this.merge(merged, value, where, open);
        continue;
      }
      const name = this.key(key, where, open);
      if (value.tag === '!reset') continue;
      own[name] = this.value(value, where === '' ? name : `${where}.${name}`, open);
    }
    for (const [k, v] of Object.entries(merged)) if (!(k in own)) own[k] = v;
    return own;
  }
  private key(node: YamlNode, where: string, open: readonly YamlNode[]): string {
    const real = node.kind === 'alias' ? node.target : node;
    if (real.kind !== 'scalar')
      throw new YamlError(`yaml: invalid map key: ${goSyntax(this.value(real, where, open))}`);
    const [, value] = scalar(real);
    if (typeof value === 'string') return value;
    throw new ComposeError(`non-string key ${where === '' ? 'at top level' : `in ${where}`}: ${goSyntax(value)}`);
  }
  private merge(into: Dict, node: YamlNode, where: string, open: readonly YamlNode[]): void {
    const parts = node.kind === 'sequence' ? node.items : [node];
    for (const part of parts) {
      if ((part.kind === 'alias' ? part.target : part).kind !== 'mapping')
        throw new YamlError('yaml: map merge requires map or sequence of maps as the value');
      const from = this.value(part, where, open);
      if (isDict(from)) for (const [k, v] of Object.entries(from)) if (!(k in into)) into[k] = v;
    }
  }
}

/**
 * The documents of a file one by one, so that what is wrong with a later one comes after the work on those before it.
 * @throws YamlError for what is no YAML, ComposeError for keys that are no texts
 */
export function* readDocuments(text: string): Generator<Parsed> {
  const documents = new YamlDocuments(text);
  for (let root = documents.next(); root !== undefined; root = documents.next()) {
    const reading = new Reading();
    reading.check(root, []);
    const value = root.tag === '!reset' ? null : reading.value(root, '');
    yield { value, reset: reading.reset, override: reading.override };
  }
}

/** All documents of a file. @throws YamlError, ComposeError */
export function parseYaml(text: string): Parsed[] {
  return [...readDocuments(text)];
}

/**
 * The `name` in a file's first document, read before anything else is: what is no YAML at all fails here.
 * @throws ComposeError
 */
export function checkFirstDocument(text: string): void {
  const problem = (...lines: readonly string[]): ComposeError =>
    new ComposeError(`yaml: unmarshal errors:\n${lines.map((l) => `  ${l}`).join('\n')}`);
  try {
    const root = new YamlDocuments(text).next();
    if (root === undefined) return;
    const wrong = (node: YamlNode, type: string): ComposeError => {
      const [tag, value] =
        node.kind === 'scalar'
          ? [node.tag === '' ? scalar(node)[0] : node.tag, node.value]
          : [node.kind === 'sequence' ? '!!seq' : '!!map', undefined];
      return problem(
        `line ${node.line}: cannot unmarshal ${tag}${value === undefined ? '' : ` \`${value.length > 10 ? `${value.slice(0, 7)}...` : value}\``} into ${type}`,
      );
    };
    if (root.kind !== 'mapping') {
      if (root.kind === 'scalar' && scalar(root)[1] === null) return;
      throw wrong(root, 'cli.named');
    }
    const keys = root.pairs.map(([k]) => k);
    const twice: string[] = [];
    for (const [i, a] of keys.entries()) {
      for (const b of keys.slice(i + 1))
        if (a.kind === 'scalar' && b.kind === 'scalar' && a.value === b.value)
          twice.push(`line ${b.line}: mapping key ${JSON.stringify(b.value)} already defined at line ${a.line}`);
    }
    if (twice.length > 0) throw problem(...twice);
    const name = root.pairs.find(([k]) => k.kind === 'scalar' && k.value === 'name')?.[1];
    const target = name?.kind === 'alias' ? name.target : name;
    if (target !== undefined && target.kind !== 'scalar') throw wrong(target, 'string');
  } catch (error) {
    if (error instanceof YamlError) throw new ComposeError(error.message);
    throw error;
  }
}
