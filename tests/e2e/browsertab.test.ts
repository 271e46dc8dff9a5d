import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, openSite, type Site, told, type Visit, visit } from './browser.ts';

const HTML = (title: string, body: string): string => `<!doctype html><title>${title}</title>${body}`;

describe.runIf(CHROMIUM !== undefined)('the browser tab', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite(true);
  });
  afterAll(async () => {
    await site?.close();
  });
  const go = async (v: Visit, address: string): Promise<void> => {
    await v.page.fill('[data-testid=address]', address);
    await v.page.press('[data-testid=address]', 'Enter');
  };
  const title = (v: Visit, text: string): Promise<unknown> =>
    v.page.waitForFunction(
      (t) => document.querySelector('[data-testid=browser-title]')?.textContent?.includes(t) === true,
      text,
      { timeout: 20_000 },
    );

  it('follows links, forms and history, shows pictures and style of the same server, and never runs a script', async () => {
    const v = await visit(site, { locale: 'en-GB', hash: '#scenario=none' });
    const asked: string[] = [];
    v.page.on('request', (r) => asked.push(r.url()));
    const put = async (name: string, text: string): Promise<void> => {
      await v.enter(`printf '%s' '${text.replace(/'/g, "'\\''")}' > site/${name}`);
    };
    await v.enter('mkdir -p site');
    await put(
      'index.html',
      HTML(
        'First',
        `<link rel=stylesheet href=style.css><link rel=preload href=http://example.org/x as=script><h1>One</h1><a id=l href="two.html?q=1">two</a><img src=pic.svg alt=pic><img src=http://example.org/track.png><iframe src=http://example.org/></iframe><script>parent.document.title="owned"; new Image().src="http://example.org/steal"</script><img src=x onerror="parent.document.title='owned'"><a id=j href="javascript:parent.document.title='owned'">js</a><form action=two.html><input name=who><button>Send</button></form>`,
      ),
    );
    await put('two.html', HTML('Second', '<p>two</p><meta http-equiv=refresh content="0;url=http://example.org/">'));
    await put('style.css', 'h1 { color: rgb(1, 2, 3); background: url(http://example.org/bg.png) }');
    await put(
      'pic.svg',
      '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><rect width="20" height="20"/></svg>',
    );
    await v.enter('docker run -d --name web -p 8080:80 -v ~/site:/usr/share/nginx/html:ro nginx', 40_000);
    await go(v, 'localhost:8080');
    await title(v, 'First');
    const frame = v.page.frameLocator('[data-testid=page]');
    expect(await frame.locator('h1').evaluate((e) => getComputedStyle(e).color)).toBe('rgb(1, 2, 3)');
    expect(await frame.locator('img[alt=pic]').evaluate((e) => (e as HTMLImageElement).src.slice(0, 19))).toBe(
      'data:image/svg+xml;',
    );
    await frame.locator('#dd-j').click();
    await frame.locator('#dd-l').click();
    await title(v, 'Second');
    expect(await v.page.inputValue('[data-testid=address]')).toBe('http://localhost:8080/two.html?q=1');
    await v.page.locator('.browser').getByRole('button', { name: 'Back' }).click();
    await title(v, 'First');
    await frame.locator('input[name=dd-who]').fill('me & you');
    await v.page.keyboard.press('Enter');
    await title(v, 'Second');
    expect(await v.page.inputValue('[data-testid=address]')).toBe('http://localhost:8080/two.html?who=me+%26+you');
    expect(await v.page.title()).toBe('Drydock');
    expect(asked.filter((u) => u.includes('example.org') || u.includes(':8080'))).toEqual([]);
    expect(await v.page.locator('.node.gate').innerText()).toContain(':8080');
    await v.page.click('[data-testid=console]');
    expect(await v.enter('docker logs web')).toContain('GET /two.html?q=1 HTTP/1.1" 200');
    expect(told(v)).toEqual([]);
  });

  it("says a real browser's words when it fails", async () => {
    const v = await visit(site, { locale: 'en-GB', hash: '#scenario=none' });
    const failed = (code: string): Promise<unknown> =>
      v.page.waitForFunction(
        (c) => document.querySelector('[data-testid=browser-error]')?.textContent?.includes(c) === true,
        code,
        { timeout: 20_000 },
      );
    await go(v, 'localhost:8080');
    await failed('ERR_CONNECTION_REFUSED');
    expect(await v.page.locator('[data-testid=browser-error]').innerText()).toContain('localhost refused to connect.');
    await go(v, 'http://no.such.host/');
    await failed('ERR_NAME_NOT_RESOLVED');
    await go(v, 'https://localhost/');
    await failed('https is not simulated');
    await v.page.click('[data-testid=console]');
    // a published port behind which nobody listens: the proxy takes the connection and breaks it
    await v.enter('docker run -d --name deaf -p 8080:80 busybox sleep 9000', 30_000);
    await go(v, ':8080');
    await failed('ERR_CONNECTION_RESET');
    await v.page.click('[data-testid=console]');
    await v.enter(
      'docker rm -f deaf; docker run -d --name web -p 8080:80 nginx sh -c \'printf "server { listen 80; location / { proxy_pass http://127.0.0.1:9; } }" > /etc/nginx/conf.d/default.conf; nginx -g "daemon off;"\'',
      40_000,
    );
    await v.page.waitForTimeout(400);
    await go(v, ':8080');
    await v.page
      .frameLocator('[data-testid=page]')
      .getByRole('heading', { name: '502 Bad Gateway' })
      .waitFor({ timeout: 20_000 });
    expect(v.errors).toEqual([]);
  });
});
