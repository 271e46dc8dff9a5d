// The rules of the house that no other tool holds: length of files and lines, and values imported in one direction.

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const MAX_LINES = 500;
const MAX_COLUMNS = 120;
const COMMENT = /^\s*(\/\/|\*|\/\*)| \/\/ |\/\*\*/;

/** Files that may be longer, and why. */
const LONG_FILES: Record<string, string> = {
  'src/catalog/pypi/names.ts': 'data: a list of names',
  'src/runtimes/python/vm/exec.ts':
    'one loop over the instructions, whose registers are its local variables: parts of it would cost speed',
};

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', 'src', 'tests'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((f) => /\.(ts|svelte|mjs|js)$/.test(f) && !f.startsWith('tests/conformance/files/') && existsSync(f));
const text = new Map(files.map((f) => [f, readFileSync(f, 'utf8')]));
const trees = new Map(
  files.filter((f) => f.endsWith('.ts')).map((f) => [f, ts.createSourceFile(f, text.get(f)!, ts.ScriptTarget.Latest)]),
);

/**
 * Lines over 120 columns that stay so when the texts in them (strings, templates, regular expressions) are left out.
 * Prettier breaks all else; lines with a comment are left to whoever reads them.
 */
function longLines(tree: ts.SourceFile): string[] {
  const lines = tree.text.split('\n');
  const starts = tree.getLineStarts();
  const long = new Map(
    lines.flatMap((l, i) => (l.length > MAX_COLUMNS && !COMMENT.test(l) ? [[i, l.length]] : [])) as [number, number][],
  );
  if (long.size === 0) return [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node) || ts.isRegularExpressionLiteral(node))
      for (const [i, length] of long) {
        const from = Math.max(node.getStart(tree), starts[i]!);
        const to = Math.min(node.end, starts[i]! + lines[i]!.length);
        if (to > from) long.set(i, length - (to - from));
      }
    else ts.forEachChild(node, visit);
  };
  visit(tree);
  return [...long].filter(([, length]) => length > MAX_COLUMNS).map(([i]) => `${tree.fileName}:${i + 1}`);
}

/** The modules that a module takes values from; imports and exports of types alone do not count. */
function valuesFrom(tree: ts.SourceFile): string[] {
  const out: string[] = [];
  for (const s of tree.statements) {
    if (!ts.isImportDeclaration(s) && !ts.isExportDeclaration(s)) continue;
    if (s.moduleSpecifier === undefined || !ts.isStringLiteral(s.moduleSpecifier)) continue;
    const clause = ts.isImportDeclaration(s) ? s.importClause : s;
    const named = ts.isImportDeclaration(s) ? s.importClause?.namedBindings : s.exportClause;
    if (clause?.isTypeOnly === true) continue;
    const onlyNames = !ts.isImportDeclaration(s) || s.importClause?.name === undefined;
    const elements = named !== undefined && 'elements' in named ? [...named.elements] : [];
    if (onlyNames && elements.length > 0 && elements.every((e) => e.isTypeOnly)) continue;
    const name = s.moduleSpecifier.text;
    if (name.startsWith('.')) out.push(posix.join(posix.dirname(tree.fileName), name));
  }
  return out;
}

/** Groups of modules that reach each other by value imports (Tarjan), each sorted. */
function circles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const number = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];
  const visit = (v: string): void => {
    number.set(v, number.size);
    low.set(v, number.get(v)!);
    stack.push(v);
    for (const w of graph.get(v)!) {
      if (!graph.has(w)) continue;
      if (!number.has(w)) visit(w);
      if (stack.includes(w)) low.set(v, Math.min(low.get(v)!, low.get(w)!));
    }
    if (low.get(v) !== number.get(v)) return;
    const group = stack.splice(stack.indexOf(v));
    if (group.length > 1 || graph.get(v)!.includes(v)) found.push(group.sort());
  };
  for (const v of graph.keys()) if (!number.has(v)) visit(v);
  return found;
}

describe('the house', () => {
  it(`has no file over ${MAX_LINES} lines but those with a reason`, () => {
    const long = files.filter((f) => text.get(f)!.trimEnd().split('\n').length > MAX_LINES);
    expect(long.filter((f) => LONG_FILES[f] === undefined)).toEqual([]);
  });
  it(`has no line over ${MAX_COLUMNS} columns but for a text that cannot be broken`, () => {
    expect([...trees.values()].flatMap(longLines)).toEqual([]);
  });
  it('imports values in one direction', () => {
    const graph = new Map([...trees].filter(([f]) => f.startsWith('src/')).map(([f, tree]) => [f, valuesFrom(tree)]));
    expect(circles(graph)).toEqual([]);
  });
});
