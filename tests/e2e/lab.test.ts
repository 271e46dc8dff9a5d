import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import AxeBuilder from '@axe-core/playwright';
import { CHROMIUM, openSite, type Site, visit } from './browser.ts';

const shots = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'drydock', 'shots');
mkdirSync(shots, { recursive: true });

if (CHROMIUM === undefined) {
  if (process.env['DRYDOCK_BROWSER'] === 'demanded') throw new Error('a Chromium is demanded and none was found');
  console.warn('No Chromium was found: the browser tests do not run.');
}

const IMAGE = 'migdrp/runpod:fluxgym';
const NAME = 'migdrp-runpod-fluxgym';
const RUN = `docker run -d --rm --name ${NAME} -p 7860:7860 -p 8888:8888 -v fluxgym_workspace:/workspace ${IMAGE}`;

describe.runIf(CHROMIUM !== undefined)('the page', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite();
  });
  afterAll(async () => {
    await site?.close();
  });

  it('runs the FluxGym workflow as it is typed', async () => {
    const v = await visit(site);
    const built = await v.enter(`docker build -t ${IMAGE} .`, 60_000);
    expect(built).toContain('FINISHED');
    await v.enter(RUN);
    expect(await v.enter('sleep 20')).toBeDefined();
    const first = await v.enter(`docker logs ${NAME}`);
    expect(first).toContain('copying the template');
    expect(first).toContain('not there yet: cloning');
    expect(await v.enter('curl -s localhost:7860')).toContain('Flux Gym');
    expect(await v.page.locator('[data-testid=outline]').innerText()).toContain(`${NAME}: running`);
    await v.page.screenshot({ path: join(shots, 'fluxgym-desktop-light.png') });

    await v.enter(`docker stop ${NAME}`);
    expect(await v.enter('docker ps -aq')).not.toMatch(/[0-9a-f]{12}/);
    expect(await v.enter('docker volume ls')).toContain('fluxgym_workspace');
    // a foreground run, as in the tutorial, ended by Ctrl-C
    await v.page.keyboard.insertText(
      `docker run -it --rm --name ${NAME} -p 7860:7860 -v fluxgym_workspace:/workspace ${IMAGE}`,
    );
    await v.page.keyboard.press('Enter');
    await v.page.waitForFunction(
      () =>
        document
          .querySelector<HTMLElement>('[data-testid=console]')!
          .innerText.includes('found in the volume: updating'),
      undefined,
      { timeout: 20_000 },
    );
    expect(await v.text()).toContain('the template stays untouched');
    await v.page.keyboard.press('Control+c');
    await v.page.waitForFunction(
      () => /runpod\$ ?$/.test(document.querySelector<HTMLElement>('[data-testid=console]')!.innerText.trimEnd()),
      undefined,
      { timeout: 20_000 },
    );

    await v.enter("sed -i 's/version 1/version 2/' runpod-fluxgym/workspace/start-fluxgym.sh");
    await v.enter(`docker build --no-cache -t ${IMAGE} -f runpod-fluxgym/Dockerfile .`, 60_000);
    await v.enter(RUN);
    await v.enter('sleep 20');
    expect(await v.enter(`docker logs ${NAME}`)).toContain('starting version 1');
    expect(await v.enter(`docker exec ${NAME} grep version /workspace_template/start-fluxgym.sh`)).toContain(
      'version 2',
    );
    expect(await v.enter('docker volume rm fluxgym_workspace')).toContain('volume is in use');
    await v.enter(`docker stop ${NAME}`);
    await v.enter('docker volume rm fluxgym_workspace');
    await v.enter(RUN);
    await v.enter('sleep 20');
    const last = await v.enter(`docker logs ${NAME}`);
    expect(last).toContain('copying the template');
    expect(last).toContain('starting version 2');

    await v.enter(`docker stop ${NAME}`);
    await v.enter('docker volume rm fluxgym_workspace');
    expect(await v.enter(`docker rmi ${IMAGE}`)).toContain('Untagged');
    await v.page.keyboard.insertText('docker system prune -a --volumes');
    await v.page.keyboard.press('Enter');
    await v.page.waitForFunction(() =>
      document.querySelector<HTMLElement>('[data-testid=console]')!.innerText.includes('[y/N]'),
    );
    await v.page.keyboard.type('y');
    await v.page.keyboard.press('Enter');
    await v.page.waitForFunction(() =>
      document.querySelector<HTMLElement>('[data-testid=console]')!.innerText.includes('Total reclaimed space'),
    );
    expect(v.errors).toEqual([]);
  });

  it('has a console that people know: history, search, completion, keys, pastes, a shell in a container', async () => {
    const v = await visit(site, { locale: 'en-GB' });
    await v.enter('echo first');
    await v.enter('echo second');
    await v.page.keyboard.press('ArrowUp');
    await v.page.keyboard.press('ArrowUp');
    await v.page.keyboard.press('Enter');
    await v.page.waitForTimeout(300);
    expect((await v.text()).match(/^first$/gm)).toHaveLength(2);

    await v.page.keyboard.press('Control+r');
    await v.page.keyboard.type('seco');
    expect(await v.page.locator('.console-search').innerText()).toContain('seco');
    await v.page.keyboard.press('Enter');
    await v.page.waitForTimeout(300);
    expect((await v.text()).match(/^second$/gm)).toHaveLength(2);

    await v.page.keyboard.type('cat READ');
    await v.page.keyboard.press('Tab');
    await v.page.keyboard.press('Enter');
    await v.page.waitForTimeout(400);
    expect(await v.text()).toContain('# runpod');

    await v.page.keyboard.type('half a line');
    await v.page.keyboard.press('Control+c');
    await v.page.waitForTimeout(200);
    expect(await v.text()).toMatch(/half a line\^C\n/);

    await v.page.evaluate(() => navigator.clipboard.writeText('echo one\nfor i in 1 2; do\n  echo loop$i\ndone\n'));
    await v.page.keyboard.press('Control+v');
    await v.page.waitForTimeout(800);
    expect(await v.text()).toMatch(/loop1\nloop2\n/);

    expect(await v.enter('docker run -it --rm busybox sh', 20_000)).toContain('/ #');
    expect(await v.enter('echo "in $(hostname)"')).toMatch(/in [0-9a-f]{12}/);
    await v.page.keyboard.press('Control+d');
    await v.page.waitForFunction(() =>
      /runpod\$ ?$/.test(document.querySelector<HTMLElement>('[data-testid=console]')!.innerText.trimEnd()),
    );

    await v.page.keyboard.press('Control+l');
    await v.page.waitForTimeout(200);
    expect((await v.text()).split('\n')).toHaveLength(1);
    expect(v.errors).toEqual([]);
  });

  it('edits files of the host, and sees what the shell does to them', async () => {
    const v = await visit(site);
    await v.page.getByRole('button', { name: 'README.md' }).click();
    const editor = v.page.locator('[data-testid=editor]');
    await editor.click();
    await v.page.keyboard.press('Control+End');
    await v.page.keyboard.type('typed in the tab');
    await v.page.keyboard.press('Control+s');
    await v.page.click('[data-testid=console]');
    expect(await v.enter('tail -1 README.md')).toContain('typed in the tab');
    await v.enter('echo from the shell >> README.md');
    await v.page.waitForTimeout(500);
    expect(await editor.innerText()).toContain('from the shell');
    expect(await v.enter('nano Dockerfile')).toContain('pestaña de archivos');
    await v.page.waitForTimeout(300);
    expect(await editor.innerText()).toContain('FROM python:3.10-slim');
    expect(v.errors).toEqual([]);
  });

  it('stays alive whatever is typed', async () => {
    const v = await visit(site);
    for (const line of ['while true; do :; done']) {
      await v.page.keyboard.insertText(line);
      await v.page.keyboard.press('Enter');
      await v.page.waitForTimeout(700);
      await v.page.keyboard.press('Control+c');
      await v.page.waitForFunction(() =>
        /runpod\$ ?$/.test(document.querySelector<HTMLElement>('[data-testid=console]')!.innerText.trimEnd()),
      );
    }
    for (const line of [
      'yes | head -c 100000 | tail -c 5',
      '$(((',
      '"',
      '\u0003',
      'docker run --name "<img src=x onerror=alert(1)>" busybox',
      'printf "\\033[99999A\\033[31m<b>x</b>\\n"',
      `echo ${'x'.repeat(100_000)} | wc -c`,
      ':(){ :|:& };:',
    ]) {
      await v.page.keyboard.insertText(line);
      await v.page.keyboard.press('Enter');
      await v.page.waitForTimeout(500);
      await v.page.keyboard.press('Control+c');
      await v.page.waitForTimeout(150);
    }
    expect(await v.page.locator('img[src=x]').count()).toBe(0);
    expect(v.errors).toEqual([]);
  });

  it('asks for little JavaScript before the first key', async () => {
    const context = await site.browser.newContext();
    const page = await context.newPage();
    let bytes = 0;
    const { gzipSync } = await import('node:zlib');
    page.on('response', (r) => {
      if (r.url().endsWith('.js'))
        void r
          .body()
          .then((b) => (bytes += gzipSync(b).length))
          .catch(() => {});
    });
    await page.goto(site.url);
    await page.waitForSelector('[data-testid=console]');
    await page.waitForTimeout(1500);
    expect(bytes).toBeGreaterThan(50_000);
    expect(bytes).toBeLessThan(247_200);
  });

  // the other sizes, with their panels: page.test.ts
  it.each([['classroom', 1280, 720]] as const)(
    'looks right at %s size, light and dark, and is accessible',
    async (name, width, height) => {
      for (const dark of [false, true]) {
        const v = await visit(site, { width, height, dark });
        await v.enter('docker network create app');
        await v.enter('docker run -d --name web --network app -p 8080:80 -v data:/d nginx', 30_000);
        await v.page.waitForTimeout(700);
        await v.page.screenshot({ path: join(shots, `${name}-${dark ? 'dark' : 'light'}.png`) });
        const wide = await v.page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(wide).toBeLessThanOrEqual(0);
        const axe = await new AxeBuilder({ page: v.page }).withTags(['wcag2a', 'wcag2aa']).analyze();
        expect(axe.violations.map((x) => `${x.id}: ${x.nodes[0]?.target.join(' ')}`)).toEqual([]);
        expect(v.errors).toEqual([]);
        await v.page.context().close();
      }
    },
  );
});
