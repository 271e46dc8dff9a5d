// .dockerignore: which files of a context are left out (moby/patternmatcher).

import type { DirNode, FsNode } from '../fs/node.ts';
import { clean } from '../fs/path.ts';

export interface Pattern {
  readonly source: string;
  readonly line: number;
  readonly negated: boolean;
  readonly re: RegExp;
}

/** Go's filepath.Match with `**`, as a regular expression. @throws Error `syntax error in pattern` */
export function globRegex(pattern: string): RegExp {
  let out = '';
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern[i]!;
    if (c === '*') {
      if (pattern[i + 1] === '*') {
        i++;
        if (pattern[i + 1] === '/') i++;
        out += i + 1 >= pattern.length ? '.*' : '(.*/)?';
      } else out += '[^/]*';
    } else if (c === '?') out += '[^/]';
    else if (c === '[') {
      const end = pattern.indexOf(']', i + 2);
      if (end < 0) throw new Error('syntax error in pattern');
      out += `[${pattern.slice(i + 1, end).replace(/\\/g, '\\\\')}]`;
      i = end;
    } else if (c === '\\') {
      if (i + 1 >= pattern.length) throw new Error('syntax error in pattern');
      out += `\\${pattern[++i]}`;
    } else out += c.replace(/[.+^${}()|]/g, '\\$&');
  }
  return new RegExp(`^${out}$`);
}

/** Lines of a .dockerignore as patterns. */
export function parseIgnore(text: string): Pattern[] {
  const out: Pattern[] = [];
  text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .forEach((raw, n) => {
      let line = raw.trim();
      if (line === '' || raw.startsWith('#')) return;
      const negated = line.startsWith('!');
      if (negated) line = line.slice(1).trim();
      if (line === '') return;
      const source = clean(line.replace(/\/+$/, '')).replace(/^\//, '');
      if (source === '') return;
      out.push({ source, line: n + 1, negated, re: globRegex(source) });
    });
  return out;
}

/** Line of the .dockerignore that leaves a path out; undefined when it stays. */
export function ignoredBy(patterns: readonly Pattern[], path: string): number | undefined {
  let by: number | undefined;
  for (const p of patterns) {
    if ((by !== undefined) !== p.negated) continue;
    let hit = false;
    for (let at = path; ; at = at.slice(0, at.lastIndexOf('/'))) {
      if (p.re.test(at)) hit = true;
      if (hit || !at.includes('/')) break;
    }
    if (hit) by = p.negated ? undefined : p.line;
  }
  return by;
}

/** The context without what .dockerignore leaves out. */
export function applyIgnore(context: DirNode, patterns: readonly Pattern[]): DirNode {
  if (patterns.length === 0) return context;
  const negations = patterns.some((p) => p.negated);
  const walk = (dir: DirNode, prefix: string): DirNode | undefined => {
    const entries = new Map<string, FsNode>();
    for (const [name, node] of dir.entries) {
      const path = prefix === '' ? name : `${prefix}/${name}`;
      const out = ignoredBy(patterns, path) !== undefined;
      if (node.kind === 'dir') {
        if (out && !negations) continue;
        const sub = walk(node, path);
        if (sub !== undefined && (!out || sub.entries.size > 0)) entries.set(name, sub);
      } else if (!out) entries.set(name, node);
    }
    return { ...dir, entries, owner: undefined };
  };
  return walk(context, '') ?? { ...context, entries: new Map() };
}
