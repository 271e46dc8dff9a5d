// Pages that try to leave the lab: a real listener on this machine must hear nothing, and nothing may throw.

import { createSocket, type Socket } from 'node:dgram';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, openSite, type Site, told, visit, type Visit } from './browser.ts';
import { PAGES } from './hostile.pages.ts';

describe.runIf(CHROMIUM !== undefined)('hostile pages in the browser tab', () => {
  let site: Site;
  let listener: Server;
  let udp: Socket;
  const heard: string[] = [];
  beforeAll(async () => {
    site = await openSite(true);
    listener = createServer((q, r) => {
      heard.push(q.url ?? '');
      r.end();
    });
    listener.on('connection', () => heard.push('a connection'));
    await new Promise<void>((done) => listener.listen(0, '127.0.0.1', done));
    // what WebRTC asks a server for its own address
    udp = createSocket('udp4', () => heard.push('a datagram'));
    await new Promise<void>((done) => udp.bind((listener.address() as AddressInfo).port, '127.0.0.1', done));
  });
  afterAll(async () => {
    listener?.close();
    udp?.close();
    await site?.close();
  });
  const address = async (v: Visit, to: string): Promise<void> => {
    await v.page.fill('[data-testid=address]', to);
    await v.page.press('[data-testid=address]', 'Enter');
  };
  const titled = (v: Visit, text: string): Promise<unknown> =>
    v.page.waitForFunction(
      (t) => document.querySelector('[data-testid=browser-title]')?.textContent?.trim() === t,
      text,
      { timeout: 10_000 },
    );

  /** A lab whose web server has these pages. */
  const serve = async (v: Visit, pages: Readonly<Record<string, string>>): Promise<void> => {
    const host = `127.0.0.1:${(listener.address() as AddressInfo).port}`;
    await v.page.setInputFiles(
      '[data-testid=upload]',
      Object.entries(pages).map(([name, body]) => ({
        name: `${name}.html`,
        mimeType: 'text/html',
        buffer: Buffer.from(
          `<!doctype html><title>${name}</title>${body.replaceAll('OUT', `http://${host}`).replaceAll('HOST', host)}`,
        ),
      })),
    );
    await v.enter(
      'printf \'server { listen 80; root /usr/share/nginx/html; location /away { return 302 "http://["; } location /js { return 302 "javascript:1"; } }\' > default.conf',
    );
    await v.enter(
      'docker run -d -p 8080:80 -v ~:/usr/share/nginx/html:ro -v ~/default.conf:/etc/nginx/conf.d/default.conf nginx',
      40_000,
    );
  };
  /** What stands in the frame that should not, and whether there is a link or a button to press. */
  const look = (v: Visit): Promise<{ bad: string[]; link: boolean; go: boolean }> =>
    v.page
      .frameLocator('[data-testid=page]')
      .locator(':root')
      .evaluate((root) => {
        const bad: string[] = [];
        for (const e of root.querySelectorAll('*')) {
          for (const { name, value } of e.attributes) {
            if (name.startsWith('data-')) continue;
            if (/^(id|name)$/.test(name) && value.startsWith('dd-')) continue;
            if (name === 'src' && value.startsWith('data:image/')) continue;
            if (
              /^(src|id|name)$|^on|href$|action$|^(srcset|ping|target|poster|background|srcdoc|data)$/.test(name) ||
              value.includes('//127.0.0.1')
            )
              bad.push(`${e.localName} ${name}`);
          }
          if (e.localName === 'style' && /url\((?!"(data:|#dd-))|@import/i.test(e.textContent)) bad.push('style');
          if (/^(script|link|base|meta|iframe|object|embed|template)$/i.test(e.localName)) bad.push(e.localName);
        }
        const go = root.querySelector('#dd-go');
        return { bad, go: go !== null, link: go?.hasAttribute('data-dd-href') === true };
      });
  /** Looks at pages and presses what they have for it. @returns what is wrong with them */
  const walk = async (v: Visit, pages: Readonly<Record<string, readonly ('left' | 'middle')[]>>): Promise<string[]> => {
    const wrong: string[] = [];
    const at = v.page.url();
    const asked: string[] = [];
    v.page.context().on('request', (r) => asked.push(r.url()));
    for (const [name, buttons] of Object.entries(pages))
      for (const button of buttons) {
        await address(v, `localhost:8080/${name}.html`);
        await v.page
          .waitForFunction(
            (t) =>
              document.querySelector('[data-testid=browser-title]')?.textContent?.trim() === t &&
              document.querySelector<HTMLElement>('[data-testid=page]')?.dataset['full'] === 'yes',
            name,
            { timeout: 10_000 },
          )
          .catch(() => wrong.push(`${name}: it was not shown`));
        const { bad, go } = await look(v);
        if (bad.length > 0) wrong.push(`${name}: ${bad.join()}`);
        if (go) {
          let over = false;
          const click = v.page
            .frameLocator('[data-testid=page]')
            .locator('#dd-go')
            .first()
            .click({ button, timeout: 6000, force: true })
            .catch((e: Error) => over || wrong.push(`${name}: ${e.message.slice(0, 80)}`));
          // where the frame is gone before its click has ended, the browser never says that it has
          const failed = v.page.locator('[data-testid=browser-error]').waitFor({ timeout: 7000 });
          await Promise.race([click, failed.catch(() => undefined)]);
          over = true;
          await v.page.waitForFunction(() => document.querySelector('.spin') === null);
        }
        const errors = told(v);
        if (v.page.url() !== at || v.page.context().pages().length > 1 || errors.length > 0)
          wrong.push(`${name}, ${button}: ${v.page.url()} ${v.page.context().pages().length} ${errors.join('; ')}`);
      }
    await v.page.waitForTimeout(300);
    const own = site.url.replace(/index\.html$/, '');
    const out = asked.filter((u) => !u.startsWith(own) && !/^(data:|about:)/.test(u));
    return [...wrong, ...out.map((u) => `asked for ${u}`), ...heard.splice(0).map((u) => `the listener heard ${u}`)];
  };
  /** The middle button is tried where a link of another kind stands. */
  const MIDDLE = ['link', 'top', 'clobber', 'svg', 'map', 'targets', 'percent'];

  it('leave nothing behind that leads out, load nothing, and throw nothing', async () => {
    const names = Object.keys(PAGES);
    expect(names.length).toBeGreaterThanOrEqual(60);
    const presses = (name: string): ('left' | 'middle')[] => (MIDDLE.includes(name) ? ['left', 'middle'] : ['left']);
    // half of them each in a page of its own: most of the time is waiting
    const halves = [0, 1].map((k) => names.filter((_, i) => i % 2 === k));
    const both = await Promise.all(
      halves.map(async (half) => {
        const v = await visit(site, { locale: 'en-GB', hash: '#scenario=none' });
        await serve(v, PAGES);
        return { v, wrong: await walk(v, Object.fromEntries(half.map((name) => [name, presses(name)]))) };
      }),
    );
    expect(both.flatMap((b) => b.wrong)).toEqual([]);
    const { v } = both[0]!;
    for (const [path, code] of [
      ['away', 'ERR_INVALID_URL'],
      ['js', 'ERR_'],
    ] as const) {
      await address(v, `localhost:8080/${path}`);
      await v.page.waitForFunction(
        (c) => document.querySelector('[data-testid=browser-error]')?.textContent?.includes(c) === true,
        code,
        { timeout: 10_000 },
      );
      await expect.poll(() => v.page.locator('.spin').count()).toBe(0);
    }
    expect(told(v)).toEqual([]);
  });

  it('do no more where the frame of the build cannot be loaded: another one without any script takes its place', async () => {
    const v = await visit(site, { locale: 'en-GB', hash: '#scenario=none' });
    await v.page.route('**/frame.html', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<script>1</script>another page' }),
    );
    const few = { link: ['middle'], clobberForm: ['left'], scriptHidden: ['left'], cssPlaces: ['left'] } as const;
    await serve(v, Object.fromEntries(Object.keys(few).map((name) => [name, PAGES[name]!])));
    expect(await walk(v, few)).toEqual([]);
    expect(await v.page.getAttribute('[data-testid=page]', 'sandbox')).toBe('allow-same-origin');
  });

  it('do not keep honest ones from working: forms with any names of fields, parts, styles of links, inline pictures', async () => {
    const v = await visit(site, { locale: 'en-GB', hash: '#scenario=none' });
    const body =
      '<img name=addEventListener><img name=getElementById><style>a:link{color:rgb(1,2,3)}#end{color:rgb(4,5,6)}[name=title]{color:rgb(7,8,9)}</style><a id=l href="#end">end</a><form action="/got.html"><input name=title value=t><input name=action value=a><input name=getAttribute type=hidden value=g><input name=attributes type=hidden value=h><label for=name>n</label><input id=name name=name value="n"><input type=radio name=r value=1><input type=radio name=r value=2 checked><button id=send name=method value=m>Send</button></form><svg width=9 height=9><circle id=c r=4 cx=4 cy=4 fill=red /></svg><p style="height:3000px">x</p><p id=end>end';
    await v.page.setInputFiles('[data-testid=upload]', [
      { name: 'index.html', mimeType: 'text/html', buffer: Buffer.from(`<title>Honest \u202Etxt</title>${body}`) },
      { name: 'got.html', mimeType: 'text/html', buffer: Buffer.from('<title>Got</title><a href=/#end>back</a>') },
    ]);
    await v.enter('docker run -d -p 8080:80 -v ~:/usr/share/nginx/html:ro nginx', 40_000);
    await address(v, 'localhost:8080');
    await titled(v, 'Honest <U+202E>txt');
    const frame = v.page.frameLocator('[data-testid=page]');
    expect(await frame.locator('#dd-l').evaluate((e) => getComputedStyle(e).color)).toBe('rgb(1, 2, 3)');
    expect(await frame.locator('#dd-end').evaluate((e) => getComputedStyle(e).color)).toBe('rgb(4, 5, 6)');
    expect(await frame.locator('[name=dd-title]').evaluate((e) => getComputedStyle(e).color)).toBe('rgb(7, 8, 9)');
    expect(await frame.locator('#dd-c').evaluate((e) => (e as SVGGraphicsElement).getBBox().width)).toBe(8);
    await frame.locator('#dd-l').click();
    await expect
      .poll(() => frame.locator('#dd-end').evaluate((e) => e.getBoundingClientRect().top < innerHeight))
      .toBe(true);
    // the test's own look at what is clicked asks the form for an attribute, and its field of that name answers
    await frame.locator('#dd-send').click({ force: true });
    await titled(v, 'Got');
    expect(await v.page.inputValue('[data-testid=address]')).toBe(
      'http://localhost:8080/got.html?title=t&action=a&getAttribute=g&attributes=h&name=n&r=2&method=m',
    );
    // by the keyboard, which then is in the next page; and that opens at its part
    await frame.locator('a').focus();
    await v.page.keyboard.press('Enter');
    await titled(v, 'Honest <U+202E>txt');
    await expect
      .poll(() => frame.locator('#dd-end').evaluate((e) => e.getBoundingClientRect().top < innerHeight))
      .toBe(true);
    expect(await v.page.evaluate(() => (document.activeElement as HTMLElement).dataset['testid'])).toBe('page');
    expect(told(v)).toEqual([]);
  });
});
