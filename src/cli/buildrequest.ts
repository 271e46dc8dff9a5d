// From the flags of `docker build` to what is sent to the builder.

import { dict } from '../api/dict.ts';
import { gunzipSync } from 'fflate';
import { decode } from '../fs/bytes.ts';
import { nextIno } from '../fs/cell.ts';
import { type DirNode, emptyDir } from '../fs/node.ts';
import { basename, dirname, isWithin, join } from '../fs/path.ts';
import { applyTar, unpackTar } from '../fs/tar.ts';
import { csvFields } from '../api/csv.ts';
import { parsePlatform } from '../api/platform.ts';
import type { BuildRequest } from '../api/types/build.ts';
import { parseReference, ReferenceError_ } from '../api/reference.ts';
import type { Task } from '../kernel/block.ts';
import { type Cli, CliError } from './cli.ts';
import { parseUlimit } from './opts/ulimit.ts';

/** A build that failed before or in the builder. */
export class BuildFailure extends CliError {
  constructor(message: string) {
    super(`ERROR: failed to build: ${message}`);
  }
}

/** What the docker driver does not offer. */
export function notSupported(what: string, page: string): BuildFailure {
  return new BuildFailure(
    `${what} is not supported for the docker driver.\nSwitch to a different driver, or turn on the containerd image store, and try again.\nLearn more at https://docs.docker.com/go/${page}/`,
  );
}

/** There is one builder, and it always loads what it makes. @throws CliError */
export function theBuilder(cli: Cli): void {
  const name = cli.flags.string('builder');
  if (name !== '' && name !== 'default') throw new CliError(`ERROR: no builder ${JSON.stringify(name)} found`);
}

/** `a=b` fields of a comma-separated text. @throws CliError when it is none */
export function fieldsOf(text: string): Map<string, string> {
  let list: string[];
  try {
    list = csvFields(text);
  } catch (error) {
    throw new CliError(`ERROR: ${(error as Error).message}`);
  }
  return new Map(
    list.map((f): [string, string] => {
      const eq = f.indexOf('=');
      if (eq < 0) throw new CliError(`ERROR: invalid field '${f}' must be a key=value pair`);
      return [f.slice(0, eq).trim().toLowerCase(), f.slice(eq + 1)];
    }),
  );
}

/** `--label a=b`; a word without `=` has an empty value. */
export function pairs(list: readonly string[]): Record<string, string> {
  return Object.fromEntries(list.map((x) => [x.split('=')[0]!, x.split('=').slice(1).join('=')]));
}

interface Source {
  context: DirNode;
  /** Folder of the context in the file system; undefined when it came as an archive or there is none. */
  root: string | undefined;
  stdin: Uint8Array | undefined;
  remote?: string;
}

/** Is a context fetched by the builder? */
function isRemote(path: string): boolean {
  return /^(https?:\/\/|git@|git:\/\/|ssh:\/\/|github\.com\/)/.test(path);
}

function* contextOf(cli: Cli, path: string): Task<Source> {
  const { p } = cli;
  if (path === '-') {
    let bytes = yield* p.readAll(0);
    if (bytes.length === 0)
      throw new BuildFailure('unable to prepare context: failed to peek context header from STDIN: EOF');
    if (bytes[0] === 0x1f && bytes[1] === 0x8b) bytes = gunzipSync(bytes);
    if (bytes.length > 512 && decode(bytes.subarray(257, 262)) === 'ustar')
      return { context: applyTar(emptyDir(), unpackTar(bytes), nextIno, false), root: undefined, stdin: undefined };
    return { context: emptyDir(), root: undefined, stdin: bytes };
  }
  if (isRemote(path)) return { context: emptyDir(), root: undefined, stdin: undefined, remote: path };
  const node = p.fs.tryStat(path);
  if (node?.kind !== 'dir') throw new BuildFailure(`unable to prepare context: path ${JSON.stringify(path)} not found`);
  return { context: p.fs.value(path) as DirNode, root: p.fs.realpath(path), stdin: undefined };
}

function buildArgs(cli: Cli): Record<string, string | undefined> {
  const out = dict<string | undefined>();
  for (const a of cli.flags.list('build-arg')) {
    const eq = a.indexOf('=');
    if (eq >= 0) out[a.slice(0, eq)] = a.slice(eq + 1);
    else if (cli.p.env.has(a)) out[a] = cli.p.env.get(a);
  }
  return out;
}

/** `--secret id=…,src=…|env=…`. @throws CliError */
function secrets(cli: Cli): Record<string, Uint8Array> {
  const out = dict<Uint8Array>();
  for (const s of cli.flags.list('secret')) {
    let [id, file, name, type] = ['', '', '', ''];
    for (const [key, value] of fieldsOf(s)) {
      if (key === 'type') {
        if (value !== 'file' && value !== 'env')
          throw new CliError(`ERROR: unsupported secret type ${JSON.stringify(value)}`);
        type = value;
      } else if (key === 'id') id = value;
      else if (key === 'source' || key === 'src') file = value;
      else if (key === 'env') name = value;
      else throw new CliError(`ERROR: unexpected key '${key}' in '${key}=${value}'`);
    }
    if (type === 'env' && name === '') [name, file] = [file, ''];
    if (id === '') throw new BuildFailure('secret missing ID');
    if (name === '' && file === '') {
      if (cli.p.env.has(id)) name = id;
      else file = id;
    }
    if (name !== '') {
      out[id] = new TextEncoder().encode(cli.p.env.get(name) ?? '');
      continue;
    }
    const node = cli.p.fs.tryStat(file);
    if (node === undefined) throw new BuildFailure(`failed to stat ${file}: stat ${file}: no such file or directory`);
    if (node.kind !== 'file') throw new BuildFailure(`read ${file}: is a directory`);
    if (node.data.length > 500 * 1024) throw new BuildFailure(`secret ${file} too big. max size 500KB`);
    out[id] = node.data;
  }
  return out;
}

/** `--ssh default|id=path`: ids of the agents that are offered. @throws CliError */
function agents(cli: Cli): string[] {
  return cli.flags.list('ssh').map((s) => {
    const eq = s.indexOf('=');
    const [id, paths] = eq < 0 ? [s, ''] : [s.slice(0, eq), s.slice(eq + 1)];
    if (paths === '') {
      const socket = cli.p.getenv('SSH_AUTH_SOCK') ?? '';
      if (socket === '') throw new BuildFailure('invalid empty ssh agent socket: make sure SSH_AUTH_SOCK is set');
      if (!cli.p.fs.exists(socket)) throw new BuildFailure(`stat ${socket}: no such file or directory`);
    } else
      for (const f of paths.split(','))
        if (!cli.p.fs.exists(f)) throw new BuildFailure(`failed to parse ssh: stat ${f}: no such file or directory`);
    return id === '' ? 'default' : id;
  });
}

function namedContexts(cli: Cli): Record<string, string | DirNode> {
  const out = dict<string | DirNode>();
  for (const c of cli.flags.list('build-context')) {
    const eq = c.indexOf('=');
    if (eq < 0) throw new CliError(`ERROR: invalid context value: ${c}, expected key=value`);
    const [name, value] = [c.slice(0, eq), c.slice(eq + 1)];
    if (value.startsWith('docker-image://')) out[name] = value;
    else if (isRemote(value) || /^(oci-layout|target):/.test(value))
      throw new CliError(
        `drydock: 'docker build --build-context ${c}' is not simulated (folders and docker-image:// are)`,
      );
    else {
      const node = cli.p.fs.tryStat(value);
      if (node?.kind !== 'dir')
        throw new BuildFailure(`failed to get build context ${name}: stat ${value}: no such file or directory`);
      out[name] = cli.p.fs.value(value) as DirNode;
    }
  }
  return out;
}

/** There is no Dockerfile: the builder says so after it looked. */
export class MissingFile extends Error {
  constructor(
    readonly file: string,
    readonly why: string | undefined,
    readonly early: string,
  ) {
    super(why ?? early);
  }
}

interface FoundFile {
  readonly bytes: Uint8Array;
  readonly name: string;
  /** Text of a .dockerignore beside it that is for it alone. */
  readonly ignore: string | undefined;
}

/** The Dockerfile of a context. @throws MissingFile, CliError */
function* dockerfileOf(cli: Cli, source: Source, path: string): Task<FoundFile> {
  const { p } = cli;
  const flag = cli.flags.string('file');
  if (flag === '-') {
    if (path === '-') throw new BuildFailure("invalid argument: can't use stdin for both build context and dockerfile");
    return { bytes: yield* p.readAll(0), name: 'Dockerfile', ignore: undefined };
  }
  if (source.stdin !== undefined) return { bytes: source.stdin, name: 'Dockerfile', ignore: undefined };
  if (source.remote !== undefined)
    return { bytes: new Uint8Array(0), name: flag === '' ? 'Dockerfile' : flag, ignore: undefined };
  if (source.root === undefined) {
    const name = flag === '' ? 'Dockerfile' : flag;
    let node: ReturnType<DirNode['entries']['get']> = source.context;
    for (const part of name.split('/').filter((x) => x !== '' && x !== '.'))
      node = node?.kind === 'dir' ? node.entries.get(part) : undefined;
    if (node?.kind !== 'file')
      throw new MissingFile(basename(name), `failed to read dockerfile: open ${name}: no such file or directory`, '');
    return { bytes: node.data, name, ignore: undefined };
  }
  const at = flag === '' ? join(source.root, 'Dockerfile') : p.abs(flag);
  const name = isWithin(at, source.root) && flag === '' ? 'Dockerfile' : basename(at);
  const missing =
    !p.fs.exists(dirname(at)) && flag !== ''
      ? `resolve : lstat ${flag.includes('/') ? flag.split('/')[0] : flag}: no such file or directory`
      : `failed to read dockerfile: open ${basename(at)}: no such file or directory`;
  const node = p.fs.tryStat(at);
  if (node?.kind !== 'file')
    throw new MissingFile(
      name,
      missing.startsWith('resolve')
        ? undefined
        : node?.kind === 'dir'
          ? `failed to read dockerfile: read ${basename(at)}: is a directory`
          : missing,
      missing,
    );
  const own = `${at}.dockerignore`;
  return { bytes: node.data, name, ignore: p.fs.tryStat(own)?.kind === 'file' ? p.fs.readText(own) : undefined };
}

/** Platforms, caches and attestations: what the docker driver says of them. @throws CliError */
function checkDriver(cli: Cli): void {
  const { flags } = cli;
  const platforms = flags
    .list('platform')
    .flatMap((x) => x.split(','))
    .filter((x) => x !== '' && x !== 'local')
    .map((x) => {
      try {
        return parsePlatform(x);
      } catch (error) {
        throw new CliError(`ERROR: ${(error as Error).message}`);
      }
    });
  if (new Set(platforms).size > 1) throw notSupported('Multi-platform build', 'build-multi-platform');
  if (platforms.some((x) => x !== 'linux/amd64'))
    throw new CliError(
      `drydock: 'docker build --platform ${platforms.join(',')}' is not simulated (only linux/amd64 is)`,
    );
  for (const c of flags.list('cache-to')) {
    const type = c.includes('=') ? (fieldsOf(c).get('type') ?? '') : 'registry';
    if (type === '') throw new CliError(`ERROR: type required form> ${JSON.stringify(c)}`);
    if (type !== 'inline') throw notSupported('Cache export', 'build-cache-backends');
  }
  const off = /^(false|0|f|F|FALSE|False)$/;
  const attested =
    [flags.string('provenance'), flags.string('sbom')].some((v) => v !== '' && !off.test(v)) ||
    flags.list('attest').some((a) => !/disabled=true/.test(a));
  if (attested) throw notSupported('Attestation', 'attestations');
  for (const a of flags.list('allow'))
    if (a !== 'network.host')
      throw new BuildFailure(`granting entitlement ${a} is not allowed by build daemon configuration`);
}

/** What `--call` asks for. @throws CliError */
function callOf(cli: Cli): { check: boolean; call?: 'outline' | 'targets' } {
  const [name = '', ...options] = cli.flags.string('call').split(',');
  if (options.some((o) => o !== 'format=text'))
    throw new CliError(`drydock: 'docker build --call ${cli.flags.string('call')}' is not simulated (text is)`);
  const check = cli.flags.bool('check');
  if (check && cli.flags.given('call') && !['check', 'lint'].includes(name))
    throw new CliError('ERROR: cannot use --check with --call');
  if (name === 'outline' || name === 'targets') return { check: false, call: name };
  if (!['', 'build', 'check', 'lint'].includes(name))
    throw new CliError(`drydock: 'docker build --call ${name}' is not simulated (check, outline and targets are)`);
  return { check: check || name === 'check' || name === 'lint' };
}

/** Everything that the builder is asked. @throws CliError, MissingFile */
export function* requestOf(cli: Cli, output: BuildRequest['output']): Task<BuildRequest> {
  const { flags } = cli;
  theBuilder(cli);
  if (flags.bool('no-cache') && flags.list('no-cache-filter').length > 0)
    throw new CliError('ERROR: --no-cache and --no-cache-filter cannot currently be used together');
  const call = callOf(cli);
  checkDriver(cli);
  for (const t of flags.list('tag')) {
    try {
      parseReference(t);
    } catch (error) {
      if (error instanceof ReferenceError_)
        throw new BuildFailure(`invalid tag ${JSON.stringify(t)}: ${error.message}`);
      throw error;
    }
  }
  for (const h of flags.list('add-host'))
    if (!/^[^:=]+[:=].+$/.test(h)) throw new CliError(`ERROR: invalid host ${JSON.stringify(h)}`);
  const path = cli.args[0]!;
  const named = namedContexts(cli);
  const source = yield* contextOf(cli, path);
  const file = yield* dockerfileOf(cli, source, path);
  let ignore = file.ignore;
  if (ignore === undefined) {
    const node = source.context.entries.get('.dockerignore');
    if (node?.kind === 'file') ignore = decode(node.data);
  }
  return {
    context: source.context,
    dockerfile: decode(file.bytes),
    dockerfileName: file.name,
    dockerignore: ignore,
    tags: flags.list('tag'),
    target: flags.string('target'),
    buildArgs: buildArgs(cli),
    labels: pairs(flags.list('label')),
    noCache: flags.bool('no-cache'),
    noCacheFilter: flags.list('no-cache-filter').flatMap((x) => x.split(',')),
    pull: flags.bool('pull'),
    network: flags.string('network'),
    extraHosts: flags.list('add-host').map((h) => h.replace(/^([^:=]+)=/, '$1:')),
    platform: '',
    secrets: secrets(cli),
    namedContexts: named,
    output,
    shmSize: flags.bytes('shm-size'),
    limits: new Map(
      flags
        .list('ulimit')
        .map(parseUlimit)
        .flatMap((u): [string, { soft: number; hard: number }][] =>
          typeof u === 'string' ? [] : [[u.Name, { soft: u.Soft, hard: u.Hard }]],
        ),
    ),
    ssh: agents(cli),
    contextName: source.root ?? path,
    ...call,
    ...(source.remote === undefined ? {} : { remote: source.remote }),
  };
}
