// The records of the simulated engine, as those who explain them read them.

import type { Records } from '../api/records.ts';
import type { Engine } from './engine.ts';
import { hostNode } from './hostplace.ts';
import { reader } from './spec.ts';

/** A view on an engine: nothing is copied, and what it says is always of now. */
export function recordsOf(engine: Engine): Records {
  const { containers, images, networks, volumes, events } = engine;
  return {
    get now() {
      return engine.now;
    },
    get gpus() {
      return engine.host.gpus;
    },
    get images() {
      return engine.state.images;
    },
    get tags() {
      return engine.state.tags;
    },
    get containers() {
      return engine.state.containers;
    },
    get volumes() {
      return engine.state.volumes;
    },
    get networks() {
      return engine.state.networks;
    },
    get names() {
      return engine.state.names;
    },
    get builds() {
      return engine.state.builds;
    },
    get cache() {
      return engine.state.cache;
    },
    get events() {
      return events.kept;
    },
    container: (ref) => containers.find(ref),
    image: (ref) => images.find(ref),
    network: (ref) => networks.find(ref),
    runtime: (c) => containers.runtimes.get(c.id)!,
    mountsOf: (c) => containers.allMounts(containers.record(c.id)),
    volumeCell: (name) => volumes.cells.get(name),
    subnetOf: (n) => networks.bridges.get(n.id)?.subnet,
    textIn: (c, path) => reader(containers.runtimes.get(c.id)!.mounts!)(path),
    hostNode: (path) => hostNode(engine, path),
    listen: (f) => void events.listen(f),
  };
}
