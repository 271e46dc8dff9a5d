// Paths as text. No file tree is asked here.

/** Splits into components; empty ones and `.` are dropped, `..` is kept. */
export function components(path: string): string[] {
  return path.split('/').filter((c) => c !== '' && c !== '.');
}

/** Lexical clean-up of an absolute or relative path (Go's filepath.Clean). */
export function clean(path: string): string {
  const rooted = path.startsWith('/');
  const out: string[] = [];
  for (const c of components(path)) {
    if (c !== '..') out.push(c);
    else if (out.length > 0 && out[out.length - 1] !== '..') out.pop();
    else if (!rooted) out.push('..');
  }
  return (rooted ? '/' : '') + out.join('/') || (rooted ? '/' : '.');
}

/** `path` seen from `base` (absolute), cleaned. */
export function resolvePath(base: string, path: string): string {
  return clean(path.startsWith('/') ? path : `${base}/${path}`);
}

export function basename(path: string): string {
  const parts = path.split('/').filter((c) => c !== '');
  return parts.length > 0 ? parts[parts.length - 1]! : path === '' ? '' : '/';
}

export function dirname(path: string): string {
  const trimmed = path.replace(/\/+$/, '');
  if (trimmed === '') return path.startsWith('/') ? '/' : '.';
  const at = trimmed.lastIndexOf('/');
  if (at < 0) return '.';
  return trimmed.slice(0, at).replace(/\/+$/, '') || '/';
}

function joinTwo(dir: string, name: string): string {
  return dir.endsWith('/') ? dir + name : `${dir}/${name}`;
}

/** Paths one behind the other; an absolute one after the first is taken as below it. */
export function join(first: string, ...more: string[]): string {
  return more.reduce(joinTwo, first);
}

/** Is `path` the same as `dir` or below it? Both absolute and clean. */
export function isWithin(path: string, dir: string): boolean {
  return path === dir || dir === '/' || path.startsWith(`${dir}/`);
}
