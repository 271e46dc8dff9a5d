// docker update

import type { HostConfig } from '../../../api/types/host.ts';
import { CliError, forEach, type Implementation } from '../../cli.ts';
import { nanoCpus } from '../../opts/cpus.ts';
import { restartPolicy } from '../../opts/restart.ts';

export const updateCommand: Implementation = {
  args: { min: 1, max: Infinity },
  *run(cli) {
    const { flags } = cli;
    if (flags.names().length === 0) throw new CliError('you must provide one or more flags when using this command');
    const update: Partial<HostConfig> = {
      BlkioWeight: flags.number('blkio-weight'),
      CpuPeriod: flags.number('cpu-period'),
      CpuQuota: flags.number('cpu-quota'),
      CpuShares: flags.number('cpu-shares'),
      CpusetCpus: flags.string('cpuset-cpus'),
      CpusetMems: flags.string('cpuset-mems'),
      CpuRealtimePeriod: flags.number('cpu-rt-period'),
      CpuRealtimeRuntime: flags.number('cpu-rt-runtime'),
      Memory: flags.bytes('memory'),
      MemoryReservation: flags.bytes('memory-reservation'),
      MemorySwap: flags.string('memory-swap') === '-1' ? -1 : flags.bytes('memory-swap'),
      NanoCpus: nanoCpus(flags.string('cpus')),
      PidsLimit: flags.given('pids-limit') ? flags.number('pids-limit') : 0,
      ...(flags.given('restart') ? { RestartPolicy: restartPolicy(flags.string('restart')) } : {}),
    };
    return yield* forEach(cli, cli.args, function* (name) {
      const { Warnings } = yield* cli.api.ContainerUpdate(name, update);
      for (const w of Warnings) yield* cli.error(`${w}\n`);
      return `${name}\n`;
    });
  },
};
