// The end of the shell in a real browser: nothing that was made is lost.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, openSite, type Site, visit } from './browser.ts';

describe.runIf(CHROMIUM !== undefined)('exit at the host', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite(true);
  });
  afterAll(async () => {
    await site?.close();
  });

  it('begins another shell on the same machine, and Enter after it makes no new one', async () => {
    const v = await visit(site, { locale: 'en-GB', hash: '#scenario=none' });
    await v.enter('docker volume create kept');
    expect(await v.enter('exit')).toContain('logout');
    await v.page.keyboard.press('Enter');
    await v.page.waitForTimeout(600);
    expect(await v.enter('docker volume ls -q')).toContain('kept');
    await v.page.keyboard.press('Control+d');
    await v.page.waitForTimeout(600);
    await v.page.keyboard.press('Enter');
    await v.page.waitForTimeout(600);
    expect(await v.enter('docker volume ls -q')).toContain('kept');
    expect(await v.text()).toContain('docker volume create kept');
  });
});
