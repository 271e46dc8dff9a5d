import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import AxeBuilder from '@axe-core/playwright';
import { CHROMIUM, openSite, type Site, visit, type Visit } from './browser.ts';

const shots = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'drydock', 'shots');
mkdirSync(shots, { recursive: true });
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

async function clean(v: Visit): Promise<void> {
  const axe = await new AxeBuilder({ page: v.page }).withTags(TAGS).analyze();
  expect(
    axe.violations.map((x) => `${x.id}: ${x.nodes[0]?.target.join(' ')} ${x.nodes[0]?.html.slice(0, 120)}`),
  ).toEqual([]);
}

describe.runIf(CHROMIUM !== undefined)('the layouts', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite();
  });
  afterAll(async () => {
    await site?.close();
  });

  it.each([
    ['desktop', 1440, 900, ''],
    ['frame', 800, 500, ''],
    ['projector', 1280, 720, '#projector'],
    ['phone', 320, 640, ''],
  ] as const)('%s: nothing for axe, light and dark, nothing scrolls away', async (name, width, height, hash) => {
    // both at once: each has a core, and nothing moves
    const look = async (dark: boolean): Promise<void> => {
      const v = await visit(site, {
        width,
        height,
        dark,
        still: true,
        hash: `${hash}${hash === '' ? '#' : '&'}${dark ? 'theme=dark' : 'theme=light'}`,
      });
      await v.enter('docker network create app');
      await v.enter('docker run -d --name web --network app -p 8080:80 -v data:/d nginx', 40_000);
      await v.page.waitForTimeout(2200);
      await v.page.screenshot({ path: join(shots, `page-${name}-${dark ? 'dark' : 'light'}.png`) });
      expect(
        await v.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
      ).toBeLessThanOrEqual(0);
      await clean(v);
      if (width === 800) {
        for (const panel of ['Tarea', 'Archivos', 'Navegador', 'Inspector', 'Pasos']) {
          await v.page.getByRole('button', { name: panel, exact: true }).click();
          await v.page.waitForTimeout(250);
          await clean(v);
        }
      }
      expect(v.errors).toEqual([]);
      await v.page.context().close();
    };
    await Promise.all([look(false), look(true)]);
  });

  it('is small in a frame: bar, stage, console at the sizes that were promised', async () => {
    const v = await visit(site, { width: 800, height: 500 });
    const h = (selector: string): Promise<number> =>
      v.page
        .locator(selector)
        .first()
        .evaluate((e) => e.getBoundingClientRect().height);
    expect(await h('header')).toBe(38);
    expect(await h('[data-region=stage]')).toBeGreaterThanOrEqual(225);
    expect(await h('[data-region=console]')).toBeGreaterThanOrEqual(170);
    const columns = Number(
      /(\d+)$/m.exec((await v.enter('tput cols 2>/dev/null || stty size')).trim().split('\n').at(-2) ?? '')?.[1],
    );
    expect(columns).toBeGreaterThanOrEqual(88);
  });

  it('speaks the language and wears the theme that the address asks for', async () => {
    const v = await visit(site, { locale: 'en-GB', hash: '#lang=es&theme=contrast&scenario=none' });
    expect(
      await v.page.evaluate(() => [document.documentElement.lang, document.documentElement.dataset['theme']]),
    ).toEqual(['es', 'contrast']);
    expect(await v.page.locator('[data-region=task]').innerText()).toContain('Laboratorio libre');
    await v.enter('docker run -d --name web -p 8080:80 nginx', 40_000);
    await v.page.waitForTimeout(1800);
    await clean(v);
    await v.page.getByRole('button', { name: 'English' }).click();
    await v.page.locator('[data-region=task] h2', { hasText: 'Free lab' }).waitFor();
  });

  it('goes through its regions by F6, moves splitters with arrows, lists its keys', async () => {
    const v = await visit(site, { locale: 'en-GB' });
    const region = (): Promise<string | undefined> =>
      v.page.evaluate(() => document.activeElement?.closest<HTMLElement>('[data-region]')?.dataset['region']);
    const seen: (string | undefined)[] = [];
    await v.page.waitForSelector('[data-region=timeline]');
    for (let i = 0; i < 6; i++) {
      await v.page.keyboard.press('F6');
      seen.push(await region());
    }
    expect(seen).toEqual(['side', 'files', 'timeline', 'task', 'stage', 'console']);
    const splitter = v.page.getByRole('separator', { name: 'Size of Task' });
    await splitter.focus();
    const before = await v.page.locator('[data-region=task]').evaluate((e) => e.clientWidth);
    await v.page.keyboard.press('ArrowRight');
    expect(await v.page.locator('[data-region=task]').evaluate((e) => e.clientWidth)).toBeGreaterThan(before);
    await v.page.keyboard.press('F1');
    await v.page.getByRole('dialog').waitFor();
    await clean(v);
    await v.page.keyboard.press('Escape');
    await v.page.getByRole('button', { name: 'Settings and help' }).click();
    await v.page.getByRole('dialog').waitFor();
    await clean(v);
  });

  it('is used by the keyboard alone: task, console, stage, inspector', async () => {
    const v = await visit(site, { locale: 'en-GB', hash: '#scenario=fluxgym' });
    const focus = async (test: string): Promise<void> => {
      for (let i = 0; i < 60; i++) {
        if (await v.page.evaluate((t) => document.activeElement?.textContent?.trim().startsWith(t) === true, test))
          return;
        await v.page.keyboard.press('Tab');
      }
      throw new Error(`Tab never came to ${test}`);
    };
    const settled = (): Promise<unknown> =>
      v.page.waitForFunction(
        () => /runpod\$ ?$/.test(document.querySelector<HTMLElement>('[data-testid=console]')!.innerText.trimEnd()),
        undefined,
        { timeout: 60_000 },
      );
    for (let i = 0; i < 3; i++) await v.page.keyboard.press('F6');
    expect(
      await v.page.evaluate(() => document.activeElement?.closest<HTMLElement>('[data-region]')?.dataset['region']),
    ).toMatch(/files|timeline|task/);
    while (
      (await v.page.evaluate(
        () => document.activeElement?.closest<HTMLElement>('[data-region]')?.dataset['region'],
      )) !== 'task'
    )
      await v.page.keyboard.press('F6');
    await focus('docker build');
    await v.page.keyboard.press('Enter');
    await v.page.keyboard.press('Enter');
    await v.page.waitForSelector('.node.image', { timeout: 60_000 });
    await settled();
    await v.page.keyboard.insertText('docker run -d --name gym -p 7860:7860 -v ws:/workspace migdrp/runpod:fluxgym');
    await v.page.keyboard.press('Enter');
    await v.page.waitForSelector('.node.container', { timeout: 30_000 });
    await settled();
    await v.page.keyboard.press('Shift+F6');
    await v.page.keyboard.press('Home');
    for (
      let i = 0;
      i < 12 &&
      !(await v.page.evaluate(
        () =>
          document
            .getElementById(document.activeElement!.getAttribute('aria-activedescendant') ?? '')
            ?.textContent?.includes('gym: running') === true,
      ));
      i++
    )
      await v.page.keyboard.press('ArrowDown');
    await v.page.keyboard.press('Enter');
    await v.page.locator('[data-testid=inspector] h3', { hasText: 'gym' }).waitFor();
    for (
      let i = 0;
      i < 8 &&
      (await v.page.evaluate(
        () => document.activeElement?.closest<HTMLElement>('[data-region]')?.dataset['region'],
      )) !== 'side';
      i++
    )
      await v.page.keyboard.press('F6');
    await focus('docker stop gym');
    await v.page.keyboard.press('Enter');
    await v.page.keyboard.press('Enter');
    await v.page.waitForFunction(
      () => document.querySelector('.node.container')?.textContent?.includes('exited') === true,
      undefined,
      { timeout: 30_000 },
    );
    expect(v.errors).toEqual([]);
  });

  it('tells what a command did, once, in its live region', async () => {
    const v = await visit(site, { locale: 'en-GB', hash: '#scenario=none' });
    await v.page.evaluate(() => {
      const said: string[] = [];
      (window as unknown as { said: string[] }).said = said;
      const live = document.querySelector('[data-testid=live]')!;
      new MutationObserver(() => said.push(live.textContent ?? '')).observe(live, {
        childList: true,
        characterData: true,
        subtree: true,
      });
    });
    await v.enter('docker volume create data && docker network create app');
    await v.page.waitForTimeout(500);
    const said = await v.page.evaluate(() => (window as unknown as { said: string[] }).said);
    expect(said).toHaveLength(1);
    expect(said[0]).toContain('network app made. volume data made');
  });

  it('holds still when it is asked to', async () => {
    const context = await site.browser.newContext({
      viewport: { width: 1440, height: 900 },
      reducedMotion: 'reduce',
      locale: 'en-GB',
    });
    const page = await context.newPage();
    await page.goto(`${site.url}#scenario=none`);
    await page.waitForFunction(() =>
      /\$ ?$/.test(document.querySelector<HTMLElement>('[data-testid=console]')?.innerText.trimEnd() ?? ''),
    );
    await page.click('[data-testid=console]');
    await page.keyboard.insertText('docker run -d --name web nginx');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.node.container', { timeout: 30_000 });
    expect(await page.evaluate(() => document.documentElement.dataset['motion'])).toBe('none');
    expect(await page.locator('.actor').count()).toBe(0);
    await page.waitForSelector('.node.container.changed');
    await context.close();
  });

  it('has large type and presenter keys on the projector', async () => {
    const v = await visit(site, { width: 1280, height: 720, locale: 'en-GB', hash: '#projector&scenario=none' });
    await v.enter('docker run -d --name web -p 8080:80 nginx', 40_000);
    await v.page.waitForTimeout(900);
    const size = (selector: string): Promise<number> =>
      v.page
        .locator(selector)
        .first()
        .evaluate((e) => parseFloat(getComputedStyle(e).fontSize));
    expect(await size('.cm-editor')).toBe(32);
    expect(await size('.node.container .small')).toBeGreaterThanOrEqual(32);
    await v.page.keyboard.press('Shift+F6');
    await v.page.keyboard.press(']');
    expect(await size('.cm-editor')).toBe(36);
    await v.page.keyboard.press('.');
    expect(await v.page.locator('[data-testid=caption]').innerText()).toContain('docker run -d --name web');
    await v.page.keyboard.press('c');
    await v.page.waitForTimeout(200);
    expect(await v.page.locator('[data-region=console]').evaluate((e) => e.clientHeight)).toBeGreaterThan(550);
    expect(v.errors).toEqual([]);
  });
});
