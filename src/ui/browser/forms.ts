// A form as the request that a browser makes of it.

import { ACTION } from './document.ts';

export interface FormRequest {
  readonly method: 'GET' | 'POST';
  /** As it stands on the page, made absolute where that can be done. */
  readonly url: string;
  readonly body: Uint8Array;
  readonly type: string;
}

const NO_BODY = new Uint8Array(0);
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/**
 * What is sent when a form is submitted by a button (or by Enter).
 * @param action address of the button's own, if it has one @param base the page's address
 */
export function formRequest(
  form: HTMLFormElement,
  submitter: HTMLElement | null,
  action: string | null,
  base: string,
): FormRequest {
  // fields may hide the properties of their form
  const ofForm = (name: string): string | null => Element.prototype.getAttribute.call(form, name);
  const own = (name: string): string | null => submitter?.getAttribute(`form${name}`) ?? ofForm(name);
  const fields: [string, string][] = [];
  for (const [name, value] of new FormData(form)) fields.push([name, typeof value === 'string' ? value : value.name]);
  const name = submitter?.getAttribute('name') ?? '';
  if (submitter !== null && name !== '') fields.push([name, submitter.getAttribute('value') ?? '']);
  const to = action ?? ofForm(ACTION) ?? '';
  let url: URL;
  try {
    url = new URL(to === '' ? base : to, base);
  } catch {
    // the tab says that there is no such address
    return { method: 'GET', url: to, body: NO_BODY, type: '' };
  }
  const query = new URLSearchParams(fields).toString();
  if ((own('method') ?? 'get').toLowerCase() !== 'post') {
    url.search = query;
    url.hash = '';
    return { method: 'GET', url: url.href, body: NO_BODY, type: '' };
  }
  if ((own('enctype') ?? '').toLowerCase() === 'multipart/form-data') {
    const mark = '----drydockform7MA4YWxkTrZu0gW';
    const parts = fields
      .map(([k, v]) => `--${mark}\r\nContent-Disposition: form-data; name="${k.replace(/"/g, '%22')}"\r\n\r\n${v}\r\n`)
      .join('');
    return {
      method: 'POST',
      url: url.href,
      body: encode(`${parts}--${mark}--\r\n`),
      type: `multipart/form-data; boundary=${mark}`,
    };
  }
  return { method: 'POST', url: url.href, body: encode(query), type: 'application/x-www-form-urlencoded' };
}
