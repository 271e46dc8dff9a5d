// Images over the wire: /images, /commit and /build/prune of the Engine API 1.51.

import { toBase64 } from '../base64.ts';
import { ApiError } from '../error.ts';
import { checkFilters } from '../filters.ts';
import { readFilters, writeFilters } from '../query.ts';
import { problemOf } from '../gojson.ts';
import { familiar, parseReference, ReferenceError_ } from '../reference.ts';
import { type Incoming, route } from '../route.ts';
import { conform, inOrder } from '../shape.ts';
import { CONFIG, HEALTH } from '../shapes/container.ts';
import type { ImageInspect } from '../types/inspect.ts';
import type { ContainerConfig } from '../types/container.ts';
import type { ImageDeleteItem, ProgressMessage } from '../types/image.ts';
import { humanSize } from '../units.ts';
import { imageAsOf, imageSummaryAsOf, older } from '../versions.ts';
import { encode } from '../../fs/bytes.ts';
import { imageRow } from './rows.ts';

const name = (ref: string) => ({ path: { name: ref } });
const nameOf = (r: Incoming): string => r.path['name']!;

/** What the client sends where nobody has logged in: `{}`. */
const NOBODY = { 'X-Registry-Auth': toBase64(encode('{}')) };

/** A line of progress as the daemon writes it: with the bar's numbers in `progressDetail`, and its own text of it. */
export function progressLine(m: ProgressMessage): unknown {
  if (m.error !== undefined) return { errorDetail: { message: m.error }, error: m.error };
  if (m.aux !== undefined) return { progressDetail: {}, aux: m.aux };
  return {
    ...(m.status === undefined ? {} : { status: m.status }),
    ...(m.progress !== undefined
      ? { progressDetail: m.progress, ...barOf(m.progress) }
      : m.id !== undefined && hasBar(m)
        ? { progressDetail: {} }
        : {}),
    ...(m.id === undefined ? {} : { id: m.id }),
  };
}

/** The bar that stands beside its numbers, for a terminal of 200 columns (JSONProgress.String of moby). */
function barOf({ current, total }: { current: number; total: number }): { progress?: string } {
  if (current <= 0 && total <= 0) return {};
  const now = humanSize(current).padStart(8);
  if (total <= 0) return { progress: now };
  const part = Math.min(50, Math.floor(Math.trunc((current / total) * 100) / 2));
  const of = current > total ? '' : `/${humanSize(total)}`;
  return { progress: `[${'='.repeat(part)}>${' '.repeat(50 - part)}] ${now}${of}` };
}

/** Lines of a layer carry an empty detail; the heading of a pull does not. */
const hasBar = (m: ProgressMessage): boolean =>
  m.status !== undefined && !/^(Pulling from|Pulling repository|The push refers)/.test(m.status);

interface WireProgress {
  status?: string;
  id?: string;
  progressDetail?: { current?: number; total?: number };
  error?: string;
  aux?: ProgressMessage['aux'];
}

function readProgress(w: WireProgress): ProgressMessage {
  const p = w.progressDetail;
  return {
    ...(w.id === undefined ? {} : { id: w.id }),
    ...(w.status === undefined ? {} : { status: w.status }),
    ...(p?.current === undefined ? {} : { progress: { current: p.current, total: p.total ?? 0 } }),
    ...(w.error === undefined ? {} : { error: w.error }),
    ...(w.aux === undefined ? {} : { aux: w.aux }),
  };
}

/** A tag behind its colon. @throws ApiError 400 for one that is none */
function tagged(tag: string): string {
  if (tag !== '' && !/^\w[\w.-]{0,127}$/.test(tag)) throw new ApiError(400, 'invalid tag format');
  return tag === '' ? '' : `:${tag}`;
}

/** `platform` of what is looked at: JSON. @throws ApiError 400 */
function checkPlatform(r: Incoming, parameter = 'platform'): void {
  const text = r.query.get(parameter);
  if (text === '') return;
  let asked: Partial<Record<'os' | 'architecture' | 'variant' | 'os.version', string>> | null;
  try {
    asked = JSON.parse(text) as typeof asked;
  } catch {
    throw new ApiError(400, `failed to parse platform: ${problemOf(text)}`);
  }
  const has = (k: keyof NonNullable<typeof asked>): boolean => (asked?.[k] ?? '') !== '';
  if (!has('os') && !has('architecture') && (has('variant') || has('os.version')))
    throw new ApiError(400, 'optional platform fields provided, but OS and Architecture are missing');
  if (!has('os') || !has('architecture')) throw new ApiError(400, 'both OS and Architecture must be provided');
}

/** The name of an image, behind the platform that is asked for. */
function lookedAt(r: Incoming): string {
  checkPlatform(r);
  return nameOf(r);
}

/** `fromImage` and `tag` as one reference; a digest stands in `tag` too. @throws ApiError 400 */
function pulled(r: Incoming): string {
  const tag = r.query.get('tag');
  const from = r.query.get('fromImage');
  if (from === '') throw new ApiError(500, 'Get "http:": http: no Host in request URL');
  const ref = tag === '' ? from : tag.includes(':') ? `${from}@${tag}` : from + tagged(tag);
  return readReference(ref);
}

function readReference(ref: string): string {
  try {
    return familiar(parseReference(ref));
  } catch (error) {
    if (!(error instanceof ReferenceError_)) throw error;
    throw new ApiError(400, error.message);
  }
}

/** A reference taken apart for a query: the full name, and its tag or digest. */
function repository(ref: string): { repo: string; tag: string | undefined } {
  const r = parseReference(ref);
  return { repo: `${r.domain}/${r.path}`, tag: r.digest ?? r.tag };
}

/** An image as Go's client reads it: what came as a map becomes a struct again. */
function readImage(image: ImageInspect): ImageInspect {
  const check = image.Config?.Healthcheck;
  return check === undefined ? image : { ...image, Config: { ...image.Config, Healthcheck: inOrder(check, HEALTH) } };
}

export const imageRoutes = [
  route<'ImageList'>({
    operation: 'ImageList',
    method: 'GET',
    path: '/images/json',
    // the first has no meaning any more, the second none without containerd's images
    unread: ['digests', 'manifests'],
    answer: { kind: 'json', status: 200, encode: (list) => list.map(imageRow) },
    asOf: (list: readonly Record<string, unknown>[], version) => list.map((row) => imageSummaryAsOf(row, version)),
    write: (o) => ({ query: { all: o.all, filters: writeFilters(o.filters), 'shared-size': o.sharedSize } }),
    read: (r) => [{ all: r.query.bool('all'), filters: readFilters(r.query), sharedSize: r.query.bool('shared-size') }],
  }),
  route<'ImageInspect'>({
    operation: 'ImageInspect',
    method: 'GET',
    path: '/images/{name...}/json',
    answer: { kind: 'json', status: 200, decode: readImage },
    asOf: imageAsOf,
    write: name,
    read(r) {
      // a platform came with 1.49, and rules a list of them out
      if (older(r.version, '1.49')) return [nameOf(r)];
      const image = lookedAt(r);
      if (r.query.bool('manifests') && r.query.get('platform') !== '')
        throw new ApiError(400, 'conflicting options: manifests and platform options cannot both be set');
      return [image];
    },
  }),
  route<'ImageHistory'>({
    operation: 'ImageHistory',
    method: 'GET',
    path: '/images/{name...}/history',
    answer: {
      kind: 'json',
      status: 200,
      encode: (list) =>
        list.map((h) => ({
          Comment: h.Comment,
          Created: h.Created,
          CreatedBy: h.CreatedBy,
          Id: h.Id,
          Size: h.Size,
          Tags: h.Tags,
        })),
    },
    write: name,
    read: (r) => [lookedAt(r)],
  }),
  route<'ImagePull'>({
    operation: 'ImagePull',
    method: 'POST',
    path: '/images/create',
    answer: { kind: 'lines', status: 200, encode: progressLine, decode: (w: WireProgress) => readProgress(w) },
    write(ref, o) {
      const { repo, tag } = repository(ref);
      return {
        query: {
          fromImage: repo,
          tag: o.all ? undefined : (tag ?? 'latest'),
          platform: o.platform === '' ? undefined : o.platform,
        },
        headers: NOBODY,
      };
    },
    read: (r) => [pulled(r), { all: r.query.get('tag') === '', platform: r.query.get('platform') }],
  }),
  route<'ImageImport'>({
    operation: 'ImageImport',
    method: 'POST',
    path: '/images/create?fromSrc',
    takes: 'bytes',
    answer: {
      kind: 'json',
      status: 200,
      each: (lines) => lines.map(progressLine),
      decode: (lines: WireProgress[]) => lines.map(readProgress),
    },
    write: (from, o) => ({
      query: {
        fromSrc: typeof from === 'string' ? from : '-',
        repo: o.ref === '' ? undefined : o.ref,
        message: o.message === '' ? undefined : o.message,
        changes: o.changes,
      },
      ...(typeof from === 'string' ? {} : { body: from }),
    }),
    read(r) {
      const from = r.query.get('fromSrc');
      if (from === '') throw new ApiError(500, 'Get "http:": http: no Host in request URL');
      const tag = r.query.get('tag');
      return [
        from === '-' ? r.body : from,
        {
          ref: r.query.get('repo') + tagged(tag),
          message: r.query.get('message'),
          platform: r.query.get('platform'),
          changes: [...r.query.all('changes')],
        },
      ];
    },
  }),
  route<'ImagePush'>({
    operation: 'ImagePush',
    method: 'POST',
    path: '/images/{name...}/push',
    answer: { kind: 'lines', status: 200, encode: progressLine, decode: (w: WireProgress) => readProgress(w) },
    write(ref, o) {
      const r = parseReference(ref);
      const plain = familiar({ ...r, tag: undefined, digest: undefined });
      return { ...name(plain), query: { tag: o.all ? undefined : (r.tag ?? 'latest') }, headers: NOBODY };
    },
    read(r) {
      const tag = r.query.get('tag');
      checkPlatform(r);
      return [readReference(tag === '' ? nameOf(r) : `${nameOf(r)}:${tag}`), { all: tag === '' }];
    },
  }),
  route<'ImageTag'>({
    operation: 'ImageTag',
    method: 'POST',
    path: '/images/{name...}/tag',
    answer: { kind: 'none', status: 201, nothing: 200 },
    write(source, target) {
      const { repo, tag } = repository(target);
      return { ...name(source), query: { repo, tag: tag ?? 'latest' } };
    },
    read(r) {
      const repo = r.query.get('repo');
      // without a name nothing is named, and that is no mistake
      return [nameOf(r), repo === '' ? '' : readReference(repo + tagged(r.query.get('tag')))];
    },
  }),
  route<'ImageRemove'>({
    operation: 'ImageRemove',
    method: 'DELETE',
    path: '/images/{name...}',
    answer: { kind: 'json', status: 200, encode: (list: ImageDeleteItem[]) => list },
    write: (ref, o) => ({ ...name(ref), query: { force: o.force, noprune: !o.prune } }),
    read(r) {
      if (nameOf(r) === '') throw new ApiError(400, 'image name cannot be blank');
      checkPlatform(r, 'platforms');
      return [nameOf(r), { force: r.query.bool('force'), prune: !r.query.bool('noprune') }];
    },
  }),
  route<'ImagePrune'>({
    operation: 'ImagePrune',
    method: 'POST',
    path: '/images/prune',
    answer: {
      kind: 'json',
      status: 200,
      encode: (p) => ({
        ImagesDeleted: p.ImagesDeleted.length === 0 ? null : p.ImagesDeleted,
        SpaceReclaimed: p.SpaceReclaimed,
      }),
      decode: (p: { ImagesDeleted: ImageDeleteItem[] | null; SpaceReclaimed: number }) => ({
        ImagesDeleted: p.ImagesDeleted ?? [],
        SpaceReclaimed: p.SpaceReclaimed,
      }),
    },
    write: (filters) => ({ query: { filters: writeFilters(filters) } }),
    read: (r) => [readFilters(r.query)],
  }),
  route<'ImageSave'>({
    operation: 'ImageSave',
    method: 'GET',
    path: '/images/get',
    answer: { kind: 'tar', status: 200, type: 'application/x-tar' },
    write: (refs) => ({ query: { names: refs } }),
    read(r) {
      checkPlatform(r);
      return [[...r.query.all('names')]];
    },
  }),
  route<'ImageLoad'>({
    operation: 'ImageLoad',
    method: 'POST',
    path: '/images/load',
    tells: true,
    takes: 'bytes',
    answer: {
      kind: 'json',
      status: 200,
      each: (lines) => lines.map((stream) => ({ stream })),
      decode(list: { stream?: string; error?: string }[]) {
        const bad = list.find((x) => x.error !== undefined);
        if (bad !== undefined) throw new ApiError(500, bad.error!);
        return list.map((x) => x.stream ?? '');
      },
    },
    write: (tar) => ({ query: { quiet: true }, headers: { 'Content-Type': 'application/x-tar' }, body: tar }),
    read(r) {
      checkPlatform(r);
      return [r.body];
    },
  }),
  route<'ImageSearch'>({
    operation: 'ImageSearch',
    method: 'GET',
    path: '/images/search',
    answer: {
      kind: 'json',
      status: 200,
      encode: (list) =>
        list.map((x) => ({
          star_count: x.star_count,
          is_official: x.is_official,
          name: x.name,
          is_automated: false,
          description: x.description,
        })),
    },
    write: (term) => ({ query: { term }, headers: NOBODY }),
    read(r) {
      const term = r.query.get('term');
      const limit = r.query.get('limit');
      if (limit !== '' && !/^[-+]?\d+$/.test(limit))
        throw new ApiError(
          400,
          `invalid limit specified: strconv.Atoi: parsing ${JSON.stringify(limit)}: invalid syntax`,
        );
      if (Number(limit) !== 0 && (Number(limit) < 1 || Number(limit) > 100))
        throw new ApiError(400, `limit ${Number(limit)} is outside the range of [1, 100]`);
      const filters = readFilters(r.query);
      checkFilters(filters, ['is-automated', 'is-official', 'stars']);
      const stars = (filters['stars'] ?? []).find((x) => !/^[-+]?\d+$/.test(x));
      if (stars !== undefined)
        throw new ApiError(
          400,
          `invalid filter 'stars=${stars}': strconv.Atoi: parsing ${JSON.stringify(stars)}: invalid syntax`,
        );
      if (term === '') throw new ApiError(500, 'invalid reference format');
      return [term];
    },
  }),
  route<'ImageCommit'>({
    operation: 'ImageCommit',
    method: 'POST',
    path: '/commit',
    takes: 'json',
    answer: { kind: 'json', status: 201, encode: (Id) => ({ Id }), decode: (x: { Id: string }) => x.Id },
    write: (ref, o) => ({
      query: {
        container: ref,
        repo: o.repo === '' ? '' : repository(o.repo).repo,
        tag: o.repo === '' ? '' : o.tag === '' ? 'latest' : o.tag,
        comment: o.comment,
        author: o.author,
        changes: o.changes,
        pause: o.pause ? undefined : '0',
      },
    }),
    read(r) {
      const { query: q } = r;
      const config = conform(r.json(), {
        ...CONFIG,
        name: 'container.CreateRequest',
        root: CONFIG.root ?? '',
      }) as Partial<ContainerConfig> | null;
      const repo = q.get('repo');
      if (q.get('container') === '') throw new ApiError(400, 'invalid name or ID supplied: ""');
      return [
        q.get('container'),
        {
          repo:
            repo === ''
              ? ''
              : readReference(repo + (repo.includes(':') ? '' : tagged(q.get('tag')))).replace(/:[^/:]*$/, ''),
          tag: repo === '' ? '' : (/:([^/:]*)$/.exec(repo)?.[1] ?? q.get('tag')),
          comment: q.get('comment'),
          author: q.get('author'),
          pause: q.boolOr('pause', true),
          changes: [...q.all('changes')],
          ...(Object.keys(config ?? {}).length === 0 ? {} : { config: config! }),
        },
      ];
    },
  }),
] as const;
