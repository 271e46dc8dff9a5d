// apt remove, purge and autoremove: what goes, and what nobody needs any more.

import type { Task } from '../../../kernel/block.ts';
import type { Process } from '../../../kernel/process.ts';
import { Failure } from '../../args.ts';
import {
  type Installed,
  candidates,
  readAuto,
  present,
  readStatus,
  humanKb,
  filesOf,
  writeStatus,
  writeAuto,
} from './state.ts';
import { type Flags, reading, say } from './flags.ts';
import { agreed } from './install.ts';

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

export function* remove(p: Process, names: readonly string[], f: Flags, purge: boolean, auto: boolean): Task<number> {
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
