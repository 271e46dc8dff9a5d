// Statements out of typed lines: where one ends, and in the middle of what a line stopped.

export interface Ended {
  readonly text: string;
  /** Shown a column a line (`\G`). */
  readonly vertical: boolean;
}
/** A command of the client in the middle of a line: `\q`, `\u name`. */
export interface Slash {
  readonly slash: string;
  readonly argument: string;
}

export class Scanner {
  delimiter = ';';
  private text = '';
  /** The quote or comment that is open: `'`, `"`, `` ` ``, `/*`. */
  open = '';

  /** Is there something that has not ended? */
  get pending(): boolean {
    return this.text.trim() !== '';
  }
  get buffer(): string {
    return this.text;
  }
  clear(): void {
    this.text = '';
    this.open = '';
  }

  /** Takes a line (without its newline) and gives what ended in it. */
  *feed(line: string): Generator<Ended | Slash> {
    let i = 0;
    while (i < line.length) {
      const c = line[i]!;
      if (this.open === '/*') {
        if (line.startsWith('*/', i)) {
          this.text += '*/';
          i += 2;
          this.open = '';
        } else {
          this.text += c;
          i++;
        }
        continue;
      }
      if (this.open !== '') {
        if (c === '\\' && this.open !== '`') {
          this.text += line.slice(i, i + 2);
          i += 2;
          continue;
        }
        this.text += c;
        i++;
        if (c === this.open) this.open = '';
        continue;
      }
      if (line.startsWith(this.delimiter, i)) {
        i += this.delimiter.length;
        yield* this.ended(false);
        continue;
      }
      if (c === '\\' && i + 1 < line.length) {
        const letter = line[i + 1]!;
        i += 2;
        if (letter === 'g') yield* this.ended(false);
        else if (letter === 'G') yield* this.ended(true);
        else if (letter === 'c') this.clear();
        else {
          const argument = line.slice(i).trim();
          const whole = 'u.!dTrRP'.includes(letter);
          if (whole) i = line.length;
          yield { slash: letter, argument: whole ? argument.replace(/;$/, '') : '' };
        }
        continue;
      }
      if (line.startsWith('/*', i)) {
        this.open = '/*';
        this.text += '/*';
        i += 2;
        continue;
      }
      if (c === '#' || (line.startsWith('--', i) && (i + 2 >= line.length || /\s/.test(line[i + 2]!)))) break;
      if (c === "'" || c === '"' || c === '`') this.open = c;
      this.text += c;
      i++;
    }
    if (this.text !== '') this.text += '\n';
  }

  private *ended(vertical: boolean): Generator<Ended> {
    const text = this.text.trim();
    this.clear();
    yield { text, vertical };
  }
  /** What is left at the end of the input. */
  *rest(): Generator<Ended> {
    if (this.pending) yield* this.ended(false);
  }
}
