// Builds the page once for all browser tests, into a sub-path of a static server.

import { join } from 'node:path';
import { build, preview } from 'vite';
import type { TestProject } from 'vitest/node';
import { CHROMIUM } from './chromium.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the built page. */
    page: string;
  }
}

export default async function (project: TestProject): Promise<(() => Promise<void>) | undefined> {
  project.provide('page', '');
  if (CHROMIUM === undefined) return undefined;
  const root = join(import.meta.dirname, '..', '..');
  const options = {
    configFile: join(root, 'vite.config.ts'),
    root: join(root, 'src', 'ui'),
    logLevel: 'error' as const,
  };
  const outDir = join(root, 'node_modules', '.cache', 'drydock', 'site');
  // the test runner's own mode would build a page for developers
  const mode = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  try {
    await build({ ...options, build: { outDir: join(outDir, 'sub', 'path'), emptyOutDir: true } });
  } finally {
    if (mode === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = mode;
  }
  const server = await preview({ ...options, build: { outDir }, preview: { port: 0, host: '127.0.0.1', open: false } });
  project.provide('page', `${server.resolvedUrls!.local[0]!}sub/path/index.html`);
  return () => server.close();
}
