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
  const options = { configFile: join(root, 'vite.config.ts'), root: join(root, 'src', 'ui'), logLevel: 'error' as const };
  const outDir = join(root, 'node_modules', '.cache', 'drydock', 'site');
  await build({ ...options, build: { outDir: join(outDir, 'sub', 'path'), emptyOutDir: true } });
  const server = await preview({ ...options, build: { outDir }, preview: { port: 0, host: '127.0.0.1', open: false } });
  project.provide('page', `${server.resolvedUrls!.local[0]!}sub/path/index.html`);
  return () => server.close();
}
