// A style sheet as pieces: text, and addresses that it would load. One walk from left to right, however it is written.

import { HREF, prefixed, PREFIX, twin, TWINS } from './names.ts';

export type Piece =
  /** Anything that loads nothing. */
  | { readonly kind: 'text'; readonly text: string }
  /** The address within `url(…)`, escapes read. */
  | { readonly kind: 'url'; readonly address: string };

const SPACE = /\s/;
const NAME_PART = /[\w\-\u0080-\uffff]/;
/** Functions in which a string is an address as well. */
const STRING_LOADERS = new Set([
  'image-set',
  '-webkit-image-set',
  'image',
  'cross-fade',
  '-webkit-cross-fade',
  '-webkit-canvas',
  'element',
  'paint',
]);
/** Rules that load or bind names, up to their semicolon. */
const DROPPED_RULES = new Set(['import', 'namespace', 'charset']);

class Walk {
  at = 0;
  constructor(readonly css: string) {}

  get char(): string {
    return this.css[this.at] ?? '';
  }
  get ended(): boolean {
    return this.at >= this.css.length;
  }
  spaces(): void {
    while (!this.ended && SPACE.test(this.char)) this.at++;
  }
  /** An escape, the backslash included; what it stands for. */
  escape(): string {
    this.at++;
    let hex = '';
    while (hex.length < 6 && /[\da-f]/i.test(this.char)) hex += this.css[this.at++];
    if (hex === '') {
      const c = this.char;
      this.at++;
      return c === '\n' ? '' : c;
    }
    if (SPACE.test(this.char)) this.at++;
    const code = parseInt(hex, 16);
    return code === 0 || code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code);
  }
  /** What stands from here up to where a test says stop, escapes read. In runs: one character at a time is a heap of strings. */
  private run(goes: (c: string) => boolean): string {
    const parts: string[] = [];
    let from = this.at;
    while (!this.ended && (this.char === '\\' || goes(this.char))) {
      if (this.char !== '\\') this.at++;
      else {
        parts.push(this.css.slice(from, this.at), this.escape());
        from = this.at;
      }
    }
    parts.push(this.css.slice(from, this.at));
    return parts.join('');
  }
  /** A string with its quotes; what it stands for. */
  string(): string {
    const quote = this.css[this.at++];
    const out = this.run((c) => c !== quote && c !== '\n');
    this.at++;
    return out;
  }
  /** A name with its escapes read. */
  name(): string {
    return this.run((c) => NAME_PART.test(c));
  }
  comment(): void {
    const end = this.css.indexOf('*/', this.at + 2);
    this.at = end < 0 ? this.css.length : end + 2;
  }
  /** What stands in `url(`, up to its bracket. */
  address(): string {
    this.spaces();
    const quoted = this.char === '"' || this.char === "'" ? this.string() : '';
    const rest = this.run((c) => c !== ')');
    this.at++;
    return (quoted + rest).trim();
  }
  /** Past the bracket that closes the one before, or past a semicolon outside of brackets. */
  skip(until: ')' | ';'): void {
    let depth = 0;
    while (!this.ended) {
      const c = this.char;
      if (c === '"' || c === "'") this.string();
      else if (c === '\\') this.escape();
      else if (c === '/' && this.css[this.at + 1] === '*') this.comment();
      else {
        this.at++;
        if (c === '(') depth++;
        else if (depth > 0 && c === ')') depth--;
        else if (depth === 0 && c === until) return;
      }
    }
  }
}

/** Selectors and `attr()` that ask for what the frame has under another name. */
const ASKED = new RegExp(`(\\[\\s*|\\battr\\(\\s*)(${[...TWINS].join('|')})(?![\\w-])`, 'gi');
const asked = (text: string): string =>
  text
    .replace(/:(?:any-)?link(?![\w-])/gi, `[${HREF}]`)
    .replace(ASKED, (_, before: string, name: string) => before + twin(name.toLowerCase()));

/**
 * Pieces of a style sheet, or of a style attribute. Comments, `@import` and functions that load by a string are left out; selectors
 * ask for what the frame has in place of addresses, names and ids.
 */
export function pieces(css: string): Piece[] {
  const out: (
    Piece | { readonly kind: 'part'; readonly from: number; readonly to: number; readonly string: boolean }
  )[] = [];
  const w = new Walk(css);
  let from = 0;
  const part = (to: number, string = false): void => {
    if (to > from) out.push({ kind: 'part', from, to, string });
    from = to;
  };
  /** Places behind a `#` that begin an id of a selector. What stands before `{` is one, before `;` or `}` it is not. */
  const ids: number[] = [];
  let hashes: number[] = [];
  let rule = '';
  while (!w.ended) {
    const start = w.at;
    const c = w.char;
    if (c === '"' || c === "'") {
      part(start);
      w.string();
      part(w.at, true);
    } else if (c === '/' && css[start + 1] === '*') {
      part(start);
      w.comment();
      // two names do not become one
      out.push({ kind: 'text', text: '/**/' });
      from = w.at;
    } else if (c === '@' || c === '\\' || NAME_PART.test(c)) {
      if (c === '@') w.at++;
      const name = w.name().toLowerCase();
      if (c === '@') rule = name;
      if (c === '@' && DROPPED_RULES.has(name)) {
        part(start);
        w.skip(';');
        from = w.at;
        rule = '';
      } else if (
        c !== '@' &&
        w.char === '(' &&
        (name === 'url' || name === 'src' || name === 'url-prefix' || STRING_LOADERS.has(name))
      ) {
        part(start);
        w.at++;
        if (STRING_LOADERS.has(name)) {
          w.skip(')');
          out.push({ kind: 'text', text: 'none' });
        } else out.push({ kind: 'url', address: w.address() });
        from = w.at;
      }
    } else {
      w.at++;
      if (c === '#' && (w.char === '\\' || NAME_PART.test(w.char))) hashes.push(w.at);
      else if (c === '{' || c === '}' || c === ';') {
        if (c === '{' && (rule === '' || rule === 'scope')) for (const at of hashes) ids.push(at);
        hashes = [];
        rule = '';
      }
    }
  }
  part(css.length);
  let next = 0;
  return out.map((p) => {
    if (p.kind !== 'part') return p;
    if (p.string) return { kind: 'text', text: css.slice(p.from, p.to) };
    let text = '';
    let at = p.from;
    // a `#` and its name are never in two parts, but an end of the part may come between
    for (; next < ids.length && ids[next]! <= p.to; at = ids[next++]!) text += css.slice(at, ids[next]) + PREFIX;
    return { kind: 'text', text: asked(text + css.slice(at, p.to)) };
  });
}

/** The style sheet of pieces. @param found what an address is now; undefined takes it out. Parts of the same document stay. */
export function joined(parts: readonly Piece[], found: (address: string) => string | undefined): string {
  return parts
    .map((p) => {
      if (p.kind === 'text') return p.text;
      const own = p.address.startsWith('#') ? `#${prefixed(p.address.slice(1))}` : undefined;
      const to = own ?? (/^data:/i.test(p.address) ? p.address : found(p.address));
      return `url("${(to ?? 'data:,').replace(/["\\\n\r\f]/g, (c) => `\\${c.charCodeAt(0).toString(16)} `)}")`;
    })
    .join('');
}
