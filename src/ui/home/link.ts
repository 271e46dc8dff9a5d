// The way to a lab: a worker where one may start, else the page itself.

import type { FromLab, ToLab } from '../../lab/port.ts';
import type { Here } from './inpage.ts';

export interface Link {
  post(message: ToLab): void;
  /** Ends the lab at once, whatever it does. */
  end(): void;
  /** Where the lab lives: only one in a worker can be ended while it computes. */
  readonly where: 'worker' | 'page';
}

/** A lab in the page; messages wait until its code is there. */
function openPage(take: (message: FromLab) => void, early: readonly ToLab[]): Link {
  let here: Here | undefined;
  let ended = false;
  const waiting = [...early];
  void import('./inpage.ts').then(({ openHere }) => {
    if (ended) return;
    here = openHere(take);
    for (const m of waiting.splice(0)) here.post(m);
  });
  return {
    where: 'page',
    post: (m) => (here === undefined ? void waiting.push(m) : here.post(m)),
    end: () => {
      ended = true;
      here?.end();
    },
  };
}

/**
 * Opens the way to a new lab.
 * @param take takes what the lab says
 * @param lost told when a lab that had spoken is gone, with the browser's words
 * @param page in the page, though a worker might start
 */
export function openLink(take: (message: FromLab) => void, lost: (why: string) => void, page: boolean): Link {
  if (page) return openPage(take, []);
  let worker: Worker;
  try {
    worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'lab' });
  } catch {
    return openPage(take, []);
  }
  let spoken = false;
  let instead: Link | undefined;
  /** What was said before the worker answered: it may never start. */
  const early: ToLab[] = [];
  worker.onmessage = (e: MessageEvent<FromLab>) => {
    spoken = true;
    early.length = 0;
    take(e.data);
  };
  worker.onerror = (e) => {
    e.preventDefault();
    worker.terminate();
    if (spoken) lost(e.message ?? '');
    else instead ??= openPage(take, early);
  };
  return {
    get where() {
      return instead === undefined ? 'worker' : 'page';
    },
    post(message) {
      if (instead !== undefined) return instead.post(message);
      if (!spoken) early.push(message);
      worker.postMessage(message);
    },
    end() {
      worker.onmessage = worker.onerror = null;
      worker.terminate();
      instead?.end();
    },
  };
}
