// Short spellings made long, so that a later file can go over an earlier one; values stay as they were written.

import { CliError } from '../cli/cli.ts';
import { parsePorts } from '../cli/ports.ts';
import { absolutePath, type Base } from './paths.ts';
import {
  ComposeError,
  type Dict,
  dictOf,
  emptyMap,
  isDict,
  listOf,
  mapFrom,
  textOf,
  textsOf,
  type Value,
} from './value.ts';
import { shortVolume } from './volume.ts';

/** Ports in their long form; a range is several. @throws ComposeError */
export function longPorts(list: readonly Value[]): Value[] {
  const out: Value[] = [];
  for (const item of list) {
    if (isDict(item)) {
      out.push(item);
      continue;
    }
    try {
      for (const [key, bindings] of Object.entries(parsePorts([textOf(item) ?? '']).bindings)) {
        const [target, protocol = 'tcp'] = key.split('/');
        for (const b of bindings)
          out.push({
            mode: 'ingress',
            ...(b.HostIp === '' ? {} : { host_ip: b.HostIp }),
            target: Number(target),
            ...(b.HostPort === '' ? {} : { published: b.HostPort }),
            protocol,
          });
      }
    } catch (error) {
      if (error instanceof CliError) throw new ComposeError(error.message);
      throw error;
    }
  }
  return out;
}

function device(text: string): Dict {
  if (text.split(':').length > 3) throw new ComposeError(`confusing device mapping, please use long syntax: ${text}`);
  const [source = '', target = '', permissions = 'rwm'] = text.split(':');
  return { source, target: target === '' ? source : target, permissions };
}

/** `key=value` items as a mapping. @throws ComposeError for one without a value */
function keyValues(v: Value, where: string): Value {
  if (!Array.isArray(v)) return v;
  return mapFrom(
    v.map((x): [string, Value] => {
      const text = textOf(x) ?? '';
      const eq = text.indexOf('=');
      if (eq < 0) throw new ComposeError(`${where}: invalid value ${text}, expected key=value`);
      return [text.slice(0, eq), text.slice(eq + 1)];
    }),
  );
}
const named = (v: Value): Value =>
  Array.isArray(v) ? mapFrom(v.map((x): [string, Value] => [textOf(x) ?? '', null])) : v;
const source = (v: Value): Value => (typeof v === 'string' ? { source: v } : v);
const listed = (v: Value): Value => (typeof v === 'string' ? [v] : v);

/** A service in its long form. @param lenient leave what does not make sense (yet) as it is @throws ComposeError */
function longService(name: string, raw: Dict, lenient: boolean): Dict {
  const s: Dict = { ...raw };
  const each = (key: string, f: (v: Value) => Value): void => {
    const v = s[key];
    if (v === undefined || v === null) return;
    try {
      s[key] = f(v);
    } catch (error) {
      if (!lenient || !(error instanceof ComposeError)) throw error;
    }
  };
  each('build', (v) => {
    if (!isDict(v)) return { context: textOf(v) ?? '' };
    const b: Dict = { ...v };
    if (b['additional_contexts'] !== undefined)
      b['additional_contexts'] = keyValues(b['additional_contexts'], `services.${name}.build.additional_contexts`);
    if (b['secrets'] !== undefined) b['secrets'] = listOf(b['secrets']).map(source);
    return b;
  });
  each('depends_on', (v) => {
    if (!isDict(v))
      return mapFrom(textsOf(v).map((k): [string, Value] => [k, { condition: 'service_started', required: true }]));
    return mapFrom(
      Object.entries(v).map(([k, x]): [string, Value] => [
        k,
        isDict(x) && x['required'] === undefined ? { ...x, required: true } : x,
      ]),
    );
  });
  each('env_file', (v) =>
    (Array.isArray(v) ? v : [v]).map((f) =>
      isDict(f) ? { required: true, ...f } : { path: textOf(f) ?? '', required: true },
    ),
  );
  each('label_file', listed);
  each('dns', listed);
  each('extends', (v) => (typeof v === 'string' ? { service: v } : v));
  each('gpus', (v) => (typeof v === 'string' ? [{ count: 'all' }] : v));
  each('networks', named);
  each('models', named);
  each('volumes', (v) => listOf(v).map((x) => (typeof x === 'string' ? shortVolume(x) : x)));
  each('devices', (v) => listOf(v).map((x) => (typeof x === 'string' ? device(x) : x)));
  each('secrets', (v) => listOf(v).map(source));
  each('configs', (v) => listOf(v).map(source));
  each('ports', (v) => longPorts(listOf(v)));
  each('develop', (v) =>
    isDict(v) && Array.isArray(v['watch'])
      ? {
          ...v,
          watch: v['watch'].map((w) =>
            isDict(w)
              ? {
                  ...w,
                  ...(w['ignore'] === undefined ? {} : { ignore: listed(w['ignore']) }),
                  ...(w['include'] === undefined ? {} : { include: listed(w['include']) }),
                }
              : w,
          ),
        }
      : v,
  );
  // an empty name server is none
  if (Array.isArray(s['dns'])) s['dns'] = s['dns'].filter((x) => x !== null && x !== '');
  return s;
}

function longResource(path: string, raw: Value, warn: (text: string) => void): Value {
  if (!isDict(raw) || !isDict(raw['external'])) return raw;
  const inside = raw['external']['name'];
  const r: Dict = { ...raw, external: true };
  if (inside === undefined) return r;
  warn(`${path}: external.name is deprecated. Please set name and external: true`);
  if (r['name'] !== undefined && r['name'] !== inside)
    throw new ComposeError(`${path}: name and external.name conflict; only use name`);
  r['name'] = inside;
  return r;
}

/** A document that is like the specification, in its long form. @throws ComposeError */
export function longDocument(document: Dict, lenient: boolean, warn: (text: string) => void): Dict {
  const out = emptyMap();
  for (const [key, v] of Object.entries(document)) {
    if (key === 'services' && isDict(v))
      out[key] = mapFrom(
        Object.entries(v).map(([name, s]): [string, Value] => [name, isDict(s) ? longService(name, s, lenient) : s]),
      );
    else if (['networks', 'volumes', 'secrets', 'configs'].includes(key) && isDict(v))
      out[key] = mapFrom(
        Object.entries(v).map(([name, r]): [string, Value] => [name, longResource(`${key}.${name}`, r, warn)]),
      );
    else out[key] = v;
  }
  return out;
}

/** A service in long form with absolute paths; those that are stay. */
export function withPaths(service: Dict, base: Base): Dict {
  const s: Dict = { ...service };
  const b = s['build'];
  if (isDict(b)) {
    const more = b['additional_contexts'];
    s['build'] = {
      ...b,
      ...(typeof b['context'] === 'string' ? { context: contextPath(b['context'], base) } : {}),
      ...(isDict(more)
        ? {
            additional_contexts: mapFrom(
              Object.entries(more).map(([k, x]): [string, Value] => [k, contextPath(String(x), base)]),
            ),
          }
        : {}),
    };
  }
  const path = (x: Value): Value => (isDict(x) ? { ...x, path: absolutePath(textOf(x['path']) ?? '', base) } : x);
  if (Array.isArray(s['env_file'])) s['env_file'] = s['env_file'].map(path);
  if (Array.isArray(s['label_file'])) s['label_file'] = s['label_file'].map((x) => absolutePath(textOf(x) ?? '', base));
  if (Array.isArray(s['volumes']))
    s['volumes'] = s['volumes'].map((v) =>
      isDict(v) && v['type'] === 'bind' ? { ...v, source: absolutePath(textOf(v['source']) ?? '', base) } : v,
    );
  const develop = dictOf(s['develop']);
  if (Array.isArray(develop['watch'])) s['develop'] = { ...develop, watch: develop['watch'].map(path) };
  return s;
}

/** A folder to build from; what lies elsewhere (a repository, another service, an image) stays as it is. */
export function contextPath(text: string, base: Base): string {
  return /^(https?:\/\/|git@|git:\/\/|ssh:\/\/|github\.com\/|service:|docker-image:\/\/|oci-layout:\/\/)/.test(text)
    ? text
    : absolutePath(text, base);
}
