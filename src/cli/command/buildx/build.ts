// docker build

import type { BuildMessage, BuildRequest } from '../../../api/types/build.ts';
import type { DirNode } from '../../../fs/node.ts';
import type { Task } from '../../../kernel/block.ts';
import { metadata, type Output, outputOf, writeTree } from '../../buildoutput.ts';
import {
  type Display,
  excerptText,
  MovingDisplay,
  PlainDisplay,
  QuietDisplay,
  RawDisplay,
} from '../../buildprogress.ts';
import { BuildFailure, fieldsOf, MissingFile, requestOf } from '../../buildrequest.ts';
import { type Cli, CliError, type Implementation } from '../../cli.ts';
import { parseUlimit } from '../../opts/ulimit.ts';

/** How the progress of a build is shown. @throws CliError */
export function displayOf(cli: Cli, quiet: boolean): Display {
  const { flags } = cli;
  const mode = flags.string('progress') || cli.p.getenv('BUILDKIT_PROGRESS') || 'auto';
  if (!['auto', 'plain', 'tty', 'quiet', 'none', 'rawjson'].includes(mode))
    throw new BuildFailure(`invalid progress mode ${mode}`);
  const debug = flags.bool('debug') || cli.debug;
  if (quiet) {
    if (flags.given('progress') && !['auto', 'quiet'].includes(mode))
      throw new CliError(`ERROR: progress=${mode} and quiet cannot be used together`);
    return new QuietDisplay(cli);
  }
  if (mode === 'quiet' || mode === 'none') return new QuietDisplay(cli);
  if (mode === 'rawjson') return new RawDisplay(cli);
  const tty = cli.p.isatty(2);
  if (mode === 'tty' && !tty) throw new BuildFailure('failed to get console: provided file is not a console');
  return mode === 'plain' || !tty ? new PlainDisplay(cli, debug) : new MovingDisplay(cli, debug);
}

/** What a build has come to. */
interface Outcome {
  status: number;
  imageId: string;
  ref: string;
  base: string[];
  tree: DirNode | undefined;
  call: string | undefined;
  warnings: Extract<BuildMessage, { type: 'warning' }>[];
  error: Extract<BuildMessage, { type: 'error' }> | undefined;
}

/** Virtual ms between two pictures of a build on which nothing new is told. */
const REDRAW = 100;

function* nothing(): Task {}

function* follow(cli: Cli, request: BuildRequest, display: Display): Task<Outcome> {
  const out: Outcome = {
    status: 0,
    imageId: '',
    ref: '',
    base: [],
    tree: undefined,
    call: undefined,
    warnings: [],
    error: undefined,
  };
  const stream = yield* cli.api.Build(request);
  for (;;) {
    const m =
      display.tick === undefined || stream.nextBefore === undefined
        ? yield* stream.next()
        : yield* stream.nextBefore(cli.now + REDRAW);
    if (m === undefined) break;
    if (m === 'timeout') {
      yield* display.tick?.() ?? nothing();
      continue;
    }
    if (m.type === 'error') {
      out.status = 1;
      out.error = m;
    } else if (m.type === 'result') {
      out.imageId = m.imageId;
      out.tree = m.tree;
      out.ref = m.ref;
      out.base = m.base;
    } else if (m.type === 'call') out.call = m.text;
    // a check tells of warnings and of the mistake that ends it in its own way
    if (m.type === 'warning') out.warnings.push(m);
    if (request.check && (m.type === 'warning' || m.type === 'error')) continue;
    yield* display.show(m);
  }
  yield* display.end();
  return out;
}

/** The answer of `--check`: warnings on standard output, the mistake that ends it on standard error. */
function* report(cli: Cli, o: Outcome): Task<number> {
  const n = o.warnings.length;
  if (n > 0)
    yield* cli.print(`Check complete, ${n === 1 ? '1 warning has been found!' : `${n} warnings have been found!`}\n`);
  for (const w of [...o.warnings].sort((a, b) => a.line - b.line)) {
    yield* cli.print(`\nWARNING: ${w.rule}${w.url === '' ? '' : ` - ${w.url}`}\n${w.text}\n${excerptText(w.excerpt)}`);
  }
  if (o.error !== undefined) {
    if (n > 0) yield* cli.print('\n');
    yield* cli.error(`ERROR: ${o.error.message}\n${o.error.excerpts.map(excerptText).join('')}\n`);
    return 1;
  }
  if (n === 0) yield* cli.print('Check complete, no warnings found.\n');
  return n === 0 ? 0 : 1;
}

/** `--cache-from`: what is looked for, and that it is not there. */
function* importCaches(cli: Cli, display: Display): Task {
  let id = 9000;
  for (const c of cli.flags.list('cache-from')) {
    const fields = c.includes('=')
      ? fieldsOf(c)
      : new Map([
          ['type', 'registry'],
          ['ref', c],
        ]);
    const type = fields.get('type') ?? '';
    if (type === '') throw new CliError(`ERROR: type required form> ${JSON.stringify(c)}`);
    if (type !== 'registry') {
      if (type === 'local' || type === 'inline') continue;
      throw new CliError(`drydock: 'docker build --cache-from type=${type}' is not simulated`);
    }
    const ref = fields.get('ref') ?? '';
    yield* display.show({ type: 'vertex', id, name: `importing cache manifest from ${ref}` });
    const known = (yield* cli.api.ImageList({ all: true, filters: {} })).some((i) =>
      (i.RepoTags ?? []).includes(ref.includes(':') ? ref : `${ref}:latest`),
    );
    if (known) yield* display.show({ type: 'done', id, seconds: 0, why: { kind: 'read' } });
    else
      yield* display.show({
        type: 'failed',
        id,
        error: `failed to configure registry cache importer: ${ref}: not found`,
      });
    id++;
  }
}

function* build(cli: Cli): Task<number> {
  const { flags, p } = cli;
  const display = displayOf(cli, flags.bool('quiet'));
  const output = outputOf(cli);
  let request: BuildRequest;
  try {
    request = yield* requestOf(cli, output.type === 'tar' ? 'tar' : output.kind);
  } catch (error) {
    if (!(error instanceof MissingFile)) throw error;
    if (error.why === undefined) throw new BuildFailure(error.early);
    if (display instanceof PlainDisplay)
      yield* cli.error(
        `#0 building with "default" instance using docker driver\n\n#1 [internal] load build definition from ${error.file}\n#1 transferring dockerfile: 2B done\n#1 DONE 0.0s\n`,
      );
    throw new BuildFailure(`failed to solve: ${error.why}`);
  }
  request.tags = [...request.tags, ...output.names];
  if (output.push && request.tags.length === 0) throw new BuildFailure('tag is needed when pushing to registry');
  if (display instanceof PlainDisplay) yield* display.begin();
  yield* importCaches(cli, display);
  const o = yield* follow(cli, request, display);
  if (request.check) return yield* report(cli, o);
  if (o.status !== 0) return o.status;
  if (o.call !== undefined) {
    yield* cli.print(o.call);
    return 0;
  }
  return yield* finish(cli, request, output, o, p.abs.bind(p));
}

/** After a build that succeeded: files, pushes, the id. */
function* finish(
  cli: Cli,
  request: BuildRequest,
  output: Output,
  o: Outcome,
  abs: (path: string) => string,
): Task<number> {
  const { flags, p } = cli;
  if (o.tree !== undefined && output.kind === 'tree') yield* writeTree(cli, output, o.tree);
  if (output.push) for (const t of request.tags) yield* push(cli, t);
  if (flags.string('iidfile') !== '') p.fs.writeFile(flags.string('iidfile'), new TextEncoder().encode(o.imageId));
  if (flags.string('metadata-file') !== '')
    p.fs.writeFile(abs(flags.string('metadata-file')), new TextEncoder().encode(metadata(request, o)));
  if (flags.bool('quiet')) yield* cli.print(`${o.imageId}\n`);
  return 0;
}

/** `--push`: the docker driver pushes as `docker push` does. @throws CliError */
function* push(cli: Cli, tag: string): Task {
  const stream = yield* cli.api.ImagePush(tag, { all: false });
  for (let m = yield* stream.next(); m !== undefined; m = yield* stream.next()) {
    if (m.error !== undefined) throw new BuildFailure(`failed to push ${tag}: ${m.error}`);
  }
}

export const buildCommand: Implementation = {
  args: { min: 1, max: 1 },
  validators: {
    ulimit: (v) => {
      const u = parseUlimit(v);
      return typeof u === 'string' ? u : undefined;
    },
  },
  cancelled: { text: 'ERROR: failed to build: failed to solve: Canceled: context canceled\n' },
  run: build,
};
