import { describe, expect, it } from 'vitest';
import { formRequest, type Submission } from './forms.ts';

const BASE = 'http://localhost:8080/a/b?old=1#part';
const form: Submission = {
  method: 'post',
  enctype: '',
  action: 'c',
  fields: [
    ['who', 'me & you'],
    ['text', 'one\ntwo'],
    ['who', 'ñ'],
  ],
};
const text = (s: Partial<Submission>): [string, string, string, string] => {
  const r = formRequest({ ...form, ...s }, BASE);
  return [r.method, r.url, r.type, new TextDecoder().decode(r.body)];
};

describe('a form', () => {
  it('is sent by its method and type', () => {
    const query = 'who=me+%26+you&text=one%0D%0Atwo&who=%C3%B1';
    expect(text({ method: 'GET' })).toEqual(['GET', `http://localhost:8080/a/c?${query}`, '', '']);
    expect(text({ method: 'dialog', action: '' })).toEqual(['GET', `http://localhost:8080/a/b?${query}`, '', '']);
    expect(text({})).toEqual(['POST', 'http://localhost:8080/a/c', 'application/x-www-form-urlencoded', query]);
    expect(text({ enctype: 'text/plain' })).toEqual([
      'POST',
      'http://localhost:8080/a/c',
      'text/plain',
      'who=me & you\r\ntext=one\r\ntwo\r\nwho=ñ\r\n',
    ]);
    const [, , type, body] = text({ enctype: 'Multipart/form-data', fields: [['a"\n', '1']] });
    const mark = /boundary=(.+)$/.exec(type)![1]!;
    expect(body).toBe(`--${mark}\r\nContent-Disposition: form-data; name="a%22%0D%0A"\r\n\r\n1\r\n--${mark}--\r\n`);
  });
  it('with an address that is none is left for the tab to say so', () => {
    expect(text({ action: 'http://[' })).toEqual(['GET', 'http://[', '', '']);
  });
});
