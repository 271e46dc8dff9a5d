// Signal names, numbers and what they do to a process that has not asked otherwise (signal(7)).

export const SIGNALS = {
  HUP: 1,
  INT: 2,
  QUIT: 3,
  ILL: 4,
  TRAP: 5,
  ABRT: 6,
  BUS: 7,
  FPE: 8,
  KILL: 9,
  USR1: 10,
  SEGV: 11,
  USR2: 12,
  PIPE: 13,
  ALRM: 14,
  TERM: 15,
  STKFLT: 16,
  CHLD: 17,
  CONT: 18,
  STOP: 19,
  TSTP: 20,
  TTIN: 21,
  TTOU: 22,
  URG: 23,
  XCPU: 24,
  XFSZ: 25,
  VTALRM: 26,
  PROF: 27,
  WINCH: 28,
  IO: 29,
  PWR: 30,
  SYS: 31,
} as const;

export type SignalName = keyof typeof SIGNALS;

const BY_NUMBER = new Map<number, SignalName>(
  (Object.keys(SIGNALS) as SignalName[]).map((name) => [SIGNALS[name], name]),
);

/** `KILL` for 9; undefined for a number that is no signal. */
export function signalName(number: number): SignalName | undefined {
  return BY_NUMBER.get(number);
}

/** Number of `9`, `KILL`, `SIGKILL` or `sigkill`; undefined for anything else. */
export function signalNumber(text: string): number | undefined {
  if (/^\d+$/.test(text)) {
    const n = Number(text);
    return n === 0 || BY_NUMBER.has(n) || (n >= 34 && n <= 64) ? n : undefined;
  }
  const name = text.toUpperCase().replace(/^SIG/, '');
  return Object.hasOwn(SIGNALS, name)
    ? SIGNALS[name as SignalName]
    : name === 'EXIT'
      ? 0
      : name === 'CLD'
        ? 17
        : name === 'POLL'
          ? 29
          : undefined;
}

export type DefaultAction = 'terminate' | 'ignore' | 'stop' | 'continue';

export function defaultAction(signal: number): DefaultAction {
  switch (signal) {
    case SIGNALS.CHLD:
    case SIGNALS.URG:
    case SIGNALS.WINCH:
      return 'ignore';
    case SIGNALS.STOP:
    case SIGNALS.TSTP:
    case SIGNALS.TTIN:
    case SIGNALS.TTOU:
      return 'stop';
    case SIGNALS.CONT:
      return 'continue';
    default:
      return 'terminate';
  }
}

/** What a shell says of a child that a signal ended (strsignal(3)). */
export function signalText(signal: number): string {
  const texts: Record<number, string> = {
    1: 'Hangup',
    2: '',
    3: 'Quit',
    4: 'Illegal instruction',
    5: 'Trace/breakpoint trap',
    6: 'Aborted',
    7: 'Bus error',
    8: 'Floating point exception',
    9: 'Killed',
    10: 'User defined signal 1',
    11: 'Segmentation fault',
    12: 'User defined signal 2',
    13: 'Broken pipe',
    14: 'Alarm clock',
    15: 'Terminated',
    16: 'Stack fault',
    19: 'Stopped',
    20: 'Stopped',
    24: 'CPU time limit exceeded',
    25: 'File size limit exceeded',
  };
  return texts[signal] ?? `Signal ${signal}`;
}

/** Signals that a program which stands for another one hands on to it: those that can be caught and mean something to it. */
export const HANDED_ON: readonly number[] = [
  SIGNALS.INT,
  SIGNALS.TERM,
  SIGNALS.HUP,
  SIGNALS.QUIT,
  SIGNALS.USR1,
  SIGNALS.USR2,
  SIGNALS.TSTP,
  SIGNALS.CONT,
];
