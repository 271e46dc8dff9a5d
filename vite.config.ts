import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { frame } from './vite.frame.ts';
import { policy } from './vite.policy.ts';
import { scenarios } from './vite.scenarios.ts';

const plugin = svelte({ configFile: false, compilerOptions: { runes: true, discloseVersion: false } });

/** `import text from './x.py'` gives the source as text. */
const pythonText = {
  name: 'python-text',
  enforce: 'pre' as const,
  transform: (code: string, id: string) =>
    /\.py$/.test(id) ? { code: `export default ${JSON.stringify(code)};`, map: null } : undefined,
};

/** What every part of a lab needs is one file instead of many small ones, which compress badly. */
const LAB = {
  name: 'lab',
  test: /src\/fs\/(tree|path|bytes|node|cell)\.ts|src\/kernel\/(gpus|signals|files|block|ip)\.ts/,
};

export default defineConfig({
  root: process.env['VITEST'] === undefined ? 'src/ui' : '.',
  base: './',
  publicDir: '../../static',
  plugins: [plugin, pythonText, scenarios, policy, frame],
  // a lab runs in a worker, with the same code as in the page
  worker: {
    format: 'es',
    plugins: () => [pythonText],
    rolldownOptions: { output: { codeSplitting: { groups: [LAB] } } },
  },
  server: { port: 5173, open: process.env['DRYDOCK_OPEN'] !== 'no' },
  preview: { port: 4173 },
  build: {
    outDir: '../../dist',
    emptyOutDir: true,
    target: 'es2023',
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      output: {
        codeSplitting: { groups: [{ name: 'base', test: /ui\/spot|svelte\/src|preload-helper/ }, LAB] },
      },
    },
  },
  test: {
    projects: [
      {
        plugins: [pythonText, scenarios],
        test: {
          name: 'unit',
          // no test leaves anything behind in a module, and loading the house once a worker halves the time
          isolate: false,
          include: ['src/**/*.test.ts', 'tests/{unit,clients,conformance}/**/*.test.ts'],
          exclude: ['tests/clients/uvlhub.test.ts'],
          environment: 'node',
          testTimeout: 60_000,
        },
      },
      {
        plugins: [pythonText, scenarios],
        // by hand: it wants a docker and Compose of others
        test: { name: 'tutorial', include: ['tests/clients/uvlhub.test.ts'], environment: 'node' },
      },
      {
        plugins: [pythonText],
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: ['tests/e2e/setup.ts'],
          environment: 'node',
          testTimeout: 180_000,
          hookTimeout: 120_000,
          // two browsers on two cores are slower, and pages run on real time
          fileParallelism: false,
        },
      },
    ],
  },
});
