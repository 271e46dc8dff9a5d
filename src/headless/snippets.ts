// Plays the recorded shell snippets: `bash -c SCRIPT` in an empty /tmp/w.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decode, encode } from '../fs/bytes.ts';
import { nextIno } from '../fs/cell.ts';
import { putAt } from '../fs/tree.ts';
import { EVERYTHING } from './parts.ts';
import { Machine } from '../lab/machine.ts';

export interface Snippet {
  readonly id: string;
  readonly area: string;
  readonly files: readonly { path: string; mode: string; text: string }[];
  readonly script: string;
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: number;
}

/** What a snippet printed here. */
export function playSnippet(s: Snippet): { stdout: string; stderr: string; exit: number } {
  const machine = new Machine(EVERYTHING);
  let tree = machine.disk.snapshot();
  const put = (path: string, mode: number, text: string): void => {
    tree = putAt(
      tree,
      path.split('/').filter((x) => x !== ''),
      { kind: 'file', mode, uid: 0, gid: 0, mtime: machine.kernel.now, ino: nextIno(), data: encode(text) },
      { owner: {}, mtime: 0 },
    );
  };
  put('/tmp/w/bin/.keep', 0o644, '');
  for (const f of s.files) put(`/tmp/w/${f.path}`, parseInt(f.mode, 8), f.text);
  put('/tmp/script', 0o644, s.script);
  machine.disk.replace(tree);
  const session = machine.session({ user: 'root', cwd: '/tmp/w', name: 'x' });
  if (s.files.every((f) => !f.path.startsWith('bin/'))) session.run('rm -rf /tmp/w/bin');
  else session.run('rm /tmp/w/bin/.keep');
  const answer = session.run('HOME=/tmp/w PATH=/tmp/w/bin:$PATH exec bash -c "$(cat /tmp/script)"');
  return { stdout: decode(answer.stdout), stderr: decode(answer.stderr), exit: answer.status };
}

/** Standard error without what may differ: pids, and the text before the first message. */
export function errText(text: string): string {
  return text
    .split('\n')
    .map((l) =>
      l
        .replace(/^.*?: line \d+: +/, '')
        .replace(/^\S+: (?=\S+: )/, '')
        .replace(/^\d+ /, '')
        .replace(/[‘’]/g, "'")
        .replace(/^[\w./-]+: /, ''),
    )
    .join('\n');
}

export function loadSnippets(root: string): Snippet[] {
  return (
    JSON.parse(readFileSync(join(root, 'tests', 'conformance', 'shell', 'snippets.json'), 'utf8')) as {
      cases: Snippet[];
    }
  ).cases;
}

export function passes(s: Snippet, got: { stdout: string; stderr: string; exit: number }): boolean {
  return got.stdout === s.stdout && got.exit === s.exit && errText(got.stderr) === errText(s.stderr);
}
