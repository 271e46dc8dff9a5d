// What a single instruction may say: told before anything is built, as BuildKit's instruction parser tells it.

import { DockerfileError, heredocName, type Instruction, INSTRUCTIONS, splitWords, suggestion } from './parse.ts';
import { goDuration } from '../../api/durations.ts';
import type { HealthConfig } from '../../api/types/container.ts';
import { checkMountText } from './mounts.ts';

/** What the frontend of a Dockerfile offers beside the built-in one (Dockerfile 1.19): newer ones come with a `syntax` directive. */
export interface Frontend {
  /** `COPY --parents` and `RUN --security` left the labs with Dockerfile 1.20. */
  readonly recent: boolean;
}

interface FlagTable {
  readonly value: readonly string[];
  readonly bool: readonly string[];
  readonly repeatable?: readonly string[];
}

/** Flags of an instruction: those with a value, and those that are on or off. */
function flagsOf(name: string, frontend: Frontend): FlagTable {
  switch (name) {
    case 'FROM':
      return { value: ['platform'], bool: [] };
    case 'COPY':
      return {
        value: ['chown', 'from', 'chmod', 'exclude'],
        bool: ['link', ...(frontend.recent ? ['parents'] : [])],
        repeatable: ['exclude'],
      };
    case 'ADD':
      return {
        value: ['chown', 'chmod', 'checksum', 'exclude'],
        bool: ['link', 'keep-git-dir', 'unpack'],
        repeatable: ['exclude'],
      };
    case 'RUN':
      return { value: ['mount', 'network', ...(frontend.recent ? ['security'] : [])], bool: [], repeatable: ['mount'] };
    case 'HEALTHCHECK':
      return { value: ['interval', 'timeout', 'start-period', 'start-interval', 'retries'], bool: [] };
    default:
      return { value: [], bool: [] };
  }
}

function checkFlags(i: Instruction, frontend: Frontend): void {
  const known = flagsOf(i.name, frontend);
  const all = [...known.value, ...known.bool];
  const used = new Set<string>();
  for (const f of i.flags) {
    const eq = f.indexOf('=');
    const name = f.slice(2, eq < 0 ? undefined : eq);
    const value = eq < 0 ? '' : f.slice(eq + 1);
    if (!all.includes(name)) throw new Error(`unknown flag: --${name}${suggestion(name, all)}`);
    if (used.has(name) && !(known.repeatable ?? []).includes(name))
      throw new Error(`duplicate flag specified: --${name}`);
    used.add(name);
    if (known.value.includes(name)) {
      if (eq < 0) throw new Error(`missing a value on flag: --${name}`);
    } else if (eq >= 0 && value === '') throw new Error(`missing a value on flag: --${name}`);
    else if (eq >= 0 && !/^(true|false)$/i.test(value))
      throw new Error(`expecting boolean value for flag --${name}, not: ${value}`);
  }
}

/** Value of an instruction's flag; undefined when it is not given. */
export function flagValue(i: Instruction, name: string): string | undefined {
  const f = i.flags.find((x) => x === `--${name}` || x.startsWith(`--${name}=`));
  return f === undefined ? undefined : f.includes('=') ? f.slice(f.indexOf('=') + 1) : 'true';
}

/** All values of a flag that may stand several times. */
export function flagValues(i: Instruction, name: string): string[] {
  return i.flags.filter((f) => f.startsWith(`--${name}=`)).map((f) => f.slice(name.length + 3));
}

/** Arguments that are split at blanks. */
export function argsOf(i: Instruction): string[] {
  return [...(i.json ?? i.rest.split(/\s+/).filter((x) => x !== ''))];
}

/** What a HEALTHCHECK says. @throws Error */
export function healthOf(i: Instruction): HealthConfig {
  if (i.rest === '') throw new Error('HEALTHCHECK requires at least one argument');
  const m = /^(\S+)\s*([^]*)$/.exec(i.rest)!;
  const type = m[1]!.toUpperCase();
  if (type === 'NONE') {
    if (m[2] !== '') throw new Error('HEALTHCHECK NONE takes no arguments');
    return { Test: ['NONE'] };
  }
  checkFlags(i, { recent: false });
  if (type !== 'CMD') throw new Error(`Unknown type ${JSON.stringify(type)} in HEALTHCHECK (try CMD)`);
  if (i.json === undefined ? m[2] === '' : i.json.length === 0)
    throw new Error('Missing command after HEALTHCHECK CMD');
  const out: HealthConfig = { Test: i.json === undefined ? ['CMD-SHELL', m[2]!] : ['CMD', ...i.json] };
  const durations: [string, keyof HealthConfig][] = [
    ['interval', 'Interval'],
    ['timeout', 'Timeout'],
    ['start-period', 'StartPeriod'],
    ['start-interval', 'StartInterval'],
  ];
  for (const [name, key] of durations) {
    const value = flagValue(i, name) ?? '';
    if (value === '') continue;
    const ms = goDuration(value);
    if (ms === undefined)
      throw new Error(
        /^[-+]?\d+(\.\d+)?$/.test(value)
          ? `time: missing unit in duration ${JSON.stringify(value)}`
          : `time: invalid duration ${JSON.stringify(value)}`,
      );
    if (ms < 1 && ms !== 0) throw new Error(`Interval ${JSON.stringify(name)} cannot be less than 1ms`);
    (out as Record<string, unknown>)[key] = ms * 1e6;
  }
  const retries = flagValue(i, 'retries') ?? '';
  if (retries !== '') {
    if (!/^[-+]?\d+$/.test(retries))
      throw new Error(`strconv.ParseInt: parsing ${JSON.stringify(retries)}: invalid syntax`);
    if (Math.abs(Number(retries)) > 2147483647)
      throw new Error(`strconv.ParseInt: parsing ${JSON.stringify(retries)}: value out of range`);
    if (Number(retries) < 0) throw new Error(`--retries cannot be negative (${Number(retries)})`);
    out.Retries = Number(retries);
  }
  return out;
}

/** Name that a FROM gives its stage. @throws Error */
export function stageName(i: Instruction): string | undefined {
  const args = argsOf(i);
  if (args.length === 3 && args[1]!.toLowerCase() === 'as') {
    const name = args[2]!.toLowerCase();
    if (!/^[a-z][a-z0-9-_.]*$/.test(name))
      throw new Error(
        `invalid name for build stage: ${JSON.stringify(args[2])}, name can't start with a number or contain symbols`,
      );
    return name;
  }
  if (args.length !== 1) throw new Error('FROM requires either one or three arguments');
  return undefined;
}

function checkArguments(i: Instruction, frontend: Frontend): void {
  const one = (): void => {
    if (i.rest === '') throw new Error(`${i.name} requires exactly one argument`);
  };
  const some = (count: number): void => {
    if (count === 0) throw new Error(`${i.name} requires at least one argument`);
  };
  switch (i.name) {
    case 'ENV':
    case 'LABEL':
      checkFlags(i, frontend);
      some(i.pairs.length);
      for (const [name] of i.pairs) if (name === '') throw new Error(`${i.name} names can not be blank`);
      return;
    case 'MAINTAINER':
    case 'WORKDIR':
    case 'USER':
      one();
      return checkFlags(i, frontend);
    case 'STOPSIGNAL':
      return one();
    case 'COPY':
    case 'ADD': {
      const args = argsOf(i);
      if (args.length < 2)
        throw new Error(
          `${i.name} requires at least two arguments, but only one was provided. Destination could not be determined`,
        );
      checkFlags(i, frontend);
      if (heredocName(args.at(-1)!) !== undefined)
        throw new Error(`${i.name} cannot accept a heredoc as a destination`);
      return;
    }
    case 'FROM':
      stageName(i);
      return checkFlags(i, frontend);
    case 'ONBUILD': {
      some(i.rest === '' ? 0 : 1);
      checkFlags(i, frontend);
      const trigger = i.rest.split(/\s+/)[0]!.toUpperCase();
      if (trigger === 'ONBUILD') throw new Error("Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed");
      if (trigger === 'FROM' || trigger === 'MAINTAINER')
        throw new Error(`${trigger} isn't allowed as an ONBUILD trigger`);
      return;
    }
    case 'RUN': {
      checkFlags(i, frontend);
      for (const m of flagValues(i, 'mount')) checkMountText(m);
      const network = flagValue(i, 'network');
      if (network !== undefined && !['', 'default', 'none', 'host'].includes(network))
        throw new Error(
          `invalid network mode ${JSON.stringify(network)}${suggestion(network, ['default', 'none', 'host'])}`,
        );
      const security = flagValue(i, 'security');
      if (security !== undefined && !['', 'insecure', 'sandbox'].includes(security))
        throw new Error(`security ${JSON.stringify(security)} is not valid`);
      return;
    }
    case 'HEALTHCHECK':
      healthOf(i);
      return;
    case 'EXPOSE':
    case 'VOLUME':
      some(argsOf(i).length);
      checkFlags(i, frontend);
      if (i.name === 'VOLUME')
        for (const v of argsOf(i)) if (v.trim() === '') throw new Error('VOLUME specified can not be an empty string');
      return;
    case 'ARG': {
      const args = splitWords(i.rest, i.escape);
      some(args.length);
      for (const a of args) if (a.startsWith('=')) throw new Error('ARG names can not be blank');
      return;
    }
    case 'SHELL':
      checkFlags(i, frontend);
      some(i.json === undefined ? i.rest.length : i.json.length);
      if (i.json === undefined) throw new Error(`SHELL requires the arguments to be in JSON form`);
      return;
    default:
      return checkFlags(i, frontend);
  }
}

/** Errors that an instruction has by itself. @throws DockerfileError */
export function checkInstruction(i: Instruction, frontend: Frontend): void {
  const refuse = (why: string): never => {
    throw new DockerfileError(`dockerfile parse error on line ${i.from}: ${why}`, i.from, i.to);
  };
  if (!INSTRUCTIONS.includes(i.name))
    refuse(`unknown instruction: ${i.word}${suggestion(i.word, INSTRUCTIONS, false)}`);
  try {
    checkArguments(i, frontend);
  } catch (error) {
    refuse((error as Error).message);
  }
}
