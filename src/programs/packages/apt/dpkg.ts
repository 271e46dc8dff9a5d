// dpkg and its relatives: queries of what is installed, marks, keys, repositories, releases.

import { decode, encode } from '../../../fs/bytes.ts';
import type { Program } from '../../../kernel/block.ts';
import type { Process } from '../../../kernel/process.ts';
import { reader } from '../../../kernel/users.ts';
import { atobPure } from '../../coreutils/checksum.ts';
import { Failure, parseArgs, program } from '../../args.ts';
import { plain, put } from '../put.ts';
import { filesOf, present, readAuto, readStatus, writeAuto, writeStatus } from './state.ts';

const fits = (pattern: string, name: string): boolean =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replace(/\*/g, '.*')
      .replace(/\?/g, '.')}$`,
  ).test(name);

const dpkg: Program = plain(function* (p) {
  const status = readStatus(p);
  const [action = '', ...words] = p.args;
  switch (action) {
    case '-l':
    case '--list': {
      const chosen = [...status].filter(([n]) => words.length === 0 || words.some((w) => fits(w, n)));
      if (chosen.length === 0 && words.length > 0)
        throw new Failure(`dpkg-query: no packages found matching ${words[0]}`);
      const w1 = Math.max(14, ...chosen.map(([n]) => n.length));
      const w2 = Math.max(12, ...chosen.map(([, x]) => x.version.length));
      const row = (x: { status: string }): string =>
        x.status.startsWith('hold') ? 'hi' : present(x as never) ? 'ii' : 'rc';
      yield* p.print(
        `Desired=Unknown/Install/Remove/Purge/Hold\n| Status=Not/Inst/Conf-files/Unpacked/halF-conf/Half-inst/trig-aWait/Trig-pend\n|/ Err?=(none)/Reinst-required (Status,Err: uppercase=bad)\n||/ ${'Name'.padEnd(w1)} ${'Version'.padEnd(w2)} Architecture Description\n+++-${'='.repeat(w1)}-${'='.repeat(w2)}-============-=================================\n${chosen.map(([n, x]) => `${row(x)}  ${n.padEnd(w1)} ${x.version.padEnd(w2)} amd64        ${x.about}\n`).join('')}`,
      );
      return 0;
    }
    case '-s':
    case '--status':
      for (const n of words) {
        const x = status.get(n);
        if (x === undefined)
          throw new Failure(
            `dpkg-query: package '${n}' is not installed and no information is available\nUse dpkg --info (= dpkg-deb --info) to examine archive files.`,
          );
        yield* p.print(
          `Package: ${n}\nStatus: ${x.status}\nPriority: optional\nInstalled-Size: ${x.size}\nArchitecture: amd64\nVersion: ${x.version}\nDescription: ${x.about}\n`,
        );
      }
      return 0;
    case '-L':
    case '--listfiles':
      for (const n of words) {
        if (!present(status.get(n)))
          throw new Failure(
            `dpkg-query: package '${n}' is not installed\nUse dpkg --contents (= dpkg-deb --contents) to list archive files contents.`,
          );
        yield* p.print(
          filesOf(p, n)
            .map((f) => `${f}\n`)
            .join('') || '/.\n',
        );
      }
      return 0;
    case '-S':
    case '--search': {
      let found = false;
      for (const n of status.keys())
        for (const f of filesOf(p, n))
          if (words.some((w) => (w.startsWith('/') ? f === w : f.includes(w)))) {
            found = true;
            yield* p.print(`${n}: ${f}\n`);
          }
      if (!found) throw new Failure(`dpkg-query: no path found matching pattern ${words[0] ?? ''}`);
      return 0;
    }
    case '--print-architecture':
      yield* p.print('amd64\n');
      return 0;
    case '--print-foreign-architectures':
      return 0;
    case '--get-selections':
      for (const [n, x] of status) yield* p.print(`${n.padEnd(47)} ${x.status.split(' ')[0]}\n`);
      return 0;
    case '--configure':
      return 0;
    case '--version':
      yield* p.print("Debian 'dpkg' package management program version 1.22.21 (amd64).\n");
      return 0;
    case '':
      throw new Failure('dpkg: error: need an action option', 2);
    default:
      throw new Failure(`drydock: 'dpkg ${action}' is not simulated`, 2);
  }
});

const dpkgQuery: Program = plain(function* (p) {
  const status = readStatus(p);
  const format =
    p.args.find((a) => /^(-f|--showformat)=/.test(a))?.replace(/^[^=]*=/, '') ??
    (p.args.includes('-f') ? p.args[p.args.indexOf('-f') + 1]! : '${Package}\t${Version}\n');
  if (p.args.some((a) => a === '-W' || a === '--show')) {
    const words = p.args.filter((a, i) => !a.startsWith('-') && p.args[i - 1] !== '-f');
    const chosen = [...status].filter(([n]) => words.length === 0 || words.some((w) => fits(w, n)));
    if (chosen.length === 0 && words.length > 0)
      throw new Failure(`dpkg-query: no packages found matching ${words[0]}`);
    for (const [n, x] of chosen) {
      const values: Record<string, string> = {
        Package: n,
        Version: x.version,
        Architecture: 'amd64',
        Status: x.status,
        'db:Status-Status': x.status.split(' ')[2] ?? '',
        'Installed-Size': String(x.size),
        'binary:Package': n,
        Description: x.about,
      };
      yield* p.print(
        format
          .replace(/\$\{([\w:-]+)(?:;-?\d+)?\}/g, (_, k: string) => values[k] ?? '')
          .replace(/\\n/g, '\n')
          .replace(/\\t/g, '\t'),
      );
    }
    return 0;
  }
  return yield* dpkg(p);
});

const aptMark: Program = plain(function* (p) {
  const [command = '', ...names] = p.args.filter((a) => !a.startsWith('-'));
  const status = readStatus(p);
  const auto = readAuto(p);
  const known = [...status].filter(([, x]) => present(x)).map(([n]) => n);
  switch (command) {
    case 'showmanual':
    case 'showauto':
      for (const n of known.filter((x) => auto.has(x) === (command === 'showauto')).sort()) yield* p.print(`${n}\n`);
      return 0;
    case 'showhold':
      for (const [n, x] of status) if (x.status.startsWith('hold')) yield* p.print(`${n}\n`);
      return 0;
    case 'hold':
    case 'unhold':
      for (const n of names) {
        const x = status.get(n);
        if (x === undefined) throw new Failure(`E: Unable to locate package ${n}`, 100);
        status.set(n, { ...x, status: x.status.replace(/^\w+/, command === 'hold' ? 'hold' : 'install') });
        yield* p.print(command === 'hold' ? `${n} set on hold.\n` : `Canceled hold on ${n}.\n`);
      }
      writeStatus(p, status);
      return 0;
    case 'auto':
    case 'manual':
      for (const n of names) {
        if (!status.has(n)) throw new Failure(`E: Unable to locate package ${n}`, 100);
        if (command === 'auto') auto.add(n);
        else auto.delete(n);
        yield* p.print(
          command === 'auto' ? `${n} set to automatically installed.\n` : `${n} set to manually installed.\n`,
        );
      }
      writeAuto(p, auto);
      return 0;
    case '':
      throw new Failure('apt 3.0.3 (amd64)\nUsage: apt-mark [options] {auto|manual} pkg1 [pkg2 ...]');
    default:
      throw new Failure(`E: Invalid operation ${command}`, 100);
  }
});

const addRepository: Program = program(function* (p) {
  const words = p.args.filter((a) => !a.startsWith('-'));
  const line = words.join(' ');
  if (line === '') throw new Failure('error: no repository given', 2);
  if (p.euid !== 0) throw new Failure('Error: must run as root', 1);
  if (line.startsWith('ppa:')) throw new Failure(`drydock: '${line}' is not simulated`);
  if (/^(universe|multiverse|main|restricted|contrib|non-free)$/.test(line)) {
    yield* p.print(`Adding component(s) '${line}' to all repositories.\n`);
    return 0;
  }
  const m = /^deb\s+(?:\[[^\]]*\]\s+)?(\S+)\s+(\S+)\s+(.+)$/.exec(line);
  if (m === null) throw new Failure(`'${line}' invalid`, 1);
  const name = `archive_uri-${m[1]!.replace(/[^a-z0-9]+/gi, '_').toLowerCase()}-${m[2]}.list`;
  yield* p.print(`Repository: '${line}'\nDescription:\nArchive for codename: ${m[2]} components: ${m[3]}\n`);
  put(p, `/etc/apt/sources.list.d/${name}`, `${line}\n`);
  yield* p.print(`Adding deb entry to /etc/apt/sources.list.d/${name}\n`);
  return 0;
});

/** The bytes of an armored block; undefined when the text holds none. */
function dearmored(text: string): Uint8Array | undefined {
  const m = /-----BEGIN PGP [A-Z ]+-----\r?\n(?:[^\n]+: [^\n]*\n)*\r?\n([\s\S]*?)\n(?:=\S{4}\s*\n)?-----END PGP/.exec(
    text,
  );
  if (m === null) return undefined;
  const binary = atobPure(m[1]!.replace(/\s/g, ''));
  return Uint8Array.from(binary, (c) => c.charCodeAt(0));
}

/** gpg, as far as keys of package archives are unpacked with it. */
const gpg: Program = program(function* (p) {
  if (p.args.includes('--version')) {
    yield* p.print('gpg (GnuPG) 2.4.7\nlibgcrypt 1.11.0\n');
    return 0;
  }
  const o = parseArgs(p, 'o:aqv', {
    dearmor: 'dearmor',
    'output=': 'o',
    yes: 'yes',
    batch: 'batch',
    'no-tty': 'nt',
    quiet: 'q',
    'no-default-keyring': 'nd',
    'homedir=': 'h',
  });
  if (!o.has('dearmor'))
    throw new Failure(
      `drydock: 'gpg ${p.args.filter((a) => a.startsWith('--')).join(' ')}' is not simulated (gpg --dearmor is)`,
      2,
    );
  const [file] = o.rest;
  if (file !== undefined && !p.fs.exists(file))
    throw new Failure(
      `can't open '${file}': No such file or directory\ngpg: dearmoring failed: No such file or directory`,
      2,
    );
  const input = file === undefined ? yield* p.readAll(0) : p.fs.readFile(file);
  const bytes = dearmored(decode(input));
  if (bytes === undefined) throw new Failure('no valid OpenPGP data found.', 2);
  const target = o.get('o') ?? (file === undefined ? '-' : `${file}.gpg`);
  if (target === '-') {
    yield* p.write(1, bytes);
    return 0;
  }
  if (p.fs.exists(target) && !o.has('yes')) {
    if (!p.isatty(0)) throw new Failure(`cannot open '/dev/tty': No such device or address`, 2);
    yield* p.print(`File '${target}' exists. Overwrite? (y/N) `);
    if (!/^y/i.test(decode(yield* p.read(0)))) throw new Failure('dearmoring failed: File exists', 2);
  }
  p.fs.writeFile(target, bytes);
  return 0;
});

const aptKey: Program = plain(function* (p) {
  yield* p.eprint('Warning: apt-key is deprecated. Manage keyring files in trusted.gpg.d instead (see apt-key(8)).\n');
  const [command, file] = p.args;
  if (command === 'add') {
    const text = file === '-' || file === undefined ? decode(yield* p.readAll(0)) : p.fs.readText(file);
    const bytes = dearmored(text);
    if (bytes === undefined) throw new Failure('gpg: no valid OpenPGP data found.');
    put(p, '/etc/apt/trusted.gpg.d/added.gpg', '');
    p.fs.writeFile('/etc/apt/trusted.gpg.d/added.gpg', bytes.length > 0 ? bytes : encode(' '));
    yield* p.print('OK\n');
    return 0;
  }
  if (command === 'list') return 0;
  throw new Failure(`drydock: 'apt-key ${command ?? ''}' is not simulated`);
});

function release(p: Process): { id: string; description: string; version: string; code: string } {
  const text = reader(p)('/etc/os-release');
  const field = (name: string): string => new RegExp(`^${name}="?([^"\\n]*)"?$`, 'm').exec(text)?.[1] ?? '';
  const id = field('ID');
  return {
    id: id === '' ? 'Debian' : id[0]!.toUpperCase() + id.slice(1),
    description: field('PRETTY_NAME'),
    version: field('VERSION_ID'),
    code: field('VERSION_CODENAME'),
  };
}

const lsbRelease: Program = program(function* (p) {
  const o = parseArgs(p, 'vidrcash', {
    id: 'i',
    description: 'd',
    release: 'r',
    codename: 'c',
    all: 'a',
    short: 's',
    version: 'v',
  });
  const r = release(p);
  const rows: [string, string, string][] = [
    ['i', 'Distributor ID', r.id],
    ['d', 'Description', r.description],
    ['r', 'Release', r.version],
    ['c', 'Codename', r.code],
  ];
  const chosen = rows.filter(([k]) => o.has(k) || o.has('a'));
  if (chosen.length === 0 || o.has('a')) yield* p.eprint('No LSB modules are available.\n');
  if (o.has('s'))
    yield* p.print(chosen.length === 0 ? '' : `${chosen.map(([, , v]) => v).join(o.has('a') ? '\n' : ' ')}\n`);
  else for (const [, k, v] of chosen) yield* p.print(`${k}:\t${v}\n`);
  return 0;
});

/** update-ca-certificates, locale-gen, dpkg-reconfigure: what they print when there is nothing to do. */
const updateCertificates: Program = program(function* (p) {
  const own = p.fs.isDir('/usr/local/share/ca-certificates')
    ? p.fs.readdir('/usr/local/share/ca-certificates').filter((n) => n.endsWith('.crt')).length
    : 0;
  yield* p.print(
    `Updating certificates in /etc/ssl/certs...\n${own} added, 0 removed; done.\nRunning hooks in /etc/ca-certificates/update.d...\ndone.\n`,
  );
  return 0;
});
const localeGen: Program = program(function* (p) {
  const wanted = [
    ...new Set([
      ...p.args.filter((a) => !a.startsWith('-')),
      ...reader(p)('/etc/locale.gen')
        .split('\n')
        .filter((l) => /^\w/.test(l))
        .map((l) => l.split(' ')[0]!),
    ]),
  ];
  yield* p.print(
    `Generating locales (this might take a while)...\n${wanted.map((l) => `  ${l}... done\n`).join('')}Generation complete.\n`,
  );
  yield* p.sleep(1500 * wanted.length);
  return 0;
});

export const dpkgPrograms: Record<string, Program> = {
  dpkg,
  'dpkg-query': dpkgQuery,
  'apt-mark': aptMark,
  'add-apt-repository': addRepository,
  gpg,
  'apt-key': aptKey,
  lsb_release: lsbRelease,
  'update-ca-certificates': updateCertificates,
  'locale-gen': localeGen,
};
