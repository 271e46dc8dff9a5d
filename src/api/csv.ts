// Comma-separated fields as encoding/csv of Go reads them: values of --mount, --secret, --output, --cache-to.

/** Fields of a line of comma-separated values; quotes hold commas together. @throws Error as Go's reader words it */
export function csvFields(text: string): string[] {
  const out: string[] = [];
  let at = 0;
  for (;;) {
    if (text[at] !== '"') {
      const end = text.indexOf(',', at);
      const field = text.slice(at, end < 0 ? undefined : end);
      if (field.includes('"'))
        throw new Error(`parse error on line 1, column ${at + field.indexOf('"') + 1}: bare " in non-quoted-field`);
      out.push(field);
      if (end < 0) return out;
      at = end + 1;
      continue;
    }
    let field = '';
    for (at++; ;) {
      const end = text.indexOf('"', at);
      if (end < 0)
        throw new Error(`parse error on line 1, column ${text.length + 1}: extraneous or missing " in quoted-field`);
      field += text.slice(at, end);
      at = end + 1;
      if (text[at] !== '"') break;
      field += '"';
      at++;
    }
    out.push(field);
    if (at >= text.length) return out;
    if (text[at] !== ',')
      throw new Error(`parse error on line 1, column ${at + 1}: extraneous or missing " in quoted-field`);
    at++;
  }
}
