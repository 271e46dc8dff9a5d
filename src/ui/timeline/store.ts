// Is something kept for this tab? All that is done with it is fetched only then, or when there is something to keep.

/** Where a session waits for the next visit of this tab: its packed text, or where in the database that is. */
export const KEY = 'drydock.session';
/** Texts that were put aside: the key and a number. */
export const ASIDE = 'drydock.aside.';

/** Is there anything from an earlier visit? Where storage is forbidden there is not. */
export function anythingKept(): boolean {
  try {
    return Object.keys(sessionStorage).some((k) => k === KEY || k.startsWith(ASIDE));
  } catch {
    return false;
  }
}
