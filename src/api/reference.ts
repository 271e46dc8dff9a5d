// Image references: [HOST[:PORT]/]PATH[:TAG][@DIGEST], after distribution/reference.

/** A parsed reference. `domain/path` is the full name; familiar forms leave docker.io/library out. */
export interface Reference {
  readonly domain: string;
  readonly path: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

export class ReferenceError_ extends Error {}

const PATH_COMPONENT = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const DOMAIN =
  '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])(?:\\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*(?::[0-9]+)?';
const TAG = '[\\w][\\w.-]{0,127}';
const DIGEST = '[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}';
const FULL = new RegExp(`^(${PATH_COMPONENT}(?:/${PATH_COMPONENT})*)(?::(${TAG}))?(?:@(${DIGEST}))?$`);
const DOMAIN_RE = new RegExp(`^${DOMAIN}$`);

/**
 * Parses what a user types.
 * @throws ReferenceError_ `invalid reference format…`, the CLI's and the daemon's common text
 */
export function parseReference(text: string): Reference {
  if (/^[a-f0-9]{64}$/.test(text))
    throw new ReferenceError_(`invalid repository name (${text}), cannot specify 64-byte hexadecimal strings`);
  let domain = 'docker.io';
  let rest = text;
  const slash = text.indexOf('/');
  if (slash >= 0) {
    const first = text.slice(0, slash);
    if (/[.:]/.test(first) || first === 'localhost' || first.toLowerCase() !== first) {
      domain = first;
      rest = text.slice(slash + 1);
    }
  }
  if (domain === 'index.docker.io') domain = 'docker.io';
  if (domain === 'docker.io' && !rest.includes('/')) rest = `library/${rest}`;
  const nameEnd = rest.search(/[:@]/);
  const name = nameEnd < 0 ? rest : rest.slice(0, nameEnd);
  if (name.toLowerCase() !== name)
    throw new ReferenceError_(`invalid reference format: repository name (${name}) must be lowercase`);
  const m = FULL.exec(rest);
  if (m === null || !DOMAIN_RE.test(domain)) throw new ReferenceError_('invalid reference format');
  if (`${domain}/${m[1]}`.length > 255)
    throw new ReferenceError_('repository name must not be more than 255 characters');
  if (m[3] !== undefined && !/^sha256:[a-f0-9]{64}$/.test(m[3]))
    throw new ReferenceError_(
      /^sha256:/.test(m[3]) ? 'invalid checksum digest length' : 'unsupported digest algorithm',
    );
  return { domain, path: m[1]!, tag: m[2], digest: m[3] };
}

/** `docker.io/library/busybox` → `busybox`. */
export function familiarName(r: Reference): string {
  if (r.domain !== 'docker.io') return `${r.domain}/${r.path}`;
  return r.path.startsWith('library/') ? r.path.slice(8) : r.path;
}

/** Adds `latest` where neither tag nor digest is given. */
export function withDefaultTag(r: Reference): Reference {
  return r.tag === undefined && r.digest === undefined ? { ...r, tag: 'latest' } : r;
}

export function familiar(r: Reference): string {
  return familiarName(r) + (r.tag === undefined ? '' : `:${r.tag}`) + (r.digest === undefined ? '' : `@${r.digest}`);
}

export function fullName(r: Reference): string {
  return `${r.domain}/${r.path}`;
}

/** `docker.io/library/busybox:latest`. */
export function canonical(r: Reference): string {
  return fullName(r) + (r.tag === undefined ? '' : `:${r.tag}`) + (r.digest === undefined ? '' : `@${r.digest}`);
}
