// apt-get, apt and apt-cache: lists, what is to be installed with what it needs, and what they print on the way.

import { ARCHIVES } from '../../../catalog/apt.ts';
import { decode } from '../../../fs/bytes.ts';
import type { Program, Task } from '../../../kernel/block.ts';
import type { Process } from '../../../kernel/process.ts';
import { outsideProblem } from '../../../kernel/resolve.ts';
import { FsError } from '../../../fs/node.ts';
import { Failure } from '../../args.ts';
import { plain, put, putProgram } from '../put.ts';
import { PACKAGE_FILES } from './contents.ts';
import {
  type Candidate,
  candidates,
  filesOf,
  humanKb,
  type Installed,
  listFile,
  LISTS,
  present,
  readAuto,
  readStatus,
  type Source,
  SourceError,
  sources,
  uri,
  writeAuto,
  writeFiles,
  writeStatus,
} from './state.ts';

interface Flags {
  readonly yes: boolean;
  readonly quiet: number;
  readonly recommends: boolean;
  readonly reinstall: boolean;
  readonly downloadOnly: boolean;
  readonly simulate: boolean;
  readonly purge: boolean;
  readonly fixMissing: boolean;
}

const LONG =
  /^--(yes|assume-yes|quiet|no-install-recommends|install-recommends|no-install-suggests|install-suggests|reinstall|download-only|simulate|dry-run|just-print|purge|auto-remove|autoremove|fix-missing|fix-broken|allow-downgrades|allow-change-held-packages|allow-unauthenticated|allow-remove-essential|no-upgrade|only-upgrade|force-yes|allow-releaseinfo-change|installed|upgradable|all-versions|names-only|no-show-progress|show-progress|verbose-versions|no-remove|default-release(=.*)?|target-release(=.*)?|option(=.*)?)$/;

function parseFlags(args: readonly string[]): {
  flags: Flags;
  words: string[];
  options: Map<string, string>;
  long: Set<string>;
} {
  const words: string[] = [];
  const letters: string[] = [];
  const long = new Set<string>();
  const options = new Map<string, string>();
  for (let i = 0; i < args.length; i++) {
    const a = args[i]!;
    if (a === '-o' || a === '-t' || a === '-c') {
      const value = args[++i] ?? '';
      if (a === '-o') options.set(value.split('=')[0]!.toLowerCase(), value.slice(value.indexOf('=') + 1));
    } else if (/^-o.+=/.test(a)) options.set(a.slice(2).split('=')[0]!.toLowerCase(), a.slice(a.indexOf('=') + 1));
    else if (a.startsWith('--')) {
      if (!LONG.test(a))
        throw new Failure(`E: Command line option ${a} is not understood in combination with the other options`, 100);
      long.add(a.slice(2));
    } else if (a.startsWith('-') && a.length > 1) {
      const body = a.replace(/^-q=\d+$/, '-qq').slice(1);
      for (const c of body)
        if (!'yqsdfmuVhva'.includes(c))
          throw new Failure(
            `E: Command line option '${c}' [from ${a}] is not understood in combination with the other options.`,
            100,
          );
      letters.push(...body);
    } else words.push(a);
  }
  const q = letters.filter((c) => c === 'q').length + (long.has('quiet') ? 1 : 0);
  return {
    words,
    options,
    long,
    flags: {
      yes:
        letters.includes('y') ||
        long.has('yes') ||
        long.has('assume-yes') ||
        long.has('force-yes') ||
        q > 1 ||
        options.get('apt::get::assume-yes') === 'true',
      quiet: q,
      recommends:
        !long.has('no-install-recommends') &&
        options.get('apt::install-recommends') !== '0' &&
        options.get('apt::install-recommends') !== 'false',
      reinstall: long.has('reinstall'),
      downloadOnly: letters.includes('d') || long.has('download-only'),
      simulate: letters.includes('s') || long.has('simulate') || long.has('dry-run') || long.has('just-print'),
      purge: long.has('purge'),
      fixMissing: long.has('fix-missing'),
    },
  };
}

/** A line for those who did not ask for quiet. */
function* say(p: Process, f: Flags, text: string): Task {
  if (f.quiet < 2) yield* p.print(text);
}

/** `Reading package lists... Done`: without a terminal apt says only that it begins. */
function* reading(p: Process, f: Flags): Task {
  const done = p.isatty(1) ? ' Done' : '';
  yield* say(
    p,
    f,
    `Reading package lists...${done}\nBuilding dependency tree...${done}\nReading state information...${done}\n`,
  );
}

const host = (s: Source): string => s.address.split('/')[0]!;

function* update(p: Process, f: Flags): Task<number> {
  const list = sources(p);
  let n = 0;
  let kb = 0;
  const warnings: string[] = [];
  const errors: string[] = [];
  for (const s of list) {
    const name = `${uri(s)} ${s.suite}`;
    n++;
    const archive = ARCHIVES[s.address];
    const problem = outsideProblem(p, host(s));
    if (problem !== undefined) {
      const why =
        problem === 'resolve'
          ? `Temporary failure resolving '${host(s)}'`
          : `Cannot initiate the connection to ${host(s)}:80 (${host(s)}). - connect (101: Network is unreachable)`;
      yield* p.sleep(1000);
      yield* say(p, f, `Err:${n} ${name} InRelease\n  ${why}\n`);
      warnings.push(`W: Failed to fetch ${uri(s)}/dists/${s.suite}/InRelease  ${why}`);
      continue;
    }
    if (s.scheme === 'https' && !p.fs.exists('/etc/ssl/certs/ca-certificates.crt') && !p.pids.isHost) {
      yield* say(
        p,
        f,
        `Err:${n} ${name} InRelease\n  Certificate verification failed: The certificate is NOT trusted. The certificate issuer is unknown.  Could not handshake: Error in the certificate verification. [IP: 18.66.112.62 443]\n`,
      );
      errors.push(
        `W: Failed to fetch ${uri(s)}/dists/${s.suite}/InRelease  Certificate verification failed: The certificate is NOT trusted. The certificate issuer is unknown.`,
      );
      continue;
    }
    if (archive === undefined || !archive.suites.test(s.suite)) {
      yield* p.sleep(200);
      yield* say(p, f, `Err:${n} ${name} Release\n  404  Not Found\n`);
      errors.push(`E: The repository '${name} Release' does not have a Release file.`);
      continue;
    }
    const keyed =
      archive.key === undefined ||
      s.trusted ||
      (s.signedBy !== undefined
        ? p.fs.exists(s.signedBy) && p.fs.readFile(s.signedBy).length > 0
        : p.fs.isDir('/etc/apt/trusted.gpg.d') &&
          p.fs.readdir('/etc/apt/trusted.gpg.d').some((x) => /\.(gpg|asc)$/.test(x)));
    if (!keyed) {
      yield* say(
        p,
        f,
        `Get:${n} ${name} InRelease [48.5 kB]\nErr:${n} ${name} InRelease\n  The following signatures couldn't be verified because the public key is not available: NO_PUBKEY ${archive.key}\n`,
      );
      errors.push(
        `W: GPG error: ${name} InRelease: The following signatures couldn't be verified because the public key is not available: NO_PUBKEY ${archive.key}`,
        `E: The repository '${name} InRelease' is not signed.`,
      );
      continue;
    }
    const known = p.fs.exists(listFile(s));
    const size = /-(updates|security)$/.test(s.suite) ? 47.3 : 140;
    yield* say(p, f, `${known ? 'Hit' : 'Get'}:${n} ${name} InRelease${known ? '' : ` [${size} kB]`}\n`);
    yield* p.sleep(known ? 80 : 250);
    if (known) continue;
    const count = Object.keys(archive.packages).length;
    const lists =
      count > 100 && !/-(updates|security|backports)$/.test(s.suite) ? 9670 : Math.max(5.4, Math.min(count, 100) * 4);
    n++;
    yield* p.sleep(lists / 12);
    yield* say(p, f, `Get:${n} ${name}/${s.components[0] ?? 'main'} amd64 Packages [${humanKb(lists)}]\n`);
    kb += size + lists;
    put(p, listFile(s), `${Object.keys(archive.packages).join('\n')}\n`);
  }
  if (kb > 0) yield* say(p, f, `Fetched ${humanKb(kb)} in 2s (${humanKb(kb / 2)}/s)\n`);
  yield* say(p, f, `Reading package lists...${p.isatty(1) ? ' Done' : ''}\n`);
  if (p.name === 'apt' && errors.length === 0) yield* say(p, f, 'All packages are up to date.\n');
  for (const line of [...warnings, ...errors]) yield* p.eprint(`${line}\n`);
  if (warnings.length > 0)
    yield* p.eprint('W: Some index files failed to download. They have been ignored, or old ones used instead.\n');
  return errors.length > 0 ? 100 : 0;
}

/** Packages that are to come, in the order of the names; `asked` are those on the command line. */
function plan(
  p: Process,
  names: readonly string[],
  all: ReadonlyMap<string, Candidate>,
  status: ReadonlyMap<string, Installed>,
  f: Flags,
): { fresh: Map<string, Candidate>; asked: Set<string>; notes: string[]; recommended: Set<string> } {
  const fresh = new Map<string, Candidate>();
  const asked = new Set<string>();
  const notes: string[] = [];
  const recommended = new Set<string>();
  const visit = (name: string, again: boolean): void => {
    const c = all.get(name);
    if (c === undefined || fresh.has(name) || (present(status.get(name)) && !again)) return;
    fresh.set(name, c);
    c.depends.forEach((d) => visit(d, false));
    for (const r of c.recommends) {
      if (present(status.get(r))) continue;
      if (f.recommends) visit(r, false);
      else recommended.add(r);
    }
  };
  for (const word of names) {
    const [full = '', wanted] = word.split('=');
    const name = full.replace(/:amd64$/, '').replace(/\/[\w-]+$/, '');
    const c = all.get(name);
    const have = status.get(name);
    if (c === undefined) {
      if (present(have)) {
        notes.push(`${name} is already the newest version (${have.version}).`);
        continue;
      }
      throw new Failure(
        `E: Unable to locate package ${name}${name.includes('.') && !name.startsWith('.') ? `\nE: Couldn't find any package by glob '${name}'` : ''}`,
        100,
      );
    }
    if (c.version === '-')
      throw new Failure(
        `Package ${name} is not available, but is referred to by another package.\nThis may mean that the package is missing, has been obsoleted, or\nis only available from another source\n\nE: Package '${name}' has no installation candidate`,
        100,
      );
    if (
      wanted !== undefined &&
      !new RegExp(`^${wanted.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*')}$`).test(c.version)
    )
      throw new Failure(`E: Version '${wanted}' for '${name}' was not found`, 100);
    asked.add(name);
    if (present(have) && !f.reinstall) notes.push(`${name} is already the newest version (${have.version}).`);
    visit(name, f.reinstall);
  }
  return { fresh, asked, notes, recommended };
}

/** Asks; without a terminal an empty answer at the end of input is no. */
function* agreed(p: Process): Task<boolean> {
  yield* p.print('Do you want to continue? [Y/n] ');
  const bytes = yield* p.read(0);
  const answer = decode(bytes).trim();
  if (bytes.length === 0 || (answer !== '' && !/^y/i.test(answer))) {
    yield* p.print('Abort.\n');
    return false;
  }
  return true;
}

function* install(p: Process, names: readonly string[], f: Flags): Task<number> {
  const status = readStatus(p);
  const all = candidates(p);
  yield* reading(p, f);
  const { fresh, asked, notes, recommended } = plan(p, names, all, status, f);
  for (const note of notes) yield* say(p, f, `${note}\n`);
  const auto = readAuto(p);
  for (const n of asked) auto.delete(n);
  const list = [...fresh.keys()].sort();
  const again = list.filter((n) => present(status.get(n)));
  const newOnes = list.filter((n) => !again.includes(n));
  const extra = newOnes.filter((n) => !asked.has(n));
  if (list.length === 0) {
    writeAuto(p, auto);
    yield* say(p, f, '0 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.\n');
    return 0;
  }
  const column = (xs: readonly string[]): string =>
    `${xs
      .map((x) => x)
      .join(' ')
      .replace(/(.{1,76})(\s|$)/g, '  $1\n')}`;
  if (extra.length > 0) yield* say(p, f, `The following additional packages will be installed:\n${column(extra)}`);
  if (recommended.size > 0) yield* say(p, f, `Recommended packages:\n${column([...recommended].sort())}`);
  if (newOnes.length > 0) yield* say(p, f, `The following NEW packages will be installed:\n${column(newOnes)}`);
  const kb = list.reduce((n, x) => n + fresh.get(x)!.size, 0);
  yield* say(
    p,
    f,
    `0 upgraded, ${newOnes.length} newly installed, ${again.length > 0 ? `${again.length} reinstalled, ` : ''}0 to remove and 0 not upgraded.\nNeed to get ${humanKb(kb)} of archives.\nAfter this operation, ${humanKb(newOnes.reduce((n, x) => n + fresh.get(x)!.size, 0) * 3.4)} of additional disk space will be used.\n`,
  );
  if (f.simulate) {
    for (const n of list) yield* p.print(`Inst ${n} (${fresh.get(n)!.version} Debian:13.1/stable [amd64])\n`);
    return 0;
  }
  if (!f.yes && extra.length > 0 && !(yield* agreed(p))) return 1;
  for (const [i, n] of list.entries()) {
    const c = fresh.get(n)!;
    if (outsideProblem(p, host(c.source)) !== undefined)
      throw new Failure(
        `Err:${i + 1} ${uri(c.source)} ${c.source.suite}/main amd64 ${n} amd64 ${c.version}\n  Temporary failure resolving '${host(c.source)}'\nE: Failed to fetch ${uri(c.source)}/pool/main/${n[0]}/${n}/${n}_${c.version.replace(/^\d+:/, '')}_amd64.deb  Temporary failure resolving '${host(c.source)}'\nE: Unable to fetch some archives, maybe run apt-get update or try with --fix-missing?`,
        100,
      );
    yield* p.sleep(20 + c.size / 20);
    yield* say(
      p,
      f,
      `Get:${i + 1} ${uri(c.source)} ${c.source.suite}/${c.source.components[0] ?? 'main'} amd64 ${n} amd64 ${c.version} [${humanKb(c.size)}]\n`,
    );
  }
  const seconds = Math.max(0, Math.round(kb / 20_000));
  yield* say(p, f, `Fetched ${humanKb(kb)} in ${seconds}s (${humanKb(kb / Math.max(1, seconds))}/s)\n`);
  if (f.downloadOnly) {
    yield* say(p, f, 'Download complete and in download only mode\n');
    return 0;
  }
  if (!present(status.get('apt-utils')) && !p.isatty(0) && !p.pids.isHost)
    yield* p.eprint('debconf: delaying package configuration, since apt-utils is not installed\n');
  yield* unpack(p, f, list, fresh, status);
  for (const n of extra) auto.add(n);
  writeStatus(p, status);
  writeAuto(p, auto);
  return 0;
}

/** Puts the files of packages into place, in the words of dpkg. */
function* unpack(
  p: Process,
  f: Flags,
  list: readonly string[],
  fresh: ReadonlyMap<string, Candidate>,
  status: Map<string, Installed>,
): Task {
  let database = 6000 + status.size * 40;
  for (const [i, n] of list.entries()) {
    const c = fresh.get(n)!;
    const short = c.version.replace(/^\d+:/, '');
    yield* say(
      p,
      f,
      `${present(status.get(n)) ? '' : `Selecting previously unselected package ${n}.\n`}${i === 0 ? `(Reading database ... ${database} files and directories currently installed.)\n` : ''}Preparing to unpack .../${list.length > 9 ? `${String(i).padStart(2, '0')}-` : ''}${n}_${short}_amd64.deb ...\nUnpacking ${n} (${c.version}) ...\n`,
    );
    yield* p.sleep(c.size / 60);
    const files: string[] = [];
    try {
      for (const entry of c.programs) {
        const [command = '', program = command] = entry.split('=');
        const path = `/usr/bin/${command}`;
        // what the system brings already under this name stays the same program
        if (!p.fs.exists(path) && !p.fs.exists(`/usr/sbin/${command}`)) putProgram(p, path, program);
        files.push(path);
      }
      for (const [path, text] of Object.entries(PACKAGE_FILES[n] ?? {})) {
        if (path.endsWith('/')) p.fs.mkdirp(path.slice(0, -1));
        else if (!p.fs.exists(path)) put(p, path, text);
        files.push(path.replace(/\/$/, ''));
      }
      writeFiles(p, n, files);
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      throw new Failure(
        `dpkg: error processing archive ${n}_${short}_amd64.deb (--unpack):\n unable to create new file: ${error.message}\nE: Sub-process /usr/bin/dpkg returned an error code (1)`,
        100,
      );
    }
    database += files.length + 6;
    status.set(n, {
      version: c.version,
      status: 'install ok installed',
      about: c.about,
      size: Math.round(c.size * 3.4),
    });
  }
  for (const n of list) {
    yield* say(p, f, `Setting up ${n} (${fresh.get(n)!.version}) ...\n`);
    yield* p.sleep(30);
    if (n === 'ca-certificates')
      yield* say(p, f, 'Updating certificates in /etc/ssl/certs...\n150 added, 0 removed; done.\n');
  }
  yield* say(p, f, 'Processing triggers for libc-bin (2.41-12) ...\n');
}

/** Packages that came for others and that nobody needs any more. */
function orphans(p: Process, status: ReadonlyMap<string, Installed>, gone: ReadonlySet<string>): string[] {
  const all = candidates(p);
  const auto = readAuto(p);
  const needed = new Set<string>();
  const visit = (n: string): void => {
    if (needed.has(n) || gone.has(n) || !present(status.get(n))) return;
    needed.add(n);
    const c = all.get(n);
    for (const d of [...(c?.depends ?? []), ...(c?.recommends ?? [])]) visit(d);
  };
  for (const n of status.keys()) if (!auto.has(n)) visit(n);
  // without lists nobody knows who needs whom
  return all.size === 0 ? [] : [...auto].filter((n) => present(status.get(n)) && !needed.has(n) && !gone.has(n)).sort();
}

function* remove(p: Process, names: readonly string[], f: Flags, purge: boolean, auto: boolean): Task<number> {
  const status = readStatus(p);
  const all = candidates(p);
  yield* reading(p, f);
  const gone = new Set<string>();
  for (const n of names) {
    const have = status.get(n);
    if (have === undefined && !all.has(n)) throw new Failure(`E: Unable to locate package ${n}`, 100);
    if (present(have) || (purge && have !== undefined)) gone.add(n);
    else yield* say(p, f, `Package '${n}' is not installed, so not removed\n`);
  }
  // whoever needs one of them goes too
  for (let grew = true; grew;) {
    grew = false;
    for (const [n, x] of status) {
      if (gone.has(n) || !present(x)) continue;
      if ((all.get(n)?.depends ?? []).some((d) => gone.has(d))) {
        gone.add(n);
        grew = true;
      }
    }
  }
  const left = orphans(p, status, gone);
  if (auto) for (const n of left) gone.add(n);
  else if (left.length > 0)
    yield* say(
      p,
      f,
      `The following package${left.length === 1 ? ' was' : 's were'} automatically installed and ${left.length === 1 ? 'is' : 'are'} no longer required:\n  ${left.join(' ')}\nUse '${p.name} autoremove' to remove ${left.length === 1 ? 'it' : 'them'}.\n`,
    );
  const list = [...gone].sort();
  if (list.length > 0)
    yield* say(
      p,
      f,
      `The following packages will be REMOVED:\n  ${list.map((n) => (purge ? `${n}*` : n)).join(' ')}\n`,
    );
  yield* say(p, f, `0 upgraded, 0 newly installed, ${list.length} to remove and 0 not upgraded.\n`);
  if (list.length === 0) return 0;
  yield* say(
    p,
    f,
    `After this operation, ${humanKb(list.reduce((n, x) => n + (status.get(x)?.size ?? 0), 0))} disk space will be freed.\n`,
  );
  if (f.simulate) return 0;
  if (!f.yes && !(yield* agreed(p))) return 1;
  yield* say(p, f, `(Reading database ... ${6000 + status.size * 40} files and directories currently installed.)\n`);
  const marks = readAuto(p);
  for (const n of list) {
    yield* say(p, f, `Removing ${n} (${status.get(n)!.version}) ...\n`);
    yield* p.sleep(60);
    for (const path of filesOf(p, n))
      if ((!path.startsWith('/etc/') || purge) && p.fs.tryLstat(path)?.kind === 'file') p.fs.unlink(path);
    marks.delete(n);
    if (purge) {
      if (filesOf(p, n).some((x) => x.startsWith('/etc/')))
        yield* say(p, f, `Purging configuration files for ${n} (${status.get(n)!.version}) ...\n`);
      status.delete(n);
    } else if (filesOf(p, n).some((x) => x.startsWith('/etc/')))
      status.set(n, { ...status.get(n)!, status: 'deinstall ok config-files' });
    else status.delete(n);
  }
  writeStatus(p, status);
  writeAuto(p, marks);
  return 0;
}

const CHANGES = [
  'update',
  'install',
  'remove',
  'purge',
  'upgrade',
  'dist-upgrade',
  'full-upgrade',
  'autoremove',
  'auto-remove',
  'autopurge',
  'clean',
  'autoclean',
  'reinstall',
  'build-dep',
  'satisfy',
];

const apt: Program = plain(function* (p) {
  if (p.args.some((a) => a === '-v' || a === '--version')) {
    yield* p.print('apt 3.0.3 (amd64)\n');
    return 0;
  }
  const { flags, words, long } = parseFlags(p.args);
  const [command, ...names] = words;
  if (p.name === 'apt' && !p.isatty(1) && command !== undefined)
    yield* p.eprint('\nWARNING: apt does not have a stable CLI interface. Use with caution in scripts.\n\n');
  if (command !== undefined && CHANGES.includes(command) && p.euid !== 0 && !flags.simulate) {
    throw new Failure(
      command === 'update'
        ? `Reading package lists...${p.isatty(1) ? ' Done' : ''}\nE: Could not open lock file ${LISTS}/lock - open (13: Permission denied)\nE: Unable to lock directory ${LISTS}/`
        : 'E: Could not open lock file /var/lib/dpkg/lock-frontend - open (13: Permission denied)\nE: Unable to acquire the dpkg frontend lock (/var/lib/dpkg/lock-frontend), are you root?',
      100,
    );
  }
  try {
    switch (command) {
      case 'update':
        return yield* update(p, flags);
      case 'install':
        return yield* install(p, names, flags);
      case 'reinstall':
        return yield* install(p, names, { ...flags, reinstall: true });
      case 'remove':
        return yield* remove(p, names, flags, flags.purge, long.has('auto-remove') || long.has('autoremove'));
      case 'purge':
        return yield* remove(p, names, flags, true, long.has('auto-remove') || long.has('autoremove'));
      case 'autoremove':
      case 'auto-remove':
        return yield* remove(p, names, flags, flags.purge, true);
      case 'autopurge':
        return yield* remove(p, names, flags, true, true);
      case 'upgrade':
      case 'dist-upgrade':
      case 'full-upgrade':
        yield* reading(p, flags);
        yield* say(
          p,
          flags,
          `Calculating upgrade...${p.isatty(1) ? ' Done' : ''}\n0 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.\n`,
        );
        return 0;
      case 'clean':
      case 'autoclean':
      case 'distclean':
        if (command === 'distclean')
          for (const n of p.fs.isDir(LISTS) ? p.fs.readdir(LISTS) : []) p.fs.removeTree(`${LISTS}/${n}`);
        return 0;
      case 'check':
        yield* reading(p, flags);
        return 0;
      case 'list':
      case 'search':
      case 'show':
      case 'policy':
      case 'depends':
      case 'rdepends':
      case 'madison':
        return yield* ask(p, command, names, long);
      case undefined:
      case 'help':
        yield* p.print(
          'apt 3.0.3 (amd64)\nUsage: apt [options] command\n\ncommands: update install remove purge autoremove upgrade list search show policy clean\n',
        );
        return command === undefined ? 1 : 0;
      case 'source':
      case 'build-dep':
      case 'download':
      case 'changelog':
      case 'edit-sources':
      case 'satisfy':
      case 'moo':
        throw new Failure(`drydock: '${p.name} ${command}' is not simulated`, 100);
      default:
        throw new Failure(`E: Invalid operation ${command}`, 100);
    }
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    throw new Failure(error.message, 100);
  }
});

/** What the caches know. */
function* ask(p: Process, command: string, names: readonly string[], long: ReadonlySet<string>): Task<number> {
  const status = readStatus(p);
  const all = candidates(p);
  const where = (c: Candidate): string => `${c.source.suite}`;
  const real = [...all].filter(([, c]) => c.version !== '-');
  switch (command) {
    case 'list': {
      yield* p.print('Listing...\n');
      const shown = long.has('installed')
        ? [...status].filter(([, x]) => present(x)).map(([n]) => n)
        : long.has('upgradable')
          ? []
          : [...new Set([...real.map(([n]) => n), ...status.keys()])];
      const fits = (n: string): boolean =>
        names.length === 0 ||
        names.some((w) => new RegExp(`^${w.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*')}$`).test(n));
      for (const n of shown.filter(fits).sort()) {
        const c = all.get(n);
        const have = status.get(n);
        yield* p.print(
          `${n}/${c === undefined ? 'now' : where(c)}${present(have) ? ',now' : ''} ${c?.version ?? have!.version} amd64${present(have) ? ` [installed${readAuto(p).has(n) ? ',automatic' : c === undefined ? ',local' : ''}]` : ''}\n`.replace(
            'now,now',
            'now',
          ),
        );
      }
      return 0;
    }
    case 'search': {
      const hits = real.filter(([n, c]) =>
        names.every(
          (w) => n.includes(w) || (!long.has('names-only') && c.about.toLowerCase().includes(w.toLowerCase())),
        ),
      );
      if (p.name === 'apt')
        for (const [n, c] of hits)
          yield* p.print(
            `${n}/${where(c)} ${c.version} amd64${present(status.get(n)) ? ' [installed]' : ''}\n  ${c.about}\n\n`,
          );
      else for (const [n, c] of hits) yield* p.print(`${n} - ${c.about}\n`);
      return 0;
    }
    case 'show': {
      let missing = 0;
      for (const n of names) {
        const c = all.get(n);
        if (c === undefined || c.version === '-') {
          missing++;
          yield* p.eprint(`N: Unable to locate package ${n}\n`);
          continue;
        }
        yield* p.print(
          `Package: ${n}\nVersion: ${c.version}\nPriority: optional\nSection: utils\nMaintainer: Debian Maintainers\nInstalled-Size: ${humanKb(c.size * 3.4)}\n${c.depends.length > 0 ? `Depends: ${c.depends.join(', ')}\n` : ''}${c.recommends.length > 0 ? `Recommends: ${c.recommends.join(', ')}\n` : ''}Download-Size: ${humanKb(c.size)}\nAPT-Sources: ${uri(c.source)} ${c.source.suite}/${c.source.components[0] ?? 'main'} amd64 Packages\nDescription: ${c.about}\n\n`,
        );
      }
      if (missing > 0) throw new Failure('E: No packages found', 100);
      return 0;
    }
    case 'policy':
      for (const n of names) {
        const c = all.get(n);
        const have = status.get(n);
        if (c === undefined && have === undefined) {
          yield* p.eprint(`N: Unable to locate package ${n}\n`);
          continue;
        }
        const mark = present(have) ? '***' : '   ';
        yield* p.print(
          `${n}:\n  Installed: ${present(have) ? have.version : '(none)'}\n  Candidate: ${c?.version.replace(/^-$/, '(none)') ?? have?.version ?? '(none)'}\n  Version table:\n${c === undefined || c.version === '-' ? '' : ` ${mark} ${c.version} 500\n        500 ${uri(c.source)} ${c.source.suite}/${c.source.components[0] ?? 'main'} amd64 Packages\n`}${present(have) ? '        100 /var/lib/dpkg/status\n' : ''}`,
        );
      }
      return 0;
    case 'madison':
      for (const n of names) {
        const c = all.get(n);
        if (c !== undefined && c.version !== '-')
          yield* p.print(
            `${n.padStart(10)} | ${c.version} | ${uri(c.source)} ${c.source.suite}/${c.source.components[0] ?? 'main'} amd64 Packages\n`,
          );
      }
      return 0;
    default:
      for (const n of names) {
        const c = all.get(n);
        if (c === undefined) throw new Failure('E: No packages found', 100);
        const list =
          command === 'depends'
            ? c.depends.map((d) => `  Depends: ${d}`)
            : [...all].filter(([, x]) => x.depends.includes(n)).map(([m]) => `  ${m}`);
        yield* p.print(
          `${n}\n${command === 'depends' ? '' : 'Reverse Depends:\n'}${list.map((l) => `${l}\n`).join('')}`,
        );
      }
      return 0;
  }
}

export const aptPrograms: Record<string, Program> = { apt, 'apt-get': apt, 'apt-cache': apt };
