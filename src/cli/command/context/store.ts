// Contexts as files of the home directory, as the real CLI keeps them.

import { encode } from '../../../fs/bytes.ts';
import { sha256hex } from '../../../fs/digest.ts';
import type { Process } from '../../../kernel/process.ts';
import { CliError, contexts } from '../../cli.ts';

export const SOCKET = 'unix:///var/run/docker.sock';

const home = (p: Process): string => `${p.getenv('HOME') ?? '/root'}/.docker`;

export const folder = (p: Process, name: string): string => `${home(p)}/contexts/meta/${sha256hex(name)}`;

export function missing(p: Process, name: string): CliError {
  return new CliError(
    `context ${JSON.stringify(name)}: context not found: open ${folder(p, name)}/meta.json: no such file or directory`,
  );
}

const NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.+-]+$/;

/** Is a name free for a new context? @throws CliError */
export function checkNew(p: Process, name: string): void {
  if (name === '') throw new CliError('context name cannot be empty');
  if (name === 'default') throw new CliError('"default" is a reserved context name');
  if (!NAME.test(name))
    throw new CliError(
      `context name ${JSON.stringify(name)} is invalid, names are validated against regexp "^[a-zA-Z0-9][a-zA-Z0-9_.+-]+$"`,
    );
  if (contexts(p).has(name)) throw new CliError(`context ${JSON.stringify(name)} already exists`);
}

/** What `meta.json` holds of a context, in the order of the client's struct. */
export function metaOf(name: string, host: string, description: string): Uint8Array {
  const meta = {
    Name: name,
    Metadata: description === '' ? {} : { Description: description },
    Endpoints: { docker: { Host: host, SkipTLSVerify: false } },
  };
  return encode(JSON.stringify(meta));
}

/** Keeps a context. */
export function writeMeta(p: Process, name: string, host: string, description: string): void {
  const dir = folder(p, name);
  p.fs.mkdirp(dir);
  p.fs.writeFile(`${dir}/meta.json`, metaOf(name, host, description));
}

export function setCurrent(p: Process, name: string): void {
  const path = `${home(p)}/config.json`;
  let config: Record<string, unknown> = {};
  try {
    config = JSON.parse(p.fs.readText(path)) as Record<string, unknown>;
  } catch {
    // no configuration yet
  }
  if (name === 'default') delete config['currentContext'];
  else config['currentContext'] = name;
  p.fs.mkdirp(home(p));
  p.fs.writeFile(path, encode(`${JSON.stringify(config, null, '\t')}`));
}
