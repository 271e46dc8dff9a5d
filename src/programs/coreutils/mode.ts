// Modes as chmod, mkdir and install read them.

const SPECIAL = 0o6000;

/**
 * Mode from `755`, `u+x,go-w`, `a=rX`, `=644`.
 * A number of up to four digits leaves a directory's set-uid and set-gid bits that it does not name, a longer one is all.
 * @returns undefined when it is no mode
 */
export function parseMode(text: string, old: number, isDir: boolean, umask: number): number | undefined {
  const number = /^0*[0-7]{1,4}$/.exec(text);
  if (number !== null) return parseInt(text, 8) | (isDir && text.length < 5 ? old & SPECIAL : 0);
  let mode = old;
  for (const clause of text.split(',')) {
    const octal = /^([-+=])(0*[0-7]{1,4})$/.exec(clause);
    if (octal !== null) {
      const bits = parseInt(octal[2]!, 8);
      mode = octal[1] === '+' ? mode | bits : octal[1] === '-' ? mode & ~bits : bits;
      continue;
    }
    const m = /^([ugoa]*)((?:[-+=][rwxXst]*|[-+=][ugo])+)$/.exec(clause);
    if (m === null) return undefined;
    const who = m[1] === '' || m[1]!.includes('a') ? 'ugo' : m[1]!;
    for (const [, op, perms] of m[2]!.matchAll(/([-+=])([rwxXstugo]*)/g)) {
      let bits = 0;
      const three = (shift: number): number => (mode >> shift) & 7;
      let seven = 0;
      for (const c of perms!) {
        if (c === 'r') seven |= 4;
        else if (c === 'w') seven |= 2;
        else if (c === 'x') seven |= 1;
        else if (c === 'X' && (isDir || (old & 0o111) !== 0)) seven |= 1;
        else if (c === 'u') seven |= three(6);
        else if (c === 'g') seven |= three(3);
        else if (c === 'o') seven |= three(0);
      }
      let mask = 0;
      for (const w of who) {
        const shift = w === 'u' ? 6 : w === 'g' ? 3 : 0;
        bits |= seven << shift;
        mask |= 7 << shift;
      }
      if (perms!.includes('s')) bits |= (who.includes('u') ? 0o4000 : 0) | (who.includes('g') ? 0o2000 : 0);
      if (perms!.includes('t')) bits |= 0o1000;
      if (m[1] === '') bits &= ~umask;
      if (op === '+') mode |= bits;
      else if (op === '-') mode &= ~bits;
      else mode = (mode & ~mask) | bits;
    }
  }
  return mode;
}
