// A lab in the page itself, where no worker may start. What it runs holds up the page while it computes.

import type { FromLab, ToLab } from '../../lab/port.ts';
import { openHome } from './home.ts';

/** A lab in the page: takes messages until it is ended. */
export interface Here {
  post(message: ToLab): void;
  end(): void;
}

/** @param send takes what comes out of the lab */
export function openHere(send: (message: FromLab) => void): Here {
  let ended = false;
  const unless = (f: () => void) => (): void => {
    if (!ended) f();
  };
  const post = openHome(
    // as over a channel: nobody hears an answer before the question was put
    (message) => queueMicrotask(unless(() => send(message))),
    { soon: (f) => void setTimeout(unless(f)), later: (f) => void requestAnimationFrame(unless(f)) },
  );
  return { post, end: () => (ended = true) };
}
