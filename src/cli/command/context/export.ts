// docker context export

import { packTar, type TarEntry } from '../../../fs/tar.ts';
import type { Task } from '../../../kernel/block.ts';
import { type Cli, CliError, contexts, type Implementation } from '../../cli.ts';
import { metaOf, missing, SOCKET } from './store.ts';

function* write(cli: Cli): Task<number> {
  const { p } = cli;
  const name = cli.args[0]!;
  const to = cli.args[1] ?? `${name}.dockercontext`;
  const c = name === 'default' ? { host: SOCKET, description: '' } : contexts(p).get(name);
  if (c === undefined) throw missing(p, name);
  if (to === '-' && p.isatty(1)) throw new CliError('cowardly refusing to export to a terminal, specify a file path');
  const plain = { uid: 0, gid: 0, mtime: 0, linkname: '', data: new Uint8Array(0) };
  const entries: TarEntry[] = [
    { ...plain, name: 'meta.json', type: 'file', mode: 0o644, data: metaOf(name, c.host, c.description) },
    { ...plain, name: 'tls', type: 'dir', mode: 0o700 },
  ];
  const archive = packTar(entries, 'go');
  if (to === '-') {
    yield* p.write(1, archive);
    return 0;
  }
  // never over something that is there
  if (p.fs.exists(to)) throw new CliError(`open ${to}: file exists`);
  p.fs.writeFile(to, archive, 0o600);
  yield* cli.error(`Written file ${JSON.stringify(to)}\n`);
  return 0;
}

export const exportCommand: Implementation = { args: { min: 1, max: 2 }, run: write };
