// pip over the simulated Python Package Index.

import { packageFiles } from '../../catalog/pypi/index.ts';
import { PYPI } from '../../catalog/pypi/names.ts';
import { decode } from '../../fs/bytes.ts';
import { dirname, join } from '../../fs/path.ts';
import type { Program, Task } from '../../kernel/block.ts';
import type { Process } from '../../kernel/process.ts';
import { outsideProblem } from '../../kernel/resolve.ts';
import { Failure } from '../../programs/args.ts';
import { plain, put, putProgram } from '../../programs/packages/put.ts';
import { type Installation, installation } from './interpreter.ts';
import { installProject } from './project.ts';

const normalized = (name: string): string => name.toLowerCase().replace(/[-_.]+/g, '-');

/** The interpreter that pip belongs to: the one beside it, or the one that PATH finds. */
export function interpreterOf(p: Process): Installation | undefined {
  const beside =
    p.exe === ''
      ? undefined
      : join(dirname(p.argv[0]?.includes('/') ? p.abs(p.argv[0]) : (p.which(p.argv[0] ?? 'pip') ?? p.exe)), 'python3');
  for (const path of [beside, p.which('python3'), p.which('python'), '/usr/local/bin/python3', '/usr/bin/python3'])
    if (path !== undefined && p.fs.exists(path)) return installation(p, path);
  return undefined;
}
/** Where console scripts go. */
function binDir(py: Installation): string {
  return py.prefix === '/usr' ? '/usr/local/bin' : `${py.prefix}/bin`;
}
/** A command of a package: Python that calls a function, or a program of the machine. */
export function putScript(p: Process, path: string, target: string, python: string): void {
  if (!target.includes(':')) return putProgram(p, path, target);
  const [module = '', call = ''] = target.split(':');
  put(
    p,
    path,
    `#!${python}\nimport sys\nfrom ${module} import ${call.split('.')[0]}\nif __name__ == '__main__':\n    sys.argv[0] = sys.argv[0].removesuffix('.exe')\n    sys.exit(${call}())\n`,
  );
  p.fs.chmod(path, 0o755);
}

interface Installed {
  readonly name: string;
  readonly version: string;
  readonly dir: string;
}

function installed(p: Process, site: string): Map<string, Installed> {
  const out = new Map<string, Installed>();
  if (!p.fs.isDir(site)) return out;
  for (const n of p.fs.readdir(site)) {
    const m = /^(.+)-([^-]+)\.dist-info$/.exec(n);
    if (m !== null) out.set(normalized(m[1]!), { name: m[1]!.replace(/_/g, '-'), version: m[2]!, dir: join(site, n) });
  }
  return out;
}

interface Requirement {
  readonly name: string;
  readonly spec: string;
}
function requirement(text: string): Requirement {
  const m = /^([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\])?\s*([=<>!~]=?.*)?$/.exec(text.replace(/;.*/, '').trim());
  if (m === null) throw new Failure(`ERROR: Invalid requirement: '${text}'`);
  return { name: m[1]!, spec: (m[2] ?? '').replace(/\s/g, '') };
}

function* requirementsOf(p: Process, file: string, out: string[]): Task {
  let text: string;
  try {
    text = p.fs.readText(file);
  } catch {
    throw new Failure(`ERROR: Could not open requirements file: [Errno 2] No such file or directory: '${file}'`);
  }
  for (const raw of text.split('\n')) {
    const line = raw.replace(/(^|\s)#.*/, '').trim();
    if (line === '') continue;
    if (/^(-r|--requirement)\s/.test(line)) yield* requirementsOf(p, join(dirname(file), line.split(/\s+/)[1]!), out);
    else if (!line.startsWith('-')) out.push(line);
  }
}

const sizeText = (kb: number): string => (kb >= 1000 ? `${(kb / 1000).toFixed(1)} MB` : `${kb} kB`);

function* pipInstall(p: Process, args: readonly string[], site: string, py: Installation): Task<number> {
  const wanted: string[] = [];
  const projects: string[] = [];
  let quiet = false,
    upgrade = false;
  for (let i = 0; i < args.length; i++) {
    const a = args[i]!;
    if (a === '-r' || a === '--requirement') yield* requirementsOf(p, args[++i] ?? '', wanted);
    else if (a.startsWith('-r')) yield* requirementsOf(p, a.slice(2), wanted);
    else if (a === '-q' || a === '--quiet') quiet = true;
    else if (a === '-U' || a === '--upgrade') upgrade = true;
    else if (
      [
        '-i',
        '--index-url',
        '--extra-index-url',
        '--root-user-action',
        '--timeout',
        '--retries',
        '--progress-bar',
        '--prefer-binary',
      ].includes(a)
    )
      i += a === '--prefer-binary' ? 0 : 1;
    else if (a === '-e' || a === '--editable' || a === '.') {
      projects.push(a === '.' ? '.' : (args[++i] ?? '.'));
    } else if (
      /^--?(no-cache-dir|user|no-deps|no-input|disable-pip-version-check|break-system-packages|no-warn-script-location|pre|force-reinstall|compile|no-compile|no-build-isolation)/.test(
        a,
      ) ||
      /^--(index-url|extra-index-url|root-user-action|timeout)=/.test(a)
    )
      continue;
    else if (a.startsWith('-'))
      throw new Failure(
        `Usage:   \n  pip install [options] <requirement specifier> [package-index-options] ...\n\nno such option: ${a}`,
        2,
      );
    else if (/^\.{0,2}\//.test(a) && p.fs.isDir(a)) projects.push(a);
    else if (/^(git\+|https?:)/.test(a)) throw new Failure("drydock: 'pip install' from a URL is not simulated");
    else wanted.push(a);
  }
  if (wanted.length === 0 && projects.length === 0)
    throw new Failure('ERROR: You must give at least one requirement to install (see "pip help install")');
  const there = installed(p, site);
  const say = function* (text: string): Task {
    if (!quiet) yield* p.print(text);
  };
  const made: string[] = [];
  for (const dir of projects) {
    const project = installProject(p, dir, site, (name, target) =>
      putScript(p, join(binDir(py), name), target, py.executable),
    );
    yield* say(
      `Obtaining file://${p.abs(dir)}\n  Installing build dependencies: started\n  Installing build dependencies: finished with status 'done'\n  Getting requirements to build editable: started\n  Getting requirements to build editable: finished with status 'done'\n`,
    );
    yield* p.sleep(900);
    wanted.push(...project.requires);
    made.push(`${project.name}-${project.version}`);
  }
  const chosen = new Map<string, { name: string; version: string }>();
  const queue: (Requirement & { by?: string })[] = wanted.map(requirement);
  const seen = new Set<string>();
  for (let r = queue.shift(); r !== undefined; r = queue.shift()) {
    const key = normalized(r.name);
    if (seen.has(key)) continue;
    seen.add(key);
    const have = there.get(key);
    if (
      have !== undefined &&
      !upgrade &&
      (r.spec === '' || !r.spec.startsWith('==') || r.spec === `==${have.version}`)
    ) {
      yield* say(`Requirement already satisfied: ${r.name}${r.spec} in ${site} (${have.version})\n`);
      for (const d of PYPI[key]?.requires ?? []) queue.push({ name: d, spec: '', by: r.name });
      continue;
    }
    const problem = outsideProblem(p, 'pypi.org');
    if (problem !== undefined) {
      for (let n = 4; n >= 0; n--) {
        yield* p.eprint(
          `WARNING: Retrying (Retry(total=${n}, connect=None, read=None, redirect=None, status=None)) after connection broken by 'NewConnectionError('<pip._vendor.urllib3.connection.HTTPSConnection object>: Failed to establish a new connection: ${problem === 'resolve' ? '[Errno -3] Temporary failure in name resolution' : '[Errno 101] Network is unreachable'}')': /simple/${key}/\n`,
        );
        yield* p.sleep(500 * 2 ** (4 - n));
      }
      throw new Failure(
        `ERROR: Could not find a version that satisfies the requirement ${r.name} (from versions: none)\nERROR: No matching distribution found for ${r.name}`,
      );
    }
    const known = PYPI[key];
    yield* p.sleep(120);
    if (known === undefined)
      throw new Failure(
        `ERROR: Could not find a version that satisfies the requirement ${r.name}${r.spec} (from versions: none)\nERROR: No matching distribution found for ${r.name}${r.spec}`,
      );
    const version = /^==(.+)$/.exec(r.spec)?.[1] ?? known.version;
    yield* say(
      `Collecting ${r.name}${r.spec}${r.by === undefined ? '' : ` (from ${r.by})`}\n  Downloading ${key.replace(/-/g, '_')}-${version}-py3-none-any.whl (${sizeText(known.size)})\n`,
    );
    yield* p.sleep(Math.min(20_000, known.size / 20));
    if (p.isatty(1) && !quiet)
      yield* p.print(
        `     \x1b[38;2;114;156;31m${'━'.repeat(40)}\x1b[0m ${sizeText(known.size)} 24.0 MB/s eta 0:00:00\n`,
      );
    chosen.set(key, { name: r.name, version });
    for (const d of known.requires) queue.push({ name: d, spec: '', by: r.name });
  }
  if (chosen.size === 0 && made.length === 0) return 0;
  yield* say(
    `Installing collected packages: ${[...[...chosen.keys()].reverse(), ...made.map((m) => m.replace(/-[^-]*$/, ''))].join(', ')}\n`,
  );
  const bin = binDir(py);
  for (const [key, { name, version }] of chosen) {
    const old = there.get(key);
    if (old !== undefined) p.fs.removeTree(old.dir);
    const under = key.replace(/-/g, '_');
    const known = PYPI[key]!;
    const info = join(site, `${under}-${version}.dist-info`);
    const files = packageFiles(key);
    put(
      p,
      join(info, 'METADATA'),
      `Metadata-Version: 2.4\nName: ${name}\nVersion: ${version}\n${known.requires.map((r) => `Requires-Dist: ${r}\n`).join('')}`,
    );
    put(
      p,
      join(info, 'RECORD'),
      Object.keys(files)
        .map((f) => `${f},,\n`)
        .join(''),
    );
    put(p, join(info, 'INSTALLER'), 'pip\n');
    if (Object.keys(known.scripts ?? {}).length > 0)
      put(
        p,
        join(info, 'entry_points.txt'),
        `[console_scripts]\n${Object.entries(known.scripts ?? {})
          .map(([k, v]) => `${k} = ${v}\n`)
          .join('')}`,
      );
    for (const [file, text] of Object.entries(files)) put(p, join(site, file), text);
    for (const [script, target] of Object.entries(known.scripts ?? {}))
      putScript(p, join(bin, script), target, py.executable);
    yield* p.sleep(60);
  }
  yield* say(
    `Successfully installed ${[...[...chosen].map(([k, c]) => `${k}-${c.version}`), ...made].sort().join(' ')}\n`,
  );
  if (p.euid === 0 && !p.args.some((a) => a.includes('root-user-action')))
    yield* p.eprint(
      "WARNING: Running pip as the 'root' user can result in broken permissions and conflicting behaviour with the system package manager, possibly rendering your system unusable. It is recommended to use a virtual environment instead: https://pip.pypa.io/warnings/venv. Use the --root-user-action option if you know what you are doing and want to suppress this warning.\n",
    );
  return 0;
}

/** Its first argument is the command (also reached as `python -m pip`). */
export const pipProgram: Program = plain(function* (p) {
  const py = interpreterOf(p);
  const site = py?.sitePackages[0];
  if (py === undefined || site === undefined)
    throw new Failure('drydock: there is no Python here that pip could install for');
  const [command, ...rest] = p.args;
  const there = [...installed(p, site).values()].sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));
  switch (command) {
    case 'install':
      return yield* pipInstall(p, rest, site, py);
    case '--version':
    case '-V':
      yield* p.print(`pip 25.2 from ${site}/pip (python ${/python(3\.\d+)/.exec(site)![1]})\n`);
      return 0;
    case 'list': {
      const all = [...there, { name: 'pip', version: '25.2' }].sort((a, b) =>
        a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1,
      );
      const w = Math.max(7, ...all.map((x) => x.name.length));
      yield* p.print(
        `${'Package'.padEnd(w)} Version\n${'-'.repeat(w)} -------\n${all.map((x) => `${x.name.padEnd(w)} ${x.version}\n`).join('')}`,
      );
      return 0;
    }
    case 'freeze':
      yield* p.print(there.map((x) => `${x.name}==${x.version}\n`).join(''));
      return 0;
    case 'check':
      yield* p.print('No broken requirements found.\n');
      return 0;
    case 'show': {
      let status = 1;
      for (const name of rest.filter((a) => !a.startsWith('-'))) {
        const x = there.find((y) => normalized(y.name) === normalized(name));
        if (x === undefined) yield* p.eprint(`WARNING: Package(s) not found: ${name}\n`);
        else {
          status = 0;
          yield* p.print(
            `Name: ${x.name}\nVersion: ${x.version}\nLocation: ${site}\nRequires: ${(PYPI[normalized(x.name)]?.requires ?? []).join(', ')}\n`,
          );
        }
      }
      return status;
    }
    case 'uninstall': {
      for (const name of rest.filter((a) => !a.startsWith('-'))) {
        const x = there.find((y) => normalized(y.name) === normalized(name));
        if (x === undefined) {
          yield* p.eprint(`WARNING: Skipping ${name} as it is not installed.\n`);
          continue;
        }
        yield* p.print(`Found existing installation: ${x.name} ${x.version}\nUninstalling ${x.name}-${x.version}:\n`);
        if (!rest.includes('-y') && !rest.includes('--yes')) {
          yield* p.print('Proceed (Y/n)? ');
          if (!/^(y|yes|)$/i.test(decode(yield* p.read(0)).trim())) continue;
        }
        const files = p.fs.exists(join(x.dir, 'RECORD'))
          ? p.fs
              .readText(join(x.dir, 'RECORD'))
              .split('\n')
              .map((l) => l.split(',')[0]!)
              .filter((f) => f !== '')
          : [];
        for (const top of new Set(files.map((f) => f.split('/')[0]!)))
          if (p.fs.exists(join(site, top))) p.fs.removeTree(join(site, top));
        p.fs.removeTree(x.dir);
        for (const s of Object.keys(PYPI[normalized(x.name)]?.scripts ?? {}))
          if (p.fs.exists(join(binDir(py), s))) p.fs.unlink(join(binDir(py), s));
        yield* p.print(`  Successfully uninstalled ${x.name}-${x.version}\n`);
      }
      return 0;
    }
    case 'cache':
    case 'config':
    case 'download':
    case 'wheel':
    case 'hash':
    case 'search':
      throw new Failure(`drydock: 'pip ${command}' is not simulated`);
    case undefined:
    case 'help':
    case '--help':
      yield* p.print(
        '\nUsage:   \n  pip <command> [options]\n\nCommands:\n  install\n  uninstall\n  list\n  show\n  freeze\n  check\n',
      );
      return 0;
    default:
      throw new Failure(`ERROR: unknown command "${command}"`);
  }
});
