// Built-ins that steer: exit, return, eval, exec, source, cd, test, command, type, getopts.

import { FsError, errnoText } from '../../fs/node.ts';
import { clean, resolvePath } from '../../fs/path.ts';
import type { Task } from '../../kernel/block.ts';
import { walk } from '../walk.ts';
import { execute } from '../execute.ts';
import { foreground } from '../foreground.ts';
import { forgetOwn, forkChild } from '../fork.ts';
import { keepsShell } from '../jobnews.ts';
import { lacksBuiltin } from '../dialect.ts';
import { CommandError, Break, Continue, Exit, Fatal, Return, type Shell } from '../shell.ts';
import { test, TestError } from '../test.ts';
import { SPECIAL_BUILTINS, type Builtin } from './builtin.ts';

function count(sh: Shell, name: string, text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback;
  if (!/^[-+]?\d+$/.test(text)) {
    throw new Fatal(
      sh.dialect === 'bash' ? `${name}: ${text}: numeric argument required` : `${name}: Illegal number: ${text}`,
      2,
    );
  }
  return Number(text);
}

function loopExit(make: (n: number) => object): Builtin {
  return function* (sh, argv) {
    const n = count(sh, argv[0]!, argv[1], 1);
    if (n < 1) throw new CommandError(`${argv[0]}: ${argv[1]}: loop count out of range`);
    if (sh.loopDepth === 0) {
      if (sh.dialect === 'bash') yield* sh.warn(`${argv[0]}: only meaningful in a \`for', \`while', or \`until' loop`);
      return 0;
    }
    sh.status = 0;
    throw make(Math.min(n, sh.loopDepth));
  };
}

function* source(sh: Shell, argv: string[]): Task<number> {
  const name = argv[1];
  if (name === undefined) {
    yield* sh.warn(`${argv[0]}: filename argument required`);
    yield* sh.p.eprint(`${argv[0]}: usage: ${argv[0]} filename [arguments]\n`);
    return 2;
  }
  let path = name;
  if (!name.includes('/')) {
    const found = (sh.vars.get('PATH') ?? '')
      .split(':')
      .map((d) => clean(`${d || '.'}/${name}`))
      .find((x) => sh.p.fs.tryStat(x)?.kind === 'file');
    path = found ?? name;
  }
  let text: string;
  try {
    text = sh.p.fs.readText(path);
  } catch (error) {
    const why = errnoText((error as FsError).code);
    if (sh.dialect === 'bash') {
      yield* sh.warn(
        `${(error as FsError).code === 'EISDIR' ? `${argv[0]}: ` : ''}${name}: ${(error as FsError).code === 'EISDIR' ? 'is a directory' : why}`,
      );
      return 1;
    }
    throw new Fatal(
      sh.dialect === 'dash'
        ? `.: cannot open ${name}: No such file`
        : `.: can't open '${name}': No such file or directory`,
      2,
    );
  }
  const positional = sh.positional;
  if (argv.length > 2) sh.positional = argv.slice(2);
  sh.scriptNames.push(name);
  try {
    sh.status = 0;
    yield* walk.evalText(sh, text, 1);
    return sh.status;
  } catch (error) {
    if (error instanceof Return) return error.status;
    throw error;
  } finally {
    sh.scriptNames.pop();
    if (argv.length > 2) sh.positional = positional;
  }
}

function* cd(sh: Shell, argv: string[]): Task<number> {
  let args = argv.slice(1);
  let physical = sh.options.has('physical');
  while (args[0] === '-P' || args[0] === '-L' || args[0] === '--') {
    physical = args[0] === '-P' || (physical && args[0] === '--');
    args = args.slice(1);
  }
  if (args.length > 1 && sh.dialect === 'bash') {
    yield* sh.warn('cd: too many arguments');
    return 1;
  }
  let target = args[0];
  let show = false;
  if (target === undefined) {
    target = sh.vars.get('HOME');
    if (target === undefined) {
      yield* sh.warn('cd: HOME not set');
      return 1;
    }
  } else if (target === '-') {
    target = sh.vars.get('OLDPWD');
    show = true;
    if (target === undefined) {
      yield* sh.warn('cd: OLDPWD not set');
      return 1;
    }
  }
  const from = sh.vars.get('PWD') ?? sh.p.cwd;
  const logical = resolvePath(from.startsWith('/') ? from : sh.p.cwd, target);
  const candidates = [physical ? target : logical];
  const cdpath = sh.vars.get('CDPATH');
  if (cdpath && !/^\.{0,2}\//.test(target) && target !== '..' && target !== '.')
    candidates.unshift(...cdpath.split(':').map((d) => resolvePath(sh.p.cwd, `${d || '.'}/${target}`)));
  let failed: FsError | undefined;
  for (const path of candidates) {
    try {
      sh.p.chdir(path === '' ? '.' : path);
      const now = physical ? sh.p.cwd : path.startsWith('/') ? path : resolvePath(from, path);
      sh.p.cwd = now;
      sh.vars.set('OLDPWD', from);
      sh.vars.set('PWD', now);
      if (show) yield* sh.p.print(`${now}\n`);
      return 0;
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      failed = error;
    }
  }
  const why = errnoText(failed!.code);
  yield* sh.warn(
    sh.dialect === 'bash'
      ? `cd: ${target}: ${why}`
      : `cd: can't cd to ${target}${sh.dialect === 'ash' ? `: ${why}` : ''}`,
  );
  return sh.dialect === 'bash' ? 1 : 2;
}

function* describe(sh: Shell, name: string, mode: 'type' | '-v' | '-t' | '-p'): Task<boolean> {
  const { p } = sh;
  const say = function* (long: string, short: string, kind: string): Task<boolean> {
    yield* p.print(`${mode === 'type' ? long : mode === '-t' ? kind : short}\n`);
    return true;
  };
  if (mode !== '-p') {
    if (sh.aliases.has(name))
      return yield* say(
        `${name} is aliased to \`${sh.aliases.get(name)}'`,
        `alias ${name}='${sh.aliases.get(name)}'`,
        'alias',
      );
    if (
      [
        'if',
        'then',
        'else',
        'elif',
        'fi',
        'for',
        'while',
        'until',
        'do',
        'done',
        'case',
        'esac',
        'function',
        'select',
        'time',
        '{',
        '}',
        '!',
        '[[',
        ']]',
        'in',
      ].includes(name)
    ) {
      return yield* say(`${name} is a shell keyword`, name, 'keyword');
    }
    if (sh.functions.has(name)) {
      const fn = sh.functions.get(name)!;
      return yield* say(
        `${name} is a function\n${name} () \n${fn.source.text.slice(fn.node.body.pos, fn.node.body.end)}`,
        name,
        'function',
      );
    }
    if (walk.builtins().has(name) && !sh.disabled.has(name) && !lacksBuiltin(sh.dialect, name)) {
      return yield* say(
        `${name} is a ${sh.dialect === 'bash' && !sh.options.has('posix') ? '' : SPECIAL_BUILTINS.has(name) ? 'special ' : ''}shell builtin`,
        name,
        'builtin',
      );
    }
  }
  const path = p.which(name, sh.vars.get('PATH'));
  if (path === undefined || (name.includes('/') && p.fs.tryStat(path) === undefined)) return false;
  return yield* say(`${name} is ${path}`, path, 'file');
}

function* getopts(sh: Shell, argv: string[]): Task<number> {
  const [, spec = '', name = 'opt', ...given] = argv;
  const args = argv.length > 3 ? given : sh.positional;
  const silent = spec.startsWith(':');
  let index = Number(sh.vars.get('OPTIND') ?? '1');
  if (index !== sh.getoptsIndex) sh.getoptsAt = 1;
  const word = args[index - 1];
  const done = (next: number): number => {
    sh.vars.set('OPTIND', String(next));
    sh.getoptsIndex = next;
    sh.getoptsAt = 1;
    sh.vars.set(name, '?');
    return 1;
  };
  if (word === undefined || !word.startsWith('-') || word === '-') return done(index);
  if (word === '--') return done(index + 1);
  const letter = word[sh.getoptsAt]!;
  sh.getoptsAt++;
  const at = letter === ':' ? -1 : spec.indexOf(letter, silent ? 1 : 0);
  const takes = at >= 0 && spec[at + 1] === ':';
  let value: string | undefined;
  let missing = false;
  if (takes) {
    if (sh.getoptsAt < word.length) value = word.slice(sh.getoptsAt);
    else {
      index++;
      value = args[index - 1];
      missing = value === undefined;
    }
    index++;
    sh.getoptsAt = 1;
  } else if (sh.getoptsAt >= word.length) {
    index++;
    sh.getoptsAt = 1;
  }
  sh.vars.set('OPTIND', String(index));
  sh.getoptsIndex = index;
  if (at < 0 || missing) {
    if (silent) {
      sh.vars.set(name, missing ? ':' : '?');
      sh.vars.set('OPTARG', letter);
    } else {
      sh.vars.set(name, '?');
      if (sh.vars.find('OPTARG') !== undefined) sh.vars.unset('OPTARG');
      if (sh.vars.get('OPTERR') !== '0')
        yield* sh.p.eprint(
          `${sh.scriptNames.at(-1) ?? sh.name}: ${missing ? 'option requires an argument' : 'illegal option'} -- ${letter}\n`,
        );
    }
    return 0;
  }
  sh.vars.set(name, letter);
  if (value !== undefined) sh.vars.set('OPTARG', value);
  else if (sh.vars.find('OPTARG') !== undefined) sh.vars.unset('OPTARG');
  return 0;
}

function* testBuiltin(sh: Shell, argv: string[]): Task<number> {
  let args = argv.slice(1);
  if (argv[0] === '[') {
    if (args.at(-1) !== ']') {
      yield* sh.warn(`[: missing \`]'`);
      return 2;
    }
    args = args.slice(0, -1);
  }
  try {
    return test(sh.p, args, sh) ? 0 : 1;
  } catch (error) {
    if (!(error instanceof TestError)) throw error;
    if (sh.dialect === 'ash') yield* sh.p.eprint(`${sh.name}: ${error.message}\n`);
    else yield* sh.warn(`${argv[0]}: ${error.message}`);
    return 2;
  }
}

export const control: Record<string, Builtin> = {
  *':'() {
    return 0;
  },
  *true() {
    return 0;
  },
  *false() {
    return 1;
  },
  break: loopExit((n) => new Break(n)),
  continue: loopExit((n) => new Continue(n)),
  *exit(sh, argv) {
    if (sh.interactive && !sh.isSubshell) {
      yield* sh.p.eprint(sh.dialect === 'bash' ? (sh.login ? 'logout\n' : 'exit\n') : '');
      if (yield* keepsShell(sh)) return 1;
    }
    throw new Exit(count(sh, 'exit', argv[1], sh.status) & 0xff);
  },
  *logout(sh, argv) {
    if (!sh.login) {
      yield* sh.warn("logout: not login shell: use `exit'");
      return 1;
    }
    if (sh.interactive && !sh.isSubshell) {
      yield* sh.p.eprint('logout\n');
      if (yield* keepsShell(sh)) return 1;
    }
    throw new Exit(count(sh, 'logout', argv[1], sh.status) & 0xff);
  },
  *return(sh, argv) {
    if (sh.callStack.length === 0 && sh.scriptNames.length === 0 && sh.dialect === 'bash') {
      yield* sh.warn("return: can only `return' from a function or sourced script");
      return 1;
    }
    throw new Return(count(sh, 'return', argv[1], sh.status) & 0xff);
  },
  *eval(sh, argv) {
    const text = argv.slice(argv[1] === '--' ? 2 : 1).join(' ');
    if (text.trim() === '') return 0;
    yield* walk.evalText(sh, text);
    return sh.status;
  },
  '.': source,
  source,
  *exec(sh, argv) {
    let i = 1;
    let name: string | undefined;
    let clear = false;
    for (; argv[i]?.startsWith('-') && argv[i] !== '-'; i++) {
      if (argv[i] === '--') {
        i++;
        break;
      }
      if (argv[i] === '-a') name = argv[++i];
      else if (argv[i] === '-c') clear = true;
      else if (argv[i] === '-l') name = `-${argv[i + 1] ?? ''}`;
    }
    if (i >= argv.length) return 0;
    const args = [name ?? argv[i]!, ...argv.slice(i + 1)];
    const path = sh.p.which(argv[i]!, sh.vars.get('PATH'));
    if (path === undefined || sh.p.fs.tryStat(path) === undefined) {
      yield* sh.warn(`exec: ${argv[i]}: not found`);
      if (sh.interactive) return 127;
      throw new Exit(127);
    }
    sh.p.env = clear ? new Map() : sh.vars.environment();
    sh.p.env.set('_', path);
    sh.traps.delete('EXIT');
    forgetOwn(sh, sh.p);
    for (const [sig, action] of [...sh.p.actions]) if (action === 'catch') sh.p.actions.delete(sig);
    throw new Exit(yield* execute(sh, sh.p, path, args));
  },
  cd,
  chdir: cd,
  *pwd(sh, argv) {
    const pwd = argv[1] === '-P' ? sh.p.fs.realpath('.') : (sh.vars.get('PWD') ?? sh.p.cwd);
    yield* sh.p.print(`${pwd.startsWith('/') ? pwd : sh.p.cwd}\n`);
    return 0;
  },
  test: testBuiltin,
  '[': testBuiltin,
  *command(sh, argv) {
    let i = 1;
    let mode: 'run' | '-v' | 'type' = 'run';
    for (; argv[i]?.startsWith('-') && argv[i]!.length > 1; i++) {
      if (argv[i] === '-v') mode = '-v';
      else if (argv[i] === '-V') mode = 'type';
      else if (argv[i] === '--') {
        i++;
        break;
      } else if (argv[i] !== '-p') break;
    }
    const rest = argv.slice(i);
    if (rest.length === 0) return 0;
    if (mode !== 'run') {
      let ok = true;
      for (const name of rest) {
        const found = yield* describe(sh, name, mode);
        if (!found && mode === 'type') yield* sh.warn(`command: ${name}: not found`);
        ok &&= found;
      }
      return ok ? 0 : sh.dialect === 'bash' ? 1 : 127;
    }
    const builtin = walk.builtins().get(rest[0]!);
    if (builtin !== undefined && !lacksBuiltin(sh.dialect, rest[0]!)) return yield* builtin(sh, rest);
    const child = yield* forkChild(
      sh,
      function* (p) {
        p.env = sh.vars.environment();
        return yield* execute(sh, p, p.which(rest[0]!, sh.vars.get('PATH')), rest);
      },
      rest,
    );
    if (sh.options.has('monitor')) sh.p.kernel.setGroup(child, child.pid);
    return yield* foreground(sh, [child], () => rest.join(' '));
  },
  *builtin(sh, argv) {
    const f = walk.builtins().get(argv[1] ?? '');
    if (argv[1] === undefined) return 0;
    if (f === undefined) {
      yield* sh.warn(`builtin: ${argv[1]}: not a shell builtin`);
      return 1;
    }
    return yield* f(sh, argv.slice(1));
  },
  *type(sh, argv) {
    let mode: 'type' | '-t' | '-p' = 'type';
    let ok = true;
    for (const name of argv.slice(1)) {
      if (name === '-t' || name === '-p') {
        mode = name;
        continue;
      }
      if (name === '-a') continue;
      const found = yield* describe(sh, name, mode);
      if (!found && mode === 'type') {
        if (sh.dialect === 'bash') yield* sh.warn(`type: ${name}: not found`);
        else yield* sh.p.print(`${name}: not found\n`);
      }
      ok &&= found;
    }
    return ok ? 0 : sh.dialect === 'bash' ? 1 : 127;
  },
  getopts,
  *hash(sh, argv) {
    if (argv.length === 1) {
      if (sh.dialect === 'bash') yield* sh.p.print('hash: hash table empty\n');
      return 0;
    }
    let status = 0;
    for (const name of argv.slice(1)) {
      if (name.startsWith('-')) continue;
      if (sh.p.which(name, sh.vars.get('PATH')) === undefined && !walk.builtins().has(name)) {
        yield* sh.warn(`hash: ${name}: not found`);
        status = 1;
      }
    }
    return status;
  },
  *caller(sh, argv) {
    const n = Number(argv[1] ?? 0);
    const frame = sh.callStack[sh.callStack.length - 1 - n];
    if (frame === undefined) return 1;
    const outer = sh.callStack[sh.callStack.length - 2 - n]?.name ?? 'main';
    yield* sh.p.print(
      argv[1] === undefined ? `${frame.line} ${frame.source}\n` : `${frame.line} ${outer} ${frame.source}\n`,
    );
    return 0;
  },
};
