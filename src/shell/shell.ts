// The state of one shell: variables, options, functions, jobs, and what its messages begin with.

import { parse, type ParsedScript, type ParseError, type Function as FunctionNode } from 'unbash';
import type { Process, SignalAction } from '../kernel/process.ts';
import type { Task } from '../kernel/block.ts';
import { Variables, newVariable } from './vars.ts';

export type Dialect = 'bash' | 'dash' | 'ash';

/** How a shell that is not bash reads a text, and what it says (after `Syntax error: `) of one that it refuses. */
export interface Reader {
  understand(text: string): { text: string; script: ParsedScript };
  refusal(text: string, errors: readonly ParseError[]): string;
}

/** Leaves loops, functions and the shell itself. */
export class Break {
  constructor(public levels: number) {}
}
export class Continue {
  constructor(public levels: number) {}
}
export class Return {
  constructor(readonly status: number) {}
}
export class Exit {
  constructor(readonly status: number) {}
}
/** An error that ends a non-interactive shell (expansion errors, special built-ins). */
export class Fatal extends Error {
  constructor(
    message: string,
    readonly status = 1,
  ) {
    super(message);
  }
}
/** An error in an expansion: the rest of the line is given up, the next line goes on (bash). */
export class Discard extends Error {
  readonly status = 1;
}
/** An error that ends only the command. */
export class CommandError extends Error {
  constructor(
    message: string,
    readonly status = 1,
  ) {
    super(message);
  }
}

export interface Job {
  readonly id: number;
  readonly processes: Process[];
  readonly pgid: number;
  readonly command: string;
  /** The state that the shell has told of. */
  told?: 'running' | 'stopped' | 'dead' | undefined;
  /** The state as the shell knows it, when something has just been done to the job. */
  stale?: 'running' | 'stopped' | 'dead' | undefined;
}

/** A source text with the offsets of its lines. */
export class Source {
  private starts: number[] | undefined;
  constructor(
    readonly text: string,
    readonly firstLine: number,
    /** Are the aliases of the text put in already? */
    readonly aliased = false,
  ) {}
  line(pos: number): number {
    if (this.starts === undefined) {
      this.starts = [0];
      for (let i = this.text.indexOf('\n'); i >= 0; i = this.text.indexOf('\n', i + 1)) this.starts.push(i + 1);
    }
    let lo = 0;
    let hi = this.starts.length - 1;
    while (lo < hi) {
      const mid = (lo + hi + 1) >> 1;
      if (this.starts[mid]! <= pos) lo = mid;
      else hi = mid - 1;
    }
    return this.firstLine + lo;
  }
}

export interface ShellFunction {
  readonly node: FunctionNode;
  readonly source: Source;
}

/** Options with a letter, and those with a name only. */
export const OPTION_LETTERS: Record<string, string> = {
  a: 'allexport',
  b: 'notify',
  C: 'noclobber',
  e: 'errexit',
  f: 'noglob',
  h: 'hashall',
  m: 'monitor',
  n: 'noexec',
  u: 'nounset',
  v: 'verbose',
  x: 'xtrace',
  B: 'braceexpand',
  H: 'histexpand',
  E: 'errtrace',
  T: 'functrace',
  P: 'physical',
};
export const OPTION_NAMES = [
  'allexport',
  'braceexpand',
  'emacs',
  'errexit',
  'errtrace',
  'functrace',
  'hashall',
  'histexpand',
  'history',
  'ignoreeof',
  'interactive-comments',
  'keyword',
  'monitor',
  'noclobber',
  'noexec',
  'noglob',
  'nolog',
  'notify',
  'nounset',
  'onecmd',
  'physical',
  'pipefail',
  'posix',
  'privileged',
  'verbose',
  'vi',
  'xtrace',
];
export const SHOPT_NAMES = [
  'autocd',
  'cdspell',
  'checkwinsize',
  'cmdhist',
  'dotglob',
  'expand_aliases',
  'extglob',
  'failglob',
  'globstar',
  'histappend',
  'huponexit',
  'inherit_errexit',
  'interactive_comments',
  'lastpipe',
  'login_shell',
  'nocaseglob',
  'nocasematch',
  'nullglob',
  'progcomp',
  'promptvars',
  'sourcepath',
  'xpg_echo',
];

export class Shell {
  vars = new Variables();
  /** Bytes of command substitutions that run. */
  capturing = 0;
  functions = new Map<string, ShellFunction>();
  aliases = new Map<string, string>();
  options = new Set<string>(['braceexpand', 'hashall', 'interactive-comments']);
  shopt = new Set<string>([
    'checkwinsize',
    'cmdhist',
    'extquote',
    'interactive_comments',
    'progcomp',
    'promptvars',
    'sourcepath',
  ]);
  /** Commands by signal name, `EXIT`, `ERR`, `DEBUG`; an empty command ignores. */
  traps = new Map<string, string>();
  jobs: Job[] = [];
  /** The jobs that `%+` and `%-` mean. */
  currentJob: Job | undefined;
  previousJob: Job | undefined;
  /** Signals that an interactive shell ignores or catches for itself; what it starts does not. */
  readonly own = new Map<number, SignalAction>();
  /** `exit` has been answered with a word about stopped jobs, and nothing else was asked since. */
  warned = false;
  history: string[] = [];
  /** How many lines of the history came from its file. */
  historyKept = 0;
  positional: string[] = [];
  name = 'bash';
  status = 0;
  lastBackground: number | undefined;
  pipeStatus: number[] = [0];
  /** Line of the command that runs. */
  line = 1;
  source = new Source('', 1);
  /** Files being sourced or the script, for messages; empty for -c and interactive. */
  scriptNames: string[] = [];
  callStack: { name: string; line: number; source: string }[] = [];
  dirStack: string[] = [];
  interactive = false;
  /** A login shell (its name began with `-`, or `-l`): says `logout` when it ends. */
  login = false;
  /** `-c`, a script file, or standard input. */
  mode: 'command' | 'file' | 'stdin' = 'stdin';
  isSubshell = false;
  /** Depth of contexts in which errexit does not apply. */
  quiet = 0;
  loopDepth = 0;
  /** Depth of lists of several commands, which a Ctrl-C at the prompt ends whole. */
  lists = 0;
  lastArg = '';
  /** The built-in that runs. */
  builtin = '';
  /** Commands run so far; every few of them others get a turn. */
  turns = 0;
  /** Was the last command of an and-or list the one that set the status? */
  lastOfList = true;
  /** Assignments among the arguments of a declaring built-in, referred to as `\0N`. */
  declarations: import('unbash').Assignment[] = [];
  getoptsAt = 1;
  getoptsIndex = 1;
  /** Disabled built-ins. */
  disabled = new Set<string>();
  hashed = new Map<string, string>();
  substitutionStatus: number | undefined;
  /** Pid that `$$` shows in subshells. */
  rootPid: number | undefined;
  readonly openings: (() => void)[] = [];

  constructor(
    readonly p: Process,
    readonly dialect: Dialect,
    /** Undefined for bash. */
    readonly reader?: Reader,
  ) {
    p.census = () => this.capturing + this.vars.weight();
  }

  static fromEnvironment(p: Process, dialect: Dialect, reader?: Reader): Shell {
    const sh = new Shell(p, dialect, reader);
    for (const [name, value] of p.env) {
      if (!/^[A-Za-z_]\w*$/.test(name)) {
        if (dialect === 'bash') sh.vars.foreign.set(name, value);
        continue;
      }
      const v = newVariable(value);
      v.exported = true;
      sh.vars.scopes[0]!.set(name, v);
    }
    const set = (name: string, value: string, exported = false): void => {
      const v = newVariable(value);
      v.exported = exported;
      sh.vars.scopes[0]!.set(name, v);
    };
    set('IFS', ' \t\n');
    set('OPTIND', '1');
    set('PPID', String(p.parent?.nsPid ?? 0));
    if (p.env.get('PWD') !== p.cwd) set('PWD', p.cwd, dialect !== 'dash' || p.env.has('PWD'));
    if (!p.env.has('PATH')) set('PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin');
    if (dialect === 'bash') {
      set('SHLVL', String(Number(p.env.get('SHLVL') ?? '0') + 1), true);
      set('BASH', '/bin/bash');
      set('BASH_VERSION', '5.2.37(1)-release');
      const info = newVariable();
      info.array = new Map(['5', '2', '37', '1', 'release', 'x86_64-pc-linux-gnu'].map((x, i) => [i, x]));
      info.readonly = true;
      sh.vars.scopes[0]!.set('BASH_VERSINFO', info);
      set('HOSTNAME', p.uts.hostname);
      set('HOSTTYPE', 'x86_64');
      set('OSTYPE', 'linux-gnu');
      set('MACHTYPE', 'x86_64-pc-linux-gnu');
      set('OPTERR', '1');
      set('EUID', String(p.euid));
      set('UID', String(p.uid));
      for (const name of ['EUID', 'UID', 'PPID']) sh.vars.scopes[0]!.get(name)!.readonly = true;
    }
    return sh;
  }

  /** The same state in a child process: a subshell. */
  inChild(child: Process): Shell {
    const sh = new Shell(child, this.dialect, this.reader);
    sh.vars = this.vars.clone();
    sh.functions = new Map(this.functions);
    sh.aliases = new Map(this.aliases);
    sh.options = new Set(this.options);
    sh.shopt = new Set(this.shopt);
    for (const [k, v] of this.traps) if (v === '') sh.traps.set(k, v);
    sh.positional = [...this.positional];
    sh.name = this.name;
    sh.status = this.status;
    sh.lastBackground = this.lastBackground;
    sh.pipeStatus = this.pipeStatus;
    sh.line = this.line;
    sh.source = this.source;
    sh.scriptNames = [...this.scriptNames];
    sh.callStack = [...this.callStack];
    sh.dirStack = [...this.dirStack];
    sh.mode = this.mode;
    sh.isSubshell = true;
    sh.rootPid = this.rootPid ?? this.p.nsPid;
    sh.quiet = this.quiet;
    sh.loopDepth = 0;
    sh.lastArg = this.lastArg;
    sh.disabled = this.disabled;
    sh.history = this.history;
    sh.options.delete('monitor');
    return sh;
  }

  /** Prefix of an error message. */
  prefix(line = this.line): string {
    // busybox counts the lines of a -c text from 0
    if (this.dialect === 'ash')
      return `${this.name}: ${this.interactive ? '' : `line ${this.mode === 'command' ? line - 1 : line}: `}`;
    if (this.dialect === 'dash') return `${this.scriptNames.at(-1) ?? this.name}: ${line}: `;
    const script = this.scriptNames.at(-1);
    if (script !== undefined) return `${script}: line ${line}: `;
    return this.interactive ? `${this.name}: ` : `${this.name}: line ${line}: `;
  }

  *warn(message: string): Task {
    // busybox names its built-in before the line
    if (this.dialect === 'ash' && this.builtin !== '' && message.startsWith(`${this.builtin}: `)) {
      const at = this.prefix().slice(this.name.length + 2);
      yield* this.p.eprint(`${this.name}: ${this.builtin}: ${at}${message.slice(this.builtin.length + 2)}\n`);
      return;
    }
    yield* this.p.eprint(`${this.prefix()}${message}\n`);
  }

  /** Options as `$-` shows them. */
  flags(): string {
    let out = '';
    for (const [letter, name] of Object.entries(OPTION_LETTERS)) if (this.options.has(name)) out += letter;
    if (this.interactive) out += 'i';
    if (this.mode === 'command') out += 'c';
    if (this.mode === 'stdin') out += 's';
    return out;
  }
}

const parsed = new Map<string, ParsedScript>();

/** Syntax tree of a text, kept for the next time the same text comes. */
export function parseScript(text: string): ParsedScript {
  let tree = parsed.get(text);
  if (tree === undefined) {
    tree = parse(text);
    if (parsed.size > 500) parsed.clear();
    parsed.set(text, tree);
  }
  return tree;
}
