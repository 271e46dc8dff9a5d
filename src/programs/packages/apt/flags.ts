// The options of apt, and the lines that it says on its way.

import type { Task } from '../../../kernel/block.ts';
import type { Process } from '../../../kernel/process.ts';
import { Failure } from '../../args.ts';

export interface Flags {
  readonly yes: boolean;
  readonly quiet: number;
  readonly recommends: boolean;
  readonly reinstall: boolean;
  readonly downloadOnly: boolean;
  readonly simulate: boolean;
  readonly purge: boolean;
  readonly fixMissing: boolean;
}

const LONG =
  /^--(yes|assume-yes|quiet|no-install-recommends|install-recommends|no-install-suggests|install-suggests|reinstall|download-only|simulate|dry-run|just-print|purge|auto-remove|autoremove|fix-missing|fix-broken|allow-downgrades|allow-change-held-packages|allow-unauthenticated|allow-remove-essential|no-upgrade|only-upgrade|force-yes|allow-releaseinfo-change|installed|upgradable|all-versions|names-only|no-show-progress|show-progress|verbose-versions|no-remove|default-release(=.*)?|target-release(=.*)?|option(=.*)?)$/;

export function parseFlags(args: readonly string[]): {
  flags: Flags;
  words: string[];
  options: Map<string, string>;
  long: Set<string>;
} {
  const words: string[] = [];
  const letters: string[] = [];
  const long = new Set<string>();
  const options = new Map<string, string>();
  for (let i = 0; i < args.length; i++) {
    const a = args[i]!;
    if (a === '-o' || a === '-t' || a === '-c') {
      const value = args[++i] ?? '';
      if (a === '-o') options.set(value.split('=')[0]!.toLowerCase(), value.slice(value.indexOf('=') + 1));
    } else if (/^-o.+=/.test(a)) options.set(a.slice(2).split('=')[0]!.toLowerCase(), a.slice(a.indexOf('=') + 1));
    else if (a.startsWith('--')) {
      if (!LONG.test(a))
        throw new Failure(`E: Command line option ${a} is not understood in combination with the other options`, 100);
      long.add(a.slice(2));
    } else if (a.startsWith('-') && a.length > 1) {
      const body = a.replace(/^-q=\d+$/, '-qq').slice(1);
      for (const c of body)
        if (!'yqsdfmuVhva'.includes(c))
          throw new Failure(
            `E: Command line option '${c}' [from ${a}] is not understood in combination with the other options.`,
            100,
          );
      letters.push(...body);
    } else words.push(a);
  }
  const q = letters.filter((c) => c === 'q').length + (long.has('quiet') ? 1 : 0);
  return {
    words,
    options,
    long,
    flags: {
      yes:
        letters.includes('y') ||
        long.has('yes') ||
        long.has('assume-yes') ||
        long.has('force-yes') ||
        q > 1 ||
        options.get('apt::get::assume-yes') === 'true',
      quiet: q,
      recommends:
        !long.has('no-install-recommends') &&
        options.get('apt::install-recommends') !== '0' &&
        options.get('apt::install-recommends') !== 'false',
      reinstall: long.has('reinstall'),
      downloadOnly: letters.includes('d') || long.has('download-only'),
      simulate: letters.includes('s') || long.has('simulate') || long.has('dry-run') || long.has('just-print'),
      purge: long.has('purge'),
      fixMissing: long.has('fix-missing'),
    },
  };
}

/** A line for those who did not ask for quiet. */
export function* say(p: Process, f: Flags, text: string): Task {
  if (f.quiet < 2) yield* p.print(text);
}

/** `Reading package lists... Done`: without a terminal apt says only that it begins. */
export function* reading(p: Process, f: Flags): Task {
  const done = p.isatty(1) ? ' Done' : '';
  yield* say(
    p,
    f,
    `Reading package lists...${done}\nBuilding dependency tree...${done}\nReading state information...${done}\n`,
  );
}
