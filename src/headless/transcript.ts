// Transcripts: commands with all that came back, as text.

import { isIncomplete } from '../shell/reading.ts';

/** One command of a transcript. Lines are without their newlines. */
export interface Exchange {
  readonly command: string;
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number;
  /** Line of the transcript where the command stands, 1-based. */
  readonly line: number;
}

export type Item = { comment: string } | { command: string };

/**
 * Splits a script into comments and commands; a command may go over several lines.
 * @throws Error when it is not text, or ends within a command
 */
export function splitScript(text: string): Item[] {
  if (text.includes('\0') || text.includes('\ufffd')) throw new Error('not a script: it is no text');
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  const out: Item[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!;
    if (line.trim() === '') continue;
    if (line.startsWith('#')) {
      out.push({ comment: line });
      continue;
    }
    let command = line;
    while (isIncomplete(`${command}\n`)) {
      if (++i >= lines.length)
        throw new Error(`not a script: the command that begins with ${JSON.stringify(line.slice(0, 60))} has no end`);
      command += `\n${lines[i]!}`;
    }
    out.push({ command });
  }
  return out;
}

/** A terminal's line ends, and a lone carriage return, as plain line ends: the recorded transcripts were written so. */
export function plainLines(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

function marked(text: string, mark: string): string {
  if (text === '') return '';
  text = plainLines(text);
  const open = !text.endsWith('\n');
  const lines = (open ? text : text.slice(0, -1)).split('\n');
  return `${lines.map((l) => (l === '' ? mark : `${mark} ${l}`)).join('\n')}\n${open ? '\\ no newline\n' : ''}`;
}

/** A command and its answer in the format of a transcript. */
export function formatExchange(e: Omit<Exchange, 'line'>): string {
  const [first, ...more] = e.command.split('\n');
  return `$ ${first}\n${more.map((l) => (l === '' ? '>\n' : `> ${l}\n`)).join('')}${marked(e.stdout, '|')}${marked(e.stderr, '!')}${e.status === 0 ? '' : `= ${e.status}\n`}`;
}

/** Reads a transcript. */
export function parseTranscript(text: string): Exchange[] {
  const out: Exchange[] = [];
  let now: { command: string[]; stdout: string; stderr: string; status: number; line: number } | undefined;
  let last: 'stdout' | 'stderr' = 'stdout';
  const flush = (): void => {
    if (now !== undefined) out.push({ ...now, command: now.command.join('\n') });
    now = undefined;
  };
  text.split('\n').forEach((line, n) => {
    const rest = line.slice(2);
    if (line.startsWith('$ ')) {
      flush();
      now = { command: [rest], stdout: '', stderr: '', status: 0, line: n + 1 };
    } else if (now === undefined) return;
    else if (line.startsWith('>')) now.command.push(rest);
    else if (line.startsWith('|') || line.startsWith('!')) {
      last = line.startsWith('|') ? 'stdout' : 'stderr';
      now[last] += `${rest}\n`;
    } else if (line.startsWith('\\')) now[last] = now[last].slice(0, -1);
    else if (line.startsWith('= ')) now.status = Number(rest);
  });
  flush();
  return out;
}
