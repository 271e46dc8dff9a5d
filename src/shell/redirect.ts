// Redirections: worked out in the shell, applied in it (built-ins) or in a child.

import type { Redirection } from 'unbash';
import { encode } from '../fs/bytes.ts';
import { FsError, errnoText } from '../fs/node.ts';
import type { Task } from '../kernel/block.ts';
import { BytesFile, type OpenFile } from '../kernel/files.ts';
import type { Process } from '../kernel/process.ts';
import type { OpenFlags } from '../kernel/vfs.ts';
import { expandHereDoc, expandString, expandWords } from './expand.ts';
import { CommandError, type Shell } from './shell.ts';
import { isSocketPath, openSocket } from './sockets.ts';

/** One redirection, its words expanded. */
export type Redirect =
  | { kind: 'open'; fd: number; path: string; flags: OpenFlags; both?: boolean }
  | { kind: 'bytes'; fd: number; bytes: Uint8Array }
  | { kind: 'dup'; fd: number; from: number; move: boolean }
  | { kind: 'close'; fd: number };

const FLAGS: Record<string, OpenFlags> = {
  '>': { write: true, create: true, truncate: true },
  '>|': { write: true, create: true, truncate: true },
  '&>': { write: true, create: true, truncate: true },
  '>>': { write: true, create: true, append: true },
  '&>>': { write: true, create: true, append: true },
  '<': { read: true },
  '<>': { read: true, write: true, create: true },
};

/** @throws CommandError for an ambiguous target or a bad descriptor */
export function* prepareRedirects(sh: Shell, list: readonly Redirection[]): Task<Redirect[]> {
  const out: Redirect[] = [];
  for (const r of list) {
    let fd = r.descriptor?.type === 'FileDescriptor' ? r.descriptor.value : undefined;
    if (r.descriptor?.type === 'FileDescriptorVariable') {
      const m = /^(\w+)(?:\[(.*)\])?$/.exec(r.descriptor.name)!;
      const closing = r.type === 'Redirect' && r.target?.text === '-';
      if (closing) {
        const v = sh.vars.find(m[1]!);
        fd = Number(m[2] === undefined ? v?.value : (v?.array?.get(Number(m[2])) ?? ''));
      } else {
        fd = sh.p.freeFd(10);
        sh.vars.set(m[1]!, String(fd));
      }
    }
    if (r.type === 'HereDoc') {
      const tabs = r.operator === '<<-';
      const { parts } = r.body;
      let text: string;
      if (parts === undefined || r.delimiter?.quoted) {
        text = tabs ? r.body.text.replace(/^\t+/gm, '') : r.body.text;
        // as in double quotes, but that quotes themselves are nothing special
        if (!r.delimiter?.quoted) text = text.replace(/\\([\\$`\n])/g, (_, c: string) => (c === '\n' ? '' : c));
      } else {
        const bare = (x: string, first: boolean): string => (first ? x.replace(/^\t+/, '') : x).replace(/\n\t+/g, '\n');
        text = yield* expandHereDoc(
          sh,
          tabs
            ? parts.map((x, i) =>
                x.type === 'Literal' ? { ...x, text: bare(x.text, i === 0), value: bare(x.value, i === 0) } : x,
              )
            : parts,
        );
      }
      out.push({ kind: 'bytes', fd: fd ?? 0, bytes: encode(text) });
      continue;
    }
    if (r.target === undefined) throw new CommandError('syntax error: missing redirection target', 2);
    if (r.type === 'HereString') {
      out.push({ kind: 'bytes', fd: fd ?? 0, bytes: encode((yield* expandString(sh, r.target)) + '\n') });
      continue;
    }
    const targets = yield* expandWords(sh, [r.target]);
    if (targets.length !== 1) throw new CommandError(`${r.target.text}: ambiguous redirect`);
    const target = targets[0]!;
    const op = r.operator;
    if (op === '>&' || op === '<&') {
      const n = fd ?? (op === '>&' ? 1 : 0);
      if (target === '-') out.push({ kind: 'close', fd: n });
      else if (/^\d+-?$/.test(target))
        out.push({ kind: 'dup', fd: n, from: parseInt(target, 10), move: target.endsWith('-') });
      else if (op === '>&' && fd === undefined)
        out.push({ kind: 'open', fd: 1, path: target, flags: FLAGS['&>']!, both: true });
      else throw new CommandError(`${target}: ambiguous redirect`);
      continue;
    }
    if (op === '>' && sh.options.has('noclobber') && sh.p.fs.tryStat(target)?.kind === 'file') {
      throw new CommandError(`${target}: cannot overwrite existing file`);
    }
    out.push({
      kind: 'open',
      fd: fd ?? (op.startsWith('<') ? 0 : 1),
      path: target,
      flags: FLAGS[op]!,
      ...(op.startsWith('&') ? { both: true } : {}),
    });
  }
  return out;
}

/**
 * Applies redirections to a process. With `saved`, what was there before is kept for `restore`.
 * @throws CommandError with the text that the shell prints
 */
export function* applyRedirects(
  sh: Shell,
  p: Process,
  list: readonly Redirect[],
  saved?: Map<number, OpenFile | undefined>,
): Task {
  const place = (fd: number, file: OpenFile | undefined): void => {
    const old = p.fds.get(fd);
    if (saved !== undefined && !saved.has(fd)) saved.set(fd, old?.retain());
    if (file === undefined) p.closeFd(fd);
    else p.setFd(fd, file);
  };
  for (const r of list) {
    if (r.kind === 'close') place(r.fd, undefined);
    else if (r.kind === 'bytes') place(r.fd, new BytesFile(r.bytes));
    else if (r.kind === 'dup') {
      const file = p.fds.get(r.from);
      if (file === undefined) throw new CommandError(`${r.from}: Bad file descriptor`);
      if (r.from !== r.fd) place(r.fd, file.retain());
      if (r.move) place(r.from, undefined);
    } else {
      let file: OpenFile;
      try {
        p.needFds(1, r.path);
        file =
          sh.dialect === 'bash' && r.path.startsWith('/dev/') && isSocketPath(r.path)
            ? yield* openSocket(sh, p, r.path)
            : yield* p.fs.open(r.path, r.flags);
      } catch (error) {
        if (!(error instanceof FsError)) throw error;
        const text = errnoText(error.code);
        if (sh.dialect === 'ash')
          throw new CommandError(
            `can't ${r.flags.create ? 'create' : 'open'} ${r.path}: ${error.code === 'ENOENT' ? (r.flags.create ? 'nonexistent directory' : 'no such file') : text}`,
          );
        if (sh.dialect === 'dash')
          throw new CommandError(
            `cannot ${r.flags.create ? 'create' : 'open'} ${r.path}: ${error.code === 'ENOENT' ? (r.flags.create ? 'Directory nonexistent' : 'No such file') : text}`,
            2,
          );
        throw new CommandError(`${r.path}: ${text}`);
      }
      place(r.fd, file);
      if (r.both) place(2, file.retain());
    }
  }
}

export function restore(p: Process, saved: ReadonlyMap<number, OpenFile | undefined>): void {
  for (const [fd, file] of saved) {
    if (file === undefined) p.closeFd(fd);
    else p.setFd(fd, file);
  }
}
