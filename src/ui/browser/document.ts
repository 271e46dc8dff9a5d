// A page of a simulated server made fit for the frame: no scripts, nothing that the real network would be asked for.

/** Nothing may be loaded but what is in the document itself. */
const POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:; media-src data:; form-action 'none'; base-uri 'none'";

/** What an address on the page gave. */
export interface Resource {
  readonly type: string;
  readonly bytes: Uint8Array;
}

export interface Prepared {
  readonly html: string;
  readonly title: string;
  /** Scripts that were left out. */
  readonly scripts: boolean;
  /** What relative addresses on the page start from. */
  readonly base: string;
}

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
async function style(css: string, base: string, get: (url: string) => Promise<Resource | undefined>): Promise<string> {
  const plain = css.replace(/@import[^;]*;/gi, '');
  const found = new Map<string, string>();
  for (const m of plain.matchAll(/url\(\s*(['"]?)([^'")]*)\1\s*\)/gi)) {
    const address = m[2]!;
    if (address.startsWith('data:') || found.has(address)) continue;
    const url = absolute(address, base);
    const got = url === undefined ? undefined : await get(url);
    found.set(address, got === undefined ? '' : dataUri(got));
  }
  return plain.replace(/url\(\s*(['"]?)([^'")]*)\1\s*\)/gi, (whole, _q: string, address: string) => (address.startsWith('data:') ? whole : `url("${found.get(address) ?? ''}")`)).replace(/<\/style/gi, '');
}

/**
 * Prepares a page. `get` fetches an address of the simulated network; only addresses of the page's own server are asked for.
 * The frame that shows it has no scripts (sandbox) and the document forbids every load (policy), so this is the third wall.
 */
export async function prepare(text: string, address: string, get: (url: string) => Promise<Resource | undefined>): Promise<Prepared> {
  const doc = new DOMParser().parseFromString(text, 'text/html');
  const base = absolute(doc.querySelector('base')?.getAttribute('href') ?? '', address) ?? address;
  const origin = new URL(address).origin;
  const own = (raw: string | null): string | undefined => {
    const url = raw === null || raw === '' ? undefined : absolute(raw, base);
    return url !== undefined && new URL(url).origin === origin ? url : undefined;
  };
  const title = doc.title.trim();
  const scripts = doc.querySelector('script') !== null;
  for (const link of [...doc.querySelectorAll('link')]) {
    const url = /\bstylesheet\b/i.test(link.getAttribute('rel') ?? '') ? own(link.getAttribute('href')) : undefined;
    const got = url === undefined ? undefined : await get(url);
    if (got !== undefined && url !== undefined) {
      const sheet = doc.createElement('style');
      sheet.textContent = await style(new TextDecoder().decode(got.bytes), url, get);
      link.replaceWith(sheet);
    } else link.remove();
  }
  for (const sheet of doc.querySelectorAll('style')) if (/url\(|@import/i.test(sheet.textContent ?? '')) sheet.textContent = await style(sheet.textContent ?? '', base, get);
  for (const img of doc.querySelectorAll('img, input[type=image]')) {
    const src = img.getAttribute('src');
    img.removeAttribute('srcset');
    if (src?.startsWith('data:') === true) continue;
    const url = own(src);
    const got = url === undefined ? undefined : await get(url);
    if (got === undefined) img.removeAttribute('src');
    else img.setAttribute('src', dataUri(got));
  }
  for (const el of doc.querySelectorAll('script, base, iframe, frame, object, embed, portal, template, meta[http-equiv], noscript')) {
    if (el.localName === 'noscript') el.replaceWith(...el.childNodes);
    else el.remove();
  }
  for (const el of doc.querySelectorAll('*')) {
    for (const { name, value } of [...el.attributes]) {
      if (/^on/i.test(name) || name === 'srcdoc' || name === 'ping' || name === 'background' || (/^(href|src|action|formaction|xlink:href|poster|data)$/i.test(name) && /^\s*(javascript|vbscript):/i.test(value))) el.removeAttribute(name);
    }
    if (/url\(\s*['"]?\s*(?!data:)/i.test(el.getAttribute('style') ?? '')) el.setAttribute('style', (el.getAttribute('style') ?? '').replace(/url\([^)]*\)/gi, 'none'));
    for (const name of ['src', 'poster', 'xlink:href']) if (el.localName !== 'img' && el.localName !== 'input' && el.hasAttribute(name)) el.removeAttribute(name);
  }
  const policy = doc.createElement('meta');
  policy.setAttribute('http-equiv', 'Content-Security-Policy');
  policy.setAttribute('content', POLICY);
  doc.head.prepend(policy);
  return { html: `<!doctype html>${doc.documentElement.outerHTML}`, title, scripts, base };
}

const escape = (text: string): string => text.replace(/[&<>]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c]!);

/** A document that shows plain text. */
export function textPage(text: string): string {
  return `<!doctype html><meta http-equiv="Content-Security-Policy" content="${POLICY}"><pre style="white-space:pre-wrap;overflow-wrap:anywhere;font:13px/1.4 monospace">${escape(text)}</pre>`;
}
/** A document that shows one picture. */
export function picturePage(r: Resource): string {
  return `<!doctype html><meta http-equiv="Content-Security-Policy" content="${POLICY}"><img alt="" style="max-width:100%" src="${dataUri(r)}">`;
}
