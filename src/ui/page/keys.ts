// Keys of the whole page: F6 from region to region, and the presenter's keys on the projector.

import { settings } from '../settings.svelte.ts';
import { page } from './page.svelte.ts';

/** F6 and Shift F6. @returns was it that key? */
export function regionKey(e: KeyboardEvent, focusConsole: () => void): boolean {
  if (e.key !== 'F6') return false;
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter((r) => r.offsetParent !== null);
  const now = regions.findIndex((r) => r.contains(document.activeElement));
  const next = regions[(now + (e.shiftKey ? (now < 0 ? 0 : -1) : 1) + regions.length) % regions.length];
  if (next?.dataset['region'] === 'console') focusConsole();
  else if (next?.dataset['region'] === 'stage') (next.querySelector<HTMLElement>('[role=tree]') ?? next).focus();
  else next?.focus();
  e.preventDefault();
  return true;
}

/** Where single keys are text. */
function typing(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest('input, select, textarea, dialog') !== null)
  );
}

/** What the timeline offers to the presenter; it is set while a timeline is there. */
export const player: { play?: () => void; step?: (by: 1 | -1) => void } = {};

/** Keys of the projector view. @returns was it one of them? */
export function presenterKey(e: KeyboardEvent): boolean {
  if (e.ctrlKey || e.metaKey || e.altKey || typing(e.target)) return false;
  switch (e.key) {
    case ' ':
      player.play?.();
      break;
    case 'ArrowLeft':
    case 'ArrowRight':
      if ((e.target as HTMLElement).getAttribute('role') === 'tree') return false;
      player.step?.(e.key === 'ArrowLeft' ? -1 : 1);
      break;
    case '[':
      settings.grow(-1);
      break;
    case ']':
      settings.grow(1);
      break;
    case 'c':
      page.full = !page.full;
      break;
    case '.':
      page.caption = !page.caption;
      break;
    default:
      return false;
  }
  e.preventDefault();
  return true;
}
