// Transcripts played by a real Docker client against a served engine: a real bash, a real folder that is kept live.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { readdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import type { Duplex } from 'node:stream';
import { type Shown, Tally, type Verdict } from '../compare.ts';
import { type Exchange, parseTranscript, plainLines } from '../transcript.ts';
import { buildkit } from '../buildkit/upgrade.ts';
import { serve, type ServeOptions } from './serve.ts';

export interface Client {
  /** The `docker` to use. */
  readonly docker: string;
  /** A folder with its plugins (`docker-compose`, `docker-buildx`), if any. */
  readonly plugins?: string | undefined;
}

/** Real ms that a command may take. */
const PATIENCE = 120_000;

/** The folders of one play: `home` stands for `/root`, with `lab` in it; `shared` for `/shareddir`; `run` for `/run`. */
interface Scratch {
  readonly at: string;
  readonly home: string;
  readonly shared: string;
  readonly run: string;
  readonly bin: string;
}

function scratch(client: Client, files: string | undefined): Scratch {
  const at = realpathSync(mkdtempSync(join(tmpdir(), 'drydock-')));
  const s = {
    at,
    home: join(at, 'root'),
    shared: join(at, 'shareddir'),
    run: join(at, 'run'),
    bin: join(at, 'bin'),
  };
  for (const dir of [join(s.home, 'lab'), s.shared, s.run, s.bin]) mkdirSync(dir, { recursive: true });
  if (files !== undefined) cpSync(files, s.shared, { recursive: true });
  writeFileSync(join(s.bin, 'docker'), `#!/bin/sh\nexec '${resolve(client.docker)}' "$@"\n`);
  chmodSync(join(s.bin, 'docker'), 0o755);
  if (client.plugins !== undefined) {
    const into = join(s.home, '.docker', 'cli-plugins');
    mkdirSync(into, { recursive: true });
    for (const name of readdirSync(client.plugins)) symlinkSync(resolve(client.plugins, name), join(into, name));
  }
  return s;
}

/**
 * A root for the shell where the folders of the play have the names of the recorded machine: everything of this
 * machine, but `/root`, `/shareddir` and `/run` of its own. $1 is the play's folder.
 */
const ROOT = `
set -e
N=$1/ns; mkdir "$N"; mount -t tmpfs none "$N"
for d in /*; do
  if [ -L "$d" ]; then cp -d "$d" "$N"
  elif [ -d "$d" ] && [ "$d" != /root ] && [ "$d" != /run ] && [ "$d" != /shareddir ]; then mkdir "$N$d"; mount --rbind "$d" "$N$d"
  fi
done
for d in root run shareddir; do mkdir "$N/$d"; mount --bind "$1/$d" "$N/$d"; done
exec chroot "$N" bash -c 'cd /root/lab && exec bash --norc --noprofile'
`;

/** May this process make such a root? */
let roots: boolean | undefined;
function mayRoot(): boolean {
  roots ??= process.getuid?.() === 0 && spawnSync('unshare', ['--mount', 'true']).status === 0;
  return roots;
}

/** A real bash that is fed commands, as the transcripts were recorded. */
class Bash {
  private readonly child: ChildProcess;
  private said = '';
  private heard: (() => void) | undefined;
  private ended = false;

  constructor(
    private readonly s: Scratch,
    /** Its folders have the names of the recorded machine. */
    private readonly rooted: boolean,
  ) {
    const [program, args] = rooted
      ? ['unshare', ['--mount', '--propagation', 'private', 'bash', '-c', ROOT, 'bash', s.at]]
      : ['bash', ['--norc', '--noprofile']];
    const env = {
      PATH: `${s.bin}:/usr/sbin:/usr/bin:/sbin:/bin`,
      HOME: rooted ? '/root' : s.home,
      LANG: 'C.UTF-8',
      ...(rooted ? {} : { DOCKER_HOST: `unix://${join(s.run, 'docker.sock')}` }),
    };
    this.child = spawn(program as string, args as string[], {
      cwd: join(s.home, 'lab'),
      env,
      // what the shell itself says of a command is part of its answer; what it says of its end comes by descriptor 3
      stdio: ['pipe', 'ignore', 'ignore', 'pipe'],
      detached: true,
    });
    const report = this.child.stdio[3] as Duplex;
    report.setEncoding('utf8').on('data', (text: string) => {
      this.said += text;
      this.heard?.();
    });
    this.child.on('close', () => {
      this.ended = true;
      this.heard?.();
    });
    this.child.stdin!.on('error', () => {});
  }

  /** Names of the recorded machine as they are here, and back. */
  private here(text: string): string {
    if (this.rooted) return text;
    return text.replaceAll(/\/root\b/g, this.s.home).replaceAll(/\/shareddir\b/g, this.s.shared);
  }
  private there(text: string): string {
    if (this.rooted) return text;
    return text.replaceAll(this.s.home, '/root').replaceAll(this.s.shared, '/shareddir');
  }

  async run(command: string): Promise<Shown> {
    const { s } = this;
    if (this.ended) return { stdout: '', stderr: 'drydock: the shell has ended\n', status: -1 };
    const file = join(s.shared, '.rec.cmd');
    const [out, err] = [join(s.at, 'out'), join(s.at, 'err')];
    writeFileSync(file, `${this.here(command)}\n`);
    for (const name of [out, err]) closeSync(openSync(name, 'w'));
    this.said = '';
    this.child.stdin!.write(
      `. ${this.rooted ? '/shareddir/.rec.cmd' : file} >${out} 2>${err} </dev/null; echo "= $?" >&3\n`,
    );
    let late = false;
    await new Promise<void>((done) => {
      const timer = setTimeout(() => {
        late = true;
        this.close();
        done();
      }, PATIENCE);
      this.heard = () => {
        if (!this.ended && !/^= \d+\n/m.test(this.said)) return;
        clearTimeout(timer);
        done();
      };
      this.heard();
    });
    const text = (name: string): string => this.there(plainLines(readFileSync(name, 'utf8')));
    const status = Number(/^= (\d+)$/m.exec(this.said)?.[1] ?? -1);
    return { stdout: text(out), stderr: text(err) + (late ? 'drydock: this command did not end\n' : ''), status };
  }

  /** Ends the shell and all that it started. */
  close(): void {
    try {
      process.kill(-this.child.pid!, 'SIGKILL');
    } catch {
      // all have ended
    }
  }
}

/**
 * Plays one transcript with a real client on a fresh engine.
 * @param files a real folder with what stands at /shareddir
 */
export async function playWithClient(
  name: string,
  text: string,
  client: Client,
  files: string | undefined,
  more: Partial<ServeOptions> = {},
): Promise<Verdict> {
  const exchanges: Exchange[] = parseTranscript(text);
  const s = scratch(client, files !== undefined && existsSync(files) ? files : undefined);
  const tally = new Tally(name, exchanges);
  let crash: string | undefined;
  let bash: Bash | undefined;
  const rooted = mayRoot();
  const serving = await serve({
    registries: ['127.0.0.1:5555'],
    upgrade: buildkit(),
    time: 'real',
    ...more,
    hosts: [`unix://${join(s.run, 'docker.sock')}`],
    live: [
      { real: join(s.home, 'lab'), path: rooted ? '/root/lab' : join(s.home, 'lab') },
      { real: s.shared, path: rooted ? '/shareddir' : s.shared },
    ],
    warn: (message) => (crash ??= message),
  });
  serving.machine.kernel.onCrash = (p, error) => {
    crash ??= `${p.name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  };
  try {
    bash = new Bash(s, rooted);
    for (const e of exchanges) tally.answer(e, await bash.run(e.command));
  } finally {
    bash?.close();
    serving.close();
    rmSync(s.at, { recursive: true, force: true });
  }
  return tally.verdict(crash);
}

/** Is there such a client? */
export function clientAt(path: string, plugins?: string): Client {
  if (!existsSync(path)) throw new Error(`${path}: no such client`);
  if (plugins !== undefined && !existsSync(plugins)) throw new Error(`${basename(plugins)}: no such folder`);
  return { docker: path, plugins };
}
