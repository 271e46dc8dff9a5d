// The past and *why* in a real browser: undo and redo, scrubbing, continuing, reload, links, explanations.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import AxeBuilder from '@axe-core/playwright';
import { replaySession } from '../../src/headless/replay.ts';
import { CHROMIUM, openSite, type Site, visit, type Visit } from './browser.ts';

const shots = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'drydock', 'shots');
mkdirSync(shots, { recursive: true });

/** Waits until no replay is under way. */
async function settled(v: Visit): Promise<void> {
  await v.page.waitForFunction(
    () =>
      document.querySelector('[data-testid=travel]') === null &&
      document.querySelector('[data-testid=console]') !== null,
  );
  await v.page.waitForTimeout(300);
}
const outline = (v: Visit): Promise<string> => v.page.locator('[data-testid=outline]').innerText();

describe.runIf(CHROMIUM !== undefined)('the past', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite(true);
  });
  afterAll(async () => {
    await site?.close();
  });

  it('undoes, redoes, looks back and continues from there', async () => {
    const v = await visit(site, { locale: 'en-GB', hash: '#scenario=none' });
    await v.enter('docker run -d --name web -p 8080:80 nginx', 60_000);
    await v.enter('docker volume create data');
    await v.enter('docker rm -f web');
    await expect.poll(() => outline(v)).not.toContain('web');
    await v.page.getByRole('button', { name: 'Undo' }).click();
    await settled(v);
    await expect.poll(() => outline(v)).toContain('web');
    expect(await v.text()).toContain('docker volume create data');
    expect(await v.text()).not.toContain('docker rm -f web');
    await v.page.getByRole('button', { name: 'Redo' }).click();
    await settled(v);
    await expect.poll(() => outline(v)).not.toContain('web');
    await v.page.waitForFunction(() =>
      document.querySelector<HTMLElement>('[data-testid=console]')!.innerText.includes('docker rm -f web'),
    );

    const range = v.page.locator('[data-testid=range]');
    await range.focus();
    await range.press('Home');
    await range.press('ArrowRight');
    await expect.poll(() => v.page.locator('[data-testid=looking]').innerText()).toContain('You look at step');
    expect(await range.getAttribute('aria-valuetext')).toContain('docker run -d --name web');
    await v.page.getByRole('button', { name: 'One command forth' }).click();
    await expect.poll(() => outline(v)).toContain('web');
    await v.page.screenshot({ path: join(shots, 'timeline-past.png') });
    await v.page.getByRole('button', { name: 'Continue from here' }).click();
    await settled(v);
    await expect.poll(() => outline(v)).toContain('web');
    await expect.poll(() => v.page.getByRole('button', { name: 'Redo' }).isEnabled()).toBe(true);
    await v.page.click('[data-testid=console]');
    await v.enter('docker volume create other');
    await expect.poll(() => v.page.getByRole('button', { name: 'Redo' }).isEnabled()).toBe(false);
    expect(await v.enter('docker volume ls')).not.toContain('data\n');
    expect(v.errors).toEqual([]);
  });

  it('survives a reload, and says when what was kept is damaged', async () => {
    const v = await visit(site, { locale: 'en-GB', hash: '#scenario=none' });
    await v.enter('docker run -d --name keep nginx', 60_000);
    const said = await v.enter('echo $RANDOM; echo hello > note');
    await v.page.waitForTimeout(900);
    await v.page.reload();
    await v.page.waitForFunction(
      (t) => document.querySelector<HTMLElement>('[data-testid=console]')?.innerText.includes(t) === true,
      said.match(/\d+/)![0],
      { timeout: 20_000 },
    );
    await settled(v);
    await v.page.click('[data-testid=console]');
    expect(await v.enter('docker ps; cat note')).toMatch(/keep[^]*hello/);
    await v.page.waitForTimeout(900);
    await v.page.evaluate(() => sessionStorage.setItem('drydock.session', '1.brokenbrokenbroken'));
    await v.page.evaluate(() => {
      Storage.prototype.setItem = () => {};
    });
    await v.page.reload();
    await expect.poll(() => v.page.locator('[data-testid=past-notice]').innerText()).toContain('could not be read');
    await settled(v);
    await v.page.click('[data-testid=console]');
    expect(await v.enter('ls')).not.toContain('note');
    expect(v.errors).toEqual([]);
  });

  it('makes a link that another browser plays, and bad links lose nothing', async () => {
    const v = await visit(site, { locale: 'en-GB', hash: '#scenario=none' });
    await v.enter('docker run -d --name shared nginx', 60_000);
    await v.enter('python3 -c "print(6 * 7)"; docker run --rm python:3.12-slim python3 -c "print(6 * 7)"', 60_000);
    await v.enter(
      'docker run -d --name db -e MARIADB_ROOT_PASSWORD=x mariadb; sleep 12; docker exec db mariadb -uroot -px -e "select 7"',
      60_000,
    );
    const random = (await v.enter('echo $RANDOM')).match(/\n(\d+)/)![1]!;
    await v.page.getByRole('button', { name: 'Share' }).click();
    await v.page.locator('dialog[open] [data-testid=link]').waitFor();
    const link = await v.page.locator('[data-testid=link]').inputValue();
    expect(link.startsWith(site.url)).toBe(true);
    await v.page.getByRole('button', { name: 'Copy the link' }).click();
    await expect.poll(() => v.page.evaluate(() => navigator.clipboard.readText())).toBe(link);
    await v.page.getByRole('button', { name: 'Copy the transcript' }).click();
    await expect
      .poll(() => v.page.evaluate(() => navigator.clipboard.readText()))
      .toContain(`$ echo $RANDOM\n${random}\n`);
    const axe = await new AxeBuilder({ page: v.page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
      .include('dialog[open]')
      .analyze();
    expect(axe.violations.map((x) => x.id)).toEqual([]);

    // the same session without a page, to the byte
    expect(replaySession(link, false)).toMatchObject({
      status: 0,
      stderr: '',
      stdout: expect.stringContaining(`$ echo $RANDOM\n${random}\n`) as string,
    });

    const other = await visit(site, { locale: 'en-GB', hash: link.slice(link.indexOf('#')) });
    await settled(other);
    expect(await other.text()).toContain(random);
    await expect.poll(() => outline(other)).toContain('shared');
    expect(other.page.url()).not.toContain('session=');
    expect(await other.page.locator('[data-testid=past-notice]').innerText()).toContain('A shared session');
    for (const [hash, says] of [
      [link.slice(link.indexOf('#'), -20), 'damaged'],
      [link.slice(link.indexOf('#')).replace('session=1.', 'session=9.'), 'another version'],
    ] as const) {
      const bad = await visit(site, { locale: 'en-GB', hash });
      expect(await bad.page.locator('[data-testid=past-notice]').innerText()).toContain(says);
      await bad.page.click('[data-testid=console]');
      expect(await bad.enter('echo alive')).toContain('alive');
      expect(bad.errors).toEqual([]);
    }
    expect([...v.errors, ...other.errors]).toEqual([]);
  });

  it('keeps the files of a scenario in a link too', async () => {
    const v = await visit(site, { locale: 'en-GB', hash: '#scenario=fluxgym' });
    await v.enter('docker build -t mine .', 60_000);
    await v.enter('ls -laR; find . | md5sum');
    await v.page.getByRole('button', { name: 'Share' }).click();
    await v.page.locator('dialog[open] [data-testid=link]').waitFor();
    const played = replaySession(await v.page.locator('[data-testid=link]').inputValue(), false);
    expect(played).toMatchObject({ status: 0, stderr: '' });
    expect(played.stdout).toContain('$ docker build -t mine .');
  });

  it('plays the session, stops simulated time, and does it by keyboard', async () => {
    const v = await visit(site, { locale: 'en-GB', hash: '#scenario=none' });
    for (let i = 0; i < 3; i++) await v.enter(`docker volume create v${i}x`, 60_000);
    await v.page.locator('.pace').selectOption({ label: '×4' });
    await v.page.getByRole('button', { name: 'Play the session' }).press('Enter');
    await v.page.getByRole('button', { name: 'Stop playing' }).waitFor();
    await v.page.getByRole('button', { name: 'Play the session' }).waitFor({ timeout: 15_000 });
    await expect.poll(() => v.page.locator('[data-testid=looking]').count()).toBe(0);
    await v.page.getByRole('button', { name: 'One command back' }).press('Enter');
    await expect.poll(() => v.page.locator('[data-testid=looking]').innerText()).toContain('step 2 of 3');
    await v.page.getByRole('button', { name: 'One command back' }).press('Escape');
    await expect.poll(() => v.page.locator('[data-testid=looking]').count()).toBe(0);
    await v.page.getByRole('button', { name: 'Stop simulated time' }).click();
    await v.page.click('[data-testid=console]');
    await v.page.keyboard.type('echo held');
    await v.page.keyboard.press('Enter');
    await v.page.waitForTimeout(400);
    expect(await v.text()).not.toMatch(/^held$/m);
    await v.page.getByRole('button', { name: 'Let simulated time go on' }).click();
    await v.page.waitForFunction(() =>
      /^held$/m.test(document.querySelector<HTMLElement>('[data-testid=console]')!.innerText),
    );
    await v.page.getByTitle('List of commands').click();
    await expect
      .poll(() => v.page.locator('[data-testid=command-list]').innerText())
      .toMatch(/docker volume create v1x/);
    const axe = await new AxeBuilder({ page: v.page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
      .include('[data-testid=timeline]')
      .analyze();
    expect(axe.violations.map((x) => [x.id, x.nodes[0]?.html])).toEqual([]);
    expect(v.errors).toEqual([]);
  });

  it('explains a failing request in the browser tab and in the console, and what would mend it', async () => {
    const v = await visit(site, { hash: '#scenario=none' });
    await v.enter('docker run -d --name web nginx', 60_000);
    await v.enter('docker stop web');
    await v.enter('curl -sS localhost:8080');
    await v.page.locator('[data-testid=why-last]').click();
    const hops = v.page.locator('[data-testid=hops]');
    await hops.waitFor();
    await expect.poll(() => hops.innerText()).toContain('nada en el anfitrión escucha en 8080');
    await v.page.locator('[data-testid=why-question]').fill('exit web');
    await v.page.keyboard.press('Enter');
    await expect.poll(() => v.page.locator('[data-testid=hops]').innerText()).toContain('terminó');
    await v.page.locator('[data-testid=why-question]').fill('rm web');
    await v.page.keyboard.press('Enter');
    await expect.poll(() => hops.innerText()).toContain('se puede borrar');
    await v.page.locator('[data-testid=why-question]').fill('web:80 from nobody');
    await v.page.keyboard.press('Enter');
    await v.page.getByRole('button', { name: 'docker ps -a' }).click();
    await expect.poll(() => v.text()).toMatch(/docker ps -a$/);
    await v.page.screenshot({ path: join(shots, 'why.png') });
    const axe = await new AxeBuilder({ page: v.page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
      .include('[data-testid=why]')
      .analyze();
    expect(axe.violations.map((x) => [x.id, x.nodes[0]?.html])).toEqual([]);
    expect(v.errors).toEqual([]);
  });
});
