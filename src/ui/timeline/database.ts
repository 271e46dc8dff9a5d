// Texts that are too long for the storage of a tab, in the browser's database. Each belongs to one tab.

const NAME = 'drydock';
const STORE = 'texts';
/** Ms after which the text of a tab that is not open any more goes. */
const OLD = 30 * 86_400_000;

interface Row {
  readonly text: string;
  /** When it was written. */
  readonly at: number;
}

let opened: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
  return (opened ??= new Promise<IDBDatabase>((yes, no) => {
    // a sandboxed frame has none: this throws
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => yes(request.result);
    request.onerror = () => no(request.error ?? new Error('no database'));
    request.onblocked = () => no(new Error('the database is blocked'));
  }).catch((error: unknown) => {
    opened = undefined;
    throw error;
  }));
}

/** One operation, until it is on the disk. @throws DOMException of the database */
async function work<T>(mode: IDBTransactionMode, run: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const transaction = (await open()).transaction(STORE, mode, { durability: 'strict' });
  return new Promise((yes, no) => {
    const request = run(transaction.objectStore(STORE));
    transaction.oncomplete = () => yes(request.result);
    transaction.onabort = () => no(transaction.error ?? request.error ?? new Error('aborted'));
    // the page may be on its way out
    transaction.commit();
  });
}

/** The text of an id; undefined when it is not there. */
export async function read(id: string): Promise<string | undefined> {
  const row = await work<Row | undefined>('readonly', (s) => s.get(id) as IDBRequest<Row | undefined>);
  return row?.text;
}
/** Writes all of a text or nothing. @throws DOMException, when there is no room or no database */
export async function write(id: string, text: string): Promise<void> {
  await work('readwrite', (s) => s.put({ text, at: Date.now() } satisfies Row, id));
}
export async function forget(id: string): Promise<void> {
  await work('readwrite', (s) => s.delete(id));
}

/** Is an id this tab's own from now on? A tab that was duplicated has the same one. */
export function claim(id: string): Promise<boolean> {
  const { locks } = navigator as { locks?: LockManager };
  if (locks === undefined) return Promise.resolve(true);
  return new Promise((answer) => {
    locks
      .request(`${NAME}.${id}`, { ifAvailable: true }, (lock) => {
        answer(lock !== null);
        // held as long as the page lives
        return lock === null ? undefined : new Promise<void>(() => {});
      })
      .catch(() => answer(true));
  });
}

/** Forgets texts of tabs that were closed long ago. */
export async function tidy(): Promise<void> {
  const { locks } = navigator as { locks?: LockManager };
  if (locks === undefined) return;
  const ids = await work('readonly', (s) => s.getAllKeys());
  for (const id of ids as string[]) {
    const row = await work<Row | undefined>('readonly', (s) => s.get(id) as IDBRequest<Row | undefined>);
    if (row === undefined || Date.now() - row.at < OLD) continue;
    await locks.request(`${NAME}.${id}`, { ifAvailable: true }, async (lock) => {
      if (lock !== null) await forget(id);
    });
  }
}
