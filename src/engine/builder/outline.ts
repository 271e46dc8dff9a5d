// `docker build --call outline|targets`: what a Dockerfile offers, without building it.

import type { Dispatched } from './dispatch.ts';
import { argsOf, checkInstruction, stageName } from './instruction.ts';
import type { Dockerfile, Instruction } from './parse.ts';
import { argPairs } from './plan-args.ts';
import { type Plan } from './plan.ts';
import { own } from '../../api/dict.ts';

/** Rows as columns with blanks between them. */
function table(rows: readonly (readonly string[])[], gap: number): string {
  const widths = rows[0]!.map((_, c) => Math.max(...rows.map((r) => r[c]!.length)) + gap);
  return rows
    .map((r) => `${r.map((cell, c) => (c === r.length - 1 ? cell : cell.padEnd(widths[c]!))).join('')}\n`)
    .join('');
}

/** The comment above an instruction that describes a name. */
function commentFor(i: Instruction, name: string): string {
  const line = i.comments.find((c) => c.startsWith(`${name} `));
  return line === undefined ? '' : line.slice(name.length + 1);
}

/** The stages of a file. @throws DockerfileError */
export function targets(file: Dockerfile): string {
  const froms: Instruction[] = [];
  for (const i of file.instructions) {
    checkInstruction(i, { recent: true });
    if (i.name === 'FROM') froms.push(i);
  }
  const rows = froms.map((i, n) => {
    const name = stageName(i) ?? '';
    const isDefault = n === froms.length - 1;
    return [name === '' && isDefault ? '(default)' : isDefault ? `${name} (default)` : name, commentFor(i, name)];
  });
  return table([['TARGET', 'DESCRIPTION'], ...rows], 2);
}

/** Arguments, secrets, SSH agents and caches that a target uses. */
export function outline(file: Dockerfile, p: Plan, dispatched: ReadonlyMap<string, Dispatched>): string {
  const used = [...dispatched.values()];
  let out = '';
  const name = p.target.name ?? '';
  const description = commentFor(p.target.from, name);
  if (name !== '' || description !== '')
    out += `${table([['TARGET:', name === '' ? '(default)' : name], ...(description === '' ? [] : [['DESCRIPTION:', description]])], 1)}\n`;
  const stageOf = new Set(file.instructions.filter((i) => i.name === 'FROM').map((i) => argsOf(i)[0]));
  const meta = file.instructions.slice(
    0,
    file.instructions.findIndex((i) => i.name === 'FROM'),
  );
  const args = new Map<string, [string, string, string]>();
  for (const i of meta)
    for (const [k] of argPairs(i))
      if ([...stageOf].some((s) => s?.includes(k))) args.set(k, [k, own(p.args, k) ?? '', commentFor(i, k)]);
  for (const d of used) {
    for (const s of d.steps) {
      if (s.i.name !== 'ARG') continue;
      for (const [k] of argPairs(s.i)) args.set(k, [k, d.args.get(k) ?? '', commentFor(s.i, k)]);
    }
  }
  if (args.size > 0) out += `${table([['BUILD ARG', 'VALUE', 'DESCRIPTION'], ...args.values()], 3)}\n`;
  const mounts = used.flatMap((d) => d.steps.flatMap((s) => s.mounts));
  for (const [type, header] of [
    ['secret', 'SECRET'],
    ['ssh', 'SSH'],
  ] as const) {
    const rows = new Map(mounts.filter((m) => m.type === type).map((m) => [m.id, [m.id, m.required ? 'true' : '']]));
    if (rows.size > 0) out += `${table([[header, 'REQUIRED'], ...rows.values()], 3)}\n`;
  }
  return out;
}
