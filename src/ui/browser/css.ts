// A style sheet as pieces: text, and addresses that it would load. One walk from left to right, however it is written.

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
  /** A string with its quotes; what it stands for. */
  string(): string {
    const quote = this.css[this.at++];
    let out = '';
    while (!this.ended && this.char !== quote && this.char !== '\n') {
      if (this.char === '\\') out += this.escape();
      else out += this.css[this.at++];
    }
    this.at++;
    return out;
  }
  /** A name with its escapes read. */
  name(): string {
    let out = '';
    while (!this.ended) {
      if (this.char === '\\') out += this.escape();
      else if (NAME_PART.test(this.char)) out += this.css[this.at++];
      else break;
    }
    return out;
  }
  comment(): void {
    const end = this.css.indexOf('*/', this.at + 2);
    this.at = end < 0 ? this.css.length : end + 2;
  }
  /** What stands in `url(`, up to its bracket. */
  address(): string {
    this.spaces();
    let out = '';
    if (this.char === '"' || this.char === "'") out = this.string();
    while (!this.ended && this.char !== ')') {
      if (this.char === '\\') out += this.escape();
      else out += this.css[this.at++];
    }
    this.at++;
    return out.trim();
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

/** Pieces of a style sheet, or of a style attribute. Comments, `@import` and functions that load by a string are left out. */
export function pieces(css: string): Piece[] {
  const out: Piece[] = [];
  const w = new Walk(css);
  let from = 0;
  /** Text up to a place, selectors of links as the frame has them. */
  const text = (to: number, strings = false): void => {
    if (to <= from) return;
    const t = css.slice(from, to);
    out.push({
      kind: 'text',
      text: strings ? t : t.replace(/:(?:any-)?link\b/gi, '[data-dd-href]').replace(/\[\s*href\b/gi, '[data-dd-href'),
    });
  };
  while (!w.ended) {
    const start = w.at;
    const c = w.char;
    if (c === '"' || c === "'") {
      text(start);
      w.string();
      from = start;
      text(w.at, true);
      from = w.at;
    } else if (c === '/' && css[start + 1] === '*') {
      text(start);
      w.comment();
      // two names do not become one
      out.push({ kind: 'text', text: '/**/' });
      from = w.at;
    } else if (c === '@' || c === '\\' || NAME_PART.test(c)) {
      if (c === '@') w.at++;
      const name = w.name().toLowerCase();
      if (c === '@' && DROPPED_RULES.has(name)) {
        text(start);
        w.skip(';');
        from = w.at;
      } else if (
        c !== '@' &&
        w.char === '(' &&
        (name === 'url' || name === 'src' || name === 'url-prefix' || STRING_LOADERS.has(name))
      ) {
        text(start);
        w.at++;
        if (STRING_LOADERS.has(name)) {
          w.skip(')');
          out.push({ kind: 'text', text: 'none' });
        } else out.push({ kind: 'url', address: w.address() });
        from = w.at;
      }
    } else w.at++;
  }
  text(css.length);
  return out;
}

/** The style sheet of pieces. @param found what an address is now; undefined takes it out. Parts of the same document stay. */
export function joined(parts: readonly Piece[], found: (address: string) => string | undefined): string {
  return parts
    .map((p) => {
      if (p.kind === 'text') return p.text;
      const to = /^(data:|#)/i.test(p.address) ? p.address : found(p.address);
      return `url("${(to ?? 'data:,').replace(/["\\\n\r\f]/g, (c) => `\\${c.charCodeAt(0).toString(16)} `)}")`;
    })
    .join('');
}
