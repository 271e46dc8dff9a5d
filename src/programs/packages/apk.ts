// apk: Alpine's package manager over its index, its world and its database of what is installed.

import { APK } from '../../catalog/apk.ts';
import type { Program, Task } from '../../kernel/block.ts';
import type { Process } from '../../kernel/process.ts';
import { outsideProblem } from '../../kernel/resolve.ts';
import { reader } from '../../kernel/users.ts';
import { Failure } from '../args.ts';
import { plain, put, putProgram } from './put.ts';
import { PACKAGE_FILES } from './apt/contents.ts';

const DB = '/lib/apk/db/installed';
const WORLD = '/etc/apk/world';
const CACHE = '/var/cache/apk';
/** How old an index may get, in ms. */
const INDEX_AGE = 4 * 3_600_000;
const HOST = 'dl-cdn.alpinelinux.org';

interface Installed {
  readonly version: string;
  readonly size: number;
  readonly depends: readonly string[];
  readonly files: readonly string[];
}

/** Packages of the database; the base system's are known by their number. */
function installed(p: Process): Map<string, Installed> {
  const out = new Map<string, Installed>();
  for (const block of reader(p)(DB).split('\n\n')) {
    const field = (letter: string): string => new RegExp(`^${letter}:(.*)$`, 'm').exec(block)?.[1] ?? '';
    if (field('P') !== '')
      out.set(field('P'), {
        version: field('V'),
        size: Number(field('I')) || 0,
        depends: field('D')
          .split(' ')
          .filter((x) => x !== ''),
        files: [...block.matchAll(/^F:(.*)$/gm)].map((m) => m[1]!),
      });
  }
  return out;
}
function save(p: Process, have: ReadonlyMap<string, Installed>): void {
  put(
    p,
    DB,
    [...have]
      .sort((a, b) => (a[0] < b[0] ? -1 : 1))
      .map(
        ([n, x]) =>
          `P:${n}\nV:${x.version}\nA:x86_64\nI:${x.size}\nD:${x.depends.join(' ')}\n${x.files.map((f) => `F:${f}\n`).join('')}\n`,
      )
      .join(''),
  );
}
const world = (p: Process): string[] =>
  reader(p)(WORLD)
    .split('\n')
    .filter((l) => l !== '');
const saveWorld = (p: Process, list: readonly string[]): void =>
  put(p, WORLD, `${[...new Set(list)].sort().join('\n')}\n`);

const BASE = [
  'alpine-baselayout',
  'alpine-keys',
  'alpine-release',
  'apk-tools',
  'busybox',
  'libc-utils',
  'ca-certificates-bundle',
  'libcrypto3',
  'libssl3',
  'musl',
  'musl-utils',
  'scanelf',
  'ssl_client',
  'zlib',
];

function repositories(p: Process): string[] {
  const text = reader(p)('/etc/apk/repositories');
  const lines = text
    .split('\n')
    .map((l) => l.trim())
    .filter((l) => l !== '' && !l.startsWith('#'));
  return lines.length === 1 && lines[0]!.endsWith('/main')
    ? [lines[0]!, lines[0]!.replace(/main$/, 'community')]
    : lines;
}

/** Fetches the index; false when it cannot be had. `keep` puts it into the cache. */
function* fetchIndex(p: Process, quiet: boolean, keep: boolean): Task<boolean> {
  let ok = true;
  for (const r of repositories(p)) {
    const url = `${r}/x86_64/APKINDEX.tar.gz`;
    if (!quiet) yield* p.print(`fetch ${url}\n`);
    const problem = outsideProblem(p, /^https?:\/\/([^/]+)/.exec(r)?.[1] ?? HOST);
    if (problem !== undefined) {
      yield* p.sleep(2500);
      yield* p.eprint(
        `WARNING: updating and opening ${url}: ${problem === 'resolve' ? 'temporary error (try again later)' : 'network error (check Internet connection and firewall)'}\n`,
      );
      ok = false;
      continue;
    }
    yield* p.sleep(350);
    if (keep) put(p, `${CACHE}/APKINDEX.${r.includes('community') ? '2' : '1'}.tar.gz`, `${r}\n`);
  }
  return ok;
}

/** Packages that run a script of their own when they are there. */
const SCRIPTED: ReadonlySet<string> = new Set(['bash', 'zsh']);

const total = (have: ReadonlyMap<string, Installed>): string =>
  `OK: ${Math.round(8 + [...have.values()].reduce((n, x) => n + x.size, 0) / 1024)} MiB in ${BASE.length + 1 + have.size} packages\n`;

function* add(
  p: Process,
  names: readonly string[],
  o: { quiet: boolean; virtual: string | undefined; available: boolean },
): Task<number> {
  const have = installed(p);
  const clean = names.map((n) => n.replace(/[<>=~@].*$/, ''));
  const unknown = clean.filter(
    (n) => (!o.available || APK[n] === undefined) && !have.has(n) && !BASE.includes(n) && !p.fs.exists(n),
  );
  if (unknown.length > 0)
    throw new Failure(
      `ERROR: unable to select packages:\n${unknown
        .sort()
        .map(
          (n) =>
            `  ${n} (no such package):\n    required by: ${o.virtual === undefined ? `world[${n}]` : `${o.virtual}[${n}]`}`,
        )
        .join('\n')}`,
      unknown.length,
    );
  for (const [i, n] of names.entries()) {
    const exact = /^[^=]+=(.+)$/.exec(n)?.[1];
    const pkg = APK[clean[i]!];
    if (exact !== undefined && pkg !== undefined && exact !== pkg.version && !exact.startsWith('~'))
      throw new Failure(`ERROR: unable to select packages:\n  ${clean[i]}-${pkg.version}:\n    breaks: world[${n}]`, 1);
  }
  const order: string[] = [];
  const visit = (n: string): void => {
    const pkg = APK[n];
    if (pkg === undefined || have.has(n) || order.includes(n) || BASE.includes(n)) return;
    pkg.depends.forEach(visit);
    order.push(n);
  };
  clean.forEach(visit);
  if (o.virtual !== undefined) order.push(o.virtual);
  for (const [i, n] of order.entries()) {
    const pkg = APK[n];
    const version =
      pkg?.version ??
      `${new Date(p.kernel.now).toISOString().slice(0, 10).replace(/-/g, '')}.${new Date(p.kernel.now).toISOString().slice(11, 19).replace(/:/g, '')}`;
    if (!o.quiet) yield* p.print(`(${i + 1}/${order.length}) Installing ${n} (${version})\n`);
    yield* p.sleep(40 + (pkg?.size ?? 0) / 60);
    if (!o.quiet && SCRIPTED.has(n)) yield* p.print(`Executing ${n}-${version}.post-install\n`);
    const files: string[] = [];
    for (const entry of pkg?.programs ?? []) {
      const [command = '', program = command.slice(command.lastIndexOf('/') + 1)] = entry.split('=');
      const path = command.startsWith('/') ? command : `/usr/bin/${command}`;
      // what busybox had under this name gives way
      if (p.fs.tryLstat(path)?.kind !== 'link') putProgram(p, path, program);
      files.push(path);
    }
    for (const [path, text] of Object.entries(PACKAGE_FILES[n === 'nginx' ? 'nginx-common' : n] ?? {}))
      if (!path.endsWith('/') && !path.includes('sites-') && !p.fs.exists(path)) put(p, path, text);
    have.set(n, { version, size: pkg?.size ?? 0, depends: pkg?.depends ?? (n === o.virtual ? clean : []), files });
  }
  save(p, have);
  saveWorld(p, [...world(p), ...(o.virtual === undefined ? names : [o.virtual])]);
  if (o.quiet) return 0;
  if (order.length > 0)
    yield* p.print(
      `Executing busybox-1.37.0-r18.trigger\n${order.includes('ca-certificates') ? 'Executing ca-certificates-20250911-r0.trigger\n' : ''}`,
    );
  yield* p.print(total(have));
  return 0;
}

function* remove(p: Process, names: readonly string[], quiet: boolean): Task<number> {
  const have = installed(p);
  const left = world(p).filter((n) => !names.includes(n.replace(/[<>=~@].*$/, '')));
  const needed = new Set<string>();
  const visit = (n: string): void => {
    if (needed.has(n)) return;
    needed.add(n);
    have.get(n)?.depends.forEach(visit);
  };
  left.map((n) => n.replace(/[<>=~@].*$/, '')).forEach(visit);
  const gone = [...have.keys()]
    .filter((n) => !needed.has(n))
    .sort((a, b) => Number(names.includes(b)) - Number(names.includes(a)));
  for (const [i, n] of gone.entries()) {
    if (!quiet) yield* p.print(`(${i + 1}/${gone.length}) Purging ${n} (${have.get(n)!.version})\n`);
    yield* p.sleep(30);
    for (const f of have.get(n)!.files) if (p.fs.tryLstat(f)?.kind === 'file') p.fs.unlink(f);
    have.delete(n);
  }
  save(p, have);
  saveWorld(p, left);
  if (!quiet) yield* p.print(`${gone.length > 0 ? 'Executing busybox-1.37.0-r18.trigger\n' : ''}${total(have)}`);
  return 0;
}

export const apk: Program = plain(function* (p) {
  const words: string[] = [];
  let quiet = false,
    offline = false,
    noCache = false,
    update = false,
    virtual: string | undefined,
    exists = false;
  for (let i = 0; i < p.args.length; i++) {
    const a = p.args[i]!;
    if (a === '--virtual' || a === '-t') virtual = p.args[++i];
    else if (a.startsWith('--virtual=')) virtual = a.slice(10);
    else if (a === '--no-cache') noCache = true;
    else if (a === '--no-network') offline = true;
    else if (a === '-U' || a === '--update' || a === '--update-cache') update = true;
    else if (a === '-q' || a === '--quiet') quiet = true;
    else if (a === '-e' || a === '--installed') exists = true;
    else if (a === '--repository' || a === '-X' || a === '--cache-dir' || a === '-p' || a === '--root') i++;
    else if (
      /^--(repository|cache-max-age|progress-fd)=/.test(a) ||
      /^--(no-progress|progress|latest|upgrade|purge|force|allow-untrusted|simulate|available|rdepends|no-scripts|force-overwrite|force-broken-world|clean-protected)$/.test(
        a,
      ) ||
      /^-[vufl]+$/.test(a)
    )
      continue;
    else if (a === '--version' || a === '-V') {
      yield* p.print('apk-tools 2.14.9, compiled for x86_64.\n');
      return 0;
    } else if (a.startsWith('-') && a.length > 1)
      throw new Failure(`apk: unrecognized option: ${a.replace(/^-+/, '')}`, 1);
    else words.push(a);
  }
  const [command, ...names] = words;
  const root = (): void => {
    if (p.euid !== 0)
      throw new Failure(
        'ERROR: Unable to lock database: Permission denied\nERROR: Failed to open apk database: Permission denied',
        99,
      );
  };
  const cached = (): boolean => p.fs.isDir(CACHE) && p.fs.readdir(CACHE).some((n) => n.startsWith('APKINDEX'));
  const stale = (): boolean => {
    const names = p.fs.isDir(CACHE) ? p.fs.readdir(CACHE).filter((n) => n.startsWith('APKINDEX')) : [];
    return names.length === 0 || names.some((n) => p.kernel.now - p.fs.stat(`${CACHE}/${n}`).mtime > INDEX_AGE);
  };
  switch (command) {
    case 'update': {
      root();
      const ok = yield* fetchIndex(p, quiet, true);
      if (!ok) {
        yield* p.eprint('2 unavailable, 0 stale; 14 distinct packages available\n');
        return 2;
      }
      if (!quiet)
        yield* p.print(
          `${repositories(p)
            .map((r) => `${r.split('/').at(-2) ?? 'v3'}.0 [${r}]\n`)
            .join('')}OK: ${25_400 + Object.keys(APK).length} distinct packages available\n`,
        );
      return 0;
    }
    case 'add': {
      root();
      let available = cached();
      // an index that is missing or older than four hours is fetched without being asked for
      if (noCache || update || (!offline && stale())) available = (yield* fetchIndex(p, quiet, !noCache)) || available;
      else if (!available)
        for (const r of repositories(p))
          yield* p.eprint(`WARNING: opening from cache ${r}: No such file or directory\n`);
      return yield* add(p, names, { quiet, virtual, available });
    }
    case 'del':
      root();
      return yield* remove(p, names, quiet);
    case 'upgrade':
      root();
      if (noCache || update || !cached()) yield* fetchIndex(p, quiet, !noCache);
      yield* p.print(total(installed(p)));
      return 0;
    case 'fix':
      yield* p.print(total(installed(p)));
      return 0;
    case 'info':
    case 'list': {
      const have = installed(p);
      const all = [...BASE, ...have.keys()].sort();
      if (exists || (command === 'info' && names.length > 0)) {
        const found = names.filter((n) => all.includes(n));
        for (const n of found)
          yield* p.print(exists ? `${n}\n` : `${n}-${have.get(n)?.version ?? '1.0-r0'} description:\n${n}\n\n`);
        return found.length === names.length ? 0 : 1;
      }
      for (const n of all)
        yield* p.print(
          command === 'info' ? `${n}\n` : `${n}-${have.get(n)?.version ?? '1.0-r0'} x86_64 {${n}} [installed]\n`,
        );
      return 0;
    }
    case 'search':
      if (!offline && stale()) yield* fetchIndex(p, quiet, !noCache);
      if (!cached() && !noCache && !update) return 0;
      for (const [n, x] of Object.entries(APK))
        if (names.length === 0 || names.some((w) => n.includes(w))) yield* p.print(`${n}-${x.version}\n`);
      return 0;
    case 'policy':
    case 'version':
    case 'stats':
    case 'cache':
    case 'audit':
    case 'verify':
    case 'fetch':
    case 'index':
    case 'dot':
    case 'manifest':
      throw new Failure(`drydock: 'apk ${command}' is not simulated`);
    case undefined:
      yield* p.print(
        'apk-tools 2.14.9, compiled for x86_64.\n\nusage: apk [<OPTIONS>...] COMMAND [<ARGUMENTS>...]\n\ncommands: add del fix info list search update upgrade\n',
      );
      return 1;
    default:
      throw new Failure(`apk: '${command}' is not an apk command. See 'apk --help'.`, 1);
  }
});
