// The scenarios of the project's folder, for programs without a page.

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { LabOptions } from '../lab/lab.ts';
import { gpusOfScenario, labFiles, type Scenario } from '../scenarios/format.ts';

/** Files of a folder below it, by relative path. */
function filesBelow(dir: string, prefix = ''): Record<string, string> {
  const out: Record<string, string> = {};
  for (const name of existsSync(dir) ? readdirSync(dir).sort() : []) {
    const path = join(dir, name);
    if (statSync(path).isDirectory()) Object.assign(out, filesBelow(path, `${prefix}${name}/`));
    else out[prefix + name] = readFileSync(path, 'utf8');
  }
  return out;
}

/** What a lab of a scenario is made with. @throws Error when there is no such scenario */
export function scenarioOptions(scenario: string | undefined): Partial<LabOptions> {
  if (scenario === undefined) return {};
  const dir = join(process.env['DRYDOCK_ROOT'] ?? process.cwd(), 'scenarios', scenario);
  if (!/^[\w-]+$/.test(scenario) || !existsSync(join(dir, 'scenario.json')))
    throw new Error(`there is no scenario '${scenario}' here`);
  const s = JSON.parse(readFileSync(join(dir, 'scenario.json'), 'utf8')) as Scenario;
  return {
    scenario,
    user: s.user,
    cwd: s.cwd,
    gpus: gpusOfScenario(s),
    files: labFiles(s, filesBelow(join(dir, 'files'))),
  };
}
