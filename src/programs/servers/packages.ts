// Package managers over the indexes of the catalog: apt-get and apt, apk, dpkg; and git's clone and pull.

import { APT, type AptPackage, REPOSITORIES } from '../../catalog/packages.ts';
import { decode } from '../../fs/bytes.ts';
import { sha256hex } from '../../fs/digest.ts';
import { dirname, join } from '../../fs/path.ts';
import type { Program, Task } from '../../kernel/block.ts';
import type { Process } from '../../kernel/process.ts';
import { outsideProblem } from '../../kernel/resolve.ts';
import { reader } from '../../kernel/users.ts';
import { Failure, program, reason } from '../args.ts';
import { plain, put, putProgram } from './put.ts';

// --- apt

const LISTS = '/var/lib/apt/lists';
const STATUS = '/var/lib/dpkg/status';

function dpkgStatus(p: Process): Map<string, string> {
  return new Map([...reader(p)(STATUS).matchAll(/^Package: (\S+)\n(?:.*\n)*?Version: (\S+)$/gm)].map((m) => [m[1]!, m[2]!]));
}
function writeStatus(p: Process, status: ReadonlyMap<string, string>): void {
  put(p, STATUS, [...status].sort().map(([n, v]) => `Package: ${n}\nStatus: install ok installed\nVersion: ${v}\n\n`).join(''));
}

function mirror(p: Process): string {
  return /ubuntu/i.test(reader(p)('/etc/os-release')) ? 'archive.ubuntu.com' : 'deb.debian.org';
}

function* aptUpdate(p: Process): Task<number> {
  const host = mirror(p);
  const suite = /VERSION_CODENAME=(\w+)/.exec(reader(p)('/etc/os-release'))?.[1] ?? 'stable';
  const base = `http://${host}/${host.startsWith('deb') ? 'debian' : 'ubuntu'} ${suite}`;
  const problem = outsideProblem(p, host);
  if (problem !== undefined) {
    const why = problem === 'resolve' ? `Temporary failure resolving '${host}'` : `Cannot initiate the connection to ${host}:80. - connect (101: Network is unreachable)`;
    yield* p.sleep(2000);
    yield* p.print(`Err:1 ${base} InRelease\n  ${why}\nReading package lists... Done\n`);
    yield* p.eprint(`W: Failed to fetch ${base.replace(' ', '/dists/')}/InRelease  ${why}\nW: Some index files failed to download. They have been ignored, or old ones used instead.\n`);
    return 0;
  }
  yield* p.print(`Get:1 ${base} InRelease [140 kB]\nGet:2 ${base}-updates InRelease [47.3 kB]\n`);
  yield* p.sleep(800);
  yield* p.print(`Get:3 ${base}/main amd64 Packages [9670 kB]\nFetched 9857 kB in 1s (8214 kB/s)\nReading package lists... Done\n`);
  put(p, `${LISTS}/${host}_${suite}_main_binary-amd64_Packages`, `${Object.keys(APT).join('\n')}\n`);
  return 0;
}

const hasLists = (p: Process): boolean => p.fs.isDir(LISTS) && p.fs.readdir(LISTS).some((n) => n.endsWith('_Packages'));

function* aptInstall(p: Process, names: readonly string[], flags: readonly string[]): Task<number> {
  const status = dpkgStatus(p);
  yield* p.print('Reading package lists... Done\nBuilding dependency tree... Done\nReading state information... Done\n');
  const fresh = new Map<string, AptPackage>();
  for (const full of names) {
    const name = full.split('=')[0]!;
    const pkg = hasLists(p) ? APT[name] : undefined;
    if (pkg === undefined) {
      if (status.has(name)) continue;
      throw new Failure(`E: Unable to locate package ${name}`, 100);
    }
    const visit = (n: string): void => {
      const x = APT[n];
      if (x === undefined || status.has(n) || fresh.has(n)) return;
      fresh.set(n, x);
      x.depends.forEach(visit);
    };
    if (status.has(name)) yield* p.print(`${name} is already the newest version (${status.get(name)}).\n`);
    visit(name);
  }
  const list = [...fresh.keys()].sort();
  if (list.length === 0) {
    yield* p.print('0 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.\n');
    return 0;
  }
  const kb = list.reduce((n, x) => n + fresh.get(x)!.size, 0);
  const size = kb >= 10_000 ? `${(kb / 1000).toFixed(1)} MB` : `${kb} kB`;
  yield* p.print(`The following NEW packages will be installed:\n  ${list.join(' ')}\n0 upgraded, ${list.length} newly installed, 0 to remove and 0 not upgraded.\nNeed to get ${size} of archives.\nAfter this operation, ${(kb * 3.2 / 1000).toFixed(1)} MB of additional disk space will be used.\n`);
  if (!flags.some((f) => /^-[a-z]*y|^--(assume-)?yes/.test(f)) && (list.length > names.length || !p.isatty(0))) {
    yield* p.print('Do you want to continue? [Y/n] ');
    const answer = decode(yield* p.read(0)).trim();
    if (!p.isatty(0) && answer === '' || /^n/i.test(answer)) {
      yield* p.print('Abort.\n');
      return 1;
    }
  }
  if (outsideProblem(p, mirror(p)) !== undefined) throw new Failure(`E: Failed to fetch http://${mirror(p)}/pool/main/${list[0]![0]}/${list[0]}.deb  Temporary failure resolving '${mirror(p)}'\nE: Unable to fetch some archives, maybe run apt-get update or try with --fix-missing?`, 100);
  for (const [i, n] of list.entries()) {
    yield* p.print(`Get:${i + 1} http://${mirror(p)}/debian/main amd64 ${n} amd64 ${fresh.get(n)!.version} [${fresh.get(n)!.size} kB]\n`);
    yield* p.sleep(fresh.get(n)!.size / 8);
  }
  yield* p.print(`Fetched ${size} in 1s (${size}/s)\n`);
  yield* p.eprint('debconf: delaying package configuration, since apt-utils is not installed\n');
  for (const n of list) {
    const pkg = fresh.get(n)!;
    yield* p.print(`Selecting previously unselected package ${n}.\nPreparing to unpack .../${n}_${pkg.version}_amd64.deb ...\nUnpacking ${n} (${pkg.version}) ...\n`);
    for (const prog of pkg.programs) putProgram(p, `/usr/bin/${prog}`, prog === 'pip3' ? 'pip' : prog === 'python3' ? 'python' : prog);
    if (n === 'python3') p.fs.mkdirp('/usr/lib/python3.13/dist-packages');
    if (n === 'supervisor') {
      putProgram(p, '/usr/bin/supervisord', 'supervisord');
      put(p, '/etc/supervisor/supervisord.conf', '[supervisord]\nlogfile=/var/log/supervisor/supervisord.log\npidfile=/var/run/supervisord.pid\n\n[include]\nfiles = /etc/supervisor/conf.d/*.conf\n');
      p.fs.mkdirp('/etc/supervisor/conf.d');
      p.fs.mkdirp('/var/log/supervisor');
    }
    status.set(n, pkg.version);
  }
  for (const n of list) {
    yield* p.print(`Setting up ${n} (${fresh.get(n)!.version}) ...\n`);
    yield* p.sleep(40);
  }
  yield* p.print('Processing triggers for libc-bin (2.41-12) ...\n');
  writeStatus(p, status);
  return 0;
}

const apt: Program = plain(function* (p) {
  const words = p.args.filter((a) => !a.startsWith('-'));
  const flags = p.args.filter((a) => a.startsWith('-'));
  const [command, ...names] = words;
  const change = ['update', 'install', 'remove', 'purge', 'upgrade', 'dist-upgrade', 'full-upgrade', 'autoremove', 'clean', 'autoclean', 'reinstall'];
  if (command !== undefined && change.includes(command) && p.euid !== 0) {
    throw new Failure(command === 'update' ? `E: Could not open lock file ${LISTS}/lock - open (13: Permission denied)\nE: Unable to lock directory ${LISTS}/` : 'E: Could not open lock file /var/lib/dpkg/lock-frontend - open (13: Permission denied)\nE: Unable to acquire the dpkg frontend lock (/var/lib/dpkg/lock-frontend), are you root?', 100);
  }
  switch (command) {
    case 'update': return yield* aptUpdate(p);
    case 'install': case 'reinstall': return yield* aptInstall(p, names, flags);
    case 'remove': case 'purge': {
      const status = dpkgStatus(p);
      yield* p.print('Reading package lists... Done\nBuilding dependency tree... Done\nReading state information... Done\n');
      const gone = names.filter((n) => status.has(n));
      for (const n of names) if (!status.has(n)) yield* p.print(`Package '${n}' is not installed, so not removed\n`);
      for (const n of gone) {
        yield* p.print(`Removing ${n} (${status.get(n)}) ...\n`);
        for (const prog of APT[n]?.programs ?? []) if (p.fs.exists(`/usr/bin/${prog}`)) p.fs.unlink(`/usr/bin/${prog}`);
        status.delete(n);
      }
      yield* p.print(`0 upgraded, 0 newly installed, ${gone.length} to remove and 0 not upgraded.\n`);
      writeStatus(p, status);
      return 0;
    }
    case 'upgrade': case 'dist-upgrade': case 'full-upgrade': case 'autoremove':
      yield* p.print('Reading package lists... Done\nBuilding dependency tree... Done\nReading state information... Done\n0 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.\n');
      return 0;
    case 'clean': case 'autoclean': return 0;
    case 'list': case 'search': case 'show': case 'policy': {
      const shown = Object.keys(APT).filter((n) => hasLists(p) && (names.length === 0 || (command === 'search' ? n.includes(names[0]!) : names.includes(n))));
      for (const n of shown) yield* p.print(command === 'show' || command === 'policy' ? `Package: ${n}\nVersion: ${APT[n]!.version}\n` : `${n}/stable ${APT[n]!.version} amd64\n`);
      if (command === 'show' && shown.length === 0) throw new Failure(`E: No packages found`, 100);
      return 0;
    }
    case undefined:
      yield* p.print('apt 3.0.3 (amd64)\nUsage: apt [options] command\n');
      return 0;
    default: throw new Failure(`E: Invalid operation ${command}`, 100);
  }
});

const dpkg: Program = plain(function* (p) {
  const status = dpkgStatus(p);
  if (p.args[0] === '-l' || p.args[0] === '--list') {
    const chosen = [...status].filter(([n]) => p.args.length === 1 || p.args.slice(1).includes(n));
    if (chosen.length === 0 && p.args.length > 1) throw new Failure(`dpkg-query: no packages found matching ${p.args[1]}`);
    yield* p.print(`Desired=Unknown/Install/Remove/Purge/Hold\n||/ Name           Version      Architecture Description\n+++-==============-============-============-=================================\n${chosen.map(([n, v]) => `ii  ${n.padEnd(14)} ${v.padEnd(12)} amd64        ${n}\n`).join('')}`);
    return 0;
  }
  if (p.args[0] === '--print-architecture') {
    yield* p.print('amd64\n');
    return 0;
  }
  if (p.args[0] === '-s') {
    const n = p.args[1] ?? '';
    if (!status.has(n)) throw new Failure(`dpkg-query: package '${n}' is not installed and no information is available`);
    yield* p.print(`Package: ${n}\nStatus: install ok installed\nVersion: ${status.get(n)}\n`);
    return 0;
  }
  throw new Failure(`drydock: 'dpkg ${p.args[0] ?? ''}' is not simulated`, 2);
});

const apk: Program = plain(function* (p) {
  const words = p.args.filter((a) => !a.startsWith('-'));
  const [command, ...names] = words;
  const db = '/lib/apk/db/installed';
  const have = new Set(reader(p)(db).split('\n').filter((l) => l !== ''));
  if (command === 'update' || command === 'add') {
    if (p.euid !== 0) throw new Failure('ERROR: Unable to lock database: Permission denied\nERROR: Failed to open apk database: Permission denied', 99);
    if (outsideProblem(p, 'dl-cdn.alpinelinux.org') !== undefined) {
      yield* p.print('fetch https://dl-cdn.alpinelinux.org/alpine/main/x86_64/APKINDEX.tar.gz\n');
      yield* p.eprint('WARNING: fetching https://dl-cdn.alpinelinux.org/alpine/main: temporary error (try again later)\n');
      if (command === 'update') return 1;
      throw new Failure(`ERROR: unable to select packages:\n${names.map((n) => `  ${n} (no such package):\n    required by: world[${n}]`).join('\n')}`, names.length);
    }
    yield* p.print('fetch https://dl-cdn.alpinelinux.org/alpine/main/x86_64/APKINDEX.tar.gz\nfetch https://dl-cdn.alpinelinux.org/alpine/community/x86_64/APKINDEX.tar.gz\n');
    yield* p.sleep(500);
  }
  const alias: Record<string, string> = { 'bind-tools': 'dnsutils', 'py3-pip': 'python3-pip', 'mariadb-client': 'mariadb-client', 'mysql-client': 'mariadb-client', coreutils: 'bash', 'iputils': 'iputils-ping', openssl: 'ca-certificates' };
  switch (command) {
    case 'update':
      yield* p.print('OK: 25400 distinct packages available\n');
      return 0;
    case 'add': {
      const unknown = names.filter((n) => APT[alias[n] ?? n] === undefined);
      if (unknown.length > 0) throw new Failure(`ERROR: unable to select packages:\n${unknown.map((n) => `  ${n} (no such package):\n    required by: world[${n}]`).join('\n')}`, unknown.length);
      const fresh = names.filter((n) => !have.has(n));
      for (const [i, n] of fresh.entries()) {
        const pkg = APT[alias[n] ?? n]!;
        yield* p.print(`(${i + 1}/${fresh.length}) Installing ${n} (${pkg.version.replace(/^\d+:/, '')}-r0)\n`);
        yield* p.sleep(60 + pkg.size / 20);
        for (const prog of pkg.programs) putProgram(p, `/usr/bin/${prog}`, prog === 'python3' ? 'python' : prog === 'pip3' ? 'pip' : prog);
        have.add(n);
      }
      put(p, db, `${[...have].sort().join('\n')}\n`);
      yield* p.print(`Executing busybox-1.37.0-r12.trigger\nOK: ${8 + have.size * 2} MiB in ${15 + have.size} packages\n`);
      return 0;
    }
    case 'del':
      for (const n of names) {
        if (!have.delete(n)) continue;
        yield* p.print(`(1/1) Purging ${n}\n`);
        for (const prog of APT[alias[n] ?? n]?.programs ?? []) if (p.fs.exists(`/usr/bin/${prog}`)) p.fs.unlink(`/usr/bin/${prog}`);
      }
      put(p, db, `${[...have].sort().join('\n')}\n`);
      yield* p.print(`OK: ${8 + have.size * 2} MiB in ${15 + have.size} packages\n`);
      return 0;
    case 'info':
      yield* p.print([...have].sort().map((n) => `${n}\n`).join(''));
      return 0;
    default: throw new Failure(`drydock: 'apk ${command ?? ''}' is not simulated`);
  }
});

// --- git

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

const git: Program = plain(function* (p) {
  const args = [...p.args];
  while (args[0] === '-C' || args[0] === '-c') {
    if (args[0] === '-C') p.chdir(args[1] ?? '.');
    args.splice(0, 2);
  }
  const [command, ...rest] = args;
  const need = (): string => {
    const root = gitRoot(p);
    if (root === undefined) throw new Failure('fatal: not a git repository (or any of the parent directories): .git', 128);
    return root;
  };
  const commitAt = (root: string): GitState => {
    const s = gitState(p, root);
    if (s === undefined) throw new Failure("fatal: your current branch 'main' does not have any commits yet", 128);
    return s;
  };
  switch (command) {
    case '--version': case 'version':
      yield* p.print('git version 2.47.3\n');
      return 0;
    case 'clone': {
      const quiet = rest.includes('-q') || rest.includes('--quiet');
      const words = rest.filter((a, i) => !a.startsWith('-') && !['-b', '--branch', '--depth', '-o'].includes(rest[i - 1] ?? ''));
      const [raw, given] = words;
      if (raw === undefined) throw new Failure('fatal: You must specify a repository to clone.', 129);
      const url = raw.replace(/\.git\/?$/, '').replace(/\/$/, '');
      const dir = given ?? url.split('/').pop()!;
      if (p.fs.exists(dir) && (!p.fs.isDir(dir) || p.fs.readdir(dir).length > 0)) throw new Failure(`fatal: destination path '${dir}' already exists and is not an empty directory.`, 128);
      if (!quiet) yield* p.eprint(`Cloning into '${dir}'...\n`);
      const host = /^https?:\/\/([^/:]+)/.exec(url)?.[1];
      if (host === undefined) throw new Failure(`fatal: repository '${raw}' does not exist`, 128);
      const problem = outsideProblem(p, host);
      if (problem !== undefined) {
        yield* p.sleep(1500);
        throw new Failure(`fatal: unable to access '${raw}/': ${problem === 'resolve' ? `Could not resolve host: ${host}` : `Failed to connect to ${host} port 443: Network is unreachable`}`, 128);
      }
      const repo = REPOSITORIES[url.replace(/^http:/, 'https:')];
      if (repo === undefined) throw new Failure(host === 'github.com' ? `remote: Repository not found.\nfatal: repository '${raw}/' not found` : `fatal: repository '${raw}/' not found`, 128);
      const files = Object.entries(repo.commits[0]!.files);
      yield* p.sleep(1500);
      if (!quiet) yield* p.eprint(`remote: Enumerating objects: ${files.length + 2}, done.\nremote: Total ${files.length + 2} (delta 0), reused 0 (delta 0), pack-reused 0 (from 0)\nReceiving objects: 100% (${files.length + 2}/${files.length + 2}), done.\n`);
      try {
        for (const [name, text] of files) put(p, join(dir, name), text);
        put(p, join(dir, '.git', 'HEAD'), 'ref: refs/heads/main\n');
        put(p, join(dir, '.git', 'config'), `[remote "origin"]\n\turl = ${raw}\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n`);
        put(p, join(dir, '.git', 'drydock'), `url = ${url}\ncommit = 0\n`);
      } catch (error) {
        throw new Failure(`fatal: could not create work tree dir '${dir}': ${reason(error)}`, 128);
      }
      return 0;
    }
    case 'pull': case 'fetch': {
      const root = need();
      const s = gitState(p, root);
      if (s === undefined) throw new Failure('There is no tracking information for the current branch.');
      const host = /^https?:\/\/([^/:]+)/.exec(s.url)?.[1] ?? '';
      if (outsideProblem(p, host) !== undefined) throw new Failure(`fatal: unable to access '${s.url}/': Could not resolve host: ${host}`);
      yield* p.sleep(900);
      const repo = REPOSITORIES[s.url];
      const last = (repo?.commits.length ?? 1) - 1;
      if (command === 'fetch') return 0;
      if (s.commit >= last) {
        yield* p.print('Already up to date.\n');
        return 0;
      }
      const changed = new Map<string, string>();
      for (let n = s.commit + 1; n <= last; n++) for (const [name, text] of Object.entries(repo!.commits[n]!.files)) changed.set(name, text);
      yield* p.eprint(`From ${s.url}\n   ${commitId(s.url, s.commit).slice(0, 7)}..${commitId(s.url, last).slice(0, 7)}  main       -> origin/main\n`);
      yield* p.print(`Updating ${commitId(s.url, s.commit).slice(0, 7)}..${commitId(s.url, last).slice(0, 7)}\nFast-forward\n`);
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
        const found = new RegExp(`\\[${section.replace(/[.*+?^$()|[\]\\]/g, '\\$&')}\\][^[]*?^\\s*${name} = (.*)$`, 'm').exec(old);
        if (found === null) return 1;
        yield* p.print(`${found[1]}\n`);
        return 0;
      }
      put(p, path, `${old.replace(new RegExp(`\\[${section}\\]\\n\\t${name} = .*\\n`), '')}[${section}]\n\t${name} = ${value}\n`);
      return 0;
    }
    case 'status': {
      need();
      yield* p.print(rest.includes('-s') || rest.includes('--short') ? '' : 'On branch main\nYour branch is up to date with \'origin/main\'.\n\nnothing to commit, working tree clean\n(drydock: changes in the working tree are not compared)\n');
      return 0;
    }
    case 'log': {
      const s = commitAt(need());
      for (let n = s.commit; n >= 0; n--) {
        const message = REPOSITORIES[s.url]?.commits[n]?.message ?? '';
        yield* p.print(rest.includes('--oneline') ? `${commitId(s.url, n).slice(0, 7)} ${message}\n` : `commit ${commitId(s.url, n)}\nAuthor: upstream <upstream@example.org>\n\n    ${message}\n\n`);
      }
      return 0;
    }
    case 'rev-parse': {
      const root = need();
      yield* p.print(rest.includes('--show-toplevel') ? `${root}\n` : `${commitId(commitAt(root).url, commitAt(root).commit).slice(0, rest.includes('--short') ? 7 : 40)}\n`);
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
      yield* p.print('usage: git [-v | --version] [-C <path>] <command> [<args>]\n\nsimulated here: clone pull fetch init config status log rev-parse\n');
      return 1;
    default:
      throw new Failure(['add', 'commit', 'push', 'branch', 'checkout', 'switch', 'merge', 'diff', 'remote', 'tag', 'stash', 'reset', 'restore', 'show', 'submodule', 'rebase', 'lfs'].includes(command) ? `drydock: 'git ${command}' is not simulated` : `git: '${command}' is not a git command. See 'git --help'.`);
  }
});

export const packages: Record<string, Program> = {
  apt, 'apt-get': apt, 'apt-cache': apt, apk, dpkg, git,
  'apt-mark': program(function* () {
    return 0;
  }),
  lsb_release: program(function* (p) {
    const text = reader(p)('/etc/os-release');
    const name = /^ID=(\w+)/m.exec(text)?.[1] ?? 'debian';
    const version = /VERSION_ID="?([\d.]+)/.exec(text)?.[1] ?? '';
    const code = /VERSION_CODENAME=(\w+)/.exec(text)?.[1] ?? '';
    yield* p.print(p.args.includes('-cs') ? `${code}\n` : p.args.includes('-is') ? `${name}\n` : p.args.includes('-rs') ? `${version}\n` : `Distributor ID:\t${name}\nDescription:\t${/PRETTY_NAME="([^"]*)/.exec(text)?.[1] ?? ''}\nRelease:\t${version}\nCodename:\t${code}\n`);
    return 0;
  }),
};
