// What a daemon stands on and was told: the machine around it, and its settings.

import type { Cell } from '../fs/cell.ts';
import type { Cgroup } from '../kernel/cgroup.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { NetNs } from '../kernel/net.ts';
import type { PidNs } from '../kernel/process.ts';
import type { MountNs } from '../kernel/vfs.ts';
import type { Registry } from './registry.ts';

/** What of the machine the engine stands on. */
export interface EngineHost {
  readonly kernel: Kernel;
  /** The disk of the host: bind mounts are places in it. */
  readonly disk: Cell;
  /** Namespaces that the daemon lives in: the host's, or those of the container that it runs in. */
  readonly mounts: MountNs;
  readonly net: NetNs;
  readonly pids: PidNs;
  /** The group that containers take from. */
  readonly cgroup: Cgroup;
  /** Folder of what the daemon keeps. */
  readonly root: string;
  readonly settings: DaemonSettings;
  readonly hostname: string;
  readonly registry: Registry;
  readonly memory: number;
  readonly cpus: number;
  /** Simulated GPUs of the host; 0 for none. */
  readonly gpus: number;
  /** Documents of a text in YAML (or JSON) as plain values. @throws Error */
  documents(text: string): readonly unknown[];
}

/** What a daemon was told when it started, as far as `docker info` tells it. */
export interface DaemonSettings {
  readonly debug: boolean;
  readonly labels: readonly string[];
  readonly mirrors: readonly string[];
  /** Registries that are spoken to without TLS. */
  readonly insecure: readonly string[];
  /** Address and subnet of the default bridge; undefined where it is chosen. */
  readonly bip: string | undefined;
  /** The system around, by name and version. */
  readonly system: string;
  readonly systemVersion: string;
  readonly warnings: readonly string[];
}

/** Settings of a daemon that was told nothing, on a lab's host. */
export const PLAIN: DaemonSettings = {
  debug: false,
  labels: [],
  mirrors: [],
  insecure: [],
  bip: undefined,
  system: 'Debian GNU/Linux 13 (trixie)',
  systemVersion: '13',
  warnings: [],
};
