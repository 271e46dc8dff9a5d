import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, openSite, type Site, type Visit, visit } from './browser.ts';

describe.runIf(CHROMIUM !== undefined)('docker compose on a terminal', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite(true);
  });
  afterAll(async () => {
    await site?.close();
  });

  const project = async (v: Visit): Promise<void> => {
    await v.enter('mkdir -p shop && cd shop');
    await v.enter(
      'printf \'services:\\n  web:\\n    image: nginx:alpine\\n    ports: ["8080:80"]\\n    depends_on: [cache]\\n  cache:\\n    image: busybox\\n    command: sh -c "echo ready; sleep 1d"\\n    stop_grace_period: 0s\\n\' > compose.yaml',
    );
  };
  /** Types a line and does not wait for the prompt. */
  const begin = async (v: Visit, line: string): Promise<void> => {
    await v.page.keyboard.insertText(line);
    await v.page.keyboard.press('Enter');
  };
  const until = async (v: Visit, test: (text: string) => boolean): Promise<string> => {
    for (let n = 0; n < 300; n++) {
      const text = await v.text();
      if (test(text)) return text;
      await v.page.waitForTimeout(60);
    }
    throw new Error(`it never came\n${(await v.text()).slice(-1500)}`);
  };

  it('pulls and starts with a list that moves, and takes everything down again', async () => {
    const v = await visit(site, { hash: '#scenario=none' });
    await project(v);
    await begin(v, 'docker compose up -d');
    const heads = new Set<string>();
    const text = await until(v, (t) => {
      for (const m of t.matchAll(/\[\+\] Running \d+\/\d+/g)) heads.add(m[0]);
      return /Container shop-web-1 +Started/.test(t) && /\$ ?$/.test(t);
    });
    expect(heads.size).toBeGreaterThan(3);
    for (const line of [/✔ web Pulled/, /✔ Network shop_default +Created/, /✔ Container shop-cache-1 +Started/])
      expect(text).toMatch(line);
    expect(await v.enter('curl -s localhost:8080 | grep title')).toContain('<title>');
    expect(await v.enter('docker compose ps --format "{{.Service}} {{.State}}"')).toContain('web running');
    expect(await v.enter('docker compose down')).toMatch(/✔ Network shop_default +Removed/);
    expect(await v.enter('docker ps -aq | wc -l')).toMatch(/\n0\n/);
    expect(v.errors).toEqual([]);
  });

  it('stays with the containers until Ctrl-C stops them', async () => {
    const v = await visit(site, { hash: '#scenario=none' });
    await project(v);
    await v.enter('docker compose pull -q', 60_000);
    await begin(v, 'docker compose up');
    const shown = await until(v, (t) => /cache-1 +\| ready/.test(t) && /web-1 +\| .*start worker process/.test(t));
    expect(shown).toContain('Attaching to cache-1, web-1');
    await v.page.keyboard.press('Control+c');
    const text = await until(v, (t) => /\$ ?$/.test(t.trimEnd()) && t.includes('Gracefully Stopping'));
    expect(text).toContain('Gracefully Stopping... press Ctrl+C again to force');
    expect(text).toMatch(/cache-1 exited with code 137/);
    expect(await v.enter('echo "status $?"; docker compose ps -a --format "{{.State}}" | sort -u')).toMatch(
      /status 0\nexited\n/,
    );
    await begin(v, 'docker compose start');
    await until(v, (t) => /Container shop-web-1 +Started[^$]*\$ ?$/.test(t));
    await begin(v, 'docker compose logs -f');
    await until(v, (t) => (t.split('docker compose logs -f')[1] ?? '').includes('cache-1'));
    await v.page.keyboard.press('Control+c');
    await until(v, (t) => /\^C[^]*\$ ?$/.test(t.split('docker compose logs -f')[1] ?? ''));
    expect(v.errors).toEqual([]);
  });
});
