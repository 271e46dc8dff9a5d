// --dry-run: what is read is real, what would be changed is not, and what would have been made is pretended.

import { ApiError, type DockerApi } from '../engine/api.ts';

const READS = /^(ContainerInspect|ContainerList|ContainerLogs|ContainerTop|ContainerDiff|ContainerStats|ContainerArchiveStat|ContainerArchiveGet|ContainerExport|ExecInspect|ImageList|ImageInspect|ImageHistory|ImageSearch|ImageSave|VolumeList|VolumeInspect|NetworkList|NetworkInspect|Events|Info|Version|DiskUsage)$/;

/** An API like `api` that changes nothing. */
export function dryApi(api: DockerApi): DockerApi {
  let made = 0;
  const pretended = new Set<string>();
  return new Proxy(api, {
    get(target, key) {
      const name = String(key);
      const real = (target as unknown as Record<string, (...args: unknown[]) => Generator>)[name];
      if (typeof real !== 'function') return real;
      if (name === 'ContainerInspect') {
        return function* (id: string, ...rest: unknown[]) {
          if (pretended.has(id)) return { Id: id, Name: `/${id}`, State: { Status: 'running', ExitCode: 0, Health: { Status: 'healthy' } }, Config: { Tty: false, OpenStdin: false, Healthcheck: { Test: ['CMD'] } }, HostConfig: { AutoRemove: false } };
          return yield* real.call(target, id, ...rest);
        };
      }
      if (name === 'ImageInspect') {
        return function* (ref: string) {
          try {
            return yield* real.call(target, ref);
          } catch (error) {
            if (!(error instanceof ApiError)) throw error;
            // an image that a real run would have pulled or built by now
            if (pretended.has(`image ${ref}`)) return { Id: `sha256:${'0'.repeat(64)}`, Config: {} };
            throw error;
          }
        };
      }
      if (READS.test(name)) return real.bind(target);
      return function* (...args: unknown[]) {
        switch (name) {
          case 'ContainerCreate': {
            const id = `dryRunId${++made}`;
            pretended.add(id);
            return { Id: id, Warnings: [] };
          }
          case 'ContainerWait': return { StatusCode: 0 };
          case 'ExecCreate': return 'dryRunExec';
          case 'NetworkCreate': return { Id: `dryRunNetwork${++made}`, Warning: '' };
          case 'ImageRemove': return [];
          case 'ImageCommit': return `sha256:${'0'.repeat(64)}`;
          case 'ImagePull': case 'ImagePush': case 'ExecStart': case 'Build': case 'ContainerAttach':
            if (name === 'ImagePull') pretended.add(`image ${String(args[0])}`);
            return { *next() {
              return undefined;
            }, close() {}, *write() {}, closeWrite() {}, resize() {}, terminal: undefined };
          default: return undefined;
        }
      };
    },
  });
}
