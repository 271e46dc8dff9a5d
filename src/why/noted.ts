// What failed on a machine, explained at its moment: later the container may be gone, the server ready, the port free.

import type { RecordedContainer, Records } from '../api/records.ts';
import { ApiError } from '../api/error.ts';
import type { CreateRequest } from '../api/types/container.ts';
import type { DockerApi } from '../api/operations.ts';
import type { EventMessage } from '../api/types/system.ts';
import type { Task } from '../kernel/block.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Refusal } from '../kernel/outcome.ts';
import { whyExit } from './exit.ts';
import { askerOf, firstBad, type Hop, say, type Say, type World } from './hop.ts';
import { type From, type Target, whyRequest } from './request.ts';
import { whyName, whyPort, whyRemove } from './use.ts';

/** Something that failed. */
export interface Noted {
  readonly kind: 'request' | 'engine' | 'end';
  /** Virtual ms. */
  readonly at: number;
  readonly title: Say;
  /** The explanation, as things stood then. */
  readonly hops: readonly Hop[];
  /** A container did it by itself, not somebody who typed. */
  readonly background: boolean;
  /** Clients ask whether something is there as a matter of course: alone this is no failure. */
  readonly probe: boolean;
  /** The container that did it or ended, when somebody started it, and the code with which it ended. */
  readonly container?: { readonly id: string; readonly started: number; readonly code: number };
  /** It goes by itself when it ends (`--rm`). */
  readonly gone?: boolean;
  /** What was asked for, so that it can be asked again. */
  readonly asked?: { readonly from: From; readonly to: Target };
}

const NOTED = new WeakMap<Kernel, Noted[]>();
const KEPT = 48;

function keep(kernel: Kernel, noted: Noted): void {
  const list = NOTED.get(kernel) ?? [];
  list.push(noted);
  if (list.length > KEPT) list.shift();
  NOTED.set(kernel, list);
}

/** What failed, oldest first. Before the engine is there, what networks refused is explained as things are now. */
export function notedOf(world: World): readonly Noted[] {
  return NOTED.get(world.kernel) ?? world.kernel.refusals.map((r) => refusalNoted(world, r));
}

/** When somebody started a container; one that its restart policy started was started by nobody. */
const startOf = (c: RecordedContainer): number => (c.restartCount > 0 ? 0 : c.startedAt);

function refusalNoted(world: World, r: Refusal): Noted {
  const { asker: c, build } = askerOf(world, r.mounts, r.net);
  const to: Target = { host: r.name ?? r.ip ?? '', port: r.port };
  const target = to.port === undefined ? to.host : `${to.host}:${to.port}`;
  const host = { kind: r.program === 'browser' ? 'browser' : 'host' } as const;
  const outside: From = build ? { kind: 'build', net: r.net } : host;
  const from: From = c !== undefined ? { kind: 'container', ref: c.name } : outside;
  const name = c?.name ?? from.kind;
  let hops = whyRequest(world, from, to);
  if (r.taken === true) {
    // the way was open when it was asked: what is wrong with it by now comes after that
    const broken: Hop = {
      what: say('reply'),
      ok: false,
      fact: say('brokenOff', { target }),
      mend: say('mendBrokenOff'),
    };
    hops = [
      ...hops.filter((h) => h.ok !== false && h.what.key !== 'reply'),
      broken,
      ...hops.filter((h) => h.ok === false),
    ];
  } else if (firstBad(hops) === undefined) {
    if (hops.at(-1)?.what.key === 'reply') hops.pop();
    hops.push({
      what: say('reply'),
      ok: false,
      fact: say('failedAnyway', { error: r.error }),
      mend: say('mendReadIt'),
    });
  }
  return {
    kind: 'request',
    at: r.at,
    title: say('titleRequest', { program: r.program, target, from: name }),
    hops,
    background: r.background && !build,
    probe: false,
    asked: { from, to },
    ...(c === undefined ? {} : { container: { id: c.id, started: startOf(c), code: 0 } }),
  };
}

function endNoted(world: World, records: Records, e: EventMessage): Noted | undefined {
  const c = records.containers.get(e.Actor.ID);
  if (c === undefined) return undefined;
  const { stoppedByHand } = records.runtime(c);
  // one that was watched to its good end, or was stopped and goes, did not fail
  if (c.exitCode === 0 && (stoppedByHand || c.config.AttachStdout)) return undefined;
  if (stoppedByHand && c.hostConfig.AutoRemove) return undefined;
  return {
    kind: 'end',
    at: records.now,
    title: say('titleExit', { container: c.name, code: c.exitCode }),
    hops: whyExit(world, c.id),
    background: true,
    probe: false,
    container: { id: c.id, started: startOf(c), code: c.exitCode },
    gone: c.hostConfig.AutoRemove,
  };
}

/** Ports of the host that a container wants and cannot have now. */
function portProblem(world: World, ref: string): Hop[] {
  const c = world.records?.container(ref);
  if (c === undefined) return [];
  for (const list of Object.values(c.hostConfig.PortBindings ?? {})) {
    for (const b of list) {
      if (b.HostPort === '') continue;
      const hops = whyPort(world, Number(b.HostPort)).filter((h) => h.ok === false);
      if (hops.length > 0) return hops;
    }
  }
  return [];
}

/** An operation that the engine refused. */
interface Refused {
  readonly operation: string;
  readonly args: readonly unknown[];
  readonly error: ApiError;
}

/** The refusal itself, as the engine worded it. */
const wordsOf = ({ operation, error }: Refused): Hop => ({
  what: say('engine', { operation }),
  ok: false,
  fact: say('refused', { message: error.message }),
});

function whyRefused(world: World, refused: Refused): Hop[] {
  const { operation, args, error } = refused;
  const first = wordsOf(refused);
  const ref = typeof args[0] === 'string' ? args[0] : '';
  const more = (hops: Hop[]): Hop[] => (firstBad(hops) === undefined ? [first] : [first, ...hops]);
  switch (operation) {
    case 'ContainerRemove':
    case 'VolumeRemove':
    case 'NetworkRemove':
    case 'ImageRemove':
      return more(whyRemove(world, ref));
    case 'ContainerCreate':
      return error.status === 409 ? more(whyName(world, (args[0] as CreateRequest).name)) : [first];
    case 'ContainerRename':
      return error.status === 409 ? more(whyName(world, String(args[1]))) : [first];
    case 'ContainerStart':
    case 'ContainerRestart': {
      const ports = portProblem(world, ref);
      return more(ports.length > 0 ? ports : whyExit(world, ref));
    }
    case 'ExecCreate':
    case 'ExecStart':
      return more(whyExit(world, ref));
    default:
      return [/^(Container|Exec)/.test(operation) && error.status === 404 ? { ...first, mend: say('mendPs') } : first];
  }
}

/** The engine's API. What it refuses, what its networks refuse and which containers end is noted from now on. */
export function noting(world: World & { readonly records: Records }, api: DockerApi): DockerApi {
  const { kernel, records } = world;
  NOTED.set(
    kernel,
    kernel.refusals.map((r) => refusalNoted({ ...world, records: undefined }, r)),
  );
  kernel.onRefused = (r) => keep(kernel, refusalNoted(world, r));
  records.listen((e) => {
    if (e.Type !== 'container' || e.Action !== 'die') return;
    const noted = endNoted(world, records, e);
    if (noted !== undefined) keep(kernel, noted);
  });
  return watched(kernel, api, (refused) => whyRefused(world, refused));
}

/** The API of an engine that runs in a container. What it refuses is noted in its words; the rest is told of the outer one. */
export function notingInner(kernel: Kernel, api: DockerApi): DockerApi {
  return watched(kernel, api, (refused) => [wordsOf(refused)]);
}

/** An API that keeps what it refuses, with the hops that explain it. */
function watched(kernel: Kernel, api: DockerApi, explain: (refused: Refused) => Hop[]): DockerApi {
  const out: Record<string, unknown> = {};
  for (const [operation, run] of Object.entries(api) as [string, (...args: never[]) => Task<unknown>][]) {
    out[operation] = function* (...args: never[]): Task<unknown> {
      try {
        return yield* run(...args);
      } catch (error) {
        if (error instanceof ApiError) {
          keep(kernel, {
            kind: 'engine',
            at: kernel.now,
            title: say('titleEngine', { operation }),
            background: false,
            probe: error.status === 404 && /Inspect$|^ContainerCreate$/.test(operation),
            hops: explain({ operation, args, error }),
          });
        }
        throw error;
      }
    };
  }
  return out as unknown as DockerApi;
}
