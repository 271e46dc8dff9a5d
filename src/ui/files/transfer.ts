// Files between the learner's disk and the machine: upload of files, folders and zips, download of a file or a folder.

import type { Lab } from '../../lab/lab.ts';

export interface Incoming {
  /** Path below the folder that it goes to. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Bytes and files of one upload that are taken; a browser tab is no disk. */
const MOST_BYTES = 64 << 20;
const MOST_FILES = 5000;

export class TooMuch extends Error {}

/** A path of an archive or a disk without what leads out of the folder. */
export function safePath(path: string): string | undefined {
  const parts = path.replace(/\\/g, '/').split('/').filter((p) => p !== '' && p !== '.');
  return parts.length === 0 || parts.includes('..') || parts.some((p) => p.includes('\0') || p.length > 255) ? undefined : parts.join('/');
}

async function unzip(bytes: Uint8Array): Promise<Incoming[]> {
  const { unzipSync } = await import('fflate');
  let total = 0;
  const files = unzipSync(bytes, {
    filter: (f) => {
      total += f.originalSize;
      if (total > MOST_BYTES) throw new TooMuch(`${Math.round(total / 2 ** 20)} MB`);
      return !f.name.endsWith('/');
    },
  });
  return Object.entries(files).map(([path, data]) => ({ path, bytes: data }));
}

/** Files as they were chosen; zips are taken apart. */
export async function incoming(files: readonly { readonly path: string; readonly file: File }[]): Promise<Incoming[]> {
  const out: Incoming[] = [];
  let total = 0;
  for (const { path, file } of files) {
    total += file.size;
    if (total > MOST_BYTES || files.length > MOST_FILES) throw new TooMuch(`${Math.round(total / 2 ** 20)} MB, ${files.length}`);
    const bytes = new Uint8Array(await file.arrayBuffer());
    // a single zip is a folder in a wrapper; within a folder it is a file
    if (/\.zip$/i.test(path) && !path.includes('/')) out.push(...(await unzip(bytes)));
    else out.push({ path, bytes });
  }
  return out.flatMap((f) => {
    const path = safePath(f.path);
    return path === undefined ? [] : [{ path, bytes: f.bytes }];
  });
}

async function walk(entry: FileSystemEntry, out: { path: string; file: File }[]): Promise<void> {
  if (entry.isFile) {
    const file = await new Promise<File>((yes, no) => (entry as FileSystemFileEntry).file(yes, no));
    out.push({ path: entry.fullPath.slice(1), file });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((yes, no) => reader.readEntries(yes, no));
    if (some.length === 0) return;
    for (const e of some) await walk(e, out);
  }
}

/** What was dropped, folders with all that is in them. */
export async function dropped(transfer: DataTransfer): Promise<{ path: string; file: File }[]> {
  const entries = [...transfer.items].map((i) => i.webkitGetAsEntry()).filter((e) => e !== null);
  const out: { path: string; file: File }[] = [];
  for (const e of entries) await walk(e, out);
  return out;
}

/** Puts files into a folder of the host. @returns how many @throws FsError */
export function put(lab: Lab, dir: string, files: readonly Incoming[]): number {
  const made = new Set<string>();
  for (const f of files) {
    const path = `${dir === '/' ? '' : dir}/${f.path}`;
    const folder = path.replace(/\/[^/]*$/, '');
    if (folder !== dir && folder !== '' && !made.has(folder)) {
      lab.makeFolder(folder);
      made.add(folder);
    }
    lab.writeFile(path, f.bytes);
  }
  return files.length;
}

/** Everything below a folder of the host, by path. */
export function below(lab: Lab, dir: string, prefix = ''): Record<string, Uint8Array> {
  const out: Record<string, Uint8Array> = {};
  for (const e of lab.listDir(dir)) {
    const path = `${dir === '/' ? '' : dir}/${e.name}`;
    if (e.dir) Object.assign(out, below(lab, path, `${prefix}${e.name}/`));
    else out[`${prefix}${e.name}`] = lab.machine.readHost(path) ?? new Uint8Array(0);
  }
  return out;
}

/** Gives a file to the browser to save. */
export function save(name: string, bytes: Uint8Array): void {
  const url = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>]));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
/** A folder as a zip. */
export async function saveFolder(lab: Lab, dir: string): Promise<void> {
  const { zipSync } = await import('fflate');
  save(`${dir.split('/').pop() || 'host'}.zip`, zipSync(below(lab, dir)));
}
