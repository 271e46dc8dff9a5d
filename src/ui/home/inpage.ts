// A lab in the page itself, where no worker may start. What it runs holds up the page while it computes.

import type { FromLab, ToLab } from '../../lab/port.ts';
import { openHome } from './home.ts';

/** @param send takes what comes out of the lab @returns takes what goes in */
export function openHere(send: (message: FromLab) => void): (message: ToLab) => void {
  return openHome(
    // as over a channel: nobody hears an answer before the question was put
    (message) => queueMicrotask(() => send(message)),
    { soon: (f) => void setTimeout(f), later: (f) => void requestAnimationFrame(f) },
  );
}
