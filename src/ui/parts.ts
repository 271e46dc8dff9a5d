// The parts of a machine for the page: shells at once, all the rest when it is first used (or when somebody begins to type).

import { type External, fetched } from '../kernel/external.ts';
import type { Program } from '../kernel/block.ts';
import type { FULL } from '../lab/full.ts';
import type { Parts } from '../lab/machine.ts';
import { shellProgram } from '../shell/main.ts';

let full: typeof FULL | undefined;
let coming: Promise<void> | undefined;

/** Fetches programs, client and catalog. */
export function fetchAll(): Promise<void> {
  return (coming ??= import('../lab/full.ts').then(
    (m) => {
      full = m.FULL;
    },
    (error: unknown) => {
      coming = undefined;
      throw error;
    },
  ));
}

const begin: External = (done) => {
  fetchAll().then(() => done(), (error: unknown) => done(error instanceof Error ? error.message : String(error)));
};

const shells = new Map<string, Program>([['bash', shellProgram('bash')], ['dash', shellProgram('dash')], ['ash', shellProgram('ash')]]);

export const parts: Parts = {
  programs: { get: (name) => full?.programs.get(name) ?? shells.get(name) ?? (full === undefined ? fetched(begin, () => full?.programs.get(name)) : undefined) },
  docker: (api) => {
    let program: Program | undefined;
    return fetched(begin, () => (program ??= full?.docker(api)));
  },
  // only the docker client asks for the engine, and it comes with the same parcel
  engine: (host, registries) => {
    if (full === undefined) throw new Error('the engine has not been fetched');
    return full.engine(host, registries);
  },
};

export const completer = (): (typeof FULL)['completeDocker'] | undefined => full?.completeDocker;
