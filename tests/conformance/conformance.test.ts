import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { areaOf, playTranscript } from '../../src/headless/compare.ts';
import { realNode } from '../../src/headless/files.ts';
import { normalize } from '../../src/headless/normalize.ts';
import { loadSnippets, passes, playSnippet } from '../../src/headless/snippets.ts';
import { formatExchange, parseTranscript, splitScript } from '../../src/headless/transcript.ts';

const dir = join(import.meta.dirname);
const whole = readFileSync(join(dir, 'whole.txt'), 'utf8').split('\n').filter((l) => l !== '');
const shared = existsSync(join(dir, 'files')) ? realNode(join(dir, 'files')) : undefined;
const names = readdirSync(join(dir, 'transcripts')).filter((f) => f.endsWith('.t')).map((f) => f.slice(0, -2));
const verdicts = new Map(names.map((n) => [n, playTranscript(n, readFileSync(join(dir, 'transcripts', `${n}.t`), 'utf8'), shared)]));

describe('transcripts of the real Docker', () => {
  it.each(whole)('%s is answered whole, as before', (name) => {
    expect(verdicts.get(name)!.differences).toEqual([]);
  });
  it.each([
    ['ctr', 0.97], ['vol', 0.97], ['mount', 0.97], ['net', 0.97],
    ['img', 0.97], ['cli', 0.97], ['build', 0.97], ['compose', 0.97], ['seed', 0.97],
  ] as const)('area %s matches at least its share of commands', (area, share) => {
    const mine = [...verdicts.values()].filter((v) => areaOf(v.name) === area);
    const commands = mine.reduce((n, v) => n + v.commands, 0);
    expect(mine.reduce((n, v) => n + v.matched, 0) / commands).toBeGreaterThanOrEqual(share);
  });
  it('every answer of the daemon is one that the table of routes has', () => {
    expect([...verdicts.values()].flatMap((v) => v.odd.map((fault) => `${v.name}: ${fault}`))).toEqual([]);
  });
  it('no program of the machine fails from within', () => {
    expect([...verdicts.values()].filter((v) => v.crash !== undefined).map((v) => [v.name, v.crash])).toEqual([]);
  });
});

describe('shell snippets', () => {
  const snippets = loadSnippets(join(dir, '..', '..'));
  it.each(snippets.map((s) => [s.id, s] as const))('%s', (_, s) => {
    const got = playSnippet(s);
    expect({ pass: passes(s, got), ...(passes(s, got) ? {} : got) }).toEqual({ pass: true });
  });
});

describe('the transcript format', () => {
  it('reads what it writes', () => {
    const e = { command: 'cat <<E\nx\nE', stdout: 'a\n\nb', stderr: 'oh\n', status: 3 };
    expect(parseTranscript(formatExchange(e))).toEqual([{ ...e, line: 1 }]);
  });
  it('splits scripts at whole commands', () => {
    expect(splitScript('# c\necho a \\\n b\ncat <<E\n$x\nE\nfor i in 1; do\n echo\ndone\n')).toEqual([{ comment: '# c' }, { command: 'echo a \\\n b' }, { command: 'cat <<E\n$x\nE' }, { command: 'for i in 1; do\n echo\ndone' }]);
    expect(() => splitScript('echo "a\n')).toThrow(/no end/);
  });
  it('evens out what may differ, and nothing else', () => {
    const n = (t: string): string => normalize(t, new Map(), new Set());
    expect(n('0123456789ab 2026-11-24T09:00:00.5Z Up 5 seconds')).toBe(n('ba9876543210 2020-01-01T00:00:00Z Up 2 hours'));
    expect(n('exit 1')).not.toBe(n('exit 2'));
    expect(n('web 0B')).not.toBe(n('web 5B'));
  });
});
