// The lab lives in a worker: whatever it runs, the page goes on, and what never ends is ended. Where no worker may start, the
// lab lives in the page.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, openSite, type Site, type Visit, visit } from './browser.ts';

/** One sum that takes minutes: nothing in the machine has a turn meanwhile. */
const ENDLESS = `python3 -c 'pow(3, 3**3000000, 10**9)'`;

/** Longest time between two looks of the page's own thread, in ms, from now on. */
async function longest(v: Visit): Promise<() => Promise<number>> {
  await v.page.evaluate(() => {
    const w = window as unknown as { longest: number };
    let last = performance.now();
    w.longest = 0;
    setInterval(() => {
      const now = performance.now();
      w.longest = Math.max(w.longest, now - last);
      last = now;
    }, 5);
  });
  return () => v.page.evaluate(() => (window as unknown as { longest: number }).longest);
}

describe.runIf(CHROMIUM !== undefined)('the lab behind its port', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite(true);
  });
  afterAll(async () => {
    await site?.close();
  });

  it('is in a worker; what never ends is said, ended, and the session is as it was before', async () => {
    const v = await visit(site, { locale: 'en-GB', hash: '#scenario=none&lang=en' });
    expect(v.page.workers()).toHaveLength(1);
    await v.enter('docker volume create kept && echo one > file');
    await v.enter('python3 -c "print(1)"', 60_000);
    const most = await longest(v);
    await v.page.keyboard.insertText(ENDLESS);
    await v.page.keyboard.press('Enter');
    const stuck = v.page.locator('[data-testid=stuck]');
    await stuck.waitFor({ timeout: 20_000 });
    expect(await stuck.innerText()).toContain('pow(3');
    // the page is drawn and answers meanwhile: this is no measurement, it only tells a thread that is held from one that is not
    expect(await most()).toBeLessThan(1500);
    await v.page.locator('#side-tab-steps').click();
    await v.page.locator('[data-testid=trace]').waitFor();
    await stuck.getByRole('button', { name: 'Wait' }).click();
    expect(await stuck.count()).toBe(0);
    await v.page.reload();
    await v.page.waitForSelector('[data-testid=console]');
    await v.page.waitForFunction(() =>
      /\$ ?$/.test(document.querySelector<HTMLElement>('[data-testid=console]')!.innerText.trimEnd()),
    );
    await v.page.click('[data-testid=console]');
    expect(await v.enter('docker volume ls -q; cat file')).toContain('kept\none');
    expect(v.errors).toEqual([]);
  });

  it('is ended on demand, with everything before the command kept, and goes on in a new worker', async () => {
    const v = await visit(site, { locale: 'en-GB', hash: '#scenario=none&lang=en' });
    await v.enter('docker volume create kept && echo one > file');
    await v.enter('docker pull -q busybox; python3 -c "print(1)"', 60_000);
    await v.page.keyboard.insertText(`docker run -d --name gone busybox sleep 900; sleep 1; ${ENDLESS}`);
    await v.page.keyboard.press('Enter');
    await v.page.locator('.node.container').waitFor();
    await v.page.locator('[data-testid=stuck]').waitFor({ timeout: 20_000 });
    await v.page.getByRole('button', { name: 'End it and go back' }).click();
    await expect
      .poll(() => v.page.locator('[data-testid=past-notice]').innerText(), { timeout: 20_000 })
      .toContain('came back to the moment before');
    await v.page.waitForFunction(() =>
      /\$ ?$/.test(document.querySelector<HTMLElement>('[data-testid=console]')!.innerText.trimEnd()),
    );
    // the picture goes back too
    await expect.poll(() => v.page.locator('.node.container').count(), { timeout: 5000 }).toBe(0);
    expect(await v.page.locator('.node.image').count()).toBe(1);
    await expect.poll(() => v.page.workers().length, { timeout: 15_000 }).toBe(1);
    await v.page.click('[data-testid=console]');
    expect(await v.enter('docker volume ls -q; cat file')).toContain('kept\none');
    expect(await v.text()).not.toContain('pow(3');
    expect(v.errors).toEqual([]);
  });

  it('lives in the page where it is told to, and does the same there', async () => {
    const v = await visit(site, { locale: 'en-GB', hash: '#scenario=none&lang=en&home=page' });
    expect(v.page.workers()).toHaveLength(0);
    expect(await v.enter('docker run --rm busybox echo here', 60_000)).toContain('here');
    await v.page.keyboard.insertText('docker vol');
    await v.page.keyboard.press('Tab');
    await expect.poll(() => v.text()).toContain('docker volume ');
    await v.page.keyboard.insertText('create data');
    await v.enter('');
    await v.page.locator('#side-tab-steps').click();
    await expect.poll(() => v.page.locator('[data-testid=trace]').innerText()).toContain('docker volume create data');
    await v.page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => v.text()).not.toContain('create data');
    await v.page.click('[data-testid=console]');
    expect(await v.enter('docker volume ls -q | wc -l')).toContain('0');
    expect(v.errors).toEqual([]);
  });
});
