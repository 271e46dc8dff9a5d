import { describe, expect, it } from 'vitest';
import { EVERYTHING as FULL } from '../../headless/parts.ts';
import { Machine } from '../../lab/machine.ts';
import { geometry } from './geometry.ts';
import { layoutOf } from './layout.ts';
import { instruction, sceneOf } from './scene.ts';

function scene(commands: string) {
  const machine = new Machine(FULL);
  machine.session({ user: 'root', cwd: '/root/lab', name: 't' }).run(commands);
  return sceneOf(machine.engine);
}

describe('stage', () => {
  it('shows images, containers, networks, volumes and ports of the engine', () => {
    const s = scene('docker network create app; docker run -d --name web --network app --network-alias www -p 8080:80 -v data:/d busybox sleep 9; docker create --name idle busybox');
    expect(s.images.map((i) => i.names)).toEqual([['busybox:latest']]);
    expect(s.containers.map((c) => [c.name, c.word, c.glyph])).toEqual([['web', 'running', '●'], ['idle', 'created', '○']]);
    expect(s.containers[0]!.ports).toEqual([{ host: '8080', container: '80' }]);
    expect(s.containers[0]!.networks[0]).toMatchObject({ name: 'app', aliases: ['www'] });
    expect(s.stores).toMatchObject([{ kind: 'volume', name: 'data', users: [s.containers[0]!.key] }]);
    expect(s.networks.find((n) => n.name === 'app')).toMatchObject({ dns: true, members: [s.containers[0]!.key] });
  });
  it('draws shared layers once', () => {
    const s = scene("printf 'FROM busybox\\nRUN echo hi > /x\\n' | docker build -q -t mine - ; docker pull -q busybox");
    const mine = s.images.find((i) => i.names[0] === 'mine:latest')!;
    expect(mine.layers.map((l) => l.shared)).toEqual([true, false]);
    expect(mine.sharedWith).toBe('busybox:latest');
  });
  it('reads instructions from history', () => {
    expect(instruction('RUN /bin/sh -c pip install flask # buildkit')).toBe('RUN pip install flask');
    expect(instruction('/bin/sh -c #(nop)  CMD ["sh"]')).toBe('CMD ["sh"]');
  });
  it('lays out without overlaps, also two hundred containers', () => {
    for (const n of [2, 200]) {
      const one = scene('docker run -d --name web busybox sleep 9');
      const many = { ...one, containers: Array.from({ length: n }, (_, i) => ({ ...one.containers[0]!, key: `c:${i}`, name: `c${i}` })) };
      const l = layoutOf(many, 800);
      const cards = l.nodes.filter((x) => x.item.kind === 'container' || x.item.kind === 'image');
      for (const a of cards) for (const b of cards) if (a !== b) expect(a.box.x + a.box.w <= b.box.x || b.box.x + b.box.w <= a.box.x || a.box.y + a.box.h <= b.box.y || b.box.y + b.box.h <= a.box.y).toBe(true);
    }
  });
  it('begins at the old places and ends at the new ones', () => {
    const a = layoutOf(scene('docker pull -q busybox'), 800);
    const b = layoutOf(scene('docker run -d --name web busybox sleep 9'), 800);
    const key = b.nodes.find((n) => n.item.kind === 'image')!.key;
    expect(geometry(a, b, 0).boxes.get(key)!.box).toEqual(a.nodes.find((n) => n.key === key)!.box);
    const end = geometry(a, b, 1);
    for (const n of b.nodes) expect(end.boxes.get(n.key)).toMatchObject({ box: n.box, opacity: 1 });
  });
});
