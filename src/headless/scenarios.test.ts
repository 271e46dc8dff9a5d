// Every scenario is played as it is written: its commands typed at the terminal, its goals looked at after each step.

import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Lab } from '../lab/lab.ts';
import { Replay, replayAll } from '../lab/replay.ts';
import { type Goal, gpusOfScenario, labFiles, type Scenario } from '../scenarios/format.ts';
import { Progress } from '../scenarios/progress.ts';
import { EVERYTHING } from './parts.ts';

const root = join(import.meta.dirname, '..', '..', 'scenarios');

function textsBelow(dir: string, from = dir): [string, string][] {
  return readdirSync(dir, { withFileTypes: true }).flatMap((e): [string, string][] => {
    const path = join(dir, e.name);
    return e.isDirectory() ? textsBelow(path, from) : [[relative(from, path), readFileSync(path, 'utf8')]];
  });
}

/** A lab with a scenario's files, and what its terminal showed since the last look. */
export function openScenario(name: string): {
  lab: Lab;
  scenario: Scenario;
  progress: Progress;
  type: (line: string, open?: readonly string[]) => string;
} {
  const scenario = JSON.parse(readFileSync(join(root, name, 'scenario.json'), 'utf8')) as Scenario;
  const lab = new Lab({
    parts: EVERYTHING,
    completer: () => undefined,
    user: scenario.user,
    cwd: scenario.cwd,
    gpus: gpusOfScenario(scenario),
    files: labFiles(scenario, Object.fromEntries(textsBelow(join(root, name, 'files')))),
    columns: 120,
    rows: 40,
  });
  const progress = new Progress(scenario, lab);
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
    lab,
    scenario,
    progress,
    type(line, open = []) {
      shown = '';
      // a reader thinks between two commands, and what was started in the background comes up meanwhile
      kernel.run({ until: kernel.now + 8000 });
      lab.enter(line);
      // what holds the terminal for minutes is a server in the foreground: a person ends it with Ctrl-C
      if (!wait(90)) {
        // and looks at its page before
        for (const url of open)
          lab.browse({ method: 'GET', url: `http://${url}`, headers: [], body: new Uint8Array(0) }, () => {});
        wait(10);
        lab.type('\x03');
        wait(30);
      }
      return shown;
    },
  };
}

describe.each(readdirSync(root))('the scenario %s', (name) => {
  it('does what it says when its commands are typed, and each step is done when it was typed, not before', () => {
    const { scenario, progress, type } = openScenario(name);
    const wrong: string[] = [];
    const answers: string[] = [];
    for (const [n, step] of scenario.steps.entries()) {
      const title = `${n} ${step.title.en}`;
      expect([title, step.goals.length > 0]).toEqual([title, true]);
      if (progress.current !== n) wrong.push(`${title}: the page is at step ${progress.current}`);
      progress.marks(n).forEach((met, i) => {
        if (met) wrong.push(`${title}: met on arrival: ${JSON.stringify(step.goals[i])}`);
      });
      const pages = step.goals.flatMap((g) => (g.kind === 'answer' ? [g.url] : []));
      for (const command of step.commands) {
        if (progress.done.has(n + 1)) wrong.push(`${title}: the next step is done already before ${command}`);
        answers.push(type(command, pages));
        progress.look();
      }
      progress.marks(n).forEach((met, i) => {
        if (!met)
          wrong.push(
            `${title}: open: ${JSON.stringify(step.goals[i])}\n${answers.slice(-step.commands.length).join('').slice(-1500)}`,
          );
      });
      if (!progress.done.has(n)) wrong.push(`${title}: not done`);
    }
    expect(wrong).toEqual([]);
    expect(answers.join('')).not.toContain('internal error');
    expect([...progress.done]).toEqual(scenario.steps.map((_, i) => i));
  });

  it('has no goal that is met when nothing is typed', () => {
    const { lab, scenario, progress, type } = openScenario(name);
    lab.machine.kernel.run({ until: lab.machine.kernel.now + 60_000 });
    type('ls');
    type('docker ps');
    progress.look();
    expect(progress.current).toBe(0);
    expect(progress.done.size).toBe(0);
    expect(scenario.steps[0]!.goals.map((_, i) => progress.marks(0)[i])).toEqual(
      scenario.steps[0]!.goals.map(() => false),
    );
  });
});

describe('the step of a scenario', () => {
  const text = { es: '', en: '' };
  const made = (
    goals: readonly (readonly Goal[])[],
  ): { lab: Lab; progress: Progress; enter: (line: string) => void } => {
    const scenario: Scenario = {
      id: 'x',
      title: text,
      intro: text,
      user: 'student',
      cwd: '/home/student',
      modes: {},
      links: {},
      steps: goals.map((g) => ({ title: text, text, commands: [], goals: g })),
    };
    const lab = new Lab({ parts: EVERYTHING, completer: () => undefined });
    const progress = new Progress(scenario, lab);
    lab.settle();
    return {
      lab,
      progress,
      enter: (line) => {
        lab.enter(line);
        lab.settle();
      },
    };
  };

  it('follows what is typed ahead, several steps in one line too', () => {
    const { lab, progress, enter } = made([
      [{ kind: 'volume', name: 'v1' }],
      [{ kind: 'started', name: 'box' }],
      [{ kind: 'removed', name: 'box' }],
      [{ kind: 'no-volume', name: 'v1' }],
    ]);
    enter('docker volume create v1; docker run -d --name box busybox sleep 100; docker rm -f box');
    expect([...progress.done]).toEqual([0, 1, 2]);
    enter('docker volume rm v1');
    expect([...progress.done]).toEqual([0, 1, 2, 3]);
    // and the same when the session is played again, as a reload and a link do
    const fresh = new Lab({ parts: EVERYTHING, completer: () => undefined });
    const replayed = new Progress(progress.scenario, fresh);
    expect(replayAll(new Replay(fresh, lab.log, lab.moment))).toBe(true);
    expect([...replayed.done]).toEqual([0, 1, 2, 3]);
    expect(progress.current).toBe(3);
  });

  it('is not held up by one that was left out, and does not take what was there before for done', () => {
    const { progress, enter } = made([
      [{ kind: 'volume', name: 'v1' }],
      [{ kind: 'volume', name: 'v2' }],
      [{ kind: 'no-container', name: 'box' }],
      [{ kind: 'volume', name: 'v3' }],
    ]);
    enter('docker volume create v2');
    expect([...progress.done]).toEqual([1]);
    expect(progress.current).toBe(2);
    enter('docker ps');
    expect(progress.current).toBe(2);
    enter('docker run -d --name box busybox sleep 100; docker rm -f box');
    expect(progress.current).toBe(3);
    expect(progress.marks(0)).toEqual([false]);
  });

  it.each<[Goal, string, string]>([
    [
      { kind: 'built', name: 'mine' },
      'docker pull -q busybox; docker tag busybox mine; printf "FROM busybox\\nRUN exit 1\\n" | docker build -q -t mine:latest -',
      'printf "FROM busybox\\n" | docker build -q -t mine -',
    ],
    [
      { kind: 'ran', words: ['ls', '/'], container: 'box' },
      'docker run -d --name box busybox sleep 100; ls /; docker exec box ls /nosuch; docker run --rm busybox ls /',
      'docker exec box ls /',
    ],
    [
      { kind: 'ran', words: ['cat', '/nosuch'], how: 'badly' },
      'cat /etc/hostname; docker run --rm busybox cat /nosuch',
      'cat /nosuch',
    ],
    [
      { kind: 'ended', image: 'busybox' },
      'docker run -d busybox sleep 100; docker run --rm alpine true',
      'docker run --rm busybox true',
    ],
    [
      { kind: 'answer', url: 'localhost:8080', status: 200, text: 'Welcome' },
      'curl localhost:8080; docker run -d -p 8080:80 -p 8081:80 nginx; sleep 3; curl localhost:8081; curl localhost:8080/nosuch',
      'curl -s localhost:8080 | grep title',
    ],
    [{ kind: 'host-file', path: 'a/b', text: 'x' }, 'mkdir a; echo y > a/b; echo x > b', 'echo x > a/b'],
    [
      { kind: 'file-in-volume', volume: 'vv', path: 'b', text: 'x' },
      'docker run --rm -v vv:/v busybox sh -c "echo y > /v/b"',
      'docker run --rm -v vv:/v busybox sh -c "echo x > /v/b"',
    ],
    [
      { kind: 'file-in-container', name: 'box', path: '/v/b', text: 'x' },
      'docker run -d --name box -v vv:/v busybox sleep 100; docker exec box sh -c "mkdir -p /w/v; echo x > /w/v/b"',
      'docker exec box sh -c "echo x > /v/b"',
    ],
    [
      { kind: 'logs', name: 'box', text: 'hello' },
      'docker run --name other busybox echo hello; docker run --name box busybox echo hell',
      'docker rm box; docker run --name box busybox echo hello',
    ],
    [{ kind: 'volume-removed', name: 'vv' }, 'docker volume rm vv; docker volume create vv', 'docker volume rm vv'],
    [{ kind: 'network', name: 'n' }, 'docker network create m', 'docker network create n'],
    [{ kind: 'no-image', name: 'busybox' }, 'docker pull -q busybox', 'docker rmi busybox'],
    [
      { kind: 'project', name: 'p', services: 2 },
      'printf "services:\\n  a:\\n    image: nginx\\n  b:\\n    image: nginx\\n" > compose.yaml; docker compose -p p up -d a; docker compose -p q up -d',
      'docker compose -p p up -d',
    ],
  ])('%j', (goal, before, then) => {
    const { progress, enter } = made([[goal]]);
    for (const line of before.split('; ')) enter(line);
    expect([...progress.done]).toEqual([]);
    enter(then);
    progress.look();
    expect([...progress.done]).toEqual([0]);
  });
});
