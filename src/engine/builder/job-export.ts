// The result of a build: the image, or files, and how the export is told.

import { canonical, familiar, parseReference, withDefaultTag } from '../../api/reference.ts';
import { treeSize } from '../../fs/tree.ts';
import type { Task } from '../../kernel/block.ts';
import { canonicalImage } from '../layers.ts';
import { sizeText } from './bases.ts';
import { sorted } from './change.ts';
import type { BuildJob, Front } from './job.ts';
import type { Built, Sleeper } from './step.ts';

export function* exportResult(job: BuildJob, p: Sleeper, built: Built, front: Front): Task {
  const { engine, channel, request, ref } = job;
  const base = front.needed.flatMap((s) => (s.base === undefined && s.image !== 'scratch' ? [s.image!] : []));
  if (request.output !== 'image') {
    if (request.output !== 'none') {
      const tar = request.output === 'tar';
      const id = job.vertex(`exporting to client ${tar ? 'tarball' : 'directory'}`);
      const at = engine.now;
      const text = tar ? 'sending tarball' : `copying files ${sizeText(treeSize(built.tree))}`;
      channel.push({ type: 'status', id, text, done: true });
      job.finish(id, at, { kind: 'exported' });
    }
    channel.push({ type: 'result', imageId: '', tree: built.tree, ref, base });
    return;
  }
  const id = job.vertex('exporting to image');
  const at = engine.now;
  channel.push({ type: 'status', id, text: 'exporting layers', done: false });
  yield* p.sleep(10);
  const labelled =
    Object.keys(request.labels).length > 0
      ? {
          ...built.image,
          config: {
            ...built.image.config,
            Labels: sorted({ ...(built.image.config.Labels ?? {}), ...request.labels }),
          },
        }
      : built.image;
  const reused = built.baseId !== undefined && labelled === built.image ? job.bases.byId(built.baseId) : undefined;
  const image =
    reused ??
    canonicalImage({ ...labelled, id: '', comment: 'buildkit.dockerfile.v0', parent: '', lastTagged: engine.now });
  channel.push({ type: 'status', id, text: 'exporting layers', done: true });
  channel.push({ type: 'status', id, text: `writing image ${image.id}`, done: true });
  engine.atomically(() => {
    engine.images.add(image);
    for (const tag of request.tags) {
      const r = withDefaultTag(parseReference(tag));
      engine.images.setTag(r, image.id);
      const name = canonical(r).replace(/:latest$/, '');
      channel.push({ type: 'status', id, text: `naming to ${name}`, done: true });
      engine.events.emit('image', 'tag', image.id, { name: familiar(r) });
    }
  });
  job.finish(id, at, { kind: 'exported' });
  job.imageId = image.id;
  channel.push({ type: 'result', imageId: image.id, ref, base });
}
