// Names of files: basename dirname pwd mktemp.

import { basename, dirname, clean } from '../../fs/path.ts';
import { program, parseArgs, Failure, reason, Usage } from '../args.ts';

export const mktemp = program(function* (p) {
  const o = parseArgs(p, 'dqutp:', {
    directory: 'd',
    quiet: 'q',
    'dry-run': 'u',
    'tmpdir=?': 'p',
    'suffix=': 'suffix',
  });
  const dir = o.get('p') || p.getenv('TMPDIR') || '/tmp';
  const given = o.rest[0];
  const template = given ?? (p.busybox ? 'tmp.XXXXXX' : 'tmp.XXXXXXXXXX');
  if (!/X{3,}/.test(template)) throw new Failure(`too few X's in template '${template}'`);
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
  const name =
    template.replace(/X{3,}(?!.*X{3,})/, (xs) =>
      Array.from({ length: xs.length }, () => letters[parseInt(p.kernel.random.hex(4), 16) % letters.length]).join(''),
    ) + (o.get('suffix') ?? '');
  const path = given !== undefined && !o.has('p') && !o.has('t') ? name : `${dir}/${name}`;
  try {
    if (!o.has('u')) {
      if (o.has('d')) p.fs.mkdir(path, 0o700);
      else p.fs.writeFile(path, new Uint8Array(0), 0o600);
    }
  } catch (error) {
    throw new Failure(`failed to create ${o.has('d') ? 'directory' : 'file'} via template '${path}': ${reason(error)}`);
  }
  yield* p.print(`${path}\n`);
  return 0;
});

export const basenameProgram = program(function* (p) {
  const o = parseArgs(p, 'as:z', { multiple: 'a', 'suffix=': 's' });
  if (o.rest.length === 0) throw new Usage('missing operand');
  const many = o.has('a') || o.has('s');
  const list = many ? o.rest : o.rest.slice(0, 1);
  const suffix = many ? (o.get('s') ?? '') : (o.rest[1] ?? '');
  if (!many && o.rest.length > 2) throw new Usage(`extra operand '${o.rest[2]}'`);
  for (const path of list) {
    const b = /^\/+$/.test(path) ? '/' : basename(path.replace(/\/+$/, ''));
    yield* p.print(`${suffix !== '' && b !== suffix && b.endsWith(suffix) ? b.slice(0, -suffix.length) : b}\n`);
  }
  return 0;
});

export const dirnameProgram = program(function* (p) {
  const o = parseArgs(p, 'z', {});
  if (o.rest.length === 0) throw new Usage('missing operand');
  for (const path of o.rest) {
    const cut = path.replace(/\/+$/, '');
    yield* p.print(
      `${cut === '' && path !== '' ? '/' : cut.includes('/') ? (path.startsWith('/') ? dirname(cut) : cut.replace(/\/+[^/]*$/, '') || '/') : '.'}\n`,
    );
  }
  return 0;
});

export const pwd = program(function* (p) {
  const o = parseArgs(p, 'LP', { logical: 'L', physical: 'P' });
  const logical = p.getenv('PWD');
  yield* p.print(
    `${o.has('L') && logical !== undefined && p.fs.exists(logical) && clean(logical) === logical ? logical : p.cwd}\n`,
  );
  return 0;
});
