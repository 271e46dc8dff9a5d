// `npm run -s snippets [ID…]`: prints the shell snippets whose answer differs.

import { loadSnippets, passes, playSnippet } from './snippets.ts';

const wanted = process.argv.slice(2);
let passed = 0;
let all = 0;
for (const s of loadSnippets(process.env['DRYDOCK_ROOT'] ?? process.cwd())) {
  if (wanted.length > 0 && !wanted.includes(s.id)) continue;
  all++;
  const got = playSnippet(s);
  if (passes(s, got)) passed++;
  else
    process.stdout.write(
      `${s.id}: ${s.script}\n--- bash\n${s.stdout}${s.stderr}= ${s.exit}\n--- here\n${got.stdout}${got.stderr}= ${got.exit}\n\n`,
    );
}
process.stdout.write(`snippets ${passed}/${all}\n`);
