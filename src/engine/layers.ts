// Digests of layers, images and manifests: hashes of what they contain.

import { digestOf, sha256hex } from '../fs/digest.ts';
import type { Layer } from '../fs/diff.ts';
import type { DirNode } from '../fs/node.ts';
import { layerEntries, packTar } from '../fs/tar.ts';
import { imageText } from './imagetext.ts';
import type { ImageRecord, LayerRecord } from './state.ts';

function layerSize(layer: Layer): number {
  let sum = layer.node.kind === 'file' ? layer.node.data.length : 0;
  for (const child of layer.children.values()) if (child.kind === 'layer') sum += layerSize(child);
  return sum;
}

/** The record of a layer: its digest is that of its archive. */
export function makeLayer(layer: Layer, tree: DirNode): LayerRecord {
  const diffId = digestOf(packTar(layerEntries(layer)));
  const size = layerSize(layer);
  return {
    diffId,
    tree,
    size,
    blob: sha256hex(`gzip ${diffId}`).slice(0, 12),
    compressed: Math.max(32, Math.round(size * 0.4)),
  };
}

/** Id of an image: the digest of its configuration. */
export function imageIdOf(image: Omit<ImageRecord, 'id'>): string {
  return digestOf(imageText(image));
}

export function canonicalImage(image: ImageRecord): ImageRecord {
  return { ...image, id: imageIdOf(image) };
}

/** Digest of the manifest under which an image is pushed. */
export function manifestDigest(image: ImageRecord): string {
  return digestOf(`manifest ${image.id} ${image.layers.map((l) => l.blob).join(' ')}`);
}
