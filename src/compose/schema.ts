// What may stand where in a compose file (the Compose Specification's schema, as facts), and the words for what may not.

import { ComposeError, isDict, Timestamp, type Value } from './value.ts';

type Type = 'null' | 'boolean' | 'number' | 'integer' | 'string' | 'array' | 'object';
interface Schema {
  readonly type?: readonly Type[];
  readonly oneOf?: readonly Schema[];
  readonly items?: Schema;
  readonly unique?: boolean;
  readonly fields?: Readonly<Record<string, Schema>>;
  /** Values under any other name: of those that match `names`, which are all by default. */
  readonly others?: Schema;
  readonly names?: RegExp;
  /** Unknown names are refused; `x-` ones are not unless `strict`. */
  readonly closed?: boolean;
  readonly strict?: boolean;
  readonly required?: readonly string[];
  readonly values?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: RegExp;
}

const of = (...type: Type[]): Schema => ({ type });
const ANY: Schema = {};
const S = of('string');
const B = of('boolean', 'string');
const N = of('number', 'string');
const I = of('integer', 'string');
const one = (...oneOf: Schema[]): Schema => ({ oneOf });
const list = (items: Schema, unique = false): Schema => ({ type: ['array'], items, unique });
const choice = (...values: string[]): Schema => ({ type: ['string'], values });
const obj = (fields: Record<string, Schema>, more: Partial<Schema> = {}): Schema => ({
  type: ['object'],
  fields,
  closed: true,
  ...more,
});
const map = (others: Schema, more: Partial<Schema> = {}): Schema => ({ type: ['object'], others, ...more });
const KEY = /^[a-zA-Z0-9._-]+$/;
const named = (others: Schema, more: Partial<Schema> = {}): Schema => ({
  type: ['object'],
  others,
  names: KEY,
  ...more,
});

const STRINGS = list(S, true);
const ONE_OR_MORE = one(S, STRINGS);
const LIST_OR_DICT = one(map(of('string', 'number', 'boolean', 'null')), list(S, true));
const COMMAND = one(of('null'), S, list(S));
const EXTRA_HOSTS = one(map(one(S, list(S))), list(S, true));
const ULIMITS = map(one(I, obj({ hard: I, soft: I }, { required: ['soft', 'hard'] })));
const GRANTS = list(one(S, obj({ source: S, target: S, uid: S, gid: S, mode: N })));
const HOOK = obj(
  { command: COMMAND, user: S, privileged: B, working_dir: S, environment: LIST_OR_DICT },
  { required: ['command'] },
);
const DEVICES = list(
  obj(
    { capabilities: STRINGS, count: I, device_ids: STRINGS, driver: S, options: LIST_OR_DICT },
    { required: ['capabilities'] },
  ),
);
const RATES = list(obj({ path: S, rate: I }));
const ROLLOUT = obj({
  parallelism: I,
  delay: S,
  failure_action: S,
  monitor: S,
  max_failure_ratio: N,
  order: choice('start-first', 'stop-first'),
});

const BUILD = one(
  S,
  obj({
    context: S,
    dockerfile: S,
    dockerfile_inline: S,
    entitlements: list(S),
    args: LIST_OR_DICT,
    ssh: LIST_OR_DICT,
    labels: LIST_OR_DICT,
    cache_from: list(S),
    cache_to: list(S),
    no_cache: B,
    additional_contexts: LIST_OR_DICT,
    network: S,
    provenance: B,
    sbom: B,
    pull: B,
    target: S,
    shm_size: I,
    extra_hosts: EXTRA_HOSTS,
    isolation: S,
    privileged: B,
    secrets: GRANTS,
    tags: list(S),
    ulimits: ULIMITS,
    platforms: list(S),
  }),
);

const DEPLOY: Schema = obj(
  {
    mode: S,
    endpoint_mode: S,
    replicas: I,
    labels: LIST_OR_DICT,
    rollback_config: ROLLOUT,
    update_config: ROLLOUT,
    resources: obj({
      limits: obj({ cpus: N, memory: S, pids: I }),
      reservations: obj({
        cpus: N,
        memory: S,
        generic_resources: list(obj({ discrete_resource_spec: obj({ kind: S, value: N }) })),
        devices: DEVICES,
      }),
    }),
    restart_policy: obj({ condition: S, delay: S, max_attempts: I, window: S }),
    placement: obj({ constraints: list(S), preferences: list(obj({ spread: S })), max_replicas_per_node: I }),
  },
  { type: ['object', 'null'] },
);

const SERVICE: Schema = obj({
  develop: obj(
    {
      watch: list(
        obj(
          {
            ignore: ONE_OR_MORE,
            include: ONE_OR_MORE,
            path: S,
            action: choice('rebuild', 'sync', 'restart', 'sync+restart', 'sync+exec'),
            target: S,
            exec: HOOK,
            initial_sync: of('boolean'),
          },
          { required: ['path', 'action'] },
        ),
      ),
    },
    { type: ['object', 'null'] },
  ),
  deploy: DEPLOY,
  annotations: LIST_OR_DICT,
  attach: B,
  build: BUILD,
  blkio_config: obj(
    {
      device_read_bps: RATES,
      device_read_iops: RATES,
      device_write_bps: RATES,
      device_write_iops: RATES,
      weight: I,
      weight_device: list(obj({ path: S, weight: I })),
    },
    { strict: true },
  ),
  cap_add: STRINGS,
  cap_drop: STRINGS,
  cgroup: choice('host', 'private'),
  cgroup_parent: S,
  command: COMMAND,
  configs: GRANTS,
  container_name: { type: ['string'], pattern: /[a-zA-Z0-9][a-zA-Z0-9_.-]+/ },
  cpu_count: one(S, { type: ['integer'], min: 0 }),
  cpu_percent: one(S, { type: ['integer'], min: 0, max: 100 }),
  cpu_shares: N,
  cpu_quota: N,
  cpu_period: N,
  cpu_rt_period: N,
  cpu_rt_runtime: N,
  cpus: N,
  cpuset: S,
  credential_spec: obj({ config: S, file: S, registry: S }),
  depends_on: one(
    STRINGS,
    named(
      obj(
        {
          restart: B,
          required: of('boolean'),
          condition: choice('service_started', 'service_healthy', 'service_completed_successfully'),
        },
        { required: ['condition'] },
      ),
      { closed: true, strict: true },
    ),
  ),
  device_cgroup_rules: STRINGS,
  devices: list(one(S, obj({ source: S, target: S, permissions: S }, { required: ['source'] }))),
  dns: ONE_OR_MORE,
  dns_opt: STRINGS,
  dns_search: ONE_OR_MORE,
  domainname: S,
  entrypoint: COMMAND,
  env_file: one(S, list(one(S, obj({ path: S, format: S, required: B }, { required: ['path'] })))),
  label_file: one(S, list(S)),
  environment: LIST_OR_DICT,
  expose: list(of('string', 'number'), true),
  extends: one(S, obj({ service: S, file: S }, { required: ['service'], strict: true })),
  provider: obj({ type: S, options: map(ANY) }, { required: ['type'] }),
  external_links: STRINGS,
  extra_hosts: EXTRA_HOSTS,
  gpus: one(choice('all'), DEVICES),
  group_add: list(of('string', 'number'), true),
  healthcheck: obj({
    disable: B,
    interval: S,
    retries: N,
    test: one(S, list(S)),
    timeout: S,
    start_period: S,
    start_interval: S,
  }),
  hostname: S,
  image: S,
  init: B,
  ipc: S,
  isolation: S,
  labels: LIST_OR_DICT,
  links: STRINGS,
  logging: obj({ driver: S, options: map(of('string', 'number', 'null')) }),
  mac_address: S,
  mem_limit: N,
  mem_reservation: I,
  mem_swappiness: I,
  memswap_limit: N,
  network_mode: S,
  models: one(STRINGS, map(ANY)),
  networks: one(
    STRINGS,
    named(
      one(
        obj({
          aliases: STRINGS,
          interface_name: S,
          ipv4_address: S,
          ipv6_address: S,
          link_local_ips: STRINGS,
          mac_address: S,
          driver_opts: map(of('string', 'number')),
          priority: of('number'),
          gw_priority: of('number'),
        }),
        of('null'),
      ),
      { closed: true, strict: true },
    ),
  ),
  oom_kill_disable: B,
  oom_score_adj: one(S, { type: ['integer'], min: -1000, max: 1000 }),
  pid: of('string', 'null'),
  pids_limit: N,
  platform: S,
  ports: list(
    one(
      of('number'),
      S,
      obj({
        name: S,
        mode: S,
        host_ip: S,
        target: I,
        published: of('string', 'integer'),
        protocol: S,
        app_protocol: S,
      }),
    ),
    true,
  ),
  post_start: list(HOOK),
  pre_stop: list(HOOK),
  privileged: B,
  profiles: STRINGS,
  pull_policy: {
    type: ['string'],
    pattern: /always|never|build|if_not_present|missing|refresh|daily|weekly|every_([0-9]+[wdhms])+/,
  },
  pull_refresh_after: S,
  read_only: B,
  restart: S,
  runtime: S,
  scale: I,
  security_opt: STRINGS,
  shm_size: N,
  secrets: GRANTS,
  sysctls: LIST_OR_DICT,
  stdin_open: B,
  stop_grace_period: S,
  stop_signal: S,
  storage_opt: of('object'),
  tmpfs: ONE_OR_MORE,
  tty: B,
  ulimits: ULIMITS,
  use_api_socket: of('boolean'),
  user: S,
  uts: S,
  userns_mode: S,
  volumes: list(
    one(
      S,
      obj(
        {
          type: choice('bind', 'volume', 'tmpfs', 'cluster', 'npipe', 'image'),
          source: S,
          target: S,
          read_only: B,
          consistency: S,
          bind: obj({
            propagation: S,
            create_host_path: B,
            recursive: choice('enabled', 'disabled', 'writable', 'readonly'),
            selinux: choice('z', 'Z'),
          }),
          volume: obj({ labels: LIST_OR_DICT, nocopy: B, subpath: S }),
          tmpfs: obj({ size: one({ type: ['integer'], min: 0 }, S), mode: N }),
          image: obj({ subpath: S }),
        },
        { required: ['type'] },
      ),
    ),
    true,
  ),
  volumes_from: STRINGS,
  working_dir: S,
});

const EXTERNAL = { type: ['boolean', 'string', 'object'] as Type[] };
const NETWORK = obj(
  {
    name: S,
    driver: S,
    driver_opts: map(of('string', 'number')),
    ipam: obj({
      driver: S,
      config: list(obj({ subnet: S, ip_range: S, gateway: S, aux_addresses: map(S) })),
      options: map(S),
    }),
    external: EXTERNAL,
    internal: B,
    enable_ipv4: B,
    enable_ipv6: B,
    attachable: B,
    labels: LIST_OR_DICT,
  },
  { type: ['object', 'null'] },
);
const VOLUME = obj(
  { name: S, driver: S, driver_opts: map(of('string', 'number')), external: EXTERNAL, labels: LIST_OR_DICT },
  { type: ['object', 'null'] },
);
const SECRET = obj({
  name: S,
  environment: S,
  file: S,
  external: EXTERNAL,
  labels: LIST_OR_DICT,
  driver: S,
  driver_opts: map(of('string', 'number')),
  template_driver: S,
});
const CONFIG = obj({
  name: S,
  content: S,
  environment: S,
  file: S,
  external: EXTERNAL,
  labels: LIST_OR_DICT,
  template_driver: S,
});

const FILE: Schema = obj({
  version: S,
  name: S,
  include: list(one(S, obj({ path: ONE_OR_MORE, env_file: ONE_OR_MORE, project_directory: S }, { strict: true }))),
  services: named(SERVICE, { closed: true, strict: true }),
  models: named(ANY),
  networks: named(NETWORK),
  volumes: named(VOLUME, { closed: true, strict: true }),
  secrets: named(SECRET, { closed: true, strict: true }),
  configs: named(CONFIG, { closed: true, strict: true }),
});

interface Fault {
  readonly path: readonly string[];
  readonly text: string;
  /** Unknown names count as one step deeper. */
  readonly deeper: boolean;
}

function typeOf(v: Value): Type {
  if (v === null) return 'null';
  if (Array.isArray(v)) return 'array';
  if (typeof v === 'object') return 'object';
  return typeof v === 'number' ? (Number.isInteger(v) ? 'integer' : 'number') : (typeof v as 'boolean' | 'string');
}
const word = (t: Type): string => (t === 'object' ? 'mapping' : t);

function* faults(v: Value, s: Schema, path: readonly string[]): Generator<Fault> {
  const at = (text: string, deeper = false): Fault => ({ path, text, deeper });
  if (v instanceof Timestamp) {
    yield at('invalid jsonType time.Time');
    return;
  }
  if (s.oneOf !== undefined) {
    const all = s.oneOf.map((x) => [...faults(v, x, path)]);
    if (!all.some((x) => x.length === 0)) yield mostSpecific(all.flat())!;
    return;
  }
  if (s.type !== undefined) {
    const t = typeOf(v);
    if (!s.type.includes(t) && !(t === 'integer' && s.type.includes('number'))) {
      const words = s.type.map(word).sort();
      yield at(`must be a ${words.length === 1 ? words[0] : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`}`);
      return;
    }
  }
  if (typeof v === 'string') {
    if (s.values !== undefined && !s.values.includes(v))
      yield at(
        s.values.length === 1
          ? `value must be '${s.values[0]}'`
          : `value must be one of ${s.values.map((x) => `'${x}'`).join(', ')}`,
      );
    if (s.pattern !== undefined && !s.pattern.test(v)) yield at(`'${v}' does not match pattern '${s.pattern.source}'`);
  }
  if (typeof v === 'number') {
    if (s.min !== undefined && v < s.min) yield at(`must be greater than or equal to ${s.min}`);
    if (s.max !== undefined && v > s.max) yield at(`must be less than or equal to ${s.max}`);
  }
  if (Array.isArray(v)) {
    if (s.items !== undefined) for (const [i, x] of v.entries()) yield* faults(x, s.items, [...path, String(i)]);
    if (s.unique) {
      const seen = new Map<string, number>();
      for (const [i, x] of v.entries()) {
        const key = JSON.stringify(x);
        const before = seen.get(key);
        if (before !== undefined) {
          yield at(`items at ${before} and ${i} are equal`);
          break;
        }
        seen.set(key, i);
      }
    }
  } else if (isDict(v)) {
    const unknown: string[] = [];
    for (const [k, x] of Object.entries(v)) {
      const own = s.fields !== undefined && Object.hasOwn(s.fields, k) ? s.fields[k] : undefined;
      if (own !== undefined) yield* faults(x, own, [...path, k]);
      else if (s.others !== undefined && (s.names?.test(k) ?? true)) yield* faults(x, s.others, [...path, k]);
      else if (s.closed && !(k.startsWith('x-') && !s.strict)) unknown.push(k);
      else if (s.closed) yield* faults(x, ANY, [...path, k]);
    }
    if (unknown.length > 0)
      yield at(
        `additional properties ${unknown
          .sort()
          .map((x) => `'${x}'`)
          .join(', ')} not allowed`,
        true,
      );
    const lacking = (s.required ?? []).filter((k) => !Object.hasOwn(v, k));
    if (lacking.length > 0)
      yield at(
        lacking.length === 1
          ? `missing property '${lacking[0]}'`
          : `missing properties ${lacking.map((x) => `'${x}'`).join(', ')}`,
      );
  }
}

/** The fault that lies deepest; of equals the first. */
function mostSpecific(list: readonly Fault[]): Fault | undefined {
  let best: Fault | undefined;
  const depth = (f: Fault): number => f.path.length + (f.deeper ? 1 : 0);
  for (const f of list) if (best === undefined || depth(f) > depth(best)) best = f;
  return best;
}

/**
 * Checks a document against the specification.
 * @param file its path, for the message
 * @throws ComposeError `validating FILE: services.web.ports must be a array`
 */
export function validate(value: Value, file: string): void {
  const fault = mostSpecific([...faults(value, FILE, [])]);
  if (fault !== undefined)
    throw new ComposeError(
      `validating ${file}: ${fault.path.join('.')}${fault.path.length > 0 ? ' ' : ''}${fault.text}`,
    );
}
