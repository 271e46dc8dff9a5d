// What a build loads before it can begin: its context, Dockerfile, frontend, ignore file, and the metadata of its bases.

import { canonical, parseReference, ReferenceError_, withDefaultTag } from '../../api/reference.ts';
import type { DirNode } from '../../fs/node.ts';
import { treeSize } from '../../fs/tree.ts';
import type { Task } from '../../kernel/block.ts';
import type { Process } from '../../kernel/process.ts';
import { sizeText } from './bases.ts';
import { StepError } from './dispatch.ts';
import { applyIgnore, parseIgnore, type Pattern } from '../../api/ignore.ts';
import type { BuildJob } from './job.ts';
import { type Dockerfile, type Instruction, parseDockerfile } from './parse.ts';
import { imageSuggestion, type Plan, type Stage } from './plan.ts';
import { outsideSources } from './plan-order.ts';
import { FetchError, fetchGit, fetchUrl, isGitContext, parseGitRef, readContext } from './remote.ts';
import type { Sleeper } from './step.ts';

/** A context that is not on this machine. */
export function* fetchContext(job: BuildJob, p: Process): Task {
  const { remote } = job.request;
  if (remote === undefined) return;
  const id = job.vertex(
    isGitContext(remote) ? `[internal] load git source ${remote}` : `[internal] load remote build context`,
  );
  const at = job.engine.now;
  try {
    if (isGitContext(remote)) {
      const got = yield* fetchGit(p, parseGitRef(remote), false, job.engine.now);
      job.channel.push({ type: 'status', id, text: `${got.commit}\trefs/heads/main`, done: false });
      job.contextTree = got.tree;
    } else job.contextTree = readContext((yield* fetchUrl(p, remote)).data, job.request.dockerfileName);
  } catch (error) {
    if (!(error instanceof FetchError)) throw error;
    job.channel.push({ type: 'failed', id, error: error.message });
    throw new StepError(
      isGitContext(remote)
        ? `failed to read dockerfile: failed to load cache key: ${error.message}`
        : `failed to load cache key: ${error.message}`,
      undefined,
    );
  }
  job.finish(id, at, { kind: 'fetched' });
  const find = (path: string): string | undefined => {
    let node: ReturnType<DirNode['entries']['get']> = job.contextTree;
    for (const part of path.split('/').filter((x) => x !== '' && x !== '.'))
      node = node?.kind === 'dir' ? node.entries.get(part) : undefined;
    return node?.kind === 'file' ? new TextDecoder().decode(node.data) : undefined;
  };
  const text = find(job.request.dockerfileName);
  if (text === undefined)
    throw new StepError(
      `failed to read dockerfile: open ${job.request.dockerfileName}: no such file or directory`,
      undefined,
    );
  job.request.dockerfile = text;
  job.request.dockerignore = find(`${job.request.dockerfileName}.dockerignore`) ?? find('.dockerignore');
}

export function ignorePatterns(job: BuildJob): Pattern[] {
  if (job.request.dockerignore === undefined) return [];
  try {
    return parseIgnore(job.request.dockerignore);
  } catch (error) {
    throw new StepError((error as Error).message, undefined);
  }
}

/** ONBUILD instructions that a stage's base brings. */
export function triggersOf(job: BuildJob, s: Stage): Instruction[] {
  const texts =
    s.base !== undefined
      ? s.base.steps
          .filter((i) => i.name === 'ONBUILD')
          .map(
            (i) =>
              i.original.replace(/^\s*ONBUILD\s*/i, '') + i.heredocs.map((h) => `\n${h.content}${h.name}`).join(''),
          )
      : (job.bases.config(s)?.OnBuild ?? []);
  return texts.map((t) => parseDockerfile(t).instructions[0]!);
}

/** A frontend that the file asks for is an image of its own. */
export function* loadFrontend(job: BuildJob, p: Sleeper, file: Dockerfile): Task {
  const syntax = (job.request.buildArgs['BUILDKIT_SYNTAX'] ?? file.directives['syntax'])?.split(/\s/)[0];
  if (syntax === undefined) return;
  if (!/^(docker\.io\/)?docker\/dockerfile(-upstream)?([:@]|$)/.test(syntax))
    throw new StepError(`drydock: '# syntax=${syntax}' is not simulated`, undefined);
  const name = canonical(withDefaultTag(parseReference(syntax)));
  const t = job.engine.now;
  const resolve = job.vertex(`resolve image config for docker-image://${name}`);
  yield* p.sleep(250);
  job.finish(resolve, t, { kind: 'resolved' });
  job.channel.push({ type: 'cached', id: job.vertex(`docker-image://${name}`), why: { kind: 'frontendCached' } });
}

export function* loadMetadata(job: BuildJob, p: Sleeper, later: { plan: Plan; needed: readonly Stage[] }): Task {
  const { engine, channel } = job;
  const wanted = new Map<string, Instruction>();
  for (const s of later.needed) if (s.base === undefined && s.image !== 'scratch') wanted.set(s.image!, s.from);
  for (const x of outsideSources(later.needed)) if (!wanted.has(x.name)) wanted.set(x.name, x.at);
  const shown = new Set<string>();
  for (const [name, at] of wanted) {
    const context = job.bases.namedContext(name);
    if (context !== undefined && typeof context !== 'string') continue;
    const ref = context ?? name;
    let full: string;
    try {
      full = canonical(withDefaultTag(parseReference(ref)));
    } catch (error) {
      if (!(error instanceof ReferenceError_)) throw error;
      throw new StepError(`failed to parse stage name ${JSON.stringify(ref)}: ${error.message}`, at);
    }
    if (shown.has(full)) continue;
    shown.add(full);
    const v = job.vertex(`[${context === undefined ? 'internal' : `context ${name}`}] load metadata for ${full}`);
    const t = engine.now;
    yield* p.sleep(20);
    const why = job.bases.problem(ref);
    if (why !== undefined) {
      channel.push({ type: 'failed', id: v, error: why });
      throw new StepError(
        `${ref}: failed to resolve source metadata for ${full}: ${why}${imageSuggestion(ref, later.plan.stages)}`,
        at,
      );
    }
    job.finish(v, t, { kind: 'resolved' });
  }
}

export function* loadIgnore(job: BuildJob, p: Sleeper): Task {
  const { request, engine, channel } = job;
  if (request.remote === undefined) {
    const id = job.vertex('[internal] load .dockerignore');
    const at = engine.now;
    yield* p.sleep(5);
    channel.push({
      type: 'status',
      id,
      text: `transferring context: ${sizeText((request.dockerignore ?? '').length + (request.dockerignore === undefined ? 2 : 52))}`,
      done: true,
    });
    job.finish(id, at, { kind: 'read' });
  }
  const patterns = ignorePatterns(job);
  if (patterns.length > 0) job.contextTree = applyIgnore(job.contextTree, patterns);
}

/** A folder given with `--build-context`, sent once. */
export function* loadNamed(job: BuildJob, p: Sleeper, name: string, tree: DirNode): Task<DirNode> {
  if (!job.named.has(name)) {
    job.named.add(name);
    const id = job.vertex(`[context ${name}] load from client`);
    const at = job.engine.now;
    const size = treeSize(tree);
    yield* p.sleep(5 + Math.min(2000, size / 100_000));
    job.channel.push({ type: 'status', id, text: `transferring ${name}: ${sizeText(size + 2)}`, done: true });
    job.finish(id, at, { kind: 'read' });
  }
  return tree;
}

export function* context(job: BuildJob, p: Sleeper): Task<DirNode> {
  if (job.contextVertex === undefined && job.request.remote === undefined) {
    const id = (job.contextVertex = job.vertex('[internal] load build context'));
    const at = job.engine.now;
    const size = treeSize(job.contextTree);
    yield* p.sleep(5 + Math.min(2000, size / 100_000));
    job.channel.push({ type: 'status', id, text: `transferring context: ${sizeText(size + 2)}`, done: true });
    job.finish(id, at, { kind: 'read' });
  }
  return job.contextTree;
}
