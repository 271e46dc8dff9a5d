// Items of a list that mean the same thing: the later one takes the place of the earlier.

import { ComposeError, type Dict, emptyMap, isDict, textOf, Timestamp, type Value } from './value.ts';
import { shortVolume } from './volume.ts';

/** What an item is the same by. @throws ComposeError for an item that cannot stand there */
type Identity = (v: Value, where: string) => string;

/** A type as Go names it. */
function typeName(v: Value): string {
  if (v === null) return '<nil>';
  if (Array.isArray(v)) return '[]interface {}';
  if (v instanceof Timestamp) return 'time.Time';
  if (isDict(v)) return 'map[string]interface {}';
  return typeof v === 'boolean' ? 'bool' : typeof v === 'number' ? (Number.isInteger(v) ? 'int' : 'float64') : 'string';
}
/** A value as Go prints it. */
function shown(v: Value): string {
  if (Array.isArray(v)) return `[${v.map(shown).join(' ')}]`;
  if (isDict(v))
    return `map[${Object.entries(v)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([k, x]) => `${k}:${shown(x)}`)
      .join(' ')}]`;
  return textOf(v) ?? '%!s(<nil>)';
}

const keyed: Identity = (v, where) => {
  if (typeof v !== 'string') throw new ComposeError(`${where}: unexpected type ${typeName(v)}`);
  return v.split('=', 1)[0]!;
};
const volume: Identity = (v, where) => {
  if (typeof v === 'string') return textOf(shortVolume(v)['target']) ?? '';
  if (!isDict(v)) return '';
  if (typeof v['target'] !== 'string') throw new ComposeError(`service volume ${where} is missing a mount target`);
  return v['target'];
};
const device: Identity = (v, where) => {
  if (typeof v === 'string') return v.split(':')[1] ?? v;
  if (!isDict(v)) return '';
  if (typeof v['target'] !== 'string') throw new ComposeError(`service device ${where} is missing a mount target`);
  return v['target'];
};
const exposed: Identity = (v, where) => {
  if (typeof v === 'string' || (typeof v === 'number' && Number.isInteger(v))) return String(v);
  throw new ComposeError(`${where}: unsupported expose value ${shown(v)}`);
};
const grant =
  (folder: string): Identity =>
  (v, where) => {
    if (typeof v === 'string') return `${folder}/${v}`;
    if (!isDict(v)) throw new ComposeError(`${where}: unsupported expose value ${shown(v)}`);
    return textOf(v['target']) ?? `${folder}/${textOf(v['source']) ?? ''}`;
  };
const port: Identity = (v, where) => {
  if (!isDict(v)) return textOf(v) ?? '';
  if (v['target'] === undefined) throw new ComposeError(`service ports ${where} is missing a target port`);
  return `${textOf(v['host_ip']) ?? '0.0.0.0'}:${textOf(v['published']) ?? ''}:${textOf(v['target']) ?? ''}/${textOf(v['protocol']) ?? 'tcp'}`;
};
const envFile: Identity = (v, where) => {
  if (!isDict(v)) return textOf(v) ?? '';
  if (v['path'] === undefined) throw new ComposeError(`environment path attribute ${where} is missing`);
  return textOf(v['path']) ?? '';
};

const RULES: readonly (readonly [string, Identity])[] = [
  ['networks.*.labels', keyed],
  ['networks.*.ipam.options', keyed],
  ...[
    'annotations',
    'build.args',
    'build.additional_contexts',
    'build.platform',
    'build.tags',
    'build.labels',
    'cap_add',
    'cap_drop',
    'deploy.labels',
    'dns',
    'dns_opt',
    'dns_search',
    'environment',
    'labels',
    'links',
    'networks.*.aliases',
    'networks.*.link_local_ips',
    'profiles',
    'sysctls',
    'tmpfs',
  ].map((k) => [`services.*.${k}`, keyed] as const),
  ['services.*.configs', grant('')],
  ['services.*.secrets', grant('/run/secrets')],
  ['services.*.env_file', envFile],
  ['services.*.expose', exposed],
  ['services.*.ports', port],
  ['services.*.volumes', volume],
  ['services.*.devices', device],
];
const PATTERNS = RULES.map(([pattern, identity]) => ({ parts: pattern.split('.'), identity }));

/** A document without items that are given again later. @throws ComposeError */
export function unique(value: Dict): Dict {
  return walk(value, []) as Dict;
}

function walk(value: Value, path: readonly string[]): Value {
  if (isDict(value)) {
    const out = emptyMap();
    for (const [k, v] of Object.entries(value)) out[k] = walk(v, [...path, k]);
    return out;
  }
  if (!Array.isArray(value)) return value;
  const rule = PATTERNS.find(
    ({ parts }) => parts.length === path.length && parts.every((x, i) => x === '*' || x === path[i]),
  );
  if (rule === undefined) return value;
  const out = new Map<string, Value>();
  for (const [i, x] of value.entries()) out.set(rule.identity(x, `${path.join('.')}.[${i}]`), x);
  return [...out.values()];
}
