// The uvlhub tutorial, exercises 1 to 5, typed at a real terminal with a real docker and Compose against `drydock serve`;
// the project is a real folder that is kept live, and `curl` asks the ports on the real host. Not part of the normal run (`npm run tutorial`):
// DRYDOCK_TUTORIAL_DOCKER names the `docker`, DRYDOCK_TUTORIAL_PLUGINS a folder with its `docker-compose` and `docker-buildx`.

import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const DOCKER = process.env['DRYDOCK_TUTORIAL_DOCKER'];
const PLUGINS = process.env['DRYDOCK_TUTORIAL_PLUGINS'];
const MINUTES = 60_000;
const root = join(import.meta.dirname, '..', '..');
const from = join(root, 'scenarios', 'uvlhub');
const { modes, steps } = JSON.parse(readFileSync(join(from, 'scenario.json'), 'utf8')) as {
  modes: Record<string, string>;
  steps: { commands: string[] }[];
};

/** Why the tutorial cannot be typed here. */
function missing(): string | undefined {
  if (DOCKER === undefined) return 'DRYDOCK_TUTORIAL_DOCKER names no docker';
  if (!existsSync(DOCKER)) return `${DOCKER} is not here`;
  if (PLUGINS === undefined || !existsSync(join(PLUGINS, 'docker-compose')))
    return 'DRYDOCK_TUTORIAL_PLUGINS names no folder with docker-compose';
  for (const program of ['script', 'curl'])
    if (!existsSync(`/usr/bin/${program}`)) return `/usr/bin/${program} is not here`;
  return undefined;
}

/** A served engine and a shell at a real terminal, in a folder of their own. */
class Desk {
  readonly at = realpathSync(mkdtempSync(join(tmpdir(), 'drydock-tutorial-')));
  readonly project = join(this.at, 'uvlhub');
  private readonly children: ChildProcess[] = [];
  private shell: ChildProcess | undefined;
  private said = '';
  private heard: (() => void) | undefined;

  /** The server is up and the shell waits. @throws Error when one of them does not come */
  async open(): Promise<void> {
    cpSync(join(from, 'files', 'uvlhub'), this.project, { recursive: true });
    for (const [path, mode] of Object.entries(modes)) chmodSync(join(this.at, path), Number.parseInt(mode, 8));
    const bin = join(this.at, 'bin');
    const plugins = join(this.at, '.docker', 'cli-plugins');
    for (const dir of [bin, plugins]) mkdirSync(dir, { recursive: true });
    writeFileSync(join(bin, 'docker'), `#!/bin/sh\nexec '${resolve(DOCKER!)}' "$@"\n`, { mode: 0o755 });
    for (const name of readdirSync(PLUGINS!)) symlinkSync(resolve(PLUGINS!, name), join(plugins, name));
    const socket = `unix://${join(this.at, 'docker.sock')}`;
    const server = spawn(
      process.execPath,
      ['src/headless/run.mjs', 'main', 'serve', '--scenario', 'uvlhub', '--host', socket, '--live', this.project],
      { cwd: root, stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, DRYDOCK_ROOT: root } },
    );
    this.children.push(server);
    await new Promise<void>((done, failed) => {
      server.stdout!.once('data', () => done());
      server.once('exit', (code) => failed(new Error(`drydock serve ended with ${code}`)));
    });
    this.shell = spawn('script', ['-qfc', 'bash --norc --noprofile', '/dev/null'], {
      cwd: this.project,
      env: {
        PATH: `${bin}:/usr/sbin:/usr/bin:/sbin:/bin`,
        HOME: this.at,
        LANG: 'C.UTF-8',
        TERM: 'dumb',
        PS1: '\\w \\$ ',
        DOCKER_HOST: socket,
      },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.children.push(this.shell);
    this.shell.stdout!.setEncoding('utf8').on('data', (text: string) => {
      this.said = (this.said + text).replaceAll(/\u001b\[[\d;?]*[A-Za-z]|\r/g, '');
      this.heard?.();
    });
    await this.until(PROMPT);
    await this.type('stty cols 200 rows 50');
  }

  async close(): Promise<void> {
    this.shell?.stdin!.end();
    for (const child of this.children) {
      const ended = new Promise((done) => child.once('exit', done));
      if (child.exitCode === null && child.signalCode === null && child.kill()) await ended;
    }
    rmSync(this.at, { recursive: true, force: true, maxRetries: 3 });
  }

  /** Waits until what came since the last line matches. @throws Error when it never does */
  async until(what: RegExp, ms = 3 * MINUTES): Promise<string> {
    if (!what.test(this.said))
      await new Promise<void>((done, failed) => {
        const timer = setTimeout(() => failed(new Error(`${what} never came after: ${this.said.slice(-1500)}`)), ms);
        this.heard = () => {
          if (!what.test(this.said)) return;
          clearTimeout(timer);
          done();
        };
      });
    this.heard = undefined;
    return this.said;
  }

  /** Types keys; what was said before is forgotten. */
  keys(text: string): void {
    if (process.env['DRYDOCK_TUTORIAL_SHOW'] !== undefined) process.stdout.write(this.said);
    this.said = '';
    this.shell!.stdin!.write(text);
  }

  /** Types a command, which may have several lines, and waits for the next prompt: what came. */
  async type(command: string, prompt = PROMPT): Promise<string> {
    const lines = command.split('\n');
    for (const [n, line] of lines.entries()) {
      this.keys(`${line}\n`);
      await this.until(n + 1 < lines.length ? /\n> $/ : prompt);
    }
    return this.said;
  }

  /** The answers to the commands of a step, in their order. */
  async play(n: number): Promise<string[]> {
    const answers: string[] = [];
    for (const command of steps[n]!.commands) answers.push(await this.type(command));
    return answers;
  }
}

/** The prompts of the shell, of a shell in a container, and of the database's client. */
const PROMPT = /(^|\n|\^C)(~\S* [#$]|\w+@[\w-]+:\S+[#$]|MariaDB \[.*\]>) $/;
const CODE = `curl -s -o /dev/null -w '%{http_code}\\n' http://localhost:5000`;

describe('the uvlhub tutorial with a real docker', { concurrent: false }, () => {
  const desk = new Desk();
  beforeAll(async () => {
    const why = missing();
    if (why !== undefined) throw new Error(why);
    await desk.open();
  }, MINUTES);
  afterAll(async () => await desk.close(), MINUTES);

  /** Asks again until the page has a text, as a reader presses F5. */
  const reload = async (text: RegExp): Promise<void> => {
    let last = '';
    for (let n = 0; n < 30 && !text.test(last); n++)
      last = await desk.type('sleep 1; curl -s http://localhost:5000; echo');
    expect(last).toMatch(text);
  };

  it(
    '1: an image from a bare Dockerfile starts, and its page says that there is no database',
    async () => {
      await desk.play(0);
      expect(await desk.type('docker version')).toMatch(/Server:[^]*API version: +1\.51/);
      expect(await desk.type('docker compose version')).toContain('Docker Compose version');
      const built = await desk.play(2);
      expect(built[4]).toContain('naming to docker.io/library/uvlhub:dev');
      expect(built[5]).toMatch(/CMD \["flask" "run" "--host=0\.0\.0\.0"/);
      desk.keys(`${steps[3]!.commands[0]!}\n`);
      await desk.until(/Debugger is active!/);
      const page = await (await fetch('http://localhost:5000')).text();
      expect(page).toContain('Can&#39;t connect to MySQL server on &#39;db&#39;');
      desk.keys('\u0003');
      await desk.until(PROMPT);
      expect(await desk.type('docker ps -q | wc -l')).toMatch(/\n0\n/);
    },
    5 * MINUTES,
  );

  it(
    '2: a database in a container, found by name once both share a network',
    async () => {
      expect((await desk.play(4)).at(-1)).toMatch(/0\.0\.0\.0:3306->3306\/tcp/);
      await desk.type('sleep 12');
      const [shell, client, password, ...sql] = steps[5]!.commands;
      await desk.type(shell!);
      await desk.type(client!, /Enter password: $/);
      expect(await desk.type(password!)).toContain('Welcome to the MariaDB monitor');
      expect(await desk.type(sql[0]!)).toMatch(/\| uvlhubdb +\|/);
      expect(await desk.type(sql[1]!)).toContain('Database changed');
      expect(await desk.type(sql[2]!)).toContain('Empty set');
      await desk.type(sql[3]!);
      await desk.type(sql[4]!);
      expect((await desk.play(6))[4]).toContain(
        "(2003, \"Can't connect to MySQL server on 'db' ([Errno -2] Name or service not known)\")",
      );
      expect((await desk.play(7))[1]).toContain('uvlhub_network');
      await desk.type('sleep 12');
      const tables = await desk.play(8);
      expect(tables[1]).not.toContain('Traceback');
      expect(tables[3]).toContain('<title>UVLHUB.IO(dev)');
    },
    5 * MINUTES,
  );

  it(
    '3: a restarted database is not ready at once, and its tables go with it unless a volume keeps them',
    async () => {
      const [web, database, ask] = steps[9]!.commands;
      await desk.type(web!);
      await desk.type('sleep 5');
      expect(await desk.type(`${database!}; ${ask!}`)).toMatch(/\n500\n/);
      await reload(/<title>UVLHUB/);
      expect((await desk.play(10))[1]).toContain('mariadb_data');
      // the application's pool still holds a connection to the server that is gone: the first request may find that out
      expect(await desk.type(`${CODE}; ${CODE}`)).toMatch(/\n200\n(?!500)/);
      const count = `docker exec mariadb_container mariadb -uroot -puvlhubdb_root_password uvlhubdb -N -e 'SHOW TABLES' | wc -l`;
      const before = /\n(\d+)\n/.exec(await desk.type(count))![1];
      expect(Number(before)).toBeGreaterThan(0);
      for (const command of steps[10]!.commands.slice(2, 6)) await desk.type(command);
      expect(await desk.type(count)).toContain(`\n${before}\n`);
    },
    5 * MINUTES,
  );

  it(
    '4: the same from a compose file, with all that goes wrong on the way',
    async () => {
      await desk.play(11);
      const [script, ...more] = steps[12]!.commands;
      await desk.type(script!);
      for (const command of more.slice(0, -1)) await desk.type(command);
      await desk.type('sleep 3');
      expect(await desk.type(more.at(-1)!)).toContain('mariadb: command not found');
      const fixed = await desk.play(13);
      expect(fixed[4]).toMatch(/curl: \(7\) Failed to connect to localhost/);
      expect(fixed.at(-1)).toContain('<title>UVLHUB.IO(dev)');
      expect(await desk.type('docker logs web_app_container')).toContain('MariaDB is up - executing command');
    },
    8 * MINUTES,
  );

  it(
    '5: a change reaches a copy by a build and a shared folder at once',
    async () => {
      const copy = await desk.play(14);
      expect(copy[2]).toContain('<title>UVLHUB.IO(dev)');
      expect(copy[5]).toContain('<title>UVLHUB.IO(dev)');
      expect(copy[9]).toContain('<title>Hello world! </title>');
      expect((await desk.play(15))[4]).toContain('<title>Live! </title>');
      expect(await desk.type('docker compose -f docker/docker-compose.yml down')).toContain('Removed');
    },
    8 * MINUTES,
  );
});
