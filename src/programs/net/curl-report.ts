// What curl reports of a transfer: its meter, and the text of --write-out.

import { type Url, header } from './http.ts';
import { statusOf, hostField, follow } from './request.ts';
import type { Got } from './curl-transfer.ts';

export const METER =
  '  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current\n                                 Dload  Upload   Total   Spent    Left  Speed\n';
export const rate = (bytes: number, ms: number): string => {
  const n = Math.round(bytes / Math.max(0.001, ms / 1000));
  return n < 100_000 ? String(n) : n < 10_000_000 ? `${Math.round(n / 1024)}k` : `${Math.round(n / 1_048_576)}M`;
};

export function writeOut(format: string, got: Got | undefined, ms: number, url: Url, code: number): string {
  const m = got?.answer;
  const time = (ms / 1000).toFixed(6);
  const values: Record<string, string> = {
    http_code: m === undefined ? '000' : String(statusOf(m)),
    response_code: m === undefined ? '000' : String(statusOf(m)),
    size_download: String(m?.body.length ?? 0),
    size_header: String(
      m === undefined ? 0 : m.start.length + 4 + m.headers.reduce((n, [k, v]) => n + k.length + v.length + 4, 0),
    ),
    time_total: time,
    time_connect: m === undefined ? '0.000000' : (Math.min(ms, 0.2) / 1000).toFixed(6),
    time_namelookup: '0.000020',
    time_starttransfer: time,
    time_pretransfer: '0.000250',
    time_appconnect: '0.000000',
    time_redirect: '0.000000',
    content_type: m === undefined ? '' : (header(m, 'content-type') ?? ''),
    url_effective: `${(got?.url ?? url).scheme}://${hostField(got?.url ?? url)}${(got?.url ?? url).path}`,
    redirect_url:
      m === undefined ? '' : header(m, 'location') === undefined ? '' : follow(header(m, 'location')!, got!.url),
    num_redirects: String(got?.hops ?? 0),
    num_connects: m === undefined ? '0' : '1',
    http_version: m === undefined ? '0' : '1.1',
    exitcode: String(code),
    remote_ip: got?.ip ?? '',
    remote_port: String(url.port),
    scheme: url.scheme,
    method: '',
    errormsg: '',
    speed_download: String(Math.round((m?.body.length ?? 0) / Math.max(0.001, ms / 1000))),
    stdout: '',
    stderr: '',
    ssl_verify_result: '0',
    filename_effective: '',
  };
  return format
    .replace(/%%|%\{(\w+)\}|%header\{([^}]+)\}/g, (all, k: string | undefined, h: string | undefined) =>
      all === '%%' ? '%' : h !== undefined ? (m === undefined ? '' : (header(m, h) ?? '')) : (values[k!] ?? ''),
    )
    .replace(/\\n/g, '\n')
    .replace(/\\t/g, '\t')
    .replace(/\\r/g, '\r');
}
