// The few settings of the page: language, theme, motion, type. The address wins over what was remembered.

import type { Language } from '../scenarios/format.ts';
import { readAddress, type Theme, THEMES, withWord } from './address.ts';
import { recall, remember } from './memory.ts';
import { loadTexts } from './text.ts';

/** How fast the picture moves; 0 does not move. */
export type Motion = 'full' | 'slow' | 'fast' | 'none';
const MOTIONS: readonly Motion[] = ['full', 'slow', 'fast', 'none'];

const oneOf = <T extends string>(value: string | undefined, of: readonly T[]): T | undefined =>
  of.find((x) => x === value);

/** Sizes of the projector's type in px. */
export const TYPE_SIZES = [24, 28, 32, 36, 40] as const;

class Settings {
  private spoken = $state<Language>('en');
  theme = $state<Theme>('auto');
  motion = $state<Motion>('full');
  projector = $state(false);
  /** Single-key shortcuts of the stage. */
  keys = $state(true);
  /** Type of the projector, px. */
  typeSize = $state(32);
  private systemStill = $state(false);

  constructor() {
    const asked = readAddress(location.hash);
    this.spoken =
      asked.lang ??
      oneOf<Language>(recall('language'), ['en', 'es']) ??
      (navigator.language.startsWith('es') ? 'es' : 'en');
    this.theme = asked.theme ?? oneOf(recall('theme'), THEMES) ?? 'auto';
    this.motion = oneOf(recall('motion'), MOTIONS) ?? 'full';
    this.keys = recall('keys') !== 'off';
    this.projector = asked.projector;
    this.typeSize = TYPE_SIZES.find((s) => String(s) === recall('typeSize')) ?? 32;
    const media = matchMedia('(prefers-reduced-motion: reduce)');
    this.systemStill = media.matches;
    media.addEventListener('change', (e) => (this.systemStill = e.matches));
  }

  get language(): Language {
    return this.spoken;
  }
  /** The page speaks another language as soon as its words are there. */
  set language(language: Language) {
    void loadTexts(language).then(
      () => (this.spoken = language),
      () => {},
    );
  }

  /** Must nothing move? */
  get still(): boolean {
    return this.motion === 'none' || this.systemStill;
  }
  /** Factor for durations. */
  get pace(): number {
    return this.motion === 'slow' ? 2 : this.motion === 'fast' ? 0.5 : 1;
  }

  /** Follows a change of the address. */
  follow(hash: string): void {
    const asked = readAddress(hash);
    if (asked.lang !== undefined) this.language = asked.lang;
    if (asked.theme !== undefined) this.theme = asked.theme;
    this.projector = asked.projector;
  }
  setProjector(on: boolean): void {
    history.replaceState(
      null,
      '',
      location.pathname + location.search + withWord(location.hash, 'projector', on ? true : undefined),
    );
    this.projector = on;
  }
  /** Larger or smaller type on the projector. */
  grow(by: 1 | -1): void {
    const at = TYPE_SIZES.findIndex((s) => s === this.typeSize);
    this.typeSize = TYPE_SIZES[Math.min(TYPE_SIZES.length - 1, Math.max(0, at + by))] ?? 32;
  }

  /** Writes what is to last; call in an effect. */
  keep(): void {
    const root = document.documentElement;
    root.lang = this.language;
    // a dark picture washes out on a wall
    root.dataset['theme'] = this.projector && this.theme === 'auto' ? 'light' : this.theme;
    root.dataset['motion'] = this.still ? 'none' : 'full';
    remember('language', this.language);
    remember('theme', this.theme);
    remember('motion', this.motion);
    remember('keys', this.keys ? 'on' : 'off');
    remember('typeSize', String(this.typeSize));
  }
}

export const settings = new Settings();
