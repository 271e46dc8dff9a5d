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
    site = await openSite();
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

  it('leave nothing behind that leads out, load nothing, and throw nothing', async () => {
    const host = `127.0.0.1:${(listener.address() as AddressInfo).port}`;
    const out = `http://${host}`;
    const v = await visit(site, { locale: 'en-GB', hash: '#scenario=none' });
    const asked: string[] = [];
    v.page.context().on('request', (r) => asked.push(r.url()));
    await v.page.setInputFiles(
      '[data-testid=upload]',
      Object.entries(PAGES).map(([name, body]) => ({
        name: `${name}.html`,
        mimeType: 'text/html',
        buffer: Buffer.from(
          `<!doctype html><title>${name}</title>${body.replaceAll('OUT', out).replaceAll('HOST', host)}`,
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
    const at = v.page.url();
    const frame = v.page.frameLocator('[data-testid=page]');
    expect(Object.keys(PAGES).length).toBeGreaterThanOrEqual(60);
    const left: string[] = [];
    for (const name of Object.keys(PAGES)) {
      for (const button of ['left', 'middle'] as const) {
        await address(v, `localhost:8080/${name}.html`);
        await titled(v, name).catch(() => left.push(`${name}: it was not shown`));
        await v.page
          .waitForFunction(
            () => document.querySelector<HTMLElement>('[data-testid=page]')?.dataset['full'] === 'yes',
            undefined,
            { timeout: 5000 },
          )
          .catch(() => left.push(`${name}: the frame stayed empty`));
        const rest = await frame.locator(':root').evaluate((root, to) => {
          const bad: string[] = [];
          for (const e of root.querySelectorAll('*')) {
            for (const { name, value } of e.attributes) {
              if (name.startsWith('data-')) continue;
              const kept =
                name === 'src' ? value.startsWith('data:image/') : !/^(id|name)$/.test(name) || value.startsWith('dd-');
              if (
                !kept ||
                value.includes(to) ||
                /^on|href$|action$|^(srcset|ping|target|poster|background|srcdoc|data)$/.test(name)
              )
                bad.push(`${e.localName} ${name}`);
            }
            if (e.localName === 'style' && /url\((?!"(data:|#dd-))|@import/i.test(e.textContent)) bad.push('style');
            if (/^(script|link|base|meta|iframe|object|embed|template)$/i.test(e.localName)) bad.push(e.localName);
          }
          return bad;
        }, out);
        if (rest.length > 0) left.push(`${name}: ${rest.join()}`);
        const go = frame.locator('#dd-go');
        // a button of a form is not for the middle
        if ((await go.count()) === 0 || (button === 'middle' && (await go.getAttribute('data-dd-href')) === null))
          break;
        // where the frame is gone before its click has ended, the browser never says that it has
        const wrong = await Promise.race([
          go
            .first()
            .click({ button, timeout: 6000, force: true })
            .then(
              () => undefined,
              (e: Error) => e.message.slice(0, 80),
            ),
          v.page
            .locator('[data-testid=browser-error]')
            .waitFor({ timeout: 7000 })
            .then(
              () => undefined,
              () => undefined,
            ),
        ]);
        if (wrong !== undefined) left.push(`${name}: ${wrong}`);
        await v.page.waitForFunction(() => document.querySelector('.spin') === null);
        const errors = told(v);
        if (v.page.url() !== at || v.page.context().pages().length > 1 || errors.length > 0)
          left.push(`${name}, ${button}: ${v.page.url()} ${v.page.context().pages().length} ${errors.join('; ')}`);
      }
    }
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
    await v.page.waitForTimeout(300);
    expect({
      left,
      heard,
      asked: asked.filter((u) => !u.startsWith(site.url.replace(/index\.html$/, '')) && !/^(data:|about:)/.test(u)),
      errors: told(v),
    }).toEqual({ left: [], heard: [], asked: [], errors: [] });
  });

  it('do not keep honest ones from working: forms with any names of fields, parts, styles of links, inline pictures', async () => {
    const v = await visit(site, { locale: 'en-GB', hash: '#scenario=none' });
    const body =
      '<img name=addEventListener><img name=getElementById><style>a:link{color:rgb(1,2,3)}</style><a id=l href="#end">end</a><form action="/got.html"><input name=title value=t><input name=action value=a><input name=getAttribute type=hidden value=g><label for=name>n</label><input id=name name=name value="n"><input type=radio name=r value=1><input type=radio name=r value=2 checked><button id=send name=method value=m>Send</button></form><svg width=9 height=9><circle id=c r=4 cx=4 cy=4 fill=red /></svg><p style="height:3000px">x</p><p id=end>end';
    await v.page.setInputFiles('[data-testid=upload]', [
      { name: 'index.html', mimeType: 'text/html', buffer: Buffer.from(`<title>Honest</title>${body}`) },
      { name: 'got.html', mimeType: 'text/html', buffer: Buffer.from('<title>Got</title>') },
    ]);
    await v.enter('docker run -d -p 8080:80 -v ~:/usr/share/nginx/html:ro nginx', 40_000);
    await address(v, 'localhost:8080');
    await titled(v, 'Honest');
    const frame = v.page.frameLocator('[data-testid=page]');
    expect(await frame.locator('#dd-l').evaluate((e) => getComputedStyle(e).color)).toBe('rgb(1, 2, 3)');
    expect(await frame.locator('#dd-c').evaluate((e) => (e as SVGGraphicsElement).getBBox().width)).toBe(8);
    await frame.locator('#dd-l').click();
    await expect
      .poll(() => frame.locator('#dd-end').evaluate((e) => e.getBoundingClientRect().top < innerHeight))
      .toBe(true);
    // the test's own look at what is clicked asks the form for an attribute, and its field of that name answers
    await frame.locator('#dd-send').click({ force: true });
    await titled(v, 'Got');
    expect(await v.page.inputValue('[data-testid=address]')).toBe(
      'http://localhost:8080/got.html?title=t&action=a&getAttribute=g&name=n&r=2&method=m',
    );
    expect(told(v)).toEqual([]);
  });
});
