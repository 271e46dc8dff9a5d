// Builds over the wire. In life a client reaches the builder through BuildKit's own protocol inside /session and /grpc;
// until the daemon speaks that, a build of this client goes as POST /build?version=2 does: the context as an archive,
// progress as lines under `moby.buildkit.trace` (decisions/0041).

import { decode, encode } from '../../fs/bytes.ts';
import { nextIno } from '../../fs/cell.ts';
import { type DirNode, emptyDir } from '../../fs/node.ts';
import { applyTar, packTar, treeEntries, unpackTar } from '../../fs/tar.ts';
import { fromBase64, toBase64 } from '../base64.ts';
import { ApiError } from '../error.ts';
import { route } from '../route.ts';
import type { BuildMessage, BuildRecord, BuildRequest } from '../types/build.ts';

const pack = (tree: DirNode): Uint8Array => packTar([...treeEntries(tree)]);
const unpack = (tar: Uint8Array): DirNode => applyTar(emptyDir(), unpackTar(tar), nextIno, false);

/** JSON that may hold bytes, trees, maps and what is undefined. */
function write(_: string, v: unknown): unknown {
  if (v === undefined) return { $: 'undefined' };
  if (v instanceof Uint8Array) return { $: 'bytes', of: toBase64(v) };
  if (v instanceof Map) return { $: 'map', of: [...v] };
  if (isTree(v)) return { $: 'tree', of: toBase64(pack(v)) };
  return v;
}

function read(_: string, v: unknown): unknown {
  const of = (v as { $?: string; of?: unknown } | null)?.$;
  if (of === undefined) return v;
  const { of: inner } = v as { of: unknown };
  if (of === 'bytes') return fromBase64(inner as string);
  if (of === 'map') return new Map(inner as [unknown, unknown][]);
  return of === 'tree' ? unpack(fromBase64(inner as string)) : v;
}

function isTree(v: unknown): v is DirNode {
  return (
    typeof v === 'object' &&
    v !== null &&
    (v as { kind?: string }).kind === 'dir' &&
    (v as DirNode).entries instanceof Map
  );
}

/** JSON.parse's reviver cannot keep a key whose value is undefined, so these come back in a pass of their own. */
function revive(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(revive);
  if (
    typeof value !== 'object' ||
    value === null ||
    value instanceof Uint8Array ||
    value instanceof Map ||
    isTree(value)
  )
    return value;
  if ((value as { $?: string }).$ === 'undefined') return undefined;
  for (const [k, v] of Object.entries(value)) (value as Record<string, unknown>)[k] = revive(v);
  return value;
}

const toText = (v: unknown): string => JSON.stringify(v, write);
const fromText = (t: string): unknown => revive(JSON.parse(t, read));

/** What of a request is not the context. */
type Beside = Omit<BuildRequest, 'context'>;

export const buildRoutes = [
  route<'Build'>({
    operation: 'Build',
    method: 'POST',
    path: '/build?session',
    takes: 'bytes',
    raw: true,
    answer: {
      kind: 'lines',
      status: 200,
      encode: (m: BuildMessage) => ({ id: 'moby.buildkit.trace', aux: toText(m) }),
      decode: (x: { aux: string }) => fromText(x.aux) as BuildMessage,
    },
    write({ context, ...beside }) {
      return {
        query: {
          version: '2',
          session: 'inline',
          t: beside.tags,
          target: beside.target === '' ? undefined : beside.target,
        },
        headers: { 'Content-Type': 'application/x-tar', 'X-Drydock-Session': toBase64(encode(toText(beside))) },
        body: pack(context),
      };
    },
    read(r) {
      const session = r.header('X-Drydock-Session');
      if (session === '') throw new ApiError(501, "drydock: 'POST /build' in a session of BuildKit is not simulated");
      try {
        return [{ ...(fromText(decode(fromBase64(session))) as Beside), context: unpack(r.body) }];
      } catch {
        throw new ApiError(400, 'no valid session');
      }
    },
  }),
  route<'BuildHistory'>({
    operation: 'BuildHistory',
    method: 'GET',
    path: '/drydock/builds',
    answer: {
      kind: 'json',
      status: 200,
      encode: (list) => toText(list),
      decode: (text: string) => fromText(text) as BuildRecord[],
    },
    write: () => ({}),
    read: () => [],
  }),
  route<'BuildLogs'>({
    operation: 'BuildLogs',
    method: 'GET',
    path: '/drydock/builds/{id...}/logs',
    answer: {
      kind: 'json',
      status: 200,
      encode: (list) => toText(list),
      decode: (text: string) => fromText(text) as BuildMessage[],
    },
    write: (ref) => ({ path: { id: ref } }),
    read: (r) => [r.path['id']!],
  }),
  route<'BuildHistoryRemove'>({
    operation: 'BuildHistoryRemove',
    method: 'DELETE',
    path: '/drydock/builds/{id...}',
    answer: { kind: 'none', status: 204 },
    write: (ref) => ({ path: { id: ref } }),
    read: (r) => [r.path['id']!],
  }),
] as const;
