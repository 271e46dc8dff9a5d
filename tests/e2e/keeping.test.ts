// What a person made is not lost: large files, shared links, kept sessions that cannot be read, storage that is full.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256hex } from '../../src/fs/digest.ts';
import { packSession, toBase64url, unpackSession } from '../../src/lab/codec.ts';
import type { Input } from '../../src/lab/log.ts';
import { CHROMIUM, openSite, type Site, visit, type Visit } from './browser.ts';

const link = (scenario: string | undefined, inputs: readonly Input[], end?: { steps: number; at: number }): string =>
  `#session=${packSession({ log: { origin: { scenario, seed: 3, columns: 100, rows: 24 }, entries: inputs.map((input, i) => ({ steps: 0, at: i, input })), end }, check: '' })}`;
const prompt = (v: Visit): Promise<unknown> =>
  v.page.waitForFunction(
    () =>
      document.querySelector('[data-testid=travel]') === null &&
      /\$ ?$/.test(document.querySelector<HTMLElement>('[data-testid=console]')?.innerText.trimEnd() ?? ''),
    undefined,
    { timeout: 60_000 },
  );
const reload = async (v: Visit): Promise<void> => {
  await v.page.reload();
  await prompt(v);
  await v.page.click('[data-testid=console]');
};
const notice = (v: Visit): Promise<string> =>
  v.page.locator('[data-testid=past-notice]').innerText({ timeout: 20_000 });
const kept = (v: Visit): Promise<string> => v.page.evaluate(() => sessionStorage.getItem('drydock.session') ?? '');

describe.runIf(CHROMIUM !== undefined)('what a tab keeps', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite(true);
  });
  afterAll(async () => {
    await site?.close();
  });

  it('holds a file of 17 MB over a reload; more than a session holds is refused before it comes in, in the language of the page', async () => {
    const v = await visit(site, { hash: '#scenario=none' });
    const dir = mkdtempSync(join(tmpdir(), 'drydock-'));
    // by the name of a file on the disk: a browser takes those at once
    const upload = async (name: string, bytes: Uint8Array): Promise<void> => {
      writeFileSync(join(dir, name), bytes);
      await v.page.setInputFiles('[data-testid=upload]', join(dir, name));
    };
    const noise = Buffer.alloc(17_000_000);
    for (let i = 0, x = 1; i < noise.length; i++) noise[i] = (x = (x * 48271) % 2147483647) & 0xff;
    await upload('big.bin', noise);
    await expect
      .poll(() => v.page.locator('.files .message').innerText(), { timeout: 30_000 })
      .toContain('Se ha puesto aquí 1 archivo');
    await v.page.click('[data-testid=console]');
    const said = await v.enter('md5sum big.bin', 60_000);
    await expect.poll(() => kept(v), { timeout: 60_000 }).toMatch(/^@/);
    await reload(v);
    expect(await v.enter('md5sum big.bin', 60_000)).toContain(/[\da-f]{32}/.exec(said)![0]);
    expect(await v.page.locator('[data-testid=past-notice]').count()).toBe(0);

    const message = v.page.locator('.files .message');
    for (const [name, buffer] of [
      ['huge.bin', new Uint8Array(40 << 20)],
      ['huge.zip', zipSync({ a: new Uint8Array(40 << 20) }, { level: 1 })],
    ] as const) {
      await upload(name, buffer);
      await expect
        .poll(() => message.innerText(), { timeout: 30_000 })
        .toMatch(/Es demasiado: 40 MB.*caben unos 48 MB.*queda sitio para 3\d MB/);
    }
    await upload('bad.zip', Buffer.from('no zip'));
    await expect.poll(() => message.innerText()).toContain('El zip bad.zip no se puede leer');
    await v.page.click('[data-testid=console]');
    expect(await v.enter('ls')).not.toMatch(/huge|bad/);
    rmSync(dir, { recursive: true });
    expect(v.errors).toEqual([]);
  });

  it('keeps the work in a shared link that was opened, in whatever scenario it was', async () => {
    const v = await visit(site, {
      locale: 'en-GB',
      hash: link('uvlhub', [{ kind: 'keys', text: 'echo from the link\r' }]),
    });
    await prompt(v);
    expect(v.page.url()).toContain('scenario=uvlhub');
    await v.page.click('[data-testid=console]');
    await v.enter('echo my own > own');
    await reload(v);
    expect(await v.text()).toContain('from the link');
    expect(await v.enter('cat own')).toContain('my own');
    // another link in the same tab: the session before it is not lost
    await v.page.goto('about:blank');
    await v.page.goto(site.url + link(undefined, [{ kind: 'keys', text: 'echo second\r' }]));
    await prompt(v);
    expect(await notice(v)).toContain('stays here');
    const [download] = await Promise.all([v.page.waitForEvent('download'), v.page.click('[data-testid=save-aside]')]);
    const { log } = unpackSession(readFileSync(await download.path(), 'utf8'));
    expect(log.origin.scenario).toBe('uvlhub');
    expect(log.entries.map((e) => (e.input.kind === 'keys' ? e.input.text : '')).join('')).toContain('echo my own');
    await reload(v);
    expect(await v.text()).toContain('second');
    expect(v.errors).toEqual([]);
  });

  it('never deletes what it cannot read, but offers it as a file', async () => {
    const v = await visit(site, { locale: 'en-GB', hash: '#scenario=none' });
    for (const [text, says] of [
      ['1.brokenbroken', 'it is damaged'],
      ['9.fromthefuture', 'another version'],
    ] as const) {
      await v.page.evaluate((t) => sessionStorage.setItem('drydock.session', t), text);
      await v.page.evaluate(() => {
        Storage.prototype.setItem = () => {};
      });
      await reload(v);
      expect(await notice(v)).toContain(says);
      await v.enter('echo new > new');
      await expect.poll(() => kept(v)).toMatch(/^1\./);
      const [download] = await Promise.all([
        v.page.waitForEvent('download'),
        v.page.locator('[data-testid=save-aside]').last().click(),
      ]);
      expect(readFileSync(await download.path(), 'utf8').trim()).toBe(text);
      await reload(v);
      expect(await v.enter('cat new')).toContain('new');
      expect(await notice(v)).toContain('can still be saved');
    }
    expect(await v.page.locator('[data-testid=save-aside]').count()).toBe(2);
    expect(v.errors).toEqual([]);
  });

  it('says that there is no room, and that what it comes back to is older', async () => {
    const v = await visit(site, { locale: 'en-GB', hash: '#scenario=none' });
    await v.enter('echo one > one');
    await expect.poll(() => kept(v)).toMatch(/^1\./);
    await v.page.evaluate(() => {
      const set = Storage.prototype.setItem;
      Storage.prototype.setItem = function (key: string, value: string) {
        if (key === 'drydock.session') throw new DOMException('full', 'QuotaExceededError');
        set.call(this, key, value);
      };
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    });
    await v.enter('echo two > two');
    expect(await notice(v)).toContain('no room');
    await reload(v);
    expect(await notice(v)).toContain('an older state');
    expect(await v.enter('ls')).toMatch(/one/);
    expect(v.errors).toEqual([]);
  });

  it('runs in a frame that forbids all storage, and says so', async () => {
    const v = await visit(site, { locale: 'en-GB', hash: '#scenario=none' });
    // such a frame is of no origin: its server must let it read
    await v.page.context().route('**/*', async (r) => {
      const response = await r.fetch();
      await r.fulfill({ response, headers: { ...response.headers(), 'access-control-allow-origin': '*' } });
    });
    await v.page.evaluate(() => {
      document.body.innerHTML = `<iframe style="width:100%;height:100%;position:fixed;inset:0" sandbox="allow-scripts" src="${location.href.replace('#', '?frame#')}"></iframe>`;
    });
    const frame = v.page.frameLocator('iframe');
    await frame.locator('[data-testid=console]').click();
    await v.page.keyboard.insertText('echo in a frame');
    await v.page.keyboard.press('Enter');
    await frame.locator('[data-testid=past-notice]').waitFor({ timeout: 20_000 });
    expect(await frame.locator('[data-testid=past-notice]').innerText()).toContain('may not keep anything');
  });

  it('lets nobody wait for ever for a link, and is not broken by what is in one', async () => {
    const endless = link(undefined, [{ kind: 'keys', text: 'while :; do :; done\r' }], { steps: 2 ** 50, at: 1 });
    const context = await site.browser.newContext({ locale: 'en-GB', viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    await page.goto(site.url + endless);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.locator('[data-testid=past-notice]').waitFor();
    expect(await page.locator('[data-testid=past-notice]').innerText()).toContain('You did not wait');
    await context.close();

    const plain = Buffer.from(JSON.stringify([null, 1, 100, 24, [[1, 1e17, 'k', 'date\r']], null, '']));
    const sum = Buffer.from(sha256hex(plain).slice(0, 8), 'hex');
    const bad = await visit(site, {
      locale: 'en-GB',
      hash: `#scenario=none&session=1.${toBase64url(Buffer.concat([sum, deflateSync(plain)]))}`,
    });
    expect(await notice(bad)).toContain('damaged');
    expect(await bad.enter('echo alive')).toContain('alive');
    expect(bad.errors).toEqual([]);
  });
});
