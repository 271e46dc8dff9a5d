// `drydock serve`: its options, and its life as a process.

import { MOST_GPUS } from '../../kernel/gpus.ts';
import type { Pace } from './runner.ts';
import { serve } from './serve.ts';

export const SERVE_USAGE = `Usage: drydock serve [--host unix:///path | --host tcp://127.0.0.1:PORT]... [--seed N] [--time real|fast] [--gpus N]

Serves the simulated engine to real Docker clients, until Ctrl-C.
`;

interface Options {
  hosts: string[];
  seed: number;
  time: Pace;
  gpus: number;
}

function parse(args: readonly string[], fail: (message: string) => never): Options {
  const o: Options = { hosts: [], seed: 1, time: 'fast', gpus: 0 };
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
    else if (name === '--seed') o.seed = whole(Number.MAX_SAFE_INTEGER);
    else if (name === '--gpus') o.gpus = whole(MOST_GPUS);
    else if (name === '--time') {
      const v = value();
      if (v !== 'real' && v !== 'fast') fail(`--time ${v}: expected real or fast`);
      o.time = v as Pace;
    } else fail(`unknown option ${arg}\n${SERVE_USAGE}`);
  }
  if (o.hosts.length === 0) o.hosts.push('unix:///tmp/drydock.sock');
  return o;
}

/** Serves until SIGINT or SIGTERM. */
export async function serveCommand(args: readonly string[], fail: (message: string) => never): Promise<void> {
  const o = parse(args, fail);
  let serving;
  try {
    serving = await serve(o);
  } catch (error) {
    return fail((error as Error).message);
  }
  for (const address of serving.addresses) process.stdout.write(`export DOCKER_HOST=${address}\n`);
  await new Promise<void>((done) => {
    process.once('SIGINT', done);
    process.once('SIGTERM', done);
  });
  serving.close();
}
