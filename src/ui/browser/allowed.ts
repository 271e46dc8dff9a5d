// What of a page comes into the frame, by name. All else stays outside, whatever it is called in ten years.

import { prefixed, prefixedAll, twin } from './names.ts';

const words = (text: string): Set<string> => new Set(text.trim().split(/\s+/));

/** Elements of HTML; none of them loads anything by itself but `img`, which gets pictures as data. */
const HTML_TAGS = words(`
  a abbr acronym address area article aside b bdi bdo big blink blockquote body br button canvas caption center cite
  code col colgroup data datalist dd del details dfn dialog dir div dl dt em fieldset figcaption figure font footer
  form h1 h2 h3 h4 h5 h6 head header hgroup hr html i img input ins kbd label legend li main map mark marquee menu
  meter nav nobr ol optgroup option output p picture pre progress q rp rt ruby s samp search section select small
  span strike strong style sub summary sup table tbody td textarea tfoot th thead time tr tt u ul var wbr`);
/** Elements of SVG that draw, in the case that the parser gives them. */
const SVG_TAGS = words(`
  svg a circle clipPath defs desc ellipse filter g line linearGradient marker mask path pattern polygon polyline
  radialGradient rect stop style switch symbol text textPath title tspan view feBlend feColorMatrix
  feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow
  feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight
  feSpecularLighting feSpotLight feTile feTurbulence animateMotion animateTransform`);
/** Attributes that say how something looks or behaves, and no address. */
const HTML_ATTRIBUTES = words(`
  accept align alt autocapitalize autocomplete bgcolor border capture cellpadding cellspacing checked class clear
  color cols colspan coords datetime default dir disabled draggable enctype enterkeyhint face formenctype formmethod
  formnovalidate height hidden high inert inputmode ismap kind label lang loop low max maxlength media method min
  minlength multiple novalidate noshade nowrap open optimum pattern placeholder popover popovertargetaction pubdate
  readonly rel required rev reversed role rows rowspan scope selected shape size span spellcheck start step summary
  tabindex title translate type valign value width wrap`);
const SVG_ATTRIBUTES = words(`
  additive accumulate alignment-baseline amplitude attributeType azimuth baseFrequency baseline-shift bias by class
  clip clip-path clip-rule clipPathUnits color color-interpolation color-interpolation-filters cx cy d
  diffuseConstant direction display divisor dominant-baseline dur dx dy edgeMode elevation exponent fill fill-opacity
  fill-rule filter filterUnits flood-color flood-opacity font-family font-size font-size-adjust font-stretch
  font-style font-variant font-weight fx fy gradientTransform gradientUnits height image-rendering in in2 intercept
  k1 k2 k3 k4 kernelMatrix kernelUnitLength keyPoints keySplines keyTimes lang lengthAdjust letter-spacing
  lighting-color marker-end marker-mid marker-start markerHeight markerUnits markerWidth mask mask-type
  maskContentUnits maskUnits media mode numOctaves offset opacity operator order orient origin overflow paint-order
  path pathLength patternContentUnits patternTransform patternUnits pointer-events points preserveAlpha
  preserveAspectRatio primitiveUnits r radius refX refY repeatCount repeatDur restart result rotate rx ry scale seed
  shape-rendering slope specularConstant specularExponent spreadMethod startOffset stdDeviation stitchTiles
  stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit
  stroke-opacity stroke-width surfaceScale systemLanguage tabindex tableValues targetX targetY text-anchor
  text-decoration text-orientation text-rendering textLength transform transform-origin type values vector-effect
  version viewBox visibility width word-spacing writing-mode x x1 x2 xChannelSelector y y1 y2 yChannelSelector z`);
/** Attributes that name other elements of the page by their ids, one or several. */
const REFERENCES = words(`
  for form list headers popovertarget aria-activedescendant aria-controls aria-describedby aria-details aria-errormessage
  aria-flowto aria-labelledby aria-owns`);
/** Elements that keep where they lead. */
const LEADS: Readonly<Record<string, ReadonlySet<string>>> = {
  href: new Set(['a', 'area']),
  src: new Set(['img', 'input']),
  action: new Set(['form']),
  formaction: new Set(['button', 'input']),
  target: new Set(['a', 'area', 'form']),
};

export const allowedElement = (name: string, svg: boolean): boolean => (svg ? SVG_TAGS : HTML_TAGS).has(name);

/**
 * An attribute as it is in the frame; undefined when it does not come in. `style` is not asked for here: what it loads is
 * fetched first.
 * @param css takes the addresses out of a value
 */
export function allowedAttribute(
  element: string,
  svg: boolean,
  name: string,
  value: string,
  css: (text: string) => string,
): string | undefined {
  if (name === 'id' || name === 'name') return value === '' ? undefined : value;
  if (REFERENCES.has(name)) return prefixedAll(value);
  if (/^(aria|data)-[\w.-]+$/.test(name)) {
    const original = name.startsWith(twin('')) ? name.slice(twin('').length) : undefined;
    return original === undefined || LEADS[original] === undefined || LEADS[original].has(element) ? value : undefined;
  }
  if (name === 'attributeName') return value === 'transform' ? value : undefined;
  if (svg) return SVG_ATTRIBUTES.has(name) ? (/[\\(]/.test(value) ? css(value) : value) : undefined;
  if (name === 'usemap') return value.startsWith('#') ? `#${prefixed(value.slice(1))}` : undefined;
  // the code of this house has put it there: no other address is one of these
  if (name === 'src') return LEADS['src']!.has(element) && /^data:image\//i.test(value) ? value : undefined;
  return HTML_ATTRIBUTES.has(name) ? value : undefined;
}
