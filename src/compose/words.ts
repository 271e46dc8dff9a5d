// A command line in one string, split into words as Compose splits it (go-shellwords): quotes and backslashes, no shell.

/** Words of a text up to the first character that only a shell understands; undefined when it makes no sense. */
export function splitWords(text: string): string[] | undefined {
  const out: string[] = [];
  let word = '';
  let open = false;
  let escaped = false;
  const inside = { single: false, double: false, back: false, dollar: false };
  const quoted = (): boolean => inside.single || inside.double || inside.back || inside.dollar;
  for (const c of text) {
    if (escaped) {
      word += c === 't' ? '\t' : c === 'n' ? '\n' : c;
      escaped = false;
      open = true;
      continue;
    }
    if (c === '\\') {
      if (inside.single) word += c;
      else escaped = true;
      continue;
    }
    if (/[ \t\r\n]/.test(c)) {
      if (quoted()) word += c;
      else if (open) {
        out.push(word);
        word = '';
        open = false;
      }
      continue;
    }
    if (c === '`' && !inside.single && !inside.double && !inside.dollar) inside.back = !inside.back;
    else if (c === ')' && !inside.single && !inside.double && !inside.back) inside.dollar = !inside.dollar;
    else if (c === '(' && !inside.single && !inside.double && !inside.back) {
      if (inside.dollar || !word.endsWith('$')) return undefined;
      inside.dollar = true;
      word += c;
      continue;
    } else if (c === '"' && !inside.single && !inside.dollar) {
      if (inside.double) open = true;
      inside.double = !inside.double;
      continue;
    } else if (c === "'" && !inside.double && !inside.dollar) {
      if (inside.single) open = true;
      inside.single = !inside.single;
      continue;
    } else if (';&|<>'.includes(c) && !quoted()) break;
    open = true;
    word += c;
  }
  if (escaped || quoted()) return undefined;
  if (open) out.push(word);
  return out;
}
