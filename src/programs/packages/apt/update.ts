// apt update: the package lists of the sources.

import { ARCHIVES } from '../../../catalog/apt.ts';
import type { Task } from '../../../kernel/block.ts';
import type { Process } from '../../../kernel/process.ts';
import { outsideProblem } from '../../../kernel/resolve.ts';
import { put } from '../put.ts';
import { type Source, sources, uri, listFile, humanKb } from './state.ts';
import { type Flags, say } from './flags.ts';

export const host = (s: Source): string => s.address.split('/')[0]!;

export function* update(p: Process, f: Flags): Task<number> {
  const list = sources(p);
  let n = 0;
  let kb = 0;
  const warnings: string[] = [];
  const errors: string[] = [];
  for (const s of list) {
    const name = `${uri(s)} ${s.suite}`;
    n++;
    const archive = ARCHIVES[s.address];
    const problem = outsideProblem(p, host(s));
    if (problem !== undefined) {
      const why =
        problem === 'resolve'
          ? `Temporary failure resolving '${host(s)}'`
          : `Cannot initiate the connection to ${host(s)}:80 (${host(s)}). - connect (101: Network is unreachable)`;
      yield* p.sleep(1000);
      yield* say(p, f, `Err:${n} ${name} InRelease\n  ${why}\n`);
      warnings.push(`W: Failed to fetch ${uri(s)}/dists/${s.suite}/InRelease  ${why}`);
      continue;
    }
    if (s.scheme === 'https' && !p.fs.exists('/etc/ssl/certs/ca-certificates.crt') && !p.pids.isHost) {
      yield* say(
        p,
        f,
        `Err:${n} ${name} InRelease\n  Certificate verification failed: The certificate is NOT trusted. The certificate issuer is unknown.  Could not handshake: Error in the certificate verification. [IP: 18.66.112.62 443]\n`,
      );
      errors.push(
        `W: Failed to fetch ${uri(s)}/dists/${s.suite}/InRelease  Certificate verification failed: The certificate is NOT trusted. The certificate issuer is unknown.`,
      );
      continue;
    }
    if (archive === undefined || !archive.suites.test(s.suite)) {
      yield* p.sleep(200);
      yield* say(p, f, `Err:${n} ${name} Release\n  404  Not Found\n`);
      errors.push(`E: The repository '${name} Release' does not have a Release file.`);
      continue;
    }
    const keyed =
      archive.key === undefined ||
      s.trusted ||
      (s.signedBy !== undefined
        ? p.fs.exists(s.signedBy) && p.fs.readFile(s.signedBy).length > 0
        : p.fs.isDir('/etc/apt/trusted.gpg.d') &&
          p.fs.readdir('/etc/apt/trusted.gpg.d').some((x) => /\.(gpg|asc)$/.test(x)));
    if (!keyed) {
      yield* say(
        p,
        f,
        `Get:${n} ${name} InRelease [48.5 kB]\nErr:${n} ${name} InRelease\n  The following signatures couldn't be verified because the public key is not available: NO_PUBKEY ${archive.key}\n`,
      );
      errors.push(
        `W: GPG error: ${name} InRelease: The following signatures couldn't be verified because the public key is not available: NO_PUBKEY ${archive.key}`,
        `E: The repository '${name} InRelease' is not signed.`,
      );
      continue;
    }
    const known = p.fs.exists(listFile(s));
    const size = /-(updates|security)$/.test(s.suite) ? 47.3 : 140;
    yield* say(p, f, `${known ? 'Hit' : 'Get'}:${n} ${name} InRelease${known ? '' : ` [${size} kB]`}\n`);
    yield* p.sleep(known ? 80 : 250);
    if (known) continue;
    const count = Object.keys(archive.packages).length;
    const lists =
      count > 100 && !/-(updates|security|backports)$/.test(s.suite) ? 9670 : Math.max(5.4, Math.min(count, 100) * 4);
    n++;
    yield* p.sleep(lists / 12);
    yield* say(p, f, `Get:${n} ${name}/${s.components[0] ?? 'main'} amd64 Packages [${humanKb(lists)}]\n`);
    kb += size + lists;
    put(p, listFile(s), `${Object.keys(archive.packages).join('\n')}\n`);
  }
  if (kb > 0) yield* say(p, f, `Fetched ${humanKb(kb)} in 2s (${humanKb(kb / 2)}/s)\n`);
  yield* say(p, f, `Reading package lists...${p.isatty(1) ? ' Done' : ''}\n`);
  if (p.name === 'apt' && errors.length === 0) yield* say(p, f, 'All packages are up to date.\n');
  for (const line of [...warnings, ...errors]) yield* p.eprint(`${line}\n`);
  if (warnings.length > 0)
    yield* p.eprint('W: Some index files failed to download. They have been ignored, or old ones used instead.\n');
  return errors.length > 0 ? 100 : 0;
}
