// git: clone and pull of the repositories of the catalog, and what can be asked of a clone.

import { REPOSITORIES } from '../../catalog/packages.ts';
import { sha256hex } from '../../fs/digest.ts';
import { dirname, join } from '../../fs/path.ts';
import type { Program } from '../../kernel/block.ts';
import type { Process } from '../../kernel/process.ts';
import { outsideProblem } from '../../kernel/resolve.ts';
import { reader } from '../../kernel/users.ts';
import { Failure, reason } from '../args.ts';
import { plain, put } from './put.ts';

interface GitState {
  url: string;
  commit: number;
}

function gitState(p: Process, dir: string): GitState | undefined {
  const text = reader(p)(join(dir, '.git', 'drydock'));
  const m = /^url = (.*)\ncommit = (\d+)\n/.exec(text);
  return m === null ? undefined : { url: m[1]!, commit: Number(m[2]) };
}
function gitRoot(p: Process): string | undefined {
  for (let dir = p.cwd; ; dir = dirname(dir)) {
    if (p.fs.isDir(join(dir, '.git'))) return dir;
    if (dir === '/') return undefined;
  }
}
const commitId = (url: string, n: number): string => sha256hex(`${url} ${n}`).slice(0, 40);

export const git: Program = plain(function* (p) {
  const args = [...p.args];
  while (args[0] === '-C' || args[0] === '-c') {
    if (args[0] === '-C') p.chdir(args[1] ?? '.');
    args.splice(0, 2);
  }
  const [command, ...rest] = args;
  const need = (): string => {
    const root = gitRoot(p);
    if (root === undefined)
      throw new Failure('fatal: not a git repository (or any of the parent directories): .git', 128);
    return root;
  };
  const commitAt = (root: string): GitState => {
    const s = gitState(p, root);
    if (s === undefined) throw new Failure("fatal: your current branch 'main' does not have any commits yet", 128);
    return s;
  };
  switch (command) {
    case '--version':
    case 'version':
      yield* p.print('git version 2.47.3\n');
      return 0;
    case 'clone': {
      const quiet = rest.includes('-q') || rest.includes('--quiet');
      const words = rest.filter(
        (a, i) => !a.startsWith('-') && !['-b', '--branch', '--depth', '-o'].includes(rest[i - 1] ?? ''),
      );
      const [raw, given] = words;
      if (raw === undefined) throw new Failure('fatal: You must specify a repository to clone.', 129);
      const url = raw.replace(/\.git\/?$/, '').replace(/\/$/, '');
      const dir = given ?? url.split('/').pop()!;
      if (p.fs.exists(dir) && (!p.fs.isDir(dir) || p.fs.readdir(dir).length > 0))
        throw new Failure(`fatal: destination path '${dir}' already exists and is not an empty directory.`, 128);
      if (!quiet) yield* p.eprint(`Cloning into '${dir}'...\n`);
      const host = /^https?:\/\/([^/:]+)/.exec(url)?.[1];
      if (host === undefined) throw new Failure(`fatal: repository '${raw}' does not exist`, 128);
      const problem = outsideProblem(p, host);
      if (problem !== undefined) {
        yield* p.sleep(1500);
        throw new Failure(
          `fatal: unable to access '${raw}/': ${problem === 'resolve' ? `Could not resolve host: ${host}` : `Failed to connect to ${host} port 443: Network is unreachable`}`,
          128,
        );
      }
      const repo = REPOSITORIES[url.replace(/^http:/, 'https:')];
      if (repo === undefined)
        throw new Failure(
          host === 'github.com'
            ? `remote: Repository not found.\nfatal: repository '${raw}/' not found`
            : `fatal: repository '${raw}/' not found`,
          128,
        );
      const files = Object.entries(repo.commits[0]!.files);
      yield* p.sleep(1500);
      if (!quiet)
        yield* p.eprint(
          `remote: Enumerating objects: ${files.length + 2}, done.\nremote: Total ${files.length + 2} (delta 0), reused 0 (delta 0), pack-reused 0 (from 0)\nReceiving objects: 100% (${files.length + 2}/${files.length + 2}), done.\n`,
        );
      try {
        for (const [name, text] of files) put(p, join(dir, name), text);
        put(p, join(dir, '.git', 'HEAD'), 'ref: refs/heads/main\n');
        put(
          p,
          join(dir, '.git', 'config'),
          `[remote "origin"]\n\turl = ${raw}\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n`,
        );
        put(p, join(dir, '.git', 'drydock'), `url = ${url}\ncommit = 0\n`);
      } catch (error) {
        throw new Failure(`fatal: could not create work tree dir '${dir}': ${reason(error)}`, 128);
      }
      return 0;
    }
    case 'pull':
    case 'fetch': {
      const root = need();
      const s = gitState(p, root);
      if (s === undefined) throw new Failure('There is no tracking information for the current branch.');
      const host = /^https?:\/\/([^/:]+)/.exec(s.url)?.[1] ?? '';
      if (outsideProblem(p, host) !== undefined)
        throw new Failure(`fatal: unable to access '${s.url}/': Could not resolve host: ${host}`);
      yield* p.sleep(900);
      const repo = REPOSITORIES[s.url];
      const last = (repo?.commits.length ?? 1) - 1;
      if (command === 'fetch') return 0;
      if (s.commit >= last) {
        yield* p.print('Already up to date.\n');
        return 0;
      }
      const changed = new Map<string, string>();
      for (let n = s.commit + 1; n <= last; n++)
        for (const [name, text] of Object.entries(repo!.commits[n]!.files)) changed.set(name, text);
      yield* p.eprint(
        `From ${s.url}\n   ${commitId(s.url, s.commit).slice(0, 7)}..${commitId(s.url, last).slice(0, 7)}  main       -> origin/main\n`,
      );
      yield* p.print(
        `Updating ${commitId(s.url, s.commit).slice(0, 7)}..${commitId(s.url, last).slice(0, 7)}\nFast-forward\n`,
      );
      for (const [name, text] of changed) {
        put(p, join(root, name), text);
        yield* p.print(` ${name} | 2 +-\n`);
      }
      yield* p.print(` ${changed.size} file${changed.size === 1 ? '' : 's'} changed\n`);
      put(p, join(root, '.git', 'drydock'), `url = ${s.url}\ncommit = ${last}\n`);
      return 0;
    }
    case 'config': {
      const words = rest.filter((a) => !a.startsWith('-'));
      const global = rest.includes('--global') || rest.includes('--system');
      const path = global ? join(p.getenv('HOME') ?? '/root', '.gitconfig') : join(need(), '.git', 'config');
      const [key = '', value] = words;
      const old = reader(p)(path);
      const [section = '', name = ''] = [key.slice(0, key.lastIndexOf('.')), key.slice(key.lastIndexOf('.') + 1)];
      if (rest.includes('--list') || rest.includes('-l')) {
        let at = '';
        for (const line of old.split('\n')) {
          const h = /^\[(.*)\]$/.exec(line);
          if (h !== null) at = h[1]!;
          else if (line.includes('=')) yield* p.print(`${at}.${line.trim().replace(/\s*=\s*/, '=')}\n`);
        }
        return 0;
      }
      if (value === undefined) {
        const found = new RegExp(
          `\\[${section.replace(/[.*+?^$()|[\]\\]/g, '\\$&')}\\][^[]*?^\\s*${name} = (.*)$`,
          'm',
        ).exec(old);
        if (found === null) return 1;
        yield* p.print(`${found[1]}\n`);
        return 0;
      }
      put(
        p,
        path,
        `${old.replace(new RegExp(`\\[${section}\\]\\n\\t${name} = .*\\n`), '')}[${section}]\n\t${name} = ${value}\n`,
      );
      return 0;
    }
    case 'status': {
      need();
      yield* p.print(
        rest.includes('-s') || rest.includes('--short')
          ? ''
          : "On branch main\nYour branch is up to date with 'origin/main'.\n\nnothing to commit, working tree clean\n(drydock: changes in the working tree are not compared)\n",
      );
      return 0;
    }
    case 'log': {
      const s = commitAt(need());
      for (let n = s.commit; n >= 0; n--) {
        const message = REPOSITORIES[s.url]?.commits[n]?.message ?? '';
        yield* p.print(
          rest.includes('--oneline')
            ? `${commitId(s.url, n).slice(0, 7)} ${message}\n`
            : `commit ${commitId(s.url, n)}\nAuthor: upstream <upstream@example.org>\n\n    ${message}\n\n`,
        );
      }
      return 0;
    }
    case 'rev-parse': {
      const root = need();
      yield* p.print(
        rest.includes('--show-toplevel')
          ? `${root}\n`
          : `${commitId(commitAt(root).url, commitAt(root).commit).slice(0, rest.includes('--short') ? 7 : 40)}\n`,
      );
      return 0;
    }
    case 'init': {
      const dir = rest.find((a) => !a.startsWith('-')) ?? '.';
      put(p, join(dir, '.git', 'HEAD'), 'ref: refs/heads/main\n');
      put(p, join(dir, '.git', 'config'), '');
      yield* p.print(`Initialized empty Git repository in ${p.abs(join(dir, '.git'))}/\n`);
      return 0;
    }
    case undefined:
      yield* p.print(
        'usage: git [-v | --version] [-C <path>] <command> [<args>]\n\nsimulated here: clone pull fetch init config status log rev-parse\n',
      );
      return 1;
    default:
      throw new Failure(
        [
          'add',
          'commit',
          'push',
          'branch',
          'checkout',
          'switch',
          'merge',
          'diff',
          'remote',
          'tag',
          'stash',
          'reset',
          'restore',
          'show',
          'submodule',
          'rebase',
          'lfs',
        ].includes(command)
          ? `drydock: 'git ${command}' is not simulated`
          : `git: '${command}' is not a git command. See 'git --help'.`,
      );
  }
});
