// What the simulated builder tells, as BuildKit's clients are told: steps with digests, what they do, output, warnings.

import { encode } from '../../fs/bytes.ts';
import { digestOf } from '../../fs/digest.ts';
import type { BuildMessage, Excerpt } from '../../api/types/build.ts';
import { type Range, type SourceInfo, timestamp } from './messages/common.ts';
import type { StatusResponse } from './messages/control.ts';
import type { Of } from './protobuf.ts';

/** A message of a client's progress. */
export type Progress = Partial<Of<typeof StatusResponse>>;

interface Vertex {
  readonly digest: string;
  readonly name: string;
  readonly inputs: readonly string[];
  readonly started: number;
  /** What of it is under way, with the moment of its beginning. */
  readonly open: Map<string, number>;
}

/** Bytes of a size as it is shown: 137B, 8.62kB. */
function bytesOf(size: string): number {
  const m = /^(\d+(?:\.\d+)?)(B|kB|MB|GB)$/.exec(size)!;
  return Math.round(Number(m[1]) * { B: 1, kB: 1e3, MB: 1e6, GB: 1e9 }[m[2] as 'B' | 'kB' | 'MB' | 'GB']);
}

const SIZE = String.raw`\d+(?:\.\d+)?(?:B|kB|MB|GB)`;
const COUNTED = new RegExp(`^(.*) (${SIZE})(?: / (${SIZE}))?$`);

/** The text that an excerpt is of, for a message. */
export function sourceOf(e: Excerpt): Partial<Of<typeof SourceInfo>> {
  return { filename: e.file, data: encode(e.source), language: 'Dockerfile' };
}
export function rangeOf(e: Excerpt): Partial<Of<typeof Range>> {
  return { start: { line: e.from }, end: { line: e.to } };
}

/** Makes messages for clients of what a build tells. */
export class Teller {
  private readonly vertices = new Map<number, Vertex>();

  /**
   * @param scope what the build is called: steps that no other build has are named after it
   * @param session whose files are loaded: builds of one session load them once
   */
  constructor(
    private readonly scope: string,
    private readonly session: string,
  ) {}

  private digest(name: string, key: string | undefined): string {
    if (key !== undefined) return digestOf(key);
    if (name.startsWith('[internal] load metadata for ')) return digestOf(name);
    return digestOf(`${/ load (\.dockerignore|build context)$/.test(name) ? this.session : this.scope} ${name}`);
  }

  /** Digest of the step that was told of last to have failed. */
  failed: string | undefined;

  /** @param now virtual ms */
  tell(m: BuildMessage, now: number): Progress | undefined {
    if (m.type === 'vertex') {
      const v: Vertex = {
        digest: this.digest(m.name, m.key),
        name: m.name,
        inputs: m.parent === undefined ? [] : [digestOf(m.parent)],
        started: now,
        open: new Map(),
      };
      this.vertices.set(m.id, v);
      return { vertexes: [this.vertex(v, {})] };
    }
    const v = 'id' in m ? this.vertices.get(m.id) : undefined;
    if (v === undefined) return undefined;
    switch (m.type) {
      case 'status':
        return { statuses: [this.status(v, m, now)] };
      case 'log':
        return {
          logs: [{ vertex: v.digest, timestamp: timestamp(v.started + m.at), stream: m.stream, msg: m.bytes }],
        };
      case 'warning':
        return {
          warnings: [
            {
              vertex: v.digest,
              level: 1,
              short: encode(`${m.rule}: ${m.text} (line ${m.line})`),
              detail: m.description === '' ? [] : [encode(m.description)],
              url: m.url,
              info: sourceOf(m.excerpt),
              ranges: [rangeOf(m.excerpt)],
            },
          ],
        };
      case 'cached':
        return { vertexes: [this.vertex(v, { cached: true, completed: timestamp(v.started) })] };
      case 'done':
        return {
          statuses: [...v.open.keys()].map((text) => this.status(v, { text, done: true }, now)),
          vertexes: [this.vertex(v, { completed: timestamp(v.started + m.seconds * 1000) })],
        };
      case 'failed':
        this.failed = v.digest;
        return { vertexes: [this.vertex(v, { completed: timestamp(now), error: m.error })] };
      case 'canceled':
        return { vertexes: [this.vertex(v, { completed: timestamp(now), error: 'context canceled' })] };
      default:
        return undefined;
    }
  }

  private vertex(v: Vertex, more: Partial<NonNullable<Progress['vertexes']>[number]>): typeof more {
    return { digest: v.digest, name: v.name, inputs: v.inputs, started: timestamp(v.started), ...more };
  }

  private status(
    v: Vertex,
    m: { readonly text: string; readonly done: boolean },
    now: number,
  ): Partial<NonNullable<Progress['statuses']>[number]> {
    const counted = COUNTED.exec(m.text);
    const [id, current, total] = counted === null ? [m.text] : [counted[1]!, bytesOf(counted[2]!), counted[3]];
    const started = v.open.get(id) ?? now;
    if (m.done) v.open.delete(id);
    else v.open.set(id, started);
    return {
      id,
      vertex: v.digest,
      current: current ?? 0,
      total: total === undefined ? 0 : bytesOf(total),
      timestamp: timestamp(now),
      started: timestamp(started),
      ...(m.done ? { completed: timestamp(now) } : {}),
    };
  }
}
