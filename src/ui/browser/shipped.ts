// The one script of `frame.html`: takes the port that the page above gives, once, and serves the frame.

import { HELLO } from './hello.ts';
import { serve } from './inside.ts';

addEventListener('message', function hear(e) {
  const [port] = e.ports;
  if (e.source !== parent || e.data !== HELLO || port === undefined) return;
  removeEventListener('message', hear);
  serve(document, port);
});
