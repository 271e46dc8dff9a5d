import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, openSite, type Site, visit } from './browser.ts';

describe.runIf(CHROMIUM !== undefined)('the stage', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite();
  });
  afterAll(async () => {
    await site?.close();
  });

  it('shows copy-on-write, whiteouts, the filling of a volume and what a bind mount hides', async () => {
    const v = await visit(site, { locale: 'en-GB', hash: '#scenario=none' });
    await v.page.locator('#side-tab-steps').click();
    await v.page.click('[data-testid=console]');
    await v.enter('mkdir site && echo mine > site/index.html');
    await v.enter('docker run -d --name web -p 8080:80 -v html:/usr/share/nginx/html nginx', 40_000);
    await v.enter('docker run -d --name bound -v ~/site:/usr/share/nginx/html nginx', 40_000);
    const seen = new Set<string>();
    await v.page.exposeFunction('sawActor', (label: string) => void seen.add(label));
    await v.page.evaluate(() =>
      new MutationObserver(() => {
        for (const a of document.querySelectorAll('.actor'))
          (window as unknown as { sawActor(l: string): void }).sawActor(`${a.className} ${a.textContent}`);
      }).observe(document.querySelector('.stage-picture')!, { childList: true, subtree: true }),
    );
    await v.enter(
      "docker exec web sh -c 'echo 127.0.0.9 x >> /etc/nginx/mime.types; rm /etc/nginx/fastcgi_params; echo 1 > /tmp/fresh'",
    );
    await v.page.waitForTimeout(1500);
    expect([...seen].join('\n')).toMatch(/actor file.* mime\.types/);
    expect([...seen].join('\n')).toMatch(/actor gone.* ⌫ fastcgi_params/);
    const trace = await v.page.locator('[data-testid=trace]').innerText();
    for (const text of [
      'container web created from nginx:latest',
      'volume html filled from the image: 2 entries',
      'of bound hides 2 entries of the image',
      '/etc/nginx/mime.types copied up and changed',
      'fastcgi_params deleted, a whiteout hides it',
      '/tmp/fresh written to the writable layer',
      'port 8080 of the host leads to web 80',
    ])
      expect(trace).toContain(text);
    // peel: the hidden files are seen
    const card = v.page.locator('.node.container', { hasText: 'bound' });
    await card.locator('.peel').click();
    expect(await card.locator('.peeled').innerText()).toContain('50x.html');
    expect(v.errors).toEqual([]);
  });

  it('shows layers that arrive and those that were here, and the steps of a build', async () => {
    const v = await visit(site, { locale: 'en-GB' });
    await v.page.locator('select').first().selectOption('real');
    await v.page.click('[data-testid=console]');
    await v.page.keyboard.insertText('docker build -t one .');
    await v.page.keyboard.press('Enter');
    await v.page.waitForSelector('.node.work', { timeout: 20_000 });
    await v.page.waitForFunction(
      () => document.querySelector('.node.work')?.textContent?.includes('RUN') === true,
      undefined,
      { timeout: 20_000 },
    );
    await v.page.locator('select').first().selectOption('instant');
    await v.page.waitForFunction(() => document.querySelector('.node.image') !== null, undefined, { timeout: 30_000 });
    await v.page.click('[data-testid=console]');
    await v.enter('docker build -t two .', 30_000);
    await v.page.locator('#side-tab-build').click();
    const builds = await v.page.locator('[data-testid=builds]').innerText();
    expect(builds).toContain('Build of two');
    expect(builds).toContain('cached');
    expect(v.errors).toEqual([]);
  });

  it('lights lines, steps and things together', async () => {
    const v = await visit(site, { locale: 'en-GB', hash: '#scenario=none' });
    await v.enter('docker volume create data');
    await v.enter('docker run -d --name box -v data:/d busybox sleep 1000', 30_000);
    await v.page.locator('#side-tab-steps').click();
    await v.page.waitForTimeout(900);
    await v.page.locator('[data-testid=trace] button', { hasText: 'container box runs' }).hover();
    await v.page.waitForSelector('.node.container.lit');
    await v.page.waitForSelector('.cm-line.lit');
    await v.page.mouse.move(5, 300);
    await v.page.locator('.node.store', { hasText: 'data' }).hover();
    await v.page.waitForFunction(() =>
      [...document.querySelectorAll('.cm-line.lit')].some(
        (l) => l.textContent?.includes('docker volume create') === true || l.textContent === 'data',
      ),
    );
    await v.page.locator('.cm-line', { hasText: 'docker run -d' }).hover();
    await v.page.waitForSelector('[data-testid=trace] button.lit');
    expect(v.errors).toEqual([]);
  });

  it('is walked with arrow keys, opens the inspector with Enter, and has a list in its place', async () => {
    const v = await visit(site, { locale: 'en-GB', hash: '#scenario=none' });
    await v.enter('docker run -d --name web -p 8080:80 nginx', 40_000);
    await v.page.waitForSelector('.node.container');
    await v.page.keyboard.press('Shift+F6');
    const at = (): Promise<string> =>
      v.page.evaluate(
        () =>
          document
            .getElementById(document.activeElement!.getAttribute('aria-activedescendant') ?? '')
            ?.textContent?.trim() ?? '',
      );
    await v.page.keyboard.press('Home');
    expect(await at()).toContain('Images');
    for (let i = 0; i < 3; i++) await v.page.keyboard.press('ArrowDown');
    expect(await at()).toContain('web: running');
    await v.page.keyboard.press('ArrowRight');
    await v.page.keyboard.press('ArrowDown');
    expect(await at()).toContain('writable layer');
    await v.page.keyboard.press('ArrowLeft');
    await v.page.keyboard.press('Enter');
    await v.page.waitForSelector('[data-testid=inspector] h3');
    expect(await v.page.locator('[data-testid=inspector] h3').innerText()).toContain('web');
    await v.page.keyboard.press('o');
    expect(await v.page.locator('.stage-picture').count()).toBe(0);
    expect(await v.page.locator('[data-testid=outline]').isVisible()).toBe(true);
    await v.page.keyboard.press('o');
    await v.page.keyboard.press('?');
    await v.page.getByRole('dialog').getByText('Keyboard shortcuts').waitFor();
    expect(v.errors).toEqual([]);
  });

  it('folds many containers and stays quick', async () => {
    const v = await visit(site, { locale: 'en-GB', hash: '#scenario=none' });
    await v.enter('for i in $(seq 1 60); do docker run -d --name c$i busybox sleep 9000 >/dev/null; done', 120_000);
    await v.page.waitForFunction(() =>
      document.querySelector<HTMLElement>('.node.group')?.innerText.includes('60 containers'),
    );
    await v.page.locator('.node.group').click();
    await v.page.waitForFunction(() => document.querySelectorAll('.node.container').length === 60);
    expect(v.errors).toEqual([]);
  });
});
