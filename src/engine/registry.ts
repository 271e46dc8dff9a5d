// Registries: Docker Hub made of data, and registries that run on the simulated network.

import type { ImageRecord } from './state.ts';

/** An image as a registry keeps it. */
export interface RemoteImage {
  readonly image: ImageRecord;
  /** Digest of the manifest (list), by which it can be pulled. */
  readonly digest: string;
}

/** A place where images come from. */
export interface Registry {
  /** What a repository holds; undefined when there is no such repository. `domain` is `docker.io` for Docker Hub. */
  tags(domain: string, path: string): readonly string[] | undefined;
  /** The image of a tag or a digest. */
  find(domain: string, path: string, reference: string): RemoteImage | undefined;
  /** Keeps an image. @throws Error when the registry refuses */
  put(domain: string, path: string, tag: string, image: ImageRecord, digest: string): void;
  /** Is a layer already there, and where: in this repository, or in another one? */
  hasLayer(domain: string, path: string, diffId: string): string | undefined;
  /** Does a registry answer there? `reason` is what a client's connection gets otherwise. */
  reach(domain: string): { ok: true; writable: boolean } | { ok: false; reason: string };
  search(term: string): { name: string; description: string; stars: number; official: boolean }[];
}
