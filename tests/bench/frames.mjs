// How smooth the stage is: frames and main-thread script per frame while 20, 100 and 300 things move, in Chromium.
// Also the weight of the first load and the time to a prompt. Usage: npm run bench:ui

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { build, preview } from 'vite';

const root = join(import.meta.dirname, '..', '..');
const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((p) =>
  existsSync(p),
);
if (executablePath === undefined) {
  console.log('No Chromium was found.');
  process.exit(0);
}
const outDir = join(root, 'node_modules', '.cache', 'drydock', 'bench');
const options = { configFile: join(root, 'vite.config.ts'), root: join(root, 'src', 'ui'), logLevel: 'error' };
await build({ ...options, build: { outDir, emptyOutDir: true } });
const server = await preview({ ...options, build: { outDir }, preview: { port: 0, host: '127.0.0.1', open: false } });
const url = `${server.resolvedUrls.local[0]}index.html`;
const browser = await chromium.launch({
  executablePath,
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});

const quantile = (list, q) =>
  [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(q * list.length))] ?? 0;
const show = (n) => n.toFixed(1).padStart(6);

/** Counts what every animation frame costs in script, from the first one of the page on. */
const watch = () => {
  const frames = [];
  window.frames_ = frames;
  const real = window.requestAnimationFrame.bind(window);
  let current;
  window.requestAnimationFrame = (f) =>
    real((t) => {
      if (current?.t !== t) {
        current = { t, ms: 0 };
        frames.push(current);
      }
      const from = performance.now();
      f(t);
      current.ms += performance.now() - from;
    });
};

async function open(hash) {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' })).newPage();
  await page.addInitScript(watch);
  const from = Date.now();
  await page.goto(url + hash);
  await page.waitForFunction(() =>
    /\$ ?$/.test(document.querySelector('[data-testid=console]')?.innerText.trimEnd() ?? ''),
  );
  const usable = Date.now() - from;
  await page.click('[data-testid=console]');
  const enter = async (line) => {
    await page.keyboard.insertText(`${line}; echo "do""ne"`);
    await page.keyboard.press('Enter');
    await page.waitForFunction(
      () => /done\n[^\n]*\$ ?$/.test(document.querySelector('[data-testid=console]').innerText.trimEnd()),
      undefined,
      { timeout: 300_000 },
    );
    await page.keyboard.press('Control+l');
    await page.waitForTimeout(150);
  };
  return { page, enter, usable };
}

const first = await open('#scenario=none');
console.log(`time to a prompt: ${first.usable} ms`);
const files = readdirSync(join(outDir, 'assets'))
  .filter((f) => f.endsWith('.js'))
  .map((f) => [f, gzipSync(readFileSync(join(outDir, 'assets', f))).length])
  .sort((a, b) => b[1] - a[1]);
const entry = /assets\/(index-[\w-]+\.js)/.exec(readFileSync(join(outDir, 'index.html'), 'utf8'))?.[1];
console.log(`entry: ${(files.find(([f]) => f === entry)?.[1] ?? 0) / 1000} kB gzip`);
for (const [f, n] of files.slice(0, 12)) console.log(`  ${(n / 1000).toFixed(1).padStart(7)} kB  ${f}`);
await first.page.context().close();

console.log('things moving   frames/s   script ms/frame median  p95  worst   interval ms p95  worst');
for (const n of [20, 100, 300]) {
  const { page, enter } = await open('#scenario=none');
  await enter(`for i in $(seq 1 ${n + 1}); do docker run -d --name c$i busybox sleep 90000 > /dev/null; done`);
  await page.waitForTimeout(1500);
  const group = page.locator('.node.group');
  if ((await group.count()) > 0) await group.first().click();
  await page.waitForFunction((k) => document.querySelectorAll('.node.container').length >= k, n);
  await page.waitForTimeout(1500);
  const script = [];
  const gaps = [];
  for (const action of ['docker rm -f c1 > /dev/null', 'zoom', 'docker rm -f c2 > /dev/null', 'scrub']) {
    // all things take other places: a card goes, all have another size, the past is looked at
    await page.evaluate(() => {
      window.moves_ = [];
      const probe = [...document.querySelectorAll('.node.container')][3];
      let last = probe?.style.transform;
      const look = (t) => {
        if (probe?.style.transform !== last) window.moves_.push(t);
        last = probe?.style.transform;
        if (!window.stop_) requestAnimationFrame(look);
      };
      window.stop_ = false;
      requestAnimationFrame(look);
    });
    if (action === 'zoom')
      await page
        .getByRole('button', {
          name: (await page.getByRole('button', { name: 'More detail' }).isEnabled()) ? 'More detail' : 'Less detail',
        })
        .click();
    else if (action === 'scrub') {
      // back to before the first removal, and forth
      const range = page.locator('[data-testid=range]');
      for (const key of ['PageDown', 'PageDown', 'PageDown', 'End']) {
        await range.press(key);
        await page.waitForTimeout(500);
      }
    } else {
      await page.click('[data-testid=console]');
      await page.keyboard.insertText(action);
      await page.keyboard.press('Enter');
    }
    await page.waitForTimeout(2200);
    const { moves, frames } = await page.evaluate(() => {
      window.stop_ = true;
      return { moves: window.moves_, frames: window.frames_.map((f) => ({ t: f.t, ms: f.ms })) };
    });
    if (process.env['VERBOSE'] !== undefined) console.log(action, moves.length);
    if (moves.length < 3) continue;
    const [from, to] = [moves[0], moves.at(-1)];
    const during = frames.filter((f) => f.t >= from && f.t <= to);
    script.push(...during.map((f) => f.ms));
    during.slice(1).forEach((f, i) => gaps.push(f.t - during[i].t));
  }
  const rate = 1000 / (gaps.reduce((a, b) => a + b, 0) / gaps.length);
  console.log(
    `${String(n).padStart(13)}   ${show(rate)}   ${show(quantile(script, 0.5))} ${show(quantile(script, 0.95))} ${show(Math.max(...script))}             ${show(quantile(gaps, 0.95))} ${show(Math.max(...gaps))}   (${script.length} frames)`,
  );
  await page.context().close();
}
await browser.close();
await server.close();
process.exit(0);
