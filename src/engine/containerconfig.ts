// The configuration of a container, made of what was asked for and what its image says.

import { ApiError } from '../api/error.ts';
import type { ContainerConfig } from '../api/types/container.ts';
import type { DirNode } from '../fs/node.ts';
import { clean } from '../fs/path.ts';
import type { Core } from './ports/core.ts';
import type { ImageRecord } from './state.ts';

/** What is seen of the engine here. */
type Engine = Core;

/** A WORKDIR must not lead through a file. */
export function checkWorkdir(engine: Engine, root: DirNode, path: string): void {
  let node: DirNode = root;
  let at = '';
  const parts = path.split('/').filter((x) => x !== '');
  for (const [i, part] of parts.entries()) {
    at += `/${part}`;
    const child = node.entries.get(part);
    if (child === undefined || child.kind === 'link') return;
    if (child.kind !== 'dir' && i < parts.length - 1)
      throw new ApiError(500, `lstat ${engine.root}/overlay2/${engine.newId()}/merged${clean(path)}: not a directory`);
    if (child.kind !== 'dir') throw new ApiError(400, `Cannot mkdir: ${at} is not a directory`);
    node = child;
  }
}

/** The configuration of a container: what was asked for, filled up from the image. */
export function mergeConfig(config: ContainerConfig, image: ImageRecord): ContainerConfig {
  const i = image.config;
  const names = new Set((config.Env ?? []).map((e) => e.split('=', 1)[0]!));
  const env = [...(config.Env ?? []), ...i.Env.filter((e) => !names.has(e.split('=', 1)[0]!))];
  const out = {
    ...config,
    Env: env,
    Labels: { ...(i.Labels ?? {}), ...config.Labels },
    User: config.User !== '' ? config.User : i.User,
    WorkingDir: config.WorkingDir !== '' ? config.WorkingDir : i.WorkingDir,
    ...(i.StopSignal !== undefined && config.StopSignal === undefined ? { StopSignal: i.StopSignal } : {}),
    ...(i.Shell === undefined ? {} : { Shell: i.Shell }),
  };
  if (config.Entrypoint === null || config.Entrypoint.length === 0) {
    // an empty list, as the API may send it, takes the image's entrypoint away and leaves its command
    if (config.Entrypoint === null) out.Entrypoint = i.Entrypoint;
    if (config.Cmd === null || config.Cmd.length === 0) out.Cmd = i.Cmd;
  } else if (config.Entrypoint.length === 1 && config.Entrypoint[0] === '') {
    out.Entrypoint = null;
    if (config.Cmd === null || config.Cmd.length === 0) out.Cmd = null;
  }
  const ports = { ...(i.ExposedPorts ?? {}), ...(config.ExposedPorts ?? {}) };
  if (Object.keys(ports).length > 0)
    out.ExposedPorts = Object.fromEntries(Object.entries(ports).sort(([a], [b]) => (a < b ? -1 : 1)));
  const volumes = { ...(i.Volumes ?? {}), ...(config.Volumes ?? {}) };
  out.Volumes = Object.keys(volumes).length > 0 ? volumes : null;
  const h = config.Healthcheck;
  if (h === undefined) {
    if (i.Healthcheck !== undefined) out.Healthcheck = i.Healthcheck;
  } else if (i.Healthcheck !== undefined) {
    // what the command line leaves open, the image decides, field by field
    out.Healthcheck = {
      ...i.Healthcheck,
      ...h,
      Test: h.Test === undefined || h.Test.length === 0 ? (i.Healthcheck.Test ?? []) : h.Test,
    };
  }
  return out;
}
