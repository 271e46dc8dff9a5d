// Secrets and configs whose content is in the file or the environment: written into the container before it starts.

import { encode } from '../fs/bytes.ts';
import { packTar } from '../fs/tar.ts';
import type { Task } from '../kernel/block.ts';
import type { Compose } from './context.ts';
import type { Project } from './project.ts';
import { grantTarget } from './request.ts';
import { ComposeError, type Dict, dictOf, listOf, textOf } from './value.ts';

/** @throws ComposeError for a variable that is not set */
export function* putGrants(c: Compose, project: Project, s: Dict, id: string): Task {
  for (const kind of ['secrets', 'configs'] as const) {
    for (const g of listOf(s[kind] ?? null).map(dictOf)) {
      const source = textOf(g['source']) ?? '';
      const definition = project[kind][source] ?? {};
      let content = textOf(definition['content']);
      const variable = textOf(definition['environment']);
      if (variable !== undefined) {
        content = project.environment.get(variable);
        if (content === undefined)
          throw new ComposeError(
            `environment variable ${JSON.stringify(variable)} required by ${kind.slice(0, -1)} ${JSON.stringify(source)} is not set`,
          );
      }
      if (content === undefined) continue;
      const path = grantTarget(kind, source, textOf(g['target'])).slice(1);
      const mode =
        g['mode'] === undefined ? 0o444 : typeof g['mode'] === 'number' ? g['mode'] : parseInt(String(g['mode']), 8);
      const parts = path.split('/');
      const owner = { uid: Number(g['uid'] ?? 0), gid: Number(g['gid'] ?? 0), mtime: c.p.kernel.now, linkname: '' };
      const folders = parts.slice(0, -1).map((_, i) => ({
        ...owner,
        uid: 0,
        gid: 0,
        name: `${parts.slice(0, i + 1).join('/')}/`,
        type: 'dir' as const,
        mode: 0o755,
        data: new Uint8Array(0),
      }));
      yield* c.api.ContainerArchivePut(
        id,
        '/',
        packTar([...folders, { ...owner, name: path, type: 'file', mode, data: encode(content) }]),
        { copyUIDGID: true },
      );
    }
  }
}
