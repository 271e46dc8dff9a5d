// Python's prompt on a terminal.

import { decode } from '../../fs/bytes.ts';
import { FsError } from '../../fs/node.ts';
import type { Task } from '../../kernel/block.ts';
import type { Process } from '../../kernel/process.ts';
import { Source } from './compile/code.ts';
import { compileFile } from './compile/statement.ts';
import { SourceError } from './parse/ast.ts';
import { parseFile } from './parse/parser.ts';
import { execModule, newModule, syntaxError } from './vm/import.ts';
import { toThrown } from './vm/errors.ts';
import type { Obj, V } from './vm/objects.ts';
import { writeError } from './vm/output.ts';
import { formatException } from './vm/traceback.ts';
import { checkSignals } from './vm/signal.ts';
import { R } from './vm/vm.ts';

/** Would more lines make it a program? */
function incomplete(text: string, error: SourceError): boolean {
  if (/was never closed|unterminated triple-quoted|unexpected EOF/.test(error.message)) return true;
  if (error.message.startsWith('expected an indented block') && error.s >= text.trimEnd().length) return true;
  return /expected 'except' or 'finally' block/.test(error.message) && error.s >= text.trimEnd().length;
}

function* readLine(p: Process): Task<string | undefined> {
  let line = '';
  for (;;) {
    let got: Uint8Array;
    try {
      got = yield* p.read(0);
    } catch (error) {
      if (!(error instanceof FsError) || error.code !== 'EINTR') throw error;
      yield* checkSignals();
      continue;
    }
    if (got.length === 0) return line === '' ? undefined : line;
    line += decode(got);
    if (line.endsWith('\n')) return line;
  }
}

/** Reads, runs and prints until the end of the input. With `body` that runs first (`-i`). */
export function* repl(p: Process, version: string, quiet: boolean, body?: () => Task<V>): Task<V> {
  let m: Obj;
  if (body !== undefined) {
    try {
      yield* body();
    } catch (error) {
      const t = toThrown(error);
      R.vm.frame = null;
      yield* writeError(yield* formatException(t.exc));
    }
    m = (R.vm.modules.get('__main__') as Obj | undefined) ?? newModule('__main__', undefined, undefined);
  } else {
    m = newModule('__main__', undefined, undefined);
    R.vm.modules.set('__main__', m);
    if (!quiet)
      yield* p.print(
        `Python ${version} (main, Oct  9 2025, 22:37:13) [GCC 14.2.0] on linux\nType "help", "copyright", "credits" or "license" for more information.\n`,
      );
  }
  const newer = /^3\.(1[3-9]|[2-9]\d)/.test(version);
  let n = 0;
  for (;;) {
    let text = '';
    let block = false;
    try {
      for (;;) {
        yield* p.print(text === '' ? '>>> ' : '... ');
        const line = yield* readLine(p);
        if (line === undefined) {
          if (text !== '') break;
          yield* p.print('\n');
          return null;
        }
        text += line;
        if (text.trim() === '') {
          text = '';
          continue;
        }
        if (block) {
          if (line.trim() === '') break;
          continue;
        }
        try {
          const tree = parseFile(text);
          const last = tree[tree.length - 1];
          block =
            last !== undefined &&
            /^(@|(if|for|while|def|class|with|try|async|match)\b)/.test(text.trimStart()) &&
            text.trimEnd().includes(':') &&
            ['If', 'For', 'While', 'FunctionDef', 'ClassDef', 'With', 'Try', 'Match'].includes(last.k);
          if (!block) break;
        } catch (error) {
          if (!(error instanceof SourceError)) throw error;
          if (!incomplete(text, error)) break;
          if (
            /^\s*(@|(if|for|while|def|class|with|try|async|match)\b)/.test(text) &&
            !/was never closed|unterminated/.test(error.message)
          )
            block = true;
        }
      }
      const source = new Source(newer ? `<python-input-${n}>` : '<stdin>', text);
      n++;
      let code;
      try {
        code = compileFile(parseFile(text), source, true);
      } catch (error) {
        throw error instanceof SourceError ? syntaxError(error, source) : error;
      }
      yield* execModule(code, m.dict!);
    } catch (error) {
      const t = toThrown(error);
      R.vm.frame = null;
      if (t.exc.cls.name === 'SystemExit') throw t;
      if (t.exc.cls.name === 'KeyboardInterrupt' && text === '') yield* writeError('\nKeyboardInterrupt\n');
      else if (t.exc.cls.name === 'KeyboardInterrupt' && t.exc.tb === null) yield* writeError('\nKeyboardInterrupt\n');
      else yield* writeError(yield* formatException(t.exc));
    }
  }
}
