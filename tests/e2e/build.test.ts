import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, openSite, type Site, type Visit, visit } from './browser.ts';

describe.runIf(CHROMIUM !== undefined)('docker build on a terminal', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite(true);
  });
  afterAll(async () => {
    await site?.close();
  });

  /** Steps of the last build that a text shows, those from the cache marked. */
  const steps = (text: string): string[] =>
    [...text.slice(text.lastIndexOf('[+] Building')).matchAll(/^ => (CACHED )?(\[\d+\/\d+\] \S+ .*?)\s{2,}/gm)].map(
      (m) => `${m[1] ?? ''}${m[2]}`,
    );
  const project = async (v: Visit): Promise<void> => {
    await v.enter('docker pull -q busybox', 60_000);
    await v.enter('mkdir -p shop && cd shop && echo one > app.txt && echo lib > lib.txt');
    await v.enter(
      "printf 'FROM busybox\\nWORKDIR /app\\nCOPY lib.txt .\\nRUN sleep 2 && cat lib.txt\\nCOPY app.txt .\\nRUN sleep 1 && cat app.txt\\n' > Dockerfile",
    );
  };

  it('moves while it works, and leaves each step with its time', async () => {
    const v = await visit(site);
    await project(v);
    await v.page.locator('select').first().selectOption('real');
    await v.page.click('[data-testid=console]');
    await v.page.keyboard.insertText('docker build -t shop .');
    await v.page.keyboard.press('Enter');
    const heads = new Set<string>();
    const running = new Set<string>();
    for (let n = 0; n < 200; n++) {
      const text = await v.text();
      const last = text.slice(Math.max(0, text.lastIndexOf('[+] Building')));
      const head = /\[\+\] Building \d+\.\ds \(\d+\/\d+\)/.exec(last)?.[0];
      if (head !== undefined) heads.add(head);
      for (const m of last.matchAll(/^ => (\[\d\/\d\] RUN .*?)\s{2,}/gm)) running.add(m[1]!);
      if (last.includes('FINISHED')) break;
      await v.page.waitForTimeout(50);
    }
    expect(heads.size).toBeGreaterThan(5);
    expect([...running].join('\n')).toContain('RUN sleep 2');
    const text = await v.text();
    expect(text).toContain('FINISHED');
    expect(steps(text)).toEqual(
      [
        '[1/5] FROM docker.io/library/busybox:latest',
        '[2/5] WORKDIR /app',
        '[3/5] COPY lib.txt .',
        '[4/5] RUN sleep 2 && cat lib.txt',
        '[5/5] COPY app.txt .',
      ]
        .concat('[6/6] RUN sleep 1 && cat app.txt')
        .map((s, _, all) => s.replace(/\/\d\]/, `/${all.length}]`)),
    );
    expect(v.errors).toEqual([]);
  });

  it('takes all from the cache the second time, and runs exactly what a changed file concerns', async () => {
    const v = await visit(site);
    await project(v);
    await v.enter('docker build -q .', 60_000);
    const second = await v.enter('docker build .', 60_000);
    expect(steps(second).filter((s) => s.startsWith('CACHED'))).toHaveLength(5);
    await v.enter('echo two > app.txt');
    const third = await v.enter('docker build .', 60_000);
    expect(steps(third).map((s) => [s.startsWith('CACHED'), /\[(\d)/.exec(s)![1]])).toEqual([
      [false, '1'],
      [true, '2'],
      [true, '3'],
      [true, '4'],
      [false, '5'],
      [false, '6'],
    ]);
    expect(await v.enter('docker run --rm $(docker build -q .) cat app.txt', 60_000)).toContain('two');
    expect(v.errors).toEqual([]);
  });
});
