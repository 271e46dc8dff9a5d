// Pages that try to leave the lab: a real listener on this machine must hear nothing, and nothing may throw.

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, openSite, type Site, told, visit, type Visit } from './browser.ts';

/** Bodies of pages; `OUT` is the listener's address. What has the id `go` is clicked with both buttons. */
const PAGES: Readonly<Record<string, string>> = {
  link: '<a id=go href="OUT/a" ping="OUT/ping" target=_blank>x</a>',
  top: '<base target=_top href="OUT/"><a id=go href="b">x</a>',
  parent: '<a id=go href="OUT/" target=_parent>x</a>',
  script:
    '<a id=go href=" java\tscript:parent.location=\'OUT/\'">x</a><script>fetch("OUT/")</script><script src="OUT/x.js"></script>',
  data: '<a id=go href="data:text/html,<script>location=\'OUT/\'</script>" target=_top>x</a>',
  clobber:
    '<img name=addEventListener><img name=getElementById><img name=querySelectorAll><img name=body><a id=go href="OUT/">x</a>',
  fieldNames:
    '<form action="OUT/f"><input name=getAttribute value=1><input name=submit><input name=action><input name=querySelector><button id=go name=method>x</button></form>',
  fieldIds:
    '<form action="OUT/f" method=post><input id=getAttribute><input id=closest><input id=reportValidity><input id=hasAttribute><button id=go>x</button></form>',
  percent: '<a id=go href="#%">x</a>',
  percentBad: '<a id=go href="#%E0%A4%A">x</a><p id="%E0%A4%A">',
  badAddress: '<a id=go href="http://[">x</a>',
  badAction: '<form action="http://["><button id=go>x</button></form>',
  math: '<form><math><mtext></form><form><mglyph><style></math><img src="OUT/m" onerror="parent.location=\'OUT/\'"></style><a id=go href="OUT/">x</a>',
  svgStyle:
    '<svg></p><style><a id="</style><img src=OUT/s onerror=parent.x()>"></a></style></svg><math><mi><style><img src="OUT/t"></style></mi></math>',
  noscript: '<noscript><p title="</noscript><img src=OUT/n onerror=parent.x()>"></p><img src="OUT/n2"></noscript>',
  preconnect:
    '<link rel=preconnect href="OUT/"><link rel=dns-prefetch href="OUT/"><link rel=prefetch href="OUT/p"><link rel=modulepreload href="OUT/m"><link rel=preload as=image href="OUT/i"><link rel=icon href="OUT/icon"><link rel=manifest href="OUT/man"><link rel=prerender href="OUT/pre">',
  sheet: '<link rel=stylesheet href="OUT/a.css"><style>@import "OUT/b.css"; @\\69mport url(OUT/c.css);</style>',
  style:
    '<style>body{background:url(OUT/a)} p{background:u\\72l("OUT/b")} i{background:image-set("OUT/c" 1x)} @font-face{font-family:f;src:url(OUT/d)} b{font-family:f;--x:url(OUT/e);background:var(--x)}</style><p>x<i>y</i><b>z</b>',
  styleAttribute:
    '<p style="background:url(OUT/a)">x<i style="background:\\75rl(OUT/b)">y</i><b style="list-style:image-set(\'OUT/c\' 1x);cursor:url(OUT/d),auto">z</b>',
  spaces: `<style>a{b:url(${' '.repeat(3000)}${'url( '.repeat(3000)}</style><p style="background:url(${' '.repeat(3000)}">x`,
  pictures:
    '<img src="OUT/a" srcset="OUT/b 2x" lowsrc="OUT/c"><picture><source srcset="OUT/d"><img src="OUT/e"></picture><input type=image id=go src="OUT/f"><body background="OUT/g"><table background="OUT/h"><td background="OUT/i">x',
  media:
    '<video src="OUT/a" poster="OUT/b" autoplay></video><audio src="OUT/c" autoplay></audio><video><source src="OUT/d"><track src="OUT/e" default></video>',
  frames:
    '<iframe src="OUT/a"></iframe><iframe srcdoc="<img src=OUT/b>"></iframe><object data="OUT/c"></object><embed src="OUT/d"><frameset><frame src="OUT/e"></frameset>',
  refresh:
    '<meta http-equiv=refresh content="0;url=OUT/a"><meta http-equiv=Content-Security-Policy content="default-src *; report-uri OUT/r"><meta http-equiv=x-dns-prefetch-control content=on>',
  svg: '<svg onload="parent.x()"><image href="OUT/a" xlink:href="OUT/b"/><use href="OUT/c#x"/><a id=go xlink:href="OUT/d"><text y=20>x</text></a><rect fill="url(OUT/e#g)" width=9 height=9 /><animate attributeName=href values="OUT/f"/><foreignObject><img src="OUT/g"></foreignObject><filter id=f><feImage href="OUT/h"/></filter></svg>',
  template:
    '<template shadowrootmode=open><img src="OUT/a"></template><template><img src="OUT/b"></template><div><template shadowrootmode=open><style>:host{background:url(OUT/c)}</style></template></div>',
  events:
    '<body onload="parent.x()" onpageshow="parent.x()"><details open ontoggle="parent.x()"><img src=x onerror="parent.x()"><marquee onstart="parent.x()">x</marquee><input autofocus onfocus="parent.x()">',
  formaction:
    '<form><button id=go formaction="OUT/a" formmethod=post formtarget=_top>x</button></form><form id=f action="OUT/b"></form><input form=f>',
  map: '<img id=go usemap="#m" width=50 height=50 src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><map name=m><area shape=default href="OUT/a" ping="OUT/b"></map>',
  forged: '<p id=go data-dd-href="OUT/a" data-dd-action="OUT/b">x</p>',
  deep: '<div>'.repeat(2000) + '<a id=go href="OUT/">x</a>',
  speculation:
    '<script type=speculationrules>{"prefetch":[{"source":"list","urls":["OUT/a"]}],"prerender":[{"source":"list","urls":["OUT/b"]}]}</script><a id=go href="OUT/c">x</a>',
  plaintext: '<plaintext><img src="OUT/a">',
  xmp: '<xmp><img src="OUT/a"></xmp><textarea></textarea><img src="OUT/b"><title></title><img src="OUT/c">',
};

describe.runIf(CHROMIUM !== undefined)('hostile pages in the browser tab', () => {
  let site: Site;
  let listener: Server;
  const heard: string[] = [];
  beforeAll(async () => {
    site = await openSite();
    listener = createServer((q, r) => {
      heard.push(q.url ?? '');
      r.end();
    });
    listener.on('connection', () => heard.push('a connection'));
    await new Promise<void>((done) => listener.listen(0, '127.0.0.1', done));
  });
  afterAll(async () => {
    listener?.close();
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
    const out = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
    const v = await visit(site, { locale: 'en-GB', hash: '#scenario=none' });
    const asked: string[] = [];
    v.page.context().on('request', (r) => asked.push(r.url()));
    await v.page.setInputFiles(
      '[data-testid=upload]',
      Object.entries(PAGES).map(([name, body]) => ({
        name: `${name}.html`,
        mimeType: 'text/html',
        buffer: Buffer.from(`<!doctype html><title>${name}</title>${body.replaceAll('OUT', out)}`),
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
    expect(Object.keys(PAGES).length).toBeGreaterThanOrEqual(25);
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
        const rest = await frame.locator(':root').evaluate((root) =>
          [...root.querySelectorAll('*')].flatMap((e) =>
            Element.prototype.getAttributeNames
              .call(e)
              .filter(
                (a: string) =>
                  /^(href|xlink:href|action|formaction|srcset|ping|target|poster|background)$/.test(a) ||
                  /^on/.test(a) ||
                  (a === 'src' && !Element.prototype.getAttribute.call(e, a)!.startsWith('data:')),
              )
              .map((a: string) => `${e.localName} ${a}`),
          ),
        );
        if (rest.length > 0) left.push(`${name}: ${rest.join()}`);
        const go = frame.locator('#go');
        if ((await go.count()) === 0) break;
        await go
          .first()
          .click({ button, timeout: 3000, force: true })
          .catch((e: Error) => left.push(`${name}: ${e.message.slice(0, 80)}`));
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
    expect(await frame.locator('#l').evaluate((e) => getComputedStyle(e).color)).toBe('rgb(1, 2, 3)');
    expect(await frame.locator('#c').evaluate((e) => (e as SVGGraphicsElement).getBBox().width)).toBe(8);
    await frame.locator('#l').click();
    await expect
      .poll(() => frame.locator('#end').evaluate((e) => e.getBoundingClientRect().top < innerHeight))
      .toBe(true);
    // the test's own look at what is clicked asks the form for an attribute, and its field of that name answers
    await frame.locator('#send').click({ force: true });
    await titled(v, 'Got');
    expect(await v.page.inputValue('[data-testid=address]')).toBe(
      'http://localhost:8080/got.html?title=t&action=a&getAttribute=g&name=n&r=2&method=m',
    );
    expect(told(v)).toEqual([]);
  });
});
