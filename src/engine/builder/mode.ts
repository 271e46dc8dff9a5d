// --chmod of COPY and ADD: octal, or symbolic as chmod(1) has it.

/** Bits of the letters of a clause, for one class of users; `X` asks what the file is. */
function bitsOf(letters: string, old: number, isDir: boolean): number {
  let bits = 0;
  for (const c of letters)
    bits |= c === 'r' ? 4 : c === 'w' ? 2 : c === 'x' || (c === 'X' && (isDir || (old & 0o111) !== 0)) ? 1 : 0;
  return bits;
}

/** Set-id and sticky bits of a clause. */
function specialBits(letters: string, who: string): number {
  return (
    (letters.includes('s') ? (who.includes('u') ? 0o4000 : 0) | (who.includes('g') ? 0o2000 : 0) : 0) |
    (letters.includes('t') && who.includes('o') ? 0o1000 : 0)
  );
}

/** Mode after a change; undefined when the text is no mode. */
export function parseMode(text: string, old: number, isDir: boolean): number | undefined {
  if (/^[0-7]{1,5}$/.test(text)) return parseInt(text, 8);
  let mode = old;
  for (const clause of text.split(',')) {
    const m = /^([ugoa]*)((?:[-+=](?:[rwxXst]*|[ugo]))+)$/.exec(clause);
    if (m === null) return undefined;
    const who = m[1] === '' || m[1]!.includes('a') ? 'ugo' : m[1]!;
    for (const [, op, letters = ''] of m[2]!.matchAll(/([-+=])([rwxXstugo]*)/g)) {
      const copied = /^[ugo]$/.test(letters)
        ? (mode >> { u: 6, g: 3, o: 0 }[letters as 'u' | 'g' | 'o']) & 7
        : undefined;
      const bits = copied ?? bitsOf(letters, mode, isDir);
      const special = copied === undefined ? specialBits(letters, who) : 0;
      for (const w of who) {
        const shift = w === 'u' ? 6 : w === 'g' ? 3 : 0;
        if (op === '+') mode |= bits << shift;
        else if (op === '-') mode &= ~(bits << shift);
        else mode = (mode & ~(7 << shift)) | (bits << shift);
      }
      mode = op === '-' ? mode & ~special : mode | special;
    }
  }
  return mode;
}
