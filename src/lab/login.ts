// The login at a terminal: its shell, and the next one when that ends.

import type { Program } from '../kernel/block.ts';
import type { Process } from '../kernel/process.ts';
import { SIGNALS } from '../kernel/signals.ts';
import type { Tty } from '../kernel/tty.ts';

const NOTE = 'drydock: the login shell ended before it read a command; this one reads no start files\n';

/**
 * A terminal always has a shell: `exit`, Ctrl-D, `exec` of something that ends or a `kill -9 $$` end one shell, and the
 * next one starts on the same machine, as a terminal's login would begin again. Nothing else of the machine changes.
 */
export class Login {
  private present: Process;
  private readonly followers = new Set<(shell: Process) => void>();

  /** @param start starts a process at the terminal, with these arguments, that runs the program */
  constructor(
    readonly tty: Tty,
    private readonly start: (argv: readonly string[], program: Program) => Process,
  ) {
    this.present = this.begin();
  }

  /** The shell of now. */
  get shell(): Process {
    return this.present;
  }

  /** Calls `f` for the shell of now and for each that follows it. */
  each(f: (shell: Process) => void): void {
    this.followers.add(f);
    f(this.present);
  }

  private begin(): Process {
    return this.watched(
      this.start(['-bash'], function* (p) {
        return yield* p.exec('/usr/bin/bash', ['-bash']);
      }),
    );
  }

  /** A shell that nothing on the disk can keep from starting: its program, and none of its start files. */
  private rescue(): Process {
    return this.watched(
      this.start(['bash'], function* (p) {
        yield* p.eprint(NOTE);
        const program = p.kernel.programs.get('bash')!;
        return yield* p.kernel.runImage(p, {
          program,
          argv: ['bash', '--norc'],
          exe: '/usr/bin/bash',
          flavor: 'gnu',
          setuid: undefined,
        });
      }),
    );
  }

  private watched(shell: Process): Process {
    const { tty } = this;
    const asked = tty.asked;
    shell.onExit.push(() => {
      // the end of a session's leader: whoever is in the foreground is hung up on, the terminal is as at first
      if (tty.foreground !== shell.pgid) {
        shell.kernel.signalGroup(tty.foreground, SIGNALS.HUP);
        shell.kernel.signalGroup(tty.foreground, SIGNALS.CONT);
      }
      tty.reset();
      this.present = tty.asked === asked ? this.rescue() : this.begin();
      for (const f of this.followers) f(this.present);
    });
    return shell;
  }
}
