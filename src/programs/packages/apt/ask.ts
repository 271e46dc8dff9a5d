// Questions to apt: search, show, policy, list, depends.

import type { Task } from '../../../kernel/block.ts';
import type { Process } from '../../../kernel/process.ts';
import { Failure } from '../../args.ts';
import { readStatus, candidates, type Candidate, present, readAuto, humanKb, uri } from './state.ts';

/** What the caches know. */
export function* ask(p: Process, command: string, names: readonly string[], long: ReadonlySet<string>): Task<number> {
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
