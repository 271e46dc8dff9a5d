import { describe, expect, it } from 'vitest';
import type { TraceStep } from '../stage/steps.ts';
import { mentions, rowsOf, stepsOf } from './links.ts';

const step = (id: number, command: number, name: string, key: string): TraceStep => ({
  id,
  command,
  at: 0,
  text: 't_started',
  args: { name },
  keys: [key],
});
const id = 'b7f1c0a4d2e9'.padEnd(64, '0');
const lines = ['$ docker run -d --name web nginx', id, '$ docker ps', 'b7f1c0a4d2e9  nginx  web', 'x  web2'];
const text = (row: number): string => lines[row] ?? '';
const blocks = [
  { command: 1, row: 0 },
  { command: 2, row: 2 },
];

describe('lines and steps', () => {
  it('belong together when the line names the thing, by name or by id', () => {
    const s = step(1, 1, 'web', `c:${id}`);
    expect(mentions(lines[1]!, s)).toBe(true);
    expect(mentions('no such thing', s)).toBe(false);
    expect(mentions('my-web', s)).toBe(false);
    expect(rowsOf([s], blocks, text, lines.length)).toEqual([1]);
  });
  it("fall back to the command's own line", () => {
    expect(rowsOf([step(2, 1, 'other', 'v:other')], blocks, text, lines.length)).toEqual([0]);
  });
  it('light all steps of a command from its own line', () => {
    const trace = [step(1, 1, 'web', `c:${id}`), step(2, 1, 'data', 'v:data'), step(3, 2, 'x1', 'c:1')];
    expect(stepsOf(0, trace, blocks, text).map((s) => s.id)).toEqual([1, 2]);
    expect(stepsOf(1, trace, blocks, text).map((s) => s.id)).toEqual([1]);
  });
});
