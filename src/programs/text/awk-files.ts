// Input and output of awk: records of files and commands, getline, and where print writes.

import { FsError } from '../../fs/node.ts';
import type { Task } from '../../kernel/block.ts';
import { reason } from '../args.ts';
import { unescapeString } from './awk-lexer.ts';
import type { Expr } from './awk-tree.ts';
import { Lines, openInput, encodeText } from './io.ts';
import { splitBy } from './regex.ts';
import { AwkMemory } from './awk-memory.ts';
import { type Value, Strnum, RuntimeError } from './awk-values.ts';

export class ExitAwk {
  constructor(readonly status: number | undefined) {}
}

interface OutputStream {
  write(text: string): Task;
  close(): Task<number>;
}

/** Where records come from and where output goes. */
export abstract class AwkFiles extends AwkMemory {
  protected abstract assignTo(to: Expr, v: Value): Task<Value>;
  abstract eval(e: Expr): Task<Value>;

  protected readonly outputs = new Map<string, OutputStream>();
  protected readonly inputs = new Map<string, { lines: Lines; close: () => Task<number> }>();
  protected main: { lines: Lines; close(): void } | undefined;
  private argIndex = 0;

  // --- input

  private separator(): { end: string; paragraphs: boolean; re: RegExp | undefined } {
    const rs = this.str(this.getVar('RS'));
    return { end: rs === '' ? '\n' : rs, paragraphs: rs === '', re: rs.length > 1 ? this.regex(rs) : undefined };
  }
  private pending: string[] | undefined;

  private *readFrom(source: { lines: Lines; fd?: number }): Task<string | undefined> {
    const { paragraphs, re } = this.separator();
    if (re !== undefined || (this.str(this.getVar('RS')).length === 1 && this.str(this.getVar('RS')) !== '\n')) {
      if (this.pending === undefined) {
        let text = '';
        for (let l = yield* source.lines.next(); l !== undefined; l = yield* source.lines.next())
          text += l + (source.lines.ended ? '\n' : '');
        const rs = this.str(this.getVar('RS'));
        this.pending = re !== undefined ? splitBy(text, re.source) : text.split(rs);
        if (this.pending.at(-1) === '' || (this.pending.at(-1) === '\n' && re !== undefined)) this.pending.pop();
      }
      const r = this.pending.shift();
      if (r === undefined) this.pending = undefined;
      return r;
    }
    if (!paragraphs) return source.lines.take() ?? (yield* source.lines.next());
    let line = yield* source.lines.next();
    while (line === '') line = yield* source.lines.next();
    if (line === undefined) return undefined;
    const out = [line];
    for (line = yield* source.lines.next(); line !== undefined && line !== ''; line = yield* source.lines.next())
      out.push(line);
    return out.join('\n');
  }

  private *nextFile(): Task<boolean> {
    this.main?.close();
    this.main = undefined;
    const argc = Math.trunc(this.num(this.getVar('ARGC')));
    const argv = this.array('ARGV');
    for (;;) {
      this.argIndex++;
      let path: string;
      if (this.argIndex >= argc) {
        if (this.usedFile) return false;
        path = '-';
      } else {
        path = this.str(argv.get(String(this.argIndex)) ?? '');
        if (path === '') continue;
        const m = /^([A-Za-z_]\w*)=(.*)$/s.exec(path);
        if (m !== null) {
          this.setVar(m[1]!, new Strnum(unescapeString(m[2]!)));
          continue;
        }
      }
      this.usedFile = true;
      try {
        const input = yield* openInput(this.p, path);
        this.main = { lines: new Lines(this.p, input.fd, 10, this.out), close: () => input.close() };
        this.globals.set('FILENAME', path === '-' ? '' : path);
        this.fnr = 0;
        return true;
      } catch (error) {
        const why = reason(error);
        yield* this.out.complain(
          this.p.busybox
            ? `${path}: ${why}`
            : `warning: command line argument \`${path}' cannot be opened for reading: ${why}`.replace(
                /^warning.*$/,
                `fatal: cannot open file \`${path}' for reading: ${why}`,
              ),
        );
        this.status = 2;
        if (this.p.busybox) throw new ExitAwk(2);
      }
    }
  }
  private usedFile = false;
  status = 0;

  protected *nextRecord(): Task<string | undefined> {
    for (;;) {
      if (this.main === undefined && !(yield* this.nextFile())) return undefined;
      const r = yield* this.readFrom(this.main!);
      if (r !== undefined) return r;
      this.main!.close();
      this.main = undefined;
      if (this.argIndex >= Math.trunc(this.num(this.getVar('ARGC')))) return undefined;
    }
  }

  protected *getline(e: Extract<Expr, { t: 'getline' }>): Task<Value> {
    if (e.kind === 'main') {
      const r = yield* this.nextRecord();
      if (r === undefined) return 0;
      this.nr++;
      this.fnr++;
      if (e.to === undefined) this.setRecord(r);
      else yield* this.assignTo(e.to, new Strnum(r));
      return 1;
    }
    const key = this.str(yield* this.eval(e.from!));
    let input = this.inputs.get(key);
    if (input === undefined) {
      const { p } = this;
      if (e.kind === 'file') {
        try {
          const opened = yield* openInput(p, key);
          input = {
            lines: new Lines(p, opened.fd, 10, this.out),
            *close() {
              opened.close();
              return 0;
            },
          };
        } catch (error) {
          if (!(error instanceof FsError)) throw error;
          return -1;
        }
      } else {
        yield* this.flushAll();
        const { reader, writer } = p.pipe();
        const sh = p.which('sh') ?? '/bin/sh';
        const child = p.kernel.fork(
          p,
          (c) => {
            c.setFd(1, writer.retain());
            return c.exec(sh, ['sh', '-c', key]);
          },
          p.argv,
        );
        writer.release();
        const fd = p.freeFd();
        p.setFd(fd, reader);
        input = {
          lines: new Lines(p, fd, 10, this.out),
          *close() {
            p.closeFd(fd);
            return yield* p.wait(child);
          },
        };
      }
      this.inputs.set(key, input);
    }
    const r = yield* this.readFrom(input);
    if (r === undefined) return 0;
    if (e.kind === 'cmd') this.nr++;
    if (e.to === undefined) this.setRecord(r);
    else yield* this.assignTo(e.to, new Strnum(r));
    return 1;
  }

  // --- output

  protected *flushAll(): Task {
    yield* this.out.flush();
  }
  protected *target(kind: '>' | '>>' | '|', name: string): Task<OutputStream> {
    const known = this.outputs.get(name);
    if (known !== undefined) return known;
    const { p, out } = this;
    let stream: OutputStream;
    if (kind !== '|' && (name === '/dev/stdout' || name === '-')) {
      stream = {
        *write(t) {
          out.put(t);
          yield* out.breathe();
        },
        *close() {
          return 0;
        },
      };
    } else if (kind !== '|' && name === '/dev/stderr') {
      stream = {
        *write(t) {
          yield* out.flush();
          yield* p.eprint(t);
        },
        *close() {
          return 0;
        },
      };
    } else if (kind === '|') {
      yield* out.flush();
      const { reader, writer } = p.pipe();
      const sh = p.which('sh') ?? '/bin/sh';
      const child = p.kernel.fork(
        p,
        (c) => {
          c.setFd(0, reader.retain());
          for (const n of [...c.fds.keys()]) if (n > 2) c.closeFd(n);
          return c.exec(sh, ['sh', '-c', name]);
        },
        p.argv,
      );
      reader.release();
      const fd = p.freeFd();
      p.setFd(fd, writer);
      stream = {
        *write(t) {
          yield* p.write(fd, encodeText(t));
        },
        *close() {
          p.closeFd(fd);
          return yield* p.wait(child);
        },
      };
    } else {
      let fd: number;
      try {
        fd = yield* p.open(name, {
          write: true,
          create: true,
          ...(kind === '>' ? { truncate: true } : { append: true }),
        });
      } catch (error) {
        throw new RuntimeError(`fatal: cannot redirect to \`${name}': ${reason(error)}`);
      }
      stream = {
        *write(t) {
          yield* p.write(fd, encodeText(t));
        },
        *close() {
          p.closeFd(fd);
          return 0;
        },
      };
    }
    this.outputs.set(name, stream);
    return stream;
  }
}
