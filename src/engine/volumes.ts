// Volumes: cells that outlive containers.

import { Cell } from '../fs/cell.ts';
import { type DirNode, emptyDir } from '../fs/node.ts';
import { putAt, treeSize } from '../fs/tree.ts';
import { byKeyOrNull } from '../api/dict.ts';
import { ApiError } from '../api/error.ts';
import type { Filters, Labels, PruneReport } from '../api/types/common.ts';
import type { Volume } from '../api/types/volume.ts';
import type { Core } from './ports/core.ts';
import { hostPlace } from './hostplace.ts';
import { boolFilter, checkFilters, labelsMatch, nameMatches } from '../api/filters.ts';
import { rfc3339 } from '../api/units.ts';
import { volumeMachine } from './machines/things.machine.ts';
import { pruned } from './pruned.ts';
import type { VolumeRecord } from './state.ts';
import { after, initialState, next } from './step.ts';

/** What is seen of the engine here. */
type Engine = Core;

const NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/;
/** @throws ApiError 400 with Docker's text on volume names */
export function checkVolumeName(name: string): void {
  if (name.length === 1 && NAME.test(name)) {
    throw new ApiError(
      400,
      `create ${name}: volume name is too short, names should be at least two alphanumeric characters`,
    );
  }
  if (!NAME.test(name)) {
    throw new ApiError(
      400,
      `create ${name}: "${name}" includes invalid characters for a local volume name, only "[a-zA-Z0-9][a-zA-Z0-9_.-]" are allowed. If you intended to pass a host directory, use absolute path`,
    );
  }
}

export class Volumes {
  /** Where the data are, by name. Seen on the host below the engine's data root. */
  readonly cells = new Map<string, Cell>();
  /** Memory behind volumes of type tmpfs, while containers mount them. */
  readonly memory = new Map<string, Cell>();
  constructor(private readonly engine: Engine) {}

  /** Where on the daemon's host a volume's data are. */
  mountpoint(name: string): string {
    return `${this.engine.root}/volumes/${name}/_data`;
  }

  /** Puts a volume's cell where the daemon's host sees it. */
  private reveal(name: string, cell: Cell): void {
    const { engine } = this;
    const at = this.mountpoint(name);
    const place = hostPlace(engine, at);
    if (place.node === undefined) {
      const dir: DirNode = { ...emptyDir(), mtime: engine.now };
      const before = place.cell.snapshot();
      engine.effect(
        'folder',
        () => place.cell.replace(putAt(before, place.parts, dir, { mtime: engine.now })),
        () => place.cell.replace(before),
      );
    }
    const mount = { at, cell, sub: [], readOnly: false, type: 'ext4', source: '/dev/vda1', options: 'rw,relatime' };
    engine.effect(
      'mount',
      () => engine.host.mounts.add(mount),
      () => engine.host.mounts.remove(at),
    );
  }

  /** A daemon that starts on what is there: its volumes are seen on its host again. */
  boot(): void {
    for (const [name, cell] of this.cells) this.reveal(name, cell);
  }

  /** The daemon is gone: its volumes are seen on its host no more. */
  halt(): void {
    for (const name of this.cells.keys()) this.engine.host.mounts.remove(this.mountpoint(name));
    this.memory.clear();
  }

  get(name: string): VolumeRecord | undefined {
    return this.engine.state.volumes.get(name);
  }

  /** The volume of that name, made when it is missing. */
  ensure(
    name: string,
    options: { driver?: string; labels?: Labels | null; options?: Labels | null; anonymous?: boolean } = {},
  ): VolumeRecord {
    const known = this.get(name);
    const driver = options.driver === undefined || options.driver === '' ? 'local' : options.driver;
    if (driver !== 'local')
      throw new ApiError(404, `create ${name}: error looking up volume plugin ${driver}: plugin "${driver}" not found`);
    if (known !== undefined) return known;
    checkVolumeName(name);
    checkOptions(name, options.options ?? null);
    const { engine } = this;
    const record: VolumeRecord = {
      name,
      created: engine.now,
      driver,
      labels: options.labels ?? null,
      options: options.options ?? null,
      anonymous: options.anonymous ?? false,
      state: initialState(volumeMachine),
      users: [],
    };
    const tree: DirNode = { ...emptyDir(), mtime: engine.now };
    const cell = new Cell(tree, name);
    engine.set({ volumes: engine.state.volumes.set(name, record) });
    engine.effect(
      'volume',
      () => this.cells.set(name, cell),
      () => this.cells.delete(name),
    );
    this.reveal(name, cell);
    engine.events.emit('volume', 'create', name, { driver });
    return record;
  }

  /** Notes that a container has the volume, or has it no more. */
  refer(name: string, container: string): void {
    this.change(name, 'REFER', (users) => (users.includes(container) ? users : [...users, container]));
  }
  release(name: string, container: string): void {
    const record = this.get(name);
    if (record === undefined || !record.users.includes(container)) return;
    const users = record.users.filter((u) => u !== container);
    if (users.length > 0) this.engine.set({ volumes: this.engine.state.volumes.set(name, { ...record, users }) });
    else this.change(name, 'RELEASE_LAST', () => users);
  }
  private change(
    name: string,
    event: 'REFER' | 'RELEASE_LAST',
    users: (old: readonly string[]) => readonly string[],
  ): void {
    const record = this.get(name);
    if (record === undefined) return;
    const state = after(volumeMachine, record.state, event);
    this.engine.set({ volumes: this.engine.state.volumes.set(name, { ...record, state, users: users(record.users) }) });
  }

  create(request: { Name: string; Driver: string; DriverOpts: Labels | null; Labels: Labels | null }): Volume {
    const anonymous = request.Name === '';
    const name = anonymous ? this.engine.newId() : request.Name;
    const labels = anonymous ? { ...(request.Labels ?? {}), 'com.docker.volume.anonymous': '' } : request.Labels;
    const opts = request.DriverOpts;
    return this.show(this.ensure(name, { driver: request.Driver, labels, options: opts, anonymous }));
  }

  show(v: VolumeRecord): Volume {
    return {
      CreatedAt: rfc3339(Math.floor(v.created / 1000) * 1000),
      Driver: v.driver,
      Labels: byKeyOrNull(v.labels),
      Mountpoint: this.mountpoint(v.name),
      Name: v.name,
      Options: byKeyOrNull(v.options),
      Scope: 'local',
    };
  }

  inspect(name: string): Volume {
    if (name === '') throw new ApiError(400, 'volume name is empty');
    const v = this.get(name);
    if (v === undefined) throw new ApiError(404, `get ${name}: no such volume`);
    return this.show(v);
  }

  list(filters: Filters): Volume[] {
    checkFilters(filters, ['dangling', 'driver', 'label', 'name']);
    const dangling = boolFilter(filters, 'dangling');
    const out: Volume[] = [];
    for (const v of this.engine.state.volumes.values()) {
      if (dangling !== undefined && dangling !== (v.users.length === 0)) continue;
      if (filters['driver'] !== undefined && !filters['driver'].includes(v.driver)) continue;
      if (!nameMatches(filters['name'], [v.name]) || !labelsMatch(filters, v.labels)) continue;
      out.push(this.show(v));
    }
    return out.sort((a, b) => (a.Name < b.Name ? -1 : 1));
  }

  remove(name: string, force: boolean): void {
    const v = this.get(name);
    if (v === undefined) {
      if (force) return;
      throw new ApiError(404, `get ${name}: no such volume`);
    }
    if (next(volumeMachine, v.state, 'REMOVE') === undefined) {
      throw new ApiError(409, `remove ${name}: volume is in use - [${v.users.join(', ')}]`);
    }
    this.drop(v);
  }

  private drop(v: VolumeRecord): void {
    const { engine } = this;
    engine.set({ volumes: engine.state.volumes.delete(v.name) });
    engine.afterwards('volume', () => {
      this.cells.delete(v.name);
      this.memory.delete(v.name);
      engine.host.mounts.remove(this.mountpoint(v.name));
      const folder = hostPlace(engine, `${engine.root}/volumes/${v.name}`);
      folder.cell.set(folder.parts, undefined, engine.now);
    });
    engine.events.emit('volume', 'destroy', v.name, { driver: v.driver });
  }

  /** Bytes of a volume's files. */
  size(name: string): number {
    const cell = this.cells.get(name);
    return cell === undefined ? 0 : treeSize(cell.root);
  }

  prune(filters: Filters): PruneReport {
    checkFilters(filters, ['all', 'label', 'label!']);
    const all = allFilter(filters);
    const report: PruneReport = { Deleted: [], SpaceReclaimed: 0 };
    for (const v of [...this.engine.state.volumes.values()].sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (v.users.length > 0 || (!all && !v.anonymous) || !labelsMatch(filters, v.labels)) continue;
      // what options mount is not the daemon's own data
      if (Object.keys(v.options ?? {}).length > 0) continue;
      const size = this.size(v.name);
      if (!pruned(this.engine, () => this.remove(v.name, false))) continue;
      report.SpaceReclaimed += size;
      report.Deleted.push(v.name);
    }
    this.engine.events.emit('volume', 'prune', '', { reclaimed: String(report.SpaceReclaimed) });
    return report;
  }
}

/** Which options of the local driver ask for which others. */
const NEEDS: Readonly<Record<string, readonly string[]>> = {
  device: ['type'],
  type: ['device'],
  o: ['device', 'type'],
};

function checkOptions(name: string, options: Labels | null): void {
  for (const key of Object.keys(options ?? {})) {
    if (!['type', 'o', 'device', 'size'].includes(key))
      throw new ApiError(400, `create ${name}: invalid option: "${key}"`);
  }
  if (options === null) return;
  if (options['size'] !== undefined)
    throw new ApiError(400, `create ${name}: quota size requested but no quota support`);
  for (const [key, needed] of Object.entries(NEEDS)) {
    const missing = options[key] === undefined ? undefined : needed.find((n) => options[n] === undefined);
    if (missing !== undefined)
      throw new ApiError(400, `create ${name}: missing required option: ${JSON.stringify(missing)}`);
  }
}

/** The `all` of a prune: one word that is true or false. @throws ApiError 400 */
function allFilter(filters: Filters): boolean {
  const values = filters['all'] ?? [];
  if (values.length === 0) return false;
  if (values.length > 1)
    throw new ApiError(400, `invalid filter 'all=[${values.join(' ')}]': only one value is expected`);
  if (!/^(1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(values[0]!))
    throw new ApiError(
      400,
      `invalid filter 'all': strconv.ParseBool: parsing ${JSON.stringify(values[0])}: invalid syntax`,
    );
  return /^(1|t)/i.test(values[0]!);
}
