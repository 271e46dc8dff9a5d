// docker create: the container, and its image when it is missing.

import { ApiError } from '../../../api/error.ts';
import { familiar, parseReference, withDefaultTag } from '../../../api/reference.ts';
import type { Task } from '../../../kernel/block.ts';
import { type Cli, CliError, type Implementation, withoutTrust } from '../../cli.ts';
import { runOptions } from '../../options.ts';
import { VALIDATORS } from '../../opts/validators.ts';
import { showPull } from '../../progress.ts';

/** Pulls the image when the policy says so, or when the daemon did not find it. */
function* provide(cli: Cli, image: string, missing = false): Task {
  const policy = cli.flags.string('pull');
  if (policy === 'never') return;
  let known = true;
  try {
    yield* cli.api.ImageInspect(image);
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 404) throw error;
    known = false;
  }
  if (missing) known = false;
  if (known && policy !== 'always') return;
  if (/^(sha256:)?[0-9a-f]{64}$/.test(image)) throw new ApiError(404, `No such image: ${image}`);
  const ref = withDefaultTag(parseReference(image));
  const quiet = cli.flags.bool('quiet');
  if (!known && !quiet) yield* cli.error(`Unable to find image '${familiar(ref)}' locally\n`);
  const stream = yield* cli.api.ImagePull(familiar(ref), { all: false, platform: cli.flags.string('platform') });
  yield* showPull(cli, stream, 2, quiet);
}

/** Makes the container of `run` or `create`; the result is its id. */
export function* create(cli: Cli): Task<string> {
  const policy = cli.flags.string('pull');
  if (!['', 'missing', 'always', 'never'].includes(policy))
    throw new CliError(`invalid pull option: '${policy}': must be one of "always", "missing" or "never"`);
  withoutTrust(cli);
  const [image = '', ...command] = cli.args;
  const options = runOptions(cli.p, cli.flags, image, command);
  const cidfile = cli.flags.string('cidfile');
  if (cidfile !== '' && cli.p.fs.exists(cidfile))
    throw new CliError(`container ID file found, make sure the other container isn't running or delete ${cidfile}`);
  if (cidfile !== '') {
    try {
      cli.p.fs.writeFile(cidfile, new Uint8Array(0));
    } catch {
      throw new CliError(`failed to create the container ID file: open ${cidfile}: no such file or directory`, 127);
    }
  }
  try {
    parseReference(/^(sha256:)?[0-9a-f]{64}$/.test(image) ? 'x' : image);
    const request = {
      name: cli.flags.string('name'),
      platform: cli.flags.string('platform'),
      config: options.config,
      hostConfig: options.hostConfig,
      networks: options.networks,
    };
    let made;
    if (cli.flags.string('pull') === 'always') yield* provide(cli, image);
    try {
      made = yield* cli.api.ContainerCreate(request);
    } catch (error) {
      // the client takes whatever is not found (a volume plugin, say) for the image
      if (!(error instanceof ApiError) || error.status !== 404 || !['', 'missing'].includes(cli.flags.string('pull')))
        throw error;
      yield* provide(cli, image, true);
      made = yield* cli.api.ContainerCreate(request);
    }
    for (const w of made.Warnings) yield* cli.error(`WARNING: ${w}\n`);
    if (cidfile !== '') cli.p.fs.writeFile(cidfile, new TextEncoder().encode(made.Id));
    return made.Id;
  } catch (error) {
    if (cidfile !== '' && cli.p.fs.exists(cidfile) && cli.p.fs.readFile(cidfile).length === 0) cli.p.fs.unlink(cidfile);
    throw error;
  }
}

export const createCommand: Implementation = {
  args: { min: 1, max: Infinity },
  stopAtFirst: true,
  validators: VALIDATORS,
  *run(cli) {
    yield* cli.print(`${yield* create(cli)}\n`);
    return 0;
  },
};
