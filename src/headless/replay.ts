// `npm run -s drydock -- replay LINK-OR-FILE`: plays a shared session without a page and prints its transcript.

import { readFileSync } from 'node:fs';
import { checkOf, CodecError, type Packed, unpackSession } from '../lab/codec.ts';
import { Lab } from '../lab/lab.ts';
import { Replay, replayAll } from '../lab/replay.ts';
import { sessionIn } from '../lab/share.ts';
import { asConformance, readable } from '../lab/transcript.ts';
import { EVERYTHING } from './parts.ts';
import { scenarioOptions } from './scenario.ts';

export const REPLAY_USAGE = `Usage: drydock replay [--conformance] LINK-OR-FILE

Plays the session in a link (or in a file that holds a link or a session) and prints its transcript.
`;

const WHY: Record<CodecError['why'], string> = {
  damaged: 'this is no session, or it is damaged',
  version: 'this session is of another version of Drydock',
  'too-big': 'this session is too big',
};

/** Plays a session. @returns its exit status and what it printed */
export function replaySession(text: string, conformance: boolean): { status: number; stdout: string; stderr: string } {
  let packed: Packed;
  try {
    packed = unpackSession(sessionIn(text) ?? text);
  } catch (error) {
    if (!(error instanceof CodecError)) throw error;
    return { status: 1, stdout: '', stderr: `drydock: ${WHY[error.why]}\n` };
  }
  const { origin, entries, end } = packed.log;
  const make = (): Lab =>
    new Lab({
      parts: EVERYTHING,
      completer: () => undefined,
      seed: origin.seed,
      columns: origin.columns,
      rows: origin.rows,
      ...scenarioOptions(origin.scenario),
      gpus: origin.gpus ?? 0,
    });
  let lab: Lab;
  try {
    lab = make();
  } catch (error) {
    return { status: 1, stdout: '', stderr: `drydock: ${(error as Error).message}\n` };
  }
  let stderr = '';
  if (!replayAll(new Replay(lab, entries, end))) {
    lab = make();
    replayAll(new Replay(lab, entries, undefined, true));
    stderr = 'drydock: this session was made with another version of Drydock; what it did may differ\n';
  } else if (checkOf(lab.output.slice()) !== packed.check)
    stderr = 'drydock: this session was made with another version of Drydock; its output differs\n';
  return { status: 0, stdout: (conformance ? asConformance : readable)(lab.past.frames, lab.output), stderr };
}

/** The command. `fail` prints a usage error and ends. */
export function replay(args: string[], fail: (message: string) => never): void {
  const conformance = args.includes('--conformance');
  const rest = args.filter((a) => a !== '--conformance');
  const bad = rest.find((a) => a.startsWith('-'));
  if (bad !== undefined) fail(`unknown option ${bad}\n${REPLAY_USAGE}`);
  if (rest.length !== 1) fail(`one link or file\n${REPLAY_USAGE}`);
  let text = rest[0]!;
  if (sessionIn(text) === undefined && !/^\d+\.[\w-]+$/.test(text)) {
    try {
      text = readFileSync(text, 'utf8');
    } catch {
      fail(`${text}: no link, and no file that can be read`);
    }
  }
  const { status, stdout, stderr } = replaySession(text, conformance);
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  process.exitCode = status;
}
