import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, openSite, type Site, visit } from './browser.ts';

describe.runIf(CHROMIUM !== undefined)('inspector and files', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite(true);
  });
  afterAll(async () => {
    await site?.close();
  });

  it('says where files, variables and the command come from, and which commands are legal', async () => {
    const v = await visit(site, { locale: 'en-GB', hash: '#scenario=none' });
    await v.enter('docker run -d --name web -e MODE=test -v html:/usr/share/nginx/html nginx', 40_000);
    await v.enter("docker exec web sh -c 'echo x >> /etc/nginx/mime.types; rm /etc/nginx/fastcgi_params'");
    await v.page.locator('.node.container').click();
    const inspector = v.page.locator('[data-testid=inspector]');
    const tab = (name: string): Promise<void> => inspector.getByRole('tab', { name, exact: true }).click();
    await tab('Environment');
    expect(await inspector.innerText()).toMatch(/MODE\s+test\s+docker run -e/);
    expect(await inspector.innerText()).toMatch(/NGINX_VERSION\s+\S+\s+image/);
    await tab('Command');
    expect(await inspector.innerText()).toContain('["/docker-entrypoint.sh","nginx","-g","daemon off;"]');
    await tab('Files');
    const open = (name: string): Promise<void> =>
      inspector
        .locator('[data-testid=merged] button', { hasText: new RegExp(`^${name}`) })
        .first()
        .click();
    await open('etc/');
    await open('nginx/');
    const list = await inspector.locator('[data-testid=merged]').innerText();
    expect(list).toMatch(/⌫ fastcgi_params\s+deleted in the writable layer · layer \d/);
    expect(list).toMatch(/mime\.types\s+writable layer/);
    expect(list).toMatch(/mime\.types\s+hidden by the writable layer · layer \d/);
    await tab('State');
    expect(await inspector.locator('[data-testid=chart]').getAttribute('aria-label')).toContain('now running');
    await expect.poll(() => inspector.getByRole('button', { name: 'docker unpause web' }).isDisabled()).toBe(true);
    await inspector.getByRole('button', { name: 'docker pause web' }).click();
    await v.page.keyboard.press('Enter');
    await v.page.waitForFunction(
      () => document.querySelector('[data-testid=chart]')?.getAttribute('aria-label')?.includes('now paused') === true,
    );
    expect(await inspector.getByRole('button', { name: 'docker unpause web' }).isDisabled()).toBe(false);
    await v.page.locator('.node.image').click();
    await inspector.locator('.layer button').last().click();
    expect(await inspector.innerText()).toContain('+ /etc/passwd');
    await v.page.locator('.node.store').click();
    expect(await inspector.innerText()).toContain('index.html');
    expect(v.errors).toEqual([]);
  });

  it('edits, lints, renames, removes and takes files from the disk', async () => {
    const v = await visit(site, { locale: 'en-GB' });
    await v.page.getByRole('button', { name: 'New file' }).click();
    await v.page.keyboard.type('Dockerfile.dev');
    await v.page.keyboard.press('Enter');
    const editor = v.page.locator('[data-testid=editor]');
    await editor.click();
    await v.page.keyboard.insertText('FROM busybox\nCMD echo hi\n');
    await v.page.waitForSelector('[data-testid=remarks]');
    await v.page.locator('[data-testid=remarks] summary').click();
    expect(await v.page.locator('[data-testid=remarks]').innerText()).toContain('JSONArgsRecommended');
    await v.page.keyboard.press('Control+s');
    await editor.click();
    await v.page.keyboard.press('Control+s');
    await v.page.setInputFiles('[data-testid=upload]', [
      { name: 'app.py', mimeType: 'text/x-python', buffer: Buffer.from('print(1)\n') },
    ]);
    await v.page.locator('.tree').getByRole('button', { name: 'app.py' }).waitFor();
    await v.page.click('[data-testid=console]');
    expect(await v.enter('cat Dockerfile.dev app.py')).toMatch(/CMD echo hi\s+print\(1\)/);
    await v.page.locator('.tree').getByRole('button', { name: 'app.py' }).click();
    await v.page.getByLabel('More actions: app.py').click();
    await v.page.getByRole('button', { name: 'Rename' }).click();
    await v.page.keyboard.type('main.py');
    await v.page.keyboard.press('Enter');
    await v.page.locator('.tree').getByRole('button', { name: 'main.py' }).waitFor();
    v.page.once('dialog', (d) => void d.accept());
    await v.page.getByLabel('More actions: main.py').click();
    await v.page.getByRole('button', { name: 'Delete' }).click();
    await v.page.click('[data-testid=console]');
    expect(await v.enter('ls')).not.toContain('main.py');
    expect(v.errors).toEqual([]);
  });
});
