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
  'docker network create': ['config-from', 'config-only'],
};

/** Flags whose only effect is that Docker shows them (inspect, info, ls). */
const SHOWN: Readonly<Record<string, readonly string[]>> = {
  'docker build': ['cache-to'],
  'docker run': [
    'annotation',
    'blkio-weight',
    'blkio-weight-device',
    'cgroup-parent',
    'cgroupns',
    'cpu-period',
    'cpu-quota',
    'cpu-rt-period',
    'cpu-rt-runtime',
    'cpu-shares',
    'cpus',
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
    'shm-size',
    'storage-opt',
    'sysctl',
    'userns',
    'link-local-ip',
    'ip6',
  ],
};
const SAME_AS: Readonly<Record<string, string>> = { 'docker create': 'docker run', 'docker update': 'docker run' };

/** What a plugin of the client tells of its commands. */
export interface PluginStates {
  readonly works: (path: string) => boolean;
  readonly refused: (path: string) => readonly string[];
}

export type FlagState = 'works' | 'shown' | 'not simulated';

/** Flags of a command that are refused. @param canonical as in the command tree, `docker run` */
export function refusedFlags(canonical: string): readonly string[] {
  return REFUSED[canonical] ?? [];
}

/** What becomes of a flag of a command. */
export function flagState(spec: CommandSpec, flag: string, plugin?: PluginStates): FlagState {
  if (plugin?.works(spec.path) === true) return plugin.refused(spec.path).includes(flag) ? 'not simulated' : 'works';
  if (!IMPLEMENTED.has(spec.canonical) || refusedFlags(spec.canonical).includes(flag)) return 'not simulated';
  return (SHOWN[SAME_AS[spec.canonical] ?? spec.canonical] ?? []).includes(flag) ? 'shown' : 'works';
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
