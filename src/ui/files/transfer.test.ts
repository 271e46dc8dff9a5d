import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { incoming, safePath } from './transfer.ts';

const file = (name: string, bytes: Uint8Array): File => new File([bytes as Uint8Array<ArrayBuffer>], name);
const text = (t: string): Uint8Array => new TextEncoder().encode(t);

describe('files from a disk', () => {
  it('keep their folders, and a zip is taken apart', async () => {
    const zip = zipSync({ 'app/main.py': text('print(1)'), 'app/': new Uint8Array(0), README: text('hi') });
    expect((await incoming([{ path: 'app.zip', file: file('app.zip', zip) }])).map((f) => f.path).sort()).toEqual([
      'README',
      'app/main.py',
    ]);
    expect((await incoming([{ path: 'a/b.txt', file: file('b.txt', text('x')) }])).map((f) => f.path)).toEqual([
      'a/b.txt',
    ]);
  });
  it('never lead out of the folder that they go to', async () => {
    expect(safePath('../../etc/passwd')).toBeUndefined();
    expect(safePath('/etc/passwd')).toBe('etc/passwd');
    expect(safePath('a\\b')).toBe('a/b');
    const zip = zipSync({ '../evil': text('x'), good: text('y') });
    expect((await incoming([{ path: 'z.zip', file: file('z.zip', zip) }])).map((f) => f.path)).toEqual(['good']);
  });
});
