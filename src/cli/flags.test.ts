// Every flag of every command, with and without: what is different is what its row says (fields.ts).

import { describe, expect, it } from 'vitest';
import { swarmCommands } from './command/swarm/outside.ts';
import { IMPLEMENTED } from './command/index.ts';
import { FIELDS } from './fields.ts';
import { BY_NAME, BY_TYPE, COMMAND_CASES, FLAG_CASES, type FlagCase } from './flagcases.ts';
import { differences } from './flagdifference.ts';
import type { FlagSpec } from './flags.ts';
import { idleFlag, refusedFlags, shownFlags } from './states.ts';
import { docker, type Outcome } from './testing.ts';
import { COMMANDS } from './tree.ts';

const working = [...COMMANDS.values()].filter(
  (c) =>
    c.path === c.canonical &&
    IMPLEMENTED.has(c.path) &&
    // outside a swarm these are refused whatever their flags say: nothing is accepted that could be dropped
    !Object.hasOwn(swarmCommands, c.path) &&
    c.flags.some((f) => f.name !== 'help'),
);

const on = (f: FlagSpec, c: FlagCase): string => {
  if (f.type === 'bool') return `--${f.name}=${c.value ?? (f.default === 'true' ? 'false' : 'true')}`;
  return `--${f.name}=${c.value ?? BY_NAME[f.name] ?? BY_TYPE[f.type] ?? 'x'}`;
};

/** A command without and with one of its flags. */
function both(path: string, f: FlagSpec): readonly [Outcome, Outcome] {
  const c: FlagCase = { ...COMMAND_CASES[path]!, ...FLAG_CASES[path]?.[f.name] };
  // a prompt is there to be answered, but where the flag is the answer
  const before = (c.before ?? []).filter((b) => b !== `-${f.short}`);
  const run = (...flag: string[]): Outcome =>
    docker([...path.split(' ').slice(1), ...before, ...flag, ...c.line], {
      ...c,
      answers: c.fresh?.() ?? c.answers ?? {},
    });
  return [run(), run(on(f, c))];
}

describe('a flag changes what its row says', () => {
  it.each(working.map((c) => c.path))('%s', (path) => {
    for (const f of COMMANDS.get(path)!.flags) {
      if (f.name === 'help') continue;
      const [without, given] = both(path, f);
      const name = `${path} --${f.name}`;
      const field = FIELDS[path]?.[f.name];
      if (refusedFlags(path).includes(f.name)) {
        expect(given.stderr, name).toContain(`drydock: '${name}' is not simulated`);
        expect(given.status, name).not.toBe(0);
        expect(given.asked, name).toEqual([]);
        continue;
      }
      const found = [...differences(without, given)];
      if (idleFlag(path, f.name) === undefined) expect(found, name).toContain(field);
      else expect(found, name).toEqual([]);
    }
  });
});

describe('the rows', () => {
  it('are there for every flag that can change something, and for no other', () => {
    const wanted = new Map(
      working.map((c) => [
        c.path,
        c.flags
          .map((f) => f.name)
          .filter((f) => f !== 'help' && !refusedFlags(c.path).includes(f) && idleFlag(c.path, f) === undefined),
      ]),
    );
    for (const [path, names] of wanted) {
      const rows = Object.keys(FIELDS[path] ?? {});
      // `create` has the rows of `run`, and not all of its flags
      expect(path === 'docker create' ? rows.filter((r) => names.includes(r)).sort() : rows.sort(), path).toEqual(
        [...names].sort(),
      );
    }
    expect(Object.keys(FIELDS).filter((path) => !wanted.has(path))).toEqual([]);
  });

  it('name a field of the request for what is only shown: inspect has it from there', () => {
    for (const { path } of working)
      for (const f of shownFlags(path).filter((x) => FIELDS[path]?.[x] !== undefined))
        expect(FIELDS[path]![f], `${path} --${f}`).toMatch(/^(HostConfig|NetworkingConfig|[A-Z]\w+)/);
  });
});
