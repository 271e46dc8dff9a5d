// The `docker` program: finds the command, reads its flags, runs it, and words what goes wrong.

import { FsError, errnoText } from '../fs/node.ts';
import type { Program, Task } from '../kernel/block.ts';
import type { Process } from '../kernel/process.ts';
import { ApiError } from '../api/error.ts';
import { ReferenceError_ } from '../api/reference.ts';
import { Cli, CliError, daemonText, exitCodeOf } from './cli.ts';
import { cancellable } from './cancel.ts';
import { connect, noApi } from './connection.ts';
import { endpoint } from './endpoint.ts';
import { argCountError, flagFailure } from './errors.ts';
import { COMMANDS, type CommandSpec, findCommand } from './tree.ts';
import { FlagError, type Flags, HelpRequest, parseFlags } from './flags.ts';
import { IMPLEMENTED } from './command/index.ts';
import { TemplateSyntaxError } from './template-parse.ts';
import { helpText } from './help.ts';
import { refusedFlags } from './states.ts';

/** How the client comes to the API it speaks to. */
export type Dial = typeof connect;

/** The docker program: it finds its daemon itself. @param dial another way to a daemon (for tests) */
export function dockerProgram(dial: Dial = connect): Program {
  return function* (p) {
    const root = COMMANDS.get('docker')!;
    const args = [...p.args];
    let globals: Flags;
    try {
      globals = parseFlags(root.flags, args, { stopAtFirst: true });
    } catch (error) {
      if (error instanceof HelpRequest) {
        yield* p.print(helpText(root));
        return 0;
      }
      if (!(error instanceof FlagError)) throw error;
      yield* p.eprint(`${flagFailure({ ...root, usage: 'docker [OPTIONS] COMMAND [ARG...]' }, error)}\n`);
      return 125;
    }
    const words = globals.args;
    if (globals.bool('version')) {
      yield* p.print('Docker version 28.5.2, build ecc6942\n');
      return 0;
    }
    const level = globals.string('log-level');
    if (!['debug', 'info', 'warn', 'warning', 'error', 'fatal', 'panic', 'trace'].includes(level.toLowerCase())) {
      yield* p.eprint(`Unable to parse logging level: ${level}\n`);
      return 1;
    }
    if (words.length === 0) {
      yield* p.print(helpText(root));
      return 0;
    }
    if (words[0] === 'help') {
      const { spec } = findCommand(words.slice(1));
      if (spec === root && words.length > 1) {
        yield* p.eprint(`unknown help topic: ${words.slice(1).join(' ')}\n`);
        return 1;
      }
      yield* p.print(helpText(spec));
      return 0;
    }
    if (words[0] === 'compose') return yield* plugin(p, 'compose', words, globals);
    const { spec, rest } = findCommand(words);
    if (spec === root) return yield* unknownCommand(p, root, words);
    if (spec.commands.length > 0 && !IMPLEMENTED.has(spec.canonical)) return yield* group(p, spec, rest);
    return yield* runCommand(p, spec, rest, globals, dial);
  };
}

/** Where the client looks for plugins, in its order. */
const PLUGIN_FOLDERS = [
  '/usr/local/lib/docker/cli-plugins',
  '/usr/local/libexec/docker/cli-plugins',
  '/usr/lib/docker/cli-plugins',
  '/usr/libexec/docker/cli-plugins',
];

/** Runs a plugin in this process; a machine that has none does not know the command. */
function* plugin(p: Process, name: string, words: readonly string[], globals: Flags): Task<number> {
  const config = globals.given('config')
    ? globals.string('config')
    : (p.getenv('DOCKER_CONFIG') ?? `${p.getenv('HOME') ?? '/root'}/.docker`);
  const path = [`${config}/cli-plugins`, ...PLUGIN_FOLDERS]
    .map((d) => `${d}/docker-${name}`)
    .find((f) => {
      const node = p.fs.tryStat(f);
      return node?.kind === 'file' && p.fs.may(node, 1);
    });
  if (path === undefined) {
    yield* p.eprint(`docker: unknown command: docker ${name}\n\nRun 'docker --help' for more information\n`);
    return 1;
  }
  // what the global flags say reaches the plugin through its environment
  if (globals.string('host') !== '') p.env.set('DOCKER_HOST', globals.string('host'));
  if (globals.string('context') !== '') p.env.set('DOCKER_CONTEXT', globals.string('context'));
  return yield* p.exec(path, [path, ...words]);
}

function* unknownCommand(p: Process, root: CommandSpec, words: readonly string[]): Task<number> {
  try {
    parseFlags(root.flags, words, { stopAtFirst: false });
  } catch (error) {
    if (error instanceof FlagError) {
      yield* p.eprint(`${flagFailure({ ...root, usage: 'docker [OPTIONS] COMMAND [ARG...]' }, error)}\n`);
      return 125;
    }
    if (!(error instanceof HelpRequest)) throw error;
    yield* p.print(helpText(root));
    return 0;
  }
  yield* p.eprint(`docker: unknown command: docker ${words[0]}\n\nRun 'docker --help' for more information\n`);
  return 1;
}

function* group(p: Process, spec: CommandSpec, rest: readonly string[]): Task<number> {
  const first = rest.find((a) => !a.startsWith('-'));
  if (['docker plugin', 'docker trust', 'docker manifest'].includes(spec.path)) {
    yield* p.eprint(`drydock: '${[spec.path, ...(first === undefined ? [] : [first])].join(' ')}' is not simulated\n`);
    return 1;
  }
  const buildx = /^docker build(x|er)\b/.test(spec.path);
  if (first === undefined || rest.includes('--help')) {
    const bad = rest.find((a) => a.startsWith('-') && a !== '--help' && a !== '-h');
    if (bad !== undefined) {
      yield* p.eprint(
        `${flagFailure({ ...spec, usage: spec.path }, new FlagError(bad.startsWith('--') ? `unknown flag: ${bad.split('=')[0]}` : `unknown shorthand flag: '${bad[1]}' in ${bad}`))}\n`,
      );
      return 125;
    }
    if (rest.includes('--help') || buildx) yield* p.print(helpText(spec));
    else yield* p.eprint(helpText(spec));
    return 0;
  }
  if (buildx) {
    yield* p.print(helpText(spec));
    yield* p.eprint(`ERROR: unknown command: ${JSON.stringify(first)}\n`);
    return 1;
  }
  const usage = spec.path === 'docker volume' ? 'docker volume COMMAND' : spec.path;
  yield* p.eprint(
    `docker: unknown command: ${spec.path} ${first}\n\nUsage:  ${usage}\n\nRun '${spec.path} --help' for more information\n`,
  );
  return 1;
}

function* runCommand(p: Process, spec: CommandSpec, rest: readonly string[], globals: Flags, dial: Dial): Task<number> {
  const impl = IMPLEMENTED.get(spec.canonical);
  let flags: Flags;
  try {
    flags = parseFlags([...spec.flags, ...spec.old], rest, {
      stopAtFirst: impl?.stopAtFirst ?? false,
      ...(impl?.validators === undefined ? {} : { validators: impl.validators }),
    });
  } catch (error) {
    if (error instanceof HelpRequest) {
      yield* p.print(helpText(spec));
      return 0;
    }
    if (!(error instanceof FlagError)) throw error;
    yield* p.eprint(`${flagFailure(spec, error)}\n`);
    return 125;
  }
  if (impl === undefined) {
    yield* p.eprint(`drydock: '${spec.path}' is not simulated\n`);
    return 1;
  }
  for (const f of spec.old)
    if (f.advice !== '' && flags.names().includes(f.name))
      yield* p.eprint(`Flag --${f.name} has been deprecated, ${f.advice}\n`);
  const refused = refusedFlags(spec.canonical).find((f) => flags.names().includes(f));
  if (refused !== undefined) {
    yield* p.eprint(`drydock: '${spec.path} --${refused}' is not simulated\n`);
    return impl.loud === true ? 125 : 1;
  }
  const { args: rule } = impl;
  if (flags.args.length < rule.min || flags.args.length > rule.max) {
    yield* p.eprint(`${argCountError(spec, rule)}\n`);
    return 1;
  }
  const where = endpoint(p, globals);
  const local = spec.path.startsWith('docker context');
  if ('error' in where && !local) {
    yield* p.eprint(`${where.error}\n`);
    return 1;
  }
  const api = local ? noApi(where) : dial(p, globals, where);
  const cli = new Cli(p, api, spec, flags, flags.args, globals.bool('debug'));
  const fail = function* (text: string, status: number): Task<number> {
    if (impl.loud && status !== -1)
      yield* p.eprint(`docker: ${text}\n\nRun '${spec.path} --help' for more information\n`);
    else yield* p.eprint(`${text}\n`);
    return status === -1 ? 1 : status;
  };
  try {
    return yield* cancellable(cli, impl.run(cli), impl.cancelled);
  } catch (error) {
    if (error instanceof CliError)
      return yield* fail(error.message, impl.loud && error.status === 1 ? 125 : error.status);
    if (error instanceof ApiError) return yield* fail(daemonText(error), impl.loud ? exitCodeOf(error.message) : 1);
    if (error instanceof ReferenceError_) return yield* fail(error.message, impl.loud ? 125 : 1);
    if (error instanceof TemplateSyntaxError) return yield* fail(`template parsing error: ${error.message}`, 1);
    if (error instanceof FsError && !['EPIPE', 'EINTR'].includes(error.code))
      return yield* fail(`open ${error.path}: ${errnoText(error.code).toLowerCase()}`, impl.loud ? 125 : 1);
    throw error;
  }
}
