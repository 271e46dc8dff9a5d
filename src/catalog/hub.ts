// Docker Hub made of data: real tags, digests, histories and configurations; file trees of our own making.

import { digestOf, sha256hex } from '../fs/digest.ts';
import { diffLayer } from '../fs/diff.ts';
import { type DirNode, emptyDir } from '../fs/node.ts';
import type { Registry, RemoteImage } from '../engine/registry.ts';
import type { ImageConfig, ImageHistory, ImageRecord, LayerRecord } from '../engine/state.ts';
import { layerEntries, packTar } from '../fs/tar.ts';
import { inSubnet, parseIp, parseSubnet } from '../kernel/ip.ts';
import type { Listener, Net, NetNs } from '../kernel/net.ts';
import data from './images.json' with { type: 'json' };
import { derived, type Entry } from './derived.ts';
import { treesFor } from './trees.ts';
import { getImage, hasLayer, isRegistry, putImage, type RegistryServer, tagsOf } from './distribution.ts';
import { relative } from './families.ts';
import { LANGUAGES } from './languages.ts';
import { CUDA } from './cuda.ts';
import { DOCKER } from './dind.ts';
import { entries } from './made.ts';
import { SERVICES } from './services.ts';

interface RawEntry {
  image: string;
  tag: string;
  digest: string | null;
  id: string | null;
  created: string | null;
  size: number | null;
  config: Record<string, unknown>;
  history: (string | number | null)[][];
  tags: string[];
}

/** Descriptions for `docker search`, our own words; stars are of the order of the real ones. */
const DESCRIPTIONS: Record<string, [string, number]> = {
  nginx: ['Web server and reverse proxy', 21000],
  busybox: ['Small Unix tools in one program', 3400],
  ubuntu: ['Ubuntu base image', 17800],
  python: ['Python, an interpreted language', 10300],
  redis: ['In-memory key-value store', 13500],
  postgres: ['PostgreSQL, an object-relational database', 14700],
  node: ['Node.js, JavaScript on the server', 14100],
  mysql: ['MySQL, a relational database', 15900],
  mariadb: ['MariaDB, a relational database that grew out of MySQL', 6100],
  alpine: ['Base image on Alpine Linux, five megabytes', 11500],
  debian: ['Debian base image', 5200],
  httpd: ['Apache HTTP server', 4900],
  'hello-world': ['Says hello and explains how it came to be', 2500],
  mongo: ['Document database', 10600],
  registry: ['Registry for container images', 4200],
  wordpress: ['Content management with PHP', 5900],
  golang: ['The Go language', 5100],
  rabbitmq: ['Message broker', 5300],
  memcached: ['In-memory cache', 2400],
  traefik: ['Cloud-native edge router', 3600],
  php: ['PHP, a scripting language for the web', 7700],
  adminer: ['Database management in one PHP file', 900],
  phpmyadmin: ['Web front end of MySQL and MariaDB', 1200],
  docker: ['Docker in Docker', 2700],
  'eclipse-temurin': ['OpenJDK builds', 700],
  oraclelinux: ['Oracle Linux base image', 1100],
  'buildpack-deps': ['Common packages for building', 200],
  'nvidia/cuda': ['CUDA base images', 1900],
  'mailhog/mailhog': ['Catches mail for testing', 300],
};

/** Registries of the outside world beside Docker Hub. */
const ELSEWHERE = [
  'docker.elastic.co',
  'gcr.io',
  'mcr.microsoft.com',
  'quay.io',
  'ghcr.io',
  'public.ecr.aws',
  'registry.k8s.io',
];

/** Registry and repository of an image. */
function pathOf(image: string): string {
  if (ELSEWHERE.includes(image.split('/')[0]!)) return image;
  return `docker.io/${image.includes('/') ? image : `library/${image}`}`;
}

/** Host and port of a registry's domain; `local`: one that is spoken to without TLS. */
function addressOf(domain: string): { host: string; port: number; local: boolean } {
  const m = /^(.*?)(?::(\d+))?$/.exec(domain)!;
  const local = /^(localhost|127\.\d+\.\d+\.\d+)$/.test(m[1]!);
  return {
    host: m[1] === 'localhost' ? '127.0.0.1' : m[1]!,
    port: m[2] === undefined ? (local ? 80 : 443) : Number(m[2]),
    local,
  };
}

/** Is an address in a network in CIDR notation? */
function withinCidr(host: string, cidr: string): boolean {
  const subnet = parseSubnet(cidr);
  return subnet !== undefined && parseIp(host) !== undefined && inSubnet(host, subnet);
}

/** Is it a registry that is made of the catalog's data? */
const outside = (domain: string): boolean => domain === 'docker.io' || ELSEWHERE.includes(domain);

/** The resolver of the outside world, which a daemon without a way out asks in vain. */
const OUTSIDE_DNS = '10.0.2.3';

export class Hub implements Registry {
  private readonly byRepo = new Map<string, Map<string, Entry>>();
  private readonly byDigest = new Map<string, Entry>();
  private readonly made = new Map<Entry, RemoteImage>();
  /** What was pushed to registries of the simulated network: domain and path to tags. */
  private readonly pushed = new Map<string, Map<string, RemoteImage>>();
  private readonly layers = new Map<string, string>();
  /** Layers that went through: read back from a registry's files they are the same objects. */
  private readonly seen = new Map<string, LayerRecord>();

  /**
   * @param registries addresses at which an empty registry answers
   * @param net the machine's network, on which containers may serve registries
   */
  constructor(
    private readonly registries: readonly string[] = [],
    private readonly net?: Net,
  ) {
    this.from = net?.host;
    const raw = (data as unknown as { images: RawEntry[] }).images;
    for (const entry of [
      ...derived(raw.map(toEntry)),
      ...entries(SERVICES),
      ...entries(LANGUAGES),
      ...entries(CUDA),
      ...entries(DOCKER),
    ]) {
      const path = pathOf(entry.image);
      const tags = this.byRepo.get(path) ?? new Map<string, Entry>();
      this.byRepo.set(path, tags);
      for (const tag of entry.tags) if (!tags.has(tag)) tags.set(tag, entry);
      this.byDigest.set(`${path} ${entry.digest}`, entry);
    }
  }

  /** The namespace that asks; the host's, where nothing else is said. */
  private from: NetNs | undefined;
  /** Registries that are spoken to without TLS, beside those of the own machine. */
  private insecure: readonly string[] = [];

  /** The same registries as a daemon sees them that lives in another network namespace. */
  seenFrom(from: NetNs, insecure: readonly string[]): Hub {
    const hub = Object.create(this) as Hub;
    hub.from = from;
    hub.insecure = insecure;
    return hub;
  }

  reach(domain: string): { ok: true; writable: boolean } | { ok: false; reason: string } {
    if (outside(domain)) {
      const way = this.from === undefined || this.from.isHost ? undefined : this.net?.route(this.from, OUTSIDE_DNS);
      if (way === undefined || !('error' in way) || way.error !== 'ENETUNREACH') return { ok: true, writable: false };
      const name = domain === 'docker.io' ? 'registry-1.docker.io' : domain;
      return {
        ok: false,
        reason: `Get "https://${name}/v2/": dial tcp: lookup ${name} on ${OUTSIDE_DNS}:53: dial udp ${OUTSIDE_DNS}:53: connect: network is unreachable`,
      };
    }
    if (this.registries.includes(domain)) return { ok: true, writable: true };
    const { host, port, local: near } = addressOf(domain);
    const local = near || this.insecure.some((r) => r === domain || withinCidr(host, r));
    const listener = this.listener(domain);
    if (local) {
      if (listener === undefined)
        return {
          ok: false,
          reason: `Get "http://${domain}/v2/": dial tcp ${host}:${port}: connect: connection refused`,
        };
      if (this.server(domain) !== undefined) return { ok: true, writable: true };
      return {
        ok: false,
        reason:
          listener === 'reset'
            ? `Get "http://${domain}/v2/": EOF`
            : `Get "http://${domain}/v2/": net/http: HTTP/1.x transport connection broken: malformed HTTP response`,
      };
    }
    if (listener !== undefined && listener !== 'reset')
      return { ok: false, reason: `Get "https://${domain}/v2/": http: server gave HTTP response to HTTPS client` };
    if (parseIp(host) !== undefined)
      return {
        ok: false,
        reason: `Get "https://${domain}/v2/": dial tcp ${host}:${port}: connect: connection refused`,
      };
    return { ok: false, reason: `Get "https://${domain}/v2/": dial tcp: lookup ${host}: no such host` };
  }

  /** Who listens at an address, through a published port too; `reset`: the port is published, and nobody is behind it. */
  private listener(domain: string): Listener | 'reset' | undefined {
    const { host: name, port } = addressOf(domain);
    const net = this.net;
    // a daemon in a container asks its container's resolver for names
    const host = parseIp(name) === undefined ? this.from?.embeddedDns?.(name)?.[0] : name;
    if (net === undefined || host === undefined) return undefined;
    const route = net.route(this.from ?? net.host, host);
    if ('error' in route) return undefined;
    const first = route.to.find(host, port);
    return first?.forward === undefined ? first : (net.behind(route.to, first)?.taker ?? 'reset');
  }

  /** The registry that a process of the machine serves there. */
  private server(domain: string): RegistryServer | undefined {
    const listener = this.listener(domain);
    const extension = listener === undefined || listener === 'reset' ? undefined : listener.owner?.extension;
    return isRegistry(extension) ? extension : undefined;
  }

  tags(domain: string, path: string): readonly string[] | undefined {
    if (outside(domain)) {
      const tags = this.byRepo.get(`${domain}/${path}`);
      return tags === undefined ? undefined : [...tags.keys()].sort();
    }
    const server = this.server(domain);
    if (server !== undefined) return tagsOf(server.registry, path);
    const tags = this.pushed.get(`${domain}/${path}`);
    return tags === undefined ? undefined : [...tags.keys()].sort();
  }

  find(domain: string, path: string, reference: string): RemoteImage | undefined {
    if (outside(domain)) {
      const repo = `${domain}/${path}`;
      const entry = reference.startsWith('sha256:')
        ? this.byDigest.get(`${repo} ${reference}`)
        : (this.byRepo.get(repo)?.get(reference) ?? this.relative(repo, reference));
      return entry === undefined ? undefined : this.image(entry);
    }
    const server = this.server(domain);
    if (server !== undefined) {
      const found = getImage(server.registry, path, reference, (id) => this.seen.get(id));
      server.served('GET', `/v2/${path}/manifests/${reference}`, found === undefined ? 404 : 200);
      for (const l of found?.image.layers ?? []) this.seen.set(l.diffId, l);
      return found;
    }
    const tags = this.pushed.get(`${domain}/${path}`);
    if (!reference.startsWith('sha256:')) return tags?.get(reference);
    for (const x of tags?.values() ?? []) if (x.digest === reference) return x;
    return undefined;
  }

  /** A tag that is not listed, when the repository has tags of its kind. It is kept, and can then be pulled by its digest. */
  private relative(repo: string, tag: string): Entry | undefined {
    const tags = this.byRepo.get(repo);
    const entry =
      tags === undefined ? undefined : relative(repo.replace(/^docker\.io\/(library\/)?/, ''), tag, (t) => tags.get(t));
    if (entry === undefined) return undefined;
    tags!.set(tag, entry);
    this.byDigest.set(`${repo} ${entry.digest}`, entry);
    return entry;
  }

  put(domain: string, path: string, tag: string, image: ImageRecord, digest: string): void {
    const server = this.server(domain);
    if (server !== undefined) {
      for (const l of image.layers) {
        this.seen.set(l.diffId, l);
        server.served('HEAD', `/v2/${path}/blobs/${l.diffId}`, 200);
      }
      putImage(server.registry, path, tag, image, digest);
      server.served('PUT', `/v2/${path}/manifests/${tag}`, 201);
      return;
    }
    const key = `${domain}/${path}`;
    const tags = this.pushed.get(key) ?? new Map<string, RemoteImage>();
    this.pushed.set(key, tags);
    tags.set(tag, { image: { ...image, built: false, parent: '' }, digest });
    for (const l of image.layers)
      if (!this.layers.has(`${domain} ${l.diffId}`)) this.layers.set(`${domain} ${l.diffId}`, path);
  }

  hasLayer(domain: string, path: string, diffId: string): string | undefined {
    const server = this.server(domain);
    if (server !== undefined) return hasLayer(server.registry, path, diffId);
    for (const x of this.pushed.get(`${domain}/${path}`)?.values() ?? [])
      if (x.image.layers.some((l) => l.diffId === diffId)) return path;
    return this.layers.get(`${domain} ${diffId}`);
  }

  search(term: string): { name: string; description: string; stars: number; official: boolean }[] {
    const words = term.toLowerCase().replace(/^library\//, '');
    return [...this.byRepo.keys()]
      .filter((path) => path.startsWith('docker.io/'))
      .map((path) => path.replace(/^docker\.io\/(library\/)?/, ''))
      .filter((name) => name.includes(words))
      .map((name) => ({
        name,
        description: DESCRIPTIONS[name]?.[0] ?? '',
        stars: DESCRIPTIONS[name]?.[1] ?? 0,
        official: !name.includes('/'),
      }))
      .sort((a, b) => b.stars - a.stars);
  }

  /** The image of an entry, its trees made when somebody asks. */
  private image(entry: Entry): RemoteImage {
    let remote = this.made.get(entry);
    if (remote === undefined) {
      remote = { digest: entry.digest, image: makeImage(entry) };
      this.made.set(entry, remote);
    }
    return remote;
  }
}

function toEntry(raw: RawEntry): Entry {
  // a layer of which no digest and size were recorded is null: it gets its share of what the known ones leave
  const known = raw.history.reduce((n, h) => n + Number(h[2] ?? 0), 0);
  const nameless = raw.history.filter((h) => h[1] === null).length;
  const share = Math.max(512, Math.round(((raw.size ?? 0) / 2.7 - known) / Math.max(1, nameless)));
  const recorded = raw.history.map((h, i) => {
    const blob =
      h[1] === null
        ? sha256hex(`${raw.image}:${raw.tag} layer ${i}`).slice(0, 12)
        : h[1] === undefined
          ? undefined
          : String(h[1]);
    return { createdBy: String(h[0]), blob, compressed: h[1] === null ? share : Number(h[2] ?? 0) };
  });
  // where no history was recorded: a layer of the system, and one of what the image is for
  const layer = (what: string, compressed: number): Entry['history'][number] => ({
    createdBy: `/bin/sh -c #(nop) ADD ${what} in / `,
    blob: sha256hex(`${raw.image}:${raw.tag} ${what}`).slice(0, 12),
    compressed,
  });
  const history = recorded.some((h) => h.blob !== undefined)
    ? recorded
    : [layer('system', 30_000_000), layer('files', 60_000_000), ...recorded];
  const total = history.reduce((n, h) => n + h.compressed, 0);
  return {
    image: raw.image,
    tags: [...new Set([raw.tag, ...raw.tags.filter((t) => !/windows|nanoserver/.test(t))])],
    digest: raw.digest ?? digestOf(`index ${raw.image}:${raw.tag}`),
    id: raw.id ?? digestOf(`config ${raw.image}:${raw.tag}`),
    created: raw.created === null ? Date.UTC(2026, 5, 1) : Date.parse(raw.created),
    size: raw.size ?? Math.round(total * 2.7),
    config: raw.config,
    history,
  };
}

function makeImage(entry: Entry): ImageRecord {
  const trees = treesFor(entry);
  const steps = entry.history.filter((h) => h.blob !== undefined);
  const total = steps.reduce((n, h) => n + h.compressed, 0) || 1;
  const layers: LayerRecord[] = [];
  let below: DirNode = emptyDir();
  steps.forEach((h, i) => {
    const tree = trees[i] ?? below;
    const layer = diffLayer(below, tree);
    const content = layer === undefined ? digestOf('') : digestOf(packTar(layerEntries(layer)));
    layers.push({
      diffId: `sha256:${sha256hex(`${content} ${h.blob}`)}`,
      tree,
      size: Math.round((entry.size * h.compressed) / total),
      blob: h.blob!,
      compressed: h.compressed,
    });
    below = tree;
  });
  const history: ImageHistory[] = entry.history.map((h) => ({
    created: entry.created,
    createdBy: h.createdBy,
    comment: h.createdBy.startsWith('#') ? '' : 'buildkit.dockerfile.v0',
    empty: h.blob === undefined,
  }));
  return {
    id: entry.id,
    created: entry.created,
    config: configOf(entry.config),
    layers,
    history,
    author: '',
    comment: 'buildkit.dockerfile.v0',
    parent: '',
    architecture: 'amd64',
    built: false,
    lastTagged: entry.created,
  };
}

function configOf(c: Record<string, unknown>): ImageConfig {
  const keys = (x: unknown): Record<string, object> | undefined =>
    Array.isArray(x) && x.length > 0 ? Object.fromEntries(x.map((k) => [String(k), {}])) : undefined;
  const ports = keys(c['ExposedPorts']);
  const volumes = keys(c['Volumes']);
  return {
    User: String(c['User'] ?? ''),
    ...(ports === undefined ? {} : { ExposedPorts: ports }),
    Env: (c['Env'] as string[] | undefined) ?? ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
    Cmd: (c['Cmd'] as string[] | undefined) ?? null,
    ...(volumes === undefined ? {} : { Volumes: volumes }),
    WorkingDir: String(c['WorkingDir'] ?? ''),
    Entrypoint: (c['Entrypoint'] as string[] | undefined) ?? null,
    Labels: (c['Labels'] as Record<string, string> | undefined) ?? null,
    ...(typeof c['StopSignal'] === 'string' ? { StopSignal: c['StopSignal'] } : {}),
    ...(c['Healthcheck'] === undefined
      ? {}
      : { Healthcheck: c['Healthcheck'] as NonNullable<ImageConfig['Healthcheck']> }),
    ...(Array.isArray(c['Shell']) ? { Shell: c['Shell'] as string[] } : {}),
  };
}
