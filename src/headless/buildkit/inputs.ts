// What a build needs before it can begin: the Dockerfile, what it leaves out of the context, further contexts. All of it
// is asked of the client over its session.

import { decode } from '../../fs/bytes.ts';
import type { DirNode, FsNode } from '../../fs/node.ts';
import { parseIgnore, patternTexts } from '../../api/ignore.ts';
import { sizeText } from '../../engine/builder/bases.ts';
import { TransferError } from './fsutil.ts';
import { Code, GrpcError } from './grpc.ts';
import type { Session, Sessions, Wanted } from './sessions.ts';

/** Names of a build's folders at its client, and which session has each. */
export class Folders {
  constructor(
    private readonly sessions: Sessions,
    private readonly session: string,
    private readonly attrs: Readonly<Record<string, string>>,
  ) {}

  /** Id of the session that has a folder. */
  sessionOf(name: string): string {
    return this.attrs[`local-sessionid:${name}`] ?? this.session;
  }
  own(): Promise<Session> {
    return this.sessions.get(this.session);
  }
  /** Files of a folder. @throws GrpcError */
  async files(name: string, wanted: Wanted): Promise<DirNode> {
    try {
      return await (await this.sessions.get(this.sessionOf(name))).files(name, wanted);
    } catch (error) {
      if (error instanceof GrpcError) throw error;
      if (error instanceof TransferError) throw new GrpcError(Code.unknown, error.message);
      throw error;
    }
  }
}

/** The node at a path of a tree; links are not followed, clients send what they lead to along. */
function find(tree: DirNode, path: string, links = 8): FsNode | undefined {
  let node: FsNode | undefined = tree;
  const parts = path.split('/').filter((x) => x !== '' && x !== '.');
  for (const [n, part] of parts.entries()) {
    if (node?.kind !== 'dir') return undefined;
    node = node.entries.get(part);
    if (node?.kind === 'link' && links > 0) {
      const { target } = node;
      const to = target.startsWith('/') ? target : [...parts.slice(0, n), target].join('/');
      const rest = [...to.split('/'), ...parts.slice(n + 1)];
      const walked: string[] = [];
      for (const p of rest) {
        if (p === '..') walked.pop();
        else if (p !== '' && p !== '.') walked.push(p);
      }
      return find(tree, walked.join('/'), links - 1);
    }
  }
  return node;
}

function text(tree: DirNode, path: string): string | undefined {
  const node = find(tree, path);
  return node?.kind === 'file' ? decode(node.data) : undefined;
}

/** The Dockerfile as a client has it. */
export interface Found {
  readonly text: string | undefined;
  /** Why there is none. */
  readonly missing: string;
  /** A .dockerignore that is for it alone. */
  readonly ignore: string | undefined;
  /** How much was transferred, as it is shown. */
  readonly size: string;
}

/** Fetches the Dockerfile. Where there is no `Dockerfile`, `dockerfile` will do. @throws GrpcError */
export async function dockerfileOf(folders: Folders, folder: string, path: string): Promise<Found> {
  const own = `${path}.dockerignore`;
  const lower = /(^|\/)Dockerfile$/.test(path) ? path.replace(/Dockerfile$/, 'dockerfile') : undefined;
  const tree = await folders.files(folder, { follow: [path, own, ...(lower === undefined ? [] : [lower])] });
  const found = text(tree, path) ?? (lower === undefined ? undefined : text(tree, lower));
  const isDir = find(tree, path)?.kind === 'dir';
  return {
    text: found,
    missing: `failed to read dockerfile: ${isDir ? `read ${path}: is a directory` : `open ${path.split('/').pop()}: no such file or directory`}`,
    ignore: text(tree, own),
    size: sizeText(found === undefined ? 2 : new TextEncoder().encode(found).length + 31),
  };
}

/** What a folder says that it leaves out. @throws GrpcError */
export async function ignoreOf(folders: Folders, folder: string): Promise<string | undefined> {
  return text(await folders.files(folder, { follow: ['.dockerignore'] }), '.dockerignore');
}

/** Patterns of a .dockerignore as a client takes them; none for a text that the builder will refuse. */
export function excludes(ignore: string | undefined): string[] {
  try {
    return patternTexts(parseIgnore(ignore ?? ''));
  } catch {
    return [];
  }
}
