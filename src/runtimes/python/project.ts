// A local project that pip installs: linked, not copied, with its metadata and commands.

import { join } from '../../fs/path.ts';
import type { Process } from '../../kernel/process.ts';
import { Failure } from '../../programs/args.ts';
import { put } from '../../programs/packages/put.ts';

export interface Project {
  readonly name: string;
  readonly version: string;
  readonly requires: readonly string[];
}

function quoted(text: string): string[] {
  return [...text.matchAll(/(["'])(.*?)\1/g)].map((m) => m[2]!);
}
/** One table of a TOML file, as text. */
function table(text: string, name: string): string {
  const at = text.search(new RegExp(`^\\[${name.replace(/\./g, '\\.')}\\]`, 'm'));
  if (at < 0) return '';
  const rest = text.slice(at).replace(/^.*\n?/, '');
  const end = rest.search(/^\[[^\]"']+\]\s*$/m);
  return end < 0 ? rest : rest.slice(0, end);
}

/**
 * Links a project into site-packages.
 * @throws Failure in pip's words when the folder is none
 */
export function installProject(
  p: Process,
  dir: string,
  site: string,
  script: (name: string, target: string) => void,
): Project {
  const root = p.abs(dir);
  const read = (name: string): string | undefined =>
    p.fs.tryStat(join(root, name))?.kind === 'file' ? p.fs.readText(join(root, name)) : undefined;
  const toml = read('pyproject.toml'),
    setup = read('setup.py');
  if (toml === undefined && setup === undefined)
    throw new Failure(
      `ERROR: ${p.fs.exists(root) ? `file://${root}` : dir} does not appear to be a Python project: neither 'setup.py' nor 'pyproject.toml' found.`,
    );
  let name = 'UNKNOWN',
    version = '0.0.0',
    requires: string[] = [];
  const scripts: [string, string][] = [];
  let source = root;
  if (toml !== undefined && table(toml, 'project') !== '') {
    const t = table(toml, 'project');
    name = /^name\s*=\s*["'](.+?)["']/m.exec(t)?.[1] ?? name;
    version = /^version\s*=\s*["'](.+?)["']/m.exec(t)?.[1] ?? version;
    requires = quoted(/^dependencies\s*=\s*\[([\s\S]*?)\]/m.exec(t)?.[1] ?? '');
    for (const m of table(toml, 'project.scripts').matchAll(/^["']?([\w.-]+)["']?\s*=\s*["'](.+?)["']/gm))
      scripts.push([m[1]!, m[2]!]);
  } else if (setup !== undefined) {
    name = /\bname\s*=\s*["'](.+?)["']/.exec(setup)?.[1] ?? name;
    version = /\bversion\s*=\s*["'](.+?)["']/.exec(setup)?.[1] ?? version;
    requires = quoted(/install_requires\s*=\s*\[([\s\S]*?)\]/.exec(setup)?.[1] ?? '');
    for (const s of quoted(/console_scripts["']\s*:\s*\[([\s\S]*?)\]/.exec(setup)?.[1] ?? '')) {
      const [k = '', v = ''] = s.split('=');
      scripts.push([k.trim(), v.trim()]);
    }
  }
  if (p.fs.isDir(join(root, 'src'))) source = join(root, 'src');
  const under = name.replace(/[-.]+/g, '_');
  const info = join(site, `${under}-${version}.dist-info`);
  put(p, join(info, 'METADATA'), `Metadata-Version: 2.4\nName: ${name}\nVersion: ${version}\n`);
  put(p, join(info, 'RECORD'), `__editable__.${under}.pth,,\n`);
  put(p, join(info, 'direct_url.json'), `{"dir_info": {"editable": true}, "url": "file://${root}"}`);
  put(p, join(site, `__editable__.${under}.pth`), `${source}\n`);
  for (const [k, v] of scripts) script(k, v);
  return { name, version, requires };
}
