// The kinds of objects that inspect knows, and how each is got.

import type { Task } from '../../../kernel/block.ts';
import type { Cli } from '../../cli.ts';

/** A thing that was found, and its type in the API. */
export interface Found {
  readonly type: string;
  readonly value: object;
}

export type Getter = (cli: Cli, name: string) => Task<Found>;

export const KINDS: Record<string, Getter> = {
  container: function* (cli, name) {
    return { type: '*Container', value: yield* cli.api.ContainerInspect(name, cli.flags.bool('size')) };
  },
  image: function* (cli, name) {
    return { type: 'Image', value: yield* cli.api.ImageInspect(name) };
  },
  network: function* (cli, name) {
    return {
      type: 'Network',
      value: yield* cli.api.NetworkInspect(name, { verbose: cli.flags.bool('verbose') }),
    };
  },
  volume: function* (cli, name) {
    return { type: 'Volume', value: yield* cli.api.VolumeInspect(name) };
  },
};

/** Kinds that a swarm has, or that are not simulated. */
export const OTHER_KINDS = ['node', 'service', 'secret', 'task', 'plugin', 'config'];
