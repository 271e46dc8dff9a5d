// find: the tests and actions of its expression, and the walk over the tree.

import { type FsNode, typeLetter, sizeOf, modeString } from '../../fs/node.ts';
import { basename } from '../../fs/path.ts';
import type { Task, Program } from '../../kernel/block.ts';
import type { Process } from '../../kernel/process.ts';
import { reader, users, groups, userName, groupName } from '../../kernel/users.ts';
import { patternSource } from '../../shell/pattern.ts';
import { strftime } from '../../shell/printf.ts';
import { Failure, reason } from '../args.ts';
import { type Out, textProgram } from './io.ts';
import { safeRegex } from '../../shell/regex/regex.ts';
import { ere } from './regex.ts';
import { xargs } from './xargs.ts';

interface Seen {
  readonly path: string;
  readonly node: FsNode;
  readonly depth: number;
  readonly root: string;
  prune: boolean;
}
type Test = (s: Seen) => Task<boolean>;

class Finder {
  i = 0;
  maxDepth = Infinity;
  minDepth = 0;
  depthFirst = false;
  follow = false;
  acts = false;
  stop = false;
  status = 0;
  readonly batches: { words: string[]; paths: string[] }[] = [];
  constructor(
    readonly p: Process,
    readonly out: Out,
    readonly words: readonly string[],
  ) {}

  private fail(message: string): never {
    throw new Failure(message);
  }
  private arg(name: string): string {
    const v = this.words[this.i++];
    if (v === undefined)
      this.fail(this.p.busybox ? `option requires an argument: ${name}` : `missing argument to '${name}'`);
    return v;
  }

  parse(): Test {
    const test = this.i >= this.words.length ? undefined : this.or();
    if (this.i < this.words.length) this.fail(`paths must precede expression: '${this.words[this.i]}'`);
    const print: Test = this.print('\n');
    if (test === undefined) return print;
    if (this.acts) return test;
    return function* (s) {
      return (yield* test(s)) && (yield* print(s));
    };
  }
  private or(): Test {
    let a = this.and();
    while (this.words[this.i] === '-o' || this.words[this.i] === '-or' || this.words[this.i] === ',') {
      const comma = this.words[this.i++] === ',';
      const x = a;
      const y = this.and();
      a = function* (s) {
        const left = yield* x(s);
        return comma ? yield* y(s) : left || (yield* y(s));
      };
    }
    return a;
  }
  private and(): Test {
    let a = this.not();
    for (;;) {
      const w = this.words[this.i];
      if (w === undefined || w === '-o' || w === '-or' || w === ')' || w === ',') return a;
      if (w === '-a' || w === '-and') this.i++;
      const x = a;
      const y = this.not();
      a = function* (s) {
        return (yield* x(s)) && (yield* y(s));
      };
    }
  }
  private not(): Test {
    if (this.words[this.i] === '!' || this.words[this.i] === '-not') {
      this.i++;
      const x = this.not();
      return function* (s) {
        return !(yield* x(s));
      };
    }
    return this.primary();
  }
  private print(end: string): Test {
    const { out } = this;
    return function* (s) {
      out.put(s.path + end);
      yield* out.breathe();
      return true;
    };
  }
  private number(text: string, name: string, of: (s: Seen) => number): Test {
    const m = /^([-+]?)(\d+)$/.exec(text);
    if (m === null) this.fail(`invalid argument '${text}' to '${name}'`);
    const n = Number(m[2]);
    return function* (s) {
      const v = of(s);
      return m[1] === '+' ? v > n : m[1] === '-' ? v < n : v === n;
    };
  }
  private simple(test: (s: Seen) => boolean): Test {
    return function* (s) {
      return test(s);
    };
  }

  private primary(): Test {
    const w = this.words[this.i++];
    const { p, out } = this;
    const read = reader(p);
    if (w === undefined) this.fail('expected an expression');
    switch (w) {
      case '(': {
        const t = this.or();
        if (this.words[this.i++] !== ')')
          this.fail("invalid expression; I was expecting to find a ')' somewhere but did not see one.");
        return t;
      }
      case '-name':
      case '-iname': {
        const re = safeRegex(`^(?:${patternSource(this.arg(w))})$`, w === '-iname' ? 'i' : '');
        return this.simple((s) => re.test(basename(s.path.replace(/(?<=.)\/+$/, ''))));
      }
      case '-path':
      case '-wholename':
      case '-ipath': {
        const source = this.arg(w)
          .replace(/[.+^${}()|\\]/g, '\\$&')
          .replace(/\*/g, '.*')
          .replace(/\?/g, '.');
        const re = safeRegex(`^${source}$`, w === '-ipath' ? 'is' : 's');
        return this.simple((s) => re.test(s.path));
      }
      case '-regex':
      case '-iregex': {
        const re = safeRegex(`^(?:${ere(this.arg(w))})$`, w === '-iregex' ? 'i' : '');
        return this.simple((s) => re.test(s.path));
      }
      case '-type':
      case '-xtype': {
        const kinds = this.arg(w).split(',');
        const bad = kinds.find((k) => !'fdlcpsb'.includes(k));
        if (bad !== undefined) this.fail(`Unknown argument to -type: ${bad}`);
        return this.simple((s) => kinds.includes(typeLetter(s.node).replace('-', 'f')));
      }
      case '-empty':
        return this.simple((s) =>
          s.node.kind === 'file'
            ? s.node.data.length === 0
            : s.node.kind === 'dir' && p.fs.readdir(s.path).length === 0,
        );
      case '-size': {
        const text = this.arg(w);
        const m = /^([-+]?\d+)([ckMGbw]?)$/.exec(text);
        if (m === null) this.fail(`Invalid argument '${text}' to -size`);
        const unit = { '': 512, b: 512, c: 1, w: 2, k: 1024, M: 1 << 20, G: 1 << 30 }[m[2]!]!;
        return this.number(m[1]!, w, (s) => Math.ceil((s.node.kind === 'dir' ? 4096 : sizeOf(s.node)) / unit));
      }
      case '-mtime':
      case '-ctime':
      case '-atime':
        return this.number(this.arg(w), w, (s) => Math.floor((p.kernel.now - s.node.mtime) / 86_400_000));
      case '-mmin':
      case '-cmin':
      case '-amin':
        return this.number(this.arg(w), w, (s) => Math.floor((p.kernel.now - s.node.mtime) / 60_000));
      case '-newer': {
        const at = p.fs.stat(this.arg(w)).mtime;
        return this.simple((s) => s.node.mtime > at);
      }
      case '-user': {
        const name = this.arg(w);
        const uid =
          users(read).find((u) => u.name === name)?.uid ??
          (/^\d+$/.test(name) ? Number(name) : this.fail(`'${name}' is not the name of a known user`));
        return this.simple((s) => s.node.uid === uid);
      }
      case '-group': {
        const name = this.arg(w);
        const gid =
          groups(read).find((g) => g.name === name)?.gid ??
          (/^\d+$/.test(name) ? Number(name) : this.fail(`'${name}' is not the name of an existing group`));
        return this.simple((s) => s.node.gid === gid);
      }
      case '-uid':
        return this.number(this.arg(w), w, (s) => s.node.uid);
      case '-gid':
        return this.number(this.arg(w), w, (s) => s.node.gid);
      case '-perm': {
        const text = this.arg(w);
        const m = /^([-/]?)([0-7]+)$/.exec(text);
        if (m === null) this.fail(`invalid mode '${text}'`);
        const bits = parseInt(m[2]!, 8);
        return this.simple((s) =>
          m[1] === '-'
            ? (s.node.mode & bits) === bits
            : m[1] === '/'
              ? (s.node.mode & bits) !== 0 || bits === 0
              : s.node.mode === bits,
        );
      }
      case '-executable':
        return this.simple((s) => p.fs.may(s.node, 1));
      case '-readable':
        return this.simple((s) => p.fs.may(s.node, 4));
      case '-writable':
        return this.simple((s) => p.fs.may(s.node, 2));
      case '-links':
        return this.number(this.arg(w), w, (s) => p.fs.linkCount(s.path));
      case '-inum':
        return this.number(this.arg(w), w, (s) => (s.node.kind === 'file' ? this.p.kernel.inode(s.node.ino) : 2));
      case '-true':
        return this.simple(() => true);
      case '-false':
        return this.simple(() => false);
      case '-maxdepth':
        this.maxDepth = this.count(w);
        return this.simple(() => true);
      case '-mindepth':
        this.minDepth = this.count(w);
        return this.simple(() => true);
      case '-depth':
        this.depthFirst = true;
        return this.simple(() => true);
      case '-follow':
        this.follow = true;
        return this.simple(() => true);
      case '-xdev':
      case '-mount':
      case '-noleaf':
        return this.simple(() => true);
      case '-prune':
        return this.simple((s) => {
          s.prune = true;
          return true;
        });
      case '-quit':
        this.acts = true;
        return this.simple(() => {
          this.stop = true;
          return true;
        });
      case '-print':
        this.acts = true;
        return this.print('\n');
      case '-print0':
        this.acts = true;
        return this.print('\0');
      case '-ls': {
        this.acts = true;
        return this.simple((s) => {
          out.put(
            `${String(s.node.kind === 'file' ? p.kernel.inode(s.node.ino) : 2).padStart(9)} ${String(Math.ceil(sizeOf(s.node) / 1024)).padStart(6)} ${modeString(s.node)} ${String(p.fs.linkCount(s.path)).padStart(3)} ${userName(read, s.node.uid).padEnd(8)} ${groupName(read, s.node.gid).padEnd(8)} ${String(sizeOf(s.node)).padStart(8)} ${strftime('%b %e %H:%M', s.node.mtime)} ${s.path}\n`,
          );
          return true;
        });
      }
      case '-printf': {
        this.acts = true;
        const format = this.arg(w);
        return this.simple((s) => {
          const rel = s.path === s.root ? '' : s.path.slice(s.root.length).replace(/^\//, '');
          const values: Record<string, string> = {
            p: s.path,
            f: basename(s.path),
            h: s.path.includes('/') ? s.path.slice(0, s.path.lastIndexOf('/')) : '.',
            P: rel,
            s: String(sizeOf(s.node)),
            m: s.node.mode.toString(8),
            M: modeString(s.node),
            u: userName(read, s.node.uid),
            g: groupName(read, s.node.gid),
            U: String(s.node.uid),
            G: String(s.node.gid),
            y: typeLetter(s.node).replace('-', 'f'),
            d: String(s.depth),
            l: s.node.kind === 'link' ? s.node.target : '',
            H: s.root,
            i: String(s.node.kind === 'file' ? p.kernel.inode(s.node.ino) : 2),
            n: String(p.fs.linkCount(s.path)),
            t: strftime('%a %b %e %H:%M:%S.%N %Y', s.node.mtime),
            '%': '%',
          };
          out.put(
            format.replace(
              /\\(n|t|0|\\)|%T(.)|%(-?\d*)([a-zA-Z%])/g,
              (
                all,
                esc: string | undefined,
                time: string | undefined,
                width: string | undefined,
                d: string | undefined,
              ) => {
                if (esc !== undefined) return { n: '\n', t: '\t', 0: '\0', '\\': '\\' }[esc] ?? all;
                if (time !== undefined)
                  return time === '@' ? (s.node.mtime / 1000).toFixed(10) : strftime(`%${time}`, s.node.mtime);
                const v = values[d!] ?? all;
                const n = Number(width || 0);
                return n < 0 ? v.padEnd(-n) : v.padStart(n);
              },
            ),
          );
          return true;
        });
      }
      case '-delete': {
        this.acts = true;
        this.depthFirst = true;
        const finder = this;
        return function* (s) {
          if (s.path === '.') return true;
          try {
            if (s.node.kind === 'dir') p.fs.rmdir(s.path);
            else p.fs.unlink(s.path);
            return true;
          } catch (error) {
            finder.status = 1;
            yield* out.complain(
              p.busybox ? `${s.path}: ${reason(error)}` : `cannot delete '${s.path}': ${reason(error)}`,
            );
            return false;
          }
        };
      }
      case '-exec':
      case '-execdir':
      case '-ok': {
        this.acts = true;
        const words: string[] = [];
        for (;;) {
          const a = this.words[this.i++];
          if (a === undefined)
            this.fail(p.busybox ? `option requires an argument: -exec` : `missing argument to '${w}'`);
          if (a === ';') break;
          if (a === '+' && words.at(-1) === '{}') {
            const batch = { words: words.slice(0, -1), paths: [] as string[] };
            this.batches.push(batch);
            return this.simple((s) => {
              batch.paths.push(s.path);
              return true;
            });
          }
          words.push(a);
        }
        const finder = this;
        return function* (s) {
          yield* out.flush();
          return (yield* finder.execute(words.map((x) => x.replaceAll('{}', s.path)))) === 0;
        };
      }
      default:
        return this.fail(
          p.busybox
            ? `unrecognized: ${w}`
            : w.startsWith('-')
              ? `unknown predicate '${w}'`
              : `paths must precede expression: '${w}'`,
        );
    }
  }
  private count(name: string): number {
    const text = this.arg(name);
    if (!/^\d+$/.test(text)) this.fail(`Expected a positive decimal integer argument to ${name}, but got '${text}'`);
    return Number(text);
  }
  *execute(words: readonly string[]): Task<number> {
    const path = this.p.which(words[0] ?? '');
    if (path === undefined || !this.p.fs.exists(path)) {
      yield* this.out.complain(
        this.p.busybox ? `${words[0]}: No such file or directory` : `'${words[0]}': No such file or directory`,
      );
      this.status = 1;
      return 127;
    }
    return yield* this.p.wait(this.p.spawn(path, words));
  }

  *walk(path: string, depth: number, root: string, test: Test): Task {
    if (this.stop) return;
    const { p } = this;
    let node: FsNode;
    try {
      node = p.fs.lstat(path);
      if (node.kind === 'link' && this.follow) node = p.fs.tryStat(path) ?? node;
    } catch (error) {
      this.status = 1;
      yield* this.out.complain(p.busybox ? `${path}: ${reason(error)}` : `'${path}': ${reason(error)}`);
      return;
    }
    const seen: Seen = { path, node, depth, root, prune: false };
    if (!this.depthFirst && depth >= this.minDepth) yield* test(seen);
    if (node.kind === 'dir' && depth < this.maxDepth && !seen.prune && !this.stop) {
      let names: string[] = [];
      try {
        names = p.fs.readdir(path);
      } catch (error) {
        this.status = 1;
        yield* this.out.complain(p.busybox ? `${path}: ${reason(error)}` : `'${path}': ${reason(error)}`);
      }
      for (const name of names)
        yield* this.walk(path.endsWith('/') ? path + name : `${path}/${name}`, depth + 1, root, test);
    }
    if (this.depthFirst && depth >= this.minDepth && !this.stop) yield* test(seen);
  }
}

const find = textProgram(function* (p, out) {
  const args = [...p.args];
  let follow = false;
  while (args[0] === '-L' || args[0] === '-H' || args[0] === '-P') follow = args.shift() === '-L' || follow;
  const cut = args.findIndex((a) => /^-.|^[!(]$/.test(a));
  const paths = cut < 0 ? args : args.slice(0, cut);
  const finder = new Finder(p, out, cut < 0 ? [] : args.slice(cut));
  finder.follow ||= follow;
  const test = finder.parse();
  for (const path of paths.length === 0 ? ['.'] : paths) yield* finder.walk(path, 0, path, test);
  yield* out.flush();
  for (const b of finder.batches)
    if (b.paths.length > 0 && (yield* finder.execute([...b.words, ...b.paths])) !== 0) finder.status = 1;
  return finder.status;
});

export const finding: Record<string, Program> = { find, xargs };
