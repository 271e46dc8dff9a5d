// What Tab offers at the host's prompt behind `docker` and `drydock`, from the machine as it is.

import { own } from '../api/dict.ts';
import type { completeDocker } from '../cli/completion.ts';
import { familiar, parseReference } from '../api/reference.ts';
import type { Machine } from './machine.ts';

/** Questions of `drydock why` and which names they want. */
const QUESTIONS: Readonly<Record<string, readonly ('containers' | 'images' | 'volumes' | 'networks')[]>> = {
  connect: [],
  curl: [],
  env: ['containers'],
  exit: ['containers'],
  file: [],
  name: ['containers'],
  ping: [],
  port: [],
  prune: [],
  rm: ['containers', 'images', 'volumes', 'networks'],
  step: ['images'],
  stop: ['containers'],
};

/** Names of things. Looking must not make the engine: that would change what a session does. */
function namesOf(machine: Machine): Parameters<typeof completeDocker>[0] {
  const engine = machine.present;
  if (engine === undefined) return { containers: () => [], images: () => [], volumes: () => [], networks: () => [] };
  return {
    containers: (running) =>
      [...engine.state.containers.values()].filter((c) => !running || c.state === 'running').map((c) => c.name),
    images: () =>
      engine.images.list({ all: true, filters: {} }).flatMap((i) => i.RepoTags.map((t) => familiar(parseReference(t)))),
    volumes: () => [...engine.state.volumes.keys()],
    networks: () => [...engine.state.networks.values()].map((n) => n.name),
  };
}

function completeDrydock(machine: Machine, args: readonly string[], word: string): string[] | undefined {
  const begins = (list: readonly string[]): string[] =>
    list
      .filter((x) => x.startsWith(word))
      .sort()
      .map((x) => `${x} `);
  if (args.length === 0) return begins(['--help', 'version', 'why']);
  if (args[0] !== 'why') return [];
  if (args.length === 1) return begins(['--help', 'localhost', ...Object.keys(QUESTIONS)]);
  const names = namesOf(machine);
  // paths of the host, as everywhere
  if (args[1] === 'file' && /^[/.~]/.test(word)) return undefined;
  if (args[1] === 'file')
    return [...names.containers(false), ...names.volumes()]
      .filter((x) => x.startsWith(word))
      .sort()
      .map((x) => `${x}:/`);
  if (args.at(-1) === 'from') return begins(names.containers(true));
  if (args.length > 2) return begins(['from']);
  return begins(
    (own(QUESTIONS, args[1]!) ?? []).flatMap((kind) =>
      kind === 'containers' ? names.containers(false) : names[kind](),
    ),
  );
}

/** Lets the shells of a machine complete. `completer` is there once the client's code is. */
export function installCompleters(machine: Machine, completer: () => typeof completeDocker | undefined): void {
  const { completers } = machine.kernel;
  completers.set('docker', (_p, args, word) => completer()?.(namesOf(machine), args, word));
  completers.set('drydock', (_p, args, word) => completeDrydock(machine, args, word));
}
