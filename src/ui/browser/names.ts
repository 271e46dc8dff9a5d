// What a page names, as the frame has it: nothing there is called as a property of a document, a form or a window could
// be, and no address stands where a browser would look for one.

/** Before every name and id of a page; no property of a browser begins so. */
export const PREFIX = 'dd-';
/** Before the attributes that hold what a page wrote; the page itself may have none of these. */
const TWIN = 'data-dd-';
/** Where links and forms lead, and what fields are called, as it stands on the page. */
export const HREF = `${TWIN}href`;
export const SRC = `${TWIN}src`;
export const ACTION = `${TWIN}action`;
export const FORM_ACTION = `${TWIN}formaction`;

/** Attributes that a page's style may ask for though they are not in the frame, or not as they were. */
export const TWINS: ReadonlySet<string> = new Set([
  'href',
  'src',
  'action',
  'formaction',
  'target',
  'id',
  'name',
  'for',
]);

export const twin = (name: string): string => TWIN + name;
export const isTwin = (name: string): boolean => name.startsWith(TWIN);
/** A name or an id of the page as it is called in the frame. */
export const prefixed = (name: string): string => PREFIX + name;
/** Several of them, with spaces between. */
export const prefixedAll = (names: string): string => names.split(/\s+/).filter(Boolean).map(prefixed).join(' ');
/** And back. */
export const unprefixed = (name: string): string => (name.startsWith(PREFIX) ? name.slice(PREFIX.length) : name);
