import { describe, expect, it } from 'vitest';
import { joined, pieces } from './css.ts';

const clean = (css: string): string => joined(pieces(css), () => undefined);
const addresses = (css: string): string[] => pieces(css).flatMap((p) => (p.kind === 'url' ? [p.address] : []));

describe('style sheets', () => {
  it('tell every address that they would load, however it is written', () => {
    for (const css of [
      'a{b:url(http://x/)}',
      'a{b:url( "http://x/" )}',
      "a{b:URL('http://x/')}",
      'a{b:u\\72l(http://x/)}',
      'a{b:\\75 rl(http\\3a //x/)}',
      'a{--b: url(http://x/)',
      'a{b:url(http://x/',
      'a{b:src("http://x/")}',
      'a{b:url(\n\thttp://x/\n)}',
      'a{c:"}";b:url(http://x/)}',
      '/* " */a{b:url(http://x/)}',
      '@font-face{src:local(a),url(http://x/)}',
    ])
      expect([css, addresses(css)]).toEqual([css, ['http://x/']]);
    for (const css of [
      'a{content:"url(http://x/)"}',
      '/* url(http://x/) */',
      'a{b:url/**/(http://x/)}',
      'curl(http://x/)',
    ])
      expect([css, addresses(css)]).toEqual([css, []]);
  });
  it('keep nothing that loads', () => {
    for (const css of [
      '@import "http://x/";a{}',
      '@\\69mport url(http://x/) screen;a{}',
      '@import url(";http://x/");a{}',
      '@namespace "http://x/";a{}',
      'a{b:image-set("http://x/" 1x, url(http://x/) 2x)}',
      'a{b:-webkit-image-set("http://x/)" 1x)}',
      'a{b:url(http://x/)}',
      '@import "http://x/',
    ])
      expect([css, clean(css).includes('http:')]).toEqual([css, false]);
  });
  it('stay what they are otherwise', () => {
    for (const css of [
      'a > b:hover{color:red;content:"\\"x;"}',
      '@media (min-width: 1px){a{b:c}}',
      'a{b:url("data:image/png;base64,AA==")}',
      'a{fill:url("#g")}',
      '.\\31 a{b:c}',
      '',
    ])
      expect(clean(css)).toBe(css);
    expect(clean('a:link,a:any-link,a[href^="h"]{b:c}')).toBe(
      'a[data-dd-href],a[data-dd-href],a[data-dd-href^="h"]{b:c}',
    );
    expect(joined(pieces('a{b:url(x.png)}'), (a) => `data:,${a}"`)).toBe('a{b:url("data:,x.png\\22 ")}');
  });
  it('are read in a time that grows with their length only', () => {
    const from = performance.now();
    for (const piece of ['url(', 'url( ', 'url("', '/*', '@import ', '"', '\\', '(', 'image-set(', '[ ', 'url(x']) {
      clean(piece.repeat(30_000));
      clean(piece + ' '.repeat(300_000));
    }
    expect(performance.now() - from).toBeLessThan(8000);
  });
});
