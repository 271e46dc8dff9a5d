// The picture of the rooms of src/ and their imports, measured from the code and written into ARCHITECTURE.md.
// Usage: npm run -s rooms

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const BEGIN = '<!-- rooms: begin (written by `npm run -s rooms`) -->';
const END = '<!-- rooms: end -->';

/** Files with code below a folder, without tests, as paths from that folder. */
function codeFiles(dir: string, below = ''): string[] {
  return readdirSync(join(dir, below), { withFileTypes: true }).flatMap((e) => {
    const path = below === '' ? e.name : `${below}/${e.name}`;
    if (e.isDirectory()) return codeFiles(dir, path);
    return /\.(ts|svelte)$/.test(e.name) && !/\.test\.ts$|^testing\.ts$/.test(e.name) ? [path] : [];
  });
}

/** The room that an import names, seen from a file of `src/`; undefined for packages and for what lies outside. */
function roomOf(file: string, target: string): string | undefined {
  if (!target.startsWith('.')) return undefined;
  const at = file.split('/').slice(0, -1);
  for (const part of target.split('/')) {
    if (part === '..') {
      if (at.length === 0) return undefined;
      at.pop();
    } else if (part !== '.') at.push(part);
  }
  return at.length > 1 ? at[0] : undefined;
}

/**
 * How many imports go from room to room, as a Mermaid graph in Markdown. Broken lines are imports of types only.
 * @param src the folder `src/`
 */
export function roomsPicture(src: string): string {
  const rooms = new Map<string, number>();
  const lines = new Map<string, { all: number; values: number }>();
  for (const file of codeFiles(src).sort()) {
    const room = file.split('/')[0]!;
    if (!file.includes('/')) continue;
    rooms.set(room, (rooms.get(room) ?? 0) + 1);
    const code = readFileSync(join(src, file), 'utf8');
    for (const m of code.matchAll(
      /^\s*(?:import|export)\s+(type\s)?[^;'"]*?from\s+['"]([^'"]+)['"]|\bimport\(\s*'([^']+)'/gm,
    )) {
      const to = roomOf(file, (m[2] ?? m[3])!);
      if (to === undefined || to === room) continue;
      const line = lines.get(`${room} ${to}`) ?? { all: 0, values: 0 };
      line.all++;
      if (m[1] === undefined) line.values++;
      lines.set(`${room} ${to}`, line);
    }
  }
  const nodes = [...rooms].sort(([a], [b]) => (a < b ? -1 : 1)).map(([r, n]) => `  ${r}["${r}<br/>${n} files"]`);
  const arrows = [...lines]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([k, n]) => {
      const [from, to] = k.split(' ');
      return `  ${from} ${n.values === 0 ? '-.->' : '-->'}|${n.all}| ${to}`;
    });
  return ['```mermaid', 'graph TD', ...nodes, ...arrows, '```'].join('\n');
}

/** What each file below a folder imports of the others there, types as well. */
function importsWithin(dir: string): Map<string, string[]> {
  const files = codeFiles(dir);
  return new Map(
    files.map((file) => {
      const code = readFileSync(join(dir, file), 'utf8');
      const targets = [...code.matchAll(/^\s*(?:import|export)\s[^;'"]*?from\s+['"](\.[^'"]+)['"]/gm)];
      return [file, targets.map((m) => join(file, '..', m[1]!)).filter((t) => files.includes(t))];
    }),
  );
}

/** Files below a folder that reach each other by their imports, types as well; the largest such circle, none if it is empty. */
export function largestCircle(dir: string): string[] {
  const imports = importsWithin(dir);
  const reached = new Map(
    [...imports.keys()].map((file) => {
      const seen = new Set<string>();
      for (const open = [...imports.get(file)!]; open.length > 0;) {
        const next = open.pop()!;
        if (seen.has(next)) continue;
        seen.add(next);
        open.push(...imports.get(next)!);
      }
      return [file, seen];
    }),
  );
  const circles = [...reached].map(([file, seen]) => [...seen].filter((other) => reached.get(other)!.has(file)).sort());
  return circles.reduce((best, c) => (c.length > best.length ? c : best), []);
}

/** Files below a folder that import a name from one of them. */
export function importersOf(dir: string, name: string, from: string): string[] {
  const imports = importsWithin(dir);
  const pattern = new RegExp(`import[^;]*\\{[^}]*\\b${name}\\b[^}]*\\} from '[./]*/${from}'`);
  return [...imports]
    .filter(([file, to]) => to.includes(from) && pattern.test(readFileSync(join(dir, file), 'utf8')))
    .map(([file]) => file)
    .sort();
}

/** ARCHITECTURE.md with this picture between its two markers. @throws Error when a marker is missing */
export function withPicture(text: string, picture: string): string {
  const [from, to] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (from < 0 || to < from) throw new Error('ARCHITECTURE.md has no markers for the picture of the rooms');
  return `${text.slice(0, from + BEGIN.length)}\n\n${picture}\n\n${text.slice(to)}`;
}

const root = process.env['DRYDOCK_ROOT'];
if (root !== undefined) {
  const path = join(root, 'ARCHITECTURE.md');
  writeFileSync(path, withPicture(readFileSync(path, 'utf8'), roomsPicture(join(root, 'src'))));
}
