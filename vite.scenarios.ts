// Packs the scenarios for the page: `virtual:scenarios` lists what stands in scenarios/, and each of them is one file
// with its texts and start files, fetched when it is chosen.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

const LIST = 'virtual:scenarios';
const ONE = 'virtual:scenario/';
const folder = join(import.meta.dirname, 'scenarios');

function filesBelow(dir: string): string[] {
  return readdirSync(dir)
    .sort()
    .flatMap((name) => {
      const path = join(dir, name);
      return statSync(path).isDirectory() ? filesBelow(path) : [path];
    });
}
const names = (): string[] =>
  readdirSync(folder)
    .filter((n) => statSync(join(folder, n)).isDirectory())
    .sort();
const read = (path: string): string => readFileSync(path, 'utf8');

export const scenarios = {
  name: 'scenarios',
  resolveId: (id: string): string | undefined => (id === LIST || id.startsWith(ONE) ? `\0${id}` : undefined),
  load(id: string): string | undefined {
    if (id === `\0${LIST}`) {
      const list = names().map(
        (n) =>
          `{ name: ${JSON.stringify(n)}, title: ${JSON.stringify(JSON.parse(read(join(folder, n, 'scenario.json'))).title)}, load: () => import(${JSON.stringify(ONE + n)}) }`,
      );
      return `export const scenarios = [${list.join(',\n')}];`;
    }
    if (!id.startsWith(`\0${ONE}`)) return undefined;
    const dir = join(folder, id.slice(ONE.length + 1));
    let files: string[] = [];
    try {
      files = filesBelow(join(dir, 'files'));
    } catch {
      // a scenario may begin without files
    }
    const texts = Object.fromEntries(files.map((f) => [relative(join(dir, 'files'), f), read(f)]));
    return `export const scenario = ${read(join(dir, 'scenario.json'))};\nexport const files = ${JSON.stringify(texts)};`;
  },
};
