// ulimit: what the shell, and all that it starts, may have at most.

import { errnoText, FsError } from '../../fs/node.ts';
import { limitOf, setLimit } from '../../kernel/limits.ts';
import type { Builtin } from './builtin.ts';

/** Letter, Docker's name, bash's words, bash's unit, and the bytes of a unit (512 for blocks of the small shells). */
const ROWS: readonly (readonly [letter: string, docker: string, words: string, unit: string, size: number])[] = [
  ['c', 'core', 'core file size', 'blocks', 512],
  ['d', 'data', 'data seg size', 'kbytes', 1024],
  ['e', 'nice', 'scheduling priority', '', 1],
  ['f', 'fsize', 'file size', 'blocks', 512],
  ['i', 'sigpending', 'pending signals', '', 1],
  ['l', 'memlock', 'max locked memory', 'kbytes', 1024],
  ['m', 'rss', 'max memory size', 'kbytes', 1024],
  ['n', 'nofile', 'open files', '', 1],
  ['q', 'msgqueue', 'POSIX message queues', 'bytes', 1],
  ['r', 'rtprio', 'real-time priority', '', 1],
  ['s', 'stack', 'stack size', 'kbytes', 1024],
  ['t', 'cpu', 'cpu time', 'seconds', 1],
  ['u', 'nproc', 'max user processes', '', 1],
  ['v', 'as', 'virtual memory', 'kbytes', 1024],
  ['x', 'locks', 'file locks', '', 1],
];
/** Letters of the small shells that mean something else there. */
const ASH: Readonly<Record<string, string>> = { p: 'u', w: 'x' };

export const ulimit: Builtin = function* (sh, argv) {
  const bash = sh.dialect === 'bash';
  const row = (letter: string): (typeof ROWS)[number] | undefined =>
    ROWS.find(([l]) => l === letter) ?? (bash ? undefined : ROWS.find(([l]) => l === ASH[letter]));
  const unit = ([, docker, , , size]: (typeof ROWS)[number]): number => (bash && docker === 'fsize' ? 1024 : size);
  const shown = (r: (typeof ROWS)[number], hard: boolean): string => {
    const n = limitOf(sh.p, r[1])[hard ? 'hard' : 'soft'];
    return n < 0 ? 'unlimited' : String(Math.floor(n / unit(r)));
  };
  let hard = false;
  let soft = false;
  let asked = row('f')!;
  let value: string | undefined;
  for (const a of argv.slice(1)) {
    if (!a.startsWith('-')) {
      value = a;
      continue;
    }
    for (const c of a.slice(1)) {
      if (c === 'H') hard = true;
      else if (c === 'S') soft = true;
      else if (c === 'a') {
        for (const r of ROWS) {
          const [letter, , words, u] = r;
          yield* sh.p.print(
            bash
              ? `${words.padEnd(20)} ${`(${u === '' ? '' : `${u}, `}-${letter}) `.padStart(20)}${shown(r, hard)}\n`
              : `${`${words}${u === '' ? '' : ` (${u === 'kbytes' ? 'kb' : u})`}`.padEnd(32)}(-${letter}) ${shown(r, hard)}\n`,
          );
        }
        return 0;
      } else {
        const r = row(c);
        if (r === undefined) {
          yield* sh.warn(`ulimit: -${c}: invalid option`);
          return 2;
        }
        asked = r;
      }
    }
  }
  if (value === undefined) {
    yield* sh.p.print(`${shown(asked, hard)}\n`);
    return 0;
  }
  const now = limitOf(sh.p, asked[1]);
  const n = value === 'unlimited' ? -1 : value === 'hard' ? now.hard : Number(value) * unit(asked);
  if (Number.isNaN(n)) {
    yield* sh.warn(`ulimit: ${value}: invalid number`);
    return 1;
  }
  try {
    setLimit(sh.p, asked[1], { soft: soft || !hard ? n : now.soft, hard: hard || !soft ? n : now.hard });
    return 0;
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    const why = errnoText(error.code);
    if (bash) yield* sh.warn(`ulimit: ${asked[2]}: cannot modify limit: ${why}`);
    else yield* sh.p.eprint(`${sh.name}: error setting limit: ${why}\n`);
    return 1;
  }
};
