// Every flag of every command of Compose, with and without: what is different is what its row says (fields.ts).

import { describe, expect, it } from 'vitest';
import { differences } from '../cli/flagdifference.ts';
import type { FlagSpec } from '../cli/flags.ts';
import type { Outcome } from '../cli/testing.ts';
import { COMMANDS } from '../cli/tree.ts';
import { COMPOSE_COMMANDS } from './commands/index.ts';
import { FIELDS } from './fields.ts';
import { COMMAND_CASES, FLAG_CASES, type FlagCase } from './flagcases.ts';
import { idleFlag, refusedFlags } from './states.ts';
import { compose } from '../headless/composed.ts';

/** Commands by their names, the flags before a command under an empty one. */
const working = ['', ...COMPOSE_COMMANDS.keys()].filter((n) => COMMANDS.has(`docker compose ${n}`.trim()));

/** What a command has of flags; the table of the real one names one of `up` twice. */
const flagsOf = (name: string): FlagSpec[] => [
  ...new Map(
    COMMANDS.get(`docker compose ${name}`.trim())!
      .flags.filter((f) => f.name !== 'help')
      .map((f) => [f.name, f]),
  ).values(),
];

const on = (f: FlagSpec, c: FlagCase): string =>
  `--${f.name}=${c.value ?? (f.type === 'bool' ? (f.default === 'true' ? 'false' : 'true') : '1')}`;

/** A command line with or without a flag. */
const words = (name: string, c: FlagCase, flag: readonly string[]): string[] =>
  name === ''
    ? [...(c.globals ?? []), ...flag, ...(c.line ?? [])]
    : [...(c.globals ?? []), name, ...(c.before ?? []), ...flag, ...(c.line ?? [])];

describe('a flag changes what its row says', () => {
  it.each(working)('docker compose %s', (name) => {
    const known = new Map<string, Outcome>();
    for (const f of flagsOf(name)) {
      const c: FlagCase = { ...COMMAND_CASES[name], ...FLAG_CASES[name]?.[f.name] };
      const path = `docker compose ${name}`.trim();
      const given = compose(words(name, c, [on(f, c)]), c);
      if (refusedFlags(name).includes(f.name)) {
        expect(given.stderr).toContain(`drydock: '${path} --${f.name}' is not simulated`);
        expect(given.status, f.name).not.toBe(0);
        expect(given.asked, f.name).toEqual([]);
        continue;
      }
      const line = words(name, c, []);
      const same = JSON.stringify([line, c.setup, c.terminal, c.typed, c.signal]);
      const without = known.get(same) ?? compose(line, c);
      known.set(same, without);
      const found = [...differences(without, given)];
      if (idleFlag(name, f.name) === undefined) expect(found, `${path} --${f.name}`).toContain(FIELDS[name]?.[f.name]);
      else expect(found, `${path} --${f.name}`).toEqual([]);
    }
  });
});

describe('the rows', () => {
  it('are there for every flag that can change something, and for no other', () => {
    for (const name of working)
      expect(Object.keys(FIELDS[name] ?? {}).sort(), name).toEqual(
        flagsOf(name)
          .map((f) => f.name)
          .filter((f) => !refusedFlags(name).includes(f) && idleFlag(name, f) === undefined)
          .sort(),
      );
    expect(Object.keys(FIELDS).filter((name) => !working.includes(name))).toEqual([]);
    for (const [name, cases] of Object.entries(FLAG_CASES))
      expect(
        Object.keys(cases).filter((f) => !flagsOf(name).some((x) => x.name === f)),
        name,
      ).toEqual([]);
  });
});
