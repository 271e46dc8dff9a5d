// openssl and htpasswd, as far as secrets are made with them.

import { sha256 } from '@noble/hashes/sha2.js';
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { decode } from '../../fs/bytes.ts';
import { hex } from '../../fs/bytes.ts';
import type { Program, Task } from '../../kernel/block.ts';
import type { Process } from '../../kernel/process.ts';
import { reader } from '../../kernel/users.ts';
import { Failure } from '../args.ts';
import { base64, sha1base64 } from '../net/hashes.ts';
import { apr1, passwordMatches } from './passwords.ts';
import { plain, put } from '../packages/put.ts';

const randomBytes = (p: Process, n: number): Uint8Array =>
  Uint8Array.from({ length: n }, () => parseInt(p.kernel.random.hex(2), 16));
const salt = (p: Process, n = 8): string =>
  [...randomBytes(p, n)]
    .map((b) => './0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'[b & 63])
    .join('');
const wrap = (text: string): string => text.replace(/(.{64})(?=.)/g, '$1\n');

const openssl: Program = plain(function* (p) {
  const [command = '', ...args] = p.args;
  switch (command) {
    case 'version':
      yield* p.print('OpenSSL 3.5.1 1 Jul 2025 (Library: OpenSSL 3.5.1 1 Jul 2025)\n');
      return 0;
    case 'rand': {
      const n = Number(args.find((a) => /^\d+$/.test(a)));
      if (!Number.isFinite(n)) throw new Failure('Usage: rand [options] num[K|M|G|T]\nrand: Use -help for summary.');
      const bytes = randomBytes(p, Math.min(n, 1 << 20));
      const at = args.indexOf('-out');
      const text = args.includes('-hex')
        ? `${hex(bytes)}\n`
        : args.includes('-base64')
          ? `${wrap(base64(bytes))}\n`
          : undefined;
      if (at >= 0) {
        if (text === undefined) p.fs.writeFile(args[at + 1]!, bytes);
        else put(p, p.abs(args[at + 1]!), text);
      } else yield* p.write(1, text ?? bytes);
      return 0;
    }
    case 'passwd': {
      const at = args.indexOf('-salt');
      const words = args.filter((a, i) => !a.startsWith('-') && !(at >= 0 && i === at + 1));
      const texts =
        args.includes('-stdin') || words.length === 0
          ? decode(yield* p.readAll(0))
              .split('\n')
              .filter((l) => l !== '')
          : words;
      if (!args.includes('-apr1')) throw new Failure("drydock: 'openssl passwd' without -apr1 is not simulated");
      for (const t of texts) yield* p.print(`${apr1(t, at >= 0 ? args[at + 1]! : salt(p))}\n`);
      return 0;
    }
    case 'base64':
    case 'enc': {
      if (command === 'enc' && !args.includes('-base64')) throw new Failure("drydock: 'openssl enc' is not simulated");
      if (args.includes('-d')) throw new Failure("drydock: 'openssl base64 -d' is not simulated; use base64 -d");
      const bytes = yield* p.readAll(0);
      yield* p.print(`${args.includes('-A') ? base64(bytes) : wrap(base64(bytes))}\n`);
      return 0;
    }
    case 'dgst':
    case 'sha256':
    case 'sha1':
    case 'md5': {
      const kind =
        command === 'dgst' ? (args.find((a) => /^-(sha256|sha1|md5)$/.test(a))?.slice(1) ?? 'sha256') : command;
      const file = args.find((a) => !a.startsWith('-'));
      const bytes = file === undefined ? yield* p.readAll(0) : p.fs.readFile(file);
      yield* p.print(
        `${kind === 'sha256' ? 'SHA2-256' : kind.toUpperCase()}(${file ?? 'stdin'})= ${hex(kind === 'sha256' ? sha256(bytes) : kind === 'sha1' ? sha1(bytes) : md5(bytes))}\n`,
      );
      return 0;
    }
    default:
      throw new Failure(`drydock: 'openssl ${command}' is not simulated`);
  }
});

function* ask(p: Process, prompt: string): Task<string> {
  yield* p.eprint(prompt);
  const text = decode(yield* p.read(0)).replace(/\r?\n$/, '');
  yield* p.eprint('\n');
  return text;
}

const htpasswd: Program = plain(function* (p) {
  const flags = p.args
    .filter((a) => /^-[a-zA-Z0-9]+$/.test(a))
    .join('')
    .replace(/-/g, '');
  const words = p.args.filter((a) => !a.startsWith('-'));
  const no = flags.includes('n');
  const [file, user, given] = no ? [undefined, words[0], words[1]] : words;
  if (user === undefined)
    throw new Failure(
      'Usage:\n\thtpasswd [-cimB25dpsDv] [-C cost] [-r rounds] passwordfile username\n\thtpasswd -b[cmB25dpsDv] [-C cost] [-r rounds] passwordfile username password\n\n\thtpasswd -n[imB25dps] [-C cost] [-r rounds] username\n\thtpasswd -nb[mB25dps] [-C cost] [-r rounds] username password',
      2,
    );
  if (/[B25d]/.test(flags))
    throw new Failure(`drydock: 'htpasswd -${/[B25d]/.exec(flags)![0]}' is not simulated (-m, -s and -p are)`, 1);
  const lines = (): string[] =>
    reader(p)(p.abs(file!))
      .split('\n')
      .filter((l) => l !== '');
  if (!no && !flags.includes('c') && !p.fs.exists(file!))
    throw new Failure(`htpasswd: cannot modify file ${file}; use '-c' to create it`, 1);
  if (flags.includes('D')) {
    const kept = lines().filter((l) => !l.startsWith(`${user}:`));
    put(p, p.abs(file!), kept.map((l) => `${l}\n`).join(''));
    yield* p.eprint(`Deleting password for user ${user}\n`);
    return 0;
  }
  let password = flags.includes('b')
    ? given
    : flags.includes('i')
      ? decode(yield* p.readAll(0)).split('\n')[0]
      : undefined;
  if (password === undefined) {
    password = yield* ask(p, 'New password: ');
    if (!flags.includes('v') && password !== (yield* ask(p, 'Re-type new password: ')))
      throw new Failure('htpasswd: password verification error', 3);
  }
  if (flags.includes('v')) {
    const stored = lines()
      .find((l) => l.startsWith(`${user}:`))
      ?.slice(user.length + 1);
    if (stored === undefined) throw new Failure(`User ${user} not found`, 6);
    if (!passwordMatches(password, stored)) throw new Failure('password verification failed', 3);
    yield* p.eprint(`Password for user ${user} correct.\n`);
    return 0;
  }
  const hash = flags.includes('p')
    ? password
    : flags.includes('s')
      ? `{SHA}${sha1base64(password)}`
      : apr1(password, salt(p));
  if (no) {
    yield* p.print(`${user}:${hash}\n\n`);
    return 0;
  }
  const old = flags.includes('c') ? [] : lines();
  const there = old.some((l) => l.startsWith(`${user}:`));
  put(
    p,
    p.abs(file!),
    [...old.filter((l) => !l.startsWith(`${user}:`)), `${user}:${hash}`].map((l) => `${l}\n`).join(''),
  );
  yield* p.eprint(`${there ? 'Updating' : 'Adding'} password for user ${user}\n`);
  return 0;
});

/** Extensions of PHP and modules of Apache: switched on in the folders where the images keep them. */
const phpExtension: Program = plain(function* (p) {
  const names = p.args.filter((a) => !a.startsWith('-') && !/^\d+$/.test(a));
  if (p.name === 'docker-php-ext-configure') return 0;
  if (names.length === 0) throw new Failure(`usage: ${p.argv[0]} [-jN] [--ini-name file.ini] ext-name [ext-name ...]`);
  for (const n of names) {
    if (p.name === 'docker-php-ext-install') {
      yield* p.print(
        `Configuring for:\nPHP Api Version:         20240924\nZend Module Api No:      20240924\nInstalling shared extensions:     /usr/local/lib/php/extensions/no-debug-non-zts-20240924/\n`,
      );
      yield* p.sleep(4000);
      put(p, `/usr/local/lib/php/extensions/no-debug-non-zts-20240924/${n}.so`, '');
    }
    put(p, `/usr/local/etc/php/conf.d/docker-php-ext-${n}.ini`, `extension=${n}\n`);
  }
  return 0;
});
const a2enmod: Program = plain(function* (p) {
  for (const n of p.args.filter((a) => !a.startsWith('-'))) {
    const path = `/etc/apache2/${p.name.endsWith('site') ? 'sites' : 'mods'}-enabled/${n}.${p.name.endsWith('site') ? 'conf' : 'load'}`;
    if (p.name.startsWith('a2dis')) {
      if (p.fs.exists(path)) p.fs.unlink(path);
      yield* p.print(`${p.name.endsWith('site') ? 'Site' : 'Module'} ${n} disabled.\n`);
      continue;
    }
    if (p.name.endsWith('site')) {
      const from = `/etc/apache2/sites-available/${n}.conf`;
      if (!p.fs.exists(from)) throw new Failure(`ERROR: Site ${n} does not exist!`);
      if (!p.fs.exists(path)) p.fs.symlink(`../sites-available/${n}.conf`, path);
    } else put(p, path, `LoadModule ${n}_module /usr/lib/apache2/modules/mod_${n}.so\n`);
    yield* p.print(
      `Enabling ${p.name.endsWith('site') ? 'site' : 'module'} ${n}.\nTo activate the new configuration, you need to run:\n  service apache2 restart\n`,
    );
  }
  return 0;
});

export const secrets: Record<string, Program> = {
  openssl,
  htpasswd,
  'docker-php-ext-install': phpExtension,
  'docker-php-ext-enable': phpExtension,
  'docker-php-ext-configure': phpExtension,
  a2enmod,
  a2ensite: a2enmod,
  a2dismod: a2enmod,
  a2dissite: a2enmod,
};
