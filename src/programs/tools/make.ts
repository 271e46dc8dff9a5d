// make: the everyday part of a Makefile: variables, rules with what they need, recipes by the shell.

import type { Program, Task } from '../../kernel/block.ts';
import type { Process } from '../../kernel/process.ts';
import { reader } from '../../kernel/users.ts';
import { Failure } from '../args.ts';
import { plain } from '../packages/put.ts';

interface Rule {
  readonly needs: string[];
  recipe: string[];
}
interface Makefile {
  readonly vars: Map<string, string>;
  readonly rules: Map<string, Rule>;
  readonly phony: Set<string>;
  first: string | undefined;
}

function expand(text: string, vars: ReadonlyMap<string, string>, env: ReadonlyMap<string, string>, depth = 0): string {
  if (depth > 20) throw new Failure('*** Recursive variable references itself (eventually).  Stop.', 2);
  return text.replace(
    /\$\$|\$\(([^()]*)\)|\$\{([^{}]*)\}|\$([\w@<^*?])/g,
    (all, a: string | undefined, b: string | undefined, c: string | undefined) => {
      if (all === '$$') return '\0';
      const name = a ?? b ?? c ?? '';
      if (/\s/.test(name))
        throw new Failure(`drydock: make's function '$(${name.split(/\s/)[0]} …)' is not simulated`, 2);
      return expand(vars.get(name) ?? env.get(name) ?? '', vars, env, depth + 1);
    },
  );
}

function parse(p: Process, file: string, given: ReadonlyMap<string, string>): Makefile {
  const m: Makefile = {
    vars: new Map([
      ['MAKE', 'make'],
      ['CC', 'cc'],
      ['CXX', 'g++'],
      ['RM', 'rm -f'],
      ['SHELL', '/bin/sh'],
      ['CURDIR', p.cwd],
      ...given,
    ]),
    rules: new Map(),
    phony: new Set(),
    first: undefined,
  };
  let current: Rule[] = [];
  const lines = reader(p)(p.abs(file))
    .replace(/\\\n[ \t]*/g, ' ')
    .split('\n');
  for (const [i, line] of lines.entries()) {
    if (line.startsWith('\t')) {
      if (line.trim() !== '' && current.length === 0)
        throw new Failure(`${file}:${i + 1}: *** recipe commences before first target.  Stop.`, 2);
      for (const r of current) r.recipe.push(line.slice(1));
      continue;
    }
    const text = line.replace(/(^|\s)#.*$/, '');
    if (text.trim() === '') continue;
    if (/^(ifeq|ifneq|ifdef|ifndef|else|endif|define|include|-include|export|vpath)\b/.test(text.trim())) {
      if (/^export\s*$/.test(text.trim())) continue;
      const e = /^export\s+(\w+)\s*[:?]?=\s*(.*)$/.exec(text.trim());
      if (e === null)
        throw new Failure(
          `${file}:${i + 1}: drydock: '${text.trim().split(/\s/)[0]}' in a Makefile is not simulated`,
          2,
        );
      m.vars.set(e[1]!, e[2]!);
      p.env.set(e[1]!, expand(e[2]!, m.vars, p.env).replace(/\0/g, '$'));
      continue;
    }
    const v = /^([\w.-]+)\s*(\?=|:=|::=|\+=|=)\s*(.*)$/.exec(text);
    if (v !== null) {
      const [, name = '', op = '', value = ''] = v;
      if (given.has(name) || (op === '?=' && (m.vars.has(name) || p.env.has(name)))) continue;
      m.vars.set(
        name,
        op === '+='
          ? `${m.vars.get(name) ?? ''} ${value}`.trim()
          : op.includes(':')
            ? expand(value, m.vars, p.env)
            : value,
      );
      continue;
    }
    const r = /^([^:=]+?)\s*:{1,2}\s*([^;]*)(?:;(.*))?$/.exec(text);
    if (r === null) throw new Failure(`${file}:${i + 1}: *** missing separator.  Stop.`, 2);
    const targets = expand(r[1]!, m.vars, p.env).trim().split(/\s+/);
    const needs = expand(r[2]!, m.vars, p.env)
      .trim()
      .split(/\s+/)
      .filter((x) => x !== '' && x !== '|');
    current = [];
    for (const t of targets) {
      if (t === '.PHONY') {
        needs.forEach((n) => m.phony.add(n));
        continue;
      }
      if (t.startsWith('.') && !t.includes('/')) continue;
      const rule = m.rules.get(t) ?? { needs: [], recipe: [] };
      rule.needs.push(...needs);
      if (r[3] !== undefined) rule.recipe.push(r[3].trim());
      m.rules.set(t, rule);
      current.push(rule);
      if (!t.includes('%')) m.first ??= t;
    }
  }
  return m;
}

const mtime = (p: Process, path: string): number | undefined => p.fs.tryStat(path)?.mtime;

export const make: Program = plain(function* (p) {
  const given = new Map<string, string>();
  const goals: string[] = [];
  let file: string | undefined;
  let [silent, dry, keep] = [false, false, false];
  const args = [...p.args];
  while (args.length > 0) {
    const a = args.shift()!;
    if (a === '-C') p.chdir(args.shift() ?? '.');
    else if (a === '-f') file = args.shift();
    else if (a === '--version' || a === '-v') {
      yield* p.print('GNU Make 4.4.1\nBuilt for x86_64-pc-linux-gnu\n');
      return 0;
    } else if (/^-j\d*$|^--jobs/.test(a)) {
      if (a === '-j' && /^\d+$/.test(args[0] ?? '')) args.shift();
    } else if (a === '-s' || a === '--silent') silent = true;
    else if (a === '-n' || a === '--dry-run') dry = true;
    else if (a === '-k') keep = true;
    else if (a.startsWith('-')) throw new Failure(`drydock: 'make ${a}' is not simulated`, 2);
    else if (/^\w+=/.test(a)) given.set(a.slice(0, a.indexOf('=')), a.slice(a.indexOf('=') + 1));
    else goals.push(a);
  }
  file ??= ['GNUmakefile', 'makefile', 'Makefile'].find((f) => p.fs.exists(f));
  if (file === undefined || !p.fs.exists(file))
    throw new Failure(
      file !== undefined
        ? `make: ${file}: No such file or directory\nmake: *** No rule to make target '${file}'.  Stop.`
        : goals.length === 0
          ? 'make: *** No targets specified and no makefile found.  Stop.'
          : `make: *** No rule to make target '${goals[0]}'.  Stop.`,
      2,
    );
  const m = parse(p, file, given);
  if (goals.length === 0) {
    if (m.first === undefined) throw new Failure('make: *** No targets.  Stop.', 2);
    goals.push(m.first);
  }
  const done = new Map<string, boolean>();
  /** The rule of a target: its own, or the first pattern that takes it; the stem is what `%` stands for. */
  const find = (target: string): { rule: Rule | undefined; stem: string } => {
    const own = m.rules.get(target);
    if (own !== undefined) return { rule: own, stem: '' };
    for (const [t, rule] of m.rules) {
      const hit = t.includes('%')
        ? new RegExp(`^${t.replace(/[.+^$()|[\]\\]/g, '\\$&').replace('%', '(.+)')}$`).exec(target)
        : null;
      if (hit !== null) return { rule, stem: hit[1]! };
    }
    return { rule: undefined, stem: '' };
  };
  /** Makes a target; true when something was done for it. */
  const build = function* (target: string, by: string | undefined, chain: readonly string[]): Task<boolean> {
    const before = done.get(target);
    if (before !== undefined) return before;
    const { rule, stem } = find(target);
    if (rule === undefined) {
      if (p.fs.exists(target)) return false;
      throw new Failure(
        `make: *** No rule to make target '${target}'${by === undefined ? '' : `, needed by '${by}'`}.  Stop.`,
        2,
      );
    }
    const needs = rule.needs.map((n) => n.replace('%', stem)).filter((n) => !chain.includes(n));
    let work = false;
    for (const n of needs) work = (yield* build(n, target, [...chain, target])) || work;
    const own = m.phony.has(target) ? undefined : mtime(p, target);
    const stale = own === undefined || work || needs.some((n) => (mtime(p, n) ?? 0) > own);
    done.set(target, stale);
    if (!stale) return false;
    const vars = new Map([
      ...m.vars,
      ['@', target],
      ['<', needs[0] ?? ''],
      ['^', [...new Set(needs)].join(' ')],
      ['?', needs.join(' ')],
      ['*', stem],
    ]);
    for (const raw of rule.recipe) {
      const quiet = /^[\s-]*@/.test(raw);
      const careless = /^[\s@]*-/.test(raw);
      const line = expand(raw.replace(/^[\s@-]+/, ''), vars, p.env).replace(/\0/g, '$');
      if (line.trim() === '') continue;
      if (!(quiet || silent) || dry) yield* p.print(`${line}\n`);
      if (dry) continue;
      const sh = p.which('sh');
      if (sh === undefined) throw new Failure('make: /bin/sh: No such file or directory', 127);
      const status = yield* p.wait(p.fork((q) => q.exec(sh, ['/bin/sh', '-c', line]), ['/bin/sh', '-c', line]));
      if (status !== 0 && !careless)
        throw new Failure(
          `make: *** [${file}:${
            reader(p)(p.abs(file!))
              .split('\n')
              .findIndex((l) => l === `\t${raw}`) + 1
          }: ${target}] Error ${status}`,
          2,
        );
    }
    return true;
  };
  for (const g of goals) {
    try {
      if (!(yield* build(g, undefined, [])))
        yield* p.print(
          (find(g).rule?.recipe.length ?? 0) === 0
            ? `make: Nothing to be done for '${g}'.\n`
            : `make: '${g}' is up to date.\n`,
        );
    } catch (error) {
      if (!(error instanceof Failure) || !keep) throw error;
      yield* p.eprint(`${error.message}\n`);
    }
  }
  return 0;
});
