// How images lie in the files of a registry: manifests, configurations and layers by digest, tags as links. The folders
// are those of the distribution project, so that a volume of one registry can be given to another.

import { decode, encode } from '../fs/bytes.ts';
import { nextIno } from '../fs/cell.ts';
import { diffLayer } from '../fs/diff.ts';
import { type DirNode, emptyDir } from '../fs/node.ts';
import { applyTar, layerEntries, packTar, unpackTar } from '../fs/tar.ts';
import type { RemoteImage } from '../engine/registry.ts';
import type { ImageConfig, ImageHistory, ImageRecord, LayerRecord } from '../engine/state.ts';

/** Files of a registry, as the process that serves them sees them. Paths are relative to its root folder. */
export interface BlobStore {
  /** Bytes of a file; undefined when it is not there. */
  read(path: string): Uint8Array | undefined;
  /** @throws FsError */
  write(path: string, bytes: Uint8Array): void;
  /** Names in a folder; none when it is not there. */
  list(dir: string): string[];
}

/** What a process that serves a registry carries, for the engine that speaks with it (`Process.extension`). */
export interface RegistryServer {
  readonly registry: BlobStore;
  /** Tells the server of a request that was answered from its files. */
  served(method: string, path: string, status: number): void;
}

/** Is this the extension of a process that serves a registry? */
export const isRegistry = (x: unknown): x is RegistryServer =>
  typeof x === 'object' && x !== null && 'registry' in x && 'served' in x;

const ROOT = 'docker/registry/v2';
const hexOf = (digest: string): string => digest.replace(/^sha256:/, '');
const blobPath = (digest: string): string => `${ROOT}/blobs/sha256/${hexOf(digest).slice(0, 2)}/${hexOf(digest)}/data`;
const manifests = (name: string): string => `${ROOT}/repositories/${name}/_manifests`;

/** Bytes of a blob by its digest. */
export const readBlob = (store: BlobStore, digest: string): Uint8Array | undefined => store.read(blobPath(digest));

/** Tags of a repository; undefined when there is none. */
export function tagsOf(store: BlobStore, name: string): string[] | undefined {
  const tags = store.list(`${manifests(name)}/tags`);
  return tags.length === 0 ? undefined : tags.sort();
}

/** Names of all repositories. */
export function repositories(store: BlobStore, under = ''): string[] {
  const out: string[] = [];
  for (const part of store.list(`${ROOT}/repositories${under === '' ? '' : `/${under}`}`)) {
    if (part.startsWith('_')) continue;
    const name = under === '' ? part : `${under}/${part}`;
    if (store.list(`${ROOT}/repositories/${name}`).includes('_manifests')) out.push(name);
    out.push(...repositories(store, name));
  }
  return out.sort();
}

/** Digest behind a tag or a digest of a repository. */
export function resolve(store: BlobStore, name: string, reference: string): string | undefined {
  const link = reference.startsWith('sha256:')
    ? store.read(`${manifests(name)}/revisions/sha256/${hexOf(reference)}/link`)
    : store.read(`${manifests(name)}/tags/${reference}/current/link`);
  return link === undefined ? undefined : decode(link).trim();
}

interface Manifest {
  readonly config: { readonly digest: string };
  readonly layers: readonly { readonly digest: string; readonly size: number }[];
}
interface Config {
  readonly architecture: string;
  readonly created: number;
  readonly author: string;
  readonly comment: string;
  readonly config: ImageConfig;
  readonly history: readonly ImageHistory[];
  /** Sizes that layers have on disk, and names that registries know them by. */
  readonly drydock: readonly { readonly size: number; readonly blob: string }[];
}

/** Writes an image; blobs that are there already are left. @throws FsError when the disk refuses */
export function putImage(store: BlobStore, name: string, tag: string, image: ImageRecord, digest: string): void {
  const put = (d: string, bytes: () => Uint8Array): void => {
    if (store.read(blobPath(d)) === undefined) store.write(blobPath(d), bytes());
  };
  image.layers.forEach((l, i) => {
    put(l.diffId, () => {
      const layer = diffLayer(i === 0 ? emptyDir() : image.layers[i - 1]!.tree, l.tree);
      return packTar(layer === undefined ? [] : layerEntries(layer));
    });
    store.write(`${ROOT}/repositories/${name}/_layers/sha256/${hexOf(l.diffId)}/link`, encode(l.diffId));
  });
  const config: Config & Record<string, unknown> = {
    architecture: image.architecture,
    os: 'linux',
    created: image.created,
    author: image.author,
    comment: image.comment,
    config: image.config,
    history: image.history,
    rootfs: { type: 'layers', diff_ids: image.layers.map((l) => l.diffId) },
    drydock: image.layers.map((l) => ({ size: l.size, blob: l.blob })),
  };
  put(image.id, () => encode(JSON.stringify(config)));
  const manifest = {
    schemaVersion: 2,
    mediaType: 'application/vnd.docker.distribution.manifest.v2+json',
    config: {
      mediaType: 'application/vnd.docker.container.image.v1+json',
      size: JSON.stringify(config).length,
      digest: image.id,
    },
    layers: image.layers.map((l) => ({
      mediaType: 'application/vnd.docker.image.rootfs.diff.tar.gzip',
      size: l.compressed,
      digest: l.diffId,
    })),
  };
  put(digest, () => encode(JSON.stringify(manifest, null, 3)));
  store.write(`${manifests(name)}/revisions/sha256/${hexOf(digest)}/link`, encode(digest));
  store.write(`${manifests(name)}/tags/${tag}/current/link`, encode(digest));
  store.write(`${manifests(name)}/tags/${tag}/index/sha256/${hexOf(digest)}/link`, encode(digest));
}

/** Reads an image back; undefined when it, or a part of it, is not there. `known` layers are taken as they are. */
export function getImage(
  store: BlobStore,
  name: string,
  reference: string,
  known: (diffId: string) => LayerRecord | undefined,
): RemoteImage | undefined {
  const digest = resolve(store, name, reference);
  const raw = digest === undefined ? undefined : readBlob(store, digest);
  if (digest === undefined || raw === undefined) return undefined;
  try {
    const manifest = JSON.parse(decode(raw)) as Manifest;
    const bytes = readBlob(store, manifest.config.digest);
    if (bytes === undefined) return undefined;
    const config = JSON.parse(decode(bytes)) as Config;
    const layers: LayerRecord[] = [];
    let tree: DirNode = emptyDir();
    for (const [i, l] of manifest.layers.entries()) {
      const mine = known(l.digest);
      const data = readBlob(store, l.digest);
      if (data === undefined) return undefined;
      const made: LayerRecord = mine ?? {
        diffId: l.digest,
        tree: applyTar(tree, unpackTar(data), nextIno, true),
        size: config.drydock[i]?.size ?? data.length,
        blob: config.drydock[i]?.blob ?? hexOf(l.digest).slice(0, 12),
        compressed: l.size,
      };
      layers.push(made);
      tree = made.tree;
    }
    return {
      digest,
      image: {
        id: manifest.config.digest,
        created: config.created,
        config: config.config,
        layers,
        history: config.history,
        author: config.author,
        comment: config.comment,
        parent: '',
        architecture: config.architecture,
        built: false,
        lastTagged: 0,
      },
    };
  } catch {
    // somebody wrote over the files: the registry has nothing that can be used
    return undefined;
  }
}

/** Has a repository this layer, or the store under another name? */
export function hasLayer(store: BlobStore, name: string, diffId: string): string | undefined {
  if (store.read(`${ROOT}/repositories/${name}/_layers/sha256/${hexOf(diffId)}/link`) !== undefined) return name;
  return repositories(store).find(
    (other) => store.read(`${ROOT}/repositories/${other}/_layers/sha256/${hexOf(diffId)}/link`) !== undefined,
  );
}
