// The one polite live region: what a command did, told once when it has come to its end.

import type { Language } from '../../scenarios/format.ts';
import type { TraceStep } from '../stage/steps.ts';
import { say } from '../text.ts';

/** Steps that are told; the rest is counted. */
const TOLD = 5;

class Announcer {
  text = $state('');
  private odd = false;

  /** Says something at once. */
  say(text: string): void {
    // the same text twice is only read when it differs
    this.odd = !this.odd;
    this.text = this.odd ? text : `${text}\u00a0`;
  }
  /** Tells the steps of one command together. */
  tell(steps: readonly TraceStep[], language: Language): void {
    if (steps.length === 0) return;
    const told = steps.slice(0, TOLD).map((s) => say(s.text, language, s.args));
    if (steps.length > TOLD) told.push(say('rotated', language, { n: steps.length - TOLD }));
    this.say(`${told.join('. ')}.`);
  }
}

export const announcer = new Announcer();
