// Field splitting: pieces to arguments, by IFS.

import { type Pieces, BREAK } from './pieces.ts';

interface Field {
  text: string;
  pattern: string;
  globby: boolean;
}

export function splitFields(list: Pieces, ifs: string): Field[] {
  const fields: Field[] = [];
  let field: Field | undefined;
  const white = [...ifs].filter((c) => ' \t\n'.includes(c)).join('');
  const end = (): void => {
    if (field !== undefined) fields.push(field);
    field = undefined;
  };
  const add = (text: string, quoted: boolean): void => {
    field ??= { text: '', pattern: '', globby: false };
    field.text += text;
    field.pattern += quoted ? text.replace(/[\\*?[\]()|+@!]/g, '\\$&') : text.replace(/\\/g, '\\\\');
    if (!quoted && /[*?[+@!]/.test(text)) field.globby = true;
  };
  for (const piece of list) {
    if (piece === BREAK) {
      field ??= { text: '', pattern: '', globby: false };
      end();
      continue;
    }
    if (!piece.split || ifs === '') {
      if (piece.quoted || piece.text !== '') add(piece.text, piece.quoted);
      continue;
    }
    let run = '';
    let i = 0;
    const { text } = piece;
    while (i < text.length) {
      const c = text[i]!;
      if (!ifs.includes(c)) {
        run += c;
        i++;
        continue;
      }
      if (run !== '') add(run, false);
      run = '';
      let hard = 0;
      while (i < text.length && ifs.includes(text[i]!)) {
        if (!white.includes(text[i]!)) {
          if (hard > 0 || (field === undefined && hard === 0)) add('', false);
          end();
          hard++;
        }
        i++;
      }
      if (hard === 0) end();
    }
    if (run !== '') add(run, false);
  }
  end();
  return fields;
}
