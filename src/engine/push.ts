// `docker push`: the layers of an image go to its registry, and then its manifest.

import { familiar, familiarName, fullName, parseReference, type Reference, withDefaultTag } from '../api/reference.ts';
import type { Stream } from '../api/stream.ts';
import type { ProgressMessage } from '../api/types/image.ts';
import type { Task } from '../kernel/block.ts';
import { refusal } from './asked.ts';
import type { With } from './ports/stores.ts';
import { manifestDigest } from './layers.ts';
import { Channel } from './streams.ts';

/** What is seen of the engine here. */
type Engine = With<'images'>;

/** Starts a push; the stream carries the progress, and an `error` when it cannot go on. */
export function* push(engine: Engine, ref: string, options: { all: boolean }): Task<Stream<ProgressMessage>> {
  const r = withDefaultTag(parseReference(ref));
  const { registry } = engine.host;
  const channel = new Channel<ProgressMessage>();
  const repo = fullName(r);
  channel.push({ status: `The push refers to repository [${repo}]` });
  const fail = (text: string): Stream<ProgressMessage> => {
    channel.push({ error: text });
    channel.end();
    return channel;
  };
  const local = [...engine.state.tags]
    .filter(([k]) => k.startsWith(`${repo}:`))
    .map(([k, id]) => ({ tag: k.slice(repo.length + 1), id }))
    .sort((a, b) => (a.tag < b.tag ? -1 : 1));
  if (local.length === 0) return fail(`An image does not exist locally with the tag: ${familiarName(r)}`);
  const wanted = options.all ? local : local.filter((x) => x.tag === r.tag);
  if (wanted.length === 0) return fail(`tag does not exist: ${familiar(r)}`);
  const reach = registry.reach(r.domain);
  if (!reach.ok) return fail(reach.reason);
  if (!reach.writable) return fail('denied: requested access to the resource is denied');
  engine.background(function* (p) {
    try {
      for (const { tag, id } of wanted) yield* upload(engine, { ...r, tag }, id, channel, p);
    } catch (error) {
      channel.push({ error: refusal(error).message });
    }
    channel.end();
    return 0;
  });
  return channel;
}

function* upload(
  engine: Engine,
  r: Reference & { readonly tag: string },
  id: string,
  channel: Channel<ProgressMessage>,
  p: { sleep(ms: number): Task<unknown> },
): Task {
  const { registry } = engine.host;
  const image = engine.state.images.get(id)!;
  const layers = [...image.layers].reverse();
  for (const l of layers) channel.push({ id: l.diffId.slice(7, 19), status: 'Preparing' });
  for (const l of layers) {
    yield* p.sleep(60);
    const where = registry.hasLayer(r.domain, r.path, l.diffId);
    const short = l.diffId.slice(7, 19);
    if (where === r.path) channel.push({ id: short, status: 'Layer already exists' });
    else if (where !== undefined) channel.push({ id: short, status: `Mounted from ${where}` });
    else {
      channel.push({ id: short, status: 'Pushing', progress: { current: l.size, total: l.size } });
      channel.push({ id: short, status: 'Pushed' });
    }
  }
  const digest = manifestDigest(image);
  engine.leaving('push: what was uploaded', () => {
    engine.images.setDigest(r, digest, id);
    engine.events.emit('image', 'push', familiar(r), { name: familiarName(r) });
    engine.afterwards('upload', () => registry.put(r.domain, r.path, r.tag, image, digest));
  });
  const size = 523 + 207 * Math.max(0, image.layers.length - 1);
  channel.push({ status: `${r.tag}: digest: ${digest} size: ${size}` });
  channel.push({ aux: { Tag: r.tag, Digest: digest, Size: size } });
}
