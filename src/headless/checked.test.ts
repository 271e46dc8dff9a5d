import { afterAll, describe, expect, it } from 'vitest';
import { ask, closeAll, served, statusOf } from './serve/testing.ts';

afterAll(closeAll);

describe('answers in every version of the API', () => {
  it('fit what the table tells of them (looked over by `served`)', async () => {
    const { socket } = await served();
    const make = async (path: string, body?: object): Promise<void> => {
      const answer = await ask(socket, 'POST', path, body);
      expect([path, statusOf(answer) < 300 ? '' : answer]).toEqual([path, '']);
    };
    await make('/images/create?fromImage=alpine&tag=3.20');
    await make('/networks/create', { Name: 'n', Labels: { b: '', a: '' } });
    await make('/volumes/create', { Name: 'vol', Labels: { b: '2', a: '1' } });
    await make('/containers/create?name=one', {
      Image: 'alpine:3.20',
      Cmd: ['sleep', '1000'],
      Env: ['A=b'],
      ExposedPorts: { '80/tcp': {} },
      Healthcheck: { Test: ['CMD', 'true'], Interval: 1e9 },
      Labels: { z: '1', a: '2' },
      HostConfig: {
        NetworkMode: 'n',
        Binds: ['vol:/v'],
        Memory: 64 << 20,
        PortBindings: { '80/tcp': [{ HostPort: '0' }] },
      },
    });
    await make('/containers/one/start');
    await make('/commit?container=one&repo=made&changes=HEALTHCHECK%20CMD%20true&changes=ONBUILD%20RUN%20true', {});
    const paths = [
      ...['/info', '/version', '/system/df', '/images/json', '/images/made/json', '/images/made/history'],
      ...[
        '/containers/json?all=1&size=1',
        '/containers/one/json?size=1',
        '/containers/one/changes',
        '/containers/one/top',
      ],
      ...[
        '/containers/one/stats?stream=0',
        '/networks',
        '/networks/n',
        '/volumes',
        '/volumes/vol',
        `/events?since=1&until=${Math.floor(Date.now() / 1000)}`,
      ],
      ...['/containers/nosuch/json', '/nothing', '/swarm', '/plugins', '/containers/one/archive?path=/etc/passwd'],
    ];
    for (const version of ['1.24', '1.43', '1.44', '1.45', '1.46', '1.48', '1.49', '1.50', '1.51'])
      for (const path of paths) await ask(socket, 'GET', `/v${version}${path}`);
    await make('/containers/one/stop?t=0');
    await make('/containers/prune');
  });
});
