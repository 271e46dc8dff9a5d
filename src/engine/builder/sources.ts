// What a build takes of its client while it works: files, secrets, agents. Some clients send all of it along, others
// are asked when it is wanted.

import { own } from '../../api/dict.ts';
import type { BuildRequest } from '../../api/types/build.ts';
import type { DirNode } from '../../fs/node.ts';
import { clean } from '../../fs/path.ts';
import type { Task } from '../../kernel/block.ts';
import { type Dispatched, isGit, isUrl } from './dispatch.ts';
import { flagValue } from './instruction.ts';
import { heredocName } from './parse.ts';

/** Where a build has its client's things from. What its functions throw ends the build. */
export interface Sources {
  /**
   * The context.
   * @param paths below which its files are wanted; without them all are
   * @param exclude patterns of what need not come, see `ignore.ts`
   */
  context(paths: readonly string[] | undefined, exclude: readonly string[]): Task<DirNode>;
  /** A secret by its id; undefined when the client has none of that name. */
  secret(id: string): Task<Uint8Array | undefined>;
  /** Does the client offer an SSH agent of that id? */
  agent(id: string): Task<boolean>;
  /** Bytes that the client keeps ready under an address of its own; undefined when the address is none of these. */
  upload(address: string): Task<Uint8Array | undefined>;
}

/** What a request brings along itself. */
export function broughtAlong(request: BuildRequest): Sources {
  return {
    *context() {
      return request.context;
    },
    *secret(id) {
      return own(request.secrets, id);
    },
    *agent(id) {
      return (request.ssh ?? []).includes(id);
    },
    *upload() {
      return undefined;
    },
  };
}

/** Which paths of the context a build's steps name; undefined when one of them wants it whole. */
export function contextPaths(stages: Iterable<Dispatched>): string[] | undefined {
  const paths = new Set<string>();
  for (const { steps } of stages)
    for (const { i, words, mounts } of steps) {
      for (const m of mounts) if (m.type === 'bind' && m.from === '') paths.add(clean(`/${m.source}`).slice(1));
      if ((i.name !== 'COPY' && i.name !== 'ADD') || flagValue(i, 'from') !== undefined) continue;
      for (const word of words.slice(0, -1))
        if (heredocName(word) === undefined && !(i.name === 'ADD' && (isGit(word) || isUrl(word))))
          paths.add(clean(`/${word}`).slice(1));
    }
  return paths.has('') ? undefined : [...paths].sort();
}
