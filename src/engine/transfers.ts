// Files in and out: docker cp, diff, export, import, commit, save, load, push.

import { decode, encode } from '../fs/bytes.ts';
import { nextIno } from '../fs/cell.ts';
import { changes, diffLayer, type Layer } from '../fs/diff.ts';
import { type DirNode, emptyDir, FsError } from '../fs/node.ts';
import { basename, clean } from '../fs/path.ts';
import { applyTar, entryOf, packTar, treeEntries, type TarEntry, unpackTar } from '../fs/tar.ts';
import { PidNs, Process } from '../kernel/process.ts';
import { ALL_CAPS } from '../kernel/caps.ts';
import { type Mount, MountNs } from '../kernel/vfs.ts';
import { NetNs } from '../kernel/net.ts';
import type { ContainerConfig } from '../api/types/container.ts';
import { completeConfig } from './defaults.ts';
import { digestOf } from '../fs/digest.ts';
import { imageOf, layersOf } from './imagetext.ts';
import { type Descriptor, ID_ANNOTATION, saveArchive } from './savefile.ts';
import { ApiError } from '../api/error.ts';
import { parsePlatform } from '../api/platform.ts';
import type { With } from './ports/stores.ts';
import { canonicalImage, makeLayer } from './layers.ts';
import { realize } from './mounts.ts';
import { familiar, familiarName, fullName, parseReference, withDefaultTag } from '../api/reference.ts';
import { applyChange } from './builder/change.ts';
import { unpacked } from './compressed.ts';
import { BARE, over } from './committed.ts';
import type { ContainerRecord, ImageConfig, ImageRecord, LayerRecord } from './state.ts';

/** How an archive becomes an image. */
export interface ImportOptions {
  readonly ref: string;
  readonly message: string;
  readonly changes: readonly string[];
  readonly platform?: string;
}
/** What is seen of the engine here. */
type Engine = With<'containers' | 'images' | 'volumes'>;

export class Transfers {
  constructor(private readonly engine: Engine) {}

  /**
   * A process of nobody's with the container's files before it, running or not: its own tree, its volumes and folders of
   * the host. What only its processes see (tmpfs, /proc, /dev) dockerd does not have: it copies to and from what lies below.
   */
  private looker(c: ContainerRecord): Process {
    const { engine } = this;
    const runtime = engine.containers.runtime(c);
    const shared = c.mounts.filter((m) => m.Type !== 'tmpfs');
    const list: Mount[] = [
      { at: '/', cell: runtime.cell, sub: [], readOnly: false, type: 'overlay', source: 'overlay', options: 'rw' },
    ];
    if (runtime.mounts === undefined) realize(engine, shared, list);
    else {
      const seen = new Set([...shared.map((m) => m.Destination), '/etc/hosts', '/etc/hostname', '/etc/resolv.conf']);
      list.push(...runtime.mounts.mounts.filter((m) => seen.has(m.at)));
    }
    const mounts = new MountNs(list[0]!);
    for (const m of list.slice(1)) mounts.add(m);
    if (runtime.mounts === undefined) engine.afterwards('mounts', () => mounts.dispose());
    return new Process(
      engine.kernel,
      0,
      {
        argv: ['dockerd'],
        env: new Map(),
        cwd: '/',
        uid: 0,
        gid: 0,
        groups: [0],
        caps: ALL_CAPS,
        mounts,
        pids: new PidNs(true),
        net: new NetNs(engine.kernel.net, false),
        uts: { hostname: '', domainname: '' },
        fds: new Map(),
        umask: 0,
      },
      undefined,
    );
  }

  diff(ref: string): { Path: string; Kind: 0 | 1 | 2 }[] {
    const c = this.engine.containers.resolve(ref);
    const runtime = this.engine.containers.runtime(c);
    const internal = ['/proc', '/dev', '/sys', '/etc/hosts', '/etc/hostname', '/etc/resolv.conf'];
    const list = changes(runtime.base, runtime.cell.root).filter((x) => !internal.includes(x.path));
    const touched = (dir: string): boolean => list.some((x) => x.path.startsWith(`${dir}/`));
    return list
      .filter((x) => !(x.path === '/etc' && x.kind === 'C' && !touched('/etc')))
      .map((x) => ({ Path: x.path, Kind: x.kind === 'C' ? 0 : x.kind === 'A' ? 1 : 2 }));
  }

  /** A path that ends in a slash is one of a folder. @throws ApiError 500 */
  private wantsFolder(p: Process, path: string): void {
    if (!/[^/]\/$/.test(path) || p.fs.tryStat(clean(`/${path}`))?.kind !== 'file') return;
    throw new ApiError(500, `lstat ${path.startsWith('/') ? path : `/${path}`}: not a directory`);
  }

  archiveStat(
    ref: string,
    path: string,
  ): { name: string; size: number; mode: number; isDir: boolean; linkTarget: string } {
    const c = this.engine.containers.resolve(ref);
    if (path === '') throw new ApiError(400, 'bad parameter: pathcannot be empty');
    const p = this.looker(c);
    this.wantsFolder(p, path);
    try {
      const node = p.fs.lstat(clean(`/${path}`));
      const linkTarget =
        node.kind === 'link' ? clean(node.target.startsWith('/') ? node.target : `/${path}/../${node.target}`) : '';
      return {
        name: lastPart(path),
        size:
          node.kind === 'file'
            ? node.data.length
            : node.kind === 'link'
              ? encode(node.target).length
              : node.kind === 'dir'
                ? 4096
                : 0,
        mode: node.mode,
        isDir: node.kind === 'dir',
        linkTarget,
      };
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      throw new ApiError(404, `Could not find the file ${path} in container ${ref}`);
    }
  }

  archiveGet(ref: string, path: string): Uint8Array {
    const c = this.engine.containers.resolve(ref);
    if (path === '') throw new ApiError(400, 'bad parameter: pathcannot be empty');
    const p = this.looker(c);
    this.wantsFolder(p, path);
    const at = clean(`/${path}`);
    try {
      const node = /\/\.?$/.test(path) ? p.fs.stat(at) : p.fs.lstat(at);
      const name = at === '/' ? '' : basename(at);
      const contents = path.endsWith('/.') || at === '/';
      return packTar(
        contents && node.kind === 'dir'
          ? [entryOf(at === '/' ? '' : '.', node), ...this.below(p, at, at === '/' ? '' : './')]
          : [entryOf(name, node), ...(node.kind === 'dir' ? this.below(p, at, `${name}/`) : [])],
        'go',
      );
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      throw new ApiError(404, `Could not find the file ${path} in container ${ref}`);
    }
  }

  private *below(p: Process, dir: string, prefix: string): Generator<TarEntry> {
    for (const name of p.fs.readdir(dir)) {
      const at = clean(`${dir}/${name}`);
      const node = p.fs.lstat(at);
      yield entryOf(prefix + name, node);
      if (node.kind === 'dir') yield* this.below(p, at, `${prefix}${name}/`);
    }
  }

  /** Unpacks an archive into a directory of a container. */
  archivePut(ref: string, path: string, tar: Uint8Array, options: { copyUIDGID: boolean; keepKinds?: boolean }): void {
    const c = this.engine.containers.resolve(ref);
    const p = this.looker(c);
    const dir = clean(`/${path}`);
    const node = p.fs.tryStat(dir);
    if (node === undefined) throw new ApiError(404, `Could not find the file ${path} in container ${ref}`);
    if (node.kind !== 'dir') throw new ApiError(400, 'extraction point is not a directory');
    const place = p.fs.place(dir);
    const inVolume = place.mount.at !== '/';
    if (inVolume && place.mount.readOnly) throw new ApiError(400, 'mounted volume is marked read-only');
    if (!inVolume && c.hostConfig.ReadonlyRootfs) throw new ApiError(400, 'container rootfs is marked read-only');
    for (const e of unpackTar(unpacked(tar))) {
      this.engine.leaving('copy: files', () =>
        this.engine.effect(
          'file',
          () => unpackOne(p, dir, e, options),
          () => undefined,
        ),
      );
    }
    this.engine.events.emit('container', 'extract-to-dir', c.id, this.engine.containers.attributes(c), c.config.Image);
  }

  exportTree(ref: string): Uint8Array {
    const c = this.engine.containers.resolve(ref);
    this.engine.events.emit('container', 'export', c.id, this.engine.containers.attributes(c), c.config.Image);
    return packTar(treeEntries(this.engine.containers.runtime(c).cell.snapshot()), 'go');
  }

  /** Builds an image of the changes of a container. */
  commit(
    ref: string,
    o: {
      repo: string;
      tag: string;
      comment: string;
      author: string;
      pause: boolean;
      changes: string[];
      config?: Partial<ContainerConfig>;
    },
  ): string {
    const { engine } = this;
    const c = engine.containers.resolve(ref);
    const base = engine.state.images.get(c.imageId);
    // a container stands still while it is read
    const still = o.pause && c.state === 'running';
    const tells = (action: string): unknown =>
      engine.events.emit('container', action, c.id, engine.containers.attributes(c), c.config.Image);
    if (still) tells('pause');
    const runtime = engine.containers.runtime(c);
    const tree = runtime.cell.snapshot();
    const target =
      o.repo === '' ? undefined : withDefaultTag(parseReference(o.repo + (o.tag === '' ? '' : `:${o.tag}`)));
    const layer = diffLayer(runtime.base, tree);
    const layers = [...(base?.layers ?? [])];
    const created = this.made(layer, tree);
    if (created !== undefined) layers.push(created);
    let config: ImageConfig = {
      Hostname: c.config.Hostname,
      User: c.config.User,
      ...(c.config.ExposedPorts === undefined ? {} : { ExposedPorts: c.config.ExposedPorts }),
      Env: c.config.Env ?? [],
      Cmd: c.config.Cmd,
      ...(c.config.Healthcheck === undefined ? {} : { Healthcheck: c.config.Healthcheck }),
      ...(c.config.Volumes === null ? {} : { Volumes: c.config.Volumes }),
      WorkingDir: c.config.WorkingDir,
      Entrypoint: c.config.Entrypoint,
      OnBuild: null,
      Labels: c.config.Labels,
      ...(c.config.StopSignal === undefined ? {} : { StopSignal: c.config.StopSignal }),
      ...(c.config.Shell === undefined ? {} : { Shell: c.config.Shell }),
    };
    // changes are made to what was given; what the container has fills up the rest
    const changed = (from: ImageConfig): ImageConfig => o.changes.reduce((now, text) => applyChange(now, text), from);
    if (o.config === undefined) config = changed(config);
    else {
      const asked = completeConfig(o.config);
      config = over(changed({ ...BARE, ...asked, Env: asked.Env ?? [] } as ImageConfig), config);
    }
    const image = canonicalImage({
      id: '',
      created: engine.now,
      config,
      layers,
      author: o.author,
      comment: o.comment,
      parent: c.imageId,
      architecture: 'amd64',
      built: false,
      lastTagged: engine.now,
      container: c.id,
      containerConfig: c.config,
      history: [
        ...(base?.history ?? []),
        {
          created: engine.now,
          createdBy: [c.path, ...c.args].join(' '),
          comment: o.comment,
          empty: created === undefined,
        },
      ],
    });
    engine.images.add(image);
    if (target !== undefined) engine.images.setTag(target, image.id);
    engine.events.emit('image', 'create', image.id, { ...image.config.Labels, name: image.id });
    if (target !== undefined)
      engine.events.emit('image', 'tag', image.id, { ...image.config.Labels, name: familiar(target) });
    engine.events.emit(
      'container',
      'commit',
      c.id,
      {
        ...engine.containers.attributes(c),
        comment: o.comment,
        imageID: image.id,
        imageRef: target === undefined ? '' : familiar(target),
      },
      c.config.Image,
    );
    if (still) tells('unpause');
    return image.id;
  }

  private made(layer: Layer | undefined, tree: DirNode): LayerRecord | undefined {
    return layer === undefined ? undefined : makeLayer(layer, tree);
  }

  /** The platform of an import, and its name. @throws ApiError 400 */
  checkImport(o: ImportOptions): { architecture: string; target: ReturnType<typeof withDefaultTag> | undefined } {
    let platform = 'linux/amd64';
    try {
      if ((o.platform ?? '') !== '') platform = parsePlatform(o.platform!);
    } catch (error) {
      throw new ApiError(400, (error as Error).message);
    }
    const [os = '', architecture = 'amd64'] = platform.split('/');
    if (os !== 'linux') throw new ApiError(400, 'operating system is not supported');
    return { architecture, target: o.ref === '' ? undefined : withDefaultTag(parseReference(o.ref)) };
  }

  importTree(tar: Uint8Array, o: ImportOptions): string {
    const { engine } = this;
    const { architecture, target } = this.checkImport(o);
    const plain = unpacked(tar);
    let entries: TarEntry[];
    try {
      entries = unpackTar(plain);
    } catch {
      throw new ApiError(500, 'Error processing tar file(exit status 1): unexpected EOF');
    }
    if (entries.length === 0 && plain.some((b) => b !== 0)) throw new ApiError(500, 'unexpected EOF');
    const tree = applyTar(emptyDir(), entries, nextIno, false);
    let config: ImageConfig = { User: '', Env: [], Cmd: null, WorkingDir: '', Entrypoint: null, Labels: null };
    for (const text of o.changes) config = applyChange(config, text);
    const layer = makeLayer(
      diffLayer(emptyDir(), tree) ?? { kind: 'layer', node: tree, opaque: false, children: new Map() },
      tree,
    );
    const comment = o.message === '' ? 'Imported from -' : o.message;
    const image = canonicalImage({
      id: '',
      created: engine.now,
      config,
      layers: [layer],
      author: '',
      comment,
      parent: '',
      architecture,
      built: false,
      lastTagged: engine.now,
      history: [{ created: engine.now, createdBy: '', comment, empty: false }],
    });
    engine.images.add(image);
    if (target !== undefined) engine.images.setTag(target, image.id);
    engine.events.emit('image', 'import', image.id, { name: target === undefined ? image.id : familiar(target) });
    return image.id;
  }

  /** `docker save`: an OCI layout with the manifest.json that older engines read. */
  save(refs: string[]): Uint8Array {
    const { engine } = this;
    const wanted = new Map<string, { image: ImageRecord; tags: string[] }>();
    for (const ref of refs) {
      const image = engine.images.find(ref);
      if (image === undefined)
        throw new ApiError(404, /:[^/]*$/.test(ref) ? 'reference does not exist' : `No such image: ${ref}`);
      const at = wanted.get(image.id) ?? { image, tags: [] };
      wanted.set(image.id, at);
      if (/^(sha256:)?[0-9a-f]+$/.test(ref) && image.id.includes(ref.replace('sha256:', ''))) continue;
      const r = parseReference(ref);
      const names =
        r.tag === undefined && r.digest === undefined && ref !== ''
          ? engine.images.tagsOf(image.id).filter((t) => familiarName(parseReference(t)) === familiarName(r))
          : [familiar(withDefaultTag(r))];
      for (const name of names.length > 0 ? names : [familiar(withDefaultTag(r))])
        if (!at.tags.includes(name)) at.tags.push(name);
    }
    return saveArchive(wanted.values());
  }

  load(tar: Uint8Array): string[] {
    const { engine } = this;
    let entries: TarEntry[];
    const plain = unpacked(tar);
    try {
      entries = unpackTar(plain);
    } catch {
      throw new ApiError(400, 'unrecognized image format');
    }
    const files = new Map(entries.map((e) => [e.name.replace(/^\.\//, ''), e.data]));
    const manifest = files.get('manifest.json');
    if (manifest === undefined) {
      if (entries.length === 0 && plain.some((b) => b !== 0)) throw new ApiError(500, 'unexpected EOF');
      const folder = `docker-import-${engine.kernel.random.next() % 1e10}`;
      throw new ApiError(404, `open ${engine.root}/tmp/${folder}/repositories: no such file or directory`);
    }
    const ids = keptIds(files);
    const out: string[] = [];
    for (const item of JSON.parse(decode(manifest)) as {
      Config: string;
      RepoTags: string[] | null;
      Layers: string[];
    }[]) {
      const raw = files.get(item.Config);
      if (raw === undefined) throw new ApiError(400, `open ${item.Config}: no such file or directory`);
      let tree: DirNode = emptyDir();
      const layers: LayerRecord[] = [];
      const diffIds = layersOf(decode(raw));
      for (const [i, name] of item.Layers.entries()) {
        const data = files.get(name);
        if (data === undefined) throw new ApiError(400, `open ${name}: no such file or directory`);
        const below = tree;
        tree = applyTar(tree, unpackTar(unpacked(data)), nextIno, true);
        const diffId = diffIds[i]!;
        const known = this.knownLayer(diffId);
        layers.push(
          known ?? {
            ...makeLayer(
              diffLayer(below, tree) ?? { kind: 'layer', node: tree, opaque: false, children: new Map() },
              tree,
            ),
            diffId,
          },
        );
        tree = layers.at(-1)!.tree;
      }
      const digest = digestOf(raw);
      const image = imageOf(decode(raw), layers, ids.get(digest) ?? digest);
      engine.images.add(engine.state.images.get(image.id) ?? image);
      for (const name of item.RepoTags ?? []) {
        const r = withDefaultTag(parseReference(name));
        const old = engine.state.tags.get(`${fullName(r)}:${r.tag}`);
        if (old !== undefined && old !== image.id)
          out.push(`The image ${name} already exists, renaming the old one with ID ${old} to empty string\n`);
        engine.images.setTag(r, image.id);
        out.push(`Loaded image: ${name}\n`);
      }
      if ((item.RepoTags ?? []).length === 0) out.push(`Loaded image ID: ${image.id}\n`);
      engine.events.emit('image', 'load', image.id, { name: image.id });
    }
    return out;
  }

  private knownLayer(diffId: string): LayerRecord | undefined {
    for (const image of this.engine.state.images.values())
      for (const l of image.layers) if (l.diffId === diffId) return l;
    return undefined;
  }
}

/** Ids of images that are not the digests of their texts, by the digest of the text. */
function keptIds(files: ReadonlyMap<string, Uint8Array>): Map<string, string> {
  const out = new Map<string, string>();
  const index = files.get('index.json');
  if (index === undefined) return out;
  for (const d of (JSON.parse(decode(index)) as { manifests: Descriptor[] | null }).manifests ?? []) {
    const id = d.annotations?.[ID_ANNOTATION];
    const body = id === undefined ? undefined : files.get(`blobs/sha256/${d.digest.slice(7)}`);
    if (body === undefined) continue;
    out.set((JSON.parse(decode(body)) as { config: Descriptor }).config.digest, id!);
  }
  return out;
}

/** Puts one entry of an archive into a folder. @throws ApiError */
function unpackOne(
  p: Process,
  dir: string,
  e: TarEntry,
  { copyUIDGID: owners, keepKinds }: { copyUIDGID: boolean; keepKinds?: boolean },
): void {
  const at = clean(`${dir}/${e.name}`);
  const meta = { mode: e.mode, uid: owners ? e.uid : 0, gid: owners ? e.gid : 0, mtime: e.mtime };
  const name = JSON.stringify(clean(e.name));
  try {
    if (e.type === 'dir') {
      const old = p.fs.tryLstat(at)?.kind;
      if (old === 'dir') return;
      if (old !== undefined && keepKinds === true)
        throw new ApiError(500, `cannot overwrite non-directory ${name} with directory ${JSON.stringify(dir)}`);
      p.fs.put(at, { kind: 'dir', ...meta, entries: new Map() });
    } else if (e.type === 'symlink') p.fs.put(at, { kind: 'link', ...meta, target: e.linkname });
    else {
      const old = p.fs.tryLstat(at);
      if (old?.kind === 'file') {
        p.fs.writeFile(at, e.data);
        p.fs.chmod(at, meta.mode);
        p.fs.chown(at, meta.uid, meta.gid);
      } else if (old?.kind === 'dir')
        throw new ApiError(500, `cannot overwrite directory ${name} with non-directory ${JSON.stringify(dir)}`);
      else p.fs.put(at, { kind: 'file', ...meta, ino: nextIno(), data: e.data });
    }
  } catch (error) {
    if (error instanceof FsError) throw new ApiError(500, `${error.message}`);
    throw error;
  }
}

/** The last part of a path as it was written: `.` and `..` are parts too. */
function lastPart(path: string): string {
  const dots = /(?:^|\/)(\.\.?)$/.exec(path)?.[1];
  return dots ?? basename(clean(`/${path}`));
}
