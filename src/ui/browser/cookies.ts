// A browser's cookies: kept by host (ports share them, as in life), sent by path.

interface Cookie {
  readonly value: string;
  readonly path: string;
  /** Virtual ms since 1970 when it ends; undefined for the session. */
  readonly until: number | undefined;
}

export class Cookies {
  private readonly hosts = new Map<string, Map<string, Cookie>>();

  /** Takes a Set-Cookie header. `now` in virtual ms. */
  take(host: string, path: string, header: string, now: number): void {
    const [pair = '', ...attributes] = header.split(';').map((x) => x.trim());
    const eq = pair.indexOf('=');
    if (eq < 1) return;
    const get = (name: string): string | undefined =>
      attributes.find((a) => a.toLowerCase().startsWith(`${name}=`))?.slice(name.length + 1);
    const maxAge = get('max-age');
    const expires = get('expires');
    const until =
      maxAge !== undefined && /^-?\d+$/.test(maxAge)
        ? now + Number(maxAge) * 1000
        : expires !== undefined && !Number.isNaN(Date.parse(expires))
          ? Date.parse(expires)
          : undefined;
    const own = this.hosts.get(host) ?? new Map<string, Cookie>();
    const name = pair.slice(0, eq);
    const wanted = get('path');
    if (until !== undefined && until <= now) own.delete(name);
    else
      own.set(name, {
        value: pair.slice(eq + 1),
        path: wanted?.startsWith('/') === true ? wanted : path.replace(/\/[^/]*$/, '') || '/',
        until,
      });
    this.hosts.set(host, own);
  }

  /** The Cookie header for a request; empty for none. */
  header(host: string, path: string, now: number): string {
    return [...(this.hosts.get(host) ?? [])]
      .filter(
        ([, c]) =>
          (c.until === undefined || c.until > now) &&
          (path === c.path || path.startsWith(c.path.endsWith('/') ? c.path : `${c.path}/`)),
      )
      .map(([name, c]) => `${name}=${c.value}`)
      .join('; ');
  }
}
