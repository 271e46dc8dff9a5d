// Aliases: text that stands for the first word of a command, put in before the text is read.

import { parse } from 'unbash';
import { visit } from './dialect.ts';
import type { Shell } from './shell.ts';

/** Where the text of an alias was put: its own name means nothing more there. */
interface Place {
  from: number;
  to: number;
  readonly name: string;
}

/** Do aliases count in this shell? */
function counted(sh: Shell): boolean {
  return sh.aliases.size > 0 && (sh.interactive || sh.dialect !== 'bash' || sh.shopt.has('expand_aliases'));
}

/** A text with its aliases put in; one that ends in a blank makes the next word one too. */
export function withAliases(sh: Shell, text: string): string {
  if (!counted(sh)) return text;
  const places: Place[] = [];
  let next = -1;
  for (let round = 0; round < 500; round++) {
    const words: { from: number; to: number; name: string }[] = [];
    visit(parse(text), (node) => {
      if (node.type !== 'Command') return;
      const name = node['name'] as { text: string; pos: number; end: number; parts?: unknown } | undefined;
      if (name !== undefined) words.push({ from: name.pos, to: name.end, name: name.text });
      const follows = (at: number): boolean => next >= 0 && at >= next && /^\s*$/.test(text.slice(next, at));
      for (const w of node['suffix'] as readonly { type: string; text: string; pos: number; end: number }[]) {
        if (w.type === 'Word' && follows(w.pos)) words.push({ from: w.pos, to: w.end, name: w.text });
      }
    });
    const word = words
      .filter((w) => sh.aliases.has(w.name) && text.slice(w.from, w.to) === w.name)
      .filter((w) => !places.some((p) => p.name === w.name && w.from >= p.from && w.to <= p.to))
      .sort((a, b) => a.from - b.from)[0];
    if (word === undefined) return text;
    const value = sh.aliases.get(word.name)!;
    text = text.slice(0, word.from) + value + text.slice(word.to);
    const grown = value.length - (word.to - word.from);
    for (const p of places) {
      if (p.from > word.from) p.from += grown;
      if (p.to >= word.to) p.to += grown;
    }
    places.push({ from: word.from, to: word.from + value.length, name: word.name });
    next = /[ \t]$/.test(value) ? word.from + value.length : next > word.from ? next + grown : next;
  }
  return text;
}
