import { describe } from 'vitest';
import { cases, onlyContainers } from '../../testing.ts';

describe('docker update', () => {
  cases({
    'sends all limits, those that are not given as nothing': {
      line: 'update --memory 64m --cpus 1.5 --restart on-failure:3 a',
      answers: { ContainerUpdate: { Warnings: [] } },
      asks: [
        [
          'ContainerUpdate',
          'a',
          {
            BlkioWeight: 0,
            CpuPeriod: 0,
            CpuQuota: 0,
            CpuShares: 0,
            CpusetCpus: '',
            CpusetMems: '',
            CpuRealtimePeriod: 0,
            CpuRealtimeRuntime: 0,
            Memory: 67108864,
            MemoryReservation: 0,
            MemorySwap: 0,
            NanoCpus: 1500000000,
            PidsLimit: 0,
            RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 3 },
          },
        ],
      ],
      stdout: 'a\n',
    },
    'prints warnings': {
      line: 'update --pids-limit 10 a',
      answers: { ContainerUpdate: { Warnings: ['Your kernel does not support it'] } },
      asks: [
        [
          'ContainerUpdate',
          'a',
          {
            BlkioWeight: 0,
            CpuPeriod: 0,
            CpuQuota: 0,
            CpuShares: 0,
            CpusetCpus: '',
            CpusetMems: '',
            CpuRealtimePeriod: 0,
            CpuRealtimeRuntime: 0,
            Memory: 0,
            MemoryReservation: 0,
            MemorySwap: 0,
            NanoCpus: 0,
            PidsLimit: 10,
          },
        ],
      ],
      stdout: 'a\n',
      stderr: 'Your kernel does not support it\n',
    },
    'goes on after a refusal': {
      line: 'update --cpu-shares 2 zz a',
      answers: { ContainerUpdate: (name: string) => onlyContainers('a')(name) ?? { Warnings: [] } },
      asks: [
        [
          'ContainerUpdate',
          'zz',
          {
            BlkioWeight: 0,
            CpuPeriod: 0,
            CpuQuota: 0,
            CpuShares: 2,
            CpusetCpus: '',
            CpusetMems: '',
            CpuRealtimePeriod: 0,
            CpuRealtimeRuntime: 0,
            Memory: 0,
            MemoryReservation: 0,
            MemorySwap: 0,
            NanoCpus: 0,
            PidsLimit: 0,
          },
        ],
        [
          'ContainerUpdate',
          'a',
          {
            BlkioWeight: 0,
            CpuPeriod: 0,
            CpuQuota: 0,
            CpuShares: 2,
            CpusetCpus: '',
            CpusetMems: '',
            CpuRealtimePeriod: 0,
            CpuRealtimeRuntime: 0,
            Memory: 0,
            MemoryReservation: 0,
            MemorySwap: 0,
            NanoCpus: 0,
            PidsLimit: 0,
          },
        ],
      ],
      stdout: 'a\n',
      stderr: 'Error response from daemon: No such container: zz\n',
      status: 1,
    },
    'wants a flag': {
      line: 'update a',
      stderr: 'you must provide one or more flags when using this command\n',
      status: 1,
    },
    'refuses a policy that is none': {
      line: 'update --restart on-failure:x a',
      stderr: 'invalid restart policy format: maximum retry count must be an integer\n',
      status: 1,
    },
  });
});
