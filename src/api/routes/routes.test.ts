import { describe, expect, it } from 'vitest';
import { encode } from '../../fs/bytes.ts';
import { targetOf } from '../client.ts';
import { readJson } from '../gojson.ts';
import { Query } from '../query.ts';
import type { Outgoing, Route } from '../route.ts';
import { API_VERSION } from '../versions.ts';
import { ROUTES } from './index.ts';

const row = (name: string): Route => ROUTES.find((r) => r.operation === name)!;

/** What the daemon reads of what the client writes. */
function across(name: string, ...args: unknown[]): unknown {
  const route = row(name);
  const out = (route.write as (...a: unknown[]) => Outgoing)(...args);
  const [, query = ''] = targetOf(route, out).split('?');
  const body =
    out.body === undefined
      ? new Uint8Array(0)
      : out.body instanceof Uint8Array
        ? out.body
        : encode(JSON.stringify(out.body));
  const headers = new Map(Object.entries(out.headers ?? {}).map(([k, v]) => [k.toLowerCase(), v]));
  return route.read({
    version: API_VERSION,
    path: out.path ?? {},
    query: new Query(query),
    header: (h) => headers.get(h.toLowerCase()) ?? '',
    body,
    json: () => readJson(body),
  });
}

describe('the table of routes', () => {
  it('has every operation once, and no two rows for one request', () => {
    expect(new Set(ROUTES.map((r) => r.operation)).size).toBe(ROUTES.length);
    expect(new Set(ROUTES.map((r) => `${r.method} ${r.path}`)).size).toBe(ROUTES.length);
  });

  it.each<[string, unknown[]]>([
    ['ContainerStart', ['web']],
    ['ContainerStop', ['web', { timeout: 3, signal: 'INT' }]],
    ['ContainerStop', ['web', {}]],
    ['ContainerKill', ['web', 'HUP']],
    ['ContainerRename', ['web', 'other name']],
    ['ContainerRemove', ['web', { force: true, volumes: false, link: false }]],
    ['ContainerWait', ['web', 'removed']],
    ['ContainerInspect', ['web', true]],
    ['ContainerList', [{ all: true, limit: 3, size: false, filters: { label: ['a=b', 'c'], name: ['x'] } }]],
    ['ContainerAttach', ['web', { stdin: true, stdout: true, stderr: false, logs: false }]],
    [
      'ContainerLogs',
      ['web', { stdout: true, stderr: true, follow: true, timestamps: false, details: false, since: 1500.25, tail: 7 }],
    ],
    ['ContainerTop', ['web', ['-o', 'pid,cmd']]],
    ['ContainerResize', ['web', 80, 24]],
    ['ContainerArchiveGet', ['web', '/a b/ü']],
    ['ExecResize', ['x', 80, 24]],
    ['ImageTag', ['a', 'b:1']],
    ['ImageRemove', ['a/b:c', { force: false, prune: true }]],
    ['ImageSave', [['a', 'b:2']]],
    ['VolumeRemove', ['v', true]],
    ['NetworkDisconnect', ['n', 'c', true]],
    ['NetworkInspect', ['n', { verbose: false }]],
    ['Events', [{ since: 2500, until: 3000.125, filters: { type: ['container'] } }]],
    ['BuildCachePrune', [{ all: true, filters: {}, keepStorage: 5 }]],
  ])('%s arrives as it was sent: %j', (name, args) => {
    expect(across(name, ...args)).toEqual(args);
  });

  it('a create arrives with what was given and nothing of the daemon in it', () => {
    const [request] = across('ContainerCreate', {
      name: 'web',
      platform: '',
      config: { Image: 'busybox', Cmd: ['true'], Labels: { __proto__x: 'y' } },
      hostConfig: { Memory: 7, Init: true },
      networks: { n: { Aliases: ['a'] } },
    }) as [{ config: object; hostConfig: object; networks: object }];
    expect(request).toMatchObject({
      name: 'web',
      config: { Image: 'busybox', Cmd: ['true'], Labels: { __proto__x: 'y' } },
      hostConfig: { Memory: 7, Init: true },
      networks: { n: { Aliases: ['a'] } },
    });
    expect(Object.keys(request.hostConfig)).not.toContain('Runtime');
  });

  it('a name that is empty does not leave the client', () => {
    expect(() => across('ContainerStop', '', {})).toThrow('invalid container name or ID: value is empty');
    expect(() => across('VolumeRemove', '', false)).toThrow('invalid volume name or ID: value is empty');
  });
});
