// `--docker host=…` of the context commands.

import { type Cli, CliError } from '../../cli.ts';

/** Host of `--docker host=…`. */
export function hostOf(cli: Cli): string {
  const pairs = cli.flags.list('docker').flatMap((x) => x.split(','));
  for (const pair of pairs) {
    const [key = '', ...value] = pair.split('=');
    if (key === 'host') return value.join('=');
    if (!['ca', 'cert', 'key', 'skip-tls-verify', 'from'].includes(key))
      throw new CliError(`unable to create docker endpoint config: unrecognized config key: ${key}`);
  }
  return '';
}
