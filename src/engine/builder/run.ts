// RUN: a command in the tree that the earlier steps made, with a network and the usual mounts, but no terminal.

import { Cell, nextIno } from '../../fs/cell.ts';
import { encode } from '../../fs/bytes.ts';
import { emptyDir } from '../../fs/node.ts';
import { type Task, waitFor } from '../../kernel/block.ts';
import { DEFAULT_CAPS } from '../../kernel/caps.ts';
import { devTree } from '../../kernel/devices.ts';
import { BytesFile, SinkFile } from '../../kernel/files.ts';
import { NetNs } from '../../kernel/net.ts';
import { PidNs, type ProcessSpec, statusCode } from '../../kernel/process.ts';
import { procCell, sysCell } from '../../kernel/procfs.ts';
import { MountNs } from '../../kernel/vfs.ts';
import { ApiError } from '../api.ts';
import type { Engine } from '../engine.ts';
import { findProgram, identity, reader } from '../spec.ts';
import type { ImageConfig } from '../state.ts';

export interface RunRequest {
  readonly cell: Cell;
  readonly config: ImageConfig;
  readonly argv: readonly string[];
  readonly env: readonly string[];
  readonly network: string;
  readonly extraHosts: readonly string[];
  /** A here-document with its own interpreter line: the script to execute. */
  readonly script?: string;
}

/** Runs a step. The result is its exit code, or what runc says when it cannot begin. */
export function* runStep(
  engine: Engine, p: { sleep(ms: number): Task<unknown> }, r: RunRequest, output: (stream: 1 | 2, bytes: Uint8Array) => void,
): Task<number | string> {
  const { kernel } = engine;
  const now = engine.now;
  yield* p.sleep(40);
  const net = r.network === 'host' ? kernel.net.host : new NetNs(kernel.net, false);
  const bridge = engine.networks.bridges.get(engine.state.networkNames.get('bridge')!);
  if (r.network === 'default' && bridge !== undefined) {
    net.interfaces.push({ name: 'eth0', ip: '172.17.255.254', prefix: 16, mac: '02:42:ac:11:ff:fe', up: true, bridge });
    net.gateway = bridge.gateway;
  }
  const pids = new PidNs(false);
  const ensure = (name: string): void => {
    if (r.cell.get([name]) === undefined) r.cell.set([name], { ...emptyDir() });
  };
  const before = r.cell.snapshot();
  for (const d of ['proc', 'dev', 'sys', 'etc']) ensure(d);
  const ns: MountNs = new MountNs({ at: '/', cell: r.cell, sub: [], readOnly: false, type: 'overlay', source: 'overlay', options: 'rw,relatime' });
  const mount = (at: string, cell: Cell, type: string, readOnly = false): void => ns.add({ at, cell, sub: [], readOnly, type, source: type, options: readOnly ? 'ro' : 'rw' });
  mount('/proc', procCell(kernel, pids, () => ns, engine.host.memory / 1024, now), 'proc');
  mount('/dev', new Cell(devTree(false)), 'tmpfs');
  mount('/sys', sysCell(net, () => ({ memory: 0, pids: 0, cpuQuota: 0, cpuPeriod: 0 })), 'sysfs', true);
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
    ns.add({ at: `/etc/${name}`, cell, sub: [name], pin: cell.pin([name], node), readOnly: false, type: 'tmpfs', source: 'tmpfs', options: 'rw' });
  }
  if (r.script !== undefined) mount('/dev/pipes', new Cell({ ...emptyDir(), entries: new Map([['EOF', { kind: 'file', mode: 0o755, uid: 0, gid: 0, mtime: now, ino: nextIno(), data: encode(r.script) }]]) }), 'tmpfs');
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
    argv: r.argv, env, cwd: r.config.WorkingDir === '' ? '/' : r.config.WorkingDir, uid: who.uid, gid: who.gid, groups: who.groups, caps: who.uid === 0 ? caps : new Set(), mounts: ns, pids, net,
    uts: { hostname: 'buildkitsandbox', domainname: '' },
    fds: new Map<number, BytesFile | SinkFile>([[0, new BytesFile(new Uint8Array(0))], [1, new SinkFile((b) => output(1, b.slice()))], [2, new SinkFile((b) => output(2, b.slice()))]]),
  };
  const found = findProgram(spec, engine, r.argv[0] ?? '');
  if ('error' in found) {
    output(2, encode(`runc run failed: unable to start container process: error during container init: ${found.error}\n`));
    return 1;
  }
  const process = kernel.start(spec, function* (c) {
    c.bounding = caps;
    return yield* c.exec(found.path, r.argv);
  });
  while (process.status === undefined) yield* waitFor([process.exited]);
  for (const child of [...pids.processes.values()]) kernel.end(child, 0, 9);
  ns.dispose();
  for (const name of made) {
    const node = r.cell.get(['etc', name]);
    if (node?.kind === 'file' && node.data.length === 0) r.cell.set(['etc', name], undefined);
  }
  for (const d of ['proc', 'dev', 'sys', 'etc']) {
    const node = r.cell.get([d]);
    if (before.entries.get(d) === undefined && node?.kind === 'dir' && node.entries.size === 0) r.cell.set([d], undefined);
  }
  return statusCode(process);
}
