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
      '.\\31 a{b:c}',
      '',
    ])
      expect(clean(css)).toBe(css);
    expect(clean('a:link,a:any-link,a[href^="h"]{b:c}')).toBe(
      'a[data-dd-href],a[data-dd-href],a[data-dd-href^="h"]{b:c}',
    );
    expect(joined(pieces('a{b:url(x.png)}'), (a) => `data:,${a}"`)).toBe('a{b:url("data:,x.png\\22 ")}');
  });
  it('ask for ids, names and addresses as the frame has them', () => {
    for (const [css, now] of [
      ['#a.b>#c:hover{color:#fff}', '#dd-a.b>#dd-c:hover{color:#fff}'],
      ['a:not(#b):hover #c{d:e}', 'a:not(#dd-b):hover #dd-c{d:e}'],
      ['a{color:#abc;&:hover #d{color:#abc}}#e{f:g}', 'a{color:#abc;&:hover #dd-d{color:#abc}}#dd-e{f:g}'],
      ['#a/* #b { */#c"#d"{}', '#dd-a/**/#dd-c"#d"{}'],
      ['#\\31 a{b:c}', '#dd-\\31 a{b:c}'],
      ['@supports (color:#fff){#a{b:c}}', '@supports (color:#fff){#dd-a{b:c}}'],
      ['@scope (#a) to (#b){c{d:e}}', '@scope (#dd-a) to (#dd-b){c{d:e}}'],
      ['@media print;#a{}', '@media print;#dd-a{}'],
      ['color:#abc', 'color:#abc'],
      ['a{fill:url(#g)}', 'a{fill:url("#dd-g")}'],
      [
        '[id=x] [name^="y"] [ for = z ][idx][src$=".png"]',
        '[data-dd-id=x] [data-dd-name^="y"] [ data-dd-for = z ][idx][data-dd-src$=".png"]',
      ],
      ['a::after{content:attr(href) attr( title )}', 'a::after{content:attr(data-dd-href) attr( title )}'],
      ['a:link-x,:linked{}', 'a:link-x,:linked{}'],
    ] as const)
      expect(clean(css)).toBe(now);
  });
  it('are read in a time that grows with their length only', () => {
    const hard = [
      'url(',
      'url( ',
      'url("',
      '/*',
      '@import ',
      '"',
      '\\',
      '(',
      'image-set(',
      '[ ',
      'url(x',
      '#a',
      '#a{',
      'attr( ',
      'url( )',
      '""',
      '/**/',
      '@import;',
    ];
    /** How many characters are looked at, whatever the machine does meanwhile. */
    const looked = (css: string): number => {
      let n = 0;
      const text = new Proxy(new String(css), {
        get(_, key) {
          if (key === 'slice')
            return (from: number, to = css.length) => {
              n += to - from;
              return css.slice(from, to);
            };
          if (key === 'indexOf')
            return (what: string, from: number) => {
              const at = css.indexOf(what, from);
              n += (at < 0 ? css.length : at) - from;
              return at;
            };
          if (key !== 'length') n++;
          return css[key as unknown as number] ?? css[key as 'length'];
        },
      });
      pieces(text as unknown as string);
      return n;
    };
    for (const piece of hard)
      for (const of of [(n: number) => piece.repeat(n), (n: number) => piece + ' '.repeat(n)]) {
        const small = looked(of(3000));
        expect([piece, small > 0, looked(of(6000)) / small < 2.2]).toEqual([piece, true, true]);
      }
  });
});
