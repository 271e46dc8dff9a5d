// Exceptions: the classes, and how the host raises them.

import { Killed } from '../../../kernel/cgroup.ts';
import { type Errno, FsError, errnoText } from '../../../fs/node.ts';
import { Cls, Exc, Thrown, type V } from './objects.ts';
import { T, builtinClass } from './types.ts';
import { makeDict } from './make.ts';

const TREE: Record<string, string> = {
  Exception: 'BaseException',
  KeyboardInterrupt: 'BaseException',
  SystemExit: 'BaseException',
  GeneratorExit: 'BaseException',
  BaseExceptionGroup: 'BaseException',
  ArithmeticError: 'Exception',
  AssertionError: 'Exception',
  AttributeError: 'Exception',
  BufferError: 'Exception',
  EOFError: 'Exception',
  ImportError: 'Exception',
  LookupError: 'Exception',
  MemoryError: 'Exception',
  NameError: 'Exception',
  OSError: 'Exception',
  ReferenceError: 'Exception',
  RuntimeError: 'Exception',
  StopIteration: 'Exception',
  StopAsyncIteration: 'Exception',
  SyntaxError: 'Exception',
  SystemError: 'Exception',
  TypeError: 'Exception',
  ValueError: 'Exception',
  Warning: 'Exception',
  ExceptionGroup: 'BaseExceptionGroup',
  FloatingPointError: 'ArithmeticError',
  OverflowError: 'ArithmeticError',
  ZeroDivisionError: 'ArithmeticError',
  ModuleNotFoundError: 'ImportError',
  IndexError: 'LookupError',
  KeyError: 'LookupError',
  UnboundLocalError: 'NameError',
  BlockingIOError: 'OSError',
  ChildProcessError: 'OSError',
  ConnectionError: 'OSError',
  BrokenPipeError: 'ConnectionError',
  ConnectionAbortedError: 'ConnectionError',
  ConnectionRefusedError: 'ConnectionError',
  ConnectionResetError: 'ConnectionError',
  FileExistsError: 'OSError',
  FileNotFoundError: 'OSError',
  InterruptedError: 'OSError',
  IsADirectoryError: 'OSError',
  NotADirectoryError: 'OSError',
  PermissionError: 'OSError',
  ProcessLookupError: 'OSError',
  TimeoutError: 'OSError',
  NotImplementedError: 'RuntimeError',
  RecursionError: 'RuntimeError',
  IndentationError: 'SyntaxError',
  TabError: 'IndentationError',
  UnicodeError: 'ValueError',
  UnicodeDecodeError: 'UnicodeError',
  UnicodeEncodeError: 'UnicodeError',
  UnicodeTranslateError: 'UnicodeError',
  DeprecationWarning: 'Warning',
  PendingDeprecationWarning: 'Warning',
  RuntimeWarning: 'Warning',
  SyntaxWarning: 'Warning',
  UserWarning: 'Warning',
  FutureWarning: 'Warning',
  ImportWarning: 'Warning',
  UnicodeWarning: 'Warning',
  BytesWarning: 'Warning',
  ResourceWarning: 'Warning',
  EncodingWarning: 'Warning',
};

export const E: Record<string, Cls> = { BaseException: builtinClass('BaseException', 'exc', T.object) };
for (const [name, base] of Object.entries(TREE)) {
  const c = builtinClass(name, 'exc', E[base]!);
  E[name] = c;
}
for (const c of Object.values(E)) {
  c.hasDict = true;
  // said here, because these classes are one for all interpreters: whichever module names them first is not their home
  c.ns.set('__module__', 'builtins');
}

export function isSubclass(c: Cls, of: Cls): boolean {
  return c === of || c.mro.includes(of);
}

export function makeExc(cls: Cls, args: V[]): Exc {
  const e = new Exc(cls);
  e.args = args;
  e.dict = makeDict();
  return e;
}
/** `throw raise('ValueError', 'text')` */
export function raise(name: string, ...args: V[]): Thrown {
  return new Thrown(makeExc(E[name]!, args));
}
export const typeError = (text: string): Thrown => raise('TypeError', text);
export const valueError = (text: string): Thrown => raise('ValueError', text);
export function attributeError(text: string, obj: V, name: string): Thrown {
  const t = raise('AttributeError', text);
  t.exc.dict!.set('name', name);
  t.exc.dict!.set('obj', obj);
  return t;
}
export function stopIteration(value: V): Thrown {
  return raise('StopIteration', ...(value === null ? [] : [value]));
}

/** Linux's errno numbers. */
export const ERRNO: Record<string, number> = {
  EPERM: 1,
  ENOENT: 2,
  ESRCH: 3,
  EINTR: 4,
  EIO: 5,
  ENXIO: 6,
  E2BIG: 7,
  ENOEXEC: 8,
  EBADF: 9,
  ECHILD: 10,
  EAGAIN: 11,
  ENOMEM: 12,
  EACCES: 13,
  EBUSY: 16,
  EEXIST: 17,
  EXDEV: 18,
  ENODEV: 19,
  ENOTDIR: 20,
  EISDIR: 21,
  EINVAL: 22,
  ENFILE: 23,
  EMFILE: 24,
  ENOTTY: 25,
  ETXTBSY: 26,
  EFBIG: 27,
  ENOSPC: 28,
  ESPIPE: 29,
  EROFS: 30,
  EMLINK: 31,
  EPIPE: 32,
  EDOM: 33,
  ERANGE: 34,
  EDEADLK: 35,
  ENAMETOOLONG: 36,
  ENOSYS: 38,
  ENOTEMPTY: 39,
  ELOOP: 40,
  ENOTSOCK: 88,
  EMSGSIZE: 90,
  EPROTONOSUPPORT: 93,
  EOPNOTSUPP: 95,
  EAFNOSUPPORT: 97,
  EADDRINUSE: 98,
  EADDRNOTAVAIL: 99,
  ENETDOWN: 100,
  ENETUNREACH: 101,
  ECONNABORTED: 103,
  ECONNRESET: 104,
  ENOTCONN: 107,
  ETIMEDOUT: 110,
  ECONNREFUSED: 111,
  EHOSTUNREACH: 113,
  EALREADY: 114,
  EINPROGRESS: 115,
};
const BY_ERRNO: Record<string, string> = {
  ENOENT: 'FileNotFoundError',
  EEXIST: 'FileExistsError',
  ENOTDIR: 'NotADirectoryError',
  EISDIR: 'IsADirectoryError',
  EACCES: 'PermissionError',
  EPERM: 'PermissionError',
  EPIPE: 'BrokenPipeError',
  ECONNREFUSED: 'ConnectionRefusedError',
  ECONNRESET: 'ConnectionResetError',
  ECONNABORTED: 'ConnectionAbortedError',
  ETIMEDOUT: 'TimeoutError',
  ESRCH: 'ProcessLookupError',
  EINTR: 'InterruptedError',
  ECHILD: 'ChildProcessError',
  EAGAIN: 'BlockingIOError',
};

/** The class that an errno number makes OSError into. */
export function osErrorClass(errno: number): Cls {
  const name = Object.keys(ERRNO).find((n) => ERRNO[n] === errno);
  return E[(name === undefined ? undefined : BY_ERRNO[name]) ?? 'OSError']!;
}
export function osError(code: string, text: string, file?: V, file2?: V): Thrown {
  const e = makeExc(E[BY_ERRNO[code] ?? 'OSError']!, [ERRNO[code] ?? 5, text]);
  e.dict!.set('errno', ERRNO[code] ?? 5);
  e.dict!.set('strerror', text);
  e.dict!.set('filename', file ?? null);
  if (file2 !== undefined) e.dict!.set('filename2', file2);
  return new Thrown(e);
}
/** What a refused system call is in Python; `file` as the program called it. */
export function fromFs(error: FsError, file?: V): Thrown {
  return osError(error.code, errnoText(error.code as Errno), file);
}

/** Anything that the host throws, as a Python exception. */
export function toThrown(error: unknown): Thrown {
  if (error instanceof Killed) throw error;
  if (error instanceof Thrown) return error;
  if (error instanceof FsError) return fromFs(error);
  if (error instanceof RangeError && /call stack/i.test(error.message))
    return raise('RecursionError', 'maximum recursion depth exceeded');
  if (error instanceof RangeError && /BigInt/.test(error.message)) return raise('OverflowError', 'integer too large');
  if (error instanceof RangeError) return raise('MemoryError');
  return raise(
    'SystemError',
    `drydock: internal error: ${error instanceof Error ? `${error.message}${DEBUG.stack ? `\n${error.stack}` : ''}` : String(error)}`,
  );
}
/** Tests want the host's stack of internal errors. */
export const DEBUG = { stack: false };
