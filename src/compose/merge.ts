// One file over another: which attributes replace, which join, and what makes two items the same one.

import { type Dict, isDict, type Value } from './value.ts';

/** Attributes of a service that the later file replaces whole. */
const REPLACED = ['command', 'entrypoint'];

/** What makes two items of a list the same; the later one wins. */
const SAME: Record<string, (v: Value) => string> = {
  volumes: (v) => (isDict(v) ? String(v['target']) : String(v)),
  ports: (v) => (isDict(v) ? `${String(v['host_ip'] ?? '')}:${String(v['published'] ?? '')}:${String(v['target'])}/${String(v['protocol'] ?? 'tcp')}` : String(v)),
  devices: (v) => (isDict(v) ? String(v['target']) : String(v)),
  secrets: (v) => (isDict(v) ? `${String(v['source'])}:${String(v['target'] ?? '')}` : String(v)),
  configs: (v) => (isDict(v) ? `${String(v['source'])}:${String(v['target'] ?? '')}` : String(v)),
  env_file: (v) => (isDict(v) ? String(v['path']) : String(v)),
};

/** Lists that keep every item, repeated or not. */
const APPENDED = ['watch', 'post_start', 'pre_stop'];

function joinLists(key: string, a: readonly Value[], b: readonly Value[]): Value[] {
  if (APPENDED.includes(key)) return [...a, ...b];
  const identity = SAME[key] ?? ((v: Value) => JSON.stringify(v));
  const out = new Map<string, Value>();
  for (const v of [...a, ...b]) out.set(identity(v), v);
  return [...out.values()];
}

function mergeValues(key: string, a: Value, b: Value): Value {
  if (b === null) return a;
  if (Array.isArray(a) && Array.isArray(b)) return joinLists(key, a, b);
  if (isDict(a) && isDict(b)) return mergeDicts(a, b);
  return b;
}

/** A mapping over another, attribute by attribute. */
export function mergeDicts(a: Dict, b: Dict): Dict {
  const out: Dict = { ...a };
  for (const [k, v] of Object.entries(b)) out[k] = out[k] === undefined || out[k] === null ? v : mergeValues(k, out[k], v);
  return out;
}

/** A service over another, both in long form. */
export function mergeServices(a: Dict, b: Dict): Dict {
  const out = mergeDicts(a, b);
  for (const key of REPLACED) if (b[key] !== undefined) out[key] = b[key];
  const test = isDict(b['healthcheck']) ? b['healthcheck']['test'] : undefined;
  if (test !== undefined && isDict(out['healthcheck'])) out['healthcheck'] = { ...out['healthcheck'], test };
  const [la, lb] = [a['logging'], b['logging']];
  if (isDict(la) && isDict(lb) && lb['driver'] !== undefined && la['driver'] !== undefined && la['driver'] !== lb['driver']) out['logging'] = lb;
  return out;
}

/** Projects in long form, one over the other. */
export function mergeProjects(a: Dict, b: Dict): Dict {
  const out: Dict = { ...a };
  for (const [k, v] of Object.entries(b)) {
    if (k !== 'services' || !isDict(v)) {
      out[k] = out[k] === undefined ? v : mergeValues(k, out[k], v);
      continue;
    }
    const services: Dict = isDict(out[k]) ? { ...out[k] } : {};
    for (const [name, s] of Object.entries(v)) {
      const below = services[name];
      services[name] = isDict(below) && isDict(s) ? mergeServices(below, s) : s;
    }
    out[k] = services;
  }
  return out;
}
