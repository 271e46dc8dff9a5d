import { describe, expect, it } from 'vitest';
import { formatDate } from './date.ts';
import { session } from '../../headless/testing.ts';

describe('date', () => {
  const at = Date.UTC(2024, 2, 5, 4, 5, 6);
  it.each([
    ['%c', 'Tue Mar  5 04:05:06 2024'],
    ['%x', '03/05/24'],
    ['%X', '04:05:06'],
    ['%p', 'AM'],
    ['%r', '04:05:06 AM'],
    ['%Ec', 'Tue Mar  5 04:05:06 2024'],
    ['%Od', '05'],
    ['%P', 'am'],
    ['%U', '09'],
    ['%V', '10'],
    ['%G', '2024'],
    ['%g', '24'],
    ['%:z', '+00:00'],
    ['%::z', '+00:00:00'],
    ['%:::z', '+00'],
    ['%N', '000000000'],
    ['%3N', '000'],
    ['%q', '1'],
    ['%k', ' 4'],
    ['%l', ' 4'],
    ['%_d', ' 5'],
    ['%-d', '5'],
    ['%^a', 'TUE'],
    ['%#p', 'am'],
    ['%010Y', '0000002024'],
    ['%Q', '%Q'],
    ['%', '%'],
    ['%s', '1709611506'],
  ])('writes %s as GNU date in C.UTF-8', (format, text) => {
    expect(formatDate(format, at)).toBe(text);
  });

  it('prints hours of 24 and the zone by default', () => {
    const run = session();
    expect(run('date -u -d "2024-03-05 16:05:06"')).toBe('Tue Mar  5 16:05:06 UTC 2024\n');
    expect(run('date -Ins -d @0; date --rfc-3339=ns -d @0; date -R -d @0')).toBe(
      '1970-01-01T00:00:00,000000000+00:00\n1970-01-01 00:00:00.000000000+00:00\nThu, 01 Jan 1970 00:00:00 +0000\n',
    );
    expect(run('date +%Y +%m')).toBe("date: extra operand '+%m'\nTry 'date --help' for more information.\n= 1\n");
  });
});
