// What the built page lets in: its own code as it was built, and nothing that somebody puts into it.

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, openSite, type Site, visit } from './browser.ts';

describe.runIf(CHROMIUM !== undefined)('the policy of the page', () => {
  let site: Site;
  let listener: Server;
  const heard: string[] = [];
  beforeAll(async () => {
    site = await openSite(true);
    listener = createServer((q, r) => {
      heard.push(q.url ?? '');
      r.end();
    });
    await new Promise<void>((done) => listener.listen(0, '127.0.0.1', done));
  });
  afterAll(async () => {
    listener?.close();
    await site?.close();
  });

  it('runs no script, loads no picture, frame or sheet and sends no form that is put into the page', async () => {
    const v = await visit(site, { locale: 'en-GB' });
    const out = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
    const ran = await v.page.evaluate(async (to) => {
      const put = (name: string, set: Record<string, string>): HTMLElement => {
        const e = document.createElement(name);
        for (const [k, value] of Object.entries(set)) {
          if (k === 'text') e.textContent = value;
          else e.setAttribute(k, value);
        }
        document.body.append(e);
        return e;
      };
      put('script', { text: 'window.ran = "inline"' });
      put('script', { src: `${to}/code.js` });
      put('script', { src: 'data:text/javascript,window.ran="data"' });
      put('img', { src: `${to}/picture` });
      put('iframe', { src: `${to}/frame` });
      put('link', { rel: 'stylesheet', href: `${to}/sheet` });
      put('object', { data: `${to}/object` });
      put('p', { onclick: 'window.ran = "handler"' }).click();
      (put('form', { action: `${to}/form`, target: '_blank' }) as HTMLFormElement).submit();
      await new Promise((done) => setTimeout(done, 500));
      return (window as { ran?: string }).ran;
    }, out);
    expect({ ran, heard }).toEqual({ ran: undefined, heard: [] });
  });

  it('has a frame for pages of others that is nobody, loads nothing and leads nowhere, even if a script ran in it', async () => {
    const v = await visit(site, { locale: 'en-GB' });
    const out = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
    heard.length = 0;
    const shown = await v.page.evaluate((address) => {
      const frame = document.createElement('iframe');
      frame.setAttribute('sandbox', 'allow-scripts');
      frame.src = address;
      document.body.append(frame);
      return new Promise((done) => frame.addEventListener('load', () => done(frame.contentDocument)));
    }, new URL('frame.html', site.url).href);
    expect(shown).toBe(null);
    const frame = v.page.frames().find((f) => f.url().endsWith('/frame.html'))!;
    const done = await frame.evaluate(async (to) => {
      const did: string[] = [];
      const may = async (name: string, what: () => unknown): Promise<void> => {
        try {
          if ((await what()) !== undefined) did.push(name);
        } catch {
          // it may not
        }
      };
      const put = (name: string, set: Record<string, string>): HTMLElement => {
        const e = document.createElement(name);
        for (const [k, value] of Object.entries(set)) e.setAttribute(k, value);
        document.body.append(e);
        return e;
      };
      await may('fetch', () => fetch(to));
      await may('beacon', () => void navigator.sendBeacon(`${to}/beacon`));
      await may('socket', () => void new WebSocket(to.replace('http', 'ws')));
      await may('events', () => void new EventSource(to));
      await may('worker', () => void new Worker(URL.createObjectURL(new Blob(['fetch(1)']))));
      await may('window', () => open(to) ?? undefined);
      await may('storage', () => localStorage);
      await may('above', () => parent.document);
      await may('top', () => void (top!.location.href = to));
      await may('cookies', () => document.cookie);
      put('script', { src: `${to}/script` });
      put('img', { src: `${to}/picture`, srcset: `${to}/set` });
      put('link', { rel: 'stylesheet', href: `${to}/sheet` });
      put('link', { rel: 'prefetch', href: `${to}/prefetch` });
      put('iframe', { src: `${to}/frame` });
      put('object', { data: `${to}/object` });
      put('video', { src: `${to}/video`, poster: `${to}/poster` });
      put('p', { style: `background:url(${to}/style)` });
      put('style', {}).textContent =
        `@import "${to}/import"; @font-face{font-family:f;src:url(${to}/font)} *{font-family:f}`;
      put('base', { href: to });
      (put('form', { action: `${to}/form`, method: 'post' }) as HTMLFormElement).submit();
      await new Promise((end) => setTimeout(end, 500));
      return did;
    }, out);
    // a link leads the frame to what the page's policy keeps out
    await frame
      .evaluate((to) => {
        const link = document.createElement('a');
        link.setAttribute('href', `${to}/link`);
        link.setAttribute('ping', `${to}/ping`);
        document.body.append(link);
        link.click();
      }, out)
      .catch(() => undefined);
    await v.page.waitForTimeout(300);
    expect({ done, heard }).toEqual({ done: [], heard: [] });
    expect(v.page.url()).toContain(site.url);
  });

  it('does not begin with code that is not what was built, and says so in words', async () => {
    const context = await site.browser.newContext({ locale: 'en-GB' });
    const page = await context.newPage();
    await page.route(/assets\/index-[^/]*\.js$/, async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, body: `window.ran = true;${await answer.text()}` });
    });
    await page.goto(site.url);
    await page.waitForSelector('.still', { state: 'visible', timeout: 15_000 });
    expect(await page.evaluate(() => (window as { ran?: boolean }).ran)).toBe(undefined);
    expect(await page.locator('.still').innerText()).toContain('Drydock has not started yet.');
    await context.close();
  });
});
