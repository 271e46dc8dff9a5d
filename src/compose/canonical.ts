// One form for each attribute: short spellings become long ones, paths absolute, sizes and durations values.

import { goDuration, goText } from '../api/durations.ts';
import { parseBytes } from '../cli/flags.ts';
import {
  ComposeError,
  type Dict,
  dictOf,
  emptyMap,
  isDict,
  listOf,
  mapFrom,
  mappingOf,
  textOf,
  textsOf,
  type Value,
} from './value.ts';
import { absolutePath, type Base } from './paths.ts';
import { contextPath, longPorts } from './long.ts';
import { shortVolume } from './volume.ts';
import { splitWords } from './words.ts';

function undecodable(where: string, why: string): ComposeError {
  return new ComposeError(`decoding failed due to the following error(s):\n\n'${where}' ${why}`);
}

/** A duration as Go writes it. @throws ComposeError */
function duration(v: Value, where: string): string {
  const text = textOf(v) ?? '';
  const ms = goDuration(text);
  if (ms === undefined)
    throw undecodable(
      where,
      /^[-+]?[\d.]+$/.test(text)
        ? `time: missing unit in duration ${JSON.stringify(text)}`
        : `time: invalid duration ${JSON.stringify(text)}`,
    );
  return goText(ms);
}

function size(v: Value, where: string): number {
  if (typeof v === 'number') return v;
  const n = parseBytes(textOf(v) ?? '');
  if (n === undefined) throw undecodable(where, `invalid size: '${textOf(v)}'`);
  return n;
}

function integer(v: Value, where: string): number {
  if (typeof v === 'number') return v;
  const text = textOf(v) ?? '';
  if (!/^[-+]?\d+$/.test(text))
    throw undecodable(where, `strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`);
  return Number(text);
}
function decimal(v: Value, where: string): number {
  const n = typeof v === 'number' ? v : Number(textOf(v) ?? 'x');
  if (!Number.isFinite(n))
    throw undecodable(where, `strconv.ParseFloat: parsing ${JSON.stringify(textOf(v))}: invalid syntax`);
  return n;
}

/** `a=b` items or a mapping, as a mapping. @throws ComposeError */
function mapping(v: Value, where: string): Dict {
  for (const name of Array.isArray(v) ? Object.keys(mappingOf(v)) : [])
    if (/\s$/.test(name)) throw undecodable(where, `environment variable ${name} is declared with a trailing space`);
  return mappingOf(v) as Dict;
}

/** YAML 1.1's words for yes and no. */
function boolean(v: Value, where: string): boolean {
  if (typeof v === 'boolean') return v;
  const text = (textOf(v) ?? '').toLowerCase();
  if (['true', 'y', 'yes', 'on', '1', 't'].includes(text)) return true;
  if (['false', 'n', 'no', 'off', '0', 'f'].includes(text)) return false;
  throw undecodable(where, `invalid boolean: ${textOf(v)}`);
}

function command(v: Value, where: string): Value {
  if (v === null) return null;
  if (Array.isArray(v)) return v.map((x) => textOf(x) ?? '');
  const words = splitWords(textOf(v) ?? '');
  if (words === undefined) throw undecodable(where, 'invalid command line string');
  return words;
}

/** Ports with all that Compose's own type has. @throws ComposeError */
function ports(list: Value[]): Value[] {
  return longPorts(list).map((item) => {
    if (!isDict(item)) return item;
    const { published } = item;
    return {
      ...item,
      mode: item['mode'] ?? 'ingress',
      target: Number(item['target']),
      ...(published === undefined ? {} : { published: textOf(published) ?? '' }),
      protocol: item['protocol'] ?? 'tcp',
    };
  });
}

function volume(v: Value, base: Base, where: string): Dict {
  const out: Dict = isDict(v) ? { ...v } : shortVolume(textOf(v) ?? '');
  if (out['read_only'] !== undefined) out['read_only'] = boolean(out['read_only'], `${where}.read_only`);
  if (out['type'] === 'bind') {
    out['source'] = absolutePath(textOf(out['source']) ?? '', base);
    if (isDict(out['bind'])) out['bind'] = { create_host_path: true, ...out['bind'] };
  }
  if (isDict(out['tmpfs']) && out['tmpfs']['size'] !== undefined)
    out['tmpfs'] = { ...out['tmpfs'], size: size(out['tmpfs']['size'], `${where}.tmpfs.size`) };
  return out;
}

function build(v: Value, base: Base, where: string): Dict {
  const b: Dict = isDict(v) ? { ...v } : { context: textOf(v) ?? '' };
  b['context'] = contextPath(textOf(b['context']) ?? '.', base);
  for (const key of ['args', 'labels', 'additional_contexts'])
    if (b[key] !== undefined) b[key] = mappingOf(b[key]) as Dict;
  if (isDict(b['additional_contexts']))
    for (const [k, x] of Object.entries(b['additional_contexts']))
      b['additional_contexts'][k] = contextPath(String(x), base);
  for (const key of ['no_cache', 'pull', 'privileged'])
    if (b[key] !== undefined) b[key] = boolean(b[key], `${where}.${key}`);
  if (b['shm_size'] !== undefined) b['shm_size'] = size(b['shm_size'], `${where}.shm_size`);
  if (b['extra_hosts'] !== undefined) b['extra_hosts'] = hosts(b['extra_hosts'], `${where}.extra_hosts`);
  if (b['secrets'] !== undefined) b['secrets'] = grants(b['secrets']);
  return b;
}

/** Host names and their addresses, as `name=address`, sorted. @throws ComposeError */
function hosts(v: Value, where: string): Value[] {
  const found: [string, string][] = isDict(v)
    ? Object.entries(v).flatMap(([k, x]) => (x === null ? [''] : textsOf(x)).map((ip): [string, string] => [k, ip]))
    : textsOf(v).flatMap((text) => {
        const at = text.includes('=') ? text.indexOf('=') : text.indexOf(':');
        if (at < 0) throw undecodable(where, `invalid additional host, missing IP: ${text}`);
        return text
          .slice(at + 1)
          .split(',')
          .map((ip): [string, string] => [text.slice(0, at), ip]);
      });
  const bad = found.find(([host]) => host === '' || /[:=]/.test(host));
  if (bad !== undefined) throw undecodable(where, `bad host name '${bad[0]}'`);
  return found.map(([host, ip]) => `${host}=${ip.length > 2 ? ip.replace(/^\[(.*)\]$/, '$1') : ip}`).sort();
}
/** Secrets or configs of a service; a secret has its place even where the file leaves it out. */
function grants(v: Value, folder?: string): Value[] {
  return listOf(v).map((x) => {
    const g: Dict = isDict(x) ? { ...x } : { source: textOf(x) ?? '' };
    if (folder !== undefined && g['target'] === undefined) g['target'] = `${folder}/${textOf(g['source']) ?? ''}`;
    // Go writes modes as octal text
    if (typeof g['mode'] === 'number') g['mode'] = `0${g['mode'].toString(8)}`;
    return g;
  });
}
/** Requests for devices in the order of Go's type; one that names none means all. */
function deviceRequests(v: Value): Value[] {
  return listOf(v)
    .map(dictOf)
    .map((d) => {
      const { capabilities, driver, count, device_ids, options } = d;
      const all = count === 'all' || (count === undefined && device_ids === undefined);
      return {
        ...(capabilities === undefined ? {} : { capabilities }),
        ...(driver === undefined ? {} : { driver }),
        ...(all ? { count: -1 } : count === undefined ? {} : { count: Number(count) }),
        ...(device_ids === undefined ? {} : { device_ids }),
        ...(options === undefined ? {} : { options: mappingOf(options) as Dict }),
      };
    });
}

const BOOLEANS = ['init', 'oom_kill_disable', 'privileged', 'read_only', 'stdin_open', 'tty', 'attach'];
const SIZES = ['mem_limit', 'mem_reservation', 'memswap_limit', 'shm_size'];
const INTEGERS = ['scale', 'pids_limit', 'cpu_shares', 'cpu_quota', 'cpu_count', 'oom_score_adj', 'mem_swappiness'];
const LISTS = ['dns', 'dns_search', 'tmpfs', 'expose', 'label_file', 'group_add'];
const MAPPINGS = ['environment', 'labels', 'annotations', 'sysctls'];

/**
 * A service in its long form.
 * @param lenient leave what does not make sense as it is
 * @throws ComposeError
 */
export function canonicalService(name: string, raw: Dict, base: Base, lenient = false): Dict {
  const s: Dict = { ...raw };
  const at = (key: string): string => `services[${name}].${key}`;
  const each = (key: string, f: (v: Value) => Value): void => {
    const v = s[key];
    if (v === undefined || v === null) return;
    try {
      s[key] = f(v);
    } catch (error) {
      // what holds variables that are not replaced makes sense later
      if (!lenient || !(error instanceof ComposeError)) throw error;
    }
  };
  for (const key of ['command', 'entrypoint']) each(key, (v) => command(v, at(key)));
  each('build', (v) => build(v, base, at('build')));
  for (const key of MAPPINGS) each(key, (v) => mapping(v, at(key)));
  for (const key of ['labels', 'annotations', 'sysctls'])
    each(key, (v) => mapFrom<Value>(Object.entries(dictOf(v)).map(([k, x]) => [k, x ?? ''])));
  for (const key of LISTS) each(key, textsOf);
  for (const key of BOOLEANS) each(key, (v) => boolean(v, at(key)));
  for (const key of SIZES) each(key, (v) => size(v, at(key)));
  for (const key of INTEGERS) each(key, (v) => integer(v, at(key)));
  for (const key of ['cpus', 'cpu_percent']) each(key, (v) => decimal(v, at(key)));
  each('stop_grace_period', (v) => duration(v, at('stop_grace_period')));
  each('env_file', (v) =>
    (Array.isArray(v) ? v : [v]).map((f) =>
      isDict(f)
        ? {
            ...f,
            path: absolutePath(textOf(f['path']) ?? '', base),
            required: f['required'] === undefined ? true : boolean(f['required'], at('env_file')),
          }
        : { path: absolutePath(textOf(f) ?? '', base), required: true },
    ),
  );
  each('label_file', (v) => textsOf(v).map((f) => absolutePath(f, base)));
  each('depends_on', (v) => {
    const out = emptyMap();
    if (isDict(v))
      for (const [k, x] of Object.entries(v)) out[k] = { ...dictOf(x), required: dictOf(x)['required'] ?? true };
    else for (const k of textsOf(v)) out[k] = { condition: 'service_started', required: true };
    return out;
  });
  each('networks', (v) => (isDict(v) ? v : mapFrom<Value>(textsOf(v).map((n) => [n, null]))));
  each('ports', (v) => ports(listOf(v)));
  each('volumes', (v) => listOf(v).map((x) => volume(x, base, at('volumes'))));
  each('extra_hosts', (v) => hosts(v, at('extra_hosts')));
  each('secrets', (v) => grants(v, '/run/secrets'));
  each('configs', (v) => grants(v));
  each('ulimits', (v) =>
    mapFrom<Value>(
      Object.entries(dictOf(v)).map(([k, x]) => [
        k,
        isDict(x)
          ? { soft: integer(x['soft']!, at(`ulimits.${k}`)), hard: integer(x['hard']!, at(`ulimits.${k}`)) }
          : integer(x, at(`ulimits.${k}`)),
      ]),
    ),
  );
  each('gpus', (v) => (v === 'all' ? [{ count: -1 }] : deviceRequests(v)));
  each('blkio_config', (v) =>
    mapFrom<Value>(
      Object.entries(dictOf(v)).map(([k, x]) => [
        k,
        k.endsWith('_bps') || k.endsWith('_iops')
          ? listOf(x)
              .map(dictOf)
              .map((r) => ({ ...r, rate: size(r['rate'] ?? 0, at(`blkio_config.${k}`)) }))
          : x,
      ]),
    ),
  );
  each('healthcheck', (v) => {
    const h: Dict = { ...dictOf(v) };
    if (h['disable'] !== undefined) h['disable'] = boolean(h['disable'], at('healthcheck.disable'));
    if (typeof h['test'] === 'string') h['test'] = ['CMD-SHELL', h['test']];
    if (h['retries'] !== undefined) h['retries'] = integer(h['retries'], at('healthcheck.retries'));
    for (const key of ['interval', 'timeout', 'start_period', 'start_interval'])
      if (h[key] !== undefined) h[key] = duration(h[key], at(`healthcheck.${key}`));
    return h;
  });
  each('logging', (v) =>
    isDict(v) && isDict(v['options'])
      ? { ...v, options: mapFrom<Value>(Object.entries(v['options']).map(([k, x]) => [k, textOf(x) ?? ''])) }
      : v,
  );
  each('deploy', (v) => deploy(dictOf(v), at('deploy')));
  each('develop', (v) =>
    isDict(v) && Array.isArray(v['watch'])
      ? {
          ...v,
          watch: v['watch'].map((w) => (isDict(w) ? { ...w, path: absolutePath(textOf(w['path']) ?? '', base) } : w)),
        }
      : v,
  );
  for (const key of ['post_start', 'pre_stop'])
    each(key, (v) =>
      listOf(v).map((h) =>
        isDict(h)
          ? {
              ...h,
              command: command(h['command'] ?? null, at(key)),
              ...(h['environment'] === undefined ? {} : { environment: mappingOf(h['environment']) as Dict }),
            }
          : h,
      ),
    );
  return s;
}

function deploy(d: Dict, where: string): Dict {
  const out: Dict = { ...d };
  if (out['replicas'] !== undefined) out['replicas'] = integer(out['replicas'], `${where}.replicas`);
  if (out['labels'] !== undefined) out['labels'] = mappingOf(out['labels']) as Dict;
  for (const [part, keys] of [
    ['update_config', ['delay', 'monitor']],
    ['rollback_config', ['delay', 'monitor']],
    ['restart_policy', ['delay', 'window']],
  ] as const) {
    if (!isDict(out[part])) continue;
    const section: Dict = { ...out[part] };
    for (const k of keys) if (section[k] !== undefined) section[k] = duration(section[k], `${where}.${part}.${k}`);
    out[part] = section;
  }
  if (isDict(out['resources'])) {
    const resources: Dict = { ...out['resources'] };
    for (const key of ['limits', 'reservations']) {
      if (!isDict(resources[key])) continue;
      const r: Dict = { ...resources[key] };
      if (r['memory'] !== undefined) r['memory'] = size(r['memory'], `${where}.resources.${key}.memory`);
      if (r['cpus'] !== undefined) r['cpus'] = decimal(r['cpus'], `${where}.resources.${key}.cpus`);
      if (r['devices'] !== undefined) r['devices'] = deviceRequests(r['devices']);
      if (r['pids'] !== undefined) r['pids'] = integer(r['pids'], `${where}.resources.${key}.pids`);
      resources[key] = r;
    }
    out['resources'] = resources;
  }
  return out;
}

/** A network, volume, secret or config in its long form. */
export function canonicalResource(
  kind: 'networks' | 'volumes' | 'secrets' | 'configs',
  raw: Value,
  base: Base,
  lenient = false,
): Dict {
  const r: Dict = { ...dictOf(raw) };
  if (isDict(r['external'])) {
    if (r['external']['name'] !== undefined) r['name'] = r['external']['name'];
    r['external'] = true;
  }
  for (const key of ['external', 'internal', 'attachable', 'enable_ipv6', 'enable_ipv4'])
    if (r[key] !== undefined && !lenient) r[key] = boolean(r[key], `${kind}.${key}`);
  if (r['labels'] !== undefined)
    r['labels'] = mapFrom<Value>(Object.entries(mappingOf(r['labels'])).map(([k, v]) => [k, v ?? '']));
  if (isDict(r['driver_opts']))
    r['driver_opts'] = mapFrom<Value>(Object.entries(r['driver_opts']).map(([k, v]) => [k, textOf(v) ?? '']));
  if ((kind === 'secrets' || kind === 'configs') && typeof r['file'] === 'string')
    r['file'] = absolutePath(r['file'], base);
  return r;
}
