import { describe, expect, it } from 'vitest';
import { commonPrefix, HistoryWalk, inColumns, searchBack } from './history.ts';
import { Screen } from './screen.ts';

describe('screen', () => {
  it('writes over a line after a carriage return', () => {
    const s = new Screen();
    s.put('abc\rX');
    expect(s.all()).toBe('Xbc');
  });
  it('moves up, erases and comes back, as progress bars do', () => {
    const s = new Screen();
    s.put('one\r\ntwo\r\n\x1b[2A\x1b[2K\rONE\x1b[2B\r');
    expect(s.all()).toBe('ONE\ntwo\n');
  });
  it('keeps colours as runs', () => {
    const s = new Screen();
    s.put('\x1b[1;32muser\x1b[0m:x');
    expect(s.runs(0)).toEqual([{ from: 0, to: 4, style: 't-bold t-green' }]);
  });
  it('takes sequences that arrive in pieces', () => {
    const s = new Screen();
    s.put('a\x1b[3');
    s.put('1mb');
    expect(s.all()).toBe('ab');
    expect(s.runs(0)).toEqual([{ from: 1, to: 2, style: 't-red' }]);
  });
  it('clears the screen and its scrollback', () => {
    const s = new Screen(80, 5);
    for (let i = 0; i < 20; i++) s.put(`${i}\r\n`);
    s.put('\x1b[H\x1b[2J\x1b[3Jnew');
    expect(s.all().trim()).toBe('new');
  });
  it('survives control codes of any kind', () => {
    const s = new Screen(20, 5);
    s.put('\x1b[999999999A\x1b[99999B\x1b]0;title\x07\x1b[?25l\x1b(B\x1b[;H\x1b[-5Ax\x1b[38;5;1my');
    expect(s.all()).toContain('y');
    expect(s.lineCount).toBeLessThan(10);
  });
  it('drops the oldest of very many lines', () => {
    const s = new Screen();
    for (let i = 0; i < 10_100; i++) s.put('x\r\n');
    expect(s.lineCount).toBe(10_000);
    expect(s.take().dropped).toBe(101);
  });
});

describe('history', () => {
  it('walks back and forth, keeping what was being typed', () => {
    const w = new HistoryWalk(['a', 'b'], 'dra');
    expect([w.back(), w.back(), w.back(), w.forward(), w.forward(), w.forward()]).toEqual([
      'b',
      'a',
      undefined,
      'b',
      'dra',
      undefined,
    ]);
  });
  it('searches backwards', () => {
    expect(searchBack(['docker ps', 'ls', 'docker run'], 'docker', 3)).toBe(2);
    expect(searchBack(['docker ps', 'ls', 'docker run'], 'docker', 2)).toBe(0);
    expect(searchBack(['ls'], 'x', 1)).toBe(-1);
  });
  it('finds what completions share', () => {
    expect(commonPrefix(['start ', 'stats '])).toBe('sta');
    expect(inColumns(['a ', 'bb ', 'c '], 8)).toBe('a   c\r\nbb');
  });
});
