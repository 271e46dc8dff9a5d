// docker login

import { CliError, type Implementation } from '../../cli.ts';

export const loginCommand: Implementation = {
  args: { min: 0, max: 1 },
  *run(cli) {
    const { flags } = cli;
    const user = flags.string('username');
    const password = flags.string('password');
    for (const f of ['username', 'password'] as const)
      if (flags.given(f) && flags.string(f) === '') throw new CliError(`${f} is empty`);
    if (password !== '') yield* cli.error('WARNING! Using --password via the CLI is insecure. Use --password-stdin.\n');
    if (password !== '' && flags.bool('password-stdin'))
      throw new CliError('--password and --password-stdin are mutually exclusive');
    if (flags.bool('password-stdin') && user === '')
      throw new CliError('Must provide --username with --password-stdin');
    if (user !== '' && password === '' && !flags.bool('password-stdin') && !cli.p.isatty(0))
      throw new CliError('Error: Cannot perform an interactive login from a non TTY device');
    throw new CliError(
      `drydock: 'docker login' is not simulated: nothing is sent anywhere, and images of ${cli.args[0] ?? 'Docker Hub'} need no password here`,
    );
  },
};
