// `drydock serve`: its options, and its life as a process.

import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { MOST_GPUS } from '../../kernel/gpucount.ts';
import type { StartFiles } from '../../lab/hostfiles.ts';
import { mountOf } from '../files.ts';
import { scenarioOptions } from '../scenario.ts';
import type { Pace } from './runner.ts';
import { buildkit } from '../buildkit/upgrade.ts';
import { serve } from './serve.ts';

export const SERVE_USAGE = `Usage: drydock serve [--host unix:///path | --host tcp://127.0.0.1:PORT]... [--mount DIR:/path]... [--live DIR]...
                     [--scenario NAME] [--seed N] [--time real|fast] [--gpus N]

Serves the simulated engine to real Docker clients, until Ctrl-C.
`;

interface Options {
  hosts: string[];
  mounts: { from: string; to: string }[];
  live: string[];
  scenario: string | undefined;
  seed: number;
  time: Pace;
  gpus: number | undefined;
}

function parse(args: readonly string[], fail: (message: string) => never): Options {
  const o: Options = {
    hosts: [],
    mounts: [],
    live: [],
    scenario: undefined,
    seed: 1,
    time: 'fast',
    gpus: undefined,
  };
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!;
    const cut = arg.startsWith('--') ? arg.indexOf('=') : -1;
    const name = cut < 0 ? arg : arg.slice(0, cut);
    const value = (): string =>
      cut >= 0 ? arg.slice(cut + 1) : (args[++i] ?? fail(`${name} needs a value\n${SERVE_USAGE}`));
    const whole = (most: number): number => {
      const v = value();
      if (!/^\d+$/.test(v) || Number(v) > most) fail(`${name} ${v}: expected a whole number from 0 to ${most}`);
      return Number(v);
    };
    if (name === '--host' || name === '-H') o.hosts.push(value());
    else if (name === '--live') o.live.push(value());
    else if (name === '--scenario') o.scenario = value();
    else if (name === '--seed') o.seed = whole(Number.MAX_SAFE_INTEGER);
    else if (name === '--gpus') o.gpus = whole(MOST_GPUS);
    else if (name === '--mount') {
      const v = value();
      o.mounts.push(mountOf(v) ?? fail(`--mount ${v}: expected DIR:/path`));
    } else if (name === '--time') {
      const v = value();
      if (v !== 'real' && v !== 'fast') fail(`--time ${v}: expected real or fast`);
      o.time = v as Pace;
    } else fail(`unknown option ${arg}\n${SERVE_USAGE}`);
  }
  if (o.hosts.length === 0) o.hosts.push('unix:///tmp/drydock.sock');
  return o;
}

/** The folders, and for one that is reached through a link a link of the host too. @throws Error */
function liveFolders(names: readonly string[]): { live: { real: string; path: string }[]; links: StartFiles } {
  const live = names.map((name) => ({ real: realpathSync(name), path: resolve(name) }));
  return {
    live: live.map(({ real }) => ({ real, path: real })),
    links: Object.fromEntries(live.filter((l) => l.real !== l.path).map((l) => [l.path, { link: l.real }])),
  };
}

/** When npm is ended, its shell goes and this process does not hear of it: then it ends too. */
function orphaned(then: () => void): () => void {
  if (process.env['npm_lifecycle_event'] === undefined) return () => {};
  const parent = process.ppid;
  const timer = setInterval(() => process.ppid !== parent && then(), 250);
  timer.unref();
  return () => clearInterval(timer);
}

/** Serves until SIGINT or SIGTERM. */
export async function serveCommand(args: readonly string[], fail: (message: string) => never): Promise<void> {
  const o = parse(args, fail);
  const warn = (message: string): void => void process.stderr.write(`drydock: ${message}\n`);
  let serving;
  try {
    const scenario = scenarioOptions(o.scenario);
    const { live, links } = liveFolders(o.live);
    serving = await serve({
      upgrade: buildkit(),
      hosts: o.hosts,
      mounts: o.mounts,
      seed: o.seed,
      time: o.time,
      live,
      warn,
      gpus: o.gpus ?? scenario.gpus ?? 0,
      user: scenario.user ?? 'root',
      files: { ...links, ...scenario.files },
    });
  } catch (error) {
    return fail((error as Error).message);
  }
  // whoever stops it takes its sockets away first
  const end = new Promise<void>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => done());
    orphaned(done);
  });
  for (const address of serving.addresses) process.stdout.write(`export DOCKER_HOST=${address}\n`);
  await end;
  serving.close();
}
