// The configuration of an image that is made of a container.

import type { ImageConfig } from './state.ts';

/** A configuration with nothing in it. */
export const BARE: ImageConfig = { User: '', Env: [], Cmd: null, WorkingDir: '', Entrypoint: null, Labels: null };

/** A configuration of a commit's body, filled up from the container's (runconfig.Merge of moby). */
export function over(asked: ImageConfig, below: ImageConfig): ImageConfig {
  const names = new Set((asked.Env ?? []).map((e) => e.split('=', 1)[0]!));
  const both = <T extends object>(a: T | null | undefined, b: T | null | undefined): { of?: T } =>
    a == null && b == null ? {} : { of: { ...b, ...a } as T };
  const ports = both(asked.ExposedPorts, below.ExposedPorts).of;
  const volumes = both(asked.Volumes, below.Volumes).of;
  return {
    ...below,
    User: asked.User !== '' ? asked.User : below.User,
    Env: [...(asked.Env ?? []), ...below.Env.filter((e) => !names.has(e.split('=', 1)[0]!))],
    Cmd: (asked.Cmd ?? []).length > 0 ? asked.Cmd : below.Cmd,
    Entrypoint: (asked.Entrypoint ?? []).length > 0 ? asked.Entrypoint : below.Entrypoint,
    WorkingDir: asked.WorkingDir !== '' ? asked.WorkingDir : below.WorkingDir,
    Labels: both(asked.Labels, below.Labels).of ?? null,
    ...(ports === undefined ? {} : { ExposedPorts: ports }),
    ...(volumes === undefined ? {} : { Volumes: volumes }),
  };
}
