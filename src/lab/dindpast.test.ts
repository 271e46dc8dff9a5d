// Engines inside containers and the past of a lab: a session is played again from its log, inner engines with it.

import { describe, expect, it } from 'vitest';
import { decode } from '../fs/bytes.ts';
import { EVERYTHING } from '../headless/parts.ts';
import { History, type Travel } from './history.ts';
import { Lab } from './lab.ts';
import { present } from './view.ts';

const fresh = (): Lab => new Lab({ parts: EVERYTHING, completer: () => undefined });

/** A command at the lab's prompt; what it showed. */
function type(lab: Lab, line: string): string {
  const from = lab.output.slice().length;
  lab.enter(line);
  lab.settle();
  return decode(lab.output.slice().subarray(from));
}

function travel(history: History, to: Travel | undefined): void {
  for (let state = to!.advance(() => 0, 1); state !== 'done'; state = to!.advance(() => 0, 1))
    expect(state).toBe('more');
  history.arrive(to!);
}

const names = (lab: Lab): string[] => [...(present(lab.machine).state?.containers.values() ?? [])].map((c) => c.name);

describe('a lab with an engine in a container', () => {
  it('shows the outer engine, and goes back and forth with the inner one', () => {
    const lab = fresh();
    lab.settle();
    type(lab, 'docker run -d --privileged --name inner docker:dind && sleep 3');
    type(lab, 'docker exec inner docker run -q -d --name deep alpine sleep 999');
    expect(type(lab, 'docker exec inner docker ps --format "{{.Names}}"')).toContain('deep');
    type(lab, 'docker exec inner docker rm -f deep');
    const gone = type(lab, 'docker exec inner docker ps -aq | wc -l');
    expect(gone).toMatch(/\n0\r?\n/);
    // the picture is of the engine that the host's commands speak to
    expect(names(lab)).toEqual(['inner']);
    const history = new History(lab, fresh);
    travel(history, history.undo());
    travel(history, history.undo());
    expect(names(history.lab)).toEqual(['inner']);
    expect(type(history.lab, 'docker exec inner docker ps --format "{{.Names}}"')).toContain('deep');
  });

  it('lets a terminal of an inner container be used through both', () => {
    const lab = fresh();
    lab.settle();
    type(lab, 'docker run -d --privileged --name inner docker:dind && sleep 3');
    type(lab, 'docker exec -it inner sh');
    type(lab, 'docker run -q -it --rm --name deep alpine sh');
    expect(type(lab, 'echo $((6 * 7)) on $(hostname | wc -c); tty')).toMatch(/42 on 13\r?\n\/dev\/pts\/0/);
    type(lab, 'exit');
    expect(type(lab, 'docker ps -aq | wc -l')).toMatch(/\n0\r?\n/);
    type(lab, 'exit');
    expect(type(lab, 'hostname')).toContain('drydock');
  });
});
