// What routes of one container, or of one program in it, have in common.

import type { Incoming } from '../route.ts';

/** The path that names it. */
export const id = (name: string) => ({ path: { id: name } });
/** Its name or id, as it was asked for. */
export const ofId = (r: Incoming): string => r.path['id']!;

/** `h` and `w` of a resize. @throws ApiError 400 */
export function readSize(r: Incoming): [string, number, number] {
  const rows = r.query.side('h', 'height');
  return [ofId(r), r.query.side('w', 'width'), rows];
}
