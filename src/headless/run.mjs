// Starts one of the headless programs: bundles it when a source is newer than the last bundle, then runs it.
// Usage: node src/headless/run.mjs PROGRAM [ARG...]   (PROGRAM is a file beside this one, without .ts)

import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const [, , program = 'main', ...args] = process.argv;
const cache = join(root, 'node_modules', '.cache', 'drydock');
const bundle = join(cache, `${program}.mjs`);

function newest(dir) {
  let latest = 0;
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    const path = join(dir, entry.name);
    const at = entry.isDirectory() ? newest(path) : statSync(path).mtimeMs;
    if (at > latest) latest = at;
  }
  return latest;
}

if (!existsSync(bundle) || statSync(bundle).mtimeMs < newest(join(root, 'src'))) {
  const { build } = await import('esbuild');
  mkdirSync(cache, { recursive: true });
  await build({
    entryPoints: [join(here, `${program}.ts`)],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: 'linked',
    logLevel: 'warning',
    loader: { '.py': 'text' },
    // a library written for Node's older modules asks for `require`
    banner: {
      js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);",
    },
  });
}
process.argv = [process.argv[0], bundle, ...args];
process.env['DRYDOCK_ROOT'] = root;
await import(pathToFileURL(bundle).href);
