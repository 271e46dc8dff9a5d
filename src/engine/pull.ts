// `docker pull` over virtual time: layers come three at a time, are extracted in order, and those that are there already are not fetched.

import type { Task } from '../kernel/block.ts';
import { ApiError } from '../api/error.ts';
import type { Stream } from '../api/stream.ts';
import type { ProgressMessage } from '../api/types/image.ts';
import { parsePlatform } from '../api/platform.ts';
import { refusal } from './asked.ts';
import type { With } from './ports/stores.ts';
import { type LayerPullEvent, layerPullMachine } from './machines/things.machine.ts';
import { familiar, familiarName, fullName, parseReference, type Reference, withDefaultTag } from '../api/reference.ts';
import type { RemoteImage } from './registry.ts';
import type { ImageRecord } from './state.ts';
import { after, initialState } from './step.ts';
import { Channel } from './streams.ts';

/** What is seen of the engine here. */
type Engine = With<'images' | 'builder'>;

/** Bytes per virtual ms of the simulated line and disk. */
const DOWNLOAD_RATE = 25_000;
const EXTRACT_RATE = 45_000;
const AT_ONCE = 3;

/** The image behind a reference, or the error that a client gets. */
export function lookup(engine: Engine, r: Reference): RemoteImage {
  const { registry } = engine.host;
  const reach = registry.reach(r.domain);
  if (!reach.ok) throw new ApiError(500, reach.reason);
  const hub = r.domain === 'docker.io';
  const known = registry.tags(r.domain, r.path);
  const found = registry.find(r.domain, r.path, r.digest ?? r.tag ?? 'latest');
  if (found !== undefined) return found;
  if (hub && known === undefined) {
    throw new ApiError(
      404,
      `pull access denied for ${familiarName(r)}, repository does not exist or may require 'docker login': denied: requested access to the resource is denied`,
    );
  }
  if (r.digest !== undefined)
    throw new ApiError(404, `manifest for ${familiar(r)} not found: manifest unknown: manifest unknown`);
  throw new ApiError(
    404,
    `manifest for ${hub ? familiar(r) : `${fullName(r)}:${r.tag ?? 'latest'}`} not found: manifest unknown: manifest unknown`,
  );
}

/** Starts a pull; the stream carries the progress and an `error` when it fails half-way. */
export function* pull(
  engine: Engine,
  ref: string,
  options: { all: boolean; platform?: string },
): Task<Stream<ProgressMessage>> {
  const r = withDefaultTag(parseReference(ref));
  if (r.domain === 'docker.io' && r.path === 'library/scratch') throw new ApiError(400, "'scratch' is a reserved name");
  let platform = 'linux/amd64';
  try {
    if (options.platform !== undefined && options.platform !== '') platform = parsePlatform(options.platform);
  } catch (error) {
    throw new ApiError(400, (error as Error).message);
  }
  if (!/^linux\/amd64(\/|$)/.test(platform)) {
    throw new ApiError(
      404,
      `no matching manifest for ${platform} in the manifest list entries: no match for platform in manifest: not found`,
    );
  }
  const channel = new Channel<ProgressMessage>();
  const tags = options.all ? engine.host.registry.tags(r.domain, r.path) : undefined;
  if (options.all && tags === undefined) lookup(engine, r);
  const wanted = tags === undefined ? [r] : tags.map((tag) => ({ ...r, tag }));
  const first = lookup(engine, wanted[0]!);
  engine.background(function* (p) {
    yield* p.sleep(150);
    try {
      for (const one of wanted) {
        const remote = one === wanted[0] ? first : lookup(engine, one);
        yield* fetchOne(engine, one, remote, channel, p);
      }
    } catch (error) {
      // by now only the stream can tell
      channel.push({ error: refusal(error).message });
    }
    channel.end();
    return 0;
  });
  return channel;
}

function* fetchOne(
  engine: Engine,
  r: Reference,
  remote: RemoteImage,
  channel: Channel<ProgressMessage>,
  p: { sleep(ms: number): Task<unknown> },
): Task {
  const { image, digest } = remote;
  channel.push({
    id: r.digest === undefined ? (r.tag ?? 'latest') : `${fullName(r)}@${digest}`,
    status: `Pulling from ${r.path}`,
  });
  const fresh = !engine.state.images.has(image.id);
  const known =
    engine.state.tags.get(`${fullName(r)}:${r.tag ?? ''}`) === image.id ||
    (r.digest !== undefined && engine.state.digests.get(`${fullName(r)}@${digest}`) === image.id);
  if (fresh) yield* fetchLayers(engine, image, channel, p);
  engine.leaving('pull: earlier tags', () => {
    engine.images.add({ ...image, lastTagged: engine.now });
    if (r.digest === undefined) engine.images.setTag(r, image.id);
    engine.images.setDigest(r, digest, image.id);
    engine.events.emit('image', 'pull', familiar(r), { name: familiarName(r) });
  });
  channel.push({ status: `Digest: ${digest}` });
  channel.push({ status: `Status: ${known ? 'Image is up to date' : 'Downloaded newer image'} for ${familiar(r)}` });
}

/** Layers of an image that no image of the store has yet, fetched and unpacked. */
export function* fetchLayers(
  engine: Engine,
  image: ImageRecord,
  channel: Channel<ProgressMessage>,
  p: { sleep(ms: number): Task<unknown> },
): Task {
  const have = new Set<string>();
  for (const other of engine.state.images.values()) for (const l of other.layers) have.add(l.diffId);
  for (const l of engine.builder.layers()) have.add(l.diffId);
  interface Part {
    id: string;
    total: number;
    state: string;
    got: number;
    unpacked: number;
  }
  const parts: Part[] = image.layers.map((l) => ({
    id: l.blob,
    total: Math.max(1, l.compressed),
    state: initialState(layerPullMachine),
    got: 0,
    unpacked: 0,
  }));
  const move = (
    part: Part,
    event: LayerPullEvent['type'],
    status: string,
    progress?: { current: number; total: number },
  ): void => {
    part.state = after(layerPullMachine, part.state, event);
    channel.push({ id: part.id, status, ...(progress === undefined ? {} : { progress }) });
  };
  image.layers.forEach((l, i) => {
    if (have.has(l.diffId)) move(parts[i]!, 'HAVE', 'Already exists');
    else channel.push({ id: parts[i]!.id, status: 'Pulling fs layer' });
  });
  const todo = parts.filter((x) => x.state !== 'exists');
  todo.slice(AT_ONCE).forEach((x) => move(x, 'WAIT', 'Waiting'));
  const tick = 100;
  while (todo.some((x) => x.state !== 'complete')) {
    yield* p.sleep(tick);
    const loading = todo
      .filter((x) => x.state === 'pulling' || x.state === 'waiting' || x.state === 'downloading')
      .slice(0, AT_ONCE);
    for (const part of loading) {
      if (part.state !== 'downloading') part.state = after(layerPullMachine, part.state, 'DOWNLOAD');
      part.got = Math.min(part.total, part.got + (DOWNLOAD_RATE * tick) / loading.length);
      channel.push({
        id: part.id,
        status: 'Downloading',
        progress: { current: Math.round(part.got), total: part.total },
      });
      if (part.got < part.total) continue;
      channel.push({ id: part.id, status: 'Verifying Checksum' });
      move(part, 'DOWNLOADED', 'Download complete');
    }
    const unpacking = todo.find((x) => x.state !== 'complete');
    if (unpacking === undefined || (unpacking.state !== 'downloaded' && unpacking.state !== 'extracting')) continue;
    if (unpacking.state === 'downloaded') unpacking.state = after(layerPullMachine, unpacking.state, 'EXTRACT');
    unpacking.unpacked = Math.min(unpacking.total, unpacking.unpacked + EXTRACT_RATE * tick);
    channel.push({
      id: unpacking.id,
      status: 'Extracting',
      progress: { current: Math.round(unpacking.unpacked), total: unpacking.total },
    });
    if (unpacking.unpacked >= unpacking.total) move(unpacking, 'EXTRACTED', 'Pull complete');
  }
}
