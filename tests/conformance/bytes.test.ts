// The same transcripts with a client that speaks HTTP to the daemon's socket: whoever passes values must not be seen.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { playTranscript } from '../../src/headless/compare.ts';
import { realNode } from '../../src/headless/files.ts';

const dir = import.meta.dirname;
const shared = existsSync(join(dir, 'files')) ? realNode(join(dir, 'files')) : undefined;
const whole = readFileSync(join(dir, 'whole.txt'), 'utf8')
  .split('\n')
  .filter((l) => l !== '');
const names = readdirSync(join(dir, 'transcripts'))
  .filter((f) => f.endsWith('.t'))
  .map((f) => f.slice(0, -2));

describe('transcripts over the bytes of the socket', () => {
  it.each(names.filter((n) => whole.includes(n)))('%s is answered whole', (name) => {
    const text = readFileSync(join(dir, 'transcripts', `${name}.t`), 'utf8');
    const verdict = playTranscript(name, text, shared, true);
    expect(verdict.differences).toEqual([]);
    expect(verdict.odd).toEqual([]);
    expect(verdict.crash).toBeUndefined();
  });
});
