// The whole test run: types, lint, format, unused code, unit tests with the conformance ratchet, and the browser tests
// where there is a Chromium.
// Usage: node tests/run.mjs [types] [lint] [format] [unused] [unit] [e2e]   (all of them without arguments)
// The last line is `N passed, N failed`.

import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const bin = (name) => join(root, 'node_modules', '.bin', name);
const wanted = process.argv.slice(2);
const wants = (name) => wanted.length === 0 || wanted.includes(name);
let passed = 0;
let failed = 0;

/** Runs a command; what it prints comes in one piece, when it has ended. @returns did it end well? */
function run(title, command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, env: { ...process.env, NO_COLOR: '1' } });
    const printed = [];
    child.stdout.on('data', (x) => printed.push(x));
    child.stderr.on('data', (x) => printed.push(x));
    const ended = (ok, more = '') => {
      process.stdout.write(`\n== ${title}\n${Buffer.concat(printed)}${more}`);
      resolve(ok);
    };
    child.on('error', (error) => ended(false, `${error.message}\n`));
    child.on('close', (code) => ended(code === 0));
  });
}
async function check(title, command, args) {
  if (await run(title, command, args)) passed++;
  else failed++;
}
async function vitest(title, project) {
  const report = join(root, 'node_modules', '.cache', 'drydock', `${project}.json`);
  mkdirSync(dirname(report), { recursive: true });
  rmSync(report, { force: true });
  const ok = await run(title, bin('vitest'), [
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

/** What looks at the code without running it. */
async function looks() {
  if (wants('types')) {
    await check('types of the core', bin('tsc'), ['-p', 'tsconfig.json']);
    await check('types of headless and tests', bin('tsc'), ['-p', 'tsconfig.node.json']);
    await check('types of the page', bin('svelte-check'), ['--tsconfig', './tsconfig.ui.json', '--fail-on-warnings']);
  }
  if (wants('lint'))
    await check('lint, and which room imports from which', bin('eslint'), ['.', '--max-warnings', '0']);
  if (wants('format')) await check('format', bin('prettier'), ['--check', '--log-level', 'warn', '.']);
  if (wants('unused'))
    await check('unused files, packages and exports', bin('knip'), [
      '--no-progress',
      '--include',
      'files,dependencies,unlisted,unresolved,exports,types,duplicates',
    ]);
}

async function pages() {
  const chromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].some((p) =>
    existsSync(p),
  );
  if (chromium || process.env['DRYDOCK_BROWSER'] === 'demanded') await vitest('the page in a browser', 'e2e');
  else process.stdout.write('\n== the page in a browser: no Chromium was found, these tests do not run\n');
}

// what looks at the code needs one core, and goes beside the unit tests; the browser has the machine for itself
await Promise.all([looks(), wants('unit') ? vitest('unit tests and conformance', 'unit') : undefined]);
if (wants('e2e')) await pages();
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);
