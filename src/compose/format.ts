// Small texts that several commands of Compose share.

import { humanDuration } from '../api/units.ts';

/** `3 minutes ago`. @param ms how long it is */
export function humanSince(ms: number): string {
  return `${humanDuration(ms)} ago`;
}

/** The exit code that `ps` tells: only of what has ended. */
export function exitCode(state: string, code: number): number {
  return state === 'exited' || state === 'dead' ? code : 0;
}
