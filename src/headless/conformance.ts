// `npm run -s conformance -- [NAME…] [--all] [--quiet] [--bytes] [--client DOCKER [--plugins DIR]]`: plays the recorded
// transcripts and counts what matches. With a client, a real docker plays them against the served engine.

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { areaOf, playTranscript, type Verdict } from './compare.ts';
import { realNode } from './files.ts';
import { clientAt, playWithClient } from './serve/client.ts';

const root = process.env['DRYDOCK_ROOT'] ?? process.cwd();
const dir = join(root, 'tests', 'conformance');
const args = process.argv.slice(2);
const all = args.includes('--all');
const quiet = args.includes('--quiet');
const valueOf = (name: string): string | undefined => {
  const at = args.indexOf(name);
  return at < 0 ? undefined : args.splice(at, 2)[1];
};
const [client, plugins] = [valueOf('--client'), valueOf('--plugins')];
const wanted = args.filter((a) => !a.startsWith('--'));

const shared = existsSync(join(dir, 'files')) ? realNode(join(dir, 'files')) : undefined;
const names = readdirSync(join(dir, 'transcripts'))
  .filter((f) => f.endsWith('.t'))
  .map((f) => f.slice(0, -2))
  .sort()
  .filter(
    (n) =>
      wanted.length === 0 ||
      wanted.some((w) => n === w || (w.endsWith('*') ? n.startsWith(w.slice(0, -1)) : areaOf(n) === w)),
  );
if (names.length === 0) {
  process.stderr.write(`drydock: no transcript is called ${wanted.join(', ')}\n`);
  process.exit(2);
}

const verdicts: Verdict[] = [];
for (const name of names) {
  const text = readFileSync(join(dir, 'transcripts', `${name}.t`), 'utf8');
  const v =
    client === undefined
      ? playTranscript(name, text, shared, args.includes('--bytes'))
      : await playWithClient(name, text, clientAt(client, plugins), join(dir, 'files'));
  verdicts.push(v);
  for (const fault of v.odd) process.stdout.write(`${name}.t: ${fault}\n`);
  if (v.differences.length === 0 || quiet) continue;
  for (const d of all ? v.differences : v.differences.slice(0, 1)) {
    process.stdout.write(
      `${name}.t:${d.line}  ${v.matched}/${v.commands}\n$ ${d.command}\n--- real Docker\n${d.expected}--- Drydock\n${d.got}\n`,
    );
  }
  if (v.crash !== undefined) process.stdout.write(`!!! ${v.crash}\n\n`);
}

const areas = new Map<string, { commands: number; matched: number; transcripts: number; whole: number }>();
for (const v of verdicts) {
  for (const key of [areaOf(v.name), 'all']) {
    const a = areas.get(key) ?? { commands: 0, matched: 0, transcripts: 0, whole: 0 };
    a.commands += v.commands;
    a.matched += v.matched;
    a.transcripts++;
    if (v.matched === v.commands) a.whole++;
    areas.set(key, a);
  }
}
const total = areas.get('all')!;
areas.delete('all');
for (const [name, a] of [...areas, ['all', total] as const]) {
  process.stdout.write(
    `${name.padEnd(8)} commands ${String(a.matched).padStart(4)}/${String(a.commands).padEnd(4)} ${((a.matched / a.commands) * 100).toFixed(1).padStart(5)} %   transcripts ${a.whole}/${a.transcripts}\n`,
  );
}

// The ratchet: transcripts that passed whole must go on passing. What a real client passes depends on the client.
if (client !== undefined) process.exit(0);
const ratchet = join(dir, 'whole.txt');
const before = existsSync(ratchet)
  ? readFileSync(ratchet, 'utf8')
      .split('\n')
      .filter((l) => l !== '')
  : [];
const whole = verdicts.filter((v) => v.matched === v.commands).map((v) => v.name);
const lost = before.filter((n) => names.includes(n) && !whole.includes(n));
if (args.includes('--update'))
  writeFileSync(
    ratchet,
    `${[...new Set([...before.filter((n) => !names.includes(n)), ...whole])].sort().join('\n')}\n`,
  );
else if (lost.length > 0) {
  process.stdout.write(`lost: ${lost.join(', ')} passed whole before\n`);
  process.exitCode = 1;
}
