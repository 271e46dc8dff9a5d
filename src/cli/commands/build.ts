// docker build, and what else Buildx offers over the builder of the engine.

import { decode } from '../../fs/bytes.ts';
import { nextIno } from '../../fs/cell.ts';
import { type DirNode, emptyDir, FsError } from '../../fs/node.ts';
import { basename, dirname, isWithin, join } from '../../fs/path.ts';
import { applyTar, packTar, treeEntries, unpackTar } from '../../fs/tar.ts';
import { gunzipSync } from 'fflate';
import type { BuildRequest } from '../../engine/builder/request.ts';
import { humanDuration, humanSize } from '../../engine/format.ts';
import { parseReference, ReferenceError_ } from '../../engine/reference.ts';
import type { Task } from '../../kernel/block.ts';
import { type Display, MovingDisplay, PlainDisplay, QuietDisplay } from '../buildprogress.ts';
import { type Cli, CliError, type Implementation } from '../cli.ts';
import { filtersOf } from '../formatter.ts';
import { tabulate } from '../table.ts';

class BuildFailure extends CliError {
  constructor(message: string) {
    super(`ERROR: failed to build: ${message}`);
  }
}

/** There is one builder, and it always loads what it makes. @throws CliError */
function theBuilder(cli: Cli): void {
  const name = cli.flags.string('builder');
  if (name !== '' && name !== 'default') throw new CliError(`ERROR: no builder ${JSON.stringify(name)} found`);
}

function directoryAt(cli: Cli, path: string): DirNode | undefined {
  const node = cli.p.fs.tryStat(path);
  return node?.kind === 'dir' ? (cli.p.fs.place(path).node as DirNode) : undefined;
}

interface Source {
  context: DirNode;
  /** Folder of the context in the file system; undefined when it came as an archive or there is none. */
  root: string | undefined;
  stdin: Uint8Array | undefined;
}

function* contextOf(cli: Cli, path: string): Task<Source> {
  const { p } = cli;
  if (path === '-') {
    let bytes = yield* p.readAll(0);
    if (bytes[0] === 0x1f && bytes[1] === 0x8b) bytes = gunzipSync(bytes);
    const archive = bytes.length > 512 && decode(bytes.subarray(257, 262)) === 'ustar';
    if (archive) return { context: applyTar(emptyDir(), unpackTar(bytes), nextIno, false), root: undefined, stdin: undefined };
    if (bytes.length === 0) throw new BuildFailure('unable to prepare context: failed to peek context header from STDIN: EOF');
    return { context: emptyDir(), root: undefined, stdin: bytes };
  }
  if (/^(https?:\/\/|git@|git:\/\/|ssh:\/\/|github\.com\/)/.test(path)) throw new CliError(`drydock: 'docker build ${path}': a remote build context is not simulated`);
  const node = p.fs.tryStat(path);
  if (node === undefined) throw new BuildFailure(`unable to prepare context: path ${JSON.stringify(path)} not found`);
  if (node.kind !== 'dir') throw new BuildFailure(`unable to prepare context: path ${JSON.stringify(path)} not found`);
  return { context: p.fs.place(path).node as DirNode, root: p.fs.realpath(path), stdin: undefined };
}

function pairs(list: readonly string[]): Record<string, string> {
  return Object.fromEntries(list.map((x) => [x.split('=')[0]!, x.split('=').slice(1).join('=')]));
}

function buildArgs(cli: Cli): Record<string, string | undefined> {
  const out: Record<string, string | undefined> = {};
  for (const a of cli.flags.list('build-arg')) {
    const eq = a.indexOf('=');
    if (eq >= 0) out[a.slice(0, eq)] = a.slice(eq + 1);
    else if (cli.p.env.has(a)) out[a] = cli.p.env.get(a);
  }
  return out;
}

function secrets(cli: Cli): Record<string, Uint8Array> {
  const out: Record<string, Uint8Array> = {};
  for (const s of cli.flags.list('secret')) {
    const o = pairs(s.split(','));
    const id = o['id'] ?? basename(o['src'] ?? o['source'] ?? '');
    const file = o['src'] ?? o['source'];
    const name = o['env'] ?? (file === undefined ? id : undefined);
    if (file !== undefined) {
      if (!cli.p.fs.exists(file)) throw new BuildFailure(`failed to stat ${file}: stat ${file}: no such file or directory`);
      out[id] = cli.p.fs.readFile(file);
    } else if (name !== undefined && cli.p.env.has(name)) out[id] = new TextEncoder().encode(cli.p.env.get(name));
  }
  return out;
}

function namedContexts(cli: Cli): Record<string, string | DirNode> {
  const out: Record<string, string | DirNode> = {};
  for (const c of cli.flags.list('build-context')) {
    const eq = c.indexOf('=');
    if (eq < 0) throw new CliError(`ERROR: invalid context value: ${c}, expected key=value`);
    const name = c.slice(0, eq);
    const value = c.slice(eq + 1);
    if (/^docker-image:\/\//.test(value)) out[name] = value;
    else {
      const dir = directoryAt(cli, value);
      if (dir === undefined) throw new BuildFailure(`failed to get build context ${name}: stat ${value}: no such file or directory`);
      out[name] = dir;
    }
  }
  return out;
}

function* requestOf(cli: Cli): Task<BuildRequest> {
  const { flags, p } = cli;
  theBuilder(cli);
  flags.bool('load');
  if (flags.given('provenance') && flags.string('provenance') !== 'false') throw new CliError("drydock: 'docker build --provenance' is not simulated");
  if (flags.given('platform') && flags.list('platform').some((x) => x !== 'linux/amd64' && x !== '')) throw new CliError(`drydock: 'docker build --platform ${flags.list('platform').join(',')}' is not simulated (only linux/amd64 is)`);
  if (flags.given('call') && !['build', 'check', 'lint'].includes(flags.string('call'))) throw new CliError(`drydock: 'docker build --call ${flags.string('call')}' is not simulated`);
  for (const t of flags.list('tag')) {
    try {
      parseReference(t);
    } catch (error) {
      if (error instanceof ReferenceError_) throw new CliError(`ERROR: invalid tag ${JSON.stringify(t)}: ${error.message}`);
      throw error;
    }
  }
  const path = cli.args[0]!;
  const named = namedContexts(cli);
  const fileFlag = flags.string('file');
  const source = yield* contextOf(cli, path);
  let dockerfile: Uint8Array | undefined = source.stdin;
  let name = 'Dockerfile';
  let ignoreText: string | undefined;
  if (fileFlag === '-') {
    if (path === '-') throw new BuildFailure('invalid argument: can\'t use stdin for both build context and dockerfile');
    dockerfile = yield* p.readAll(0);
  } else if (dockerfile === undefined) {
    if (source.root !== undefined) {
      const at = fileFlag === '' ? join(source.root, 'Dockerfile') : p.abs(fileFlag);
      name = isWithin(at, source.root) && fileFlag === '' ? 'Dockerfile' : basename(at);
      const missing = !p.fs.exists(dirname(at)) && fileFlag !== '' ? `resolve : lstat ${fileFlag.includes('/') ? fileFlag.split('/')[0] : fileFlag}: no such file or directory` : `failed to read dockerfile: open ${basename(at)}: no such file or directory`;
      const node = p.fs.tryStat(at);
      if (node === undefined || node.kind !== 'file') throw new MissingFile(name, missing.startsWith('resolve') ? undefined : node?.kind === 'dir' ? `failed to read dockerfile: read ${basename(at)}: is a directory` : missing, missing);
      dockerfile = node.data;
      const own = `${at}.dockerignore`;
      if (p.fs.tryStat(own)?.kind === 'file') ignoreText = p.fs.readText(own);
    } else {
      name = fileFlag === '' ? 'Dockerfile' : fileFlag;
      let node: ReturnType<DirNode['entries']['get']> = source.context;
      for (const part of name.split('/').filter((x) => x !== '' && x !== '.')) node = node?.kind === 'dir' ? node.entries.get(part) : undefined;
      if (node?.kind !== 'file') throw new MissingFile(basename(name), `failed to read dockerfile: open ${name}: no such file or directory`, '');
      dockerfile = node.data;
    }
  }
  if (ignoreText === undefined) {
    const node = source.context.entries.get('.dockerignore');
    if (node?.kind === 'file') ignoreText = decode(node.data);
  }
  const output = flags.list('output');
  const kind = output.length === 0 ? 'image' : /type=(local|tar)/.test(output[0]!) || !output[0]!.includes('=') ? 'tree' : /type=(docker|image)/.test(output[0]!) ? 'image' : undefined;
  if (kind === undefined) throw new CliError(`drydock: 'docker build --output ${output[0]}' is not simulated`);
  return {
    context: source.context, dockerfile: decode(dockerfile), dockerfileName: name, dockerignore: ignoreText, tags: flags.list('tag'), target: flags.string('target'), buildArgs: buildArgs(cli), labels: pairs(flags.list('label')),
    noCache: flags.bool('no-cache'), noCacheFilter: flags.list('no-cache-filter'), pull: flags.bool('pull'), network: flags.string('network'), extraHosts: flags.list('add-host'), platform: '', secrets: secrets(cli), namedContexts: named,
    check: flags.bool('check') || ['check', 'lint'].includes(flags.string('call')), output: kind, shmSize: flags.bytes('shm-size'),
  };
}

/** There is no Dockerfile: the builder says so after it looked. */
class MissingFile extends Error {
  constructor(
    readonly file: string,
    readonly why: string | undefined,
    readonly early: string,
  ) {
    super(why ?? early);
  }
}

function displayOf(cli: Cli): Display {
  const { flags } = cli;
  const mode = flags.string('progress') || cli.p.getenv('BUILDKIT_PROGRESS') || 'auto';
  if (!['auto', 'plain', 'tty', 'quiet', 'none', 'rawjson'].includes(mode)) throw new BuildFailure(`invalid progress mode ${mode}`);
  if (mode === 'rawjson') throw new CliError("drydock: 'docker build --progress rawjson' is not simulated");
  if (flags.bool('quiet')) {
    if (flags.given('progress') && !['auto', 'quiet', 'none'].includes(mode)) throw new CliError(`ERROR: progress=${mode} and quiet cannot be used together`);
    return new QuietDisplay(cli);
  }
  if (mode === 'quiet' || mode === 'none') return new QuietDisplay(cli);
  const tty = cli.p.isatty(2);
  if (mode === 'tty' && !tty) throw new BuildFailure('failed to get console: provided file is not a console');
  return mode === 'plain' || !tty ? new PlainDisplay(cli) : new MovingDisplay(cli);
}

function* build(cli: Cli): Task<number> {
  const { flags, p } = cli;
  const display = displayOf(cli);
  let request: BuildRequest;
  try {
    request = yield* requestOf(cli);
  } catch (error) {
    if (!(error instanceof MissingFile)) throw error;
    if (error.why === undefined) throw new BuildFailure(error.early);
    if (display instanceof PlainDisplay) yield* cli.error(`#0 building with "default" instance using docker driver\n\n#1 [internal] load build definition from ${error.file}\n#1 transferring dockerfile: 2B done\n#1 DONE 0.0s\n`);
    throw new BuildFailure(`failed to solve: ${error.why}`);
  }
  if (display instanceof PlainDisplay) yield* display.begin();
  const stream = yield* cli.api.Build(request);
  let status = 0;
  let image = '';
  let tree: DirNode | undefined;
  let warnings = 0;
  for (let m = yield* stream.next(); m !== undefined; m = yield* stream.next()) {
    if (m.type === 'error') status = 1;
    if (m.type === 'warning') warnings++;
    if (m.type === 'result') {
      image = m.imageId;
      tree = m.tree;
    }
    yield* display.show(m);
  }
  yield* display.end();
  if (status !== 0) return status;
  if (request.check) {
    if (warnings === 0) yield* cli.print('Check complete, no warnings found.\n');
    return warnings === 0 ? 0 : 1;
  }
  if (tree !== undefined && request.output === 'tree') return yield* writeTree(cli, flags.list('output')[0]!, tree);
  if (flags.string('iidfile') !== '') p.fs.writeFile(flags.string('iidfile'), new TextEncoder().encode(image));
  if (flags.bool('quiet')) yield* cli.print(`${image}\n`);
  return 0;
}

/** `--output`: the files of the last stage, into a folder or an archive. */
function* writeTree(cli: Cli, output: string, tree: DirNode): Task<number> {
  const o = output.includes('=') ? pairs(output.split(',')) : { type: 'local', dest: output };
  const dest = o['dest'] ?? '';
  if (o['type'] === 'tar' || dest === '-') {
    const tar = packTar(treeEntries(tree));
    if (dest === '-' || dest === '') yield* cli.p.write(1, tar);
    else cli.p.fs.writeFile(dest, tar);
    return 0;
  }
  if (dest === '') throw new BuildFailure('dest is required for local exporter');
  const { fs } = cli.p;
  const put = (dir: DirNode, at: string): void => {
    fs.mkdirp(at);
    for (const [name, node] of dir.entries) {
      const path = join(at, name);
      if (node.kind === 'dir') put(node, path);
      else if (!fs.isDir(path)) fs.put(path, node.kind === 'file' ? { ...node, ino: nextIno() } : node);
      else throw new FsError('EISDIR', path);
    }
  };
  put(tree, cli.p.abs(dest));
  return 0;
}

function* prune(cli: Cli): Task<number> {
  theBuilder(cli);
  const all = cli.flags.bool('all');
  if (!cli.flags.bool('force')) {
    yield* cli.print(`WARNING! This will remove ${all ? 'all build cache' : 'all dangling build cache'}. Are you sure you want to continue? [y/N] `);
    const answer = decode(yield* cli.p.read(0, 4096)).trim().toLowerCase();
    if (answer !== 'y') return 0;
  }
  const records = new Map((yield* cli.api.DiskUsage()).BuildCache.map((r) => [r.ID, r]));
  const report = yield* cli.api.BuildCachePrune({ all, filters: filtersOf(cli), keepStorage: cli.flags.bytes('reserved-space') || cli.flags.bytes('keep-storage') });
  if (report.CachesDeleted.length > 0) {
    const rows = report.CachesDeleted.map((id) => `${id}\ttrue\t${humanSize(records.get(id)?.Size ?? 0)}\t${humanDuration(cli.now - Date.parse(records.get(id)?.LastUsedAt ?? ''))} ago`);
    yield* cli.print(tabulate(['ID\tRECLAIMABLE\tSIZE\tLAST ACCESSED', ...rows]));
  }
  yield* cli.print(`Total:\t${humanSize(report.SpaceReclaimed)}\n`);
  return 0;
}

function* du(cli: Cli): Task<number> {
  theBuilder(cli);
  const records = (yield* cli.api.DiskUsage()).BuildCache;
  const rows = records.map((r) => `${r.ID}\t${String(!r.InUse)}\t${humanSize(r.Size)}\t${humanDuration(cli.now - Date.parse(r.LastUsedAt ?? r.CreatedAt))} ago`);
  if (rows.length > 0) yield* cli.print(tabulate(['ID\tRECLAIMABLE\tSIZE\tLAST ACCESSED', ...rows]));
  const sum = (list: typeof records): string => humanSize(list.reduce((n, r) => n + r.Size, 0));
  yield* cli.print(`Reclaimable:\t${sum(records.filter((r) => !r.InUse))}\nTotal:\t\t${sum(records)}\n`);
  return 0;
}

const pruneCommand: Implementation = { args: { min: 0, max: 0 }, run: prune };

export const buildCommands: Record<string, Implementation> = {
  'docker build': { args: { min: 1, max: 1 }, run: build },
  'docker builder prune': pruneCommand,
  'docker buildx prune': pruneCommand,
  'docker buildx du': { args: { min: 0, max: 0 }, run: du },
  'docker buildx version': {
    args: { min: 0, max: 0 },
    *run(cli) {
      yield* cli.print('github.com/docker/buildx 0.29.1 0.29.1\n');
      return 0;
    },
  },
  'docker buildx ls': {
    args: { min: 0, max: 0 },
    *run(cli) {
      // nothing in this list is long enough to be cut
      cli.flags.bool('no-trunc');
      yield* cli.print(tabulate(['NAME/NODE\tDRIVER/ENDPOINT\tSTATUS\tBUILDKIT\tPLATFORMS', 'default*\tdocker\t\t\t', ' \\_ default\t \\_ default\trunning\tv0.25.1\tlinux/amd64 (+3)'], 0, 4));
      return 0;
    },
  },
  'docker buildx inspect': {
    args: { min: 0, max: 1 },
    *run(cli) {
      // the builder always runs: there is nothing to boot
      cli.flags.bool('bootstrap');
      theBuilder(cli);
      const name = cli.args[0] ?? 'default';
      if (name !== 'default') throw new CliError(`ERROR: no builder ${JSON.stringify(name)} found`);
      yield* cli.print('Name:   default\nDriver: docker\n\nNodes:\nName:             default\nEndpoint:         default\nStatus:           running\nBuildKit version: v0.25.1\nPlatforms:        linux/amd64\n');
      return 0;
    },
  },
};
