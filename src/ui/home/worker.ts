// A lab in a worker: nothing that it runs can hold up the page.

import type { FromLab, ToLab } from '../../lab/port.ts';
import { openHome } from './home.ts';

const scope = globalThis as unknown as {
  postMessage(message: FromLab, transfer?: Transferable[]): void;
  onmessage: ((e: MessageEvent<ToLab>) => void) | null;
};
/** Ms between two turns of a lab in which nothing is under way. */
const FRAME = 12;

const { port1, port2 } = new MessageChannel();
let next: (() => void) | undefined;
port1.onmessage = () => next?.();

const take = openHome(
  (message) =>
    message.kind === 'output'
      ? scope.postMessage(message, [message.bytes.buffer as ArrayBuffer])
      : scope.postMessage(message),
  {
    // messages from the page that came meanwhile are taken first
    soon(f) {
      next = f;
      port2.postMessage(0);
    },
    later: (f) => void setTimeout(f, FRAME),
  },
);
scope.onmessage = (e) => take(e.data);
