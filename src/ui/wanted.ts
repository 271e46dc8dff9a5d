// Which lab the page wants: a scenario with its files, or an empty host.

import { scenarios } from 'virtual:scenarios';
import type { Origin, Wanted } from '../lab/port.ts';
import { gpusOfScenario, labFiles, type Scenario } from '../scenarios/format.ts';

/** Names of the scenarios that come with the page. */
export const scenarioNames = scenarios.map((s) => s.name);

/** A lab to be made, and the scenario that it is of. */
export interface WantedLab {
  readonly wanted: Wanted;
  readonly scenario: Scenario | undefined;
}

/** The lab of a scenario, or an empty host. @param gpus of the empty host; a scenario has its own */
export async function wantedLab(name: string | undefined, gpus = 0): Promise<WantedLab> {
  const loaded = await scenarios.find((s) => s.name === name)?.load();
  if (loaded === undefined)
    return { scenario: undefined, wanted: { start: { scenario: undefined, gpus }, lesson: undefined } };
  const { scenario, files } = loaded;
  return {
    scenario,
    wanted: {
      start: {
        scenario: name,
        gpus: gpusOfScenario(scenario),
        user: scenario.user,
        cwd: scenario.cwd,
        files: labFiles(scenario, files),
      },
      lesson: scenario,
    },
  };
}

/** The lab that a session began with. */
export function labOf(origin: Origin): Promise<WantedLab> {
  return wantedLab(origin.scenario, origin.gpus ?? 0);
}
