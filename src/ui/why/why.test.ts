import { describe, expect, it } from 'vitest';
import { commandIn, wordsOf } from './question.ts';
import { TEXTS } from './text.ts';

describe('the panel why', () => {
  it('writes questions as one writes them behind drydock why', () => {
    expect(wordsOf({ kind: 'request', url: 'http://localhost:8080/' })).toBe('http://localhost:8080/');
    expect(wordsOf({ kind: 'request', url: 'db:80', from: 'web' })).toBe('db:80 from web');
    expect(wordsOf({ kind: 'words', words: ['exit', 'web'] })).toBe('exit web');
    expect(wordsOf(undefined)).toBe('');
  });

  it('offers commands that can be typed as they are, and no others', () => {
    expect(commandIn('docker start web')).toBe('docker start web');
    expect(commandIn('docker stop a, or take another port: -p 8081:80')).toBe('docker stop a');
    expect(commandIn('docker rm -f a && docker volume rm d (its data are lost)')).toBe('docker rm -f a && docker volume rm d');
    expect(commandIn('ask localhost:80')).toBeUndefined();
    expect(commandIn('docker run -d -p 80:80 …')).toBeUndefined();
    expect(commandIn('docker cp FILE web:/x')).toBeUndefined();
  });

  it('has the same words in both languages', () => {
    expect(Object.keys(TEXTS.es).sort()).toEqual(Object.keys(TEXTS.en).sort());
  });
});
