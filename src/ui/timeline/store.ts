// Where a session waits for the next visit of this tab; where storage is forbidden it does not.

const KEY = 'drydock.session';

/** The packed session that was kept last; undefined when there is none. */
export function kept(): string | undefined {
  try {
    return sessionStorage.getItem(KEY) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a packed session; undefined forgets it. @returns was there room for it? */
export function keep(packed: string | undefined): boolean {
  try {
    if (packed === undefined) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, packed);
    return true;
  } catch {
    return false;
  }
}
