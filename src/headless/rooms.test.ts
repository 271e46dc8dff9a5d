// The picture of the rooms in ARCHITECTURE.md is that of the code.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { importersOf, largestCircle, roomsPicture, withPicture } from './rooms.ts';

test('the picture of the rooms is up to date; `npm run -s rooms` draws it anew', () => {
  const text = readFileSync('ARCHITECTURE.md', 'utf8');
  expect(withPicture(text, roomsPicture('src'))).toBe(text);
});

test('the parts of the engine see one another through ports (engine/ports/), and this does not grow', () => {
  // who may know the whole of it: its operations, its daemon, and what reads it from outside
  expect(importersOf('src/engine', 'Engine', 'engine.ts')).toEqual([
    'daemon/kept.ts',
    'daemon/program.ts',
    'operations.ts',
    'records.ts',
    'world.ts',
  ]);
  expect(largestCircle('src/engine').length).toBeLessThanOrEqual(4);
});
