// Debian's docker, some years older than the engine, plays recorded transcripts. What its age or this machine answers
// differently from the recorded 28.5.2 stands in `DIFFERENT`; all else has to match.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { playWithClient } from '../../src/headless/serve/client.ts';
import { DOCKER, hasDocker, withClient } from './clients.ts';

const test = withClient('docker (Debian’s docker.io)', hasDocker);
const dir = join(import.meta.dirname, '..', 'conformance');

/** Lines of commands whose answer is another one in 20.10. */
const DIFFERENT: Readonly<Record<string, readonly number[]>> = {
  // `docker: … .` ended with a dot then
  'mount-bind-file': [47, 50],
};

describe('the docker of Debian', () => {
  for (const name of Object.keys(DIFFERENT))
    test(name, async () => {
      const text = readFileSync(join(dir, 'transcripts', `${name}.t`), 'utf8');
      const verdict = await playWithClient(name, text, { docker: DOCKER }, join(dir, 'files'), { time: 'fast' });
      expect(verdict.crash).toBe(undefined);
      const odd = DIFFERENT[name]!;
      expect(verdict.differences.filter((d) => !odd.includes(d.line))).toEqual([]);
      expect(verdict.matched).toBe(verdict.commands - odd.length);
    });
});
