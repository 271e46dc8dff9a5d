// Facts of a container that follow from its record and its image: where its variables come from, how its command
// became what it is, and which commands its state allows.

import { containerMachine } from '../engine/machines/container.machine.ts';
import { accepted } from '../engine/step.ts';
import type { ContainerRecord, ImageRecord } from '../engine/state.ts';
import type { CommandFacts, Variable } from './shown.ts';

const split = (text: string): [string, string] =>
  text.includes('=') ? [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)] : [text, ''];

/** The environment, each variable with its origin. */
export function environment(c: ContainerRecord, image: ImageRecord | undefined): Variable[] {
  const own = new Map((image?.config.Env ?? []).map(split));
  const option = c.config.Labels['com.docker.compose.project'] === undefined ? 'option' : 'compose';
  return (c.config.Env ?? []).map(split).map(([name, value]): Variable => {
    const was = own.get(name);
    if (was === value) return { name, value, from: 'image' };
    return { name, value, from: option, ...(was === undefined ? {} : { was }) };
  });
}

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((x, i) => x === b[i]);

export function command(c: ContainerRecord, image: ImageRecord | undefined): CommandFacts {
  const entrypoint = c.config.Entrypoint ?? [];
  const cmd = c.config.Cmd ?? [];
  const imageEntrypoint = image?.config.Entrypoint ?? [];
  const imageCmd = image?.config.Cmd ?? [];
  const effective = [c.path, ...c.args];
  return {
    entrypoint,
    cmd,
    imageEntrypoint,
    imageCmd,
    effective,
    entrypointReplaced: !same(entrypoint, imageEntrypoint),
    cmdReplaced: !same(cmd, imageCmd),
    shell: /^\/bin\/(sh|bash|ash|dash)$/.test(effective[0] ?? '') && effective[1] === '-c',
  };
}

/** Commands that move a container, by the event that its machine must accept. */
const MOVES: readonly { readonly event: string; readonly command: string }[] = [
  { event: 'START', command: 'docker start' },
  { event: 'STOP', command: 'docker stop' },
  { event: 'KILL', command: 'docker kill' },
  { event: 'PAUSE', command: 'docker pause' },
  { event: 'UNPAUSE', command: 'docker unpause' },
  { event: 'REMOVE', command: 'docker rm' },
];

/** Commands on a container, and whether its state allows them now: the machine says so, not this list. */
export function commandsOf(c: ContainerRecord): { readonly command: string; readonly legal: boolean }[] {
  const ok = new Set(accepted(containerMachine, c.state));
  // stop of a container that is stopped already is no error, but moves nothing
  const moves = MOVES.map((m) => ({ command: `${m.command} ${c.name}`, legal: ok.has(m.event) }));
  const runs = c.state === 'running';
  return [
    ...moves,
    { command: `docker restart ${c.name}`, legal: ok.has('START') || ok.has('STOP') },
    { command: `docker rm -f ${c.name}`, legal: ok.has('REMOVE') || ok.has('KILL') },
    { command: `docker exec -it ${c.name} sh`, legal: runs },
    { command: `docker logs ${c.name}`, legal: true },
    { command: `docker inspect ${c.name}`, legal: true },
    { command: `docker diff ${c.name}`, legal: true },
  ];
}
