// The picture of the rooms in ARCHITECTURE.md is that of the code.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { roomsPicture, withPicture } from './rooms.ts';

test('the picture of the rooms is up to date; `npm run -s rooms` draws it anew', () => {
  const text = readFileSync('ARCHITECTURE.md', 'utf8');
  expect(withPicture(text, roomsPicture('src'))).toBe(text);
});
