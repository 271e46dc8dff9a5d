// Instructions that only change an image's configuration: ENV, CMD, EXPOSE… Used by builds, commit -c and import -c.

import { signalNumber } from '../../kernel/signals.ts';
import { ApiError, type HealthConfig } from '../api.ts';
import { goDuration } from '../filters.ts';
import type { ImageConfig } from '../state.ts';
import { expandWord, type Env } from './expand.ts';
import { DockerfileError, type Instruction, nameValues, parseDockerfile, splitWords } from './parse.ts';

/** Environment of a configuration as a map. */
export function envOf(config: ImageConfig): Map<string, string> {
  return new Map(config.Env.map((e): [string, string] => {
    const eq = e.indexOf('=');
    return [e.slice(0, eq), e.slice(eq + 1)];
  }));
}

function withEnv(config: ImageConfig, name: string, value: string): ImageConfig {
  const entry = `${name}=${value}`;
  const at = config.Env.findIndex((e) => e.startsWith(`${name}=`));
  return { ...config, Env: at < 0 ? [...config.Env, entry] : config.Env.map((e, i) => (i === at ? entry : e)) };
}

export function shellOf(config: ImageConfig): string[] {
  return config.Shell ?? ['/bin/sh', '-c'];
}

/** Command of CMD, ENTRYPOINT or RUN: exec form as it is, shell form behind the shell. */
export function commandOf(i: Instruction, config: ImageConfig): string[] {
  return i.json !== undefined ? [...i.json] : [...shellOf(config), i.rest];
}

function health(i: Instruction): HealthConfig {
  const m = /^(\S*)\s*([^]*)$/.exec(i.rest)!;
  const type = m[1]!.toUpperCase();
  if (i.rest === '') throw new Error('HEALTHCHECK requires at least one argument');
  if (type === 'NONE') {
    if (m[2] !== '') throw new Error('HEALTHCHECK NONE takes no arguments');
    return { Test: ['NONE'] };
  }
  if (type !== 'CMD') throw new Error(`Unknown type ${JSON.stringify(type)} in HEALTHCHECK (try CMD)`);
  if (m[2] === '') throw new Error('Missing command after HEALTHCHECK CMD');
  let json: string[] | undefined;
  try {
    const v: unknown = JSON.parse(m[2]!);
    if (Array.isArray(v) && v.every((x) => typeof x === 'string')) json = v as string[];
  } catch {
    json = undefined;
  }
  const out: HealthConfig = { Test: json === undefined ? ['CMD-SHELL', m[2]!] : ['CMD', ...json] };
  for (const f of i.flags) {
    const [name = '', value = ''] = f.slice(2).split('=', 2);
    if (name === 'retries') {
      const n = Number(value);
      if (!Number.isInteger(n)) throw new Error(`strconv.ParseInt: parsing "${value}": invalid syntax`);
      if (n < 0) throw new Error(`--retries cannot be negative (${n})`);
      out.Retries = n;
      continue;
    }
    const keys: Record<string, keyof HealthConfig> = { interval: 'Interval', timeout: 'Timeout', 'start-period': 'StartPeriod', 'start-interval': 'StartInterval' };
    const key = keys[name];
    if (key === undefined) throw new Error(`unknown flag: --${name}`);
    const ms = goDuration(value);
    if (ms === undefined) throw new Error(/^\d+$/.test(value) ? `time: missing unit in duration "${value}"` : `time: invalid duration "${value}"`);
    if (ms < 1 && ms !== 0) throw new Error(`Interval ${JSON.stringify(name)} cannot be less than 1ms`);
    (out as Record<string, unknown>)[key] = ms * 1e6;
  }
  return out;
}

/** A map as Go writes it: its keys in order. */
export function sorted<T>(map: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** `80`, `80/tcp`, `8000-8002/udp` as keys of ExposedPorts; an address or a host port before it is read and left out. @throws Error */
export function exposedPorts(word: string): string[] {
  const [range = '', proto = 'tcp'] = word.split('/');
  if (!['tcp', 'udp', 'sctp'].includes(proto.toLowerCase())) throw new Error(`invalid port: "${word}": invalid proto: ${proto}`);
  const own = range.slice(range.lastIndexOf(':') + 1);
  const m = /^(\d+)(?:-(\d+))?$/.exec(own);
  if (m === null || Number(m[1]) > 65535 || Number(m[2] ?? 0) > 65535) throw new Error(`invalid containerPort: ${own}`);
  const out: string[] = [];
  for (let p = Number(m[1]); p <= Number(m[2] ?? m[1]); p++) out.push(`${p}/${proto.toLowerCase()}`);
  return out;
}

/** The configuration after an instruction. @throws Error with BuildKit's text (without the line) */
export function applyMeta(config: ImageConfig, i: Instruction, env: Env, cmdSet: boolean): ImageConfig {
  const word = (text: string): string => expandWord(text, env, { escape: i.escape });
  const need = (n: number, what: string): void => {
    if (i.rest === '' && n > 0) throw new Error(`${i.name} requires ${what}`);
  };
  switch (i.name) {
    case 'ENV': {
      need(1, 'at least one argument');
      let out = config;
      for (const [k, v] of nameValues(i.rest, 'ENV', i.escape)) {
        if (k === '') throw new Error('ENV names can not be blank');
        out = withEnv(out, word(k), word(v));
      }
      return out;
    }
    case 'LABEL': {
      need(1, 'at least one argument');
      const labels = { ...(config.Labels ?? {}) };
      for (const [k, v] of nameValues(i.rest, 'LABEL', i.escape)) {
        if (k === '') throw new Error('LABEL names can not be blank');
        labels[word(k)] = word(v);
      }
      return { ...config, Labels: sorted(labels) };
    }
    case 'EXPOSE': {
      need(1, 'at least one argument');
      const ports: Record<string, object> = { ...(config.ExposedPorts ?? {}) };
      for (const w of splitWords(i.rest, i.escape).flatMap((x) => word(x).split(/\s+/)).filter((x) => x !== '')) for (const key of exposedPorts(w)) ports[key] = {};
      return { ...config, ExposedPorts: sorted(ports) };
    }
    case 'VOLUME': {
      need(1, 'at least one argument');
      const volumes: Record<string, object> = { ...(config.Volumes ?? {}) };
      for (const v of i.json ?? splitWords(i.rest, i.escape)) {
        const path = word(v).trim();
        if (path === '') throw new Error('VOLUME specified can not be an empty string');
        volumes[path] = {};
      }
      return { ...config, Volumes: sorted(volumes) };
    }
    case 'USER':
      if (splitWords(i.rest, i.escape).length !== 1) throw new Error('USER requires exactly one argument');
      return { ...config, User: word(i.rest) };
    case 'STOPSIGNAL': {
      if (splitWords(i.rest, i.escape).length !== 1) throw new Error('STOPSIGNAL requires exactly one argument');
      const signal = word(i.rest);
      if (signalNumber(signal) === undefined) throw new Error(`invalid signal: ${signal}`);
      return { ...config, StopSignal: signal };
    }
    case 'SHELL':
      if (i.rest === '') throw new Error('SHELL requires at least one argument');
      if (i.json === undefined) throw new Error('SHELL requires the arguments to be in JSON form');
      if (i.json.length === 0) throw new Error('SHELL requires at least one argument');
      return { ...config, Shell: [...i.json] };
    case 'CMD': {
      const cmd = i.json?.length === 0 ? null : commandOf(i, config);
      return { ...config, Cmd: cmd, ...(i.json === undefined ? { ArgsEscaped: true } : {}) };
    }
    case 'ENTRYPOINT': {
      const entry = i.json?.length === 0 ? null : commandOf(i, config);
      return { ...config, Entrypoint: entry, Cmd: cmdSet ? config.Cmd : null };
    }
    case 'HEALTHCHECK':
      return { ...config, Healthcheck: health(i) };
    case 'ONBUILD': {
      if (i.rest === '') throw new Error('ONBUILD requires at least one argument');
      const trigger = i.rest.split(/\s+/)[0]!.toUpperCase();
      if (trigger === 'ONBUILD') throw new Error("Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed");
      if (trigger === 'FROM' || trigger === 'MAINTAINER') throw new Error(`${trigger} isn't allowed as an ONBUILD trigger`);
      return { ...config, OnBuild: [...(config.OnBuild ?? []), i.rest] };
    }
    default:
      return config;
  }
}

/** `--change` of commit and import. @throws ApiError */
export function applyChange(config: ImageConfig, text: string): ImageConfig {
  try {
    const i = parseDockerfile(text).instructions[0]!;
    if (i.name === 'WORKDIR') return { ...config, WorkingDir: i.rest.startsWith('/') ? i.rest : `${config.WorkingDir}/${i.rest}` };
    if (!['CMD', 'ENTRYPOINT', 'ENV', 'EXPOSE', 'LABEL', 'ONBUILD', 'USER', 'VOLUME', 'HEALTHCHECK', 'SHELL', 'STOPSIGNAL'].includes(i.name)) throw new ApiError(400, `${i.name} is not a valid change command`);
    return applyMeta(config, i, envOf(config), false);
  } catch (error) {
    if (error instanceof DockerfileError) throw new ApiError(400, error.message);
    throw error instanceof ApiError ? error : new ApiError(400, (error as Error).message);
  }
}

/** What the history says of a metadata instruction. */
export function historyLine(i: Instruction, before: ImageConfig, after: ImageConfig, env: Env): string {
  const word = (t: string): string => expandWord(t, env, { escape: i.escape });
  switch (i.name) {
    case 'CMD': case 'ENTRYPOINT': {
      const list = (i.name === 'CMD' ? after.Cmd : after.Entrypoint) ?? [];
      return `${i.name} [${list.map((x) => JSON.stringify(x)).join(' ')}]`;
    }
    case 'ENV': return `ENV ${nameValues(i.rest, 'ENV', i.escape).map(([k, v]) => `${word(k)}=${word(v)}`).join(' ')}`;
    case 'LABEL': return `LABEL ${nameValues(i.rest, 'LABEL', i.escape).map(([k, v]) => `${word(k)}=${word(v)}`).join(' ')}`;
    case 'EXPOSE': return `EXPOSE [${splitWords(i.rest, i.escape).flatMap((w) => exposedPorts(word(w))).join(' ')}]`;
    case 'VOLUME': return `VOLUME [${(i.json ?? splitWords(i.rest, i.escape)).map(word).join(' ')}]`;
    case 'SHELL': return `SHELL [${(i.json ?? []).join(' ')}]`;
    case 'HEALTHCHECK': {
      const h = after.Healthcheck!;
      const d = (n: number | undefined): string => goText((n ?? 0) / 1e6);
      return `HEALTHCHECK &{[${(h.Test ?? []).map((x) => JSON.stringify(x)).join(' ')}] ${JSON.stringify(d(h.Interval))} ${JSON.stringify(d(h.Timeout))} ${JSON.stringify(d(h.StartPeriod))} ${JSON.stringify(d(h.StartInterval))} '\\x${(h.Retries ?? 0).toString(16).padStart(2, '0')}'}`;
    }
    default: return `${i.name} ${word(i.rest)}`;
  }
}

/** A duration as Go writes it: 1m30s, 500ms, 0s. */
export function goText(ms: number): string {
  if (ms === 0) return '0s';
  if (ms < 1000) return `${ms}ms`;
  const h = Math.floor(ms / 3_600_000);
  const m = Math.floor((ms % 3_600_000) / 60_000);
  const s = (ms % 60_000) / 1000;
  return `${h > 0 ? `${h}h` : ''}${h > 0 || m > 0 ? `${m}m` : ''}${s}s`;
}
