// apt-get, apt and apt-cache: which of their commands is meant, and who may run it.

import type { Program } from '../../../kernel/block.ts';
import { Failure } from '../../args.ts';
import { plain } from '../put.ts';
import { LISTS, SourceError } from './state.ts';
import { parseFlags, reading, say } from './flags.ts';
import { update } from './update.ts';
import { install } from './install.ts';
import { remove } from './remove.ts';
import { ask } from './ask.ts';

const CHANGES = [
  'update',
  'install',
  'remove',
  'purge',
  'upgrade',
  'dist-upgrade',
  'full-upgrade',
  'autoremove',
  'auto-remove',
  'autopurge',
  'clean',
  'autoclean',
  'reinstall',
  'build-dep',
  'satisfy',
];

const apt: Program = plain(function* (p) {
  if (p.args.some((a) => a === '-v' || a === '--version')) {
    yield* p.print('apt 3.0.3 (amd64)\n');
    return 0;
  }
  const { flags, words, long } = parseFlags(p.args);
  const [command, ...names] = words;
  if (p.name === 'apt' && !p.isatty(1) && command !== undefined)
    yield* p.eprint('\nWARNING: apt does not have a stable CLI interface. Use with caution in scripts.\n\n');
  if (command !== undefined && CHANGES.includes(command) && p.euid !== 0 && !flags.simulate) {
    throw new Failure(
      command === 'update'
        ? `Reading package lists...${p.isatty(1) ? ' Done' : ''}\nE: Could not open lock file ${LISTS}/lock - open (13: Permission denied)\nE: Unable to lock directory ${LISTS}/`
        : 'E: Could not open lock file /var/lib/dpkg/lock-frontend - open (13: Permission denied)\nE: Unable to acquire the dpkg frontend lock (/var/lib/dpkg/lock-frontend), are you root?',
      100,
    );
  }
  try {
    switch (command) {
      case 'update':
        return yield* update(p, flags);
      case 'install':
        return yield* install(p, names, flags);
      case 'reinstall':
        return yield* install(p, names, { ...flags, reinstall: true });
      case 'remove':
        return yield* remove(p, names, flags, flags.purge, long.has('auto-remove') || long.has('autoremove'));
      case 'purge':
        return yield* remove(p, names, flags, true, long.has('auto-remove') || long.has('autoremove'));
      case 'autoremove':
      case 'auto-remove':
        return yield* remove(p, names, flags, flags.purge, true);
      case 'autopurge':
        return yield* remove(p, names, flags, true, true);
      case 'upgrade':
      case 'dist-upgrade':
      case 'full-upgrade':
        yield* reading(p, flags);
        yield* say(
          p,
          flags,
          `Calculating upgrade...${p.isatty(1) ? ' Done' : ''}\n0 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.\n`,
        );
        return 0;
      case 'clean':
      case 'autoclean':
      case 'distclean':
        if (command === 'distclean')
          for (const n of p.fs.isDir(LISTS) ? p.fs.readdir(LISTS) : []) p.fs.removeTree(`${LISTS}/${n}`);
        return 0;
      case 'check':
        yield* reading(p, flags);
        return 0;
      case 'list':
      case 'search':
      case 'show':
      case 'policy':
      case 'depends':
      case 'rdepends':
      case 'madison':
        return yield* ask(p, command, names, long);
      case undefined:
      case 'help':
        yield* p.print(
          'apt 3.0.3 (amd64)\nUsage: apt [options] command\n\ncommands: update install remove purge autoremove upgrade list search show policy clean\n',
        );
        return command === undefined ? 1 : 0;
      case 'source':
      case 'build-dep':
      case 'download':
      case 'changelog':
      case 'edit-sources':
      case 'satisfy':
      case 'moo':
        throw new Failure(`drydock: '${p.name} ${command}' is not simulated`, 100);
      default:
        throw new Failure(`E: Invalid operation ${command}`, 100);
    }
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    throw new Failure(error.message, 100);
  }
});

export const aptPrograms: Record<string, Program> = { apt, 'apt-get': apt, 'apt-cache': apt };
