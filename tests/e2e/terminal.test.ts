import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, openSite, type Site, visit } from './browser.ts';

describe.runIf(CHROMIUM !== undefined)('the terminal side of docker', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite();
  });
  afterAll(async () => {
    await site?.close();
  });
  const shown = (page: import('playwright-core').Page): Promise<string> =>
    page.evaluate(() => document.querySelector<HTMLElement>('[data-testid=console]')!.innerText);
  const wait = (page: import('playwright-core').Page, text: string): Promise<unknown> =>
    page.waitForFunction(
      (t) => document.querySelector<HTMLElement>('[data-testid=console]')!.innerText.includes(t),
      text,
      { timeout: 20_000 },
    );
  const atPrompt = (page: import('playwright-core').Page): Promise<unknown> =>
    page.waitForFunction(
      () => /runpod\$ ?$/.test(document.querySelector<HTMLElement>('[data-testid=console]')!.innerText.trimEnd()),
      undefined,
      { timeout: 20_000 },
    );

  it('moves the bars of a pull, and leaves a line for each layer', async () => {
    const v = await visit(site);
    await v.page.locator('select').first().selectOption('real');
    await v.page.click('[data-testid=console]');
    await v.page.keyboard.insertText('docker pull nginx');
    await v.page.keyboard.press('Enter');
    const seen = new Set<string>();
    for (let i = 0; i < 120; i++) {
      const text = await shown(v.page);
      for (const m of text.matchAll(
        /(Downloading|Extracting)\s+\[=*>? *\]\s+\S+\/\S+|(Downloading|Extracting)\s+\S+\/\S+/g,
      ))
        seen.add(m[0]);
      if (text.includes('Status: Downloaded')) break;
      await v.page.waitForTimeout(50);
    }
    expect(seen.size).toBeGreaterThan(3);
    await atPrompt(v.page);
    const text = await shown(v.page);
    expect(text.match(/^[0-9a-f]{12}: Pull complete/gm)).toHaveLength(7);
    expect(text).not.toContain('Downloading');
    expect(v.errors).toEqual([]);
  });

  it('ends docker stats and docker logs -f with Ctrl-C', async () => {
    const v = await visit(site);
    await v.enter("docker run -d --name clock busybox sh -c 'while true; do echo tick; sleep 1; done'", 30_000);
    await v.page.keyboard.insertText('docker logs -f clock');
    await v.page.keyboard.press('Enter');
    await wait(v.page, 'tick\ntick\ntick');
    await v.page.keyboard.press('Control+c');
    await atPrompt(v.page);
    await v.page.keyboard.insertText('docker stats');
    await v.page.keyboard.press('Enter');
    await wait(v.page, 'CONTAINER ID   NAME      CPU %');
    await v.page.waitForTimeout(1500);
    expect(await shown(v.page)).toContain('clock');
    await v.page.keyboard.press('Control+c');
    await atPrompt(v.page);
    expect(await v.enter('echo alive')).toContain('alive');
    expect(v.errors).toEqual([]);
  });

  it('asks before it prunes, and takes no for an answer', async () => {
    const v = await visit(site);
    await v.enter('docker run --name old busybox true', 30_000);
    for (const [answer, kept] of [
      ['n', true],
      ['y', false],
    ] as const) {
      await v.page.keyboard.insertText('docker container prune');
      await v.page.keyboard.press('Enter');
      await v.page.waitForFunction(() =>
        /\[y\/N\] ?$/.test(document.querySelector<HTMLElement>('[data-testid=console]')!.innerText.trimEnd()),
      );
      await v.page.keyboard.type(answer);
      await v.page.keyboard.press('Enter');
      await atPrompt(v.page);
      expect((await v.enter("docker ps -a --format '{{.Names}}'")).includes('\nold')).toBe(kept);
    }
    expect(v.errors).toEqual([]);
  });

  it('tells programs in a container how big the window is, also when it changes', async () => {
    const v = await visit(site);
    await v.enter('docker run -it --rm --name sized busybox sh', 30_000);
    const size = async (): Promise<number[]> =>
      /(\d+) (\d+)/
        .exec((await v.enter('stty size')).replace(/.*stty size/, ''))!
        .slice(1)
        .map(Number);
    const [rows, columns] = await size();
    await v.page.setViewportSize({ width: 1150, height: 700 });
    await v.page.waitForTimeout(400);
    const [rows2, columns2] = await size();
    expect(columns2!).toBeLessThan(columns!);
    expect(rows2!).toBeLessThan(rows!);
    await v.page.keyboard.press('Control+p');
    await v.page.keyboard.press('Control+q');
    await atPrompt(v.page);
    expect(await v.enter("docker ps --format '{{.Names}} {{.State}}'")).toContain('sized running');
    expect(v.errors).toEqual([]);
  });
});
