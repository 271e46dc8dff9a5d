// Where a lab lives: a desk with a clock. The same in a worker and in the page; only how messages cross and how time comes
// differs. Code that a lab needs rarely is fetched here.

import { Desk, type Follower, refusalOf } from '../../lab/desk.ts';
import type { Lab } from '../../lab/lab.ts';
import type { FromLab, Opening, ToLab } from '../../lab/port.ts';
import type { Scenario } from '../../scenarios/format.ts';
import { completer, fetchAll, parts, progress, sceneOf, watch } from './parts.ts';

/** How a home comes back to its work. */
export interface Clock {
  /** Calls a function at once, but after the messages that wait. */
  soon(f: () => void): void;
  /** Calls it when a screen would be drawn anew. */
  later(f: () => void): void;
}

/**
 * Opens a home for a lab.
 * @param send takes what comes out @returns takes what goes in
 */
export function openHome(send: (message: FromLab) => void, clock: Clock): (message: ToLab) => void {
  const now = (): number => performance.now();
  const follow = (): ((lesson: object, lab: Lab) => Follower) | undefined => {
    const Progress = progress();
    return Progress && ((lesson, lab) => new Progress(lesson as Scenario, lab));
  };
  const desk = new Desk({ parts, completer, sceneOf, watch, follow }, send);
  let last = now();
  let begun = false;
  /** Only one turn is awaited: the next message, or else the clock, makes it. */
  let round = 0;

  function turn(): void {
    const at = now();
    const more = desk.advance(at, at - last, now);
    last = at;
    desk.flush(at);
    const mine = ++round;
    (more ? clock.soon : clock.later)(() => mine === round && turn());
  }
  /** Takes a message and lets the lab answer it without waiting for the clock. */
  function take(m: ToLab): boolean {
    const known = desk.take(m);
    if (begun) turn();
    return known;
  }

  async function open(id: number, opening: Opening): Promise<void> {
    // a session runs through everything that a lab can do
    const [answers] = await Promise.all([import('../../lab/answers.ts'), fetchAll()]);
    answers.open(desk, opening, (opened) => desk.reply(id, 'open', () => opened));
    begun = true;
    turn();
  }
  async function ask(m: ToLab & { kind: 'ask' }): Promise<void> {
    try {
      if (m.name === 'open') return await open(m.id, m.asked as Opening);
      const { answer } = await import('../../lab/answers.ts');
      desk.reply(m.id, m.name, () => answer(desk, m.name, m.asked));
    } catch (error) {
      send({ kind: 'refused', id: m.id, why: refusalOf(error) });
    }
  }

  function handle(m: ToLab): void {
    begun ||= m.kind === 'begin';
    if (!take(m) && m.kind === 'ask') void ask(m);
  }

  /** Messages behind one that has to wait for code. */
  let queue: Promise<void> | undefined;
  return (m) => {
    if (m.kind === 'fetch') return void fetchAll().catch(() => {});
    // a host with GPUs has their driver on its disk from the beginning
    const wants = m.kind === 'begin' && m.start.gpus > 0;
    if (m.kind === 'ping' || (queue === undefined && !wants)) return handle(m);
    const mine: Promise<void> = (queue ?? Promise.resolve())
      .then(() => (wants ? fetchAll() : undefined))
      .then(() => handle(m))
      .finally(() => {
        if (queue === mine) queue = undefined;
      });
    queue = mine;
  };
}
