// The keys that leave a container running.

import { type Cli, CliError } from '../../cli.ts';

/** The keys that leave a container running, as bytes; Ctrl-P Ctrl-Q unless told otherwise. @throws CliError */
export function detachKeys(cli: Cli): number[] {
  const text = cli.flags.string('detach-keys');
  if (text === '') return [16, 17];
  return text.split(',').map((key) => {
    const ctrl = /^ctrl-([a-z@[\]\\^_])$/.exec(key);
    if (ctrl !== null) return ctrl[1]!.toUpperCase().charCodeAt(0) & 31;
    if (!/^[\x20-\x7e]$/.test(key)) throw new CliError(`invalid detach keys (${text}): Unknown character: '${key}'`);
    return key.charCodeAt(0);
  });
}
