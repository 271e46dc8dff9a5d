// A build from its request to its result: the files of the client, the simulated builder, what becomes of the image.

import { performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { canonical, parseReference, withDefaultTag } from '../../api/reference.ts';
import type { BuildMessage, BuildRequest } from '../../api/types/build.ts';
import { encode } from '../../fs/bytes.ts';
import type { DirNode } from '../../fs/node.ts';
import { packTar, treeEntries } from '../../fs/tar.ts';
import type { Sources } from '../../engine/builder/sources.ts';
import type { Build, Returned } from './builds.ts';
import { buildError } from './errors.ts';
import { Code, GrpcError } from './grpc.ts';
import { dockerfileOf, Folders, ignoreOf } from './inputs.ts';
import type { Kit } from './kit.ts';
import { lintResult } from './lint.ts';
import { inside, Patience } from './machine.ts';
import { Teller } from './progress.ts';
import { askedFor, outputOf, requestOf } from './request.ts';

type Warning = Extract<BuildMessage, { type: 'warning' }>;
type Failure = Extract<BuildMessage, { type: 'error' }>;

/** What a build has come to. */
interface Outcome {
  failure: Failure | undefined;
  text: string | undefined;
  imageId: string;
  tree: DirNode | undefined;
  readonly warnings: Warning[];
}

/**
 * Real ms between the end of one step and what comes after it. Clients show what they hear within a tenth of a second
 * at once, and steps that ended meanwhile in no order.
 */
const PACE = 120;
/** What ends a step. */
const OVER: ReadonlySet<BuildMessage['type']> = new Set(['done', 'cached', 'failed', 'canceled']);

/** Version that texts without data are given: no client knows its data, so that each shows the text. */
const TEXT_ONLY = '99.0.0';

/** Is this the frontend that the builder has within? One that the client names as an image may be another. */
function checkFrontend(frontend: string, attrs: Readonly<Record<string, string>>): void {
  if (frontend === 'dockerfile.v0') return;
  const source = attrs['source'] ?? '';
  if (frontend === 'gateway.v0' && /^(docker\.io\/)?docker\/dockerfile(-upstream)?([:@]|$)/.test(source)) return;
  throw new GrpcError(
    Code.unknown,
    `drydock: the frontend '${frontend}${source === '' ? '' : ` ${source}`}' is not simulated`,
  );
}

/** Runs a build by a Dockerfile. @throws GrpcError what it failed with */
export async function solve(
  kit: Kit,
  build: Build,
  frontend: string,
  attrs: Readonly<Record<string, string>>,
): Promise<Returned> {
  checkFrontend(frontend, attrs);
  const { exporters, session } = await build.request.heard();
  const folders = new Folders(kit.sessions, session, attrs);
  const asked = askedFor(attrs);
  const output = outputOf(exporters);
  const request = await requestOf(build.ref, attrs, output, folders);
  const contextFolder = attrs['contextkey'] ?? 'context';
  const teller = new Teller(build.ref, folders.sessionOf(contextFolder));
  if (request.remote === undefined) await readFiles(kit, build, request, teller, folders, contextFolder, attrs);
  const patience = new Patience(kit.time);
  let outcome: Outcome;
  try {
    outcome = await run(kit, build, request, teller, patience, sourcesOf(kit, folders, contextFolder, patience));
  } finally {
    patience.end();
  }
  const { failure } = outcome;
  if (failure !== undefined && (asked !== 'lint' || failure.excerpts.length === 0))
    throw buildError(failure.message, failure.excerpts, teller.failed);
  if (asked === 'lint') return { ref: {}, metadata: lintResult(outcome.warnings, failure) };
  if (asked !== undefined)
    return {
      ref: {},
      metadata: { 'result.txt': encode(outcome.text ?? ''), version: encode(TEXT_ONLY) },
    };
  if (outcome.tree !== undefined && output.exporter !== '') await hand(folders, output, outcome.tree);
  build.response = responseOf(outcome, request);
  return { ref: { id: build.ref } };
}

/** The Dockerfile and what goes with it. @throws GrpcError when there is none */
async function readFiles(
  kit: Kit,
  build: Build,
  request: BuildRequest,
  teller: Teller,
  folders: Folders,
  contextFolder: string,
  attrs: Readonly<Record<string, string>>,
): Promise<void> {
  const found = await dockerfileOf(folders, attrs['dockerfilekey'] ?? 'dockerfile', request.dockerfileName);
  if (found.text === undefined) {
    const name = `[internal] load build definition from ${request.dockerfileName.split('/').pop()}`;
    const now = kit.machine.kernel.now;
    const told: BuildMessage[] = [
      { type: 'vertex', id: 1, name },
      { type: 'status', id: 1, text: `transferring dockerfile: ${found.size}`, done: true },
      { type: 'done', id: 1, seconds: 0, why: { kind: 'read' } },
    ];
    for (const m of told) build.tell(teller.tell(m, now)!);
    throw new GrpcError(Code.unknown, found.missing);
  }
  request.dockerfile = found.text;
  request.dockerignore = found.ignore ?? (await ignoreOf(folders, contextFolder));
}

/** What the builder has of the client, asked of its session when it is wanted. */
function sourcesOf(kit: Kit, folders: Folders, contextFolder: string, patience: Patience): Sources {
  const { machine } = kit;
  return {
    context: (paths, exclude) =>
      patience.outside(machine, () =>
        folders.files(contextFolder, { exclude, ...(paths === undefined ? {} : { follow: paths }) }),
      ),
    secret: (id) => patience.outside(machine, async () => (await folders.own()).secret(id)),
    agent: (id) => patience.outside(machine, async () => (await folders.own()).agent(id)),
    *upload(address) {
      let url: URL;
      try {
        url = new URL(address);
      } catch {
        return undefined;
      }
      if (url.hostname !== 'buildkit-session') return undefined;
      return yield* patience.outside(machine, async () => (await folders.own()).upload(url));
    },
  };
}

/** Lets the builder work, and tells what it tells. */
async function run(
  kit: Kit,
  build: Build,
  request: BuildRequest,
  teller: Teller,
  patience: Patience,
  sources: Sources,
): Promise<Outcome> {
  const { machine } = kit;
  const out: Outcome = { failure: undefined, text: undefined, imageId: '', tree: undefined, warnings: [] };
  let stop: (() => void) | undefined;
  let due = 0;
  try {
    await inside(machine, function* () {
      const stream = yield* machine.engine.builder.build(request, sources);
      stop = () => stream.close();
      build.stops.add(stop);
      for (let m = yield* stream.next(); m !== undefined; m = yield* stream.next()) {
        if (m.type === 'error') out.failure = m;
        else if (m.type === 'call') out.text = m.text;
        else if (m.type === 'result') {
          out.imageId = m.imageId;
          out.tree = m.tree;
        } else if (m.type === 'warning') out.warnings.push(m);
        if (m.type === 'warning' && request.check) continue;
        const progress = teller.tell(m, machine.kernel.now);
        if (progress === undefined) continue;
        const early = due - performance.now();
        if (early > 0) yield* patience.outside(machine, () => setTimeout(early));
        build.tell(progress);
        if (OVER.has(m.type)) due = performance.now() + PACE;
      }
    });
  } finally {
    if (stop !== undefined) build.stops.delete(stop);
  }
  return out;
}

/** Gives the client the files of a result. */
async function hand(
  folders: Folders,
  output: { readonly kind: string; readonly exporter: string },
  tree: DirNode,
): Promise<void> {
  const session = await folders.own();
  if (output.kind === 'tar') await session.sendArchive(packTar([...treeEntries(tree)]), output.exporter);
  else await session.sendFiles(tree, output.exporter);
}

function responseOf(outcome: Outcome, request: BuildRequest): Record<string, string> {
  if (outcome.imageId === '') return {};
  const names = request.tags.map((t) => canonical(withDefaultTag(parseReference(t))).replace(/:latest$/, ''));
  return {
    'containerimage.config.digest': outcome.imageId,
    'containerimage.digest': outcome.imageId,
    ...(names.length > 0 ? { 'image.name': names.join(',') } : {}),
  };
}
