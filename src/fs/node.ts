// What a file tree is made of. Nodes are values: nobody changes one that another holder can see.

/** Who owns a node and who may do what with it. `mtime` is in milliseconds since 1970. */
export interface Meta {
  readonly mode: number; // permission bits with setuid, setgid and sticky, no type bits
  readonly uid: number;
  readonly gid: number;
  readonly mtime: number;
}

export interface FileNode extends Meta {
  readonly kind: 'file';
  /** Identity of the file: survives writing and renaming, not replacing (see `cell.ts`). */
  readonly ino: number;
  readonly data: Uint8Array;
}

export interface DirNode extends Meta {
  readonly kind: 'dir';
  readonly entries: ReadonlyMap<string, FsNode>;
  /** The draft that may still write into this very object, see `tree.ts`. */
  readonly owner?: object | undefined;
}

export interface LinkNode extends Meta {
  readonly kind: 'link';
  readonly target: string;
}

/** A device, a named pipe or a socket: only the kernel knows what it does. */
export interface DeviceNode extends Meta {
  readonly kind: 'dev';
  readonly type: 'char' | 'fifo' | 'socket';
  readonly dev: string;
}

export type FsNode = FileNode | DirNode | LinkNode | DeviceNode;

/** Linux's limits on one name and on a whole path, in bytes. */
export const NAME_MAX = 255;
export const PATH_MAX = 4096;

/** A refused file operation; `code` is the errno's name. */
export class FsError extends Error {
  constructor(
    readonly code: Errno,
    readonly path: string,
  ) {
    super(`${errnoText(code)}: ${path}`);
  }
}

const TEXTS = {
  ENOENT: 'No such file or directory',
  EEXIST: 'File exists',
  ENOTDIR: 'Not a directory',
  EISDIR: 'Is a directory',
  ENOTEMPTY: 'Directory not empty',
  EACCES: 'Permission denied',
  EPERM: 'Operation not permitted',
  EROFS: 'Read-only file system',
  EBUSY: 'Device or resource busy',
  EXDEV: 'Invalid cross-device link',
  ELOOP: 'Too many levels of symbolic links',
  ENAMETOOLONG: 'File name too long',
  EINVAL: 'Invalid argument',
  ENOSPC: 'No space left on device',
  EBADF: 'Bad file descriptor',
  EPIPE: 'Broken pipe',
  ENXIO: 'No such device or address',
  ENOTTY: 'Inappropriate ioctl for device',
  ENOEXEC: 'Exec format error',
  ETXTBSY: 'Text file busy',
  ECONNREFUSED: 'Connection refused',
  ECONNRESET: 'Connection reset by peer',
  EHOSTUNREACH: 'No route to host',
  ENETUNREACH: 'Network is unreachable',
  ETIMEDOUT: 'Connection timed out',
  EADDRINUSE: 'Address already in use',
  EADDRNOTAVAIL: 'Cannot assign requested address',
  ESRCH: 'No such process',
  EINTR: 'Interrupted system call',
  EMFILE: 'Too many open files',
  EAGAIN: 'Resource temporarily unavailable',
  EFBIG: 'File too large',
  EIO: 'Input/output error',
} as const;

export type Errno = keyof typeof TEXTS;

/** The sentence that strerror(3) gives for an errno. */
export function errnoText(code: Errno): string {
  return TEXTS[code];
}

let emptyDirCache: DirNode | undefined;

/** An empty directory, mode 755, root's. */
export function emptyDir(): DirNode {
  return (emptyDirCache ??= { kind: 'dir', mode: 0o755, uid: 0, gid: 0, mtime: 0, entries: new Map() });
}

/** Type letter as `ls -l` prints it. */
export function typeLetter(node: FsNode): string {
  if (node.kind === 'dev')
    return node.type === 'char' ? (node.dev.startsWith('block ') ? 'b' : 'c') : node.type === 'fifo' ? 'p' : 's';
  return node.kind === 'dir' ? 'd' : node.kind === 'link' ? 'l' : '-';
}

/** `drwxr-xr-x` and the like. */
export function modeString(node: FsNode): string {
  const m = node.mode;
  const part = (shift: number, special: boolean, letter: string): string => {
    const bits = (m >> shift) & 7;
    const x = bits & 1;
    return (
      (bits & 4 ? 'r' : '-') + (bits & 2 ? 'w' : '-') + (special ? (x ? letter : letter.toUpperCase()) : x ? 'x' : '-')
    );
  };
  return (
    typeLetter(node) +
    part(6, (m & 0o4000) !== 0, 's') +
    part(3, (m & 0o2000) !== 0, 's') +
    part(0, (m & 0o1000) !== 0, 't')
  );
}

/** Bytes that a node holds itself: a file's length, a link's target, 4096 for a directory. */
export function sizeOf(node: FsNode): number {
  if (node.kind === 'file') return node.data.length;
  if (node.kind === 'link') return node.target.length;
  return node.kind === 'dir' ? 4096 : 0;
}
