// What a terminal shows: lines of characters with styles, moved about by the control codes that our programs use.

/** Style of a cell, as class names of the console's theme; empty for plain text. */
export type Style = string;

interface Line {
  chars: string[];
  styles: Style[];
}

/** A run of characters of one style in a line. */
export interface Run {
  readonly from: number;
  readonly to: number;
  readonly style: Style;
}

const COLORS = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];
/** Lines that are kept. */
const MAX_LINES = 10_000;

export class Screen {
  private lines: Line[] = [{ chars: [], styles: [] }];
  /** First line of the window that absolute positions count from. */
  private top = 0;
  private row = 0;
  private col = 0;
  private saved = { row: 0, col: 0 };
  private bold = false;
  private dim = false;
  private inverse = false;
  private color = '';
  private background = '';
  private style: Style = '';
  private pending = '';
  private readonly decoder = new TextDecoder();
  /** First line that changed since the last `take`. */
  private dirty = 0;
  /** Lines that were dropped from the beginning since the last `take`. */
  private dropped = 0;

  constructor(
    public columns = 100,
    public rows = 24,
  ) {}

  get lineCount(): number {
    return this.lines.length;
  }
  get cursor(): { row: number; col: number } {
    return { row: this.row, col: this.col };
  }

  /** Takes bytes of output. */
  write(bytes: Uint8Array): void {
    this.put(this.decoder.decode(bytes, { stream: true }));
  }

  /** Takes text of output, escape sequences in it. */
  put(input: string): void {
    const text = this.pending + input;
    this.pending = '';
    let i = 0;
    while (i < text.length) {
      const c = text[i]!;
      if (c === '\x1b') {
        const used = this.escape(text, i);
        if (used === 0) {
          this.pending = text.slice(i, i + 256);
          break;
        }
        i += used;
        continue;
      }
      i++;
      if (c === '\n') this.newline();
      else if (c === '\r') this.col = 0;
      else if (c === '\b') this.col = Math.max(0, this.col - 1);
      else if (c === '\t') {
        const to = Math.min(this.columns - 1, (Math.floor(this.col / 8) + 1) * 8);
        while (this.col < to) this.cell(' ');
      } else if (c === '\x07' || c < ' ') continue;
      else {
        const code = text.codePointAt(i - 1)!;
        if (code > 0xffff) i++;
        this.cell(String.fromCodePoint(code));
      }
    }
    this.trim();
  }

  private trim(): void {
    const over = this.lines.length - MAX_LINES;
    if (over <= 0) return;
    this.lines.splice(0, over);
    this.row -= over;
    this.top = Math.max(0, this.top - over);
    this.dropped += over;
    this.dirty = Math.max(0, this.dirty - over);
  }

  private touch(row: number): void {
    if (row < this.dirty) this.dirty = row;
  }
  private at(row: number): Line {
    while (this.lines.length <= row) {
      this.touch(this.lines.length);
      this.lines.push({ chars: [], styles: [] });
    }
    return this.lines[row]!;
  }
  private newline(): void {
    this.row++;
    this.at(this.row);
    if (this.row - this.top >= this.rows) this.top = this.row - this.rows + 1;
  }
  private cell(c: string): void {
    // long lines go on in the same line: the view wraps them, as a terminal would
    const line = this.at(this.row);
    while (line.chars.length < this.col) {
      line.chars.push(' ');
      line.styles.push('');
    }
    line.chars[this.col] = c;
    line.styles[this.col] = this.style;
    this.touch(this.row);
    this.col++;
  }

  /** Reads an escape sequence at `i`; the number of characters used, 0 when it is not complete. */
  private escape(text: string, i: number): number {
    const next = text[i + 1];
    if (next === undefined) return 0;
    if (next === '[') {
      const m = /^\x1b\[([?>=]?)([\d;]*)([@-~])/.exec(text.slice(i, i + 64));
      if (m === null) return /^\x1b\[[?>=]?[\d;]*$/.test(text.slice(i, i + 64)) ? 0 : 2;
      if (m[1] === '')
        this.control(
          m[3]!,
          m[2]!.split(';').map((x) => (x === '' ? undefined : Number(x))),
        );
      return m[0].length;
    }
    if (next === ']') {
      const m = /^\x1b\][^\x07\x1b]*(\x07|\x1b\\)/.exec(text.slice(i, i + 4096));
      return m === null ? (text.length - i > 4096 ? 2 : 0) : m[0].length;
    }
    if (next === '7') this.saved = { row: this.row, col: this.col };
    else if (next === '8') ({ row: this.row, col: this.col } = this.saved);
    return next === '(' || next === ')' ? Math.min(3, text.length - i) : 2;
  }

  private control(code: string, args: (number | undefined)[]): void {
    const n = Math.min(args[0] ?? 1, 5000);
    switch (code) {
      case 'A':
        this.row = Math.max(this.top, this.row - n);
        break;
      case 'B':
        this.row = Math.min(this.top + this.rows - 1, this.row + n);
        this.at(this.row);
        break;
      case 'C':
        this.col += n;
        break;
      case 'D':
        this.col = Math.max(0, this.col - n);
        break;
      case 'G':
        this.col = Math.max(0, n - 1);
        break;
      case 'H':
      case 'f':
        this.row = this.top + Math.min(this.rows, Math.max(1, n)) - 1;
        this.col = Math.max(0, Math.min(args[1] ?? 1, 5000) - 1);
        this.at(this.row);
        break;
      case 'J':
        this.eraseDisplay(args[0] ?? 0);
        break;
      case 'K':
        this.eraseLine(args[0] ?? 0);
        break;
      case 'm':
        this.sgr(args);
        break;
      case 's':
        this.saved = { row: this.row, col: this.col };
        break;
      case 'u':
        ({ row: this.row, col: this.col } = this.saved);
        break;
    }
  }

  private eraseLine(mode: number): void {
    const line = this.at(this.row);
    this.touch(this.row);
    if (mode === 0) {
      line.chars.length = Math.min(line.chars.length, this.col);
      line.styles.length = line.chars.length;
    } else if (mode === 2) {
      line.chars = [];
      line.styles = [];
    } else for (let k = 0; k <= this.col && k < line.chars.length; k++) line.chars[k] = ' ';
  }

  private eraseDisplay(mode: number): void {
    if (mode === 0) {
      this.eraseLine(0);
      this.touch(this.row);
      this.lines.length = this.row + 1;
    } else if (mode === 2) {
      // the page goes up out of sight, as terminals do
      const offset = this.row - this.top;
      this.top = this.lines.at(-1)?.chars.length === 0 ? this.lines.length - 1 : this.lines.length;
      this.row = this.top + offset;
      this.at(this.row);
    } else if (mode === 3) {
      this.lines = this.lines.slice(this.top);
      this.row -= this.top;
      this.top = 0;
      this.dirty = 0;
    }
  }

  private sgr(args: (number | undefined)[]): void {
    for (let i = 0; i < args.length; i++) {
      const a = args[i] ?? 0;
      if (a === 0) {
        this.bold = this.dim = this.inverse = false;
        this.color = this.background = '';
      } else if (a === 1) this.bold = true;
      else if (a === 2) this.dim = true;
      else if (a === 7) this.inverse = true;
      else if (a === 22) this.bold = this.dim = false;
      else if (a === 27) this.inverse = false;
      else if (a >= 30 && a <= 37) this.color = COLORS[a - 30]!;
      else if (a >= 90 && a <= 97) this.color = `bright-${COLORS[a - 90]!}`;
      else if (a === 39) this.color = '';
      else if (a >= 40 && a <= 47) this.background = COLORS[a - 40]!;
      else if (a === 49) this.background = '';
      else if (a === 38 || a === 48) {
        if (args[i + 1] === 2) {
          if (a === 38) this.color = 'green';
          i += 4;
        } else i += 2;
      }
    }
    this.style = [
      this.bold ? 't-bold' : '',
      this.dim ? 't-dim' : '',
      this.inverse ? 't-inverse' : '',
      this.color === '' ? '' : `t-${this.color}`,
      this.background === '' ? '' : `t-on-${this.background}`,
    ]
      .filter((x) => x !== '')
      .join(' ');
  }

  /** Forgets all but the line of the cursor (Ctrl-L at a prompt). */
  clearAbove(): void {
    this.lines = this.lines.slice(this.row);
    this.row = 0;
    this.top = 0;
    this.dirty = 0;
  }

  /** Text of the line that the cursor is in, up to the cursor. */
  get promptText(): string {
    return this.lines[this.row]!.chars.slice(0, this.col).join('');
  }

  text(row: number): string {
    const line = this.lines[row];
    if (line === undefined) return '';
    const text = line.chars.join('');
    // blanks behind the cursor belong to a prompt, others are leftovers
    return row === this.row ? text.slice(0, Math.max(this.col, text.trimEnd().length)) : text.trimEnd();
  }

  runs(row: number): Run[] {
    const out: Run[] = [];
    const styles = this.lines[row]?.styles ?? [];
    const chars = this.lines[row]?.chars ?? [];
    let from = 0;
    let at = 0;
    for (let i = 0; i <= styles.length; i++) {
      if (i > 0 && styles[i] !== styles[i - 1]) {
        if (styles[i - 1] !== '') out.push({ from, to: at, style: styles[i - 1]! });
        from = at;
      }
      at += chars[i]?.length ?? 0;
    }
    return out;
  }

  /** What changed since the last call: lines dropped at the beginning, and the first line that differs. */
  take(): { dropped: number; dirty: number } {
    const out = { dropped: this.dropped, dirty: Math.min(this.dirty, this.lines.length) };
    this.dropped = 0;
    this.dirty = this.lines.length;
    return out;
  }
  /** Whole text. */
  all(): string {
    return this.lines.map((_, i) => this.text(i)).join('\n');
  }
}
