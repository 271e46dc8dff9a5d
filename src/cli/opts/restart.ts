// `--restart`.

import type { HostConfig } from '../../api/types/host.ts';
import { CliError } from '../cli.ts';

export function restartPolicy(text: string): HostConfig['RestartPolicy'] {
  if (text === '') return { Name: '', MaximumRetryCount: 0 };
  const [name = '', count, more] = text.split(':');
  if (more !== undefined)
    throw new CliError(
      `invalid restart policy format: ${text.includes('::') ? 'no policy provided before colon' : 'maximum retry count must be an integer'}`,
    );
  if (count !== undefined && name === '')
    throw new CliError('invalid restart policy format: no policy provided before colon');
  if (count !== undefined && !/^-?\d+$/.test(count))
    throw new CliError('invalid restart policy format: maximum retry count must be an integer');
  return { Name: name, MaximumRetryCount: Number(count ?? 0) };
}
