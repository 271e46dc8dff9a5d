// --chmod of COPY and ADD: octal, or symbolic as chmod(1) has it.

/** Mode after a change; undefined when the text is no mode. */
export function parseMode(text: string, old: number, isDir: boolean): number | undefined {
  if (/^[0-7]{1,4}$/.test(text)) return parseInt(text, 8);
  let mode = old;
  for (const clause of text.split(',')) {
    const m = /^([ugoa]*)([-+=])([rwxX]*)$/.exec(clause);
    if (m === null) return undefined;
    const who = m[1] === '' || m[1]!.includes('a') ? 'ugo' : m[1]!;
    let bits = 0;
    for (const c of m[3]!) bits |= c === 'r' ? 4 : c === 'w' ? 2 : c === 'x' || isDir || (old & 0o111) !== 0 ? 1 : 0;
    for (const w of who) {
      const shift = w === 'u' ? 6 : w === 'g' ? 3 : 0;
      if (m[2] === '+') mode |= bits << shift;
      else if (m[2] === '-') mode &= ~(bits << shift);
      else mode = (mode & ~(7 << shift)) | (bits << shift);
    }
  }
  return mode;
}
