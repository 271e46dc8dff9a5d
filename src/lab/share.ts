// Links that hold a session, in the fragment: no server ever sees them.

import type { Lab } from './lab.ts';
import { checkOf, type Packed } from './codec.ts';

/** Letters of a link that programs and sites pass on without harm. */
export const LONGEST_LINK = 60_000;

/** The session of a lab, ready to be packed. */
export function packed(lab: Lab): Packed {
  return { log: lab.session(), check: checkOf(lab.output.slice()) };
}

/**
 * A link to a session.
 * @param page the page's address; its fragment is replaced
 * @returns undefined when the link would be too long
 */
export function linkTo(page: string, session: string): string | undefined {
  const link = `${page.replace(/#.*$/s, '')}#session=${session}`;
  return link.length > LONGEST_LINK ? undefined : link;
}

/** What a fragment or a whole link says of a session: its packed text; undefined when it says nothing. */
export function sessionIn(link: string): string | undefined {
  return /[#&]session=([^&]*)/.exec(link)?.[1];
}
