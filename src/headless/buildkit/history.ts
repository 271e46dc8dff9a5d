// Builds that are over or under way, as clients ask for them.

import type { BuildMessage, BuildRecord } from '../../api/types/build.ts';
import { Code, GrpcError } from './grpc.ts';
import type { Kit } from './kit.ts';
import { inside } from './machine.ts';
import { timestamp } from './messages/common.ts';
import type { HistoryEvent, HistoryRecord, HistoryRequest } from './messages/control.ts';
import { type Progress, Teller } from './progress.ts';
import type { Of } from './protobuf.ts';

type Event = Partial<Of<typeof HistoryEvent>>;
type Shown = Partial<Of<typeof HistoryRecord>>;

const STARTED = 0;
const COMPLETE = 1;

/** What a build was asked, as far as its record says. */
function attrsOf(b: BuildRecord): Record<string, string> {
  return { filename: b.dockerfile, ...(b.target === '' ? {} : { target: b.target }) };
}

function shown(kit: Kit, b: BuildRecord): Shown {
  const build = kit.builds.present(b.ref);
  return {
    ref: b.ref,
    frontendAttrs: build?.attrs ?? attrsOf(b),
    exporters: [{ type: 'image', attrs: b.tags.length === 0 ? {} : { name: b.tags.join(',') } }],
    createdAt: timestamp(b.created),
    ...(b.completed === undefined ? {} : { completedAt: timestamp(b.completed) }),
    ...(b.error === '' ? {} : { error: { code: Code.unknown, message: b.error } }),
    exporterResponse: build?.response ?? (b.imageId === '' ? {} : { 'containerimage.digest': b.imageId }),
    totalSteps: b.total,
    completedSteps: b.done,
    cachedSteps: b.cached,
  };
}

/** What one condition of a filter says: `ref==…`, `status==…`, `startedAt>…`. */
function holds(condition: string, b: BuildRecord): boolean {
  const m = /^\s*(\w+)\s*(==|!=|~=|>=|<=|>|<)\s*"?(.*?)"?$/.exec(condition);
  if (m === null) return false;
  const [, name, op, value = ''] = m;
  const status = b.completed === undefined ? 'running' : b.error === '' ? 'completed' : 'error';
  const is = name === 'ref' ? b.ref : name === 'status' ? status : '';
  if (op === '~=') return is.includes(value);
  return (is === value) === (op !== '!=');
}

/** The builds that a client asks for, the latest first. */
export async function events(kit: Kit, request: Of<typeof HistoryRequest>): Promise<Event[]> {
  const all = await inside(kit.machine, () => kit.machine.api.BuildHistory());
  const filters = request.filter.filter((f) => f !== '');
  return all
    .filter((b) => request.ref === '' || b.ref === request.ref)
    .filter((b) => !request.activeOnly || b.completed === undefined)
    .filter((b) => filters.length === 0 || filters.some((f) => f.split(',').every((c) => holds(c, b))))
    .slice(0, request.limit > 0 ? request.limit : undefined)
    .map((b) => ({ type: b.completed === undefined ? STARTED : COMPLETE, record: shown(kit, b) }));
}

/** Forgets a build. @throws GrpcError when nobody knows it */
export async function forget(kit: Kit, ref: string): Promise<void> {
  const all = await inside(kit.machine, () => kit.machine.api.BuildHistory());
  if (!all.some((b) => b.ref === ref)) throw new GrpcError(Code.notFound, `build ${ref} not found`);
  await inside(kit.machine, () => kit.machine.api.BuildHistoryRemove(ref));
  kit.builds.forget(ref);
}

/** What a build of another client has told; undefined when nobody knows it. */
export async function remembered(kit: Kit, ref: string): Promise<Progress[] | undefined> {
  const all = await inside(kit.machine, () => kit.machine.api.BuildHistory());
  const record = all.find((b) => b.ref === ref);
  if (record === undefined) return undefined;
  const list: readonly BuildMessage[] = await inside(kit.machine, () => kit.machine.api.BuildLogs(ref));
  const teller = new Teller(ref, ref);
  // times are not remembered: each step begins where those before it ended
  let now = record.created;
  const out: Progress[] = [];
  for (const m of list) {
    const p = teller.tell(m, now);
    if (p !== undefined) out.push(p);
    if (m.type === 'done') now += m.seconds * 1000;
  }
  return out;
}
