// The whole test run: types, lint, format, unused code, unit tests with the conformance ratchet, and the browser tests
// where there is a Chromium.
// Usage: node tests/run.mjs [types] [lint] [format] [unused] [unit] [e2e]   (all of them without arguments)
// The last line is `N passed, N failed`.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const bin = (name) => join(root, 'node_modules', '.bin', name);
const wanted = process.argv.slice(2);
const wants = (name) => wanted.length === 0 || wanted.includes(name);
let passed = 0;
let failed = 0;

function run(title, command, args) {
  process.stdout.write(`\n== ${title}\n`);
  return spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, NO_COLOR: '1' } }).status === 0;
}
function check(title, command, args) {
  if (run(title, command, args)) passed++;
  else failed++;
}
function vitest(title, project) {
  const report = join(root, 'node_modules', '.cache', 'drydock', `${project}.json`);
  mkdirSync(dirname(report), { recursive: true });
  rmSync(report, { force: true });
  const ok = run(title, bin('vitest'), [
    'run',
    '--project',
    project,
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  if (!existsSync(report)) {
    failed++;
    return;
  }
  const r = JSON.parse(readFileSync(report, 'utf8'));
  passed += r.numPassedTests;
  failed += r.numFailedTests;
  // a suite that could not even start has no tests to count
  if (!ok && r.numFailedTests === 0) failed++;
}

if (wants('types')) {
  check('types of the core', bin('tsc'), ['-p', 'tsconfig.json']);
  check('types of headless and tests', bin('tsc'), ['-p', 'tsconfig.node.json']);
  check('types of the page', bin('svelte-check'), ['--tsconfig', './tsconfig.ui.json', '--fail-on-warnings']);
}
if (wants('lint')) check('lint, and which room imports from which', bin('eslint'), ['.', '--max-warnings', '0']);
if (wants('format')) check('format', bin('prettier'), ['--check', '--log-level', 'warn', '.']);
if (wants('unused'))
  check('unused files and packages', bin('knip'), [
    '--no-progress',
    '--include',
    'files,dependencies,unlisted,unresolved',
  ]);
if (wants('unit')) vitest('unit tests and conformance', 'unit');
if (wants('e2e')) {
  const chromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].some((p) =>
    existsSync(p),
  );
  if (chromium || process.env['DRYDOCK_BROWSER'] === 'demanded') vitest('the page in a browser', 'e2e');
  else process.stdout.write('\n== the page in a browser: no Chromium was found, these tests do not run\n');
}
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);
