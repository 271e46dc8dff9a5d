// What the address of the page may ask for: `#scenario=NAME&lang=es&theme=dark&projector&session=…`. The README documents it.

import { MOST_GPUS } from '../kernel/gpucount.ts';
import type { Language } from '../scenarios/format.ts';

export type Theme = 'auto' | 'light' | 'dark' | 'contrast';
export const THEMES: readonly Theme[] = ['auto', 'light', 'dark', 'contrast'];

export interface Address {
  /** Name of a scenario, `none` for an empty host. */
  readonly scenario?: string;
  /** GPUs of the free lab's host. */
  readonly gpus?: number;
  readonly lang?: Language;
  readonly theme?: Theme;
  readonly projector: boolean;
  /** A packed session. */
  readonly session?: string;
  /** Where the lab lives: in the page, though a worker might start. */
  readonly home?: 'page';
}

/** Reads a fragment. What it does not know it leaves out. */
export function readAddress(hash: string): Address {
  const words = hash.replace(/^#/, '').split('&');
  const value = (name: string): string | undefined =>
    words.find((w) => w.startsWith(`${name}=`))?.slice(name.length + 1);
  const scenario = value('scenario');
  const gpus = Number(value('gpus') ?? 0);
  const lang = value('lang');
  const theme = value('theme');
  const session = value('session');
  return {
    ...(scenario !== undefined && /^[\w-]+$/.test(scenario) ? { scenario } : {}),
    ...(Number.isInteger(gpus) && gpus > 0 && gpus <= MOST_GPUS ? { gpus } : {}),
    ...(lang === 'en' || lang === 'es' ? { lang } : {}),
    ...(THEMES.includes(theme as Theme) ? { theme: theme as Theme } : {}),
    ...(session === undefined ? {} : { session }),
    ...(value('home') === 'page' ? { home: 'page' as const } : {}),
    projector: words.includes('projector'),
  };
}

/** The same fragment with one thing changed; an undefined value takes it out. Other words stay. */
export function withWord(hash: string, name: string, value: string | true | undefined): string {
  const words = hash
    .replace(/^#/, '')
    .split('&')
    .filter((w) => w !== '' && w !== name && !w.startsWith(`${name}=`));
  if (value === true) words.push(name);
  else if (value !== undefined) words.push(`${name}=${value}`);
  return words.length === 0 ? '' : `#${words.join('&')}`;
}
