// python-docker drives the served engine.

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, describe, expect } from 'vitest';
import { closeAll, served } from '../../src/headless/serve/testing.ts';
import { hasPython, PYTHON, withClient } from './clients.ts';

const test = withClient('python3-docker', hasPython);
afterAll(closeAll);

/** What a script that drives an engine of its own prints. */
async function driven(script: string): Promise<string> {
  const s = await served();
  return await new Promise<string>((done) =>
    execFile(PYTHON, [join(import.meta.dirname, script), `unix://${s.socket}`], { timeout: 60_000 }, (_, out, err) =>
      done(out + err),
    ),
  );
}

describe('python-docker', () => {
  test('drives containers, images, volumes, networks and hears of events', async () => {
    expect(await driven('drive.py')).toBe('whole\n');
  });
  test('builds', async () => {
    expect(await driven('build.py')).toBe('whole\n');
  });
});
