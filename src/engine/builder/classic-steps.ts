// The steps of the classic builder: a container for each, whose changes become an image.

import { ApiError } from '../../api/error.ts';
import { decode } from '../../fs/bytes.ts';
import { type DirNode, emptyDir } from '../../fs/node.ts';
import { clean } from '../../fs/path.ts';
import type { Task } from '../../kernel/block.ts';
import { own } from '../../api/dict.ts';
import { wait } from '../waiting.ts';
import { applyMeta, commandOf, historyLine } from './change.ts';
import { ClassicError, type ClassicStage } from './classic-state.ts';
import { contentDigest, copyInto, NoFolder, NotFound, sourcesOf } from './copy.ts';
import { isUrl } from './dispatch.ts';
import { expandWord } from './expand.ts';
import { argsOf, flagValue } from './instruction.ts';
import { heredocName, type Instruction } from './parse.ts';
import { argPairs } from './plan-args.ts';
import { baseOf } from './classic-base.ts';
import { FetchError, fetchUrl, urlName } from './remote.ts';

const needsBuildkit = (flag: string): ClassicError =>
  new ClassicError(
    `the --${flag} option requires BuildKit. Refer to https://docs.docker.com/go/buildkit/ to learn how to build images with BuildKit enabled`,
  );

/** Carries out one instruction. @throws ClassicError, ApiError */
export function* classicStep(s: ClassicStage, i: Instruction): Task {
  switch (i.name) {
    case 'RUN':
      return yield* run(s, i);
    case 'COPY':
    case 'ADD':
      return yield* copy(s, i);
    case 'WORKDIR':
      return yield* workdir(s, i);
    case 'ARG': {
      for (const [name, written] of argPairs(i)) {
        const given = own(s.job.request.buildArgs, name);
        s.job.used.add(name);
        s.args.set(
          name,
          given ?? (written === undefined ? undefined : expandWord(written, s.env(), { escape: i.escape })),
        );
      }
      return yield* s.meta(s.comment(`ARG ${i.rest}`), s.config);
    }
    case 'MAINTAINER':
      s.author = i.rest;
      return yield* s.meta(s.comment(`MAINTAINER ${i.rest}`), s.config);
    default: {
      const before = s.config;
      const env = s.env();
      try {
        s.config = applyMeta(before, i, env, s.cmdSet);
      } catch (error) {
        throw new ClassicError(
          (error as Error).message.replace(
            /^(?:invalid port: "[^"]*": )?invalid (containerPort|hostPort|proto)/,
            'Invalid $1',
          ),
        );
      }
      if (i.name === 'CMD') s.cmdSet = true;
      return yield* s.meta(s.comment(lineOf(s, i, env)), before);
    }
  }
}

/** What the history says of an instruction that runs nothing. */
function lineOf(s: ClassicStage, i: Instruction, env: ReadonlyMap<string, string>): string {
  if (i.name === 'EXPOSE')
    return `EXPOSE ${[...argsOf(i)]
      .map((w) => expandWord(w, env))
      .sort()
      .join(' ')}`;
  if (i.name === 'ONBUILD') return `ONBUILD ${i.original.replace(/^\s*ONBUILD\s*/i, '')}`;
  if (i.name === 'HEALTHCHECK') {
    const line = historyLine(i, s.config, s.config, env);
    return line
      .replace(/"((?:[^"\\]|\\.)*)"/g, '$1')
      .replace(/'\\x([0-9a-f]+)'/, (_, n: string) => String(parseInt(n, 16)));
  }
  return historyLine(i, s.config, s.config, env);
}

function* run(s: ClassicStage, i: Instruction): Task {
  const { engine, request } = s.job;
  const flag = i.flags[0];
  if (flag !== undefined) throw needsBuildkit(/^--([^=]*)/.exec(flag)![1]!);
  const argv = commandOf(i, s.config);
  const args = s.allowed();
  const cmd = args.length === 0 ? argv : [`|${args.length}`, ...args.map(([k, v]) => `${k}=${v}`), ...argv];
  if (s.probe(cmd)) return;
  const id = s.create(argv, {
    Env: [...s.config.Env, ...args.map(([k, v]) => `${k}=${v}`)],
    Healthcheck: { Test: ['NONE'] },
  });
  const output = yield* engine.lifecycle.attach(id, ATTACH);
  const ended = yield* wait(engine, id, 'next-exit');
  yield* engine.lifecycle.start(id);
  for (let c = yield* output.next(); c !== undefined; c = yield* output.next())
    s.say(c.stream === 1 ? decode(c.bytes) : `\u001b[91m${decode(c.bytes)}\u001b[0m`);
  const code = (yield* ended.next())?.StatusCode ?? 0;
  if (code !== 0) throw new ClassicError(`The command '${argv.join(' ')}' returned a non-zero code: ${code}`, code);
  const runtime = engine.containers.runtime(engine.containers.resolve(id));
  s.commit(cmd, runtime.cell.snapshot(), id, runtime.base);
  if (request.remove) yield* s.discard(id);
}

const ATTACH = { stdin: false, stdout: true, stderr: true, logs: false } as const;

function* workdir(s: ClassicStage, i: Instruction): Task {
  const path = expandWord(i.rest, s.env(), { escape: i.escape });
  const full = clean(path.startsWith('/') ? path : `${s.config.WorkingDir || '/'}/${path}`);
  s.config = { ...s.config, WorkingDir: full };
  const cmd = s.comment(`WORKDIR ${full}`, false);
  if (s.probe(cmd)) return;
  // whoever makes a container with this folder makes the folder
  const id = s.create(cmd);
  yield* s.job.p.sleep(30);
  const { engine } = s.job;
  const runtime = engine.containers.runtime(engine.containers.resolve(id));
  s.commit(cmd, runtime.cell.snapshot(), id, runtime.base);
  if (s.job.request.remove) yield* s.discard(id);
}

/** What COPY and ADD take of a tree. */
function* taken(s: ClassicStage, i: Instruction, words: readonly string[]): Task<{ path: string; node: Source }[]> {
  const from = flagValue(i, 'from');
  const tree: DirNode = from === undefined ? s.job.context : yield* sourceTree(s, from);
  const out: { path: string; node: Source }[] = [];
  for (const word of words) {
    if (heredocName(word) !== undefined) continue;
    if (i.name === 'ADD' && isUrl(word)) {
      try {
        out.push({ path: urlName(word), node: yield* fetchUrl(s.job.p, word) });
      } catch (error) {
        if (!(error instanceof FetchError)) throw error;
        const why = error.message.replace(/^.*?(dial tcp .*)$/, (_, x: string) => `Get ${JSON.stringify(word)}: ${x}`);
        throw new ClassicError(`ADD failed: ${why}`);
      }
      continue;
    }
    if (/^\.\.(\/|$)/.test(clean(word)))
      throw new ClassicError(`${i.name} failed: forbidden path outside the build context: ${word} ()`);
    try {
      out.push(...sourcesOf(tree, word).filter((x) => x.path !== '.dockerignore' || word === '.dockerignore'));
    } catch (error) {
      if (error instanceof NoFolder) continue;
      if (!(error instanceof NotFound)) throw error;
      const where = from === undefined ? 'file not found in build context or excluded by .dockerignore: ' : '';
      throw new ClassicError(`${i.name} failed: ${where}stat ${clean(`/${word}`).slice(1)}: file does not exist`);
    }
  }
  return out;
}

type Source = ReturnType<typeof sourcesOf>[number]['node'];

/** The files of another stage, or of an image. */
function* sourceTree(s: ClassicStage, from: string): Task<DirNode> {
  const { stages } = s.job;
  const named = stages.findIndex((x) => x.name?.toLowerCase() === from.toLowerCase());
  const index = named >= 0 ? named : /^\d+$/.test(from) ? Number(from) : -1;
  const bad = (why: string): never => {
    throw new ClassicError(`invalid from flag value ${from}: ${why}`);
  };
  if (index === stages.length - 1) bad('refers to current build stage');
  if (named < 0 && index >= stages.length) bad('index out of bounds');
  if (index >= 0) return stages[index]!.tree;
  try {
    return (yield* baseOf(s.job, from)).layers.at(-1)?.tree ?? emptyDir();
  } catch (error) {
    if (error instanceof ApiError) bad(error.message);
    throw error;
  }
}

function* copy(s: ClassicStage, i: Instruction): Task {
  if (flagValue(i, 'chmod') !== undefined) throw needsBuildkit('chmod');
  const env = s.env();
  const words = argsOf(i).map((w) => (heredocName(w) === undefined ? expandWord(w, env, { escape: i.escape }) : w));
  const dest = words.at(-1)!;
  const sources = yield* taken(s, i, words.slice(0, -1));
  if (sources.length === 0) throw new ClassicError(`${i.name} failed: no source files were specified`);
  if (sources.length > 1 && !dest.endsWith('/'))
    throw new ClassicError(
      `When using ${i.name} with more than one source file, the destination must be a directory and end with a /`,
    );
  const chown = expandWord(flagValue(i, 'chown') ?? '', env, { escape: i.escape });
  const kind = sources.length > 1 ? 'multi' : sources[0]!.node.kind === 'dir' ? 'dir' : 'file';
  const full = dest.startsWith('/')
    ? dest
    : clean(`${s.config.WorkingDir || '/'}/${dest}`).replace(/\/?$/, /(^|\/)\.?$/.test(dest) ? '/' : '');
  const hash = `${kind}:${contentDigest(sources)}`;
  const cmd = s.comment(`${i.name} ${chown === '' ? '' : `--chown=${chown} `}${hash} in ${full} `, false);
  if (s.probe(cmd)) return;
  const [user = '', group = ''] = chown.split(':');
  for (const [file, name, what] of [
    ['passwd', user, 'uid for user'],
    ['group', group, 'gid for group'],
  ] as const)
    if (name !== '' && !s.knows(file, name))
      throw new ClassicError(
        `unable to convert uid/gid chown string to host mapping: can't find ${what} ${name}: no such ${what.split(' ').pop()!}: ${name}`,
      );
  yield* s.job.p.sleep(20);
  let tree: DirNode;
  try {
    tree = copyInto(s.tree, {
      sources: sources.map((x) => ({ ...x, archive: i.name === 'ADD' })),
      dest: full,
      chown: chown === '' ? undefined : chown,
      chmod: undefined,
      parents: false,
      exclude: [],
      workdir: s.config.WorkingDir || '/',
      now: s.job.engine.now,
    });
  } catch (error) {
    throw new ClassicError(`${i.name} failed: ${(error as Error).message}`);
  }
  s.commit(cmd, tree, undefined);
}
