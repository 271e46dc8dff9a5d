// Instructions that only change an image's configuration: ENV, CMD, EXPOSE… Used by builds, commit -c and import -c.

import { goText } from '../../api/durations.ts';
import { signalNumber } from '../../kernel/signals.ts';
import { ApiError } from '../../api/error.ts';
import type { ImageConfig } from '../state.ts';
import { expandWord, expandWords, type Env, type ExpandOptions } from './expand.ts';
import { argsOf, checkInstruction, healthOf } from './instruction.ts';
import { DockerfileError, type Instruction, parseDockerfile } from './parse.ts';
import { dict } from '../../api/dict.ts';

/** Environment of a configuration as a map. */
export function envOf(config: ImageConfig): Map<string, string> {
  return new Map(
    config.Env.map((e): [string, string] => {
      const eq = e.indexOf('=');
      return [e.slice(0, eq), e.slice(eq + 1)];
    }),
  );
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

/** A map as Go writes it: its keys in order. */
export function sorted<T>(map: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A port as EXPOSE writes it: what stands before it, and what is wrong with its spelling. */
export interface ExposedPort {
  readonly written: string;
  /** Keys of ExposedPorts. */
  readonly keys: readonly string[];
  readonly oddCase: boolean;
  /** An address or a port of the host stands before it. */
  readonly mapped: boolean;
}

function portRange(text: string): [number, number] | undefined {
  const m = /^(\d+)(?:-(\d+))?$/.exec(text);
  if (m === null) return undefined;
  const [from, to] = [Number(m[1]), Number(m[2] ?? m[1])];
  return from > 65535 || to > 65535 || to < from ? undefined : [from, to];
}

/** `80`, `80/tcp`, `8000-8002/udp`; an address or a host port before it is read and left out. @throws Error */
export function exposedPort(written: string): ExposedPort {
  const parts = written.split(':');
  const own = parts.at(-1)!;
  const hostPort = parts.length > 1 ? parts.at(-2)! : '';
  const ip = parts.slice(0, -2).join(':');
  const slash = own.indexOf('/');
  const port = slash < 0 ? own : own.slice(0, slash);
  const proto = slash < 0 ? '' : own.slice(slash + 1);
  const refuse = (why: string): never => {
    throw new Error(why);
  };
  if (port === '') refuse(`invalid port: ${JSON.stringify(written)}: no port specified: ${own}<empty>`);
  if (!['', 'tcp', 'udp', 'sctp'].includes(proto.toLowerCase()))
    refuse(`invalid port: ${JSON.stringify(written)}: invalid proto: ${proto}`);
  if (ip !== '' && !/^(\d{1,3}(\.\d{1,3}){3}|\[?[0-9a-fA-F:.]+\]?)$/.test(ip)) refuse(`invalid IP address: ${ip}`);
  const range = portRange(port) ?? refuse(`invalid containerPort: ${port}`);
  if (hostPort !== '') {
    const host = portRange(hostPort) ?? refuse(`invalid hostPort: ${hostPort}`);
    if (range[1] - range[0] !== host[1] - host[0] && range[0] !== range[1])
      refuse(`invalid ranges specified for container and host Ports: ${port} and ${hostPort}`);
  }
  const keys = Array.from(
    { length: range[1] - range[0] + 1 },
    (_, k) => `${range[0] + k}/${proto.toLowerCase() || 'tcp'}`,
  );
  return { written, keys, oddCase: proto !== proto.toLowerCase(), mapped: ip !== '' || hostPort !== '' };
}

/** The ports of an EXPOSE, its variables expanded; BuildKit sorts them as they are written. @throws Error */
export function exposedPorts(i: Instruction, env: Env, options: ExpandOptions = {}): ExposedPort[] {
  return argsOf(i)
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
    .flatMap((w) => expandWords(w, env, { escape: i.escape, ...options }))
    .map(exposedPort);
}

/**
 * The configuration after an instruction.
 * @param options of the expansion of its words @throws Error with BuildKit's text (without the line)
 */
export function applyMeta(
  config: ImageConfig,
  i: Instruction,
  env: Env,
  cmdSet: boolean,
  options: ExpandOptions = {},
): ImageConfig {
  const word = (text: string): string => expandWord(text, env, { escape: i.escape, ...options });
  switch (i.name) {
    case 'ENV': {
      let out = config;
      for (const [k, v] of i.pairs) out = withEnv(out, word(k), word(v));
      return out;
    }
    case 'LABEL': {
      const labels = Object.assign(dict<string>(), config.Labels);
      for (const [k, v] of i.pairs) labels[word(k)] = word(v);
      return { ...config, Labels: sorted(labels) };
    }
    case 'EXPOSE': {
      const ports = Object.assign(dict<object>(), config.ExposedPorts);
      for (const p of exposedPorts(i, env, options)) for (const key of p.keys) ports[key] = {};
      return { ...config, ExposedPorts: sorted(ports) };
    }
    case 'VOLUME': {
      const volumes = Object.assign(dict<object>(), config.Volumes);
      for (const v of argsOf(i)) {
        const path = word(v.trim());
        if (path === '') throw new Error('VOLUME specified can not be an empty string');
        volumes[path] = {};
      }
      return { ...config, Volumes: sorted(volumes) };
    }
    case 'USER':
      return { ...config, User: word(i.rest) };
    case 'STOPSIGNAL': {
      const signal = word(i.rest);
      if (signalNumber(signal) === undefined) throw new Error(`invalid signal: ${signal}`);
      return { ...config, StopSignal: signal };
    }
    case 'SHELL':
      return { ...config, Shell: [...(i.json ?? [])] };
    case 'CMD': {
      const cmd = i.json?.length === 0 ? null : commandOf(i, config);
      return { ...config, Cmd: cmd, ...(i.json === undefined ? { ArgsEscaped: true } : {}) };
    }
    case 'ENTRYPOINT': {
      const entry = i.json?.length === 0 ? null : commandOf(i, config);
      return { ...config, Entrypoint: entry, Cmd: cmdSet ? config.Cmd : null };
    }
    case 'HEALTHCHECK':
      return { ...config, Healthcheck: healthOf(i) };
    case 'ONBUILD':
      return { ...config, OnBuild: [...(config.OnBuild ?? []), onbuildText(i)] };
    default:
      return config;
  }
}

/** The instruction that an ONBUILD keeps, with its here-documents. */
function onbuildText(i: Instruction): string {
  return i.original.replace(/^\s*ONBUILD\s*/i, '') + i.heredocs.map((h) => `\n${h.content}${h.name}`).join('');
}

const CHANGES = [
  'CMD',
  'ENTRYPOINT',
  'ENV',
  'EXPOSE',
  'LABEL',
  'ONBUILD',
  'USER',
  'VOLUME',
  'HEALTHCHECK',
  'SHELL',
  'STOPSIGNAL',
];

/** `--change` of commit and import. @throws ApiError */
export function applyChange(config: ImageConfig, text: string): ImageConfig {
  try {
    const i = parseDockerfile(text).instructions[0]!;
    if (i.name === 'WORKDIR')
      return { ...config, WorkingDir: i.rest.startsWith('/') ? i.rest : `${config.WorkingDir}/${i.rest}` };
    if (!CHANGES.includes(i.name)) throw new ApiError(400, `${i.name} is not a valid change command`);
    checkInstruction(i, { recent: false });
    return applyMeta(config, i, envOf(config), false);
  } catch (error) {
    if (error instanceof DockerfileError)
      throw new ApiError(400, error.message.replace(/^dockerfile parse error on line \d+: /, ''));
    throw error instanceof ApiError
      ? error
      : new ApiError(400, (error as Error).message.replace(/^invalid (containerPort|hostPort)/, 'Invalid $1'));
  }
}

/** What the history says of a metadata instruction. */
export function historyLine(i: Instruction, before: ImageConfig, after: ImageConfig, env: Env): string {
  const word = (t: string): string => expandWord(t, env, { escape: i.escape });
  switch (i.name) {
    case 'CMD':
    case 'ENTRYPOINT': {
      const list = (i.name === 'CMD' ? after.Cmd : after.Entrypoint) ?? [];
      return `${i.name} [${list.map((x) => JSON.stringify(x)).join(' ')}]`;
    }
    case 'ENV':
    case 'LABEL':
      return `${i.name} ${i.pairs.map(([k, v]) => `${word(k)}=${word(v)}`).join(' ')}`;
    case 'EXPOSE':
      return `EXPOSE [${exposedPorts(i, env)
        .flatMap((p) => p.keys)
        .join(' ')}]`;
    case 'VOLUME':
      return `VOLUME [${argsOf(i)
        .map((v) => word(v.trim()))
        .join(' ')}]`;
    case 'SHELL':
      return `SHELL [${(i.json ?? []).join(' ')}]`;
    case 'HEALTHCHECK': {
      const h = after.Healthcheck!;
      const d = (n: number | undefined): string => goText((n ?? 0) / 1e6);
      return `HEALTHCHECK &{[${(h.Test ?? []).map((x) => JSON.stringify(x)).join(' ')}] ${JSON.stringify(d(h.Interval))} ${JSON.stringify(d(h.Timeout))} ${JSON.stringify(d(h.StartPeriod))} ${JSON.stringify(d(h.StartInterval))} '\\x${(h.Retries ?? 0).toString(16).padStart(2, '0')}'}`;
    }
    default:
      return `${i.name} ${word(i.rest)}`;
  }
}
