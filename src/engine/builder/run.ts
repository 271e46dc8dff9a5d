// RUN: a command in the tree that the earlier steps made, with a network and the usual mounts, but no terminal.

import { Cell, nextIno } from '../../fs/cell.ts';
import { encode } from '../../fs/bytes.ts';
import { type DirNode, emptyDir, type FileNode } from '../../fs/node.ts';
import { getAt } from '../../fs/tree.ts';
import { type Task, waitFor, type WaitQueue } from '../../kernel/block.ts';
import { DEFAULT_CAPS } from '../../kernel/caps.ts';
import { devTree } from '../../kernel/devices.ts';
import { BytesFile, SinkFile } from '../../kernel/files.ts';
import { formatIp, sizeOfSubnet } from '../../kernel/ip.ts';
import { NetNs } from '../../kernel/net.ts';
import { PidNs, type ProcessSpec, statusCode } from '../../kernel/process.ts';
import { procCell, sysCell } from '../../kernel/procfs.ts';
import { MountNs } from '../../kernel/vfs.ts';
import { ApiError } from '../../api/error.ts';
import type { With } from '../ports/stores.ts';
import { macOf } from '../addresses.ts';
import { findProgram, identity, reader } from '../spec.ts';
import type { ImageConfig } from '../state.ts';
import { emptyFor, type StepMount } from './mounts.ts';

/** What is seen of the engine here. */
type Engine = With<'networks' | 'containers' | 'volumes'>;

/** A mount of a step with what stands behind it: a file or folder to show, a folder to keep, or neither (tmpfs). */
export interface RunMount {
  readonly mount: StepMount;
  readonly node: DirNode | FileNode | undefined;
  readonly cell: Cell | undefined;
}

export interface RunRequest {
  readonly cell: Cell;
  readonly config: ImageConfig;
  readonly argv: readonly string[];
  readonly env: readonly string[];
  readonly network: string;
  readonly extraHosts: readonly string[];
  /** A here-document with its own interpreter line: the script to execute. */
  readonly script?: { readonly name: string; readonly text: string };
  /** Bytes of /dev/shm; 0 for the usual. */
  readonly shmSize: number;
  readonly limits: ReadonlyMap<string, { soft: number; hard: number }> | undefined;
  readonly mounts: readonly RunMount[];
  /** Ends the step early when woken while `canceled` says so. */
  readonly cancel: WaitQueue;
  readonly canceled: () => boolean;
}

/** Places a step's mounts; gives back how to take their mount points away again, unless the step used them. */
function addMounts(ns: MountNs, r: RunRequest, now: number): () => void {
  const stubs: { path: string[]; file: boolean }[] = [];
  for (const { mount: m, node, cell } of r.mounts) {
    const at = m.target.split('/').filter((x) => x !== '');
    const isFile = node?.kind === 'file';
    for (let k = 1; k <= at.length; k++) {
      const part = at.slice(0, k);
      if (getAt(r.cell.snapshot(), part) !== undefined) continue;
      const file = isFile && k === at.length;
      r.cell.set(
        part,
        file
          ? { kind: 'file', mode: 0o644, uid: 0, gid: 0, mtime: now, ino: nextIno(), data: new Uint8Array(0) }
          : { ...emptyDir(), mtime: now },
      );
      stubs.unshift({ path: part, file });
    }
    const base = {
      at: m.target,
      readOnly: m.readOnly,
      type: m.type === 'tmpfs' ? 'tmpfs' : 'overlay',
      source: m.type,
      options: m.readOnly ? 'ro' : 'rw',
    };
    if (node?.kind === 'file') {
      const own = { ...node, ino: nextIno() };
      const holder = new Cell({ ...emptyDir(), entries: new Map([['file', own]]) });
      ns.add({ ...base, cell: holder, sub: ['file'], pin: holder.pin(['file'], own) });
    } else ns.add({ ...base, cell: cell ?? new Cell(node ?? emptyFor(m, now)), sub: [] });
  }
  return () => {
    for (const { path, file } of stubs) {
      const left = getAt(r.cell.snapshot(), path);
      if (file ? left?.kind === 'file' && left.data.length === 0 : left?.kind === 'dir' && left.entries.size === 0)
        r.cell.set(path, undefined);
    }
  };
}

/** Runs a step. The result is its exit code, or what runc says when it cannot begin. */
export function* runStep(
  engine: Engine,
  p: { sleep(ms: number): Task<unknown> },
  r: RunRequest,
  output: (stream: 1 | 2, bytes: Uint8Array) => void,
): Task<number | string> {
  const { kernel } = engine;
  const now = engine.now;
  yield* p.sleep(40);
  const net = r.network === 'host' ? engine.host.net : new NetNs(kernel.net, false);
  const bridge = engine.networks.bridges.get(engine.state.networkNames.get('bridge')!);
  if (r.network === 'default' && bridge !== undefined) {
    const { base, prefix } = bridge.subnet;
    const ip = formatIp(base + sizeOfSubnet(bridge.subnet) - 2);
    net.interfaces.push({ name: 'eth0', ip, prefix, mac: macOf(ip), up: true, bridge });
    net.gateway = bridge.gateway;
  }
  const pids = new PidNs(false, engine.host.pids);
  const ensure = (name: string): void => {
    if (r.cell.get([name]) === undefined) r.cell.set([name], { ...emptyDir() });
  };
  const before = r.cell.snapshot();
  for (const d of ['proc', 'dev', 'sys', 'etc']) ensure(d);
  const ns: MountNs = new MountNs({
    at: '/',
    cell: r.cell,
    sub: [],
    readOnly: false,
    type: 'overlay',
    source: 'overlay',
    options: 'rw,relatime',
  });
  const mount = (at: string, cell: Cell, type: string, readOnly = false): void =>
    ns.add({ at, cell, sub: [], readOnly, type, source: type, options: readOnly ? 'ro' : 'rw' });
  mount(
    '/proc',
    procCell(kernel, pids, () => ns, engine.host.memory / 1024, now),
    'proc',
  );
  mount('/dev', new Cell(devTree(false)), 'tmpfs');
  mount(
    '/sys',
    sysCell(net, () => ({ memory: 0, pids: 0, cpuQuota: 0, cpuPeriod: 0 })),
    'sysfs',
    true,
  );
  const etc: Record<string, string> = {
    hosts: `127.0.0.1\tlocalhost buildkitsandbox\n::1\tlocalhost ip6-localhost ip6-loopback\n${r.extraHosts.map((h) => `${h.slice(h.indexOf(':') + 1)}\t${h.slice(0, h.indexOf(':'))}\n`).join('')}`,
    'resolv.conf': 'nameserver 10.0.2.3\n',
  };
  const made: string[] = [];
  for (const [name, text] of Object.entries(etc)) {
    const node = { kind: 'file' as const, mode: 0o644, uid: 0, gid: 0, mtime: now, ino: nextIno(), data: encode(text) };
    const cell = new Cell({ ...emptyDir(), entries: new Map([[name, node]]) });
    if (r.cell.get(['etc', name]) === undefined) {
      r.cell.set(['etc', name], { ...node, data: new Uint8Array(0) });
      made.push(name);
    }
    ns.add({
      at: `/etc/${name}`,
      cell,
      sub: [name],
      pin: cell.pin([name], node),
      readOnly: false,
      type: 'tmpfs',
      source: 'tmpfs',
      options: 'rw',
    });
  }
  if (r.script !== undefined)
    mount(
      '/dev/pipes',
      new Cell({
        ...emptyDir(),
        entries: new Map([
          [
            r.script.name,
            { kind: 'file', mode: 0o755, uid: 0, gid: 0, mtime: now, ino: nextIno(), data: encode(r.script.text) },
          ],
        ]),
      }),
      'tmpfs',
    );
  ns.add({
    at: '/dev/shm',
    cell: new Cell({ ...emptyDir(), mode: 0o1777, mtime: now }),
    sub: [],
    readOnly: false,
    type: 'tmpfs',
    source: 'shm',
    options: `rw,nosuid,nodev,noexec,relatime,size=${Math.floor((r.shmSize === 0 ? 64 * 2 ** 20 : r.shmSize) / 1024)}k`,
  });
  const unmount = addMounts(ns, r, now);
  let who;
  try {
    who = identity(reader(ns), r.config.User, null);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return error.message;
  }
  const env = new Map<string, string>([['PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin']]);
  for (const e of r.env) env.set(e.slice(0, e.indexOf('=')), e.slice(e.indexOf('=') + 1));
  if (!env.has('HOME')) env.set('HOME', who.home);
  const caps = new Set(DEFAULT_CAPS);
  const spec: ProcessSpec = {
    argv: r.argv,
    env,
    cwd: r.config.WorkingDir === '' ? '/' : r.config.WorkingDir,
    uid: who.uid,
    gid: who.gid,
    groups: who.groups,
    caps: who.uid === 0 ? caps : new Set(),
    mounts: ns,
    pids,
    net,
    uts: { hostname: 'buildkitsandbox', domainname: '' },
    cgroup: engine.host.cgroup,
    ...(r.limits === undefined ? {} : { limits: r.limits }),
    fds: new Map<number, BytesFile | SinkFile>([
      [0, new BytesFile(new Uint8Array(0))],
      [1, new SinkFile((b) => output(1, b.slice()))],
      [2, new SinkFile((b) => output(2, b.slice()))],
    ]),
  };
  const found = findProgram(spec, engine, r.argv[0] ?? '');
  if ('error' in found) {
    output(
      2,
      encode(`runc run failed: unable to start container process: error during container init: ${found.error}\n`),
    );
    return 1;
  }
  const process = engine.start(spec, function* (c) {
    c.bounding = caps;
    return yield* c.exec(found.path, r.argv);
  });
  while (process.status === undefined && !r.canceled()) yield* waitFor([process.exited, r.cancel]);
  for (const child of [...pids.processes.values()]) kernel.end(child, 0, 9);
  ns.dispose();
  unmount();
  for (const name of made) {
    const node = r.cell.get(['etc', name]);
    if (node?.kind === 'file' && node.data.length === 0) r.cell.set(['etc', name], undefined);
  }
  for (const d of ['proc', 'dev', 'sys', 'etc']) {
    const node = r.cell.get([d]);
    if (before.entries.get(d) === undefined && node?.kind === 'dir' && node.entries.size === 0)
      r.cell.set([d], undefined);
  }
  return process.status === undefined ? 'canceled: context canceled' : statusCode(process);
}
