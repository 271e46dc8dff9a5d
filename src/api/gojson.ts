// JSON as the daemon reads the body of a request: encoding/json's errors in moby's httputils.ReadJSON.

import { decode } from '../fs/bytes.ts';
import { ApiError } from './error.ts';

const quoted = (c: string): string =>
  c === "'" ? `'\\''` : c === '"' ? `'"'` : `'${c < ' ' ? JSON.stringify(c).slice(1, -1) : c}'`;

type Expect = 'value' | 'firstKey' | 'key' | 'colon' | 'afterObject' | 'afterArray' | 'firstItem' | 'end';

/** Where Go's scanner would stop in a text that is no JSON, and its words for it. */
export function problemOf(text: string): string {
  const stack: ('object' | 'array')[] = [];
  let i = 0;
  let expect = 'value' as Expect;
  const bad = (c: string, where: string): string => `invalid character ${quoted(c)} ${where}`;
  const escape = (what: string): string => `invalid escape sequence \`${what}\` in string`;
  const done = (): void => {
    const top = stack.at(-1);
    expect = top === undefined ? 'end' : top === 'object' ? 'afterObject' : 'afterArray';
  };
  while (i < text.length) {
    const c = text[i]!;
    if (/[ \t\r\n]/.test(c)) {
      i++;
      continue;
    }
    if (expect === 'end') return 'unexpected content after JSON';
    if (expect === 'colon') {
      if (c !== ':') return bad(c, 'after object key');
      expect = 'value';
      i++;
      continue;
    }
    if (expect === 'afterObject' || expect === 'afterArray') {
      const object = expect === 'afterObject';
      if (c === ',') {
        expect = object ? 'key' : 'value';
        i++;
        continue;
      }
      if (c === (object ? '}' : ']')) {
        stack.pop();
        i++;
        done();
        continue;
      }
      return bad(c, object ? 'after object key:value pair' : 'after array element');
    }
    if (c === '}' && expect === 'firstKey') {
      stack.pop();
      i++;
      done();
      continue;
    }
    if (c === ']' && expect === 'firstItem') {
      stack.pop();
      i++;
      done();
      continue;
    }
    if ((expect === 'firstKey' || expect === 'key') && c !== '"')
      return bad(c, 'looking for beginning of object key string');
    if (c === '"') {
      for (i++; ; i++) {
        const s = text[i];
        if (s === undefined) return 'unexpected EOF';
        if (s < ' ') return bad(s, 'in string literal');
        if (s === '"') break;
        if (s !== '\\') continue;
        const e = text[++i];
        if (e === undefined) return 'unexpected EOF';
        if (e === 'u') {
          for (let k = 0; k < 4; k++) {
            const h = text[++i];
            if (h === undefined) return 'unexpected EOF';
            if (!/[0-9a-fA-F]/.test(h)) return escape(text.slice(i - k - 2, i - k + 4));
          }
        } else if (!'bfnrt\\/"'.includes(e)) return escape(`\\${e}`);
      }
      i++;
      if (expect === 'firstKey' || expect === 'key') expect = 'colon';
      else done();
      continue;
    }
    if (c === '{' || c === '[') {
      stack.push(c === '{' ? 'object' : 'array');
      expect = c === '{' ? 'firstKey' : 'firstItem';
      i++;
      continue;
    }
    const word = { t: 'true', f: 'false', n: 'null' }[c];
    if (word !== undefined) {
      for (let k = 1; k < word.length; k++) {
        const w = text[i + k];
        if (w === undefined) return 'unexpected EOF';
        if (w !== word[k]) return bad(w, `in literal ${word} (expecting ${quoted(word[k]!)})`);
      }
      i += word.length;
      done();
      continue;
    }
    const number = /^-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?/.exec(text.slice(i, i + 400));
    if (number === null) {
      if (c !== '-') return bad(c, 'looking for beginning of value');
      const next = text[i + 1];
      return next === undefined ? 'unexpected EOF' : bad(next, 'in numeric literal');
    }
    i += number[0].length;
    const more = /^(\.|[eE][-+]?)/.exec(text.slice(i, i + 2))?.[0];
    if (more !== undefined) {
      const after = text[i + more.length];
      return after === undefined ? 'unexpected EOF' : bad(after, 'in numeric literal');
    }
    done();
  }
  return 'unexpected EOF';
}

/** A number that was written with a fraction or an exponent: Go takes none of these for a whole one. */
export class WrittenNumber {
  constructor(readonly text: string) {}
}

/** A text that is JSON, with numbers that were not written as whole ones kept as they were. */
function withWrittenNumbers(text: string): unknown {
  const mark = '\0number';
  const marked = text.replace(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/g, (m) =>
    m.startsWith('"') || /^-?\d+$/.test(m) ? m : JSON.stringify({ [mark]: m }),
  );
  return JSON.parse(marked, (_, v: unknown) =>
    typeof v === 'object' && v !== null && Object.hasOwn(v, mark)
      ? new WrittenNumber((v as Record<string, string>)[mark]!)
      : v,
  );
}

/**
 * A body as JSON.
 * @throws ApiError 400 `invalid JSON: …`, with the words of encoding/json
 */
export function readJson(body: Uint8Array): unknown {
  const text = decode(body);
  if (text.trim() === '') throw new ApiError(400, 'invalid JSON: got EOF while reading request body');
  try {
    const value: unknown = JSON.parse(text);
    return /\d[.eE]/.test(text) ? withWrittenNumbers(text) : value;
  } catch {
    const why = problemOf(text);
    throw new ApiError(400, why === 'unexpected content after JSON' ? why : `invalid JSON: ${why}`);
  }
}

/** Bodies are JSON and say so. @throws ApiError 400 */
export function checkType(type: string, body: Uint8Array): void {
  if (body.length === 0) return;
  if (/^application\/json\s*(;|$)/i.test(type)) return;
  if (type === '') throw new ApiError(400, 'malformed Content-Type header (): mime: no media type');
  if (!/^[^\s/;]+\/[^\s/;]+\s*(;|$)/.test(type))
    throw new ApiError(400, `malformed Content-Type header (${type}): mime: expected slash after first token`);
  throw new ApiError(
    400,
    `unsupported Content-Type header (${type.split(';')[0]!.trim()}): must be 'application/json'`,
  );
}
