// docker run, create, start, attach, exec: commands that begin something and may stay with it.

import type { Task } from '../../kernel/block.ts';
import { SIGNALS, signalName } from '../../kernel/signals.ts';
import { waited } from '../../api/waited.ts';
import { ApiError } from '../../api/error.ts';
import type { DockerApi } from '../../api/operations.ts';
import type { AttachStream } from '../../api/stream.ts';
import { familiar, parseReference, withDefaultTag } from '../../api/reference.ts';
import { type Cli, CliError, daemonText, type Implementation, withoutTrust } from '../cli.ts';
import { environment, runOptions, VALIDATORS } from '../options.ts';
import { showPull } from '../progress.ts';

/** Pulls the image when the policy says so, or when the daemon did not find it. */
function* provide(cli: Cli, image: string, missing = false): Task {
  const policy = cli.flags.string('pull');
  if (policy === 'never') return;
  let known = true;
  try {
    yield* cli.api.ImageInspect(image);
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 404) throw error;
    known = false;
  }
  if (missing) known = false;
  if (known && policy !== 'always') return;
  if (/^(sha256:)?[0-9a-f]{64}$/.test(image)) throw new ApiError(404, `No such image: ${image}`);
  const ref = withDefaultTag(parseReference(image));
  const quiet = cli.flags.bool('quiet');
  if (!known && !quiet) yield* cli.error(`Unable to find image '${familiar(ref)}' locally\n`);
  const stream = yield* cli.api.ImagePull(familiar(ref), { all: false, platform: cli.flags.string('platform') });
  yield* showPull(cli, stream, 2, quiet);
}

/** Makes the container of `run` or `create`; the result is its id. */
function* create(cli: Cli): Task<string> {
  const policy = cli.flags.string('pull');
  if (!['', 'missing', 'always', 'never'].includes(policy))
    throw new CliError(`invalid pull option: '${policy}': must be one of "always", "missing" or "never"`);
  withoutTrust(cli);
  cli.flags.bool('quiet');
  const [image = '', ...command] = cli.args;
  const options = runOptions(cli.p, cli.flags, image, command);
  const cidfile = cli.flags.string('cidfile');
  if (cidfile !== '' && cli.p.fs.exists(cidfile))
    throw new CliError(`container ID file found, make sure the other container isn't running or delete ${cidfile}`);
  if (cidfile !== '') {
    try {
      cli.p.fs.writeFile(cidfile, new Uint8Array(0));
    } catch {
      throw new CliError(`failed to create the container ID file: open ${cidfile}: no such file or directory`, 127);
    }
  }
  try {
    parseReference(/^(sha256:)?[0-9a-f]{64}$/.test(image) ? 'x' : image);
    const request = {
      name: cli.flags.string('name'),
      platform: cli.flags.string('platform'),
      config: options.config,
      hostConfig: options.hostConfig,
      networks: options.networks,
    };
    let made;
    if (cli.flags.string('pull') === 'always') yield* provide(cli, image);
    try {
      made = yield* cli.api.ContainerCreate(request);
    } catch (error) {
      // the client takes whatever is not found (a volume plugin, say) for the image
      if (!(error instanceof ApiError) || error.status !== 404 || !['', 'missing'].includes(cli.flags.string('pull')))
        throw error;
      yield* provide(cli, image, true);
      made = yield* cli.api.ContainerCreate(request);
    }
    for (const w of made.Warnings) yield* cli.error(`WARNING: ${w}\n`);
    if (cidfile !== '') cli.p.fs.writeFile(cidfile, new TextEncoder().encode(made.Id));
    return made.Id;
  } catch (error) {
    if (cidfile !== '' && cli.p.fs.exists(cidfile) && cli.p.fs.readFile(cidfile).length === 0) cli.p.fs.unlink(cidfile);
    throw error;
  }
}

/** Names of the streams that `-a` chose; all of them without it. */
function chosen(cli: Cli): { stdin: boolean; stdout: boolean; stderr: boolean } {
  const list = cli.flags.list('attach').map((a) => a.toLowerCase());
  const stdin = cli.flags.bool('interactive');
  if (list.length === 0) return { stdin, stdout: true, stderr: true };
  return { stdin: stdin && list.includes('stdin'), stdout: list.includes('stdout'), stderr: list.includes('stderr') };
}

/**
 * Pumps between this process's streams and an attached container or exec until its output ends.
 * Signals that the CLI gets are handed on with `signal`; typing `keys` at a terminal leaves the container running.
 */
export function* pump(
  cli: Cli,
  stream: AttachStream,
  o: { stdin: boolean; tty: boolean; keys?: readonly number[]; signal?: (name: string) => Task },
): Task<'ended' | 'detached'> {
  const { p } = cli;
  const inTty = p.fds.get(0)?.tty;
  const raw = o.tty && o.stdin && inTty !== undefined;
  const saved =
    inTty === undefined
      ? undefined
      : {
          canonical: inTty.canonical,
          echo: inTty.echo,
          signals: inTty.signals,
          relay: inTty.relay,
          postprocess: inTty.postprocess,
        };
  const outTty = p.fds.get(1)?.tty;
  const resized = (): void => {
    if (outTty !== undefined) stream.resize(outTty.columns, outTty.rows);
  };
  if (o.tty && outTty !== undefined) {
    outTty.resized.add(resized);
    resized();
  }
  if (raw)
    Object.assign(inTty, { canonical: false, echo: false, signals: false, relay: stream.terminal, postprocess: false });
  let left = false;
  const feeder = o.stdin
    ? p.fork(function* (c) {
        let held = 0;
        for (;;) {
          const bytes = yield* c.read(0);
          if (bytes.length === 0) break;
          if (!raw || o.keys === undefined || o.keys.length === 0) {
            yield* stream.write(bytes);
            continue;
          }
          const out: number[] = [];
          for (const b of bytes) {
            if (b === o.keys[held]) held++;
            else {
              out.push(...o.keys.slice(0, held));
              held = b === o.keys[0] ? 1 : 0;
              if (held === 0) out.push(b);
            }
            if (held < o.keys.length) continue;
            if (out.length > 0) yield* stream.write(new Uint8Array(out));
            left = true;
            stream.close();
            p.kernel.makeReady(p, 'ready');
            return 0;
          }
          if (out.length > 0) yield* stream.write(new Uint8Array(out));
        }
        stream.closeWrite();
        return 0;
      })
    : undefined;
  if (feeder !== undefined) {
    feeder.comm = 'docker';
    for (const s of [SIGNALS.INT, SIGNALS.TERM, SIGNALS.HUP]) feeder.actions.set(s, 'ignore');
  } else if (!o.stdin) stream.closeWrite();
  const handed =
    o.signal === undefined ? [] : [SIGNALS.INT, SIGNALS.TERM, SIGNALS.HUP, SIGNALS.QUIT, SIGNALS.USR1, SIGNALS.USR2];
  for (const s of handed) p.actions.set(s, 'catch');
  try {
    for (;;) {
      while (p.caught.length > 0) {
        const s = p.takeSignal()!;
        if (o.signal !== undefined && handed.includes(s as never)) yield* o.signal(signalName(s)!);
      }
      const chunk = left ? undefined : yield* stream.next();
      if (left) return 'detached';
      if (chunk === undefined) {
        if (p.caught.length > 0) continue;
        return 'ended';
      }
      yield* p.write(chunk.stream, chunk.bytes);
    }
  } finally {
    stream.close();
    for (const s of handed) p.actions.delete(s);
    if (raw && saved !== undefined) Object.assign(inTty, saved);
    outTty?.resized.delete(resized);
    if (feeder?.status === undefined && feeder !== undefined) p.kernel.end(feeder, 0, SIGNALS.KILL);
  }
}

/** The keys that leave a container running, as bytes; Ctrl-P Ctrl-Q unless told otherwise. @throws CliError */
function detachKeys(cli: Cli): number[] {
  const text = cli.flags.string('detach-keys');
  if (text === '') return [16, 17];
  return text.split(',').map((key) => {
    const ctrl = /^ctrl-([a-z@[\]\\^_])$/.exec(key);
    if (ctrl !== null) return ctrl[1]!.toUpperCase().charCodeAt(0) & 31;
    if (!/^[\x20-\x7e]$/.test(key)) throw new CliError(`invalid detach keys (${text}): Unknown character: '${key}'`);
    return key.charCodeAt(0);
  });
}

function* run(cli: Cli): Task<number> {
  const { flags, p, api } = cli;
  const detach = flags.bool('detach');
  const tty = flags.bool('tty');
  if (detach && flags.given('attach'))
    throw new CliError('conflicting options: cannot specify both --attach and --detach', -1);
  const streams = chosen(cli);
  const keys = detachKeys(cli);
  if (!detach && tty && streams.stdin && !p.isatty(0)) throw new CliError('the input device is not a TTY', -1);
  const id = yield* create(cli);
  if (detach) {
    try {
      yield* api.ContainerStart(id);
    } catch (error) {
      yield* cli.print(`${id}\n`);
      if (flags.bool('rm')) yield* discard(api, id);
      throw error;
    }
    yield* cli.print(`${id}\n`);
    return 0;
  }
  const stream = yield* api.ContainerAttach(id, { ...streams, logs: false });
  const wait = yield* api.ContainerWait(id, flags.bool('rm') ? 'removed' : 'next-exit');
  try {
    yield* api.ContainerStart(id);
  } catch (error) {
    wait.close();
    stream.close();
    if (flags.bool('rm')) yield* discard(api, id);
    throw error;
  }
  const proxy = flags.bool('sig-proxy') && !tty;
  if (
    (yield* pump(cli, stream, {
      stdin: streams.stdin,
      tty,
      keys,
      ...(proxy ? { signal: (name: string) => killQuietly(api, id, name) } : {}),
    })) === 'detached'
  ) {
    wait.close();
    return 0;
  }
  return (yield* waited(wait)) ?? 125;
}

function* killQuietly(api: DockerApi, id: string, name: string): Task {
  try {
    yield* api.ContainerKill(id, name);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
  }
}

function* discard(api: DockerApi, id: string): Task {
  try {
    yield* api.ContainerRemove(id, { force: true, volumes: true, link: false });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
  }
}

function* start(cli: Cli): Task<number> {
  const { api, flags, p } = cli;
  const attach = flags.bool('attach') || flags.bool('interactive');
  const keys = detachKeys(cli);
  if (attach) {
    if (cli.args.length > 1) throw new CliError('you cannot start and attach multiple containers at once');
    const c = (yield* api.ContainerInspect(cli.args[0]!)) as {
      Id: string;
      Config: { Tty: boolean; OpenStdin: boolean };
      HostConfig: { AutoRemove: boolean };
    };
    const stdin = flags.bool('interactive') && c.Config.OpenStdin;
    const stream = yield* api.ContainerAttach(c.Id, { stdin, stdout: true, stderr: true, logs: false });
    const wait = yield* api.ContainerWait(c.Id, c.HostConfig.AutoRemove ? 'removed' : 'next-exit');
    try {
      yield* api.ContainerStart(c.Id);
    } catch (error) {
      wait.close();
      stream.close();
      throw error;
    }
    const how = yield* pump(cli, stream, {
      stdin,
      tty: c.Config.Tty,
      keys,
      ...(flags.bool('sig-proxy') && !c.Config.Tty ? { signal: (n: string) => killQuietly(api, c.Id, n) } : {}),
    });
    if (how === 'detached') {
      wait.close();
      return 0;
    }
    return (yield* waited(wait)) ?? 125;
  }
  const failed: string[] = [];
  for (const name of cli.args) {
    try {
      yield* api.ContainerStart(name);
      yield* cli.print(`${name}\n`);
    } catch (error) {
      if (!(error instanceof ApiError || error instanceof CliError)) throw error;
      yield* p.eprint(`${error instanceof ApiError ? daemonText(error) : error.message}\n`);
      failed.push(name);
    }
  }
  if (failed.length === 0) return 0;
  throw new CliError(`Error: failed to start containers: ${failed.join(', ')}`);
}

function* attach(cli: Cli): Task<number> {
  const { api, flags } = cli;
  const c = (yield* api.ContainerInspect(cli.args[0]!)) as {
    Id: string;
    State: { Running: boolean; Paused: boolean; Restarting: boolean };
    Config: { Tty: boolean; OpenStdin: boolean };
    HostConfig: { AutoRemove: boolean };
  };
  if (!c.State.Running) throw new CliError('You cannot attach to a stopped container, start it first');
  if (c.State.Paused) throw new CliError('You cannot attach to a paused container, unpause it first');
  if (c.State.Restarting) throw new CliError('You cannot attach to a restarting container, wait until it is running');
  const stdin = !flags.bool('no-stdin') && c.Config.OpenStdin;
  if (c.Config.Tty && stdin && !cli.p.isatty(0)) throw new CliError('the input device is not a TTY');
  const keys = detachKeys(cli);
  const wait = yield* api.ContainerWait(c.Id, c.HostConfig.AutoRemove ? 'removed' : 'next-exit');
  const stream = yield* api.ContainerAttach(c.Id, { stdin, stdout: true, stderr: true, logs: false });
  const how = yield* pump(cli, stream, {
    stdin,
    tty: c.Config.Tty,
    keys,
    ...(flags.bool('sig-proxy') ? { signal: (n: string) => killQuietly(api, c.Id, n) } : {}),
  });
  if (how === 'detached') {
    wait.close();
    throw new CliError('read escape sequence');
  }
  return (yield* waited(wait)) ?? 125;
}

function* exec(cli: Cli): Task<number> {
  const { api, flags, p } = cli;
  const [ref = '', ...command] = cli.args;
  const tty = flags.bool('tty');
  const stdin = flags.bool('interactive');
  const detach = flags.bool('detach');
  const keys = detachKeys(cli);
  const env = environment(p, flags, 'env-file');
  yield* api.ContainerInspect(ref);
  if (tty && stdin && !detach && !p.isatty(0)) throw new CliError('the input device is not a TTY');
  const id = yield* api.ExecCreate(ref, {
    User: flags.string('user'),
    Privileged: flags.bool('privileged'),
    Tty: tty,
    AttachStdin: stdin && !detach,
    AttachStdout: !detach,
    AttachStderr: !detach,
    Env: env.length > 0 ? env : null,
    WorkingDir: flags.string('workdir'),
    Cmd: command,
  });
  const size = p.fds.get(1)?.tty;
  const stream = yield* api.ExecStart(id, {
    detach,
    ...(size === undefined ? {} : { columns: size.columns, rows: size.rows }),
  });
  if (detach) {
    stream.close();
    return 0;
  }
  if ((yield* pump(cli, stream, { stdin, tty, keys })) === 'detached') return 0;
  const { ExitCode } = yield* api.ExecInspect(id);
  return ExitCode ?? 0;
}

export const runCommands: Record<string, Implementation> = {
  'docker run': { args: { min: 1, max: Infinity }, stopAtFirst: true, validators: VALIDATORS, loud: true, run },
  'docker create': {
    args: { min: 1, max: Infinity },
    stopAtFirst: true,
    validators: VALIDATORS,
    *run(cli) {
      yield* cli.print(`${yield* create(cli)}\n`);
      return 0;
    },
  },
  'docker start': { args: { min: 1, max: Infinity }, run: start },
  'docker attach': { args: { min: 1, max: 1 }, run: attach },
  'docker exec': {
    args: { min: 2, max: Infinity },
    stopAtFirst: true,
    validators: { env: VALIDATORS['env']! },
    run: exec,
  },
};
