import { describe, expect, it } from 'vitest';
import { decode } from '../fs/bytes.ts';
import type { Process } from '../kernel/process.ts';
import { FULL } from '../lab/full.ts';
import { Lab } from '../lab/lab.ts';
import recorded from './keys.recorded.json';

/** What bash 5.2 at a terminal showed of a key pressed while the form waits: all after its line, then `echo "st=$?"`. */
const RECORDED: Readonly<Record<string, Partial<Record<Name, string>>>> = recorded;

type Name = 'INT' | 'QUIT' | 'TSTP' | 'EOF';

const KEYS: Readonly<Record<Name, { readonly code: string; readonly shown: string }>> = {
  INT: { code: '\x03', shown: '^C' },
  QUIT: { code: '\x1c', shown: '^\\' },
  TSTP: { code: '\x1a', shown: '^Z' },
  EOF: { code: '\x04', shown: '' },
};

/** Turns that a form may take before it counts as one that never ends. */
const MANY = 400;
/** Turns of a form that are tried one by one; of a longer one, so many of them. */
const EACH = 16;

/** Somebody at a terminal of a machine of their own. */
class Seat {
  readonly lab = new Lab({ parts: FULL, completer: () => undefined, user: 'root', cwd: '/root' });
  text = '';
  readonly crashes: string[] = [];
  readonly before: ReadonlySet<Process>;

  constructor() {
    this.lab.onOutput((b) => (this.text += decode(b)));
    this.lab.machine.kernel.onCrash = (p, error) => this.crashes.push(`${p.name}: ${String(error)}`);
    this.settle();
    this.say("PS1='$ '");
    this.before = new Set(this.lab.machine.kernel.processes.values());
  }

  /** Lets the machine run until it waits for somebody. @returns has it come to that within `turns`? */
  settle(turns = MANY): boolean {
    const { lab } = this;
    const { kernel } = lab.machine;
    return kernel.run({ turns, stop: () => (lab.atPrompt || lab.reading) && !kernel.busy }) === 'stopped';
  }

  /** Presses Ctrl-C until there is a prompt. */
  end(): boolean {
    for (let i = 0; i < 3 && !this.lab.atPrompt; i++) {
      this.lab.type('\x03');
      this.settle();
    }
    return this.lab.atPrompt;
  }

  /** A line at a prompt, and what comes of it without the line and the prompt. */
  say(line: string): string {
    this.text = '';
    this.lab.enter(line);
    this.settle();
    return plain(this.text).replace(`${line}\n`, '').replace(/\$ $/, '');
  }

  /** Programs of this terminal that are alive, but for what was there at the start. */
  get left(): string[] {
    const all = [...this.lab.machine.kernel.processes.values()];
    return all.filter((p) => p.status === undefined && !this.before.has(p)).map((p) => p.argv.join(' '));
  }
}

/** Text with what differs from run to run made the same. */
function plain(text: string): string {
  return text
    .replaceAll('\r', '')
    .replace(/(\[\d+\]) \d+\n/g, '$1 PID\n')
    .replace(/\nreal\t.*\nuser\t.*\nsys\t.*\n/g, '')
    .replace(/line 1: +\d+ Quit/g, 'line 1: PID Quit')
    .replace(/\[\d\][-+ ]  Done +.*\n/g, '');
}

const calm = new Map<string, ReturnType<typeof alone>>();

/** What a form shows when nobody presses a key, and how many turns that takes; without an end: undefined, and as many. */
function alone(form: string): { steps: number; shown: string | undefined } {
  const seat = new Seat();
  const { kernel } = seat.lab.machine;
  seat.text = '';
  seat.lab.enter(form);
  const from = kernel.steps;
  const ended = seat.settle() && seat.lab.atPrompt && seat.text.endsWith('$ ');
  const steps = kernel.steps - from;
  if (!ended) return { steps: Math.min(steps + 2, EACH), shown: undefined };
  const shown = plain(seat.text).replace(`${form}\n`, '').replace(/\$ $/, '');
  return { steps, shown: shown + seat.say('echo "st=$?"') };
}

function undisturbed(form: string): ReturnType<typeof alone> {
  const known = calm.get(form) ?? alone(form);
  calm.set(form, known);
  return known;
}

/** Steps to try: each, or some of them that fall on all parts of a round. */
function moments(steps: number): number[] {
  const all = Array.from({ length: steps }, (_, k) => k);
  if (steps <= EACH) return all;
  return Array.from({ length: EACH }, (_, i) => Math.floor((i * steps * 7) / EACH + i) % steps);
}

/** Said of a form that did not end. */
const GOES_ON = '<goes on>';

/** The form with a key after so many of its steps: what was shown from its line on, and then `st=…`. */
function pressed(seat: Seat, form: string, key: Name, after: number): { text: string; jobs: string } {
  const { kernel } = seat.lab.machine;
  seat.text = '';
  seat.lab.enter(form);
  kernel.run({ turns: after });
  seat.lab.type(KEYS[key].code);
  const came = seat.settle() && seat.lab.atPrompt;
  const shown = plain(seat.text).replace(`${form}\n`, '');
  if (!came) {
    // what does not end, because the key came to the shell, which ignores it, ends with Ctrl-C
    return { text: seat.end() ? GOES_ON : `${shown}<no prompt>`, jobs: '' };
  }
  const said = seat.say('echo "st=$?"; jobs');
  const at = said.indexOf('\n') + 1;
  return { text: shown.replace(/\$ $/, '') + said.slice(0, at), jobs: said.slice(at) };
}

/**
 * What may be shown: what bash showed where the form waited; where the shell itself was at work, Ctrl-C ends the whole
 * line with 130, and it ignores the other keys.
 */
function allowed(key: Name, waited: string, normal: string | undefined): (text: string) => boolean {
  const { shown } = KEYS[key];
  const all = new Set([waited]);
  return (text) => {
    if (all.has(text)) return true;
    const at = shown === '' ? 0 : text.indexOf(shown);
    if (text === GOES_ON) return key !== 'INT' && normal === undefined;
    if (at < 0) return text === normal;
    const before = text.slice(0, at);
    const rest = text.slice(at + shown.length);
    const inWait = waited.slice(waited.indexOf(shown) + shown.length);
    if (rest === inWait) return true;
    // a trap of the shell's own runs, and the line goes on
    if (/^[TtQZ]\n/.test(rest) && before + rest.slice(2) === normal) return true;
    // a program that had not begun yet, or another part of the line, was ended or stopped
    if (key === 'QUIT' && /^Quit\n(after\n)?st=(0|131)\n$/.test(rest)) return true;
    if (key === 'QUIT' && /^bash: line 1: PID Quit .*\n[^]*st=0\n$/.test(rest)) return true;
    const stopped = /^\n\[1\]\+  Stopped .*\n/.exec(rest)?.[0];
    if (key === 'TSTP' && stopped !== undefined && normal?.endsWith(rest.slice(stopped.length)) === true) return true;
    if (key === 'INT') return rest === '\nst=130\n' && (normal ?? before).startsWith(before);
    return before + rest === normal;
  };
}

/** What forms leave in the shell. */
const CLEAN = 'trap - INT QUIT TSTP EXIT; unset -f f; unset x a A i';

describe.each(Object.keys(KEYS) as Name[])('%s at every step', (key) => {
  const rows = Object.entries(RECORDED).filter(([, row]) => row[key] !== undefined);
  let seat: Seat | undefined;

  it.each(rows)('%s', (form, row) => {
    const waited = row[key]!;
    const { steps, shown } = undisturbed(form);
    const fits = allowed(key, waited, shown);
    const here = seat ?? new Seat();
    // a row that fails leaves no good machine to the next
    seat = undefined;
    const { kernel } = here.lab.machine;
    let met = false;
    // before the shell has read the line, Ctrl-D is not yet for what it opens
    for (const k of moments(steps).slice(form.includes('<<') ? 1 : 0)) {
      const { text, jobs } = pressed(here, form, key, k);
      const note = `after ${k} of ${steps} steps`;
      if (!fits(text)) expect([note, text]).toEqual([note, waited]);
      met ||= text === waited;
      // what is stopped goes on or ends, and nothing stays
      if (jobs.includes('Stopped')) {
        here.say(k % 2 === 0 && shown !== undefined ? 'fg' : 'kill %%');
        if (!here.lab.atPrompt) here.end();
      }
      kernel.run({ until: kernel.now + 10_000 });
      here.say(`wait; jobs; ${CLEAN}`);
      expect([note, here.left, here.crashes]).toEqual([note, [], []]);
    }
    expect([form, met]).toEqual([form, true]);
    seat = here;
  });
});
