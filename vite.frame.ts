// `frame.html`, the document in which the browser tab shows pages: one script, named by its digest in the policy.

import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Plugin } from 'vite';
import { framePolicy } from './src/ui/browser/hello.ts';

const NAME = 'frame.html';

async function page(): Promise<string> {
  const built = await build({
    entryPoints: [join(import.meta.dirname, 'src', 'ui', 'browser', 'shipped.ts')],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2023',
  });
  const script = built.outputFiles[0]!.text.trim();
  if (/<\/script|<!--/i.test(script)) throw new Error(`the script of ${NAME} would end its element`);
  const digest = createHash('sha256').update(script).digest('base64');
  return `<!doctype html>
<html>
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${framePolicy(`'sha256-${digest}'`)}">
    <title>Drydock</title>
    <script>${script}</script>
  </head>
  <body></body>
</html>
`;
}

export const frame: Plugin = {
  name: 'frame',
  async generateBundle() {
    this.emitFile({ type: 'asset', fileName: NAME, source: await page() });
  },
  configureServer(server) {
    server.middlewares.use(`/${NAME}`, (_request, answer, failed) => {
      page().then((html) => {
        answer.setHeader('Content-Type', 'text/html');
        answer.end(html);
      }, failed);
    });
  },
};
