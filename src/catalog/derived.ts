// Tags that the recorded data do not have, made from their nearest relatives.

import { databaseConfig } from './databases.ts';
import { digestOf, sha256hex } from '../fs/digest.ts';

/** A health check of an image; times in ns, as the API has them. */
export interface Health {
  readonly Test: string[];
  readonly Interval?: number;
  readonly Timeout?: number;
  readonly StartPeriod?: number;
  readonly Retries?: number;
}

/** One image of the catalog. */
export interface Entry {
  readonly image: string;
  readonly tags: readonly string[];
  readonly digest: string;
  readonly id: string;
  /** Virtual ms since 1970. */
  readonly created: number;
  /** Bytes on disk. */
  readonly size: number;
  readonly config: Record<string, unknown>;
  readonly history: readonly { createdBy: string; blob: string | undefined; compressed: number }[];
  /** The base system, where it does not follow from the rest. */
  readonly system?: string;
}

interface Rule {
  readonly image: string;
  /** Tag that it resembles. */
  readonly like: string;
  readonly tags: readonly string[];
  /** Changes of environment variables. */
  readonly env?: Readonly<Record<string, string>>;
  readonly size?: number;
  readonly system?: string;
}

const RULES: readonly Rule[] = [
  {
    image: 'python',
    like: '3.12-slim',
    tags: ['alpine', '3-alpine', '3.14-alpine', '3.13-alpine'],
    env: { PYTHON_VERSION: '3.13.9' },
    size: 52_000_000,
    system: 'alpine',
  },
  {
    image: 'node',
    like: '22-alpine',
    tags: ['alpine', 'lts-alpine', 'current-alpine'],
    env: { NODE_VERSION: '24.11.1' },
  },
  {
    image: 'node',
    like: '22-alpine',
    tags: ['slim', '22-slim', 'lts-slim'],
    env: { NODE_VERSION: '22.21.0' },
    size: 226_000_000,
    system: 'bookworm',
  },
  { image: 'alpine', like: 'latest', tags: ['3.20'] },
  { image: 'alpine', like: 'latest', tags: ['3.19'] },
  { image: 'alpine', like: 'latest', tags: ['3.21'] },
  { image: 'alpine', like: 'latest', tags: ['3.22'] },
  { image: 'debian', like: 'trixie-slim', tags: ['bookworm-slim', '12-slim'] },
  { image: 'debian', like: 'latest', tags: ['bookworm', '12'] },
  { image: 'ubuntu', like: '24.04', tags: ['22.04', 'jammy'] },
  { image: 'python', like: '3.13', tags: ['latest', '3', '3.14'], env: { PYTHON_VERSION: '3.14.0' } },
  { image: 'python', like: '3.13', tags: ['3.12'], env: { PYTHON_VERSION: '3.12.12' } },
  { image: 'python', like: '3.13', tags: ['3.11'], env: { PYTHON_VERSION: '3.11.14' } },
  { image: 'python', like: '3.12-slim', tags: ['3.11-slim'], env: { PYTHON_VERSION: '3.11.14' } },
  { image: 'python', like: '3.12-slim', tags: ['3.13-slim', 'slim', '3-slim'], env: { PYTHON_VERSION: '3.13.9' } },
  { image: 'python', like: '3.12-slim', tags: ['3.9-slim'], env: { PYTHON_VERSION: '3.9.24' } },
  { image: 'nginx', like: 'latest', tags: ['1.27'], env: { NGINX_VERSION: '1.27.5' } },
  { image: 'redis', like: 'latest', tags: ['7'], env: { REDIS_VERSION: '7.4.6' } },
  { image: 'redis', like: 'latest', tags: ['alpine', '7-alpine'], size: 61_000_000 },
  { image: 'mariadb', like: 'latest', tags: ['12.0.2'], env: { MARIADB_VERSION: '1:12.0.2+maria~ubu2404' } },
  { image: 'mariadb', like: 'latest', tags: ['11.4', '11'], env: { MARIADB_VERSION: '1:11.4.8+maria~ubu2404' } },
  { image: 'postgres', like: 'latest', tags: ['16'], env: { PG_MAJOR: '16' } },
  { image: 'postgres', like: 'latest', tags: ['17'], env: { PG_MAJOR: '17' } },
  { image: 'postgres', like: 'latest', tags: ['16-alpine', 'alpine'], env: { PG_MAJOR: '16' }, size: 280_000_000 },
  { image: 'node', like: '22-alpine', tags: ['20-alpine'], env: { NODE_VERSION: '20.19.5' } },
  {
    image: 'node',
    like: '22-alpine',
    tags: ['latest', '22', '24', 'lts'],
    env: { NODE_VERSION: '24.11.1' },
    size: 1_130_000_000,
    system: 'bookworm',
  },
  {
    image: 'node',
    like: '22-alpine',
    tags: ['20-slim', '20'],
    env: { NODE_VERSION: '20.19.5' },
    size: 200_000_000,
    system: 'bookworm',
  },
];

/** Recorded entries with the derived ones beside them. A tag that is recorded is never replaced. */
export function derived(entries: readonly Entry[]): Entry[] {
  const out = [...entries];
  const taken = new Set(entries.flatMap((e) => e.tags.map((t) => `${e.image}:${t}`)));
  const busybox = out.findIndex((e) => e.image === 'busybox' && e.tags.includes('latest'));
  if (busybox >= 0) out[busybox] = { ...out[busybox]!, tags: [...out[busybox]!.tags, '1.36', '1.37'] };
  for (const rule of RULES) {
    const base = entries.find((e) => e.image === rule.image && e.tags.includes(rule.like));
    const tags = rule.tags.filter((t) => !taken.has(`${rule.image}:${t}`));
    if (base === undefined || tags.length === 0) continue;
    const name = `${rule.image}:${tags[0]}`;
    const env = ((base.config['Env'] as string[] | undefined) ?? []).map((e) => {
      const key = e.slice(0, e.indexOf('='));
      return rule.env?.[key] === undefined ? e : `${key}=${rule.env[key]}`;
    });
    const first = base.history.findIndex((h) => h.blob !== undefined);
    const sameBase = rule.env !== undefined;
    out.push({
      ...base,
      tags,
      digest: digestOf(`index ${name}`),
      id: digestOf(`config ${name}`),
      size: rule.size ?? base.size,
      ...(rule.system === undefined ? {} : { system: rule.system }),
      config: databaseConfig(rule.image, { ...base.config, Env: env }),
      history: base.history.map((h, i) =>
        h.blob === undefined || (sameBase && i === first)
          ? h
          : { ...h, blob: sha256hex(`${name} ${h.blob}`).slice(0, 12) },
      ),
    });
    for (const t of tags) taken.add(`${rule.image}:${t}`);
  }
  return out;
}
