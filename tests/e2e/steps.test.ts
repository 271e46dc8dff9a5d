// The task on the page follows what is typed, and *why* stands beside the command that failed, in the page's language.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, openSite, type Site, visit } from './browser.ts';

describe.runIf(CHROMIUM !== undefined)('the task and why, beside what is typed', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite(true);
  });
  afterAll(async () => {
    await site?.close();
  });

  it('typing the commands of a step leads to the next one, and its ticks are those of the step that is shown', async () => {
    const v = await visit(site, { locale: 'en-GB', hash: '#scenario=uvlhub&lang=en' });
    const step = v.page.locator('[data-testid=step]');
    const ticks = (): Promise<string> => v.page.locator('.goals').innerText();
    expect(await step.innerText()).toContain('Step 1 of 19');
    expect((await ticks()).match(/○/g)).toHaveLength(3);
    await v.enter('mv docker docker.bk');
    await expect.poll(ticks).toMatch(/✔ docker\.bk is there[^]*✔ docker is not there[^]*○ \.env is there/);
    await v.enter('cp .env.docker.example .env');
    await expect.poll(() => step.innerText()).toContain('Step 2 of 19');
    expect(await ticks()).not.toContain('✔');
    // a look back, and what is typed leads forth again
    await v.page.getByRole('button', { name: 'Previous' }).click();
    await expect.poll(() => v.page.locator('[data-testid=step-done]').isVisible()).toBe(true);
    await v.page.click('[data-testid=console]');
    await v.enter('docker version; docker compose version');
    await expect.poll(() => step.innerText()).toContain('Step 3 of 19');
    await v.page.reload();
    await v.page.waitForSelector('[data-testid=step]');
    await expect.poll(() => step.innerText(), { timeout: 20_000 }).toContain('Step 3 of 19');
    expect(v.errors).toEqual([]);
  });

  it('why follows each command that fails, and speaks the language of the page', async () => {
    const v = await visit(site, { hash: '#scenario=none&lang=es' });
    await v.enter('curl -s localhost:8080');
    await v.page.locator('[data-testid=why-last]').click();
    const why = v.page.locator('[data-testid=why]');
    await expect.poll(() => why.innerText()).toContain('nada en el anfitrión escucha en 8080');
    await v.page.click('[data-testid=console]');
    await v.enter('ls /nosuch');
    await expect.poll(() => why.innerText()).toContain('ls /nosuch');
    expect(await why.innerText()).not.toContain('8080.');
    expect(await v.enter('drydock why')).toContain('aquí no se sabe por qué');
    await v.enter('printf "FROM busybox\\nRUN echo hi\\n" > Dockerfile; docker build -q . && docker build .', 60_000);
    await v.page.locator('#side-tab-build').click();
    await expect.poll(() => v.page.locator('[data-testid=builds]').innerText()).toContain('son los mismos que antes');
    expect(await v.page.locator('[data-testid=builds]').innerText()).not.toMatch(/\b(the|cache has|was read)\b/);
    expect(await v.enter('nano x.txt')).toContain('aquí no hay editor de pantalla completa');
    expect(v.errors).toEqual([]);
  });
});
