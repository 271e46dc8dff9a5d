// Every scenario is played as it is written: its commands typed at the terminal, its goals looked at after each step.

import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Lab } from '../lab/lab.ts';
import { labFiles, met, type Scenario } from '../scenarios/format.ts';
import { EVERYTHING } from './parts.ts';

const root = join(import.meta.dirname, '..', '..', 'scenarios');

function textsBelow(dir: string, from = dir): [string, string][] {
  return readdirSync(dir, { withFileTypes: true }).flatMap((e): [string, string][] => {
    const path = join(dir, e.name);
    return e.isDirectory() ? textsBelow(path, from) : [[relative(from, path), readFileSync(path, 'utf8')]];
  });
}

/** A lab with a scenario's files, and what its terminal showed since the last look. */
export function openScenario(name: string): { lab: Lab; scenario: Scenario; type: (line: string) => string } {
  const scenario = JSON.parse(readFileSync(join(root, name, 'scenario.json'), 'utf8')) as Scenario;
  const lab = new Lab({ parts: EVERYTHING, completer: () => undefined, user: scenario.user, cwd: scenario.cwd, files: labFiles(scenario, Object.fromEntries(textsBelow(join(root, name, 'files')))), columns: 120, rows: 40 });
  let shown = '';
  lab.onOutput((b) => {
    shown += new TextDecoder().decode(b);
  });
  lab.settle();
  const { kernel } = lab.machine;
  const wait = (seconds: number): boolean => {
    kernel.run({ until: kernel.now + seconds * 1000, stop: () => (lab.atPrompt || lab.reading) && !kernel.busy });
    return lab.atPrompt || lab.reading;
  };
  return {
    lab, scenario,
    type(line) {
      shown = '';
      // a reader thinks between two commands, and what was started in the background comes up meanwhile
      kernel.run({ until: kernel.now + 8000 });
      lab.enter(line);
      // what holds the terminal for minutes is a server in the foreground: a person ends it with Ctrl-C
      if (!wait(90)) {
        lab.type('\x03');
        wait(30);
      }
      return shown;
    },
  };
}

describe.each(readdirSync(root))('the scenario %s', (name) => {
  it('does what it says when its commands are typed', () => {
    const { lab, scenario, type } = openScenario(name);
    const missed: string[] = [];
    const answers: string[] = [];
    for (const step of scenario.steps) {
      for (const command of step.commands) answers.push(type(command));
      for (const goal of step.goals) if (!met(goal, lab)) missed.push(`${step.title.en}: ${JSON.stringify(goal)}\n${answers.slice(-step.commands.length).join('').slice(-1500)}`);
    }
    expect(missed).toEqual([]);
    expect(answers.join('')).not.toContain('internal error');
  });
});
