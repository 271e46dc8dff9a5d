// --dry-run: what is read is real, what would be changed is not, and what would have been made is pretended.

import { ApiError } from '../api/error.ts';
import type { DockerApi } from '../api/operations.ts';
import type { ContainerSummary, CreateRequest } from '../api/types/container.ts';
import type { Task } from '../kernel/block.ts';

const READS =
  /^(ContainerInspect|ContainerList|ContainerLogs|ContainerWait|ContainerTop|ContainerDiff|ContainerStats|ContainerArchiveStat|ContainerArchiveGet|ContainerExport|ExecInspect|ImageList|ImageInspect|ImageHistory|ImageSearch|ImageSave|VolumeList|VolumeInspect|NetworkList|NetworkInspect|Events|Info|Version|DiskUsage)$/;

const NOTHING = {
  *next(): Task<undefined> {
    return undefined;
  },
  close() {},
  *write(): Task {},
  closeWrite() {},
  resize() {},
  terminal: undefined,
  raw: false,
};

/** A container that a real run would have made. */
function pretend(id: string, request: CreateRequest): ContainerSummary {
  return {
    Id: id,
    Names: [`/${request.name}`],
    Image: request.config.Image ?? '',
    ImageID: '',
    Command: '',
    Created: 0,
    Ports: [],
    Labels: request.config.Labels ?? {},
    State: 'created',
    Status: 'Created',
    HostConfig: { NetworkMode: request.hostConfig.NetworkMode ?? 'default' },
    NetworkSettings: { Networks: {} },
    Mounts: [],
  };
}

/** An API like `api` that changes nothing. */
export function dryApi(api: DockerApi): DockerApi {
  const made = new Map<string, ContainerSummary>();
  const gone = new Set<string>();
  const images = new Set<string>();
  let count = 0;
  /** Answers of their own; every other operation that is no reading does nothing. */
  const own: Record<string, (...args: never[]) => Task<unknown>> = {
    *ContainerList(options: Parameters<DockerApi['ContainerList']>[0]): Task<ContainerSummary[]> {
      const wanted = options.filters['label'] ?? [];
      const pretended = [...made.values()].filter((c) =>
        wanted.every((l) => c.Labels[l.split('=')[0]!] === l.slice(l.indexOf('=') + 1)),
      );
      return [...pretended, ...(yield* api.ContainerList(options))].filter((c) => !gone.has(c.Id));
    },
    *ContainerCreate(request: CreateRequest): Task<unknown> {
      const id = `dryRunId${++count}`;
      made.set(id, pretend(id, request));
      return { Id: id, Warnings: [] };
    },
    *ContainerRename(id: string, name: string): Task<undefined> {
      const c = made.get(id);
      if (c !== undefined) made.set(id, { ...c, Names: [`/${name}`] });
      return undefined;
    },
    *ContainerRemove(id: string): Task<undefined> {
      gone.add(id);
      return undefined;
    },
    *ContainerInspect(id: string, ...rest: []): Task<unknown> {
      const c = made.get(id);
      if (c === undefined) return yield* api.ContainerInspect(id, ...rest);
      return {
        Id: id,
        Name: c.Names[0],
        State: { Status: 'running', ExitCode: 0, Health: { Status: 'healthy' } },
        Config: { Tty: false, OpenStdin: false, Healthcheck: { Test: ['CMD'] }, Labels: c.Labels },
        HostConfig: { AutoRemove: false },
      };
    },
    *ImageInspect(ref: string): Task<unknown> {
      try {
        return yield* api.ImageInspect(ref);
      } catch (error) {
        // an image that a real run would have pulled by now
        if (error instanceof ApiError && images.has(ref)) return { Id: `sha256:${'0'.repeat(64)}`, Config: {} };
        throw error;
      }
    },
    *ImagePull(ref: string): Task<unknown> {
      images.add(ref);
      return NOTHING;
    },
    *NetworkCreate(): Task<unknown> {
      return { Id: `dryRunNetwork${++count}`, Warning: '' };
    },
    *ExecCreate(): Task<unknown> {
      return 'dryRunExec';
    },
    *ExecInspect(): Task<unknown> {
      return { ExitCode: 0, Running: false, Pid: 0 };
    },
    *ImageRemove(): Task<unknown> {
      return [];
    },
    *ImageCommit(): Task<unknown> {
      return `sha256:${'0'.repeat(64)}`;
    },
  };
  for (const name of ['ImagePush', 'ExecStart', 'Build', 'ContainerAttach']) {
    own[name] = function* (): Task<unknown> {
      return NOTHING;
    };
  }
  return new Proxy(api, {
    get(target, key) {
      const name = String(key);
      if (Object.hasOwn(own, name)) return own[name];
      const real = (target as unknown as Record<string, unknown>)[name];
      if (typeof real !== 'function' || READS.test(name))
        return typeof real === 'function' ? (real.bind(target) as unknown) : real;
      return function* (): Task<undefined> {
        return undefined;
      };
    },
  });
}
