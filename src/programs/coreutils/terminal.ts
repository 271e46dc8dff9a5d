// The terminal of a process: tty stty clear.

import type { Program } from '../../kernel/block.ts';
import { program, Failure, Usage } from '../args.ts';

export const tty: Program = function* (p) {
  const t = p.fds.get(0)?.tty;
  if (!p.args.includes('-s')) yield* p.print(t === undefined ? 'not a tty\n' : `/dev/${t.name}\n`);
  return t === undefined ? 1 : 0;
};

export const stty = program(function* (p) {
  const t = p.fds.get(0)?.tty;
  if (t === undefined) throw new Failure(`'standard input': Inappropriate ioctl for device`);
  const args = p.args;
  if (args[0] === 'size') yield* p.print(`${t.rows} ${t.columns}\n`);
  else if (args.length === 0 || args[0] === '-a')
    yield* p.print(
      `speed 38400 baud; rows ${t.rows}; columns ${t.columns}; line = 0;\n${t.echo ? '' : '-'}echo ${t.canonical ? '' : '-'}icanon ${t.signals ? '' : '-'}isig\n`,
    );
  else {
    for (let i = 0; i < args.length; i++) {
      const a = args[i]!;
      if (a === 'echo' || a === '-echo') t.echo = a === 'echo';
      else if (a === 'icanon' || a === '-icanon' || a === 'cooked') t.canonical = !a.startsWith('-');
      else if (a === 'isig' || a === '-isig') t.signals = a === 'isig';
      else if (a === 'raw' || a === '-raw') {
        t.canonical = t.translate = a !== 'raw';
        t.signals = a !== 'raw';
      } else if (a === 'sane') {
        t.echo = t.canonical = t.translate = t.signals = true;
      } else if (a === 'rows' || a === 'cols' || a === 'columns') {
        const n = Number(args[++i]);
        t.resize(a === 'rows' ? t.columns : n, a === 'rows' ? n : t.rows);
      } else throw new Usage(`invalid argument '${a}'`);
    }
  }
  return 0;
});

export const clear: Program = function* (p) {
  yield* p.print('\x1b[H\x1b[2J\x1b[3J');
  return 0;
};
