// Programs that show or edit on a whole screen: less and more page, editors point to the file tab.

import { decode } from '../../fs/bytes.ts';
import type { Program } from '../../kernel/block.ts';
import { Failure, parseArgs, program, reason } from '../args.ts';
import { slurp } from '../text/io.ts';
import { spokenBy } from '../../kernel/language.ts';
import { editRequests } from './edit.ts';

/** What an editor says in place of its screen. */
const WORDS = {
  en: {
    open: (file: string) => `there is no full-screen editor here; ${file} is open in the file tab.`,
    terminal: (name: string) => `'${name}' needs a terminal; the file tab edits files.`,
    inside: (name: string, path: string) =>
      `'${name}' cannot edit inside a container; use cat > ${path} <<EOF, sed -i, or docker cp.`,
  },
  es: {
    open: (file: string) => `aquí no hay editor de pantalla completa; ${file} está abierto en la pestaña de archivos.`,
    terminal: (name: string) => `'${name}' necesita un terminal; los archivos se editan en la pestaña de archivos.`,
    inside: (name: string, path: string) =>
      `'${name}' no puede editar dentro de un contenedor; usa cat > ${path} <<EOF, sed -i o docker cp.`,
  },
} as const;

const editor: Program = program(function* (p) {
  const path = p.args.find((a) => !a.startsWith('-') && !a.startsWith('+'));
  const where = path === undefined ? undefined : p.abs(path);
  const onHost = p.pids.isHost;
  if (where !== undefined && p.isatty(1) && onHost) {
    if (p.fs.isDir(where)) throw new Failure(`${path}: Is a directory`);
    editRequests.get(p.kernel)?.({ path: where, process: p });
    yield* p.print(`drydock: ${WORDS[spokenBy(p)].open(where)}\n`);
    return 0;
  }
  const words = WORDS[spokenBy(p)];
  yield* p.eprint(`drydock: ${onHost || where === undefined ? words.terminal(p.name) : words.inside(p.name, path!)}\n`);
  return 1;
});

const pager: Program = program(function* (p) {
  const o = parseArgs(p, 'RSNFXeiMnrs', {});
  const paths = o.rest.filter((a) => !a.startsWith('+'));
  let text = '';
  try {
    for (const path of paths.length === 0 ? ['-'] : paths) text += decode(yield* slurp(p, path));
  } catch (error) {
    throw new Failure(`${paths[0]}: ${reason(error)}`);
  }
  const tty = p.fds.get(1)?.tty;
  if (tty === undefined) {
    yield* p.print(text);
    return 0;
  }
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  const keys = tty;
  const saved = { canonical: keys.canonical, echo: keys.echo };
  keys.canonical = keys.echo = false;
  try {
    let at = 0;
    const page = Math.max(1, tty.rows - 1);
    const show = function* (n: number) {
      yield* p.print(
        `\r\x1b[K${lines
          .slice(at, at + n)
          .map((l) => `${l}\n`)
          .join('')}`,
      );
      at += n;
    };
    yield* show(page);
    while (at < lines.length) {
      yield* p.print(`\x1b[7m--More--(${Math.floor((at / lines.length) * 100)}%)\x1b[0m`);
      const key = yield* keys.read(16);
      if (key === 'signal' || key === 'timeout' || key.length === 0) break;
      const c = decode(key);
      if (c.includes('q') || c.includes('\x03')) break;
      yield* show(c.includes('\r') || c.includes('\n') || c.includes('j') ? 1 : page);
    }
    yield* p.print('\r\x1b[K');
  } finally {
    Object.assign(keys, saved);
  }
  return 0;
});

const man: Program = program(function* (p) {
  const name = p.args.at(-1);
  if (name === undefined) {
    yield* p.eprint('What manual page do you want?\n');
    return 1;
  }
  yield* p.eprint(`No manual entry for ${name}\n(drydock: manual pages are not simulated; try '${name} --help'.)\n`);
  return 16;
});

export const screen: Record<string, Program> = {
  nano: editor,
  vi: editor,
  vim: editor,
  emacs: editor,
  less: pager,
  more: pager,
  man,
};
