// `npm run -s api -- SCHEMA.yaml`: compares the table of routes with a description of Docker's Engine API.

import { readFileSync } from 'node:fs';
import { schemaDifferences } from './apischema.ts';

const [file] = process.argv.slice(2);
if (file === undefined) {
  process.stderr.write('usage: npm run -s api -- SCHEMA.yaml\n');
  process.exit(2);
}
const lines = schemaDifferences(readFileSync(file, 'utf8'));
process.stdout.write(lines.length === 0 ? 'nothing differs\n' : `${lines.join('\n')}\n`);
process.exitCode = lines.length === 0 ? 0 : 1;
