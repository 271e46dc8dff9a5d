// apt install and upgrade: what is to be installed with all it needs, and how it is unpacked.

import { decode } from '../../../fs/bytes.ts';
import type { Task } from '../../../kernel/block.ts';
import type { Process } from '../../../kernel/process.ts';
import { outsideProblem } from '../../../kernel/resolve.ts';
import { FsError } from '../../../fs/node.ts';
import { Failure } from '../../args.ts';
import { putProgram, put } from '../put.ts';
import { PACKAGE_FILES } from './contents.ts';
import {
  type Candidate,
  type Installed,
  present,
  readStatus,
  candidates,
  readAuto,
  writeAuto,
  humanKb,
  uri,
  writeStatus,
  writeFiles,
} from './state.ts';
import { type Flags, reading, say } from './flags.ts';
import { host } from './update.ts';

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
export function* agreed(p: Process): Task<boolean> {
  yield* p.print('Do you want to continue? [Y/n] ');
  const bytes = yield* p.read(0);
  const answer = decode(bytes).trim();
  if (bytes.length === 0 || (answer !== '' && !/^y/i.test(answer))) {
    yield* p.print('Abort.\n');
    return false;
  }
  return true;
}

export function* install(p: Process, names: readonly string[], f: Flags): Task<number> {
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
