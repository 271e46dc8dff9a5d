import { describe, expect, it } from 'vitest';
import { decode } from '../fs/bytes.ts';
import { EVERYTHING } from '../headless/parts.ts';
import { History, type Travel } from './history.ts';
import { Lab } from './lab.ts';
import { asConformance, readable, shownLines } from './transcript.ts';

const fresh = (): Lab => new Lab({ parts: EVERYTHING, completer: () => undefined });

function go(history: History, travel: Travel | undefined): void {
  expect(travel).toBeDefined();
  for (;;) {
    const state = travel!.advance(() => 0, 1);
    if (state === 'more') continue;
    expect(state).toBe('done');
    break;
  }
  history.arrive(travel!);
}

function used(...lines: string[]): History {
  const lab = fresh();
  lab.settle();
  for (const line of lines) {
    lab.enter(line);
    lab.settle();
  }
  return new History(lab, fresh);
}

const names = (h: History): string[] =>
  [...(h.lab.machine.present?.state.containers.values() ?? [])].map((c) => c.name);
const lines = (h: History): (string | undefined)[] => h.frames.map((f) => f.line);

describe('the past', () => {
  it('undo takes the last command back, redo does it again to the byte', () => {
    const h = used('docker run -d --name one busybox sleep 100', 'docker rm -f one', 'echo $RANDOM');
    const said = decode(h.lab.output.slice());
    go(h, h.undo());
    go(h, h.undo());
    expect(names(h)).toEqual(['one']);
    expect(lines(h)).toEqual([
      undefined,
      'docker run -d --name one busybox sleep 100',
      'docker rm -f one',
      'echo $RANDOM',
    ]);
    expect(h.position).toBe(1);
    go(h, h.redo());
    expect(names(h)).toEqual([]);
    go(h, h.redo());
    h.lab.settle();
    expect(decode(h.lab.output.slice())).toBe(said);
    expect(h.canRedo).toBe(false);
  });

  it('continuing from a frame keeps what came after as a branch until the next command', () => {
    const h = used('docker volume create a1', 'docker volume create b1', 'docker volume create c1');
    go(h, h.goto(1));
    expect(h.canRedo).toBe(true);
    go(h, h.goto(3));
    expect([...h.lab.machine.engine.state.volumes.keys()]).toEqual(['a1', 'b1', 'c1']);
    go(h, h.goto(1));
    h.lab.settle();
    h.lab.enter('docker volume create other');
    h.lab.settle();
    expect(h.canRedo).toBe(false);
    expect([...h.lab.machine.engine.state.volumes.keys()]).toEqual(['a1', 'other']);
    expect(lines(h)).toEqual([undefined, 'docker volume create a1', 'docker volume create other']);
  });

  it('redo brings back what was edited after the last command', () => {
    const h = used('echo one > /home/student/f');
    h.lab.writeFile('/home/student/f', 'edited');
    go(h, h.undo());
    expect(h.lab.readFile('/home/student/f')).toBeUndefined();
    go(h, h.redo());
    expect(h.lab.readFile('/home/student/f')).toBe('edited');
    expect(h.canRedo).toBe(false);
  });

  it('undo of a command that still runs goes back before it', () => {
    const h = used('echo one');
    h.lab.enter('sleep 1000');
    h.lab.machine.kernel.run({ until: h.lab.machine.kernel.now + 50 });
    expect(h.lab.past.running).toBe('sleep 1000');
    go(h, h.undo());
    h.lab.settle();
    expect(h.lab.atPrompt).toBe(true);
    expect(h.position).toBe(1);
  });

  it('a frame is a moment that does not change, in the middle of a command too', () => {
    const h = used('docker run -d --name web nginx', 'docker stop web; docker rm web');
    const { past } = h.lab;
    expect([...past.at(1).state!.containers.values()].map((c) => c.state)).toEqual(['running']);
    expect(past.at(2).state!.containers.size).toBe(0);
    const { trace } = past.frames[2]!;
    const stopped = trace.findIndex((t) => t.kind === 'container-state' && t.detail['is'] === 'exited');
    expect([...past.at(2, stopped).state!.containers.values()].map((c) => c.state)).toEqual(['exited']);
    expect(past.at(2, stopped).containers.size).toBe(1);
    expect(new Set(trace.map((t) => t.id)).size).toBe(trace.length);
  });

  it('tells what a command changed: layers, states, networks, ports, volumes, files', () => {
    const h = used(
      'docker network create front',
      'docker run -d --name web --network front -p 8080:80 -v data:/data busybox sh -c "echo x > /data/x; touch /own; sleep 100"',
      'echo hello > /home/student/f; sleep 1',
      'docker exec web rm /etc/passwd',
      'docker rm -f web',
    );
    const told = h.lab.past.frames.map((f) => f.trace.map((t) => t.kind));
    expect(told[2]).toEqual(
      expect.arrayContaining([
        'layer-added',
        'image-added',
        'image-tagged',
        'volume-created',
        'container-created',
        'network-joined',
        'port-opened',
        'container-state',
        'volume-mounted',
      ]),
    );
    const all = h.lab.past.frames.flatMap((f) => f.trace);
    expect(all.find((t) => t.kind === 'volume-filled')?.detail).toEqual({ volume: 'data', entries: 1 });
    expect(all.find((t) => t.kind === 'file-added' && t.detail['path'] === '/own')?.detail['where']).toBe('web');
    expect(all.find((t) => t.kind === 'file-added' && t.objects[0] === 'host')?.detail['path']).toBe('/home/student/f');
    expect(all.find((t) => t.kind === 'file-removed')?.detail).toEqual({ path: '/etc/passwd', where: 'web' });
    expect(told[5]).toEqual(
      expect.arrayContaining(
        ['port-closed', 'network-left', 'container-removed', 'volume-released'].filter((k) => k !== 'port-closed'),
      ),
    );
  });

  it('frames know commands in other shells, their statuses, and where their output is', () => {
    const h = used('docker run -it --rm --name box busybox sh', 'false', 'exit', 'nosuchcommand', 'echo two \\\nlines');
    expect(h.lab.past.frames.map((f) => [f.line, f.status])).toEqual([
      [undefined, undefined],
      ['docker run -it --rm --name box busybox sh', undefined],
      ['false', 1],
      ['exit', 1],
      ['nosuchcommand', 127],
      ['echo two \\\nlines', 0],
    ]);
    expect(readable(h.lab.past.frames, h.lab.output)).toContain(
      '$ nosuchcommand\nbash: nosuchcommand: command not found\n[127]\n\n$ echo two \\\n> lines\ntwo lines\n',
    );
    expect(asConformance(h.lab.past.frames, h.lab.output)).toContain(
      '$ nosuchcommand\n| bash: nosuchcommand: command not found\n= 127\n',
    );
  });

  it('the command that ends the shell is a frame too, and can be undone', () => {
    const h = used('echo one', 'exit 3');
    expect(h.lab.atPrompt).toBe(true);
    expect(h.lab.past.frames.map((f) => [f.line, f.status])).toEqual([
      [undefined, undefined],
      ['echo one', 0],
      ['exit 3', 3],
    ]);
    go(h, h.undo());
    expect(h.position).toBe(1);
  });

  it('a transcript shows what progress displays ended with', () => {
    expect(shownLines('a\r\nb\r\n\x1b[2A\x1b[2Kdone\r\n\x1b[2Kdone 2\r\n\x1b[31mred\x1b[0m')).toEqual([
      'done',
      'done 2',
      'red',
    ]);
    expect(shownLines('50%\r100%\r\n')).toEqual(['100%']);
  });
});
