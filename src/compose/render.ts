// What `docker compose config` prints: the project in long form, attributes in the order of Compose's own types.

import { type Project, usedResources } from './project.ts';
import { byYamlKey, type Dict, dictOf, emptyMap, isDict, listOf, mapFrom, type Value } from './value.ts';

const ORDER: Record<string, readonly string[]> = {
  service: [
    'profiles',
    'annotations',
    'attach',
    'build',
    'develop',
    'blkio_config',
    'cap_add',
    'cap_drop',
    'cgroup_parent',
    'cgroup',
    'cpu_count',
    'cpu_percent',
    'cpu_period',
    'cpu_quota',
    'cpu_rt_period',
    'cpu_rt_runtime',
    'cpus',
    'cpuset',
    'cpu_shares',
    'command',
    'configs',
    'container_name',
    'credential_spec',
    'depends_on',
    'deploy',
    'device_cgroup_rules',
    'devices',
    'dns',
    'dns_opt',
    'dns_search',
    'domainname',
    'entrypoint',
    'provider',
    'environment',
    'env_file',
    'expose',
    'external_links',
    'extra_hosts',
    'group_add',
    'gpus',
    'hostname',
    'healthcheck',
    'image',
    'init',
    'ipc',
    'isolation',
    'labels',
    'label_file',
    'links',
    'logging',
    'mem_limit',
    'mem_reservation',
    'memswap_limit',
    'mem_swappiness',
    'mac_address',
    'models',
    'network_mode',
    'networks',
    'oom_kill_disable',
    'oom_score_adj',
    'pid',
    'pids_limit',
    'platform',
    'ports',
    'privileged',
    'pull_policy',
    'read_only',
    'restart',
    'runtime',
    'scale',
    'secrets',
    'security_opt',
    'shm_size',
    'stdin_open',
    'stop_grace_period',
    'stop_signal',
    'storage_opt',
    'sysctls',
    'tmpfs',
    'tty',
    'ulimits',
    'use_api_socket',
    'user',
    'userns_mode',
    'uts',
    'volumes',
    'volumes_from',
    'working_dir',
    'post_start',
    'pre_stop',
  ],
  build: [
    'context',
    'dockerfile',
    'dockerfile_inline',
    'entitlements',
    'args',
    'provenance',
    'sbom',
    'ssh',
    'labels',
    'cache_from',
    'cache_to',
    'no_cache',
    'additional_contexts',
    'pull',
    'extra_hosts',
    'isolation',
    'network',
    'target',
    'secrets',
    'shm_size',
    'tags',
    'ulimits',
    'platforms',
    'privileged',
  ],
  healthcheck: ['test', 'timeout', 'interval', 'retries', 'start_period', 'start_interval', 'disable'],
  dependency: ['condition', 'restart', 'required'],
  port: ['name', 'mode', 'host_ip', 'target', 'published', 'protocol', 'app_protocol'],
  mount: ['type', 'source', 'target', 'read_only', 'consistency', 'bind', 'volume', 'tmpfs', 'image'],
  bind: ['selinux', 'propagation', 'create_host_path', 'recursive'],
  attachment: [
    'aliases',
    'driver_opts',
    'gw_priority',
    'interface_name',
    'ipv4_address',
    'ipv6_address',
    'link_local_ips',
    'mac_address',
    'priority',
  ],
  deploy: [
    'mode',
    'replicas',
    'labels',
    'update_config',
    'rollback_config',
    'resources',
    'restart_policy',
    'placement',
    'endpoint_mode',
  ],
  limits: ['cpus', 'memory', 'pids', 'devices', 'generic_resources'],
  grant: ['source', 'target', 'uid', 'gid', 'mode'],
  network: [
    'name',
    'driver',
    'driver_opts',
    'ipam',
    'external',
    'internal',
    'attachable',
    'labels',
    'enable_ipv4',
    'enable_ipv6',
  ],
  pool: ['subnet', 'gateway', 'ip_range', 'aux_addresses'],
  volume: ['name', 'driver', 'driver_opts', 'external', 'labels'],
  file: ['name', 'file', 'environment', 'content', 'external', 'labels', 'driver', 'driver_opts', 'template_driver'],
  watch: ['path', 'action', 'target', 'exec', 'include', 'ignore', 'initial_sync'],
};

/** A mapping with its keys in a type's order, unknown and `x-` ones after them. */
function ordered(d: Dict, type: string): Dict {
  const out = emptyMap();
  for (const k of ORDER[type]!) if (d[k] !== undefined) out[k] = d[k];
  for (const [k, v] of byYamlKey(d)) if (out[k] === undefined && v !== undefined) out[k] = v;
  return out;
}
const sorted = (v: Value): Value => (isDict(v) ? mapFrom<Value>(byYamlKey(v)) : v);
const each = (v: Value | undefined, f: (x: Dict) => Dict): Value => listOf(v).map((x) => (isDict(x) ? f(x) : x));
const bytes = (v: Value): Value => (typeof v === 'number' ? String(v) : v);

/** `$` doubled, so that reading the text again gives the same. */
function escape(v: Value): Value {
  if (typeof v === 'string') return v.replaceAll('$', '$$$$');
  if (Array.isArray(v)) return v.map(escape);
  return isDict(v) ? mapFrom<Value>(Object.entries(v).map(([k, x]) => [k, escape(x)])) : v;
}

function service(s: Dict): Dict {
  const o: Dict = { ...s };
  const put = (key: string, f: (v: Value) => Value): void => {
    if (o[key] !== undefined && o[key] !== null) o[key] = f(o[key]);
  };
  for (const key of ['environment', 'labels', 'annotations', 'sysctls', 'ulimits', 'storage_opt']) put(key, sorted);
  put('blkio_config', (v) =>
    mapFrom<Value>(
      Object.entries(dictOf(v)).map(([k, x]) => [
        k,
        Array.isArray(x) ? each(x, (r) => (r['rate'] === undefined ? r : { ...r, rate: bytes(r['rate']) })) : x,
      ]),
    ),
  );
  put('build', (v) => {
    const b = ordered(dictOf(v), 'build');
    for (const k of ['args', 'labels', 'additional_contexts']) if (b[k] !== undefined) b[k] = sorted(b[k]);
    if (b['shm_size'] !== undefined) b['shm_size'] = bytes(b['shm_size']);
    return b;
  });
  put('healthcheck', (v) => ordered(dictOf(v), 'healthcheck'));
  put('depends_on', (v) => mapFrom<Value>(byYamlKey(dictOf(v)).map(([k, x]) => [k, ordered(dictOf(x), 'dependency')])));
  put('ports', (v) => each(v, (x) => ordered(x, 'port')));
  put('volumes', (v) =>
    each(v, (x) => {
      const m = ordered(x, 'mount');
      if (isDict(m['bind'])) m['bind'] = ordered(m['bind'], 'bind');
      if (isDict(m['tmpfs']) && m['tmpfs']['size'] !== undefined)
        m['tmpfs'] = { ...m['tmpfs'], size: bytes(m['tmpfs']['size']) };
      return m;
    }),
  );
  put('networks', (v) =>
    mapFrom<Value>(byYamlKey(dictOf(v)).map(([k, x]) => [k, isDict(x) ? ordered(x, 'attachment') : null])),
  );
  put('deploy', (v) => {
    const d = ordered(dictOf(v), 'deploy');
    if (isDict(d['resources'])) {
      d['resources'] = mapFrom<Value>(
        ['limits', 'reservations']
          .filter((k) => dictOf(d['resources'])[k] !== undefined)
          .map((k) => {
            const r = ordered(dictOf(dictOf(d['resources'])[k]), 'limits');
            return [k, r['memory'] === undefined ? r : { ...r, memory: bytes(r['memory']) }];
          }),
      );
    }
    return d;
  });
  for (const key of ['secrets', 'configs']) put(key, (v) => each(v, (x) => ordered(x, 'grant')));
  for (const key of ['mem_limit', 'mem_reservation', 'memswap_limit', 'shm_size', 'mem_swappiness']) put(key, bytes);
  put('develop', (v) => (isDict(v) ? { watch: each(v['watch'], (x) => ordered(x, 'watch')) } : v));
  for (const key of ['command', 'entrypoint']) if (o[key] === null) delete o[key];
  // Go leaves out what is false, zero or empty, unless it is told apart from absent
  for (const key of ['oom_kill_disable', 'privileged', 'read_only', 'stdin_open', 'tty', 'use_api_socket'])
    if (o[key] === false) delete o[key];
  for (const [key, v] of Object.entries(o)) {
    if (key === 'command' || key === 'entrypoint') continue;
    if (
      (Array.isArray(v) && v.length === 0) ||
      (isDict(v) && Object.keys(v).length === 0 && !['deploy', 'develop', 'healthcheck'].includes(key))
    )
      delete o[key];
  }
  if (isDict(o['logging']) && isDict(o['logging']['options']))
    o['logging'] = { ...o['logging'], options: sorted(o['logging']['options']) };
  return ordered(o, 'service');
}

/**
 * A project as a document.
 * @param all also networks, volumes and the like that no service uses
 * @param escaped `$` doubled
 */
export function renderProject(project: Project, all: boolean, escaped: boolean): Dict {
  const used = usedResources(project);
  const out: Dict = {
    name: project.name,
    services: mapFrom<Value>(byYamlKey(project.services).map(([k, s]) => [k, service(s)])),
  };
  const resources = (kind: 'networks' | 'volumes' | 'secrets' | 'configs', type: string): void => {
    const list = byYamlKey(project[kind]).filter(([k]) => all || used[kind].has(k));
    if (list.length === 0) return;
    out[kind] = mapFrom<Value>(
      list.map(([k, v]) => {
        const r = ordered(v, type);
        if (isDict(r['ipam']))
          r['ipam'] = {
            ...(r['ipam']['driver'] === undefined ? {} : { driver: r['ipam']['driver'] }),
            ...(r['ipam']['config'] === undefined
              ? {}
              : {
                  config: each(r['ipam']['config'], (x) => {
                    const pool = ordered(x, 'pool');
                    return pool['aux_addresses'] === undefined
                      ? pool
                      : { ...pool, aux_addresses: sorted(pool['aux_addresses']) };
                  }),
                }),
          };
        for (const k of ['labels', 'driver_opts']) if (r[k] !== undefined) r[k] = sorted(r[k]);
        return [k, r];
      }),
    );
  };
  resources('networks', 'network');
  resources('volumes', 'volume');
  resources('secrets', 'file');
  resources('configs', 'file');
  if (Object.keys(project.models).length > 0) out['models'] = mapFrom<Value>(byYamlKey(project.models));
  for (const [k, v] of byYamlKey(project.extensions)) out[k] = deepSorted(v);
  return escaped ? (escape(out) as Dict) : out;
}

function deepSorted(v: Value): Value {
  if (Array.isArray(v)) return v.map(deepSorted);
  return isDict(v) ? mapFrom<Value>(byYamlKey(v).map(([k, x]) => [k, deepSorted(x)])) : v;
}
