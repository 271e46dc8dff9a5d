import { describe } from 'vitest';
import { cases, chunk, refusal, streamOf } from '../../testing.ts';

describe('docker logs', () => {
  cases({
    'parts the two streams': {
      line: 'logs a',
      answers: { ContainerLogs: () => streamOf(chunk(1, 'out\n'), chunk(2, 'err\n')) },
      asks: [
        [
          'ContainerLogs',
          'a',
          { stdout: true, stderr: true, follow: false, timestamps: false, details: false, tail: -1 },
        ],
      ],
      stdout: 'out\n',
      stderr: 'err\n',
    },
    'hands on its flags': {
      line: 'logs -ft --details -n 5 --since 2026-01-01T00:00:00Z --until 10s a',
      answers: { ContainerLogs: () => streamOf() },
      asks: [
        [
          'ContainerLogs',
          'a',
          {
            stdout: true,
            stderr: true,
            follow: true,
            timestamps: true,
            details: true,
            since: 1767225600000,
            until: 1767323035000,
            tail: 5,
          },
        ],
      ],
    },
    "tells the daemon's refusal": {
      line: 'logs zz',
      answers: { ContainerLogs: refusal(404, 'No such container: zz') },
      asks: [
        [
          'ContainerLogs',
          'zz',
          { stdout: true, stderr: true, follow: false, timestamps: false, details: false, tail: -1 },
        ],
      ],
      stderr: 'Error response from daemon: No such container: zz\n',
      status: 1,
    },
    'refuses a time that is none': {
      line: 'logs --since yesterday a',
      stderr: 'invalid value for "since": failed to parse value as time or duration: "yesterday"\n',
      status: 1,
    },
  });
});
