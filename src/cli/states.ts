// Which flags of the working commands have an effect, which are only shown, and which are refused by name.

import { IMPLEMENTED } from './command/index.ts';
import { COMMANDS, type CommandSpec } from './tree.ts';

/** Flags that there is nothing for in a simulation: given, they are refused by name. */
const REFUSED: Readonly<Record<string, readonly string[]>> = {
  'docker run': ['kernel-memory', 'use-api-socket'],
  'docker create': ['kernel-memory', 'use-api-socket'],
  'docker start': ['checkpoint', 'checkpoint-dir'],
  'docker build': ['annotation', 'cgroup-parent'],
  'docker push': ['platform'],
  'docker images': ['tree'],
  'docker image inspect': ['platform'],
  'docker history': ['platform'],
  'docker import': ['platform'],
  'docker load': ['platform'],
  'docker save': ['platform'],
  'docker rmi': ['platform'],
};

/** Flags whose only effect is that Docker shows them (inspect, info, ls). */
const SHOWN: Readonly<Record<string, readonly string[]>> = {
  'docker run': [
    'annotation',
    'blkio-weight',
    'blkio-weight-device',
    'cgroup-parent',
    'cgroupns',
    'cpu-rt-period',
    'cpu-rt-runtime',
    'cpu-shares',
    'cpuset-cpus',
    'cpuset-mems',
    'device-cgroup-rule',
    'device-read-bps',
    'device-read-iops',
    'device-write-bps',
    'device-write-iops',
    'isolation',
    'memory-reservation',
    'memory-swap',
    'memory-swappiness',
    'oom-kill-disable',
    'oom-score-adj',
    'runtime',
    'storage-opt',
    'userns',
    'link-local-ip',
    'ip6',
  ],
};
/** Flags that are read and can change nothing here, each with its reason. */
const IDLE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'docker run': { 'disable-content-trust': 'content trust is off; to ask for it is refused by name' },
  'docker pull': { 'disable-content-trust': 'content trust is off; to ask for it is refused by name' },
  'docker push': { 'disable-content-trust': 'content trust is off; to ask for it is refused by name' },
  'docker build': { load: 'the docker driver always loads what it makes' },
  'docker load': { quiet: 'layers are read at once: there is no progress to leave out' },
  'docker buildx use': {
    default: 'there is one builder, and it is in use everywhere',
    global: 'there is one builder, and it is in use everywhere',
  },
  'docker buildx inspect': { bootstrap: 'the builder always runs' },
  'docker buildx prune': { 'min-free-space': 'the disk is never full here' },
  'docker builder prune': { 'min-free-space': 'the disk is never full here' },
};
/** `--debug` makes Buildx tell more of its failures; only builds have more to tell here. */
const DEBUG = 'nothing more is logged';

/** What of a flag works and what is only shown, where that is not the same for all its values. */
const NOTES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'docker run': {
    ulimit: 'cpu, fsize, nofile and nproc act; the others are shown by `ulimit` and in /proc',
    sysctl: 'shown in /proc/sys; net.ipv4.ip_unprivileged_port_start acts',
    'security-opt': 'no-new-privileges, seccomp=unconfined and systempaths act; others are shown',
    'memory-swap': 'the machine has no swap',
    'log-opt': 'max-size and max-file act',
  },
};

const SAME_AS: Readonly<Record<string, string>> = { 'docker create': 'docker run', 'docker update': 'docker run' };

/** What a plugin of the client tells of its commands. */
export interface PluginStates {
  readonly works: (path: string) => boolean;
  readonly refused: (path: string) => readonly string[];
  /** What a flag comes to; as `FIELDS` of the client's own commands has it. */
  readonly field: (path: string, flag: string) => string | undefined;
  /** Why a flag can change nothing. */
  readonly idle: (path: string, flag: string) => string | undefined;
}

export type FlagState = 'works' | 'shown' | 'no effect' | 'not simulated';

/** Flags of a command that are refused. @param canonical as in the command tree, `docker run` */
export function refusedFlags(canonical: string): readonly string[] {
  return REFUSED[canonical] ?? [];
}

/** Why a flag can change nothing here; undefined when it can. @param canonical as in the command tree */
export function idleFlag(canonical: string, flag: string): string | undefined {
  const own = IDLE[canonical]?.[flag] ?? IDLE[SAME_AS[canonical] ?? canonical]?.[flag];
  if (own !== undefined) return own;
  return flag === 'debug' && /^docker build(x|er) /.test(canonical) ? DEBUG : undefined;
}

/** What is to be said of a flag beside its state. */
export function flagNote(canonical: string, flag: string): string | undefined {
  return idleFlag(canonical, flag) ?? NOTES[SAME_AS[canonical] ?? canonical]?.[flag];
}

/** Flags whose only effect is that Docker shows them. */
export function shownFlags(canonical: string): readonly string[] {
  return SHOWN[SAME_AS[canonical] ?? canonical] ?? [];
}

/** What becomes of a flag of a command. */
export function flagState(spec: CommandSpec, flag: string, plugin?: PluginStates): FlagState {
  if (plugin?.works(spec.path) === true) {
    if (plugin.refused(spec.path).includes(flag)) return 'not simulated';
    return plugin.idle(spec.path, flag) === undefined ? 'works' : 'no effect';
  }
  if (!IMPLEMENTED.has(spec.canonical) || refusedFlags(spec.canonical).includes(flag)) return 'not simulated';
  if (idleFlag(spec.canonical, flag) !== undefined) return 'no effect';
  return shownFlags(spec.canonical).includes(flag) ? 'shown' : 'works';
}

/** Does a command work here? */
export function commandState(spec: CommandSpec, plugin?: PluginStates): 'works' | 'group' | 'not simulated' {
  if (IMPLEMENTED.has(spec.canonical) || plugin?.works(spec.path) === true) return 'works';
  return spec.commands.some((c) => {
    const child = COMMANDS.get(`${spec.path} ${c}`);
    return child !== undefined && commandState(child, plugin) !== 'not simulated';
  })
    ? 'group'
    : 'not simulated';
}
