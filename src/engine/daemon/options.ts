// What a daemon is told: by its flags, and by its configuration file.

import { dict, own } from '../../api/dict.ts';
import type { Process } from '../../kernel/process.ts';
import { parseIp, parseSubnet } from '../../kernel/ip.ts';
import { type Level, LEVELS } from './log.ts';

export interface DaemonOptions {
  readonly hosts: readonly string[];
  readonly dataRoot: string;
  readonly execRoot: string;
  readonly pidfile: string;
  readonly group: string;
  readonly debug: boolean;
  readonly level: Level;
  readonly raw: boolean;
  readonly labels: readonly string[];
  readonly mirrors: readonly string[];
  readonly insecure: readonly string[];
  readonly bip: string | undefined;
  readonly storage: string;
  /** TLS: wanted, refused by name, or not spoken of. */
  readonly tls: boolean | undefined;
  readonly only: 'help' | 'version' | 'validate' | undefined;
}

/** Why a daemon does not begin, as it says it; with the exit status. */
export class Refusal extends Error {
  constructor(
    readonly text: string,
    readonly status = 1,
  ) {
    super(text);
  }
}

type Kind = 'list' | 'text' | 'switch';

interface Flag {
  readonly kind: Kind;
  /** Its name in the configuration file where that is another one. */
  readonly key?: string;
  readonly short?: string;
  /** A switch that says what is so anyway: only its other value would change something. */
  readonly always?: boolean;
}

/** Flags that mean something here. */
const FLAGS: Readonly<Record<string, Flag>> = {
  bip: { kind: 'text' },
  'config-file': { kind: 'text' },
  'data-root': { kind: 'text' },
  debug: { kind: 'switch', short: 'D' },
  'exec-root': { kind: 'text' },
  group: { kind: 'text', short: 'G' },
  help: { kind: 'switch' },
  host: { kind: 'list', key: 'hosts', short: 'H' },
  icc: { kind: 'switch', always: true },
  'insecure-registry': { kind: 'list', key: 'insecure-registries' },
  'ip-forward': { kind: 'switch', always: true },
  'ip-masq': { kind: 'switch', always: true },
  ip6tables: { kind: 'switch', always: true },
  iptables: { kind: 'switch', always: true },
  label: { kind: 'list', key: 'labels' },
  'log-level': { kind: 'text', short: 'l' },
  pidfile: { kind: 'text', short: 'p' },
  'raw-logs': { kind: 'switch' },
  'registry-mirror': { kind: 'list', key: 'registry-mirrors' },
  'storage-driver': { kind: 'text', short: 's' },
  tls: { kind: 'switch' },
  tlscacert: { kind: 'text' },
  tlscert: { kind: 'text' },
  tlskey: { kind: 'text' },
  tlsverify: { kind: 'switch' },
  'userland-proxy': { kind: 'switch', always: true },
  validate: { kind: 'switch' },
  version: { kind: 'switch', short: 'v' },
};

/** Flags of the real daemon that mean nothing here: they are refused by name. */
const OTHERS = new Set(
  (
    'add-runtime allow-direct-routing authorization-plugin bip6 bridge cdi-spec-dir cgroup-parent containerd ' +
    'containerd-namespace containerd-plugins-namespace cpu-rt-period cpu-rt-runtime cri-containerd ' +
    'default-address-pool default-cgroupns-mode default-gateway default-gateway-v6 default-ipc-mode ' +
    'default-network-opt default-runtime default-shm-size default-ulimit dns dns-opt dns-search exec-opt ' +
    'experimental feature fixed-cidr fixed-cidr-v6 host-gateway-ip http-proxy https-proxy init init-path ip ' +
    'ip-forward-no-drop ipv6 live-restore log-driver log-format log-opt max-concurrent-downloads ' +
    'max-concurrent-uploads max-download-attempts metrics-addr mtu network-control-plane-mtu no-new-privileges ' +
    'no-proxy node-generic-resource rootless seccomp-profile selinux-enabled shutdown-timeout storage-opt ' +
    'swarm-default-advertise-addr userland-proxy-path userns-remap'
  ).split(' '),
);

const STORAGE = ['overlay2', 'fuse-overlayfs', 'btrfs', 'zfs', 'vfs'];

const CONFIG_FILE = '/etc/docker/daemon.json';

export const USAGE = `Usage:\tdockerd [OPTIONS]\n`;

/** What is wrong with the command line, as the daemon says it. */
const misused = (text: string): Refusal =>
  new Refusal(`Status: ${text}\nSee 'dockerd --help'.\n\n${USAGE}, Code: 125\n`, 125);
const unsimulated = (what: string): Refusal => new Refusal(`drydock: '${what}' is not simulated\n`);

/** Values by flag; a switch is `true` or `false`. */
type Values = Map<string, string[]>;

function readFlags(args: readonly string[]): { values: Values; rest: string[] } {
  const values: Values = new Map();
  const rest: string[] = [];
  const put = (name: string, value: string): void => {
    const flag = FLAGS[name]!;
    if (flag.kind === 'switch' && !/^(1|0|t|f|T|F|true|false|TRUE|FALSE|True|False)$/.test(value))
      throw misused(
        `invalid argument ${JSON.stringify(value)} for "${flag.short === undefined ? '' : `-${flag.short}, `}--${name}" flag: strconv.ParseBool: parsing ${JSON.stringify(value)}: invalid syntax`,
      );
    const plain = flag.kind !== 'switch' ? value : /^(1|t)/i.test(value) ? 'true' : 'false';
    if (flag.always === true && plain === 'false') throw unsimulated(`dockerd --${name}=false`);
    values.set(name, flag.kind === 'list' ? [...(values.get(name) ?? []), plain] : [plain]);
  };
  const todo = [...args];
  for (let a = todo.shift(); a !== undefined; a = todo.shift()) {
    if (a === '--') {
      rest.push(...todo);
      break;
    }
    if (a.startsWith('--')) {
      const [name = '', ...more] = a.slice(2).split('=');
      if (OTHERS.has(name)) throw unsimulated(`dockerd --${name}`);
      if (own(FLAGS, name) === undefined) throw misused(`unknown flag: --${name}`);
      const given = more.length > 0 ? more.join('=') : FLAGS[name]!.kind === 'switch' ? 'true' : todo.shift();
      if (given === undefined) throw misused(`flag needs an argument: --${name}`);
      put(name, given);
    } else if (a.startsWith('-') && a.length > 1) {
      for (let i = 1; i < a.length; i++) {
        const name = Object.keys(FLAGS).find((n) => FLAGS[n]!.short === a![i]);
        if (a[i] === 'b') throw unsimulated('dockerd --bridge');
        if (name === undefined) throw misused(`unknown shorthand flag: '${a[i]}' in ${a}`);
        if (FLAGS[name]!.kind === 'switch') {
          put(name, 'true');
          continue;
        }
        const given = i + 1 < a.length ? a.slice(i + 1).replace(/^=/, '') : todo.shift();
        if (given === undefined) throw misused(`flag needs an argument: '${a[i]}' in ${a}`);
        put(name, given);
        break;
      }
    } else rest.push(a);
  }
  return { values, rest };
}

/** The configuration file's values under the flags' names. */
function readFile(p: Process, flags: Values): Values {
  const path = flags.get('config-file')?.[0] ?? CONFIG_FILE;
  const fail = (why: string): Refusal =>
    new Refusal(`unable to configure the Docker daemon with file ${path}: ${why}\n`);
  const values: Values = new Map();
  if (!p.fs.exists(path)) {
    if (flags.has('config-file')) throw fail(`open ${path}: no such file or directory`);
    return values;
  }
  const text = p.fs.readText(path);
  if (text.trim() === '') return values;
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    const first = text.trim()[0]!;
    throw fail(
      /[{["\d-]/.test(first) || /^(t|f|n)/.test(first)
        ? 'invalid JSON: unexpected end of JSON input'
        : `invalid JSON: invalid character '${first}' looking for beginning of value`,
    );
  }
  if (typeof read !== 'object' || read === null || Array.isArray(read))
    throw fail('invalid JSON: json: cannot unmarshal into Go value of type map[string]interface {}');
  const keys = dict<string>();
  for (const [name, flag] of Object.entries(FLAGS)) keys[flag.key ?? name] = name;
  const unknown: string[] = [];
  const both: string[] = [];
  for (const [key, value] of Object.entries(read as Record<string, unknown>)) {
    const name = own(keys, key);
    const plural = [key, key.replace(/s$/, ''), key.replace(/ies$/, 'y')];
    if (name === undefined) {
      if (plural.some((k) => OTHERS.has(k)) || key === 'features' || key === 'runtimes' || key === 'builder')
        throw unsimulated(`daemon.json: ${key}`);
      unknown.push(key);
      continue;
    }
    const flag = FLAGS[name]!;
    const list = flag.kind === 'list';
    const fits = list ? Array.isArray(value) : typeof value === (flag.kind === 'switch' ? 'boolean' : 'string');
    if (!fits) {
      const wanted = list ? '[]string' : flag.kind === 'switch' ? 'bool' : 'string';
      const is = Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value;
      throw fail(`invalid JSON: json: cannot unmarshal ${is} into Go struct field Config.${key} of type ${wanted}`);
    }
    if (flag.always === true && value === false) throw unsimulated(`daemon.json: ${key}`);
    const set = flags.get(name);
    const texts = (list ? (value as unknown[]) : [value]).map(String);
    if (set !== undefined) {
      const show = (x: readonly string[]): string => (list ? `[${x.join(' ')}]` : x[0]!);
      both.push(`${key}: (from flag: ${show(set)}, from file: ${show(texts)})`);
    } else values.set(name, texts);
  }
  if (unknown.length > 0)
    throw fail(`the following directives don't match any configuration option: ${unknown.sort().join(', ')}`);
  if (both.length > 0)
    throw fail(
      `the following directives are specified both as a flag and in the configuration file: ${both.join(', ')}`,
    );
  return values;
}

/**
 * An address to listen at, as the daemon reads it.
 * @returns `unix://PATH` or `tcp://HOST:PORT`
 */
function hostOf(text: string): string {
  const bad = (why: string): Refusal =>
    misused(`invalid argument ${JSON.stringify(text)} for "-H, --host" flag: invalid bind address (${text}): ${why}`);
  const m = /^(\w+):\/\/(.*)$/s.exec(text);
  const [proto, rest] = m === null ? ['tcp', text] : [m[1]!, m[2]!];
  if (proto === 'unix') return `unix://${rest === '' ? '/var/run/docker.sock' : rest}`;
  if (proto === 'fd') return text;
  if (proto !== 'tcp') throw bad(`unsupported proto '${proto}'`);
  const at = /^(\[[^\]]*\]|[^:/]*)(?::([^/]*))?$/.exec(rest);
  if (at === null || (at[2] !== undefined && !/^\d*$/.test(at[2]))) throw bad('should be in the form tcp://HOST:PORT');
  return `tcp://${at[1] === '' ? 'localhost' : at[1]}:${at[2] === undefined || at[2] === '' ? '2375' : at[2]}`;
}

/** Flags and file put together. @throws Refusal with what the daemon says */
export function daemonOptions(p: Process): DaemonOptions {
  const { values: flags, rest } = readFlags(p.args);
  const only = (['help', 'version', 'validate'] as const).find((x) => flags.get(x)?.[0] === 'true');
  if (rest.length > 0 && only === undefined) throw new Refusal(`\n${USAGE}`);
  const file = only === 'help' || only === 'version' ? new Map<string, string[]>() : readFile(p, flags);
  const list = (name: string): string[] => flags.get(name) ?? file.get(name) ?? [];
  const text = (name: string, otherwise: string): string => list(name)[0] ?? otherwise;
  const on = (name: string): boolean | undefined =>
    list(name)[0] === undefined ? undefined : text(name, '') === 'true';
  const level = text('log-level', 'info');
  if (!(LEVELS as readonly string[]).includes(level) && level !== 'warning')
    throw new Refusal(`invalid logging level: ${level}\n`);
  for (const l of list('label'))
    if (!/^[^=]+=/.test(l)) throw misused(`invalid argument "${l}" for "--label" flag: bad attribute format: ${l}`);
  for (const m of list('registry-mirror'))
    if (!/^https?:\/\//.test(m))
      throw misused(
        `invalid argument "${m}" for "--registry-mirror" flag: invalid mirror: no scheme specified for "${m}": must use either 'https://' or 'http://'`,
      );
  const bip = list('bip')[0];
  if (bip !== undefined && (parseSubnet(bip) === undefined || parseIp(bip.split('/')[0]!) === undefined))
    throw new Refusal(`failed to start daemon: Error initializing network controller: invalid CIDR address: ${bip}\n`);
  const storage = text('storage-driver', 'overlay2');
  if (storage !== 'overlay2' && STORAGE.includes(storage)) throw unsimulated(`dockerd --storage-driver ${storage}`);
  const tls = on('tlsverify') === true || on('tls') === true ? true : (on('tlsverify') ?? on('tls'));
  return {
    hosts: (list('host').length === 0 ? ['unix:///var/run/docker.sock'] : list('host')).map(hostOf),
    dataRoot: text('data-root', '/var/lib/docker'),
    execRoot: text('exec-root', '/var/run/docker'),
    pidfile: text('pidfile', '/var/run/docker.pid'),
    group: text('group', 'docker'),
    debug: on('debug') ?? false,
    level: on('debug') === true ? 'debug' : level === 'warning' ? 'warn' : (level as Level),
    raw: on('raw-logs') ?? false,
    labels: list('label'),
    mirrors: list('registry-mirror').map((m) => `${m.replace(/\/$/, '')}/`),
    insecure: list('insecure-registry'),
    bip,
    storage,
    tls,
    only,
  };
}

/** The flags that are simulated, as `--help` lists them. */
export function helpOf(): string {
  const rows = Object.entries(FLAGS).map(
    ([name, f]) =>
      `${f.short === undefined ? '      ' : `  -${f.short}, `}--${name}${f.kind === 'switch' ? '' : ` ${f.kind === 'list' ? 'list' : 'string'}`}\n`,
  );
  return `\n${USAGE}\nOptions (of those that the real one has, these are simulated):\n${rows.join('')}`;
}
