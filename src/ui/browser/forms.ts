// A form as the request that a browser makes of it.

export interface FormRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly body: Uint8Array;
  readonly type: string;
}

const NO_BODY = new Uint8Array(0);
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** What is sent when a form is submitted by a button (or by Enter). `base` is the page's address. */
export function formRequest(form: HTMLFormElement, submitter: HTMLElement | null, base: string): FormRequest {
  const own = (name: string): string | null => submitter?.getAttribute(`form${name}`) ?? form.getAttribute(name);
  const fields: [string, string][] = [];
  const data = new FormData(form);
  for (const [name, value] of data) fields.push([name, typeof value === 'string' ? value : value.name]);
  const name = submitter?.getAttribute('name');
  if (submitter !== null && name !== null && name !== undefined && name !== '') fields.push([name, submitter.getAttribute('value') ?? '']);
  const action = own('action');
  const url = new URL(action === null || action === '' ? base : action, base);
  const query = new URLSearchParams(fields).toString();
  if ((own('method') ?? 'get').toLowerCase() !== 'post') {
    url.search = query;
    url.hash = '';
    return { method: 'GET', url: url.href, body: NO_BODY, type: '' };
  }
  if ((own('enctype') ?? '').toLowerCase() === 'multipart/form-data') {
    const mark = '----drydockform7MA4YWxkTrZu0gW';
    const parts = fields.map(([k, v]) => `--${mark}\r\nContent-Disposition: form-data; name="${k.replace(/"/g, '%22')}"\r\n\r\n${v}\r\n`).join('');
    return { method: 'POST', url: url.href, body: encode(`${parts}--${mark}--\r\n`), type: `multipart/form-data; boundary=${mark}` };
  }
  return { method: 'POST', url: url.href, body: encode(query), type: 'application/x-www-form-urlencoded' };
}
