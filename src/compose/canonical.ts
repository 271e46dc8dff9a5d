// One form for each attribute: short spellings become long ones, paths absolute, sizes and durations values.

import { goDuration } from '../api/durations.ts';
import { goText } from '../api/durations.ts';
import { CliError } from '../cli/cli.ts';
import { parseBytes } from '../cli/flags.ts';
import { parsePorts } from '../cli/ports.ts';
import { clean } from '../fs/path.ts';
import { byKey, ComposeError, type Dict, dictOf, isDict, listOf, mappingOf, textOf, textsOf, type Value } from './value.ts';
import { splitWords } from './words.ts';

/** Where relative paths of a file begin, and what `~` is. */
export interface Base {
  readonly dir: string;
  readonly home: string;
}

export function absolutePath(path: string, base: Base): string {
  if (path === '~' || path.startsWith('~/')) return clean(base.home + path.slice(1));
  return path.startsWith('/') ? clean(path) : clean(`${base.dir}/${path}`);
}

function undecodable(where: string, why: string): ComposeError {
  return new ComposeError(`decoding failed due to the following error(s):\n\n'${where}' ${why}`);
}

/** A duration as Go writes it. @throws ComposeError */
function duration(v: Value, where: string): string {
  const text = textOf(v) ?? '';
  const ms = goDuration(text);
  if (ms === undefined) throw undecodable(where, /^[-+]?[\d.]+$/.test(text) ? `time: missing unit in duration ${JSON.stringify(text)}` : `time: invalid duration ${JSON.stringify(text)}`);
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
  if (!/^[-+]?\d+$/.test(text)) throw undecodable(where, `strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`);
  return Number(text);
}
function decimal(v: Value, where: string): number {
  const n = typeof v === 'number' ? v : Number(textOf(v) ?? 'x');
  if (!Number.isFinite(n)) throw undecodable(where, `strconv.ParseFloat: parsing ${JSON.stringify(textOf(v))}: invalid syntax`);
  return n;
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

function ports(list: Value[]): Value[] {
  const out: Value[] = [];
  for (const item of list) {
    if (isDict(item)) {
      const { published } = item;
      out.push({ ...item, mode: item['mode'] ?? 'ingress', target: Number(item['target']), ...(published === undefined ? {} : { published: textOf(published) ?? '' }), protocol: item['protocol'] ?? 'tcp' });
      continue;
    }
    try {
      for (const [key, bindings] of Object.entries(parsePorts([textOf(item) ?? '']).bindings)) {
        const [target, protocol] = key.split('/');
        for (const b of bindings) out.push({ mode: 'ingress', ...(b.HostIp === '' ? {} : { host_ip: b.HostIp }), target: Number(target), ...(b.HostPort === '' ? {} : { published: b.HostPort }), protocol: protocol! });
      }
    } catch (error) {
      if (error instanceof CliError) throw new ComposeError((error.message.charAt(0).toLowerCase() + error.message.slice(1)).replace(/^invalid ip address/, 'invalid IP address'));
      throw error;
    }
  }
  return out;
}

/** A mount in its short spelling. @throws ComposeError */
function shortVolume(spec: string, base: Base): Dict {
  if (spec === '') throw new ComposeError('invalid empty volume spec');
  const parts = spec.split(':');
  if (parts.some((x) => x === '')) throw new ComposeError(`invalid spec: ${spec}: empty section between colons`);
  if (parts.length > 3) throw new ComposeError(`invalid spec: ${spec}: too many colons`);
  if (parts.length === 1) return { type: 'volume', target: clean(spec), volume: {} };
  const [source = '', target = '', options = ''] = parts;
  const out: Dict = { type: /^[./~]/.test(source) ? 'bind' : 'volume', source, target: clean(target) };
  const extra: Dict = {};
  for (const o of options === '' ? [] : options.split(',')) {
    if (o === 'ro') out['read_only'] = true;
    else if (o === 'nocopy') extra['nocopy'] = true;
    else if (o === 'z' || o === 'Z') extra['selinux'] = o;
    else if (['cached', 'consistent', 'delegated'].includes(o)) out['consistency'] = o;
    else if (/^r?(shared|slave|private)$/.test(o)) extra['propagation'] = o;
  }
  if (out['type'] === 'bind') {
    out['source'] = absolutePath(source, base);
    out['bind'] = { ...extra, create_host_path: true };
  } else out['volume'] = extra;
  return out;
}

function volume(v: Value, base: Base, where: string): Dict {
  if (!isDict(v)) return shortVolume(textOf(v) ?? '', base);
  const out: Dict = { ...v };
  if (out['read_only'] !== undefined) out['read_only'] = boolean(out['read_only'], `${where}.read_only`);
  if (out['type'] === 'bind') {
    out['source'] = absolutePath(textOf(out['source']) ?? '', base);
    if (isDict(out['bind'])) out['bind'] = { create_host_path: true, ...out['bind'] };
  }
  if (isDict(out['tmpfs']) && out['tmpfs']['size'] !== undefined) out['tmpfs'] = { ...out['tmpfs'], size: size(out['tmpfs']['size'], `${where}.tmpfs.size`) };
  return out;
}

function build(v: Value, base: Base, where: string): Dict {
  const b: Dict = isDict(v) ? { ...v } : { context: textOf(v) ?? '' };
  const context = textOf(b['context']) ?? '.';
  b['context'] = /^(https?:\/\/|git@|git:\/\/|ssh:\/\/|github\.com\/)/.test(context) ? context : absolutePath(context, base);
  for (const key of ['args', 'labels', 'additional_contexts']) if (b[key] !== undefined) b[key] = mappingOf(b[key]) as Dict;
  if (isDict(b['additional_contexts'])) for (const [k, x] of Object.entries(b['additional_contexts'])) if (/^[./~]|^[^:]*$/.test(String(x))) b['additional_contexts'][k] = absolutePath(String(x), base);
  for (const key of ['no_cache', 'pull', 'privileged']) if (b[key] !== undefined) b[key] = boolean(b[key], `${where}.${key}`);
  if (b['shm_size'] !== undefined) b['shm_size'] = size(b['shm_size'], `${where}.shm_size`);
  if (b['extra_hosts'] !== undefined) b['extra_hosts'] = hosts(b['extra_hosts']);
  if (b['secrets'] !== undefined) b['secrets'] = grants(b['secrets']);
  return b;
}

/** Host names and their addresses, as `name=address`. */
function hosts(v: Value): Value[] {
  if (isDict(v)) return byKey(v).flatMap(([k, x]) => textsOf(x).map((ip) => `${k}=${ip}`));
  return textsOf(v).map((h) => (h.includes('=') ? h : h.replace(':', '=')));
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
  return listOf(v).map(dictOf).map((d) => {
    const { capabilities, driver, count, device_ids, options } = d;
    const all = count === 'all' || (count === undefined && device_ids === undefined);
    return { ...(capabilities === undefined ? {} : { capabilities }), ...(driver === undefined ? {} : { driver }), ...(all ? { count: -1 } : count === undefined ? {} : { count: Number(count) }), ...(device_ids === undefined ? {} : { device_ids }), ...(options === undefined ? {} : { options: mappingOf(options) as Dict }) };
  });
}

const BOOLEANS = ['init', 'oom_kill_disable', 'privileged', 'read_only', 'stdin_open', 'tty', 'attach'];
const SIZES = ['mem_limit', 'mem_reservation', 'memswap_limit', 'shm_size'];
const INTEGERS = ['scale', 'pids_limit', 'cpu_shares', 'cpu_quota', 'cpu_count', 'oom_score_adj', 'mem_swappiness'];
const LISTS = ['dns', 'dns_search', 'tmpfs', 'expose', 'label_file', 'group_add'];
const MAPPINGS = ['environment', 'labels', 'annotations', 'sysctls'];

/**
 * A service in its long form.
 * @throws ComposeError
 */
export function canonicalService(name: string, raw: Dict, base: Base): Dict {
  const s: Dict = { ...raw };
  const at = (key: string): string => `services[${name}].${key}`;
  const each = (key: string, f: (v: Value) => Value): void => {
    if (s[key] !== undefined) s[key] = s[key] === null ? null : f(s[key]);
  };
  for (const key of ['command', 'entrypoint']) if (s[key] !== undefined) s[key] = command(s[key], at(key));
  each('build', (v) => build(v, base, at('build')));
  for (const key of MAPPINGS) each(key, (v) => mappingOf(v) as Dict);
  for (const key of ['labels', 'annotations', 'sysctls']) each(key, (v) => Object.fromEntries(Object.entries(dictOf(v)).map(([k, x]) => [k, x ?? ''])));
  for (const key of LISTS) each(key, textsOf);
  for (const key of BOOLEANS) each(key, (v) => boolean(v, at(key)));
  for (const key of SIZES) each(key, (v) => size(v, at(key)));
  for (const key of INTEGERS) each(key, (v) => integer(v, at(key)));
  for (const key of ['cpus', 'cpu_percent']) each(key, (v) => decimal(v, at(key)));
  each('stop_grace_period', (v) => duration(v, at('stop_grace_period')));
  each('env_file', (v) => (Array.isArray(v) ? v : [v]).map((f) => (isDict(f) ? { ...f, path: absolutePath(textOf(f['path']) ?? '', base), required: f['required'] === undefined ? true : boolean(f['required'], at('env_file')) } : { path: absolutePath(textOf(f) ?? '', base), required: true })));
  each('label_file', (v) => textsOf(v).map((f) => absolutePath(f, base)));
  each('depends_on', (v) => {
    const out: Dict = {};
    if (isDict(v)) for (const [k, x] of Object.entries(v)) out[k] = { ...dictOf(x), required: dictOf(x)['required'] ?? true };
    else for (const k of textsOf(v)) out[k] = { condition: 'service_started', required: true };
    return out;
  });
  each('networks', (v) => (isDict(v) ? v : Object.fromEntries(textsOf(v).map((n) => [n, null]))));
  each('ports', (v) => ports(listOf(v)));
  each('volumes', (v) => listOf(v).map((x) => volume(x, base, at('volumes'))));
  each('extra_hosts', hosts);
  each('secrets', (v) => grants(v, '/run/secrets'));
  each('configs', (v) => grants(v));
  each('devices', (v) => listOf(v).map((d) => (isDict(d) ? d : device(textOf(d) ?? ''))));
  each('ulimits', (v) => Object.fromEntries(Object.entries(dictOf(v)).map(([k, x]) => [k, isDict(x) ? { soft: integer(x['soft']!, at(`ulimits.${k}`)), hard: integer(x['hard']!, at(`ulimits.${k}`)) } : integer(x, at(`ulimits.${k}`))])));
  each('gpus', (v) => (v === 'all' ? [{ count: -1 }] : deviceRequests(v)));
  each('blkio_config', (v) => Object.fromEntries(Object.entries(dictOf(v)).map(([k, x]) => [k, k.endsWith('_bps') || k.endsWith('_iops') ? listOf(x).map(dictOf).map((r) => ({ ...r, rate: size(r['rate'] ?? 0, at(`blkio_config.${k}`)) })) : x])));
  each('healthcheck', (v) => {
    const h: Dict = { ...dictOf(v) };
    if (h['disable'] !== undefined) h['disable'] = boolean(h['disable'], at('healthcheck.disable'));
    if (typeof h['test'] === 'string') h['test'] = ['CMD-SHELL', h['test']];
    if (h['retries'] !== undefined) h['retries'] = integer(h['retries'], at('healthcheck.retries'));
    for (const key of ['interval', 'timeout', 'start_period', 'start_interval']) if (h[key] !== undefined) h[key] = duration(h[key], at(`healthcheck.${key}`));
    return h;
  });
  each('logging', (v) => (isDict(v) && isDict(v['options']) ? { ...v, options: Object.fromEntries(Object.entries(v['options']).map(([k, x]) => [k, textOf(x) ?? ''])) } : v));
  each('deploy', (v) => deploy(dictOf(v), at('deploy')));
  each('develop', (v) => (isDict(v) && Array.isArray(v['watch']) ? { ...v, watch: v['watch'].map((w) => (isDict(w) ? { ...w, path: absolutePath(textOf(w['path']) ?? '', base) } : w)) } : v));
  for (const key of ['post_start', 'pre_stop']) each(key, (v) => listOf(v).map((h) => (isDict(h) ? { ...h, command: command(h['command'] ?? null, at(key)), ...(h['environment'] === undefined ? {} : { environment: mappingOf(h['environment']) as Dict }) } : h)));
  return s;
}

function device(text: string): Dict {
  if (text.split(':').length > 3) throw new ComposeError(`confusing device mapping, please use long syntax: ${text}`);
  const [source = '', target = source, permissions = 'rwm'] = text.split(':');
  return { source, target, permissions };
}

function deploy(d: Dict, where: string): Dict {
  const out: Dict = { ...d };
  if (out['replicas'] !== undefined) out['replicas'] = integer(out['replicas'], `${where}.replicas`);
  if (out['labels'] !== undefined) out['labels'] = mappingOf(out['labels']) as Dict;
  for (const [part, keys] of [['update_config', ['delay', 'monitor']], ['rollback_config', ['delay', 'monitor']], ['restart_policy', ['delay', 'window']]] as const) {
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
export function canonicalResource(kind: 'networks' | 'volumes' | 'secrets' | 'configs', raw: Value, base: Base): Dict {
  const r: Dict = { ...dictOf(raw) };
  if (isDict(r['external'])) {
    if (r['external']['name'] !== undefined) r['name'] = r['external']['name'];
    r['external'] = true;
  }
  for (const key of ['external', 'internal', 'attachable', 'enable_ipv6', 'enable_ipv4']) if (r[key] !== undefined) r[key] = boolean(r[key], `${kind}.${key}`);
  if (r['labels'] !== undefined) r['labels'] = Object.fromEntries(Object.entries(mappingOf(r['labels'])).map(([k, v]) => [k, v ?? '']));
  if (isDict(r['driver_opts'])) r['driver_opts'] = Object.fromEntries(Object.entries(r['driver_opts']).map(([k, v]) => [k, textOf(v) ?? '']));
  if ((kind === 'secrets' || kind === 'configs') && typeof r['file'] === 'string') r['file'] = absolutePath(r['file'], base);
  return r;
}
