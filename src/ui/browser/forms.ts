// A form as the request that a browser makes of it.

/** What the frame tells of a form that is submitted; all as it stands on the page. */
export interface Submission {
  readonly method: string;
  readonly enctype: string;
  /** Empty: the page's own address. */
  readonly action: string;
  /** Names and values in the order of the page. */
  readonly fields: readonly (readonly [name: string, value: string])[];
}
export interface FormRequest {
  readonly method: 'GET' | 'POST';
  /** As it stands on the page, made absolute where that can be done. */
  readonly url: string;
  readonly body: Uint8Array;
  readonly type: string;
}

const NO_BODY = new Uint8Array(0);
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
/** Lines end as in a mail. */
const lines = (text: string): string => text.replace(/\r\n|\r|\n/g, '\r\n');

/** The request for what was submitted. @param base the page's address */
export function formRequest({ method, enctype, action, fields: raw }: Submission, base: string): FormRequest {
  const fields = raw.map(([name, value]) => [lines(name), lines(value)]);
  let url: URL;
  try {
    url = new URL(action.trim() === '' ? base : action, base);
  } catch {
    // the tab says that there is no such address
    return { method: 'GET', url: action, body: NO_BODY, type: '' };
  }
  const query = new URLSearchParams(fields).toString();
  if (method.toLowerCase() !== 'post') {
    url.search = query;
    url.hash = '';
    return { method: 'GET', url: url.href, body: NO_BODY, type: '' };
  }
  const post = (body: string, type: string): FormRequest => ({
    method: 'POST',
    url: url.href,
    body: encode(body),
    type,
  });
  switch (enctype.toLowerCase()) {
    case 'multipart/form-data': {
      const mark = '----drydockform7MA4YWxkTrZu0gW';
      const name = (text: string): string =>
        text.replace(/["\r\n]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
      const parts = fields.map(
        ([k, v]) => `--${mark}\r\nContent-Disposition: form-data; name="${name(k!)}"\r\n\r\n${v}\r\n`,
      );
      return post(`${parts.join('')}--${mark}--\r\n`, `multipart/form-data; boundary=${mark}`);
    }
    case 'text/plain':
      return post(fields.map(([k, v]) => `${k}=${v}\r\n`).join(''), 'text/plain');
    default:
      return post(query, 'application/x-www-form-urlencoded');
  }
}
