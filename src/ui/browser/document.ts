// A page of a simulated server made fit for the frame: no scripts, no address that the real network could be asked for.
// What is looked at is what is shown: the tree goes into the frame as it is, never through text again.

import DOMPurify, { type Config } from 'dompurify';
import { joined, pieces } from './css.ts';

/** What an address on the page gave. */
export interface Resource {
  readonly type: string;
  readonly bytes: Uint8Array;
}
type Get = (url: string) => Promise<Resource | undefined>;

export interface Prepared {
  /** The root of a document that nobody sees; the frame takes a copy. */
  readonly root: HTMLElement;
  readonly title: string;
  /** Scripts that were left out. */
  readonly scripts: boolean;
  /** What relative addresses on the page start from. */
  readonly base: string;
}

/** Where links and forms lead. */
export const HREF = 'data-dd-href';
export const ACTION = 'data-dd-action';
export const FORM_ACTION = 'data-dd-formaction';

/**
 * The sanitiser's rules. Tags that the code below turns into something else are let through.
 * Names that could stand for properties stay (a field may well be called `title`): all here and in the frame is asked
 * in a way that they do not reach.
 */
const RULES: Config = {
  WHOLE_DOCUMENT: true,
  RETURN_DOM: true,
  SANITIZE_DOM: false,
  USE_PROFILES: { html: true, svg: true, svgFilters: true },
  ADD_TAGS: ['link', 'base', 'title', 'noscript'],
  ADD_ATTR: ['form', 'formaction', 'formmethod', 'formenctype', 'formnovalidate'],
  FORBID_TAGS: ['template', 'audio', 'video', 'source', 'track'],
  FORBID_ATTR: ['autofocus', 'slot', 'nonce'],
};
/** Attributes that hold addresses or say what is done with them. */
const GONE = new Set([
  'src',
  'srcset',
  'imagesrcset',
  'href',
  'xlink:href',
  'action',
  'formaction',
  'poster',
  'background',
  'ping',
  'cite',
  'longdesc',
  'data',
  'manifest',
  'profile',
  'codebase',
  'archive',
  'classid',
  'lowsrc',
  'dynsrc',
  'icon',
  'srcdoc',
  'target',
  'download',
  'attributionsrc',
  'xml:base',
  'http-equiv',
  'integrity',
  'crossorigin',
  'referrerpolicy',
]);
const SVG = 'http://www.w3.org/2000/svg';

export function dataUri(r: Resource): string {
  let binary = '';
  for (let i = 0; i < r.bytes.length; i += 8192) binary += String.fromCharCode(...r.bytes.subarray(i, i + 8192));
  return `data:${r.type.replace(/[^\w/+.=;-]/g, '') || 'application/octet-stream'};base64,${btoa(binary)}`;
}

const absolute = (address: string, base: string): string | undefined => {
  try {
    const url = new URL(address, base);
    return url.protocol === 'http:' ? url.href : undefined;
  } catch {
    return undefined;
  }
};

/** Pictures of a style sheet become part of it; other addresses go. */
async function style(css: string, base: string, get: Get): Promise<string> {
  const parts = pieces(css);
  const found = new Map<string, string>();
  for (const p of parts) {
    if (p.kind !== 'url' || found.has(p.address) || /^(data:|#)/i.test(p.address)) continue;
    const url = absolute(p.address, base);
    const got = url === undefined ? undefined : await get(url);
    if (got !== undefined) found.set(p.address, dataUri(got));
  }
  return joined(parts, (a) => found.get(a));
}

// a form's own properties may be hidden by its fields: these may not
const attribute = (el: Element, name: string): string | null => Element.prototype.getAttribute.call(el, name);
const setAttribute = (el: Element, name: string, value: string): void =>
  Element.prototype.setAttribute.call(el, name, value);
const attributes = (el: Element): string[] => Element.prototype.getAttributeNames.call(el) as string[];

/** What is left of the attributes of one element. */
async function rewrite(el: Element, css: (text: string) => Promise<string>): Promise<void> {
  const link = el.localName === 'a' || el.localName === 'area';
  const svg = el.namespaceURI === SVG;
  for (const name of attributes(el)) {
    const value = attribute(el, name) ?? '';
    const lower = name.toLowerCase();
    const drop = (): void => Element.prototype.removeAttribute.call(el, name);
    if (/^on/.test(lower) || lower.startsWith('data-dd-')) drop();
    else if (link && (lower === 'href' || lower === 'xlink:href')) {
      drop();
      setAttribute(el, HREF, value);
    } else if (lower === 'action' && el.localName === 'form') {
      drop();
      setAttribute(el, ACTION, value);
    } else if (lower === 'formaction') {
      drop();
      setAttribute(el, FORM_ACTION, value);
    } else if (lower === 'src' && /^(img|input)$/.test(el.localName) && /^data:image\//i.test(value)) continue;
    else if (GONE.has(lower)) drop();
    else if (lower === 'usemap' && !value.startsWith('#')) drop();
    else if (lower === 'style') setAttribute(el, name, await css(value));
    else if (svg && /[\\(]/.test(value))
      setAttribute(
        el,
        name,
        joined(pieces(value), () => undefined),
      );
  }
  if (!link || attribute(el, HREF) === null) return;
  if (attribute(el, 'role') === null) setAttribute(el, 'role', 'link');
  if (attribute(el, 'tabindex') === null) setAttribute(el, 'tabindex', '0');
}

/** Links without addresses look as links do; the page's own rules go before. */
function linkStyle(doc: Document): HTMLStyleElement {
  const sheet = doc.createElement('style');
  sheet.textContent = `:where(a[${HREF}], area[${HREF}]) { color: -webkit-link; text-decoration: underline; cursor: pointer; }`;
  return sheet;
}

/**
 * Prepares a page. `get` fetches an address of the simulated network; only addresses of the page's own server are asked for.
 * The frame that shows it has no scripts (sandbox) and forbids every load (policy), so these are the third and fourth wall.
 */
export async function prepare(text: string, address: string, get: Get): Promise<Prepared> {
  const root = DOMPurify.sanitize(text, RULES) as unknown as HTMLElement;
  const scripts = DOMPurify.removed.some((r) => 'element' in r && r.element?.nodeName.toLowerCase() === 'script');
  const doc = root.ownerDocument;
  const all = (selector: string): Element[] => [...root.querySelectorAll(selector)];
  const first = all('base')[0];
  const base = (first === undefined ? undefined : absolute(attribute(first, 'href') ?? '', address)) ?? address;
  const { origin } = new URL(address);
  const own = (raw: string | null): string | undefined => {
    const url = raw === null || raw === '' ? undefined : absolute(raw, base);
    return url !== undefined && new URL(url).origin === origin ? url : undefined;
  };
  const fromOwn: Get = async (url) => (own(url) === undefined ? undefined : get(url));
  const titles = all('title').filter((t) => t.namespaceURI !== SVG);
  const title = titles[0]?.textContent?.trim() ?? '';
  for (const el of [...titles, ...all('base, meta, script, iframe, frame, object, embed, portal, fencedframe')])
    el.remove();
  for (const el of all('noscript')) el.replaceWith(...el.childNodes);
  for (const sheet of all('style')) sheet.textContent = await style(sheet.textContent ?? '', base, fromOwn);
  for (const link of all('link')) {
    const url = /\bstylesheet\b/i.test(attribute(link, 'rel') ?? '') ? own(attribute(link, 'href')) : undefined;
    const got = url === undefined ? undefined : await get(url);
    if (got !== undefined && url !== undefined) {
      const sheet = doc.createElement('style');
      sheet.textContent = await style(new TextDecoder().decode(got.bytes), url, fromOwn);
      const media = attribute(link, 'media');
      if (media !== null) sheet.media = media;
      link.replaceWith(sheet);
    } else link.remove();
  }
  for (const img of all('img, input[type=image i]')) {
    const src = attribute(img, 'src');
    if (src === null || /^data:/i.test(src)) continue;
    const url = own(src);
    const got = url === undefined ? undefined : await get(url);
    if (got === undefined) img.removeAttribute('src');
    else img.setAttribute('src', dataUri({ ...got, type: got.type.startsWith('image/') ? got.type : 'image/unknown' }));
  }
  for (const el of [root, ...all('*')]) await rewrite(el, (css) => style(css, base, fromOwn));
  root.querySelector('head')?.prepend(linkStyle(doc));
  return { root, title, scripts, base };
}

/** An empty document that nobody sees. */
const empty = (): Document => document.implementation.createHTMLDocument('');

/** A document that shows plain text. */
export function textPage(text: string): HTMLElement {
  const doc = empty();
  const pre = doc.createElement('pre');
  pre.setAttribute('style', 'white-space:pre-wrap;overflow-wrap:anywhere;font:13px/1.4 monospace');
  pre.textContent = text;
  doc.body.append(pre);
  return doc.documentElement;
}
/** A document that shows one picture. */
export function picturePage(r: Resource): HTMLElement {
  const doc = empty();
  const img = doc.createElement('img');
  img.alt = '';
  img.setAttribute('style', 'max-width:100%');
  img.setAttribute('src', dataUri(r));
  doc.body.append(img);
  return doc.documentElement;
}
