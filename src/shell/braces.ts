// Brace expansion of bash, on the text of a word before anything else is expanded.

function closing(text: string, at: number): number {
  let depth = 0;
  for (let i = at; i < text.length; i++) {
    i = skipQuoted(text, i);
    if (text[i] === '{') depth++;
    else if (text[i] === '}' && --depth === 0) return i;
  }
  return -1;
}

/** Position of the last character of a quoted run that begins at `i`, or `i`. */
function skipQuoted(text: string, i: number): number {
  const c = text[i];
  if (c === '\\') return i + 1;
  if (c === "'" || c === '"' || c === '`') {
    let j = i + 1;
    while (j < text.length && text[j] !== c) j += text[j] === '\\' && c !== "'" ? 2 : 1;
    return Math.min(j, text.length);
  }
  if (c === '$' && (text[i + 1] === '{' || text[i + 1] === '(')) {
    const open = text[i + 1]!;
    const close = open === '{' ? '}' : ')';
    let depth = 0;
    for (let j = i + 1; j < text.length; j++) {
      if (text[j] === open) depth++;
      else if (text[j] === close && --depth === 0) return j;
    }
    return text.length;
  }
  return i;
}

function alternatives(body: string): string[] | undefined {
  const out: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i < body.length; i++) {
    const j = skipQuoted(body, i);
    if (j !== i) {
      i = j;
      continue;
    }
    if (body[i] === '{') depth++;
    else if (body[i] === '}') depth--;
    else if (body[i] === ',' && depth === 0) {
      out.push(body.slice(from, i));
      from = i + 1;
    }
  }
  if (out.length === 0) return undefined;
  out.push(body.slice(from));
  return out;
}

const MAX = 1_000_000;

/** More texts than there is room for. */
export class TooMany extends Error {
  constructor(count: number) {
    super(`brace expansion: failed to allocate memory for ${count} elements`);
  }
}

function sequence(body: string): string[] | undefined {
  const m = /^(-?\d+|[A-Za-z])\.\.(-?\d+|[A-Za-z])(?:\.\.(-?\d+))?$/.exec(body);
  if (m === null) return undefined;
  const [, a = '', b = ''] = m;
  const letters = /^[A-Za-z]$/.test(a) && /^[A-Za-z]$/.test(b);
  if (!letters && (!/\d/.test(a) || !/\d/.test(b))) return undefined;
  const from = letters ? a.charCodeAt(0) : Number(a);
  const to = letters ? b.charCodeAt(0) : Number(b);
  const step = Math.abs(Number(m[3] ?? 1)) || 1;
  const width = !letters && [a, b].some((x) => /^-?0\d/.test(x)) ? Math.max(a.length, b.length) : 0;
  const count = Math.floor(Math.abs(to - from) / step) + 1;
  if (count > MAX) throw new TooMany(count);
  const out: string[] = [];
  for (let n = from; from <= to ? n <= to : n >= to; n += from <= to ? step : -step) {
    if (letters) out.push(String.fromCharCode(n));
    else out.push(n < 0 ? `-${String(-n).padStart(width - 1, '0')}` : String(n).padStart(width, '0'));
  }
  return out;
}

/** All texts that a word with braces stands for. @throws TooMany */
export function expandBraces(text: string): string[] {
  for (let i = 0; i < text.length; i++) {
    const j = skipQuoted(text, i);
    if (j !== i) {
      i = j;
      continue;
    }
    if (text[i] !== '{') continue;
    const end = closing(text, i);
    if (end < 0) continue;
    const body = text.slice(i + 1, end);
    const parts = alternatives(body)?.flatMap(expandBraces) ?? sequence(body);
    if (parts === undefined) continue;
    const tails = expandBraces(text.slice(end + 1));
    const head = text.slice(0, i);
    const out: string[] = [];
    if (parts.length * tails.length > MAX) throw new TooMany(parts.length * tails.length);
    for (const p of parts) for (const t of tails) out.push(head + p + t);
    return out;
  }
  return [text];
}
