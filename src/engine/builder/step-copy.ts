// COPY and ADD: where files come from, how they are taken, and where they go.

import { digestOf, sha256hex } from '../../fs/digest.ts';
import { type DirNode, emptyDir, type FsNode } from '../../fs/node.ts';
import { getAt } from '../../fs/tree.ts';
import type { Task } from '../../kernel/block.ts';
import type { Process } from '../../kernel/process.ts';
import { contentDigest, copyInto, type CopySpec, NoFolder, NotFound, parentSources, sourcesOf } from './copy.ts';
import { isGit, isUrl, type Step, StepError } from './dispatch.ts';
import { expandWord } from './expand.ts';
import { flagValue, flagValues } from './instruction.ts';
import { heredocName, heredocText } from './parse.ts';
import type { Stage } from './plan.ts';
import { FetchError, fetchGit, fetchUrl, parseGitRef, urlName } from './remote.ts';
import { cached, missing } from './step-cache.ts';
import type { Built, Job, Sleeper } from './step.ts';

/** What COPY and ADD take: places in trees, here-documents, things fetched from elsewhere. */
interface Taken {
  readonly path: string;
  readonly node: FsNode;
  /** The tree that it stands in. */
  readonly tree: DirNode;
  readonly pattern: string;
  /** Neither a path of a context nor an archive to unpack. */
  readonly fetched: boolean;
}

/** Fetches a source of ADD from elsewhere, as a step of its own. */
function* fetchSource(job: Job, p: Sleeper, step: Step, source: string, settle: (hit: boolean) => void): Task<DirNode> {
  const { i } = step;
  settle(false);
  const id = job.vertex(step.title);
  const at = job.engine.now;
  try {
    let tree: DirNode;
    if (isGit(source)) {
      const g = parseGitRef(source);
      const got = yield* fetchGit(p as Process, g, flagValue(i, 'keep-git-dir') === 'true', job.engine.now);
      const wanted = flagValue(i, 'checksum') ?? '';
      if (wanted !== '' && !got.commit.startsWith(wanted))
        throw new FetchError(`expected checksum to match ${wanted}, got ${got.commit}`);
      tree = got.tree;
    } else {
      const file = yield* fetchUrl(p as Process, source);
      const wanted = flagValue(i, 'checksum') ?? '';
      const digest = `sha256:${sha256hex(file.data)}`;
      if (wanted !== '' && wanted !== digest) throw new FetchError(`digest mismatch ${digest}: ${wanted}`);
      tree = { ...emptyDir(), entries: new Map([[urlName(source), file]]) };
    }
    job.finish(id, at, { kind: 'fetched' });
    return tree;
  } catch (error) {
    if (!(error instanceof FetchError)) throw error;
    job.channel.push({ type: 'failed', id, error: error.message });
    throw new StepError(`failed to load cache key: ${error.message}`, i);
  }
}

/** Everything that a COPY or ADD takes. @throws NotFound, StepError */
function* takeSources(job: Job, p: Sleeper, stage: Stage, step: Step, settle: (hit: boolean) => void): Task<Taken[]> {
  const { i, env } = step;
  const from = flagValue(i, 'from') ?? '';
  const parents = flagValue(i, 'parents') === 'true';
  const out: Taken[] = [];
  const docs: Taken[] = [];
  let context: DirNode | undefined;
  for (const word of step.words.slice(0, -1)) {
    const name = heredocName(word);
    const doc = name === undefined ? undefined : i.heredocs.find((h) => h.name === name);
    if (doc !== undefined) {
      const text = doc.expand ? expandWord(heredocText(doc), env, { skipQuotes: true }) : heredocText(doc);
      const node = {
        kind: 'file' as const,
        mode: 0o644,
        uid: 0,
        gid: 0,
        mtime: job.engine.now,
        ino: 0,
        data: new TextEncoder().encode(text),
      };
      docs.push({
        path: doc.name,
        node,
        tree: { ...emptyDir(), entries: new Map([[doc.name, node]]) },
        pattern: doc.name,
        fetched: true,
      });
      continue;
    }
    if (i.name === 'ADD' && (isGit(word) || isUrl(word))) {
      const tree = yield* fetchSource(job, p, step, word, settle);
      if (isGit(word)) out.push({ path: '', node: tree, tree, pattern: '/', fetched: true });
      else
        out.push({
          path: urlName(word),
          node: tree.entries.get(urlName(word))!,
          tree,
          pattern: urlName(word),
          fetched: flagValue(i, 'unpack') !== 'true',
        });
      continue;
    }
    if (context === undefined) {
      if (from === '') settle(false);
      context =
        from === '' ? yield* job.context(p) : from === 'scratch' ? emptyDir() : yield* job.source(p, from, stage, step);
    }
    const tree = context;
    if (parents) {
      const list = parentSources(tree, word);
      out.push(...list.map((x) => ({ ...x, tree, pattern: word, fetched: false })));
    } else out.push(...sourcesOf(tree, word, from === '').map((x) => ({ ...x, tree, pattern: word, fetched: false })));
  }
  return [...out, ...docs];
}

export function* copyInstruction(
  job: Job,
  p: Sleeper,
  stage: Stage,
  step: Step,
  built: Built,
  settle: (hit: boolean) => void,
): Task<Built> {
  const { i, env } = step;
  const { engine } = job;
  const value = (name: string): string | undefined => {
    const v = flagValue(i, name);
    return v === undefined || v === '' ? undefined : expandWord(v, env, { escape: i.escape });
  };
  const dest = step.words.at(-1)!;
  let taken: Taken[];
  try {
    taken = yield* takeSources(job, p, stage, step, settle);
  } catch (error) {
    if (error instanceof NoFolder) throw new StepError(error.message, i);
    if (!(error instanceof NotFound)) throw error;
    // both sides are one and the same base: BuildKit skips the checksum and fails in the copy itself
    if (flagValue(i, 'from') !== undefined && error.tree === built.tree)
      throw new StepError(`lstat ${error.path}: no such file or directory`, i);
    throw missing(job, step, error);
  }
  const unpack = flagValue(i, 'unpack');
  const spec: CopySpec = {
    sources: taken.map((t) => ({
      path: t.path,
      node: t.node,
      archive: !t.fetched && (unpack === undefined ? i.name === 'ADD' : unpack === 'true'),
    })),
    dest,
    chown: value('chown'),
    chmod: value('chmod'),
    parents: flagValue(i, 'parents') === 'true',
    exclude: flagValues(i, 'exclude').map((e) => expandWord(e, env, { escape: i.escape })),
    workdir: step.config.WorkingDir || '/',
    now: engine.now,
  };
  const loose = flagValue(i, 'link') === 'true' && spec.chmod === undefined;
  const digest = contentDigest(taken, spec.exclude);
  const key = digestOf(
    JSON.stringify([
      loose ? 'link' : built.key,
      i.name,
      digest,
      dest,
      taken.map((t) => t.path.split('/').pop()),
      i.flags.filter((f) => !f.startsWith('--from')),
      spec.workdir,
    ]),
  );
  const docs = step.words
    .slice(0, -1)
    .filter((w) => heredocName(w) !== undefined)
    .map((w) => `<<${heredocName(w)}`);
  const paths = step.words.slice(0, -1).filter((w) => heredocName(w) === undefined);
  const shown = [
    spec.parents ? '--parents' : '',
    spec.chown === undefined ? '' : `--chown=${spec.chown}`,
    spec.chmod === undefined ? '' : `--chmod=${spec.chmod}`,
    ...paths,
    ...docs,
    dest,
  ].filter((x) => x !== '');
  const inputs = {
    parent: loose ? 'link' : built.key,
    text: `${i.name} ${i.flags.map((f) => `${f} `).join('')}${step.words.join(' ')}`,
    values: { workdir: spec.workdir },
    files: taken.map((t) => ({ path: t.path, node: t.node })),
  };
  return yield* cached(
    job,
    p,
    stage,
    step,
    { key, inputs, loose },
    built,
    `${i.name} ${shown.join(' ')} # buildkit`,
    settle,
    function* () {
      return copyInto(loose ? emptyDir() : built.tree, spec);
    },
  );
}

export function nameId(tree: DirNode, file: string, name: string, column: number): number {
  const node = getAt(tree, file.split('/').slice(1));
  if (node?.kind !== 'file' || name === '') return 0;
  const line = new TextDecoder()
    .decode(node.data)
    .split('\n')
    .find((l) => l.startsWith(`${name}:`));
  return Number(line?.split(':')[column] ?? 0);
}
