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
    site = await openSite();
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
