// A browser and a built page for the tests that need them.

import { chromium, type Browser, type Page } from 'playwright-core';
import { inject } from 'vitest';
import { CHROMIUM } from './chromium.ts';

export { CHROMIUM };
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface Site {
  readonly browser: Browser;
  readonly url: string;
  /** Nothing moves on its pages unless a test asks for it. */
  readonly still: boolean;
  close(): Promise<void>;
}

/** A browser for the page that `setup.ts` has built. @param still for tests of what is there, not of how it moves */
export async function openSite(still = false): Promise<Site> {
  const browser = await chromium.launch({ executablePath: CHROMIUM!, args: FLAGS });
  return { browser, still, url: inject('page'), close: () => browser.close() };
}

/** A page that is open on a lab, and what went wrong in it. */
export interface Visit {
  readonly page: Page;
  readonly errors: string[];
  /** Types a line and waits until the prompt is back; what was printed since. */
  enter(line: string, timeout?: number): Promise<string>;
  text(): Promise<string>;
}

const PROMPT = /(student@drydock:[^\n]*\$|root@drydock:[^\n]*#|\/ #|# |>) ?$/;

export async function visit(
  site: Site,
  options: {
    width?: number;
    height?: number;
    dark?: boolean;
    locale?: string;
    hash?: string;
    /** Nothing moves: for tests of how things stand. */
    still?: boolean;
  } = {},
): Promise<Visit> {
  const context = await site.browser.newContext({
    viewport: { width: options.width ?? 1440, height: options.height ?? 900 },
    colorScheme: options.dark === true ? 'dark' : 'light',
    reducedMotion: (options.still ?? site.still) ? 'reduce' : 'no-preference',
    locale: options.locale ?? 'es-ES',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (e) => errors.push(e.message));
  page.on('console', (m) => {
    if (m.type() === 'error') errors.push(m.text());
  });
  await page.goto(site.url + (options.hash ?? ''));
  const text = (): Promise<string> =>
    page.evaluate(
      () =>
        (
          document.querySelector('[data-testid=console]') as HTMLElement & {
            cmTile?: { view: { state: { doc: { toString(): string } } } };
          }
        ).cmTile?.view.state.doc.toString() ?? document.querySelector<HTMLElement>('[data-testid=console]')!.innerText,
    );
  await page.waitForSelector('[data-testid=console]');
  await page.waitForFunction(() =>
    /\$ ?$/.test(document.querySelector<HTMLElement>('[data-testid=console]')!.innerText.trimEnd()),
  );
  await page.click('[data-testid=console]');
  const enter = async (line: string, timeout = 30_000): Promise<string> => {
    const before = (await text()).length;
    await page.keyboard.insertText(line);
    await page.keyboard.press('Enter');
    const end = Date.now() + timeout;
    for (;;) {
      await page.waitForTimeout(60);
      const now = await text();
      const fresh = now.slice(Math.max(0, before - 2));
      if (fresh.includes('\n') && PROMPT.test(now)) return fresh;
      if (Date.now() > end) throw new Error(`no prompt after ${line}\n${now.slice(-1500)}`);
    }
  };
  return { page, errors, enter, text };
}

/**
 * Errors since the last look. The test itself asks in the frame of the browser tab, which the browser tells; and it tells
 * what the page's policy kept a page from, already while that page is parsed.
 */
export const told = (v: Visit): string[] =>
  v.errors
    .splice(0)
    .filter(
      (e) =>
        !e.startsWith("Blocked script execution in 'about:srcdoc'") &&
        !/violates the following Content Security Policy directive.* The action has been blocked\.$/s.test(e),
    );
