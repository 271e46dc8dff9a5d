// Built-ins that set up the shell: alias, shopt, enable, history, the directory stack, help.

import { walk } from '../walk.ts';
import { resolvePath } from '../../fs/path.ts';
import type { Task } from '../../kernel/block.ts';
import { SHOPT_NAMES, type Shell } from '../shell.ts';
import { quoteSingle } from '../vars.ts';
import type { Builtin } from './builtin.ts';

function showDirs(sh: Shell): string {
  const home = sh.vars.get('HOME') ?? '';
  return [sh.p.cwd, ...sh.dirStack]
    .map((d) => (home !== '' && (d === home || d.startsWith(`${home}/`)) ? `~${d.slice(home.length)}` : d))
    .join(' ');
}

function* goTo(sh: Shell, dir: string): Task<number> {
  return yield* walk.builtins().get('cd')!(sh, ['cd', dir]);
}

export const settings: Record<string, Builtin> = {
  *alias(sh, argv) {
    const show = (k: string): string =>
      `${sh.dialect === 'bash' ? 'alias ' : ''}${k}=${quoteSingle(sh.aliases.get(k)!)}\n`;
    if (argv.length === 1) {
      for (const k of [...sh.aliases.keys()].sort()) yield* sh.p.print(show(k));
      return 0;
    }
    let status = 0;
    for (const a of argv.slice(1)) {
      const eq = a.indexOf('=');
      if (eq > 0) sh.aliases.set(a.slice(0, eq), a.slice(eq + 1));
      else if (sh.aliases.has(a)) yield* sh.p.print(show(a));
      else {
        yield* sh.warn(`alias: ${a}: not found`);
        status = 1;
      }
    }
    return status;
  },
  *unalias(sh, argv) {
    let status = 0;
    for (const a of argv.slice(1)) {
      if (a === '-a') sh.aliases.clear();
      else if (!sh.aliases.delete(a)) {
        yield* sh.warn(`unalias: ${a}: not found`);
        status = 1;
      }
    }
    return status;
  },
  *shopt(sh, argv) {
    let mode = '';
    const names: string[] = [];
    for (const a of argv.slice(1)) {
      if (a.startsWith('-')) mode += a.slice(1);
      else names.push(a);
    }
    let status = 0;
    for (const name of names.length > 0 ? names : SHOPT_NAMES) {
      if (!SHOPT_NAMES.includes(name)) {
        yield* sh.warn(`shopt: ${name}: invalid shell option name`);
        status = 1;
        continue;
      }
      if (mode.includes('s') && names.length > 0) sh.shopt.add(name);
      else if (mode.includes('u') && names.length > 0) sh.shopt.delete(name);
      else {
        const on = sh.shopt.has(name);
        if (names.length > 0 && !on) status = 1;
        if (!mode.includes('q')) yield* sh.p.print(`${name.padEnd(15)}\t${on ? 'on' : 'off'}\n`);
      }
    }
    return status;
  },
  *enable(sh, argv) {
    const off = argv[1] === '-n';
    for (const name of argv.slice(off ? 2 : 1)) {
      if (!walk.builtins().has(name)) {
        yield* sh.warn(`enable: ${name}: not a shell builtin`);
        return 1;
      }
      if (off) sh.disabled.add(name);
      else sh.disabled.delete(name);
    }
    return 0;
  },
  *history(sh, argv) {
    if (argv[1] === '-c') {
      sh.history.length = 0;
      sh.historyKept = 0;
      return 0;
    }
    const n = argv[1] === undefined ? sh.history.length : Number(argv[1]);
    if (Number.isNaN(n)) {
      yield* sh.warn(`history: ${argv[1]}: numeric argument required`);
      return 1;
    }
    const from = Math.max(0, sh.history.length - n);
    for (let i = from; i < sh.history.length; i++)
      yield* sh.p.print(`${String(i + 1).padStart(5)}  ${sh.history[i]}\n`);
    return 0;
  },
  *pushd(sh, argv) {
    const target = argv[1];
    const old = sh.p.cwd;
    if (target === undefined) {
      const top = sh.dirStack.shift();
      if (top === undefined) {
        yield* sh.warn('pushd: no other directory');
        return 1;
      }
      const status = yield* goTo(sh, top);
      if (status !== 0) return status;
    } else {
      const status = yield* goTo(sh, resolvePath(old, target));
      if (status !== 0) return status;
    }
    sh.dirStack.unshift(old);
    yield* sh.p.print(`${showDirs(sh)}\n`);
    return 0;
  },
  *popd(sh) {
    const top = sh.dirStack.shift();
    if (top === undefined) {
      yield* sh.warn('popd: directory stack empty');
      return 1;
    }
    const status = yield* goTo(sh, top);
    if (status === 0) yield* sh.p.print(`${showDirs(sh)}\n`);
    return status;
  },
  *dirs(sh, argv) {
    if (argv[1] === '-c') sh.dirStack = [];
    else yield* sh.p.print(`${showDirs(sh)}\n`);
    return 0;
  },
  *complete() {
    return 0;
  },
  *help(sh) {
    yield* sh.p.print(`These commands are built into this shell:\n${[...walk.builtins().keys()].sort().join(' ')}\n`);
    return 0;
  },
};
