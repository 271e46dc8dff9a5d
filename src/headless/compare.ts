// Plays transcripts of the real Docker on the machine and compares the answers.

import { serveApi } from '../api/serve.ts';
import { decode } from '../fs/bytes.ts';
import type { FsNode } from '../fs/node.ts';
import { putAt } from '../fs/tree.ts';
import { checkedAnswers } from './checked.ts';
import { EVERYTHING } from './parts.ts';
import { Machine, type Parts } from '../lab/machine.ts';
import { normalize, ownNames } from './normalize.ts';
import { type Exchange, formatExchange, parseTranscript, plainLines } from './transcript.ts';

export interface Difference {
  readonly line: number;
  readonly command: string;
  readonly expected: string;
  readonly got: string;
}

export interface Verdict {
  readonly name: string;
  readonly commands: number;
  readonly matched: number;
  readonly differences: readonly Difference[];
  /** What an uncaught exception said. */
  readonly crash: string | undefined;
  /** Answers of the daemon that the table of routes does not have. */
  readonly odd: readonly string[];
}

/** What a command wrote, and how it ended. */
export interface Shown {
  stdout: string;
  stderr: string;
  status: number;
}

function same(a: Shown, b: Shown, names: ReadonlySet<string>): boolean {
  if (/registry-1\.docker\.io/.test(a.stdout + a.stderr)) return a.status === b.status;
  const ids = [new Map<string, string>(), new Map<string, string>()] as const;
  return (
    a.status === b.status &&
    normalize(a.stdout, ids[0], names) === normalize(b.stdout, ids[1], names) &&
    normalize(a.stderr, ids[0], names) === normalize(b.stderr, ids[1], names)
  );
}

/** Help sentences are our own: only the usage line and the flags of a help text count. */
function isHelp(e: Exchange): boolean {
  return (
    /(^|\s)--help\b/.test(e.command) ||
    /^Usage: .*\n\n[A-Z][^\n]*\n\n(Commands|Options|Management Commands):/.test(e.stdout + e.stderr)
  );
}

function helpFacts(text: string): string {
  return (
    text
      .split('\n')
      .filter((l) => l.startsWith('Usage:'))
      .join('\n') +
    [...text.matchAll(/^\s+(-\w, )?--[\w-]+/gm)]
      .map((m) => m[0].trim())
      .sort()
      .join('\n')
  );
}

/** Plays one transcript. `shared` is what stands at /shareddir; `bytes`: the client speaks HTTP to the daemon. */
export function playTranscript(name: string, text: string, shared: FsNode | undefined, bytes = false): Verdict {
  const exchanges = parseTranscript(text);
  const odd: string[] = [];
  const observer = checkedAnswers((fault) => odd.push(fault));
  const parts: Parts = { ...EVERYTHING, serve: (listener, api) => (p) => serveApi(p, [listener], api, { observer }) };
  const machine = new Machine(parts, { registries: ['127.0.0.1:5555'], bytes });
  if (shared !== undefined)
    machine.disk.replace(
      putAt(machine.disk.snapshot(), ['shareddir'], shared, { owner: {}, mtime: machine.kernel.now }),
    );
  let crash: string | undefined;
  machine.kernel.onCrash = (p, error) => {
    crash ??= `${p.name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  };
  const session = machine.session({ user: 'root', cwd: '/root/lab', name: '/shareddir/.rec.cmd' });
  const tally = new Tally(name, exchanges);
  for (const e of exchanges) {
    let got: Shown;
    try {
      const a = session.run(e.command, 2_000_000);
      got = {
        stdout: plainLines(decode(a.stdout)),
        stderr:
          plainLines(decode(a.stderr)) + (a.finished || session.ended ? '' : 'drydock: this command did not end\n'),
        status: a.status,
      };
    } catch (error) {
      got = { stdout: '', stderr: `exception: ${String(error)}\n`, status: -1 };
      crash ??= error instanceof Error ? (error.stack ?? error.message) : String(error);
    }
    tally.answer(e, got);
  }
  return tally.verdict(crash, odd);
}

/** The answers to a transcript's commands, one after another, and how many are right. */
export class Tally {
  private readonly names: ReadonlySet<string>;
  private readonly differences: Difference[] = [];
  private matched = 0;

  constructor(
    private readonly name: string,
    private readonly exchanges: readonly Exchange[],
  ) {
    this.names = ownNames(exchanges.map((e) => e.command));
  }

  /** What a command was answered here. */
  answer(e: Exchange, got: Shown): void {
    const right = isHelp(e)
      ? got.status === e.status &&
        helpFacts(got.stdout) === helpFacts(e.stdout) &&
        helpFacts(got.stderr) === helpFacts(e.stderr)
      : same(e, got, this.names);
    if (right) {
      this.matched++;
      return;
    }
    this.differences.push({
      line: e.line,
      command: e.command,
      expected: answerText(e),
      got: answerText({ command: e.command, ...got, line: e.line }),
    });
  }

  verdict(crash?: string, odd: readonly string[] = []): Verdict {
    const { name, matched, differences } = this;
    return { name, commands: this.exchanges.length, matched, differences, crash, odd };
  }
}

function answerText(e: Exchange): string {
  return formatExchange(e).split('\n').slice(e.command.split('\n').length).join('\n');
}

/** The area that a transcript belongs to, from its name. */
export function areaOf(name: string): string {
  return name.split('-')[0]!;
}
