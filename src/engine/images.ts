// The image store: records, tags, pulling, removing.

import type { Task } from '../kernel/block.ts';
import { ApiError } from '../api/error.ts';
import type { Stream } from '../api/stream.ts';
import type { Filters } from '../api/types/common.ts';
import type { ContainerConfig } from '../api/types/container.ts';
import type { HistoryItem, ImageDeleteItem, ImageSummary, ProgressMessage } from '../api/types/image.ts';
import { complete, inOrder } from '../api/shape.ts';
import type { ImageInspect } from '../api/types/inspect.ts';
import { CONFIG } from '../api/shapes/container.ts';
import type { With } from './ports/stores.ts';
import { boolFilter, checkFilters, labelsMatch, untilFilter } from '../api/filters.ts';
import { rfc3339 } from '../api/units.ts';
import { pruned } from './pruned.ts';
import { pull } from './pull.ts';
import {
  canonical,
  familiar,
  familiarName,
  fullName,
  parseReference,
  type Reference,
  ReferenceError_,
  withDefaultTag,
} from '../api/reference.ts';
import type { ImageRecord } from './state.ts';
import { sha256hex } from '../fs/digest.ts';

/** What is seen of the engine here. */
type Engine = With<'images' | 'builder'>;

/** Bytes of all layers. */
export function imageSize(image: ImageRecord): number {
  return image.layers.reduce((sum, l) => sum + l.size, 0);
}

/** Digest of a layer with all below it, as the layer store names it. */
export function chainId(image: ImageRecord, count: number): string {
  let chain = image.layers[0]?.diffId ?? '';
  for (let i = 1; i < count; i++) chain = `sha256:${sha256hex(`${chain} ${image.layers[i]!.diffId}`)}`;
  return chain;
}

export class Images {
  constructor(private readonly engine: Engine) {}

  /** By reference, digest, id or the beginning of an id. */
  find(ref: string): ImageRecord | undefined {
    const { images, tags, digests } = this.engine.state;
    const hexa = ref.startsWith('sha256:') ? ref.slice(7) : ref;
    if (/^[0-9a-f]{64}$/.test(hexa)) {
      const whole = images.get(`sha256:${hexa}`);
      if (whole !== undefined || !ref.includes('/')) return whole;
    }
    if (!ref.startsWith('sha256:')) {
      try {
        const r = withDefaultTag(parseReference(ref));
        const key = canonical(r.digest === undefined ? r : { ...r, tag: undefined });
        const id = r.digest === undefined ? tags.get(key) : digests.get(key);
        if (id !== undefined) return images.get(id);
      } catch (error) {
        if (!(error instanceof ReferenceError_)) throw error;
      }
    }
    if (!/^[0-9a-f]{1,63}$/.test(hexa)) return undefined;
    const hits: ImageRecord[] = [];
    for (const image of images.values()) if (image.id.startsWith(`sha256:${hexa}`)) hits.push(image);
    return hits.length === 1 ? hits[0] : undefined;
  }

  /** @throws ApiError 404 `No such image: NAME:latest` */
  resolve(ref: string): ImageRecord {
    const image = this.find(ref);
    if (image !== undefined) return image;
    // 64 digits are a digest without its algorithm
    let shown = /^[a-f0-9]{64}$/.test(ref) ? `sha256:${ref}` : ref;
    if (!shown.startsWith('sha256:')) {
      try {
        shown = familiar(withDefaultTag(parseReference(ref)));
      } catch (error) {
        if (!(error instanceof ReferenceError_)) throw error;
        throw new ApiError(400, `${error.message}`);
      }
    }
    throw new ApiError(404, `No such image: ${shown}`);
  }

  tagsOf(id: string): string[] {
    const out: string[] = [];
    for (const [ref, image] of this.engine.state.tags) if (image === id) out.push(familiar(parseReference(ref)));
    return out.sort(tagOrder);
  }
  digestsOf(id: string): string[] {
    const out: string[] = [];
    for (const [ref, image] of this.engine.state.digests) if (image === id) out.push(familiar(parseReference(ref)));
    return out.sort();
  }

  /** Tags and digests of all images at once, for lists. */
  private references(): Map<string, { tags: string[]; digests: string[] }> {
    const out = new Map<string, { tags: string[]; digests: string[] }>();
    const at = (id: string): { tags: string[]; digests: string[] } => {
      let x = out.get(id);
      if (x === undefined) out.set(id, (x = { tags: [], digests: [] }));
      return x;
    };
    for (const [ref, id] of this.engine.state.tags) at(id).tags.push(familiar(parseReference(ref)));
    for (const [ref, id] of this.engine.state.digests) at(id).digests.push(familiar(parseReference(ref)));
    for (const x of out.values()) {
      x.tags.sort(tagOrder);
      x.digests.sort();
    }
    return out;
  }

  /** Images that another one was made from. */
  private parents(): Set<string> {
    const out = new Set<string>();
    for (const image of this.engine.state.images.values()) if (image.parent !== '') out.add(image.parent);
    return out;
  }

  add(image: ImageRecord): void {
    if (!this.engine.state.images.has(image.id))
      this.engine.set({ images: this.engine.state.images.set(image.id, image) });
  }

  /** Lets a tag point to an image; what it pointed to before loses it. */
  setTag(r: Reference, id: string): void {
    this.engine.set({ tags: this.engine.state.tags.set(canonical(withDefaultTag(r)), id) });
  }
  setDigest(r: Reference, digest: string, id: string): void {
    this.engine.set({ digests: this.engine.state.digests.set(`${fullName(r)}@${digest}`, id) });
  }

  tag(source: string, target: string): void | 'nothing' {
    if (target === '') return 'nothing';
    const image = this.resolve(source);
    const r = withDefaultTag(parseReference(target));
    if (r.path === 'library/sha256' && r.domain === 'docker.io')
      throw new ApiError(400, 'refusing to create an ambiguous tag using digest algorithm as name');
    this.setTag(r, image.id);
    this.engine.events.emit('image', 'tag', image.id, { ...image.config.Labels, name: familiar(r) });
    return undefined;
  }

  list(options: { all: boolean; filters: Filters }): ImageSummary[] {
    const { filters } = options;
    checkFilters(filters, ['before', 'dangling', 'label', 'reference', 'since', 'until']);
    const dangling = boolFilter(filters, 'dangling');
    const before = filters['before']?.map((r) => this.resolve(r).created).at(-1);
    const since = filters['since']?.map((r) => this.resolve(r).created).at(-1);
    const until = untilFilter(filters, this.engine.now, 500);
    const references = this.references();
    const users = new Map<string, number>();
    for (const c of this.engine.state.containers.values()) users.set(c.imageId, (users.get(c.imageId) ?? 0) + 1);
    const parents = this.parents();
    const out: (ImageSummary & { order: number })[] = [];
    for (const image of this.engine.state.images.values()) {
      if (before !== undefined && image.created >= before) continue;
      if (since !== undefined && image.created <= since) continue;
      if (until !== undefined && image.created > until) continue;
      if (!labelsMatch(filters, image.config.Labels)) continue;
      let { tags: repoTags, digests: repoDigests } = references.get(image.id) ?? { tags: [], digests: [] };
      // what is only a step on the way to another image is not shown, unless all are
      const between = repoTags.length + repoDigests.length === 0 && parents.has(image.id);
      if (between && (!options.all || dangling === true)) continue;
      if (dangling !== undefined && dangling !== (repoTags.length === 0)) continue;
      if (filters['reference'] !== undefined) {
        const hit = (x: string): boolean => filters['reference']!.some((p) => referenceMatches(p, x));
        repoTags = repoTags.filter(hit);
        repoDigests = repoDigests.filter(hit);
        if (repoTags.length + repoDigests.length === 0) continue;
      }
      out.push({
        Containers: users.get(image.id) ?? 0,
        Created: Math.floor(image.created / 1000),
        Id: image.id,
        Labels: image.config.Labels,
        ParentId: image.parent,
        RepoDigests: repoDigests,
        RepoTags: repoTags,
        SharedSize: -1,
        Size: imageSize(image),
        order: image.created,
      });
    }
    return out.sort((a, b) => b.order - a.order).map(({ order: _, ...x }) => x);
  }

  inspect(ref: string): ImageInspect {
    const image = this.resolve(ref);
    const c = image.config;
    return {
      Id: image.id,
      RepoTags: this.tagsOf(image.id),
      RepoDigests: this.digestsOf(image.id),
      Parent: image.parent,
      Comment: image.comment,
      Created: rfc3339(image.created),
      Container: image.container ?? '',
      ContainerConfig: inOrder(image.containerConfig ?? complete<ContainerConfig>({}, CONFIG), CONFIG),
      DockerVersion: image.container === undefined ? '' : '28.5.2',
      Author: image.author,
      Architecture: image.architecture,
      Os: 'linux',
      Size: imageSize(image),
      GraphDriver: {
        Data: {
          ...(image.layers.length > 1
            ? {
                LowerDir: image.layers
                  .slice(0, -1)
                  .map((_, i) => `${this.engine.root}/overlay2/${sha256hex(chainId(image, i + 1))}/diff`)
                  .reverse()
                  .join(':'),
              }
            : {}),
          MergedDir: `${this.engine.root}/overlay2/${sha256hex(image.id)}/merged`,
          UpperDir: `${this.engine.root}/overlay2/${sha256hex(image.id)}/diff`,
          WorkDir: `${this.engine.root}/overlay2/${sha256hex(image.id)}/work`,
        },
        Name: 'overlay2',
      },
      RootFS: { Type: 'layers', Layers: image.layers.map((l) => l.diffId) },
      Metadata: { LastTagTime: rfc3339(image.lastTagged) },
      Config: {
        ...(c.ArgsEscaped ? { ArgsEscaped: true } : {}),
        Cmd: c.Cmd,
        Entrypoint: c.Entrypoint,
        Env: c.Env,
        ...(c.ExposedPorts === undefined ? {} : { ExposedPorts: c.ExposedPorts }),
        ...(c.Healthcheck === undefined ? {} : { Healthcheck: c.Healthcheck }),
        Labels: c.Labels,
        OnBuild: c.OnBuild ?? null,
        ...(c.Shell === undefined ? {} : { Shell: c.Shell }),
        ...(c.StopSignal === undefined ? {} : { StopSignal: c.StopSignal }),
        User: c.User,
        Volumes: c.Volumes ?? null,
        WorkingDir: c.WorkingDir,
      },
    };
  }

  history(ref: string): HistoryItem[] {
    const image = this.resolve(ref);
    let layer = image.layers.length;
    return [...image.history].reverse().map((h, i) => ({
      Id: i === 0 ? image.id : '<missing>',
      Created: Math.floor(h.created / 1000),
      CreatedBy: h.createdBy,
      Tags: i === 0 ? this.tagsOf(image.id) : null,
      Size: h.empty ? 0 : (image.layers[--layer]?.size ?? 0),
      Comment: h.comment,
    }));
  }

  *pull(ref: string, options: { all: boolean; platform?: string }): Task<Stream<ProgressMessage>> {
    return yield* pull(this.engine, ref, options);
  }

  /** Containers of an image, those that run first. */
  private users(id: string): { id: string; running: boolean }[] {
    const out: { id: string; running: boolean }[] = [];
    for (const c of this.engine.state.containers.values()) {
      if (c.imageId === id)
        out.push({ id: c.id, running: c.state === 'running' || c.state === 'paused' || c.state === 'restarting' });
    }
    return out.sort((a, b) => Number(b.running) - Number(a.running));
  }

  /** `docker rmi` of one reference. @throws ApiError 409 with Docker's conflicts */
  remove(ref: string, options: { force: boolean; prune?: boolean }): ImageDeleteItem[] {
    const { engine } = this;
    const image = this.resolve(ref);
    const out: ImageDeleteItem[] = [];
    const short = image.id.slice(7, 19);
    const byId = isIdRef(ref, image.id);
    const tags = this.tagsOf(image.id);
    const digests = this.digestsOf(image.id);
    const users = this.users(image.id);
    const untag = (name: string): void => {
      const r = parseReference(name);
      if (r.digest === undefined) engine.set({ tags: engine.state.tags.delete(canonical(r)) });
      else engine.set({ digests: engine.state.digests.delete(canonical(r)) });
      out.push({ Untagged: name });
      engine.events.emit('image', 'untag', image.id, { ...image.config.Labels, name: image.id });
    };
    if (!byId) {
      const parsed = withDefaultTag(parseReference(ref));
      const name = familiar(parsed.digest === undefined ? parsed : { ...parsed, tag: undefined });
      const isTag = parsed.digest === undefined;
      const others = [...tags, ...digests].filter((x) => x !== name);
      const repo = familiarName(parsed);
      const sameRepo = others.filter((x) => familiarName(parseReference(x)) === repo);
      const left = others.filter(
        (x) =>
          !(
            x.includes('@') &&
            isTag &&
            !tags.some((t) => t !== name && familiarName(parseReference(t)) === familiarName(parseReference(x)))
          ),
      );
      void sameRepo;
      if (left.length === 0 || (left.every((x) => x.includes('@')) && isTag && tags.length === 1)) {
        const used = users[0];
        if (used !== undefined && !options.force) {
          throw new ApiError(
            409,
            `conflict: unable to remove repository reference "${ref}" (must force) - container ${used.id.slice(0, 12)} is using its referenced image ${short}`,
          );
        }
      }
      untag(name);
      if (isTag) {
        const stillTagged = tags.some((t) => t !== name && familiarName(parseReference(t)) === repo);
        if (!stillTagged) for (const d of digests) if (familiarName(parseReference(d)) === repo) untag(d);
      }
      if (this.tagsOf(image.id).length > 0 || this.digestsOf(image.id).length > 0) return out;
      if (this.parents().has(image.id)) return out;
      if (users.some((u) => u.running) || (users.length > 0 && !options.force)) return out;
      out.push(...this.drop(image, options.prune !== false));
      return out;
    }
    const repos = new Set([...tags, ...digests].map((x) => familiarName(parseReference(x))));
    if (this.parents().has(image.id))
      throw new ApiError(
        409,
        `conflict: unable to delete ${short} (cannot be forced) - image has dependent child images`,
      );
    const running = users.find((u) => u.running);
    if (running !== undefined) {
      throw new ApiError(
        409,
        `conflict: unable to delete ${short} (cannot be forced) - image is being used by running container ${running.id.slice(0, 12)}`,
      );
    }
    if (!options.force) {
      if (repos.size > 1 || tags.length > 1) {
        throw new ApiError(
          409,
          `conflict: unable to delete ${short} (must be forced) - image is referenced in multiple repositories`,
        );
      }
      const used = users[0];
      if (used !== undefined) {
        throw new ApiError(
          409,
          `conflict: unable to delete ${short} (must be forced) - image is being used by stopped container ${used.id.slice(0, 12)}`,
        );
      }
    }
    for (const t of [...tags, ...digests]) untag(t);
    out.push(...this.drop(image, options.prune !== false));
    return out;
  }

  /** Takes an image out of the store; layers that nothing else needs go too. */
  private drop(image: ImageRecord, steps = true): ImageDeleteItem[] {
    const { engine } = this;
    const out: ImageDeleteItem[] = [{ Deleted: image.id }];
    engine.set({ images: engine.state.images.delete(image.id) });
    engine.events.emit('image', 'delete', image.id, { name: image.id });
    const kept = new Set<string>();
    for (const other of engine.state.images.values())
      for (let i = 1; i <= other.layers.length; i++) kept.add(chainId(other, i));
    for (const entry of engine.state.cache.values()) if (entry.layer !== undefined) kept.add(entry.layer.diffId);
    const cached = new Set(
      [...engine.state.cache.values()].flatMap((e) => (e.layer === undefined ? [] : [e.layer.diffId])),
    );
    const builderKeeps = engine.builder.keepsLayersOf(image);
    for (let i = image.layers.length; i > 0; i--) {
      const chain = chainId(image, i);
      if (kept.has(chain) || cached.has(image.layers[i - 1]!.diffId) || builderKeeps) break;
      out.push({ Deleted: chain });
    }
    // steps on the way to it, that lead to nothing else now
    const parent = steps ? engine.state.images.get(image.parent) : undefined;
    if (
      parent !== undefined &&
      this.tagsOf(parent.id).length + this.digestsOf(parent.id).length === 0 &&
      !this.parents().has(parent.id) &&
      this.users(parent.id).length === 0
    )
      out.push(...this.drop(parent));
    return out;
  }

  prune(filters: Filters): { ImagesDeleted: ImageDeleteItem[]; SpaceReclaimed: number } {
    const { engine } = this;
    checkFilters(filters, ['dangling', 'label', 'label!', 'until']);
    const danglingOnly = boolFilter(filters, 'dangling') ?? true;
    const until = untilFilter(filters, engine.now, 500);
    const deleted: ImageDeleteItem[] = [];
    let space = 0;
    const used = new Set([...engine.state.containers.values()].map((c) => c.imageId));
    for (const image of [...engine.state.images.values()].sort((a, b) => a.created - b.created)) {
      const tags = this.tagsOf(image.id);
      if (used.has(image.id) || (danglingOnly && tags.length > 0)) continue;
      if (!engine.state.images.has(image.id) || (tags.length === 0 && this.parents().has(image.id))) continue;
      if (!labelsMatch(filters, image.config.Labels) || (until !== undefined && image.created > until)) continue;
      const names = [...tags, ...this.digestsOf(image.id)];
      let gone: ImageDeleteItem[] = [];
      const whole = pruned(engine, () => {
        for (const t of names) {
          const r = parseReference(t);
          if (r.digest === undefined) engine.set({ tags: engine.state.tags.delete(canonical(r)) });
          else engine.set({ digests: engine.state.digests.delete(canonical(r)) });
        }
        gone = this.drop(image);
      });
      if (!whole) continue;
      deleted.push(...names.map((t) => ({ Untagged: t })));
      if (gone.length > 1) space += image.layers.slice(-(gone.length - 1)).reduce((n, l) => n + l.size, 0);
      deleted.push(...gone);
    }
    engine.events.emit('image', 'prune', '', { reclaimed: String(space) });
    return { ImagesDeleted: deleted, SpaceReclaimed: space };
  }
}

/** Does a reference mean an image by its id? */
export function isIdRef(ref: string, id: string): boolean {
  return /^(sha256:)?[0-9a-f]+$/.test(ref) && id.slice(7).startsWith(ref.replace(/^sha256:/, ''));
}

/** Tags of docker.io's library first by name, then those with a host. */
function tagOrder(a: string, b: string): number {
  const ca = canonical(parseReference(a));
  const cb = canonical(parseReference(b));
  return ca < cb ? -1 : ca > cb ? 1 : 0;
}

/** Go's path.Match on the familiar name, with or without the tag. */
function referenceMatches(pattern: string, ref: string): boolean {
  let re: RegExp;
  try {
    re = new RegExp(
      `^${pattern
        .replace(/[.+${}()|\\]/g, '\\$&')
        .replace(/\*/g, '[^/]*')
        .replace(/\?/g, '[^/]')}$`,
    );
  } catch {
    throw new ApiError(500, 'syntax error in pattern');
  }
  const name = ref.replace(/[@].*$/, '').replace(/:[^/:]*$/, '');
  return re.test(ref) || re.test(name);
}
