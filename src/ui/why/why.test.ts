import { describe, expect, it } from 'vitest';
import { piecesOf, wordsOf } from './question.ts';
import { TEXTS } from './text.ts';

describe('the panel why', () => {
  it('writes questions as one writes them behind drydock why', () => {
    expect(wordsOf({ kind: 'request', url: 'http://localhost:8080/' })).toBe('http://localhost:8080/');
    expect(wordsOf({ kind: 'request', url: 'db:80', from: 'web' })).toBe('db:80 from web');
    expect(wordsOf({ kind: 'words', words: ['exit', 'web'] })).toBe('exit web');
    expect(wordsOf(undefined)).toBe('');
  });

  it('offers the commands in what would mend something', () => {
    expect(piecesOf('`docker stop a`, or take another port')).toEqual([
      { text: 'docker stop a', command: true },
      { text: ', or take another port', command: false },
    ]);
    expect(piecesOf('wait')).toEqual([{ text: 'wait', command: false }]);
  });

  it('has the same words in both languages', () => {
    expect(Object.keys(TEXTS.es).sort()).toEqual(Object.keys(TEXTS.en).sort());
  });
});
