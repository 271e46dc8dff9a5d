// What the built page may load, and the digests of what it begins with. The developers' server has neither: it writes
// scripts into the page and talks to it over a socket.

import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** Where each kind of thing may come from; a lesson may be fetched from elsewhere, code may not. */
const POLICY: Readonly<Record<string, string>> = {
  'default-src': "'self'",
  // sql.js and the regular expressions' engines are WebAssembly
  'script-src': "'self' 'wasm-unsafe-eval'",
  // CodeMirror writes its styles into the page
  'style-src': "'self' 'unsafe-inline'",
  'img-src': "'self' data: blob:",
  'font-src': "'self' data:",
  'connect-src': "'self' https: http://localhost:* http://127.0.0.1:*",
  'frame-src': "'self'",
  'worker-src': "'self' blob:",
  'object-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
};

const text = Object.entries(POLICY)
  .map(([what, from]) => `${what} ${from}`)
  .join('; ');

export const policy: Plugin = {
  name: 'policy',
  apply: 'build',
  transformIndexHtml: () => [
    { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: text }, injectTo: 'head-prepend' },
  ],
  // the digests are of what was written: until then names of other files are put into the code
  writeBundle({ dir = '' }) {
    const page = join(dir, 'index.html');
    const html = readFileSync(page, 'utf8').replace(/(?:src|href)="\.\/(assets\/[^"]+)"/g, (all, name: string) => {
      const digest = createHash('sha384')
        .update(readFileSync(join(dir, name)))
        .digest('base64');
      return `${all} integrity="sha384-${digest}"`;
    });
    writeFileSync(page, html);
  },
};
