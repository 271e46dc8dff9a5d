// Files between the learner's disk and the machine: upload of files, folders and zips, download of a file or a folder.

import { MOST_BYTES, MOST_FILES, type Room, roomIn, weightOf } from '../../lab/limits.ts';
import type { Asked, Input, QuestionName, Told } from '../../lab/port.ts';
import type { Language } from '../../scenarios/format.ts';

/** The machine that files go to and come from. */
interface Machine {
  /** @throws Refused */
  ask<K extends QuestionName>(name: K, asked: Asked<K>): Promise<Told<K>>;
}

export interface Incoming {
  /** Path below the folder that it goes to. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** More than the session still takes: nothing of it was put in. */
export class TooMuch extends Error {}
/** A zip that cannot be read. */
export class BadZip extends Error {}

const WORDS = {
  en: {
    bytes:
      'That is too much: {size} MB. A session holds about {most} MB of files and {files} files in all, and has room for {left} MB more. Nothing was put here.',
    files:
      'Those are too many files: {n}. A session takes {files} files and folders in all, and has room for {left} more. Nothing was put here.',
    zip: 'The zip {name} cannot be read. Nothing was put here.',
  },
  es: {
    bytes:
      'Es demasiado: {size} MB. En una sesión caben unos {most} MB de archivos y {files} archivos en total, y queda sitio para {left} MB. No se ha puesto nada aquí.',
    files:
      'Son demasiados archivos: {n}. En una sesión caben {files} archivos y carpetas en total, y queda sitio para {left}. No se ha puesto nada aquí.',
    zip: 'El zip {name} no se puede leer. No se ha puesto nada aquí.',
  },
};
const megabytes = (n: number): string => (n / 2 ** 20).toFixed(n < 10 * 2 ** 20 ? 1 : 0);

/** Counts what comes in against the room that a session has left. */
class Scale {
  private bytes = 0;
  private files = 0;
  constructor(
    private readonly room: Room,
    private readonly language: Language,
  ) {}
  private fail(key: 'bytes' | 'files', args: Readonly<Record<string, string | number>>): never {
    const all = { most: megabytes((MOST_BYTES * 3) / 4), files: MOST_FILES, ...args };
    throw new TooMuch(
      WORDS[this.language][key].replace(/\{(\w+)\}/g, (_, name: keyof typeof all) => String(all[name])),
    );
  }
  /** @throws TooMuch */
  add(bytes: number, files: number): void {
    this.bytes += bytes;
    this.files += files;
    if (this.bytes > this.room.bytes)
      this.fail('bytes', { size: megabytes(this.bytes), left: megabytes(this.room.bytes) });
    if (this.files > this.room.files) this.fail('files', { n: this.files, left: this.room.files });
  }
}

/** A path of an archive or a disk without what leads out of the folder. */
export function safePath(path: string): string | undefined {
  const parts = path
    .replace(/\\/g, '/')
    .split('/')
    .filter((p) => p !== '' && p !== '.');
  return parts.length === 0 ||
    parts.includes('..') ||
    parts.some((p) => p.includes('\0') || p.length > 255) ||
    path.length > 3000
    ? undefined
    : parts.join('/');
}

async function unzip(name: string, bytes: Uint8Array, scale: Scale, language: Language): Promise<Incoming[]> {
  const { unzipSync } = await import('fflate');
  try {
    const files = unzipSync(bytes, {
      filter: (f) => {
        if (f.name.endsWith('/')) return false;
        scale.add(f.originalSize, 1);
        return true;
      },
    });
    return Object.entries(files).map(([path, data]) => ({ path, bytes: data }));
  } catch (error) {
    if (error instanceof TooMuch) throw error;
    throw new BadZip(WORDS[language].zip.replace('{name}', name));
  }
}

const NO_LIMIT: Room = roomIn([]);

/**
 * Files as they were chosen; zips are taken apart.
 * @param room what the session still takes
 * @throws TooMuch, BadZip with a sentence in the language
 */
export async function incoming(
  files: readonly { readonly path: string; readonly file: File }[],
  room: Room = NO_LIMIT,
  language: Language = 'en',
): Promise<Incoming[]> {
  const out: Incoming[] = [];
  // a single zip is a folder in a wrapper; within a folder it is a file
  const isZip = (path: string): boolean => /\.zip$/i.test(path) && !path.includes('/');
  const scale = new Scale(room, language);
  // all sizes that are known are looked at before anything is read
  for (const { path, file } of files) if (!isZip(path)) scale.add(file.size, 1);
  for (const { path, file } of files) if (isZip(path)) new Scale(room, language).add(file.size, 1);
  for (const { path, file } of files) {
    const bytes = new Uint8Array(await file.arrayBuffer());
    if (isZip(path)) out.push(...(await unzip(path, bytes, scale, language)));
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

/** What was chosen or dropped, folders with all that is in them. */
export async function dropped(
  entries: readonly ({ path: string; file: File } | FileSystemEntry)[],
): Promise<{ path: string; file: File }[]> {
  const out: { path: string; file: File }[] = [];
  for (const e of entries) {
    if ('isFile' in e) await walk(e, out);
    else out.push(e);
  }
  return out;
}

/**
 * Puts files into a folder of the host, all of them or, when the session has no room for them, none.
 * @returns how many @throws Refused, TooMuch
 */
export async function put(
  lab: Machine,
  dir: string,
  files: readonly Incoming[],
  language: Language = 'en',
): Promise<number> {
  const made = new Set<string>();
  const inputs: Input[] = [];
  for (const f of files) {
    const path = `${dir === '/' ? '' : dir}/${f.path}`;
    const folder = path.replace(/\/[^/]*$/, '');
    if (folder !== dir && folder !== '' && !made.has(folder)) {
      inputs.push({ kind: 'folder', path: folder });
      made.add(folder);
    }
    inputs.push({ kind: 'write', path, data: f.bytes });
  }
  const scale = new Scale(await lab.ask('room', {}), language);
  // with the names and the folders
  for (const input of inputs) scale.add((weightOf(input) * 3) / 4, 1);
  await lab.ask('put', { inputs });
  return files.length;
}

/** Takes files from the learner's disk into a folder of the host. @returns how many @throws TooMuch, BadZip, Refused */
export async function take(
  lab: Machine,
  dir: string,
  files: readonly { readonly path: string; readonly file: File }[],
  language: Language,
): Promise<number> {
  return put(lab, dir, await incoming(files, await lab.ask('room', {}), language), language);
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
export async function saveFolder(lab: Machine, dir: string): Promise<void> {
  const { zipSync } = await import('fflate');
  save(`${dir.split('/').pop() || 'host'}.zip`, zipSync({ ...(await lab.ask('below', { path: dir })) }));
}
