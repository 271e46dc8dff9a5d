// YAML's nodes: documents as trees whose aliases point at what they stand for, with the parser's words for bad ones.

import { type Mark, YamlError, yamlError } from './yaml-scalars.ts';
import { Scanner, type Token, type TokenKind } from './yaml-scan.ts';

interface Base {
  /** The line it begins on, from 1. */
  readonly line: number;
  /** As short as it can be written: `!!str`, `!reset`; '' where none was written. */
  readonly tag: string;
}
export type YamlNode =
  | (Base & { readonly kind: 'scalar'; readonly value: string; readonly plain: boolean })
  | (Base & { readonly kind: 'sequence'; readonly items: YamlNode[] })
  | (Base & { readonly kind: 'mapping'; readonly pairs: [YamlNode, YamlNode][] })
  | (Base & { readonly kind: 'alias'; readonly name: string; readonly target: YamlNode });

const LONG = 'tag:yaml.org,2002:';
/** Deeper files are refused, so that reading one is no way to the end of the stack. */
const MAX_DEPTH = 500;

/** The documents of a text, one after the other: an error comes when its document is asked for. */
export class YamlDocuments {
  private readonly scanner: Scanner;
  private anchors = new Map<string, YamlNode>();
  private tags = new Map<string, string>();
  private first = true;
  private depth = 0;

  /** @throws YamlError for characters that no YAML has */
  constructor(text: string) {
    this.scanner = new Scanner(text.replace(/^\ufeff/, ''));
  }

  /** The next document; undefined after the last. @throws YamlError */
  next(): YamlNode | undefined {
    if (!this.first) while (this.is('document-end')) this.scanner.skip();
    if (this.is('stream-end')) return undefined;
    const bare = this.first && !this.is('version', 'tag-directive', 'document-start');
    this.first = false;
    this.directives();
    let root: YamlNode;
    if (bare) root = this.node(true, false);
    else {
      if (!this.is('document-start'))
        throw yamlError('parser', 'did not find expected <document start>', this.scanner.peek().start);
      this.scanner.skip();
      root = this.is('version', 'tag-directive', 'document-start', 'document-end', 'stream-end')
        ? this.empty(this.scanner.peek().start)
        : this.node(true, false);
    }
    if (this.is('document-end')) this.scanner.skip();
    return root;
  }

  private is(...kinds: readonly TokenKind[]): boolean {
    return kinds.includes(this.scanner.peek().kind);
  }
  private take(): Token {
    const token = this.scanner.peek();
    this.scanner.skip();
    return token;
  }
  private empty(at: Mark): YamlNode {
    return { kind: 'scalar', line: at.line + 1, tag: '', value: '', plain: true };
  }

  private directives(): void {
    let version = false;
    this.tags = new Map();
    while (this.is('version', 'tag-directive')) {
      const token = this.take();
      if (token.kind === 'version') {
        if (version) throw yamlError('parser', 'found duplicate %YAML directive', token.start);
        if (token.value !== '1.1') throw yamlError('parser', 'found incompatible YAML document', token.start);
        version = true;
      } else {
        if (this.tags.has(token.value)) throw yamlError('parser', 'found duplicate %TAG directive', token.start);
        this.tags.set(token.value, token.suffix);
      }
    }
    for (const [handle, prefix] of [
      ['!', '!'],
      ['!!', LONG],
    ] as const)
      if (!this.tags.has(handle)) this.tags.set(handle, prefix);
  }

  private node(block: boolean, indentless: boolean): YamlNode {
    if (++this.depth > MAX_DEPTH) throw new YamlError(`drydock: more than ${MAX_DEPTH} levels are not simulated`);
    try {
      return this.anyNode(block, indentless);
    } finally {
      this.depth--;
    }
  }

  private anyNode(block: boolean, indentless: boolean): YamlNode {
    if (this.is('alias')) {
      const { value: name, start } = this.take();
      const target = this.anchors.get(name);
      if (target === undefined) throw new YamlError(`yaml: unknown anchor '${name}' referenced`);
      return { kind: 'alias', line: start.line + 1, tag: '', name, target };
    }
    const { start } = this.scanner.peek();
    let anchor: string | undefined;
    let tagged: Token | undefined;
    if (this.is('anchor')) {
      anchor = this.take().value;
      if (this.is('tag')) tagged = this.take();
    } else if (this.is('tag')) {
      tagged = this.take();
      if (this.is('anchor')) anchor = this.take().value;
    }
    const tag = tagged === undefined ? '' : this.tagOf(tagged, start);
    const head = {
      line: start.line + 1,
      tag: tag === '!' ? '' : tag.startsWith(LONG) ? `!!${tag.slice(LONG.length)}` : tag,
    };
    const known = <T extends YamlNode>(node: T): T => {
      if (anchor !== undefined) this.anchors.set(anchor, node);
      return node;
    };
    const token = this.scanner.peek();
    if (indentless && token.kind === '-') return this.indentless(known({ kind: 'sequence', ...head, items: [] }));
    if (token.kind === 'scalar') {
      this.scanner.skip();
      return known({ kind: 'scalar', ...head, value: token.value, plain: token.plain });
    }
    if (token.kind === '[') return this.flowSequence(known({ kind: 'sequence', ...head, items: [] }));
    if (token.kind === '{') return this.flowMapping(known({ kind: 'mapping', ...head, pairs: [] }));
    if (block && token.kind === 'block-sequence')
      return this.blockSequence(known({ kind: 'sequence', ...head, items: [] }));
    if (block && token.kind === 'block-mapping')
      return this.blockMapping(known({ kind: 'mapping', ...head, pairs: [] }));
    if (anchor !== undefined || tag !== '') return known({ kind: 'scalar', ...head, value: '', plain: true });
    throw yamlError('parser', 'did not find expected node content', token.start, start);
  }

  private tagOf(token: Token, start: Mark): string {
    if (token.value === '') return token.suffix;
    const prefix = this.tags.get(token.value);
    if (prefix === undefined) throw yamlError('parser', 'found undefined tag handle', token.start, start);
    return prefix + token.suffix;
  }

  private blockSequence<T extends YamlNode & { kind: 'sequence' }>(into: T): T {
    const begun = this.take().start;
    while (this.is('-')) {
      const { end } = this.take();
      into.items.push(this.is('-', 'block-end') ? this.empty(end) : this.node(true, false));
    }
    if (!this.is('block-end'))
      throw yamlError('parser', "did not find expected '-' indicator", this.scanner.peek().start, begun);
    this.scanner.skip();
    return into;
  }
  private indentless<T extends YamlNode & { kind: 'sequence' }>(into: T): T {
    while (this.is('-')) {
      const { end } = this.take();
      into.items.push(this.is('-', 'key', 'value', 'block-end') ? this.empty(end) : this.node(true, false));
    }
    return into;
  }
  private blockMapping<T extends YamlNode & { kind: 'mapping' }>(into: T): T {
    const begun = this.take().start;
    const part = (kind: 'key' | 'value'): YamlNode => {
      if (!this.is(kind)) return this.empty(this.scanner.peek().start);
      const { end } = this.take();
      return this.is('key', 'value', 'block-end') ? this.empty(end) : this.node(true, true);
    };
    while (this.is('key')) {
      const key = part('key');
      into.pairs.push([key, part('value')]);
    }
    if (!this.is('block-end')) throw yamlError('parser', 'did not find expected key', this.scanner.peek().start, begun);
    this.scanner.skip();
    return into;
  }

  private flowSequence<T extends YamlNode & { kind: 'sequence' }>(into: T): T {
    const begun = this.take().start;
    for (let first = true; !this.is(']'); first = false) {
      if (!first) {
        if (!this.is(','))
          throw yamlError('parser', "did not find expected ',' or ']'", this.scanner.peek().start, begun);
        this.scanner.skip();
        if (this.is(']')) break;
      }
      into.items.push(this.is('key') ? this.pairInSequence() : this.node(false, false));
    }
    this.scanner.skip();
    return into;
  }
  /** `[a: b]`, a mapping of one pair. */
  private pairInSequence(): YamlNode {
    const { start } = this.take();
    let key: YamlNode;
    if (this.is('value', ',', ']')) {
      // what stands there is taken, even where it closes the list
      key = this.empty(this.take().end);
    } else key = this.node(false, false);
    const pairs: [YamlNode, YamlNode][] = [[key, this.flowValue(']')]];
    return { kind: 'mapping', line: start.line + 1, tag: '', pairs };
  }
  private flowValue(close: ']' | '}'): YamlNode {
    if (this.is('value')) {
      this.scanner.skip();
      if (!this.is(',', close)) return this.node(false, false);
    }
    return this.empty(this.scanner.peek().start);
  }
  private flowMapping<T extends YamlNode & { kind: 'mapping' }>(into: T): T {
    const begun = this.take().start;
    for (let first = true; !this.is('}'); first = false) {
      if (!first) {
        if (!this.is(','))
          throw yamlError('parser', "did not find expected ',' or '}'", this.scanner.peek().start, begun);
        this.scanner.skip();
        if (this.is('}')) break;
      }
      if (this.is('key')) {
        this.scanner.skip();
        const key = this.is('value', ',', '}') ? this.empty(this.scanner.peek().start) : this.node(false, false);
        into.pairs.push([key, this.flowValue('}')]);
      } else {
        const key = this.node(false, false);
        into.pairs.push([key, this.empty(this.scanner.peek().start)]);
      }
    }
    this.scanner.skip();
    return into;
  }
}
