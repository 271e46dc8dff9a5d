// The daemon's events: kept, filtered and streamed.

import type { Task } from '../kernel/block.ts';
import type { Stream } from '../api/stream.ts';
import type { Filters, Labels } from '../api/types/common.ts';
import type { EventMessage } from '../api/types/system.ts';
import type { Core } from './ports/core.ts';
import { Channel } from './streams.ts';

/** What is seen of the engine here. */
type Engine = Core;

const KEPT = 4096;

export class EventLog {
  readonly kept: EventMessage[] = [];
  private readonly listeners = new Set<(e: EventMessage) => void>();
  constructor(private readonly engine: Engine) {}

  /** Tells an event once the operation that it is about has succeeded. `from` is the image, for containers. */
  emit(type: string, action: string, id: string, attributes: Labels, from?: string): void {
    const now = this.engine.now;
    const sorted = Object.fromEntries(Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1)));
    const old = type === 'container' || type === 'image';
    const event: EventMessage = {
      ...(old ? { status: action, ...(id === '' ? {} : { id }), ...(from === undefined ? {} : { from }) } : {}),
      Type: type,
      Action: action,
      Actor: { ID: id, Attributes: sorted },
      scope: 'local',
      time: Math.floor(now / 1000),
      timeNano: Math.floor(now * 1e6),
    };
    this.engine.afterwards('event', () => this.tell(event));
  }

  private tell(event: EventMessage): void {
    this.kept.push(event);
    if (this.kept.length > KEPT) this.kept.splice(0, KEPT / 4);
    this.engine.put({ lastEvent: event });
    for (const f of [...this.listeners]) f(event);
  }

  /** How many listen at the moment. */
  get listening(): number {
    return this.listeners.size;
  }

  listen(f: (e: EventMessage) => void): () => void {
    this.listeners.add(f);
    return () => this.listeners.delete(f);
  }

  /** Past and coming events; ends at `until` (virtual ms). */
  *stream(options: { since?: number; until?: number; filters: Filters }): Task<Stream<EventMessage>> {
    const { filters, since, until } = options;
    let stop = (): void => {};
    let cancel = (): void => {};
    const channel = new Channel<EventMessage>(() => {
      stop();
      cancel();
    });
    if (since !== undefined || until !== undefined) {
      for (const e of this.kept) {
        const at = e.timeNano / 1e6;
        if (at >= (since ?? 0) && (until === undefined || at <= until) && matchesEvent(e, filters)) channel.push(e);
      }
    }
    if (until !== undefined && until <= this.engine.now) {
      channel.end();
      return channel;
    }
    stop = this.listen((e) => {
      if (matchesEvent(e, filters)) channel.push(e);
    });
    if (until !== undefined) cancel = this.engine.kernel.clock.schedule(until, () => channel.end());
    return channel;
  }
}

function matchesEvent(e: EventMessage, filters: Filters): boolean {
  const any = (key: string, test: (value: string) => boolean): boolean =>
    filters[key] === undefined || filters[key].some(test);
  const { ID, Attributes } = e.Actor;
  const same = (value: string): boolean =>
    ID === value || Attributes['name'] === value || (value.length > 0 && ID.startsWith(value));
  return (
    any('type', (v) => v === e.Type) &&
    any('event', (v) => v === e.Action || e.Action.startsWith(`${v}:`)) &&
    any('scope', (v) => v === e.scope) &&
    any('daemon', (v) => e.Type === 'daemon' && same(v)) &&
    any('container', (v) => e.Type === 'container' && same(v)) &&
    any('volume', (v) => e.Type === 'volume' && same(v)) &&
    any('network', (v) => e.Type === 'network' && same(v)) &&
    any('image', (v) => {
      const strip = (x: string): string => x.replace(/:[\w.-]+$/, '');
      if (e.Type === 'image') return same(v) || strip(Attributes['name'] ?? '') === v || ID === v;
      return e.Type === 'container' && (Attributes['image'] === v || strip(Attributes['image'] ?? '') === v);
    }) &&
    (filters['label'] ?? []).every((v) => {
      const eq = v.indexOf('=');
      const key = eq < 0 ? v : v.slice(0, eq);
      return Object.hasOwn(Attributes, key) && (eq < 0 || Attributes[key] === v.slice(eq + 1));
    })
  );
}
