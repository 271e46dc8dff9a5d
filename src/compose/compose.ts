// The `docker-compose` program: a plugin that `docker compose` finds and runs, and the old command of that name.

import { ApiError } from '../api/error.ts';
import type { DockerApi } from '../api/operations.ts';
import { ReferenceError_ } from '../api/reference.ts';
import { FsError, errnoText } from '../fs/node.ts';
import type { Program, Task } from '../kernel/block.ts';
import type { Process } from '../kernel/process.ts';
import { cancellable } from '../cli/cancel.ts';
import { CliError, daemonText } from '../cli/cli.ts';
import { connect } from '../cli/connection.ts';
import { FlagError, type Flags, HelpRequest, parseFlags } from '../cli/flags.ts';
import { helpText } from '../cli/help.ts';
import { TemplateSyntaxError } from '../cli/template-parse.ts';
import { COMMANDS, type CommandSpec } from '../cli/tree.ts';
import { Ended } from './attached.ts';
import type { Command } from './command.ts';
import { COMPOSE_COMMANDS } from './commands/index.ts';
import { Compose } from './context.ts';
import { dryApi } from './dryrun.ts';
import { VERSION } from './labels.ts';
import { refusedFlags } from './states.ts';
import { ComposeError } from './value.ts';

const ROOT = 'docker compose';

/** Commands that show what they do as it moves: they give it up and end by themselves; of the others Ctrl-C is the end. */
const MOVING: ReadonlySet<string> = new Set([
  'build',
  'create',
  'down',
  'kill',
  'pause',
  'pull',
  'push',
  'restart',
  'rm',
  'start',
  'stop',
  'unpause',
  'up',
]);

/** Old spellings that still work. */
const SAME: Readonly<Record<string, string>> = { convert: 'config' };

/** Why a number of arguments is wrong; undefined when it is not. */
function wrongCount(spec: CommandSpec, rule: NonNullable<Command['args']>, n: number): string | undefined {
  const { least = 0, most = Infinity, exactly } = rule;
  if (rule.docker === true) {
    const usage = `\n\nUsage:  ${spec.usage.replace(/\n\s*/g, '\n\t')}\n\nRun '${spec.path} --help' for more information`;
    if (exactly !== undefined)
      return n === exactly
        ? undefined
        : `docker: '${spec.path}' requires ${exactly} argument${exactly === 1 ? '' : 's'}${usage}`;
    return n >= least
      ? undefined
      : `docker: '${spec.path}' requires at least ${least} argument${least === 1 ? '' : 's'}${usage}`;
  }
  if (most !== Infinity && least > 0)
    return n >= least && n <= most ? undefined : `accepts between ${least} and ${most} arg(s), received ${n}`;
  if (n < least) return `requires at least ${least} arg(s), only received ${n}`;
  return n > most ? `accepts at most ${most} arg(s), received ${n}` : undefined;
}

function* said(p: Process, text: string, status: number): Task<number> {
  yield* p.eprint(`${text}\n`);
  return status;
}

function* runCommand(
  p: Process,
  spec: CommandSpec,
  rest: readonly string[],
  globals: Flags,
  around: Around,
): Task<number> {
  const name = spec.path.slice(ROOT.length + 1);
  const command = COMPOSE_COMMANDS.get(name);
  let flags: Flags;
  try {
    flags = parseFlags(spec.flags, rest, { stopAtFirst: command?.stopAtFirst ?? false });
  } catch (error) {
    if (error instanceof HelpRequest) {
      yield* p.print(helpText(spec));
      return 0;
    }
    if (!(error instanceof FlagError)) throw error;
    return yield* said(p, error.message, 1);
  }
  if (command === undefined) return yield* said(p, `drydock: '${spec.path}' is not simulated`, 1);
  for (const [where, given, refused] of [
    [ROOT, globals, refusedFlags('')],
    [spec.path, flags, refusedFlags(name)],
  ] as const) {
    const one = refused.find((f) => given.names().includes(f));
    if (one !== undefined) return yield* said(p, `drydock: '${where} --${one}' is not simulated`, 1);
  }
  const problem = command.args === undefined ? undefined : wrongCount(spec, command.args, flags.args.length);
  if (problem !== undefined) return yield* said(p, problem, 1);
  const dry = globals.bool('dry-run') || flags.bool('dry-run');
  const api = around(connect(p, undefined));
  const c = new Compose(p, dry ? dryApi(api) : api, spec, globals, flags, flags.args);
  try {
    return yield* cancellable(c.cli, command.run(c), MOVING.has(name) ? { text: '\n' } : { dies: true });
  } catch (error) {
    if (error instanceof Ended) {
      if (!error.silent) yield* p.eprint('\n');
      return error.status;
    }
    if (error instanceof ComposeError) return yield* said(p, error.message, error.status);
    if (error instanceof ApiError) return yield* said(p, daemonText(error), 1);
    if (error instanceof CliError) return yield* said(p, error.message, error.status <= 0 ? 1 : error.status);
    if (error instanceof ReferenceError_ || error instanceof FlagError) return yield* said(p, error.message, 1);
    if (error instanceof TemplateSyntaxError) return yield* said(p, `template parsing error: ${error.message}`, 1);
    if (error instanceof FsError && !['EPIPE', 'EINTR'].includes(error.code))
      return yield* said(p, `open ${error.path}: ${errnoText(error.code).toLowerCase()}`, 1);
    throw error;
  }
}

/** What stands between Compose and the engine that it has found. */
type Around = (api: DockerApi) => DockerApi;

/** Compose over an engine's API. @param around sees what is asked of the engine (for tests) */
export function composeProgram(around: Around = (api) => api): Program {
  return function* (p) {
    const args = p.args[0] === 'compose' ? p.args.slice(1) : [...p.args];
    const root = COMMANDS.get(ROOT)!;
    let globals: Flags;
    try {
      globals = parseFlags(
        [
          ...root.flags,
          { name: 'version', short: 'v', type: 'bool', default: undefined },
          { name: 'verbose', short: '', type: 'bool', default: undefined },
        ],
        args,
        { stopAtFirst: true },
      );
    } catch (error) {
      if (error instanceof HelpRequest) {
        yield* p.print(helpText(root));
        return 0;
      }
      if (!(error instanceof FlagError)) throw error;
      return yield* said(p, error.message, 1);
    }
    const [word, ...rest] = globals.args;
    if (globals.bool('version')) {
      yield* p.print(`Docker Compose version ${VERSION}\n`);
      return 0;
    }
    if (word === undefined) {
      yield* p.print(helpText(root));
      return 0;
    }
    if (word === 'help') {
      yield* p.print(helpText(COMMANDS.get(`${ROOT} ${rest[0] ?? ''}`) ?? root));
      return 0;
    }
    let spec = COMMANDS.get(`${ROOT} ${SAME[word] ?? word}`);
    if (spec === undefined) {
      yield* p.print(helpText(root));
      return yield* said(p, `unknown docker command: ${JSON.stringify(`compose ${word}`)}`, 1);
    }
    let left = rest;
    const deeper = rest[0] === undefined ? undefined : COMMANDS.get(`${spec.path} ${rest[0]}`);
    if (deeper !== undefined) {
      spec = deeper;
      left = rest.slice(1);
    }
    return yield* runCommand(p, spec, left, globals, around);
  };
}
