// The Container Device Interface: files on the host that say what a device is made of, and what of that a container gets.
// Fields and rules: the CDI specification (cncf-tags/container-device-interface, SPEC.md).

import { ApiError } from '../../api/error.ts';
import { decode } from '../../fs/bytes.ts';
import type { Core } from '../ports/core.ts';
import { hostPlace } from '../hostplace.ts';
import { fileMount, type Injection, joined, NOTHING } from './additions.ts';

/** What is seen of the engine here. */
type Engine = Core;

/** Folders in which dockerd looks; a device of the later one wins. */
export const CDI_DIRS = ['/etc/cdi', '/var/run/cdi'] as const;

type Fields = Readonly<Record<string, unknown>>;
interface Device {
  /** The file that it stands in. */
  readonly spec: Fields;
  readonly edits: Fields;
}

const fields = (x: unknown): Fields => (typeof x === 'object' && x !== null && !Array.isArray(x) ? (x as Fields) : {});
const list = (x: unknown): readonly unknown[] => (Array.isArray(x) ? x : []);
const text = (x: unknown): string => (typeof x === 'string' ? x : typeof x === 'number' ? String(x) : '');

/** Devices of the files that are there now, by qualified name. A file that cannot be read has none. */
function devices(engine: Engine): Map<string, Device> {
  const out = new Map<string, Device>();
  for (const dir of CDI_DIRS) {
    const { node } = hostPlace(engine, dir);
    if (node?.kind !== 'dir') continue;
    for (const [name, file] of [...node.entries].sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (file.kind !== 'file' || !/\.(yaml|json)$/.test(name)) continue;
      let spec: Fields;
      try {
        spec = fields(engine.host.documents(decode(file.data))[0]);
      } catch {
        continue;
      }
      for (const d of list(spec['devices']).map(fields))
        out.set(`${text(spec['kind'])}=${text(d['name'])}`, { spec, edits: fields(d['containerEdits']) });
    }
  }
  return out;
}

/** Names of the devices that dockerd finds, as `docker info` lists them. */
export function cdiNames(engine: Engine): string[] {
  return [...devices(engine).keys()].sort();
}

function edited(engine: Engine, edits: Fields): Injection {
  return {
    env: list(edits['env']).map(text),
    nodes: list(edits['deviceNodes'])
      .map(fields)
      .map((d) => {
        const from = text(d['hostPath']) || text(d['path']);
        const { node } = hostPlace(engine, from);
        if (node?.kind !== 'dev')
          throw new ApiError(
            500,
            `CDI device injection failed: failed to inject devices: failed to stat CDI host device "${from}": no such file or directory`,
          );
        return [text(d['path']), node] as const;
      }),
    mounts: list(edits['mounts'])
      .map(fields)
      .map((m) => fileMount(text(m['hostPath']), text(m['containerPath']), list(m['options']).map(text))),
  };
}

/** What the named devices add: what stands in their files for all, once a file, then each device's own. @throws ApiError */
export function cdiInjection(engine: Engine, names: readonly string[]): Injection {
  const known = devices(engine);
  const missing = names.filter((n) => !known.has(n));
  if (missing.length > 0)
    throw new ApiError(500, `CDI device injection failed: unresolvable CDI devices ${missing.join(', ')}`);
  const seen = new Set<Fields>();
  return joined(
    names.flatMap((n) => {
      const { spec, edits } = known.get(n)!;
      const common = seen.has(spec) ? NOTHING : edited(engine, fields(spec['containerEdits']));
      seen.add(spec);
      return [common, edited(engine, edits)];
    }),
  );
}
