// Checks of the values of flags, made while they are read.

import { isIpv6, parseIp } from '../../kernel/ip.ts';
import { parseMount } from '../mount.ts';
import { parseNetwork } from '../netopt.ts';
import { parseGpus } from './gpus.ts';
import { parseUlimit } from './ulimit.ts';

/** Checks that pflag does while it reads the flags; the texts are those of docker/cli/opts. */
export const VALIDATORS: Record<string, (value: string) => string | undefined> = {
  env: (v) => (v === '' || v.startsWith('=') ? `invalid environment variable: ${v}` : undefined),
  label: (v) => {
    const name = v.split('=')[0]!;
    if (name === '') return `invalid label '${v}': empty name`;
    return /\s/.test(name) ? `label '${name}' contains whitespaces` : undefined;
  },
  attach: (v) =>
    ['stdin', 'stdout', 'stderr'].includes(v.toLowerCase()) ? undefined : 'valid streams are STDIN, STDOUT and STDERR',
  dns: (v) => (parseIp(v) !== undefined || isIpv6(v) ? undefined : `IP address is not correctly formatted: ${v}`),
  'add-host': (v) => {
    const m = /^([^:=]+)[:=](.+)$/.exec(v);
    if (m === null) return `bad format for add-host: ${JSON.stringify(v)}`;
    const ip = m[2]!.replace(/^\[(.*)\]$/, '$1');
    return ip === 'host-gateway' || parseIp(ip) !== undefined || isIpv6(ip)
      ? undefined
      : `invalid IP address in add-host: ${JSON.stringify(ip)}`;
  },
  link: (v) => {
    const parts = v.split(':');
    return v === '' ? 'empty string specified for links' : parts.length > 2 ? `bad format for links: ${v}` : undefined;
  },
  sysctl: (v) =>
    /^(kernel\.(msgmax|msgmnb|msgmni|sem|shmall|shmmax|shmmni|shm_rmid_forced)|net\.|fs\.mqueue)/.test(
      v.split('=')[0]!,
    ) && v.includes('=')
      ? undefined
      : `sysctl '${v}' is not allowed`,
  mount: (v) => {
    const m = parseMount(v);
    return typeof m === 'string' ? m : undefined;
  },
  network: (v) => {
    const n = parseNetwork(v);
    return typeof n === 'string' ? n : undefined;
  },
  ulimit: (v) => {
    const u = parseUlimit(v);
    return typeof u === 'string' ? u : undefined;
  },
  gpus: (v) => {
    const g = parseGpus(v);
    return typeof g === 'string' ? g : undefined;
  },
  platform: (v) =>
    v === '' || /^[a-z0-9_]+(\/[a-z0-9_]+(\/[a-z0-9_.]+)?)?$/i.test(v)
      ? undefined
      : `${JSON.stringify(v)}: invalid platform`,
};
