// Why a container ended (or never began), and why stopping it takes its time.

import type { RecordedContainer, Records } from '../api/records.ts';
import type { EventMessage } from '../api/types/system.ts';
import { own } from '../api/dict.ts';
import { decode } from '../fs/bytes.ts';
import { SIGNALS, signalName } from '../kernel/signals.ts';
import { type Hop, say, type World } from './hop.ts';

const SHELLS = new Set(['sh', 'bash', 'dash', 'ash', 'zsh']);
const base = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Is the command a shell that runs a text (`sh -c …`), as the shell form makes it? */
function shellForm(argv: readonly string[]): boolean {
  return SHELLS.has(base(argv[0] ?? '')) && argv[1] === '-c';
}
/** Is the command a shell that reads what is typed? */
function bareShell(argv: readonly string[]): boolean {
  return SHELLS.has(base(argv[0] ?? '')) && argv.slice(1).every((a) => /^-[il]+$|^--login$/.test(a));
}

const quoted = (argv: readonly string[]): string =>
  argv.map((a) => (/^[\w@%+=:,./-]+$/.test(a) ? a : JSON.stringify(a))).join(' ');

/** What it ran, and how ENTRYPOINT and CMD became it. */
function commandHop(records: Records, c: RecordedContainer): Hop {
  const argv = [c.path, ...c.args];
  const entrypoint = c.config.Entrypoint ?? [];
  const image = records.images.get(c.imageId);
  const own =
    JSON.stringify(image?.config.Cmd ?? null) !== JSON.stringify(c.config.Cmd) ||
    JSON.stringify(image?.config.Entrypoint ?? null) !== JSON.stringify(c.config.Entrypoint);
  return {
    what: say('command'),
    ok: true,
    fact: say(entrypoint.length > 0 ? 'commandBoth' : own ? 'commandGiven' : 'commandImage', {
      command: quoted(argv),
      entrypoint: quoted(entrypoint),
      cmd: quoted(c.config.Cmd ?? []),
    }),
  };
}

function signalsOf(records: Records, id: string): number[] {
  const list: EventMessage[] = [];
  for (const e of records.events) {
    if (e.Type !== 'container' || e.Actor.ID !== id) continue;
    if (e.Action === 'start') list.length = 0;
    else if (e.Action === 'kill') list.push(e);
  }
  return list.map((e) => Number(e.Actor.Attributes['signal']));
}

function lastWords(records: Records, c: RecordedContainer): string {
  const entries = records.runtime(c).log.lines;
  return entries
    .slice(-2)
    .map((e) => decode(e.bytes).trim())
    .filter((t) => t !== '')
    .join(' ⏎ ')
    .slice(-200);
}

/** The end of a container's main process, explained by its exit code and by what happened to it. */
function ending(records: Records, c: RecordedContainer): Hop {
  const argv = [c.path, ...c.args];
  const what = say('ending');
  const code = c.exitCode;
  const sent = signalsOf(records, c.id);
  const container = c.name;
  const logs = c.hostConfig.AutoRemove ? say('mendLogsGone') : say('mendLogs', { container });
  const bad = (fact: Hop['fact'], mend: Hop['fact']): Hop => ({ what, ok: false, fact, mend });
  if (c.oomKilled)
    return bad(say('oom', { container, memory: Math.round(c.hostConfig.Memory / 2 ** 20) }), say('mendOom'));
  if (code === 137 && sent.includes(SIGNALS.TERM) && sent.at(-1) === SIGNALS.KILL)
    return bad(
      say('ignoredTerm', { program: argv[0]!, seconds: c.config.StopTimeout ?? 10 }),
      say(shellForm(argv) ? 'mendShellForm' : 'mendIgnoredTerm', { command: argv[2] ?? argv[0]! }),
    );
  if (code === 137) return bad(say('killed'), say('mendKilled', { container }));
  if (code === 143) return { what, ok: true, fact: say('termed') };
  if (code === 130) return { what, ok: true, fact: say('interrupted') };
  if (code === 139) return bad(say('segv', { program: argv[0]! }), logs);
  if (code > 128 && code < 165)
    return bad(say('bySignal', { code, signal: signalName(code - 128) ?? code - 128 }), logs);
  if (code === 127) return bad(say('exit127', { command: quoted(argv) }), say('mend127'));
  if (code === 126) return bad(say('exit126', { command: quoted(argv) }), say('mend126'));
  // an entrypoint that is a script hands over to CMD
  const shell = bareShell(argv) ? argv : bareShell(c.config.Cmd ?? []) ? c.config.Cmd! : undefined;
  if (code === 0 && shell !== undefined && !c.config.OpenStdin)
    return bad(
      say('shellNoInput', { command: quoted(argv) }),
      say('mendShellNoInput', { image: c.config.Image, shell: shell[0]! }),
    );
  if (code === 0 && shell !== undefined) return { what, ok: true, fact: say('shellLeft', { command: quoted(argv) }) };
  if (code === 0)
    return { what, ok: false, fact: say('finished', { command: quoted(argv) }), mend: say('mendFinished') };
  return bad(say('failed', { command: quoted(argv), code }), logs);
}

/** Volumes that were filled before the container was made: first-start work is not done again. */
export function oldVolumes(records: Records, c: RecordedContainer): Hop[] {
  return c.mounts.flatMap((m): Hop[] => {
    const v = m.Type === 'volume' ? records.volumes.get(m.Name!) : undefined;
    if (v === undefined || v.created >= c.created || (records.volumeCell(v.name)?.root.entries.size ?? 0) === 0)
      return [];
    return [
      {
        what: say('oldVolumeWhat', { name: v.name }),
        ok: undefined,
        fact: say('oldVolume', { name: v.name, container: c.name }),
        mend: say('mendOldVolume', { name: v.name, container: c.name }),
      },
    ];
  });
}

/** Where the variables of a container come from. */
export function whyEnv(world: World, ref: string, only: string | undefined): Hop[] {
  const { records } = world;
  const c = records?.container(ref);
  if (records === undefined || c === undefined)
    return [
      {
        what: say('container', { container: ref }),
        ok: false,
        fact: say('noContainer', { name: ref }),
        mend: say('mendPs'),
      },
    ];
  const pairs = (list: readonly string[]): Map<string, string> =>
    new Map(list.map((e) => [e.split('=')[0]!, e.slice(e.indexOf('=') + 1)]));
  const image = pairs(records.images.get(c.imageId)?.config.Env ?? []);
  const hops = [...pairs(c.config.Env ?? [])]
    .filter(([name]) => only === undefined || name === only)
    .map(([name, value]): Hop => {
      const below = image.get(name);
      return {
        what: say('variable', { name }),
        ok: true,
        fact:
          below === undefined
            ? say('envGiven', { value })
            : below === value
              ? say('envImage', { value })
              : say('envOver', { value, image: below }),
      };
    });
  return hops.length > 0 || only === undefined
    ? hops
    : [
        {
          what: say('variable', { name: only }),
          ok: false,
          fact: say('envNone', { name: only, container: c.name }),
          mend: say('mendEnv', { name: only }),
        },
      ];
}

/** Why a container is not running: its command, its start, its end. */
export function whyExit(world: World, ref: string): Hop[] {
  const { records } = world;
  const c = records?.container(ref);
  if (records === undefined || c === undefined)
    return [
      {
        what: say('container', { container: ref }),
        ok: false,
        fact: say('noContainer', { name: ref }),
        mend: say('mendGone'),
      },
    ];
  const hops = [commandHop(records, c)];
  const started = say('started');
  // the host has no GPU (or no toolkit), whether it is asked for by driver, by runtime or by the name of a device
  const noDriver =
    records.gpus === 0 &&
    /^could not select device driver "(nvidia)?"|unresolvable CDI devices nvidia\.com\/gpu/.test(c.error);
  if (c.startedAt === 0) {
    if (c.error === '')
      hops.push({
        what: started,
        ok: false,
        fact: say('neverStarted', { container: c.name }),
        mend: say('mendStart', { container: c.name }),
      });
    else
      hops.push({
        what: started,
        ok: false,
        fact: say(
          noDriver ? 'noGpu' : c.exitCode === 127 ? 'notFound' : c.exitCode === 126 ? 'notExecutable' : 'startFailed',
          {
            program: c.path,
            error: c.error,
            image: c.config.Image,
          },
        ),
        mend: say(
          noDriver ? 'mendNoGpu' : c.exitCode === 127 ? 'mend127' : c.exitCode === 126 ? 'mend126' : 'mendStartFailed',
        ),
      });
    return hops;
  }
  hops.push({ what: started, ok: true, fact: say('didStart') });
  hops.push(...oldVolumes(records, c));
  if (c.state === 'running' || c.state === 'paused') {
    hops.push({
      what: say('running', { container: c.name }),
      ok: true,
      fact: say(c.state === 'paused' ? 'paused' : 'isRunning', { container: c.name, health: c.health?.status ?? '' }),
    });
    if (c.health?.status === 'unhealthy')
      hops.push({
        what: say('health'),
        ok: false,
        fact: say('unhealthy', {
          output: (c.health.log.at(-1)?.Output ?? '').trim().slice(0, 160),
          code: c.health.log.at(-1)?.ExitCode ?? 1,
        }),
        mend: say('mendUnhealthy', { container: c.name }),
      });
    return hops;
  }
  hops.push(ending(records, c));
  const words = lastWords(records, c);
  if (words !== '' && c.exitCode !== 0)
    hops.push({ what: say('lastWords'), ok: undefined, fact: say('logged', { text: words }) });
  const policy = c.hostConfig.RestartPolicy.Name;
  if (c.state === 'restarting')
    hops.push({ what: say('restart'), ok: undefined, fact: say('restarting', { policy, count: c.restartCount }) });
  else if (policy !== 'no' && policy !== '')
    hops.push({
      what: say('restart'),
      ok: undefined,
      fact: say(records.runtime(c).stoppedByHand ? 'stoppedByHand' : 'restartGaveUp', { policy }),
    });
  return hops;
}

/** Why `docker stop` takes ten seconds: does the main process heed the signal? */
export function whyStop(world: World, ref: string): Hop[] {
  const { records } = world;
  const c = records?.container(ref);
  if (records === undefined || c === undefined)
    return [
      {
        what: say('container', { container: ref }),
        ok: false,
        fact: say('noContainer', { name: ref }),
        mend: say('mendPs'),
      },
    ];
  const hops = [commandHop(records, c)];
  const argv = [c.path, ...c.args];
  const { process } = records.runtime(c);
  if (process === undefined || c.state !== 'running')
    return [...hops, ...(c.startedAt === 0 ? [] : [ending(records, c)])];
  const signal = (c.config.StopSignal ?? 'SIGTERM').replace(/^SIG/, '');
  const number = own(SIGNALS as Record<string, number>, signal) ?? SIGNALS.TERM;
  const action = process.actions.get(number);
  const what = say('stopSignal', { signal });
  if (number === SIGNALS.KILL || action === 'catch')
    return [...hops, { what, ok: true, fact: say('handles', { program: process.comm, signal }) }];
  const wrapped = shellForm(argv) && process.children.size > 0;
  return [
    ...hops,
    {
      what,
      ok: false,
      fact: say(action === 'ignore' ? 'ignores' : wrapped ? 'shellInFront' : 'noHandler', {
        program: process.comm,
        signal,
        seconds: c.config.StopTimeout ?? 10,
      }),
      mend: say(wrapped ? 'mendShellForm' : 'mendIgnoredTerm', { command: argv[2] ?? argv[0]! }),
    },
  ];
}
