import { describe, expect, it } from 'vitest';
import { readAddress, withWord } from './address.ts';

describe('the address of the page', () => {
  it('chooses scenario, language, theme and the projector', () => {
    expect(readAddress('#scenario=fluxgym&lang=es&theme=dark&projector')).toEqual({
      scenario: 'fluxgym',
      lang: 'es',
      theme: 'dark',
      projector: true,
    });
    expect(readAddress('')).toEqual({ projector: false });
  });
  it('gives the free lab GPUs, a number that makes sense', () => {
    expect(readAddress('#scenario=none&gpus=2')).toEqual({ scenario: 'none', gpus: 2, projector: false });
    for (const n of ['0', '9', '-1', 'x', '1.5']) expect(readAddress(`#gpus=${n}`)).toEqual({ projector: false });
  });
  it('leaves out what it does not know', () => {
    expect(readAddress('#scenario=../x&lang=xx&theme=pink&s=abc')).toEqual({ projector: false });
  });
  it('changes one word and keeps the others', () => {
    expect(withWord('#s=abc&projector', 'scenario', 'none')).toBe('#s=abc&projector&scenario=none');
    expect(withWord('#scenario=a&projector', 'projector', undefined)).toBe('#scenario=a');
    expect(withWord('#projector', 'projector', undefined)).toBe('');
  });
});
