// The archive of `docker save`: an OCI layout, with the files that older Dockers read beside it. Every blob is named by
// its own digest.

import { digestOf, sha256hex } from '../fs/digest.ts';
import { encode } from '../fs/bytes.ts';
import { diffLayer } from '../fs/diff.ts';
import { emptyDir } from '../fs/node.ts';
import { layerEntries, packTar, type TarEntry } from '../fs/tar.ts';
import { familiar, parseReference } from '../api/reference.ts';
import { rfc3339 } from '../api/units.ts';
import { imageText } from './imagetext.ts';
import type { ImageRecord } from './state.ts';

const OCI = 'application/vnd.oci.image';
const LAYER = `${OCI}.layer.v1.tar`;

/** What keeps the id of an image that is not the digest of its text here: Docker Hub's. */
export const ID_ANNOTATION = 'drydock.image.id';

export interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** One image of the archive with the tags that were asked for. */
export interface Saved {
  readonly image: ImageRecord;
  readonly tags: readonly string[];
}

/** The archive. A layer that several images have stands in it once. */
export function saveArchive(wanted: Iterable<Saved>): Uint8Array {
  const blobs = new Map<string, Uint8Array>();
  const blob = (mediaType: string, data: Uint8Array, digest = digestOf(data)): Descriptor => {
    blobs.set(digest, data);
    return { mediaType, digest, size: data.length };
  };
  const archives = new Map<string, Descriptor>();
  const layerOf = (image: ImageRecord, i: number): Descriptor => {
    const { diffId, tree } = image.layers[i]!;
    const known = archives.get(diffId);
    if (known !== undefined) return known;
    const layer = diffLayer(i === 0 ? emptyDir() : image.layers[i - 1]!.tree, tree);
    const made = blob(LAYER, packTar(layer === undefined ? [] : layerEntries(layer)));
    archives.set(diffId, made);
    return made;
  };
  const manifest: unknown[] = [];
  const index: Descriptor[] = [];
  const repositories: Record<string, Record<string, string>> = {};
  for (const { image, tags } of wanted) {
    const text = imageText(image);
    const config = blob(`${OCI}.config.v1+json`, encode(text));
    const layers = image.layers.map((_, i) => layerOf(image, i));
    const body = { schemaVersion: 2, mediaType: `${OCI}.manifest.v1+json`, config, layers };
    const described = blob(`${OCI}.manifest.v1+json`, encode(JSON.stringify(body)));
    const top = oldLayers(image, layers, (data) => void blob('', data));
    const kept: Record<string, string> = config.digest === image.id ? {} : { [ID_ANNOTATION]: image.id };
    const note = (more: Record<string, string>): Descriptor => {
      const annotations = { ...more, ...kept };
      return Object.keys(annotations).length === 0 ? described : { ...described, annotations };
    };
    for (const name of tags) {
      const r = parseReference(name);
      index.push(
        note({
          'io.containerd.image.name': `${r.domain}/${r.path}:${r.tag}`,
          'org.opencontainers.image.ref.name': r.tag!,
        }),
      );
      (repositories[familiar({ ...r, tag: undefined })] ??= {})[r.tag!] = top;
    }
    if (tags.length === 0) index.push(note({}));
    const path = (d: Descriptor): string => `blobs/sha256/${d.digest.slice(7)}`;
    manifest.push({
      Config: path(config),
      RepoTags: tags.length > 0 ? tags : null,
      Layers: layers.map(path),
      LayerSources: Object.fromEntries(
        layers.map(({ mediaType, size, digest }) => [digest, { mediaType, size, digest }]),
      ),
    });
  }
  const list = { schemaVersion: 2, mediaType: `${OCI}.index.v1+json`, manifests: index.length === 0 ? null : index };
  const meta = { mode: 0o644, uid: 0, gid: 0, mtime: 0, linkname: '' };
  const file = (name: string, data: Uint8Array): TarEntry => ({ ...meta, name, type: 'file', data });
  const dir = (name: string): TarEntry => ({ ...meta, mode: 0o755, name, type: 'dir', data: new Uint8Array(0) });
  return packTar(
    [
      ...(blobs.size === 0 ? [] : [dir('blobs/'), dir('blobs/sha256/')]),
      ...[...blobs].sort(([a], [b]) => (a < b ? -1 : 1)).map(([d, data]) => file(`blobs/sha256/${d.slice(7)}`, data)),
      file('index.json', encode(JSON.stringify(list))),
      file('manifest.json', encode(`${JSON.stringify(manifest.length === 0 ? null : manifest)}\n`)),
      file('oci-layout', encode('{"imageLayoutVersion": "1.0.0"}')),
      ...(Object.keys(repositories).length === 0
        ? []
        : [file('repositories', encode(`${JSON.stringify(repositories)}\n`))]),
    ],
    'go',
  );
}

/** The manifest that a registry keeps of an image. */
export function saveManifest(image: ImageRecord): string {
  const v2 = 'application/vnd.docker';
  return JSON.stringify({
    schemaVersion: 2,
    mediaType: `${v2}.distribution.manifest.v2+json`,
    config: { mediaType: `${v2}.container.image.v1+json`, size: imageText(image).length, digest: image.id },
    layers: image.layers.map((l) => ({
      mediaType: `${v2}.image.rootfs.diff.tar.gzip`,
      size: l.compressed,
      digest: l.diffId,
    })),
  });
}

/** The descriptions of layers that Docker before 1.10 read, each a blob. @returns the id of the highest */
function oldLayers(image: ImageRecord, layers: readonly Descriptor[], keep: (data: Uint8Array) => void): string {
  let parent = '';
  for (const [i, layer] of layers.entries()) {
    const id = sha256hex(`${parent} ${layer.digest}${i === layers.length - 1 ? ` ${image.id}` : ''}`);
    const above = parent === '' ? {} : { parent };
    const top = i === layers.length - 1;
    keep(
      encode(
        JSON.stringify({
          id,
          ...above,
          created: top ? rfc3339(image.created) : '1970-01-01T00:00:00Z',
          ...(top ? { architecture: image.architecture } : {}),
          os: 'linux',
        }),
      ),
    );
    parent = id;
  }
  return parent;
}
