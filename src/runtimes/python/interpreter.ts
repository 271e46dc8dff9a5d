// Which Python a process runs: its version, library and site-packages, as the files around its executable say.

import { dirname } from '../../fs/path.ts';
import type { Process } from '../../kernel/process.ts';

export interface Installation {
  readonly version: string;
  readonly executable: string;
  /** `/usr/local`, `/usr`, or the folder of a virtual environment. */
  readonly prefix: string;
  readonly basePrefix: string;
  readonly libDir: string;
  readonly sitePackages: readonly string[];
}

function read(p: Process, path: string): string | undefined {
  const node = p.fs.tryStat(path);
  return node?.kind === 'file' ? new TextDecoder().decode(node.data) : undefined;
}

/** The interpreter behind a path such as `/venv/bin/python`. */
export function installation(p: Process, started: string): Installation {
  const given = started.includes('/') ? p.abs(started) : (p.which(started) ?? p.exe);
  const real = p.fs.tryStat(given) === undefined ? p.exe : p.fs.realpath(given);
  const basePrefix = dirname(dirname(real)) === '/' ? '/usr' : dirname(dirname(real));
  const lib = `${basePrefix}/lib`;
  const folders = p.fs.isDir(lib) ? p.fs.readdir(lib).filter((n) => /^python3\.\d+$/.test(n)) : [];
  const named = /python(3\.\d+)$/.exec(real)?.[1];
  const folder = folders.find((n) => n === `python${named}`) ?? folders[0];
  const short = folder?.slice('python'.length) ?? named ?? '3.13';
  const libDir = `${lib}/python${short}`;
  const version = read(p, `${libDir}/version.txt`)?.trim() ?? (short === '3.13' ? '3.13.5' : `${short}.0`);
  const venv = venvOf(p, given);
  if (venv !== undefined)
    return {
      version,
      executable: given,
      prefix: venv,
      basePrefix,
      libDir,
      sitePackages: [`${venv}/lib/python${short}/site-packages`],
    };
  const debian = basePrefix === '/usr';
  const sitePackages = debian
    ? [`/usr/local/lib/python${short}/dist-packages`, '/usr/lib/python3/dist-packages', `${libDir}/dist-packages`]
    : [`${libDir}/site-packages`];
  return {
    version,
    executable: given,
    prefix: basePrefix,
    basePrefix,
    libDir,
    sitePackages: sitePackages.filter((d, i) => (i === 0 && !debian) || p.fs.isDir(d)),
  };
}
/** The virtual environment that an executable belongs to (it has a pyvenv.cfg). */
function venvOf(p: Process, path: string): string | undefined {
  const dir = dirname(dirname(path));
  return read(p, `${dir}/pyvenv.cfg`) === undefined ? undefined : dir;
}
