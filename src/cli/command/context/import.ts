// docker context import

import { decode } from '../../../fs/bytes.ts';
import { FsError } from '../../../fs/node.ts';
import { unpackTar } from '../../../fs/tar.ts';
import type { Task } from '../../../kernel/block.ts';
import { type Cli, CliError, type Implementation } from '../../cli.ts';
import { checkNew, SOCKET, writeMeta } from './store.ts';

/** The text that an archive has of its context. @throws CliError */
function metaIn(archive: Uint8Array): string {
  try {
    const meta = unpackTar(archive).find((e) => e.name === 'meta.json');
    if (meta !== undefined) return decode(meta.data);
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    throw new CliError('unexpected EOF');
  }
  // what is shorter than a block is cut off, nothing at all is an archive without members
  throw new CliError(archive.length % 512 === 0 ? 'invalid context: no metadata found' : 'unexpected EOF');
}

function* read(cli: Cli): Task<number> {
  const { p } = cli;
  const [name = '', from = ''] = cli.args;
  checkNew(p, name);
  let host = SOCKET;
  let description = '';
  const text = metaIn(from === '-' ? yield* p.readAll(0) : p.fs.readFile(from));
  try {
    const meta = JSON.parse(text) as {
      Metadata?: { Description?: unknown };
      Endpoints?: { docker?: { Host?: unknown } };
    };
    const given = meta.Endpoints?.docker?.Host;
    if (typeof given === 'string') host = given;
    const says = meta.Metadata?.Description;
    if (typeof says === 'string') description = says;
  } catch {
    throw new CliError('unexpected end of JSON input');
  }
  writeMeta(p, name, host, description);
  yield* cli.print(`${name}\n`);
  yield* cli.error(`Successfully imported context ${JSON.stringify(name)}\n`);
  return 0;
}

export const importCommand: Implementation = { args: { min: 2, max: 2 }, run: read };
