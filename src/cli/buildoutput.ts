// Where the result of `docker build` goes: images, folders, archives, and files that tell of it.

import { nextIno } from '../fs/cell.ts';
import { type DirNode, FsError } from '../fs/node.ts';
import { join } from '../fs/path.ts';
import { packTar, treeEntries } from '../fs/tar.ts';
import type { BuildRequest } from '../api/types/build.ts';
import { canonical, parseReference, withDefaultTag } from '../api/reference.ts';
import type { Task } from '../kernel/block.ts';
import { BuildFailure, fieldsOf, notSupported } from './buildrequest.ts';
import { type Cli, CliError } from './cli.ts';

/** One `--output`, read. */
export interface Output {
  readonly kind: BuildRequest['output'];
  readonly type: string;
  readonly dest: string;
  readonly push: boolean;
  /** Further names of the image. */
  readonly names: readonly string[];
}

/** What `--output`, `--push` and `--load` ask for. @throws CliError */
export function outputOf(cli: Cli): Output {
  const { flags } = cli;
  const given = flags.list('output');
  if (given.length > 1)
    throw new CliError(`drydock: several outputs of one build ('${given.join("', '")}') are not simulated`);
  const push = flags.bool('push');
  const load = flags.bool('load');
  if (push && load) throw new CliError('ERROR: push and load may not be set together at the moment');
  const image = { kind: 'image' as const, type: 'image', dest: '', push, names: [] };
  const o = given[0];
  if (o === undefined) return image;
  if (o === '-') return { kind: 'tree', type: 'tar', dest: '-', push: false, names: [] };
  if (!o.includes('=') && !o.includes(',')) return { kind: 'tree', type: 'local', dest: o, push: false, names: [] };
  const fields = fieldsOf(o);
  const type = fields.get('type') ?? '';
  const dest = fields.get('dest') ?? '';
  if (type === '') throw new CliError('ERROR: type is required for output');
  if (type === 'local' || type === 'tar') {
    if (push) throw new CliError(`ERROR: push and ${JSON.stringify(type)} output can't be used together`);
    if (flags.string('iidfile') !== '')
      throw new BuildFailure('local and tar exporters are incompatible with image ID file');
    if (type === 'local' && dest === '') throw new BuildFailure('dest is required for local exporter');
    if (type === 'tar' && (dest === '' || dest === '-') && cli.terminal)
      throw new BuildFailure('dest file is required for tar exporter. refusing to write to console');
    return { kind: 'tree', type, dest, push: false, names: [] };
  }
  if (type === 'oci') throw notSupported('OCI exporter', 'build-exporters');
  if (type === 'docker' && dest !== '') throw notSupported('Docker exporter', 'build-exporters');
  if (type === 'cacheonly') return { kind: 'none', type, dest: '', push: false, names: [] };
  if (!['docker', 'image', 'registry'].includes(type))
    throw new BuildFailure(`failed to solve: exporter ${JSON.stringify(type)} could not be found`);
  return {
    ...image,
    push: push || type === 'registry' || fields.get('push') === 'true',
    names: (fields.get('name') ?? '').split(',').filter((x) => x !== ''),
  };
}

/** Writes the files of the last stage, into a folder or an archive. */
export function* writeTree(cli: Cli, o: Output, tree: DirNode): Task<void> {
  if (o.type === 'tar') {
    const tar = packTar(treeEntries(tree));
    if (o.dest === '-' || o.dest === '') yield* cli.p.write(1, tar);
    else cli.p.fs.writeFile(o.dest, tar);
    return;
  }
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
  put(tree, cli.p.abs(o.dest));
}

/** Content of `--metadata-file`. */
export function metadata(
  request: BuildRequest,
  result: { ref: string; imageId: string; base: readonly string[] },
): string {
  const names = request.tags.map((t) => canonical(withDefaultTag(parseReference(t))));
  const materials = [...new Set(result.base)].map((b) => {
    const r = withDefaultTag(parseReference(b));
    return { uri: `pkg:docker/${r.path.replace(/^library\//, '')}@${r.tag ?? ''}?platform=linux%2Famd64` };
  });
  const all: Record<string, unknown> = {
    'buildx.build.provenance': {
      buildType: 'https://mobyproject.org/buildkit@v1',
      ...(materials.length > 0 ? { materials } : {}),
      invocation: {
        configSource: { entryPoint: request.dockerfileName },
        parameters: { frontend: 'dockerfile.v0', locals: [{ name: 'context' }, { name: 'dockerfile' }] },
        environment: { platform: 'linux/amd64' },
      },
    },
    'buildx.build.ref': `default/default/${result.ref}`,
    ...(result.imageId === ''
      ? {}
      : { 'containerimage.config.digest': result.imageId, 'containerimage.digest': result.imageId }),
    ...(names.length > 0 && result.imageId !== '' ? { 'image.name': names.join(',') } : {}),
  };
  return JSON.stringify(all, null, 2);
}
