// One file over another, as they were written: which attributes replace, which join, and how a list goes over a mapping.

import { ComposeError, type Dict, emptyMap, isDict, textOf, Timestamp, type Value } from './value.ts';

type Merger = (below: Value, above: Value, path: readonly string[]) => Value;

/** A value as text, dates as Go prints them. */
function printed(v: Value): string {
  if (v instanceof Timestamp) return /^\d{4}-\d\d-\d\d$/.test(v.text) ? `${v.text} 00:00:00 +0000 UTC` : v.text;
  return textOf(v) ?? (v === null ? '<nil>' : JSON.stringify(v));
}

/** `a: b` as `a=b`, sorted; a list as it is. */
function asList(v: Value): Value[] {
  if (Array.isArray(v)) return v;
  if (typeof v === 'string') return [v];
  if (!isDict(v)) return [];
  return Object.entries(v)
    .flatMap(([k, x]) =>
      x === null ? [k] : Array.isArray(x) ? x.map((one) => `${k}=${printed(one)}`) : [`${k}=${printed(x)}`],
    )
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}
/** A list of names as a mapping. */
function asMap(v: Value, each: Value): Dict {
  if (isDict(v)) return v;
  const out = emptyMap();
  if (Array.isArray(v)) for (const x of v) out[textOf(x) ?? ''] = isDict(each) ? { ...each } : each;
  return out;
}

const sequence: Merger = (a, b) => [...asList(a), ...asList(b)];
const replaced: Merger = (_, b) => b;
const hosts: Merger = (a, b) => {
  const below = asList(a);
  return [...below, ...asList(b).filter((x) => !below.includes(x))];
};
const build: Merger = (a, b, path) => {
  const long = (v: Value): Dict => (isDict(v) ? v : typeof v === 'string' ? { context: v } : emptyMap());
  return mappings(long(a), long(b), path);
};
const logging: Merger = (a, b, path) => {
  if (!isDict(a) || !isDict(b)) return b;
  return a['driver'] === undefined || b['driver'] === undefined || a['driver'] === b['driver']
    ? mappings(a, b, path)
    : b;
};
const dependencies: Merger = (a, b, path) => {
  const started = { condition: 'service_started', required: true };
  return mappings(asMap(a, started), asMap(b, started), path);
};
const names: Merger = (a, b, path) => mappings(asMap(a, null), asMap(b, null), path);
const pools: Merger = (a, b, path) => {
  if (!Array.isArray(a) || !Array.isArray(b))
    throw new ComposeError(
      `${path.join('.')}: unexpected type ${Array.isArray(a) ? '[]interface {}' : 'map[string]interface {}'}`,
    );
  const out: Dict[] = [];
  for (const below of a.map((x) => asMap(x, null))) {
    for (const above of b.map((x) => asMap(x, null))) {
      if (above['subnet'] !== below['subnet'] && !out.some((x) => x['subnet'] === above['subnet'])) {
        out.push(above);
        continue;
      }
      const both = mappings(below, above, path);
      const i = out.findIndex((x) => x['subnet'] === both['subnet']);
      if (i >= 0) out[i] = both;
      else out.push(both);
    }
  }
  return out;
};

const RULES: readonly (readonly [string, Merger])[] = [
  ['networks.*.ipam.config', pools],
  ['networks.*.labels', sequence],
  ['volumes.*.labels', sequence],
  ['services.*.build', build],
  ['services.*.build.extra_hosts', hosts],
  ['services.*.extra_hosts', hosts],
  ...[
    'annotations',
    'build.args',
    'build.additional_contexts',
    'build.labels',
    'deploy.labels',
    'dns',
    'dns_opt',
    'dns_search',
    'env_file',
    'label_file',
    'environment',
    'labels',
    'volumes.*.volume.labels',
    'sysctls',
    'tmpfs',
  ].map((k) => [`services.*.${k}`, sequence] as const),
  ...['command', 'entrypoint', 'healthcheck.test', 'ulimits.*'].map((k) => [`services.*.${k}`, replaced] as const),
  ['services.*.depends_on', dependencies],
  ['services.*.logging', logging],
  ['services.*.models', names],
  ['services.*.networks', names],
];
const MERGERS = RULES.map(([pattern, merge]) => ({ parts: pattern.split('.'), merge }));

function merged(below: Value, above: Value, path: readonly string[]): Value {
  const rule = MERGERS.find(
    ({ parts }) => parts.length === path.length && parts.every((x, i) => x === '*' || x === path[i]),
  );
  if (rule !== undefined) return rule.merge(below, above, path);
  if (above === null) return below;
  if (isDict(below)) {
    if (!isDict(above)) throw new ComposeError(`cannot override ${path.join('.')}`);
    return mappings(below, above, path);
  }
  if (Array.isArray(below)) {
    if (!Array.isArray(above)) throw new ComposeError(`cannot override ${path.join('.')}`);
    return [...below, ...above];
  }
  return above;
}

function mappings(below: Dict, above: Dict, path: readonly string[]): Dict {
  const out = emptyMap();
  for (const [k, v] of Object.entries(below)) out[k] = v;
  for (const [k, v] of Object.entries(above)) out[k] = k in out ? merged(out[k]!, v, [...path, k]) : v;
  return out;
}

/** A service over another, as they were written or in long form. @throws ComposeError */
export function mergeServices(below: Dict, above: Dict): Dict {
  return mappings(below, above, ['services', 'x']);
}

/** A file's document over what there is. @throws ComposeError */
export function mergeProjects(below: Dict, above: Dict): Dict {
  return mappings(below, above, []);
}
