// What an explanation is made of: hops, each fine or not, with a fact and what would mend it, in no language yet.

import type { RecordedContainer, Records } from '../api/records.ts';
import type { Cell } from '../fs/cell.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Listener, NetNs } from '../kernel/net.ts';
import type { MountNs } from '../kernel/vfs.ts';
import { en, type Key } from './text/en.ts';
import { es } from './text/es.ts';

export type Language = 'en' | 'es';

/** A sentence: its key in the texts, and what goes into its braces: words, or sentences (a list of them is joined). */
export interface Say {
  readonly key: Key;
  readonly args: Readonly<Record<string, string | number | Say | readonly Say[]>>;
}

export interface Hop {
  readonly what: Say;
  /** `undefined`: it is neither right nor wrong, but good to know. */
  readonly ok: boolean | undefined;
  readonly fact: Say;
  /** What would mend it; commands that can be typed as they are stand between backticks. */
  readonly mend?: Say;
}

/** A hop in a language. */
export interface ToldHop {
  readonly what: string;
  readonly ok: boolean | undefined;
  readonly fact: string;
  readonly mend: string | undefined;
}

/** The machine that is asked about. Asking changes nothing in it. */
export interface World {
  readonly kernel: Kernel;
  /** What its engine keeps, once that was used. */
  readonly records: Records | undefined;
  readonly disk: Cell;
}

export function say(key: Key, args: Say['args'] = {}): Say {
  return { key, args };
}

/** A sentence in a language. */
export function sentence(s: Say, language: Language): string {
  return (language === 'es' ? es : en)[s.key].replace(/\{(\w+)\}/g, (whole, name: string) => {
    const arg = s.args[name];
    if (arg === undefined) return whole;
    if (typeof arg !== 'object') return String(arg);
    return 'key' in arg ? sentence(arg, language) : arg.map((a) => sentence(a, language)).join(', ');
  });
}

export function tell(hops: readonly Hop[], language: Language): ToldHop[] {
  return hops.map((h) => ({
    what: sentence(h.what, language),
    ok: h.ok,
    fact: sentence(h.fact, language),
    mend: h.mend === undefined ? undefined : sentence(h.mend, language),
  }));
}

/** The hop at which it fails; undefined when all is well. */
export function firstBad(hops: readonly Hop[]): Hop | undefined {
  return hops.find((h) => h.ok === false);
}

/** Names in a list. */
export function names(list: Iterable<string>): string {
  return [...list].join(', ');
}

/**
 * The container in whose network a namespace is, or in which an engine runs whose containers are; undefined for the host
 * and the outside.
 */
export function containerOf(world: World, ns: NetNs): RecordedContainer | undefined {
  const { records } = world;
  for (let at: NetNs | undefined = ns; at !== undefined && !at.isHost; at = at.upstream)
    for (const c of records?.containers.values() ?? []) if (records!.runtime(c).net === at) return c;
  return undefined;
}

/** In which container somebody is, by his files before his network (networks are shared); or in a step of a build. */
export function askerOf(
  world: World,
  mounts: MountNs,
  net: NetNs,
): { asker: RecordedContainer | undefined; build: boolean } {
  const { records } = world;
  for (const c of records?.containers.values() ?? [])
    if (records!.runtime(c).mounts === mounts) return { asker: c, build: false };
  return { asker: containerOf(world, net), build: !net.isHost && containerOf(world, net) === undefined };
}

/** The program that listens; a published port is handed on by one of the daemon's. */
export function programOf(listener: Listener): string {
  return listener.owner?.comm ?? (listener.forward === undefined ? '?' : 'docker-proxy');
}

/** How many letters must change to come from one word to the other, at most 3 being counted. */
export function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 3) return 4;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length]!;
}

/** The word of a list that somebody may have meant. */
export function meant(word: string, list: Iterable<string>): string | undefined {
  let best: string | undefined;
  for (const w of new Set(list)) {
    const d = distance(word.toLowerCase(), w.toLowerCase());
    if (d > 0 && d <= Math.min(2, Math.floor(word.length / 2)) && (best === undefined || d < distance(word, best)))
      best = w;
  }
  return best;
}
