// A page of a simulated server made fit for the frame: parsed, cleaned by DOMPurify, and rebuilt from an allow-list. What is
// looked at is what is shown: the frame gets it as a list of elements, never as text that would be parsed again.

import DOMPurify, { type Config } from 'dompurify';
import { allowedAttribute, allowedElement } from './allowed.ts';
import { joined, pieces } from './css.ts';
import { marked } from './marks.ts';
import { HREF, isTwin, prefixed, SRC, twin, TWINS } from './names.ts';
import { type Item, SVG } from './tree.ts';

/** What an address on the page gave. */
export interface Resource {
  readonly type: string;
  readonly bytes: Uint8Array;
}
type Get = (url: string) => Promise<Resource | undefined>;

export interface Prepared {
  readonly items: readonly Item[];
  /** On one line, as it can be shown. */
  readonly title: string;
  /** Scripts that were left out. */
  readonly scripts: boolean;
  /** What relative addresses on the page start from. */
  readonly base: string;
}

/** The sanitiser's rules. Tags that the code below turns into something else are let through. */
const RULES: Config & { RETURN_DOM: true } = {
  WHOLE_DOCUMENT: true,
  RETURN_DOM: true,
  // no name and no id is left that could stand for a property: see `renamed`
  SANITIZE_DOM: false,
  USE_PROFILES: { html: true, svg: true, svgFilters: true },
  ADD_TAGS: ['link', 'base', 'title', 'noscript'],
  ADD_ATTR: ['form', 'formmethod', 'formenctype', 'formnovalidate'],
  FORBID_TAGS: ['template', 'audio', 'video', 'source', 'track'],
};

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

/**
 * The page as a document that nobody sees, with what it names renamed, and with what leads somewhere in attributes that no
 * browser follows. Until then an element may hide the properties of its document or form: those of the prototypes it does not.
 */
function renamed(text: string): Element {
  const root = Document.prototype.querySelector.call(new DOMParser().parseFromString(text, 'text/html'), 'html')!;
  const { getAttribute, getAttributeNames, removeAttribute, setAttribute } = Element.prototype;
  for (const el of [root, ...root.querySelectorAll('*')]) {
    const names = getAttributeNames.call(el);
    for (const name of names) if (isTwin(name)) removeAttribute.call(el, name);
    for (const name of names) {
      const plain = name === 'xlink:href' ? 'href' : name;
      if (!TWINS.has(plain)) continue;
      const value = getAttribute.call(el, name) ?? '';
      if (plain !== 'for') removeAttribute.call(el, name);
      setAttribute.call(el, twin(plain), value);
      if ((plain === 'id' || plain === 'name') && value !== '') setAttribute.call(el, plain, prefixed(value));
    }
  }
  return root;
}

/** The list of what comes into the frame. Of elements that do not come in, the content does. */
async function rebuilt(root: Element, css: (text: string) => Promise<string>): Promise<Item[]> {
  const items: Item[] = [];
  const at = new Map<Node, number>();
  const closed = (value: string): string => joined(pieces(value), () => undefined);
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node: Node | null = root; node !== null; node = walker.nextNode()) {
    const of = node === root ? -1 : (at.get(node.parentNode!) ?? 0);
    if (node.nodeType === Node.TEXT_NODE) {
      items.push({ of, text: node.nodeValue ?? '' });
      continue;
    }
    const el = node as Element;
    const svg = el.namespaceURI === SVG;
    if (!allowedElement(el.localName, svg)) {
      at.set(el, of);
      continue;
    }
    const set: [string, string][] = [];
    for (const name of el.getAttributeNames()) {
      const value = el.getAttribute(name) ?? '';
      const now = name === 'style' ? await css(value) : allowedAttribute(el.localName, svg, name, value, closed);
      if (now !== undefined) set.push([name, now]);
    }
    if (set.some(([name]) => name === HREF)) {
      if (!el.hasAttribute('role')) set.push(['role', 'link']);
      if (!el.hasAttribute('tabindex')) set.push(['tabindex', '0']);
    }
    at.set(el, items.push({ of, name: el.localName, svg, set }) - 1);
  }
  return items;
}

/** Links without addresses look as links do; the page's own rules go before. */
const LINKS = `:where(a[${HREF}], area[${HREF}]) { color: -webkit-link; text-decoration: underline; cursor: pointer; }`;

/**
 * Prepares a page. `get` fetches an address of the simulated network; only addresses of the page's own server are asked for.
 * Walls behind this one: the frame's policy forbids every load and every script but its own, and its origin is nobody's.
 */
export async function prepare(text: string, address: string, get: Get): Promise<Prepared> {
  const root: Element = DOMPurify.sanitize(renamed(text), RULES);
  const scripts = DOMPurify.removed.some((r) => 'element' in r && r.element?.nodeName.toLowerCase() === 'script');
  const doc = root.ownerDocument;
  const all = (selector: string): Element[] => [...root.querySelectorAll(selector)];
  const base = absolute(all('base')[0]?.getAttribute(twin('href')) ?? '', address) ?? address;
  const { origin } = new URL(address);
  const own = (raw: string | null): string | undefined => {
    const url = raw === null || raw === '' ? undefined : absolute(raw, base);
    return url !== undefined && new URL(url).origin === origin ? url : undefined;
  };
  const fromOwn: Get = async (url) => (own(url) === undefined ? undefined : get(url));
  const titles = all('title').filter((t) => t.namespaceURI !== SVG);
  const title = marked(titles[0]?.textContent ?? '');
  for (const el of titles) el.remove();
  for (const sheet of all('style')) sheet.textContent = await style(sheet.textContent ?? '', base, fromOwn);
  for (const link of all('link')) {
    const url = /\bstylesheet\b/i.test(link.getAttribute('rel') ?? '') ? own(link.getAttribute(HREF)) : undefined;
    const got = url === undefined ? undefined : await get(url);
    if (got !== undefined && url !== undefined) {
      const sheet = doc.createElement('style');
      sheet.textContent = await style(new TextDecoder().decode(got.bytes), url, fromOwn);
      const media = link.getAttribute('media');
      if (media !== null) sheet.media = media;
      link.replaceWith(sheet);
    } else link.remove();
  }
  for (const img of all('img, input[type=image i]')) {
    const src = img.getAttribute(SRC);
    const url = own(src);
    const got = url === undefined ? undefined : await get(url);
    if (got !== undefined)
      img.setAttribute('src', dataUri({ ...got, type: got.type.startsWith('image/') ? got.type : 'image/unknown' }));
    else if (src !== null && /^data:/i.test(src)) img.setAttribute('src', src);
  }
  const links = doc.createElement('style');
  links.textContent = LINKS;
  root.querySelector('head')?.prepend(links);
  return { items: await rebuilt(root, (css) => style(css, base, fromOwn)), title, scripts, base };
}

/** A page of one element. */
const page = (name: string, set: readonly (readonly [string, string])[], text: string): Item[] => [
  { of: -1, name: 'html', svg: false, set: [] },
  { of: 0, name: 'head', svg: false, set: [] },
  { of: 0, name: 'body', svg: false, set: [] },
  { of: 2, name, svg: false, set },
  { of: 3, text },
];
/** A page that shows plain text. */
export const textPage = (text: string): Item[] =>
  page('pre', [['style', 'white-space:pre-wrap;overflow-wrap:anywhere;font:13px/1.4 monospace']], text);
/** A page that shows one picture. */
export const picturePage = (r: Resource): Item[] => {
  const set: [string, string][] = [
    ['alt', ''],
    ['style', 'max-width:100%'],
    ['src', dataUri(r)],
  ];
  return page('img', set, '');
};
