// What daemons keep on their disks. The folder itself says whose it is: a file in it names the engine, so that what is
// copied, moved with a volume or deleted goes with the folder.

import type { DockerApi } from '../../api/operations.ts';
import { encode } from '../../fs/bytes.ts';
import type { Cell } from '../../fs/cell.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Process } from '../../kernel/process.ts';
import type { Engine } from '../engine.ts';
import type { EngineHost } from '../host.ts';

interface Kept {
  readonly engine: Engine;
  /** The folder: where it was when a daemon last ran on it. */
  place: Place;
}
interface Place {
  readonly cell: Cell;
  readonly parts: readonly string[];
}

const KEPT = new WeakMap<Kernel, Map<string, Kept>>();

/** What is found below a data root; or why no daemon can run there. */
export type Found =
  | { readonly engine: Engine | undefined; readonly api?: DockerApi; readonly keep: (engine: Engine) => void }
  | 'locked'
  | 'copy';

const at = (a: Place, b: Place): boolean => a.cell === b.cell && a.parts.join('/') === b.parts.join('/');

function idIn(place: Place): string | undefined {
  const node = place.cell.get([...place.parts, 'engine-id']);
  return node?.kind === 'file' ? new TextDecoder().decode(node.data) : undefined;
}

/** The engine that a data root belongs to; the folder is made where it is missing. @throws FsError */
export function lookInto(p: Process, root: string): Found {
  const all = KEPT.get(p.kernel) ?? new Map<string, Kept>();
  KEPT.set(p.kernel, all);
  p.fs.mkdirp(root, 0o710);
  const { mount, parts } = p.fs.place(root);
  const place = { cell: mount.cell, parts };
  const id = idIn(place);
  const kept = id === undefined ? undefined : all.get(id);
  if (kept !== undefined && !at(kept.place, place)) {
    // moved is moved; but two folders of one engine are a copy, and what is in it belongs to the first
    if (idIn(kept.place) === id) return 'copy';
  } else if (kept !== undefined && kept.engine.stage !== 'down') return 'locked';
  return {
    engine: kept?.engine,
    keep(engine) {
      for (const dir of [
        'buildkit',
        'containers',
        'image',
        'network',
        'overlay2',
        'plugins',
        'runtimes',
        'swarm',
        'tmp',
        'volumes',
      ])
        p.fs.mkdirp(`${root}/${dir}`, 0o710);
      p.fs.writeFile(`${root}/engine-id`, encode(engine.system.id));
      all.set(engine.system.id, { engine, place });
    },
  };
}

/** Is the folder the one that the machine's own daemon keeps its things in? */
export function isOwnRoot(p: Process, root: string, host: Pick<EngineHost, 'disk' | 'root'>): boolean {
  const { mount, parts } = p.fs.place(root);
  return at({ cell: mount.cell, parts }, { cell: host.disk, parts: host.root.split('/').slice(1) });
}
