// The builder: a Dockerfile's stages as a graph, steps run or taken from the cache, an image at the end.

import type { Task } from '../../kernel/block.ts';
import type { Stream } from '../../api/stream.ts';
import type { Filters } from '../../api/types/common.ts';
import type { CacheRecord } from '../../api/types/system.ts';
import type { With } from '../ports/stores.ts';
import { goDuration } from '../../api/durations.ts';
import { rfc3339 } from '../../api/units.ts';
import type { ImageRecord, LayerRecord } from '../state.ts';
import { Channel } from '../streams.ts';
import { BuildJob } from './job.ts';
import { MountCaches } from './mounts.ts';
import type { BuildMessage, BuildRequest } from '../../api/types/build.ts';
import { broughtAlong, type Sources } from './sources.ts';

/** What is seen of the engine here. */
type Engine = With<'images' | 'builder' | 'containers' | 'networks' | 'volumes'>;

export class BuildEngine {
  /** Bases that builds have used: BuildKit keeps them. */
  private readonly bases = new Map<string, ImageRecord>();
  private readonly caches = new MountCaches();
  /** What remembered builds showed. */
  private readonly shown = new Map<string, readonly BuildMessage[]>();
  constructor(private readonly engine: Engine) {}

  layers(): LayerRecord[] {
    return [
      ...[...this.bases.values()].flatMap((b) => b.layers),
      ...[...this.engine.state.cache.values()].flatMap((e) => (e.layer === undefined ? [] : [e.layer])),
    ];
  }
  /** Names of what the builder keeps beside the value: bases, cache folders, what builds showed. */
  held(): string[][] {
    return [[...this.bases.keys()], this.caches.list().map((c) => c.id), [...this.shown.keys()]];
  }
  /** Does the build cache hold layers of this image, so that removing it frees nothing? */
  keepsLayersOf(image: ImageRecord): boolean {
    const held = new Set(this.layers().map((l) => l.diffId));
    return image.layers.some((l) => held.has(l.diffId));
  }

  records(): CacheRecord[] {
    const inUse = this.layersOfImages();
    const of = (x: {
      id: string;
      size: number;
      created: number;
      lastUsed: number;
      uses: number;
      description: string;
    }) => ({
      ID: x.id,
      Description: x.description,
      Size: x.size,
      CreatedAt: rfc3339(x.created),
      LastUsedAt: rfc3339(x.lastUsed),
      UsageCount: x.uses,
    });
    return [
      ...[...this.engine.state.cache.values()].map((e) => {
        const used = e.layer !== undefined && inUse.has(e.layer.diffId);
        return { ...of(e), Parents: [...e.parents], Type: e.type, InUse: false, Shared: used };
      }),
      ...this.caches
        .list()
        .map((m) => ({ ...of(m), Parents: [], Type: 'exec.cachemount', InUse: false, Shared: false })),
    ];
  }
  private layersOfImages(): Set<string> {
    return new Set([...this.engine.state.images.values()].flatMap((i) => i.layers.map((l) => l.diffId)));
  }

  /** Removes cache that no image uses, or all of it. A filter that BuildKit does not know matches nothing. */
  prune(options: { all: boolean; filters: Filters; keepStorage: number }): {
    CachesDeleted: string[];
    SpaceReclaimed: number;
  } {
    const { engine } = this;
    const { filters } = options;
    const inUse = this.layersOfImages();
    const matches = (e: { id: string; type: string; lastUsed: number; description: string }): boolean =>
      Object.entries(filters).every(([key, values]) =>
        values.some((v) => {
          if (key === 'until' || key === 'unused-for') return e.lastUsed <= engine.now - (goDuration(v) ?? 0);
          if (key === 'id') return e.id === v || e.id === v.replace(/^~=/, '');
          if (key === 'type') return e.type === v;
          if (key === 'description')
            return e.description === v || (v.startsWith('~=') && e.description.includes(v.slice(2)));
          return false;
        }),
      );
    const deleted: string[] = [];
    let space = 0;
    // without a limit nothing is kept, not even entries without bytes
    const total = options.keepStorage === 0 ? Infinity : this.records().reduce((n, r) => n + r.Size, 0);
    let { cache } = engine.state;
    for (const e of [...cache.values()].sort((a, b) => a.lastUsed - b.lastUsed)) {
      const used = e.layer !== undefined && inUse.has(e.layer.diffId);
      if ((used && !options.all) || !matches(e) || total - space <= options.keepStorage) continue;
      cache = cache.delete(e.key);
      deleted.push(e.id);
      space += e.size;
    }
    for (const m of this.caches.list()) {
      if (!matches({ ...m, type: 'exec.cachemount' })) continue;
      engine.afterwards('cache folder', () => this.caches.remove(m.key));
      deleted.push(m.id);
      space += m.size;
    }
    if (options.all && Object.keys(filters).length === 0) engine.afterwards('bases', () => this.bases.clear());
    engine.set({ cache });
    engine.events.emit('builder', 'prune', '', { reclaimed: String(space) });
    return { CachesDeleted: deleted, SpaceReclaimed: space };
  }

  /** What a remembered build showed; empty when nobody knows it. */
  logs(ref: string): readonly BuildMessage[] {
    return this.shown.get(ref) ?? [];
  }
  forget(ref: string): void {
    this.engine.afterwards('messages', () => this.shown.delete(ref));
    this.engine.set({ builds: this.engine.state.builds.filter((b) => b.ref !== ref) });
  }

  /** Begins a build. @param sources where it has its client's things from; the request itself where nothing is said */
  *build(request: BuildRequest, sources: Sources = broughtAlong(request)): Task<Stream<BuildMessage>> {
    const { engine } = this;
    // whoever does not want to hear the rest does not want it done
    const channel = new Channel<BuildMessage>(() => job.abort());
    const job: BuildJob = new BuildJob(engine, this.bases, this.caches, request, sources, channel);
    const { shown } = this;
    engine.background(function* (p) {
      try {
        yield* job.run(p);
        shown.set(job.ref, job.messages);
        for (const ref of shown.keys()) if (!engine.state.builds.some((b) => b.ref === ref)) shown.delete(ref);
      } finally {
        channel.end();
      }
      return 0;
    });
    return channel;
  }
}
