// Steps that make layers: WORKDIR and RUN.

import { Cell } from '../../fs/cell.ts';
import { digestOf } from '../../fs/digest.ts';
import { type DirNode, emptyDir } from '../../fs/node.ts';
import { getAt } from '../../fs/tree.ts';
import type { Task } from '../../kernel/block.ts';
import { ApiError } from '../../api/error.ts';
import { shellOf } from './change.ts';
import { contentDigest, NotFound } from './copy.ts';
import { runText, type Step, StepError } from './dispatch.ts';
import { flagValue } from './instruction.ts';
import { sourceNode, type StepMount } from './mounts.ts';
import type { Stage } from './plan.ts';
import { runStep, type RunMount } from './run.ts';
import { cached, missing } from './step-cache.ts';
import { nameId } from './step-copy.ts';
import { type Built, type Job, PROXY, type Sleeper } from './step.ts';

export function* workdirStep(
  job: Job,
  p: Sleeper,
  stage: Stage,
  step: Step,
  built: Built,
  settle: (hit: boolean) => void,
): Task<Built> {
  const path = step.words[0]!;
  const key = digestOf(`${built.key}\nWORKDIR ${path} ${step.config.User}`);
  const inputs = { parent: built.key, text: `WORKDIR ${path}`, values: { user: step.config.User }, files: [] };
  return yield* cached(job, p, stage, step, { key, inputs }, built, `WORKDIR ${path}`, settle, function* () {
    return makeDir(built.tree, path, step.config.User);
  });
}

/** A mount with what stands behind it, and what of it belongs to the step's key in the cache. */
function* resolveMount(
  job: Job,
  p: Sleeper,
  stage: Stage,
  step: Step,
  m: StepMount,
): Task<{ mount: RunMount | undefined; key: string; env?: string }> {
  const now = job.engine.now;
  if (m.type === 'tmpfs') return { mount: { mount: m, node: undefined, cell: undefined }, key: '' };
  if (m.type === 'ssh') {
    if (!(yield* job.sources.agent(m.id))) {
      if (m.required) throw new StepError(`unset ssh forward key ${m.id}`, step.i);
      return { mount: undefined, key: '' };
    }
    const socket = {
      kind: 'file' as const,
      mode: m.mode ?? 0o600,
      uid: m.uid,
      gid: m.gid,
      mtime: now,
      ino: 0,
      data: new Uint8Array(0),
    };
    return { mount: { mount: m, node: socket, cell: undefined }, key: '', env: `SSH_AUTH_SOCK=${m.target}` };
  }
  if (m.type === 'secret') {
    const data = yield* job.sources.secret(m.id);
    if (data === undefined) {
      if (m.required) throw new StepError(`secret ${m.id}: not found`, step.i);
      return { mount: undefined, key: '' };
    }
    const file = { kind: 'file' as const, mode: m.mode ?? 0o400, uid: m.uid, gid: m.gid, mtime: now, ino: 0, data };
    return m.env === undefined
      ? { mount: { mount: m, node: file, cell: undefined }, key: '' }
      : { mount: undefined, key: '', env: `${m.env}=${new TextDecoder().decode(data)}` };
  }
  if (m.type === 'cache') {
    const start =
      m.from === '' || m.from === 'scratch'
        ? undefined
        : sourceNode(yield* job.source(p, m.from, stage, step), m.source, (path) => new NotFound(path));
    const fresh = job.request.noCache && !job.begun.has(m.id);
    job.begun.add(m.id);
    return { mount: { mount: m, node: undefined, cell: job.caches.cell(m, start, now, fresh) }, key: '' };
  }
  const tree = m.from === '' ? yield* job.context(p) : yield* job.source(p, m.from, stage, step);
  const node = sourceNode(tree, m.source, (path) => new NotFound(path));
  return { mount: { mount: m, node, cell: undefined }, key: contentDigest([{ path: m.source, node }]) };
}

export function* runInstruction(
  job: Job,
  p: Sleeper,
  stage: Stage,
  step: Step,
  built: Built,
  settle: (hit: boolean) => void,
): Task<Built> {
  const { i, config } = step;
  const { engine, channel, request } = job;
  const { text, script } = runText(i);
  const argv =
    i.json !== undefined
      ? [...i.json]
      : script !== undefined
        ? [`/dev/pipes/${script.name}`]
        : [...shellOf(config), text];
  const args = [...step.args].map(([k, v]) => `${k}=${v}`);
  const variables = [...step.env].map(([k, v]) => `${k}=${v}`);
  const proxies = Object.entries(request.buildArgs)
    .filter(([k, v]) => PROXY.test(k) && v !== undefined)
    .map(([k, v]) => `${k}=${v}`);
  const command = argv.join(' ');
  const createdBy = `RUN ${args.length > 0 ? `|${args.length} ${args.join(' ')} ` : ''}${command.replace(/\t/g, ' ')} # buildkit`;
  const mounts: RunMount[] = [];
  const keys: string[] = [];
  const secretEnv: string[] = [];
  for (const m of step.mounts) {
    try {
      const r = yield* resolveMount(job, p, stage, step, m);
      if (r.mount !== undefined) mounts.push(r.mount);
      if (r.env !== undefined) secretEnv.push(r.env);
      keys.push(r.key);
    } catch (error) {
      settle(false);
      if (error instanceof NotFound) throw missing(job, step, error);
      if (error instanceof StepError && m.from === '')
        job.channel.push({ type: 'failed', id: job.vertex(step.title), error: error.message });
      throw error;
    }
  }
  const key = digestOf(
    JSON.stringify([
      built.key,
      'RUN',
      argv,
      script?.text ?? null,
      variables,
      config.User,
      config.WorkingDir,
      i.flags,
      keys,
      request.extraHosts,
      request.network,
    ]),
  );
  const inputs = {
    parent: built.key,
    text: `RUN ${i.flags.map((f) => `${f} `).join('')}${i.heredocs.length > 0 ? text || (script?.text ?? '') : i.rest}`,
    values: {
      ...Object.fromEntries(step.env),
      user: config.User,
      workdir: config.WorkingDir,
      shell: shellOf(config).join(' '),
      mounts: keys.join(' '),
      hosts: request.extraHosts.join(' '),
    },
    files: [],
  };
  return yield* cached(job, p, stage, step, { key, inputs }, built, createdBy, settle, function* (id) {
    const at = engine.now;
    const cell = new Cell(built.tree, 'build');
    const network = flagValue(i, 'network') ?? request.network;
    const result = yield* runStep(
      engine,
      p,
      {
        cell,
        config,
        argv,
        env: [...proxies, ...variables, ...secretEnv],
        network: network === '' ? 'default' : network,
        extraHosts: request.extraHosts,
        shmSize: request.shmSize,
        limits: request.limits,
        mounts,
        cancel: job.cancel,
        canceled: job.canceled,
        ...(script === undefined ? {} : { script }),
      },
      (stream, bytes) => {
        channel.push({ type: 'log', id, at: engine.now - at, stream, bytes });
      },
    );
    if (result !== 0)
      throw new StepError(
        `process ${JSON.stringify(command)} did not complete successfully: ${typeof result === 'string' ? result : `exit code: ${result}`}`,
        i,
      );
    return cell.snapshot();
  });
}

function makeDir(tree: DirNode, path: string, user: string): DirNode {
  const parts = path.split('/').filter((x) => x !== '');
  let out = tree;
  const [u = '', g = ''] = user.split(':');
  const uid = /^\d+$/.test(u) ? Number(u) : nameId(tree, '/etc/passwd', u, 2);
  const gid = /^\d+$/.test(g)
    ? Number(g)
    : g === ''
      ? /^\d+$/.test(u)
        ? 0
        : nameId(tree, '/etc/passwd', u, 3)
      : nameId(tree, '/etc/group', g, 2);
  for (let k = 1; k <= parts.length; k++) {
    const at = getAt(out, parts.slice(0, k));
    if (at?.kind === 'dir' || at?.kind === 'link') continue;
    if (at !== undefined) throw new ApiError(400, `mkdir /${parts.slice(0, k).join('/')}: not a directory`);
    const last = k === parts.length;
    const cell = new Cell(out);
    cell.set(parts.slice(0, k), { ...emptyDir(), uid: last ? uid : 0, gid: last ? gid : 0 });
    out = cell.snapshot();
  }
  return out;
}
