// Where a build of the classic builder takes its files from, and which of them is the Dockerfile.

import { gunzipSync } from 'fflate';
import { ApiError } from '../../api/error.ts';
import type { ClassicRequest } from '../../api/types/build.ts';
import { decode } from '../../fs/bytes.ts';
import { nextIno } from '../../fs/cell.ts';
import { type DirNode, emptyDir, type FsNode } from '../../fs/node.ts';
import { clean } from '../../fs/path.ts';
import { applyTar, unpackTar } from '../../fs/tar.ts';
import { setAt } from '../../fs/tree.ts';
import type { Task } from '../../kernel/block.ts';
import type { Process } from '../../kernel/process.ts';
import { ignoredBy, parseIgnore } from '../../api/ignore.ts';
import { FetchError, fetchGit, fetchUrl, isGitContext, parseGitRef, readContext } from './remote.ts';

/** What stands at a path of a tree; symlinks are not followed. */
export function findIn(tree: DirNode, path: string): FsNode | undefined {
  let node: FsNode | undefined = tree;
  for (const part of path.split('/').filter((x) => x !== '' && x !== '.'))
    node = node?.kind === 'dir' ? node.entries.get(part) : undefined;
  return node;
}

/** An archive as a tree. @throws ApiError 500 in the words of archive/tar */
function unpacked(body: Uint8Array): DirNode {
  if (body.length === 0) return emptyDir();
  let bytes = body;
  try {
    if (bytes[0] === 0x1f && bytes[1] === 0x8b) bytes = gunzipSync(bytes);
    if (bytes.length < 512) throw new ApiError(500, 'unexpected EOF');
    return applyTar(emptyDir(), unpackTar(bytes), nextIno, false);
  } catch (error) {
    if (error instanceof ApiError) throw error;
    throw new ApiError(500, bytes.length < 512 ? 'unexpected EOF' : 'archive/tar: invalid tar header');
  }
}

/** What a fetch that failed says, as Go's client does. */
const netText = (url: string, error: FetchError): string =>
  error.message.replace(/^.*?(dial tcp .*)$/, (_, why: string) => `Get ${JSON.stringify(url)}: ${why}`);

function* fetched(p: Process, request: ClassicRequest, now: number): Task<DirNode> {
  const { remote } = request;
  if (isGitContext(remote)) {
    try {
      return (yield* fetchGit(p, parseGitRef(remote), false, now)).tree;
    } catch (error) {
      if (!(error instanceof FetchError)) throw error;
      throw new ApiError(500, `error fetching: ${error.message}`);
    }
  }
  if (!/^https?:\/\//.test(remote)) throw new ApiError(500, `remoteURL (${remote}) could not be recognized as URL`);
  try {
    // a file that is no archive is the Dockerfile itself
    return readContext((yield* fetchUrl(p, remote)).data, request.dockerfile || 'Dockerfile');
  } catch (error) {
    if (!(error instanceof FetchError)) throw error;
    throw new ApiError(500, `error downloading remote context ${remote}: ${netText(remote, error)}`);
  }
}

/**
 * The context of a build, and the text of its Dockerfile.
 * @throws ApiError 400, 500
 */
export function* loadClassic(
  p: Process,
  request: ClassicRequest,
  chance: () => number,
): Task<{ context: DirNode; dockerfile: string }> {
  const whole = request.remote === '' ? unpacked(request.context) : yield* fetched(p, request, p.kernel.now);
  let name = request.dockerfile === '' ? 'Dockerfile' : request.dockerfile;
  if (/^\.\.(\/|$)/.test(clean(name))) throw new ApiError(500, `forbidden path outside the build context: ${name} ()`);
  if (request.dockerfile === '' && findIn(whole, name) === undefined && findIn(whole, 'dockerfile') !== undefined)
    name = 'dockerfile';
  const file = findIn(whole, name);
  if (file === undefined) throw new ApiError(500, `Cannot locate specified Dockerfile: ${name}`);
  if (file.kind === 'dir')
    throw new ApiError(
      500,
      `unexpected error reading Dockerfile: read /var/lib/docker/tmp/docker-builder${chance()}/${clean(name)}: is a directory`,
    );
  const dockerfile = file.kind === 'file' ? decode(file.data) : '';
  if (dockerfile === '') throw new ApiError(400, `the Dockerfile (${name}) cannot be empty`);
  // who sends an archive has left out what .dockerignore names; only these two may still be in it
  const ignore = findIn(whole, '.dockerignore');
  let context = whole;
  if (ignore?.kind === 'file') {
    const patterns = parseIgnore(decode(ignore.data));
    for (const path of ['.dockerignore', clean(name)])
      if (ignoredBy(patterns, path) !== undefined) context = setAt(context, path.split('/'), undefined);
  }
  return { context, dockerfile };
}
