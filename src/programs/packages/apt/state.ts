// What dpkg and apt keep: installed packages, their files, marks, and the lists of what could be installed.

import { type AptPackage, ARCHIVES } from '../../../catalog/apt.ts';
import type { Process } from '../../../kernel/process.ts';
import { reader } from '../../../kernel/users.ts';
import { put } from '../put.ts';

export const LISTS = '/var/lib/apt/lists';
const STATUS = '/var/lib/dpkg/status';
const EXTENDED = '/var/lib/apt/extended_states';

export interface Installed {
  readonly version: string;
  /** `install ok installed`, `hold ok installed`, `deinstall ok config-files`. */
  readonly status: string;
  readonly about: string;
  readonly size: number;
}

/** Packages of dpkg's status file. */
export function readStatus(p: Process): Map<string, Installed> {
  const out = new Map<string, Installed>();
  for (const block of reader(p)(STATUS).split('\n\n')) {
    const field = (name: string): string => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1] ?? '';
    const name = field('Package');
    if (name !== '')
      out.set(name, {
        version: field('Version'),
        status: field('Status') || 'install ok installed',
        about: field('Description') || name,
        size: Number(field('Installed-Size')) || 0,
      });
  }
  return out;
}

export function writeStatus(p: Process, status: ReadonlyMap<string, Installed>): void {
  put(
    p,
    STATUS,
    [...status]
      .sort((a, b) => (a[0] < b[0] ? -1 : 1))
      .map(
        ([n, x]) =>
          `Package: ${n}\nStatus: ${x.status}\nInstalled-Size: ${x.size}\nArchitecture: amd64\nVersion: ${x.version}\nDescription: ${x.about}\n\n`,
      )
      .join(''),
  );
}

/** Is it there, and not only its configuration? */
export const present = (x: Installed | undefined): x is Installed => x !== undefined && x.status.endsWith(' installed');

/** Packages that came because others need them. */
export const readAuto = (p: Process): Set<string> =>
  new Set([...reader(p)(EXTENDED).matchAll(/^Package: (\S+)$/gm)].map((m) => m[1]!));
export const writeAuto = (p: Process, auto: ReadonlySet<string>): void =>
  put(
    p,
    EXTENDED,
    [...auto]
      .sort()
      .map((n) => `Package: ${n}\nArchitecture: amd64\nAuto-Installed: 1\n\n`)
      .join(''),
  );

/** Files that a package put into place. */
export const filesOf = (p: Process, name: string): string[] =>
  reader(p)(`/var/lib/dpkg/info/${name}.list`)
    .split('\n')
    .filter((l) => l !== '');
export const writeFiles = (p: Process, name: string, files: readonly string[]): void =>
  put(p, `/var/lib/dpkg/info/${name}.list`, `/.\n${files.join('\n')}\n`);

/** One line of the sources: an archive's suite. */
export interface Source {
  readonly scheme: string;
  /** Address without scheme, as the archives are named. */
  readonly address: string;
  readonly suite: string;
  readonly components: readonly string[];
  readonly signedBy: string | undefined;
  readonly trusted: boolean;
}

/** What a source is called in apt's messages. */
export const uri = (s: Source): string => `${s.scheme}://${s.address}`;

/** A file of sources that apt does not understand. */
export class SourceError extends Error {}

/** Reads sources.list and sources.list.d. @throws SourceError */
export function sources(p: Process): Source[] {
  const read = reader(p);
  const files = [
    '/etc/apt/sources.list',
    ...(p.fs.isDir('/etc/apt/sources.list.d')
      ? p.fs
          .readdir('/etc/apt/sources.list.d')
          .sort()
          .map((n) => `/etc/apt/sources.list.d/${n}`)
      : []),
  ];
  const out: Source[] = [];
  const add = (
    type: string,
    where: string,
    suite: string,
    components: readonly string[],
    options: ReadonlyMap<string, string>,
  ): void => {
    const m = /^(\w+):\/\/(.*?)\/?$/.exec(where);
    if (type === 'deb' && m !== null)
      out.push({
        scheme: m[1]!,
        address: m[2]!,
        suite,
        components,
        signedBy: options.get('signed-by'),
        trusted: options.get('trusted') === 'yes',
      });
  };
  for (const file of files) {
    if (file.endsWith('.sources')) {
      for (const block of read(file).split(/\n\s*\n/)) {
        const field = (name: string): string[] =>
          (new RegExp(`^${name}:(.*)$`, 'im').exec(block)?.[1] ?? '')
            .trim()
            .split(/\s+/)
            .filter((x) => x !== '');
        if (/^Enabled:\s*no/im.test(block)) continue;
        const options = new Map(field('Signed-By').map((x): [string, string] => ['signed-by', x]));
        for (const type of field('Types'))
          for (const u of field('URIs'))
            for (const suite of field('Suites')) add(type, u, suite, field('Components'), options);
      }
    } else if (file.endsWith('.list')) {
      for (const [i, raw] of read(file).split('\n').entries()) {
        const line = raw.replace(/#.*/, '').trim();
        if (line === '') continue;
        const m = /^(deb|deb-src)\s+(?:\[([^\]]*)\]\s+)?(\S+)\s+(\S+)\s*(.*)$/.exec(line);
        if (m === null)
          throw new SourceError(
            `E: Malformed entry ${i + 1} in list file ${file} (${/^deb(-src)?\b/.test(line) ? 'URI parse' : 'Type'})\nE: The list of sources could not be read.`,
          );
        const options = new Map(
          (m[2] ?? '')
            .split(/\s+/)
            .filter((x) => x.includes('='))
            .map((x): [string, string] => [x.split('=')[0]!.toLowerCase(), x.slice(x.indexOf('=') + 1)]),
        );
        add(
          m[1]!,
          m[3]!,
          m[4]!,
          m[5]!.split(/\s+/).filter((x) => x !== ''),
          options,
        );
      }
    }
  }
  return out;
}

export const listFile = (s: Source): string =>
  `${LISTS}/${s.address.replace(/\//g, '_')}_dists_${s.suite}_${s.components[0] ?? 'main'}_binary-amd64_Packages`;

export interface Candidate extends AptPackage {
  readonly source: Source;
}

/** What can be installed, from the lists that an update fetched. */
export function candidates(p: Process): Map<string, Candidate> {
  const out = new Map<string, Candidate>();
  let all: Source[];
  try {
    all = sources(p);
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return out;
  }
  for (const source of all) {
    if (!p.fs.exists(listFile(source)) || /-(updates|security|backports)$/.test(source.suite)) continue;
    for (const [name, pkg] of Object.entries(ARCHIVES[source.address]?.packages ?? {}))
      out.set(name, { ...pkg, source });
  }
  return out;
}

/** A size as apt prints it. */
export function humanKb(kb: number): string {
  if (kb < 1) return `${Math.round(kb * 1000)} B`;
  if (kb < 10_000)
    return `${kb < 100 ? kb.toFixed(1).replace(/\.0$/, '') : String(Math.round(kb)).replace(/(\d)(\d{3})$/, '$1,$2')} kB`;
  return kb < 100_000 ? `${(kb / 1000).toFixed(1)} MB` : `${Math.round(kb / 1000)} MB`;
}
