// The text twin of the stage: the same things as a nested list, for screen readers, tests, and small frames.

import type { Language } from '../../scenarios/format.ts';
import { say } from '../text.ts';
import type { Work } from '../../lab/shown.ts';
import type { ContainerItem, ImageItem, Scene } from '../../lab/shown.ts';

export interface OutlineNode {
  readonly key: string;
  readonly text: string;
  readonly children: readonly OutlineNode[];
}

/** The state in Docker's own words, the code of an ended one with it. */
export function stateWord(c: ContainerItem): string {
  if (c.shown === 'exited') return `exited (${c.exitCode})`;
  return c.shown === 'restarting' && c.restarts > 0 ? `restarting ${c.restarts}` : c.shown;
}

const leaf = (key: string, text: string): OutlineNode => ({ key, text, children: [] });

function imageNode(i: ImageItem, l: Language): OutlineNode {
  const name = i.names.join(', ') || `${say('dangling', l)} ${i.id.slice(7, 19)}`;
  const shared = i.layers.filter((x) => x.shared).length;
  return {
    key: i.key,
    text: `${name}: ${say('layers', l, { n: i.layers.length })}, ${i.size}${shared > 0 && i.sharedWith !== undefined ? `, ${say('shared', l, { n: shared, name: i.sharedWith.name })}` : ''}`,
    children: [...i.layers]
      .reverse()
      .map((x) =>
        leaf(
          `${i.key}/${x.diffId}`,
          `${x.text} · ${x.size} · ${x.digest}${x.notes.length > 0 ? ` (${x.notes.join('; ')}: ${say('metadata', l)})` : ''}`,
        ),
      ),
  };
}

function containerNode(c: ContainerItem, l: Language): OutlineNode {
  const port = (p: ContainerItem['ports'][number]): string =>
    p.host === undefined ? say('exposed', l, { port: p.container }) : `${p.host}→${p.container}`;
  return {
    key: c.key,
    text: [`${c.name}: ${stateWord(c)}`, c.image, ...c.ports.map(port), ...(c.error === '' ? [] : [c.error])].join(
      ', ',
    ),
    children: [
      {
        key: `${c.key}/w`,
        text: `${say('writableLayer', l)}: ${c.written.length === 0 ? say('untouched', l) : say('changed', l, { n: c.written.length })}`,
        children: c.written
          .slice(0, 50)
          .map((w) => leaf(`${c.key}/w${w.path}`, `${w.kind === 'D' ? '⌫' : w.kind} ${w.path}`)),
      },
      leaf(c.imageKey, `${say('imageLocked', l)}: ${c.image}, ${say('layers', l, { n: c.layers })}`),
      ...c.mounts.map((m): OutlineNode => ({
        key: `${c.key}>${m.key}>${m.at}`,
        text: `${m.at} ← ${m.type === 'tmpfs' ? say('tmpfs', l) : m.key.slice(2)}${m.readOnly ? `, ${say('readOnly', l)}` : ''}${m.hidden.length > 0 ? `, ${say('hidden', l, { n: m.hidden.length })}` : ''}`,
        children: m.hidden.slice(0, 30).map((n) => leaf(`${c.key}>${m.at}/${n}`, `(${n})`)),
      })),
      ...c.networks.map((n) =>
        leaf(
          `${c.key}@${n.name}`,
          `${say('network', l)} ${n.name}${n.ip === '' ? '' : `: ${n.ip}`}${n.names.length > 0 ? ` (${n.names.join(', ')})` : ''}`,
        ),
      ),
    ],
  };
}

/** The whole stage as a list. */
export function outlineOf(scene: Scene, work: Work, l: Language): OutlineNode[] {
  const out: OutlineNode[] = [];
  const section = (key: string, text: string, children: readonly OutlineNode[]): void => {
    if (children.length > 0) out.push({ key, text, children });
  };
  section('work', say('pulling', l), [
    ...work.pulls.map((p): OutlineNode => ({
      key: p.key,
      text: `${say('pulling', l)} ${p.name}`,
      children: p.layers.map((x) => leaf(`${p.key}/${x.id}`, `${x.id}: ${x.status}`)),
    })),
    ...work.builds
      .filter((b) => b.running)
      .map((b): OutlineNode => ({
        key: b.key,
        text: `${say('building', l)} ${b.name}`,
        children: b.steps.map((s) => leaf(`${b.key}/${s.id}`, `${s.name}: ${say(`b_${s.state}`, l)}`)),
      })),
  ]);
  section(
    'images',
    say('images', l),
    scene.images.map((i) => imageNode(i, l)),
  );
  const projects = new Map<string, ContainerItem[]>();
  for (const c of scene.containers) projects.set(c.project, [...(projects.get(c.project) ?? []), c]);
  section(
    'containers',
    say('containers', l),
    [...projects].flatMap(([name, list]) =>
      name === ''
        ? list.map((c) => containerNode(c, l))
        : [
            {
              key: `project:${name}`,
              text: `${say('project', l)} ${name}: ${say('group', l, { n: list.length })}`,
              children: list.map((c) => containerNode(c, l)),
            },
          ],
    ),
  );
  section(
    'networks',
    say('networks', l),
    scene.networks.map((n): OutlineNode => ({
      key: n.key,
      text: `${n.name}: ${n.members.length === 0 ? say('noMembers', l) : n.members.map((m) => m.name).join(', ')}${n.dns ? '' : ` · ${say('noDns', l)}`}${n.internal ? ` · ${say('internal', l)}` : ''}`,
      children: n.members.map((m) =>
        leaf(`${n.key}@${m.key}`, `${n.dns && m.names.length > 0 ? m.names.join(', ') : m.name} → ${m.ip}`),
      ),
    })),
  );
  section(
    'storage',
    say('storage', l),
    scene.stores.map((s): OutlineNode => ({
      key: s.key,
      text: `${s.name}: ${say(s.kind === 'bind' ? 'bind' : s.anonymous ? 'anonymousVolume' : 'volume', l)}, ${say('entries', l, { n: s.entries.length })}${s.users.length === 0 ? `, ${say('unused', l)}` : ''}`,
      children: s.entries.slice(0, 30).map((n) => leaf(`${s.key}/${n}`, n)),
    })),
  );
  section(
    'gates',
    say('gates', l),
    scene.containers.flatMap((c) =>
      c.ports
        .filter((p) => p.host !== undefined)
        .map((p) => leaf(`g:${c.key}:${p.host}`, say('gateTo', l, { host: p.host!, name: c.name, port: p.container }))),
    ),
  );
  return out;
}

export interface Line {
  readonly node: OutlineNode;
  readonly depth: number;
  readonly parent: string | undefined;
  readonly open: boolean;
}

/** The lines that are seen when some nodes are open. */
export function linesOf(nodes: readonly OutlineNode[], open: ReadonlySet<string>, depth = 0, parent?: string): Line[] {
  return nodes.flatMap((node) => [
    { node, depth, parent, open: open.has(node.key) },
    ...(open.has(node.key) ? linesOf(node.children, open, depth + 1, node.key) : []),
  ]);
}
