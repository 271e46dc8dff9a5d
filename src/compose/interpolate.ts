// Variables in compose files: every text of a document with its variables replaced, and made what its place asks for.

import { InvalidTemplate, type Lookup, substitute } from './template.ts';
import { ComposeError, emptyMap, isDict, type Value } from './value.ts';

export type { Lookup } from './template.ts';

/** Told while a document is read. */
export interface Notes {
  readonly missing: (name: string) => void;
  readonly warn?: (text: string) => void;
}

type Cast = (text: string, warn: (text: string) => void) => Value;

function whole(call: string): Cast {
  return (text) => {
    if (!/^[-+]?\d+$/.test(text))
      throw new ComposeError(`strconv.${call}: parsing ${JSON.stringify(text)}: invalid syntax`);
    if (Math.abs(Number(text)) >= 2 ** 63)
      throw new ComposeError(`strconv.${call}: parsing ${JSON.stringify(text)}: value out of range`);
    return Number(text);
  };
}
const int = whole('Atoi');
const int64 = whole('ParseInt');
const float: Cast = (text) => {
  if (!/^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(text))
    throw new ComposeError(`strconv.ParseFloat: parsing ${JSON.stringify(text)}: invalid syntax`);
  return Number(text);
};
/** YAML 1.1's words for yes and no still count, with a warning. */
const bool: Cast = (text, warn) => {
  const word = text.toLowerCase();
  if (word === 'true' || word === 'false') return word === 'true';
  const yes = ['y', 'yes', 'on'].includes(word);
  if (!yes && !['n', 'no', 'off'].includes(word)) throw new ComposeError(`invalid boolean: ${text}`);
  warn(`${JSON.stringify(text)} for boolean is not supported by YAML 1.2, please use \`${String(yes)}\``);
  return yes;
};

/** What a text becomes at its place: `*` is any name, `[]` any item. */
const CASTS: readonly (readonly [string, Cast])[] = [
  ...[
    'cpu_count',
    'cpu_period',
    'cpu_quota',
    'cpu_rt_period',
    'cpu_rt_runtime',
    'cpu_shares',
    'oom_score_adj',
    'pids_limit',
  ].map((k) => [`services.*.${k}`, int64] as const),
  ...['cpu_percent', 'cpus', 'deploy.update_config.max_failure_ratio', 'deploy.rollback_config.max_failure_ratio'].map(
    (k) => [`services.*.${k}`, float] as const,
  ),
  ...[
    'deploy.replicas',
    'deploy.update_config.parallelism',
    'deploy.rollback_config.parallelism',
    'deploy.restart_policy.max_attempts',
    'deploy.placement.max_replicas_per_node',
    'healthcheck.retries',
    'ports.[].target',
    'scale',
    'ulimits.*',
    'ulimits.*.hard',
    'ulimits.*.soft',
  ].map((k) => [`services.*.${k}`, int] as const),
  ...[
    'init',
    'healthcheck.disable',
    'oom_kill_disable',
    'privileged',
    'read_only',
    'stdin_open',
    'tty',
    'volumes.[].read_only',
    'volumes.[].volume.nocopy',
  ].map((k) => [`services.*.${k}`, bool] as const),
  ...['external', 'internal', 'attachable', 'enable_ipv4', 'enable_ipv6'].map(
    (k) => [`networks.*.${k}`, bool] as const,
  ),
  ...['volumes', 'secrets', 'configs'].map((k) => [`${k}.*.external`, bool] as const),
];
const PATTERNS = CASTS.map(([pattern, cast]) => ({ parts: pattern.split('.'), cast }));

function castFor(path: readonly string[]): Cast | undefined {
  return PATTERNS.find(({ parts }) => parts.length === path.length && parts.every((x, i) => x === '*' || x === path[i]))
    ?.cast;
}

/**
 * A whole document with its variables replaced; keys stay.
 * @throws ComposeError
 */
export function interpolate(value: Value, lookup: Lookup, notes: Notes, path: readonly string[] = []): Value {
  if (typeof value === 'string') {
    const where = path.join('.');
    try {
      const text = substitute(value, lookup, notes.missing);
      const cast = castFor(path);
      if (cast === undefined) return text;
      try {
        return cast(text, notes.warn ?? (() => {}));
      } catch (error) {
        if (error instanceof ComposeError) throw new ComposeError(`failed to cast to expected type: ${error.message}`);
        throw error;
      }
    } catch (error) {
      if (error instanceof InvalidTemplate)
        throw new ComposeError(
          `invalid interpolation format for ${where}.\nYou may need to escape any $ with another $.\n${error.template}`,
        );
      if (error instanceof ComposeError) throw new ComposeError(`error while interpolating ${where}: ${error.message}`);
      throw error;
    }
  }
  if (Array.isArray(value)) return value.map((x) => interpolate(x, lookup, notes, [...path, '[]']));
  if (isDict(value)) {
    const out = emptyMap();
    for (const [k, v] of Object.entries(value)) out[k] = interpolate(v, lookup, notes, [...path, k]);
    return out;
  }
  return value;
}

/** A variable that a document uses. */
export interface Variable {
  readonly name: string;
  readonly required: boolean;
  readonly fallback: string;
  readonly alternative: string;
}

/** The variables of a document that has not been interpolated, by name. */
export function variablesOf(value: Value): Variable[] {
  const out = new Map<string, Variable>();
  const note = (name: string, more: Partial<Variable> = {}): void => {
    const old = out.get(name);
    out.set(name, {
      name,
      required: (old?.required ?? false) || (more.required ?? false),
      fallback: more.fallback || (old?.fallback ?? ''),
      alternative: more.alternative || (old?.alternative ?? ''),
    });
  };
  const text = (s: string): void => {
    for (const m of s.matchAll(/\$\$|\$\{([_a-zA-Z]\w*)(?:(:?[-+?])((?:[^{}]|\{[^{}]*\})*))?\}|\$([_a-zA-Z]\w*)/g)) {
      const [, braced, op = '', word = '', simple] = m;
      const name = braced ?? simple;
      if (name === undefined) continue;
      note(
        name,
        op.endsWith('?')
          ? { required: true }
          : op.endsWith('+')
            ? { alternative: word }
            : op.endsWith('-')
              ? { fallback: word }
              : {},
      );
      if (word !== '') text(word);
    }
  };
  const walk = (v: Value): void => {
    if (typeof v === 'string') text(v);
    else if (Array.isArray(v)) v.forEach(walk);
    else if (isDict(v)) Object.values(v).forEach(walk);
  };
  walk(value);
  return [...out.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
