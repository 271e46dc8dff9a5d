// Why a file is there, is not there, or is as it is: layers, whiteouts, mounts, volumes, contexts.

import type { RecordedContainer, RecordedImage, RecordedLayer, RecordedMount } from '../api/records.ts';
import { familiar, parseReference } from '../api/reference.ts';
import { ignoredBy, parseIgnore } from '../api/ignore.ts';
import { equalBytes } from '../fs/bytes.ts';
import type { DirNode, FsNode } from '../fs/node.ts';
import { clean } from '../fs/path.ts';
import { getAt } from '../fs/tree.ts';
import { type Hop, say, type World } from './hop.ts';

const partsOf = (path: string): string[] => path.split('/').filter((x) => x !== '');

function same(a: FsNode | undefined, b: FsNode | undefined): boolean {
  if (a === b) return true;
  if (
    a === undefined ||
    b === undefined ||
    a.kind !== b.kind ||
    a.mode !== b.mode ||
    a.uid !== b.uid ||
    a.gid !== b.gid
  )
    return false;
  if (a.kind === 'file' && b.kind === 'file') return equalBytes(a.data, b.data);
  if (a.kind === 'link' && b.kind === 'link') return a.target === b.target;
  return a.kind === 'dir' && b.kind === 'dir' && a.entries === b.entries;
}

/** The instruction that made a layer. */
function instructionOf(image: RecordedImage, index: number): string {
  const made = image.history.filter((h) => !h.empty);
  return (made[index]?.createdBy ?? '')
    .replace(/\s*# buildkit\s*$/, '')
    .replace(/^(?:RUN )?(?:\|\d+ .*? )?\/bin\/(?:ba)?sh -c (?:#\(nop\)\s+)?/, '')
    .replace(/\s+/g, ' ')
    .slice(0, 90);
}

function imageName(world: World, image: RecordedImage): string {
  for (const [tag, id] of world.records!.tags.entries()) if (id === image.id) return familiar(parseReference(tag));
  return image.id.slice(7, 19);
}

/** In which layer of an image a file came to be as it is, or was deleted; nothing when no layer ever had it. */
function inLayers(
  image: RecordedImage,
  parts: readonly string[],
): { index: number; kind: 'added' | 'changed' | 'deleted'; layer: RecordedLayer } | undefined {
  for (let i = image.layers.length - 1; i >= 0; i--) {
    const now = getAt(image.layers[i]!.tree, parts);
    const below = i === 0 ? undefined : getAt(image.layers[i - 1]!.tree, parts);
    if (same(now, below)) continue;
    return {
      index: i,
      kind: now === undefined ? 'deleted' : below === undefined ? 'added' : 'changed',
      layer: image.layers[i]!,
    };
  }
  return undefined;
}

/** A folder on the way that is not there: `/app/srcc` of `/app/srcc/main.py`. */
function missingParent(tree: DirNode, parts: readonly string[]): string | undefined {
  for (let i = 1; i < parts.length; i++)
    if (getAt(tree, parts.slice(0, i)) === undefined) return `/${parts.slice(0, i).join('/')}`;
  return undefined;
}

/** What builds of an image say of a file that is not in it, or that the host has otherwise now. */
function fromContext(
  world: World,
  image: RecordedImage,
  parts: readonly string[],
  there: FsNode | undefined,
): Hop | undefined {
  const records = world.records!;
  const build = records.builds.find((b) => b.imageId === image.id);
  if (build === undefined || !build.context.startsWith('/')) return undefined;
  const context = records.hostNode(build.context);
  if (context?.kind !== 'dir') return undefined;
  const ignoreNode = context.entries.get('.dockerignore');
  const text = ignoreNode?.kind === 'file' ? new TextDecoder().decode(ignoreNode.data) : '';
  let patterns: ReturnType<typeof parseIgnore> = [];
  try {
    patterns = parseIgnore(text);
  } catch {
    // a pattern that is wrong ends the build, so no image came of it
  }
  // the longest tail of the path that the context has: COPY may have put it into any folder
  for (let k = 0; k < parts.length; k++) {
    const tail = parts.slice(k);
    const node = getAt(context, tail);
    if (node === undefined || node.kind === 'dir') continue;
    const file = tail.join('/');
    const line = ignoredBy(patterns, file);
    const what = say('context', { context: build.context });
    if (there === undefined && line !== undefined)
      return {
        what,
        ok: false,
        fact: say('ignored', { file, line, pattern: text.split('\n')[line - 1]!.trim() }),
        mend: say('mendIgnored', { line, image: imageName(world, image), context: build.context }),
      };
    if (node.kind !== 'file') continue;
    if (there === undefined && node.mtime > build.created)
      return {
        what,
        ok: false,
        fact: say('laterThanImage', { file }),
        mend: say('mendRebuild', { image: imageName(world, image), context: build.context }),
      };
    if (there === undefined)
      return { what, ok: false, fact: say('notCopied', { file }), mend: say('mendCopy', { file }) };
    if (there.kind === 'file' && !equalBytes(there.data, node.data) && node.mtime > build.created)
      return {
        what,
        ok: false,
        fact: say('snapshot', { file, image: imageName(world, image) }),
        mend: say('mendRebuild', { image: imageName(world, image), context: build.context }),
      };
  }
  return undefined;
}

function layerHops(world: World, image: RecordedImage, parts: readonly string[]): Hop[] {
  const path = `/${parts.join('/')}`;
  const what = say('layers', { image: imageName(world, image) });
  const top = image.layers.at(-1)?.tree;
  const found = inLayers(image, parts);
  const there = top === undefined ? undefined : getAt(top, parts);
  if (found !== undefined && found.kind !== 'deleted') {
    const hop: Hop = {
      what,
      ok: true,
      fact: say(found.kind === 'added' ? 'addedBy' : 'changedBy', {
        path,
        layer: found.index + 1,
        of: image.layers.length,
        instruction: instructionOf(image, found.index),
      }),
    };
    const later = fromContext(world, image, parts, there);
    return later === undefined ? [hop] : [hop, later];
  }
  if (found !== undefined)
    return [
      {
        what,
        ok: false,
        fact: say('deletedBy', { path, layer: found.index + 1, instruction: instructionOf(image, found.index) }),
        mend: say('mendDeletedBy', { instruction: instructionOf(image, found.index) }),
      },
    ];
  const parent = top === undefined ? undefined : missingParent(top, parts);
  const hops: Hop[] = [
    {
      what,
      ok: false,
      fact: parent === undefined ? say('inNoLayer', { path }) : say('parentInNoLayer', { path, parent }),
      mend: say('mendInNoLayer'),
    },
  ];
  const why = fromContext(world, image, parts, undefined);
  return why === undefined ? hops : [why, ...hops];
}

function describe(node: FsNode): string {
  return node.kind === 'dir' ? `${node.entries.size}` : node.kind === 'file' ? `${node.data.length} B` : node.kind;
}

/** May the main process of the container read and write it? */
function access(world: World, c: RecordedContainer, node: FsNode, readOnly: boolean): Hop[] {
  const p = world.records!.runtime(c).process;
  const what = say('access');
  if (p === undefined) return [];
  const read = p.fs.may(node, 4);
  if (read && p.fs.may(node, 2))
    return readOnly ? [{ what, ok: undefined, fact: say('readOnlyMount'), mend: say('mendReadOnly') }] : [];
  // programs of the image are read by everybody and written by nobody: nothing to tell
  if (read && node.kind === 'file' && (node.mode & 0o111) !== 0) return [];
  return [
    {
      what,
      ok: read ? undefined : false,
      fact: say('mayNot', {
        uid: node.uid,
        gid: node.gid,
        mode: node.mode.toString(8),
        container: c.name,
        user: p.euid,
        group: p.egid,
        what: read ? 'r--' : '---',
      }),
      mend: say('mendAccess', { uid: node.uid, gid: node.gid }),
    },
  ];
}

/** A path under a mount: what the mount has there, and what of the image it hides. */
function mountHops(world: World, c: RecordedContainer, m: RecordedMount, path: string): Hop[] {
  const records = world.records!;
  const rest = partsOf(path.slice(m.Destination.length));
  const image = records.images.get(c.imageId);
  const below = image?.layers.at(-1) === undefined ? undefined : getAt(image.layers.at(-1)!.tree, partsOf(path));
  const hops: Hop[] = [];
  const name = m.Type === 'volume' ? m.Name! : m.Source;
  hops.push({
    what: say('mount', { at: m.Destination }),
    ok: true,
    fact: say(m.Type === 'volume' ? 'isVolume' : m.Type === 'bind' ? 'isBind' : 'isTmpfs', { at: m.Destination, name }),
  });
  const root =
    m.Type === 'volume'
      ? records.volumeCell(name)?.get(m.subpath === undefined ? [] : partsOf(m.subpath))
      : m.Type === 'bind'
        ? records.hostNode(m.Source)
        : records.runtime(c).mounts?.at(m.Destination)?.cell.root;
  const node = root?.kind === 'dir' ? getAt(root, rest) : rest.length === 0 ? root : undefined;
  const what = say('inMount', { path });
  if (node === undefined) {
    if (m.Type === 'bind' && root?.kind === 'dir' && root.entries.size === 0 && rest.length > 0) {
      hops.push({
        what,
        ok: false,
        fact: say(root.uid === 0 ? 'emptyBindMade' : 'emptyBind', { source: m.Source, path }),
        mend: say('mendEmptyBind', { source: m.Source }),
      });
    } else if (below !== undefined) {
      hops.push({
        what,
        ok: false,
        fact: say(m.Type === 'volume' ? 'hiddenByVolume' : m.Type === 'bind' ? 'hiddenByBind' : 'hiddenByTmpfs', {
          path,
          at: m.Destination,
          name,
        }),
        mend: say(m.Type === 'volume' ? 'mendHiddenByVolume' : 'mendHiddenByBind', {
          name,
          path,
          at: m.Destination,
          container: c.name,
        }),
      });
    } else
      hops.push({
        what,
        ok: false,
        fact: say('notInMount', { path, name, at: m.Destination }),
        mend: say(m.Type === 'volume' ? 'mendNotInVolume' : 'mendNotInBind', {
          name,
          at: m.Destination,
          file: rest.join('/'),
          container: c.name,
        }),
      });
    return hops;
  }
  hops.push({ what, ok: true, fact: say('inMountThere', { path, name, size: describe(node) }) });
  hops.push(...access(world, c, node, !m.RW));
  if (below !== undefined && !same(below, node)) {
    const volume = m.Type === 'volume' ? records.volumes.get(name) : undefined;
    const older = volume !== undefined && image !== undefined && volume.created < image.created;
    hops.push({
      what: say('hidden', { at: m.Destination }),
      ok: older ? false : undefined,
      fact: say(older ? 'volumeKeepsOld' : 'imageHidden', { path, name }),
      ...(older ? { mend: say('mendVolumeKeepsOld', { name, container: c.name }) } : {}),
    });
  }
  return hops;
}

function inContainer(world: World, c: RecordedContainer, path: string): Hop[] {
  const records = world.records!;
  const hops: Hop[] = [
    {
      what: say('container', { container: c.name }),
      ok: true,
      fact: say('ofImage', { container: c.name, image: c.config.Image, state: c.state }),
    },
  ];
  const mount = [...records.mountsOf(c)]
    .filter((m) => path === m.Destination || path.startsWith(`${m.Destination === '/' ? '' : m.Destination}/`))
    .sort((a, b) => b.Destination.length - a.Destination.length)[0];
  if (mount !== undefined) return [...hops, ...mountHops(world, c, mount, path)];
  const parts = partsOf(path);
  const image = records.images.get(c.imageId);
  const node = getAt(records.runtime(c).cell.root, parts);
  const below = image?.layers.at(-1) === undefined ? undefined : getAt(image.layers.at(-1)!.tree, parts);
  const what = say('writable', { container: c.name });
  if (!same(node, below)) {
    if (node === undefined)
      hops.push({
        what,
        ok: false,
        fact: say('deletedHere', { path, container: c.name }),
        mend: say('mendDeletedHere', { container: c.name, image: c.config.Image }),
      });
    else
      hops.push({
        what,
        ok: true,
        fact: say(below === undefined ? 'addedHere' : 'changedHere', { path, container: c.name }),
      });
    return hops;
  }
  hops.push({ what, ok: true, fact: say('untouchedHere', { path }) });
  const current = records.image(c.config.Image);
  if (current !== undefined && current.id !== c.imageId)
    hops.push({
      what: say('newerImage'),
      ok: false,
      fact: say('olderImage', { container: c.name, image: c.config.Image }),
      mend: say('mendOlderImage', { container: c.name, image: c.config.Image }),
    });
  if (image !== undefined) hops.push(...layerHops(world, image, parts));
  if (node !== undefined) hops.push(...access(world, c, node, c.hostConfig.ReadonlyRootfs));
  if (node === undefined) {
    const others = [...records.containers.values()].filter(
      (x) => x.id !== c.id && x.imageId === c.imageId && getAt(records.runtime(x).cell.root, parts) !== undefined,
    );
    if (others.length > 0)
      hops.push({
        what: say('otherContainers'),
        ok: undefined,
        fact: say('inOtherContainer', { path, container: others[0]!.name }),
      });
  }
  return hops;
}

function onHost(world: World, path: string): Hop[] {
  const { records } = world;
  const node = records === undefined ? getAt(world.disk.root, partsOf(path)) : records.hostNode(path);
  const what = say('host');
  if (node === undefined) {
    const where = [...(records?.containers.values() ?? [])].find(
      (c) => getAt(records!.runtime(c).cell.root, partsOf(path)) !== undefined,
    );
    return [
      {
        what,
        ok: false,
        fact:
          where === undefined ? say('notOnHost', { path }) : say('inContainerNotHost', { path, container: where.name }),
        mend: where === undefined ? say('mendNotOnHost') : say('mendInContainer', { path, container: where.name }),
      },
    ];
  }
  const hops: Hop[] = [{ what, ok: true, fact: say('onHost', { path, size: describe(node) }) }];
  for (const c of records?.containers.values() ?? []) {
    for (const m of c.mounts) {
      if (m.Type === 'bind' && (path === m.Source || path.startsWith(`${m.Source}/`))) {
        const made = path === m.Source && node.kind === 'dir' && node.entries.size === 0 && node.uid === 0;
        hops.push({
          what: say('mount', { at: m.Destination }),
          ok: made ? false : undefined,
          fact: say(made ? 'madeByBind' : 'boundInto', {
            path,
            container: c.name,
            at: m.Destination + path.slice(m.Source.length),
          }),
          ...(made ? { mend: say('mendEmptyBind', { source: m.Source }) } : {}),
        });
      }
    }
  }
  return hops;
}

/**
 * Where a file comes from, or why it is not there.
 * @param where name of a container, a volume or an image; undefined for the host
 * @param path absolute in it
 */
export function whyFile(world: World, where: string | undefined, path: string): Hop[] {
  const at = clean(`/${path}`);
  const { records } = world;
  if (where === undefined) return onHost(world, at);
  const c = records?.container(where);
  if (c !== undefined) return inContainer(world, c, at);
  const volume = records?.volumes.get(where);
  if (volume !== undefined) {
    const node = records!.volumeCell(where)?.get(partsOf(at));
    const what = say('volume', { name: where });
    return [
      node === undefined
        ? { what, ok: false, fact: say('notInVolume', { path: at, name: where }), mend: say('mendInNoLayer') }
        : { what, ok: true, fact: say('inMountThere', { path: at, name: where, size: describe(node) }) },
    ];
  }
  const image = records?.image(where);
  if (image !== undefined) return layerHops(world, image, partsOf(at));
  return [
    {
      what: say('container', { container: where }),
      ok: false,
      fact: say('noThing', { name: where }),
      mend: say('mendPs'),
    },
  ];
}
