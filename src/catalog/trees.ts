// The trees of an image's layers. Apart from what makes a system, so that a host alone does not bring all servers' files.

import type { DirNode } from '../fs/node.ts';
import { baseTree, type Files, withFiles } from './contents.ts';
import type { Entry } from './derived.ts';
import { serverFiles } from './servers.ts';

/** Trees after each layer of an image: the system first, what the image is for in its biggest layer. */
export function treesFor(e: Entry): DirNode[] {
  const steps = e.history.filter((h) => h.blob !== undefined);
  const base = baseTree(e);
  // images of the plain systems come without certificates, all others need them for what they fetch
  const extra: Files = { ...(['debian', 'ubuntu', 'busybox', 'scratch', 'hello-world'].includes(e.image) ? {} : { '/etc/ssl/certs/ca-certificates.crt': '' }), ...serverFiles(e) };
  const main = steps.slice(1).reduce((best, h, i) => (h.compressed > (steps[best]?.compressed ?? -1) || best === 0 ? i + 1 : best), 0);
  let tree = base;
  return steps.map((_, i) => {
    if (i === main) tree = withFiles(tree, extra);
    return tree;
  });
}
