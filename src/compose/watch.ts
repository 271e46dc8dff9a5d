// develop.watch: files of the host that change are copied into containers, or the service is built anew.

import { encode } from '../fs/bytes.ts';
import type { FsNode } from '../fs/node.ts';
import { basename, dirname, isWithin, join } from '../fs/path.ts';
import { entryOf, packTar, type TarEntry } from '../fs/tar.ts';
import type { Task } from '../kernel/block.ts';
import type { Compose } from './context.ts';
import { createProject } from './converge.ts';
import { LABEL } from './labels.ts';
import { containersOf } from './observe.ts';
import { progressFor } from './progress.ts';
import { type Project, select } from './project.ts';
import { environmentList } from './request.ts';
import { startProject } from './start.ts';
import { ComposeError, type Dict, dictOf, isDict, listOf, textOf, textsOf } from './value.ts';

interface Rule {
  readonly service: string;
  readonly path: string;
  readonly action: string;
  readonly target: string;
  readonly exec: Dict;
  readonly include: readonly string[];
  readonly ignore: readonly string[];
}

/** How often files are looked at, in ms. */
const POLL = 500;

function rulesOf(project: Project): Rule[] {
  const out: Rule[] = [];
  for (const [service, s] of Object.entries(project.services)) {
    for (const r of listOf(dictOf(s['develop'])['watch'] ?? null).map(dictOf)) {
      const rule: Rule = {
        service,
        path: textOf(r['path']) ?? '',
        action: textOf(r['action']) ?? '',
        target: textOf(r['target']) ?? '',
        exec: dictOf(r['exec']),
        include: textsOf(r['include'] ?? null),
        ignore: textsOf(r['ignore'] ?? null),
      };
      if (rule.action === 'rebuild' && !isDict(s['build']))
        throw new ComposeError(
          `can't watch service ${JSON.stringify(service)} with action rebuild without a build context`,
        );
      if (rule.action.startsWith('sync') && rule.target === '')
        throw new ComposeError(`services.${service}.develop.watch: target is required for ${rule.action} action`);
      out.push(rule);
    }
  }
  return out;
}

/** Does a relative path match one of the patterns (`*`, `**`, folders)? */
function matches(path: string, patterns: readonly string[]): boolean {
  return patterns.some((p) => {
    const clean = p.replace(/^\.?\//, '').replace(/\/$/, '');
    const source = clean
      .split('/')
      .map((part) =>
        part === '**'
          ? '.*'
          : part
              .replace(/[.+^${}()|[\]\\]/g, '\\$&')
              .replace(/\*/g, '[^/]*')
              .replace(/\?/g, '[^/]'),
      )
      .join('/')
      .replace(/\.\*\//g, '(?:.*/)?');
    return new RegExp(`^${source}(/.*)?$`).test(path);
  });
}

/** Files that are new or different, and those that are gone, below a node; shared subtrees are not entered. */
function changesBetween(
  a: FsNode | undefined,
  b: FsNode | undefined,
  path: string,
  changed: string[],
  gone: string[],
): void {
  if (a === b) return;
  if (b === undefined) {
    gone.push(path);
    return;
  }
  if (b.kind !== 'dir') {
    if (a?.kind !== 'file' || b.kind !== 'file' || a.data !== b.data || a.mode !== b.mode) changed.push(path);
    return;
  }
  const old = a?.kind === 'dir' ? a.entries : new Map<string, FsNode>();
  for (const [name, node] of b.entries)
    changesBetween(old.get(name), node, path === '' ? name : `${path}/${name}`, changed, gone);
  for (const name of old.keys()) if (!b.entries.has(name)) gone.push(path === '' ? name : `${path}/${name}`);
}

/** Watches until it is ended. `prune`: an image that a rebuild left without a name goes. @throws ComposeError when no service can be watched */
export function* watchProject(c: Compose, project: Project, quiet: boolean, prune: boolean): Task {
  const { p } = c;
  const rules = rulesOf(project);
  if (rules.length === 0)
    throw new ComposeError(
      "none of the selected services is configured for watch, consider setting a 'develop' section",
    );
  const look = (r: Rule): FsNode | undefined => (p.fs.exists(r.path) ? p.fs.place(r.path).node : undefined);
  const before = new Map(rules.map((r) => [r, look(r)]));
  const say = function* (text: string): Task {
    if (!quiet) yield* c.print(`${text}\n`);
  };
  yield* say('Watch enabled');
  for (;;) {
    yield* p.sleep(POLL);
    for (const r of rules) {
      const now = look(r);
      const old = before.get(r);
      if (now === old) continue;
      before.set(r, now);
      const changed: string[] = [];
      const gone: string[] = [];
      changesBetween(old, now, '', changed, gone);
      const wanted = (path: string): boolean =>
        !matches(path, r.ignore) && (r.include.length === 0 || matches(path, r.include));
      const files = changed.filter(wanted);
      const removed = gone.filter(wanted);
      if (files.length + removed.length === 0) continue;
      if (r.action === 'rebuild') yield* rebuild(c, project, r.service, prune, say);
      else yield* sync(c, project, r, files, removed, say);
    }
  }
}

function* rebuild(c: Compose, project: Project, service: string, prune: boolean, say: (text: string) => Task): Task {
  yield* say(`Rebuilding service(s) [${JSON.stringify(service)}] after changes were detected...`);
  const one = select(project, [service], false);
  const w = progressFor(c.p, 'quiet', '', false);
  yield* createProject(
    c,
    one,
    {
      services: [service],
      recreate: 'diverged',
      recreateDependencies: 'never',
      inherit: true,
      removeOrphans: false,
      ignoreOrphans: true,
      timeout: undefined,
      pull: '',
      build: 'always',
      quietPull: true,
      quietBuild: false,
    },
    w,
  );
  yield* startProject(c, one, { wait: false, waitTimeout: 0, w });
  if (prune) yield* c.api.ImagePrune({ dangling: ['true'], label: [`${LABEL.project}=${project.name}`] });
  yield* say(`service(s) [${JSON.stringify(service)}] successfully built`);
}

function* sync(
  c: Compose,
  project: Project,
  r: Rule,
  files: readonly string[],
  removed: readonly string[],
  say: (text: string) => Task,
): Task {
  const { p } = c;
  yield* say(
    `Syncing service ${JSON.stringify(r.service)} after ${files.length + removed.length} changes were detected`,
  );
  const folder = p.fs.isDir(r.path);
  const root = folder ? r.target : dirname(r.target);
  const entries: TarEntry[] = files.map((f) =>
    entryOf(folder ? f : basename(r.target), p.fs.stat(folder ? join(r.path, f) : r.path)),
  );
  for (const x of yield* containersOf(c.api, project.name, { all: false, services: [r.service] })) {
    for (const f of removed) {
      const path = folder ? join(root, f) : r.target;
      if (!isWithin(path, root)) continue;
      const exec = yield* c.api.ExecCreate(x.id, {
        User: '',
        Privileged: false,
        Tty: false,
        AttachStdin: false,
        AttachStdout: true,
        AttachStderr: true,
        Env: null,
        WorkingDir: '',
        Cmd: ['rm', '-rf', path],
      });
      const stream = yield* c.api.ExecStart(exec, { detach: false });
      for (let m = yield* stream.next(); m !== undefined; m = yield* stream.next());
    }
    if (entries.length > 0) yield* put(c, x.id, root, entries);
    if (r.action === 'sync+restart' || r.action === 'restart') {
      yield* c.api.ContainerRestart(x.id, {});
      yield* say(`service(s) [${JSON.stringify(r.service)}] restarted`);
    }
    if (r.action === 'sync+exec') {
      const exec = yield* c.api.ExecCreate(x.id, {
        User: textOf(r.exec['user']) ?? '',
        Privileged: r.exec['privileged'] === true,
        Tty: false,
        AttachStdin: false,
        AttachStdout: true,
        AttachStderr: true,
        Env: environmentList(r.exec['environment']),
        WorkingDir: textOf(r.exec['working_dir']) ?? '',
        Cmd: textsOf(r.exec['command'] ?? null),
      });
      const stream = yield* c.api.ExecStart(exec, { detach: false });
      for (let m = yield* stream.next(); m !== undefined; m = yield* stream.next()) yield* p.write(m.stream, m.bytes);
    }
  }
}

/** Puts files into a folder of a container that may not be there yet. */
function* put(c: Compose, id: string, root: string, entries: readonly TarEntry[]): Task {
  const parts = root.split('/').filter((x) => x !== '');
  const meta = { mode: 0o755, uid: 0, gid: 0, mtime: c.p.kernel.now, linkname: '', data: encode('') };
  const folders: TarEntry[] = [];
  const at = (name: string): void => {
    if (!folders.some((f) => f.name === `${name}/`)) folders.push({ ...meta, type: 'dir', name: `${name}/` });
  };
  const prefix = parts.join('/');
  const placed = entries.map((e) => ({ ...e, name: prefix === '' ? e.name : `${prefix}/${e.name}` }));
  for (const e of placed) {
    const steps = e.name.split('/');
    for (let i = 1; i < steps.length; i++) at(steps.slice(0, i).join('/'));
  }
  const there: TarEntry[] = [];
  for (const f of folders) {
    try {
      yield* c.api.ContainerArchiveStat(id, `/${f.name.replace(/\/$/, '')}`);
    } catch {
      there.push(f);
    }
  }
  yield* c.api.ContainerArchivePut(id, '/', packTar([...there, ...placed]), { copyUIDGID: false });
}
