import { beforeAll, describe, expect, it } from 'vitest';
import { EVERYTHING as FULL } from '../../headless/parts.ts';
import { Machine } from '../../lab/machine.ts';
import { present } from '../../lab/view.ts';
import { actorAt, actorsOf, packetOf } from './actors.ts';
import { geometry, pointAt } from './geometry.ts';
import { layoutOf } from './layout.ts';
import { linesOf, outlineOf } from './outline.ts';
import { instruction, sceneOf } from '../../lab/scene.ts';
import { NO_WORK, type Scene } from '../../lab/shown.ts';
import type { TraceStep } from './steps.ts';
import { folded, traceOf } from './trace.ts';
import { loadTexts } from '../text.ts';

beforeAll(() => loadTexts('en'));

function lab() {
  const machine = new Machine(FULL);
  const session = machine.session({ user: 'root', cwd: '/root/lab', name: 't' });
  return {
    run: (command: string): Scene => {
      session.run(command);
      return sceneOf(present(machine));
    },
  };
}
const scene = (commands: string): Scene => lab().run(commands);
const at = (width: number, more: object = {}) => ({ width, room: 460, scale: 1, ...more });

describe('the scene', () => {
  it('shows images, containers, networks, volumes and ports of the engine', () => {
    const s = scene(
      'docker network create app; docker run -d --name web --network app --network-alias www -p 8080:80 -v data:/d busybox sleep 9; docker create --name idle busybox',
    );
    expect(s.images.map((i) => i.names)).toEqual([['busybox:latest']]);
    expect(s.containers.map((c) => [c.name, c.shown, c.glyph])).toEqual([
      ['web', 'running', '●'],
      ['idle', 'created', '○'],
    ]);
    expect(s.containers[0]!.ports).toEqual([{ host: '8080', container: '80' }]);
    expect(s.containers[0]!.networks[0]).toMatchObject({ name: 'app' });
    expect(s.containers[0]!.networks[0]!.names).toEqual(expect.arrayContaining(['web', 'www']));
    expect(s.stores).toMatchObject([{ kind: 'volume', name: 'data', users: [s.containers[0]!.key] }]);
    expect(s.networks.find((n) => n.name === 'app')).toMatchObject({
      dns: true,
      members: [{ key: s.containers[0]!.key, name: 'web' }],
    });
  });
  it('draws shared layers once, and hangs instructions without a layer on the one below', () => {
    const s = scene(
      'printf \'FROM busybox\\nRUN echo hi > /x\\nENV A=1\\nCMD ["sh"]\\n\' | docker build -q -t mine - ; docker pull -q busybox',
    );
    const mine = s.images.find((i) => i.names[0] === 'mine:latest')!;
    expect(mine.layers.map((l) => l.shared)).toEqual([true, false]);
    expect(mine.layers[1]!.notes).toEqual(['ENV A=1', 'CMD ["sh"]']);
    expect(mine.sharedWith?.name).toBe('busybox:latest');
  });
  it('shows what a container wrote, changed and deleted, but not where mounts lie', () => {
    const s = scene(
      "docker run --name box -v v:/mnt/data busybox sh -c 'echo 1 > /new; echo 2 >> /etc/passwd; rm /bin/ls; echo x > /mnt/data/f'",
    );
    expect(s.containers[0]!.written.map((w) => `${w.kind} ${w.path}`)).toEqual([
      'D /bin/ls',
      'C /etc/passwd',
      'A /new',
    ]);
  });
  it('shows what a mount hides, and that a volume was filled', () => {
    const s = scene(
      'mkdir -p site; echo mine > site/index.html; docker run -d --name aa -v $PWD/site:/usr/share/nginx/html nginx; docker run -d --name bb -v html:/usr/share/nginx/html nginx',
    );
    const [a, b] = s.containers;
    expect(a!.mounts[0]).toMatchObject({ type: 'bind', hidden: ['50x.html', 'index.html'], shown: ['index.html'] });
    expect(b!.mounts[0]).toMatchObject({ type: 'volume', shown: ['50x.html', 'index.html'] });
  });
  it('reads instructions from history', () => {
    expect(instruction('RUN /bin/sh -c pip install flask # buildkit')).toBe('RUN pip install flask');
    expect(instruction('/bin/sh -c #(nop)  CMD ["sh"]')).toBe('CMD ["sh"]');
  });
});

describe('the trace', () => {
  it('tells each thing that a command did, with the things it moved', () => {
    const l = lab();
    const a = l.run('docker network create app');
    const b = l.run('docker run -d --name web --network app -p 8080:80 -v html:/usr/share/nginx/html nginx');
    const steps = traceOf(a, b);
    expect(steps.map((s) => s.text)).toEqual([
      't_imagePulled',
      't_volumeCreated',
      't_created',
      't_mounted',
      't_copyUp',
      't_joined',
      't_started',
      't_published',
      ...steps.slice(8).map((s) => s.text),
    ]);
    expect(steps.find((s) => s.text === 't_started')!.keys[0]).toBe(b.containers[0]!.key);
    expect(traceOf(b, b)).toEqual([]);
  });
  it('tells copies on write and whiteouts', () => {
    const l = lab();
    const a = l.run('docker run -d --name box busybox sleep 99');
    const b = l.run("docker exec box sh -c 'echo 1 >> /etc/passwd; rm /bin/ls'");
    expect(traceOf(a, b).map((s) => [s.text, s.args['path']])).toEqual([
      ['t_whiteout', '/bin/ls'],
      ['t_copied', '/etc/passwd'],
    ]);
    const c = l.run('docker rm -f box');
    expect(traceOf(b, c).map((s) => s.text)).toEqual(['t_removed']);
  });
});

describe('the layout', () => {
  it('lays out without overlaps, two containers or two hundred, folded or not', () => {
    const one = scene('docker run -d --name web -p 8080:80 busybox sleep 9');
    for (const n of [2, 20, 200]) {
      const many = {
        ...one,
        containers: Array.from({ length: n }, (_, i) => ({
          ...one.containers[0]!,
          key: `c:${i}`,
          name: `c${i}`,
          ports: [],
        })),
      };
      for (const options of [at(800), at(800, { detail: 3 }), at(500, { detail: 0 }), at(1280, { scale: 2.4 })]) {
        const l = layoutOf(many, options);
        const cards = l.nodes.filter((x) =>
          ['container', 'image', 'store', 'group', 'network', 'gate'].includes(x.item.kind),
        );
        for (const a of cards)
          for (const b of cards)
            if (a !== b)
              expect(
                a.box.x + a.box.w <= b.box.x + 1 ||
                  b.box.x + b.box.w <= a.box.x + 1 ||
                  a.box.y + a.box.h <= b.box.y + 1 ||
                  b.box.y + b.box.h <= a.box.y + 1,
                `${a.key} ${b.key}`,
              ).toBe(true);
        expect(Math.max(...cards.map((c) => c.box.x + c.box.w))).toBeLessThanOrEqual(l.width);
      }
    }
  });
  it('folds many alike, and shows all when it is asked to', () => {
    const one = scene('docker run -d --name web busybox sleep 9');
    const many = {
      ...one,
      containers: Array.from({ length: 200 }, (_, i) => ({ ...one.containers[0]!, key: `c:${i}`, name: `c${i}` })),
    };
    const folded = layoutOf(many, at(800));
    const group = folded.nodes.find((n) => n.item.kind === 'group')!;
    expect(folded.nodes.filter((n) => n.item.kind === 'container')).toHaveLength(0);
    expect(
      layoutOf(many, at(800, { turned: new Set([group.key]) })).nodes.filter((n) => n.item.kind === 'container'),
    ).toHaveLength(200);
  });
  it('shows less of everything in less room', () => {
    const s = scene('docker run -d --name web -v v:/d nginx; docker run -d --name db redis');
    expect(layoutOf(s, at(1000, { room: 900 })).detail).toBe(3);
    expect(layoutOf(s, at(800, { room: 240 })).detail).toBe(1);
    expect(layoutOf(s, at(800, { room: 240 })).height).toBeLessThanOrEqual(250);
  });
  it('begins at the old places and ends at the new ones', () => {
    const a = layoutOf(scene('docker pull -q busybox'), at(800));
    const b = layoutOf(scene('docker run -d --name web busybox sleep 9'), at(800));
    const key = b.nodes.find((n) => n.item.kind === 'image')!.key;
    const old = a.nodes.find((n) => n.key === key)!.box;
    expect(geometry(a, b, 0).boxes.get(key)!.box).toMatchObject({ x: old.x, y: old.y });
    const end = geometry(a, b, 1);
    for (const n of b.nodes) expect(end.boxes.get(n.key)).toMatchObject({ box: n.box, opacity: 1 });
  });
  it('grows a new container out of its image', () => {
    const l = lab();
    const a = layoutOf(l.run('docker pull -q busybox'), at(800));
    const b = layoutOf(l.run('docker run -d --name web busybox sleep 9'), at(800));
    const image = b.nodes.find((n) => n.item.kind === 'image')!;
    const start = geometry(a, b, 0).boxes.get(b.nodes.find((n) => n.item.kind === 'container')!.key)!;
    expect([start.box.x, start.box.y]).toEqual([image.box.x, image.box.y]);
  });
});

describe('what flies', () => {
  it('goes from beginning to end of its way', () => {
    expect(
      pointAt(
        [
          [0, 0],
          [10, 0],
          [10, 10],
        ],
        0.75,
      ),
    ).toEqual([10, 5]);
    const l = lab();
    const a = l.run('docker run -d --name box -p 8080:80 busybox sleep 99');
    const b = l.run("docker exec box sh -c 'echo 1 >> /etc/passwd'");
    const layout = layoutOf(b, at(800));
    const [actor] = actorsOf(traceOf(a, b), layout);
    expect(actor).toMatchObject({ label: 'passwd', look: 'file' });
    expect(actor!.points[0]![1]).toBeGreaterThan(actor!.points[1]![1]);
    expect(actorAt(actor!, 10_000)).toBeUndefined();
    expect(packetOf(layout, '8080', false)!.points.length).toBeGreaterThan(3);
    expect(packetOf(layout, '81', true)!.look).toBe('fail');
  });
});

describe('the text twin', () => {
  it('says the same as the picture', () => {
    const s = scene('docker run -d --name web -p 8080:80 -v data:/d busybox sleep 9');
    const tree = outlineOf(s, NO_WORK, 'en');
    const text = linesOf(tree, new Set(tree.map((n) => n.key)))
      .map((l) => l.node.text)
      .join('\n');
    expect(text).toContain('web: running, busybox:latest, 8080→80');
    expect(text).toContain('data: volume, 0 entries');
    expect(text).toContain('bridge: web · no names here');
    expect(text).toContain('8080 leads to web 80');
  });
});

describe('the list of steps', () => {
  it('counts on when a server writes many files', () => {
    const step = (id: number): TraceStep => ({
      id,
      command: 1,
      at: id,
      text: 't_written',
      args: { name: 'web', path: `/f${id}` },
      keys: ['c:1', 'c:1/w'],
    });
    let trace: TraceStep[] = [];
    for (let i = 0; i < 50; i++) trace = folded(trace, [step(i)], 1).trace;
    expect(trace).toHaveLength(7);
    expect(trace.at(-1)).toMatchObject({ text: 't_more', args: { name: 'web', n: 44 } });
    expect(folded(trace, [{ ...step(99), command: 2 }], 2).trace).toHaveLength(8);
  });
});

describe('a port that is taken', () => {
  it('is a gate that was refused, with the reason at the container', () => {
    const l = lab();
    const a = l.run('docker run -d --name one -p 8080:80 busybox sleep 99');
    const b = l.run('docker run -d --name two -p 8080:80 busybox sleep 99');
    const two = b.containers.find((c) => c.name === 'two')!;
    expect(two).toMatchObject({ refused: ['8080'], tone: 'bad', shown: 'created' });
    expect(traceOf(a, b).find((s) => s.text === 't_failed')!.args['error']).toContain('port is already allocated');
    expect(
      layoutOf(b, at(800))
        .nodes.filter((n) => n.item.kind === 'gate')
        .map((n) => n.item.kind === 'gate' && n.item.data.refused),
    ).toEqual([false, true]);
  });
});
