// python-docker drives the served engine.

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, describe, expect } from 'vitest';
import { closeAll, served } from '../../src/headless/serve/testing.ts';
import { hasPython, PYTHON, withClient } from './clients.ts';

const test = withClient('python3-docker', hasPython);
afterAll(closeAll);

describe('python-docker', () => {
  test('drives containers, images, volumes, networks and hears of events', async () => {
    const s = await served();
    const said = await new Promise<string>((done) =>
      execFile(
        PYTHON,
        [join(import.meta.dirname, 'drive.py'), `unix://${s.socket}`],
        { timeout: 60_000 },
        (_, out, err) => done(out + err),
      ),
    );
    expect(said).toBe('whole\n');
  });
});
