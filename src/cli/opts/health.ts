// `--health-…` and `--no-healthcheck`.

import { goDuration } from '../../api/durations.ts';
import type { HealthConfig } from '../../api/types/container.ts';
import { CliError } from '../cli.ts';
import type { Flags } from '../flags.ts';

export function health(flags: Flags): HealthConfig | undefined {
  const names = [
    'health-cmd',
    'health-interval',
    'health-timeout',
    'health-start-period',
    'health-start-interval',
    'health-retries',
  ];
  const given = names.some((n) => flags.given(n));
  if (flags.bool('no-healthcheck')) {
    if (given) throw new CliError('--no-healthcheck conflicts with --health-* options');
    return { Test: ['NONE'] };
  }
  if (!given) return undefined;
  const ns = (name: string): number | undefined => {
    if (!flags.given(name)) return undefined;
    const ms = goDuration(flags.string(name))!;
    if (ms < 0) throw new CliError(`--${name} cannot be negative`);
    return ms * 1e6;
  };
  const out: HealthConfig = {};
  if (flags.given('health-cmd')) out.Test = ['CMD-SHELL', flags.string('health-cmd')];
  const put = (key: keyof HealthConfig, v: number | undefined): void => {
    if (v !== undefined && v !== 0) (out as Record<string, unknown>)[key] = v;
  };
  put('Interval', ns('health-interval'));
  put('Timeout', ns('health-timeout'));
  put('StartPeriod', ns('health-start-period'));
  put('StartInterval', ns('health-start-interval'));
  const retries = flags.number('health-retries');
  if (retries < 0) throw new CliError('--health-retries cannot be negative');
  put('Retries', retries);
  return out;
}
