// docker info, version, system df, system prune.

import type { Filters, Json } from '../../api/types/common.ts';
import type { DiskUsage } from '../../api/types/system.ts';
import { bytesSize, humanDuration, humanSize } from '../../api/units.ts';
import type { Task } from '../../kernel/block.ts';
import { type Cli, CliError, currentContext, type Implementation } from '../cli.ts';
import { confirmed, filtersOf, type ListFormat, printList, type Row, unescapeFormat } from '../formatter.ts';
import { tabulate, ellipsis } from '../table.ts';
import { containerRow, imageRows } from './list.ts';
import { volumeRow } from './volume.ts';
import { GoRecord, GoStruct, GoTemplate, GoValue, goJson, TemplateError, TemplateSyntaxError } from '../template.ts';

type Fields = Record<string, Json>;

const PLUGINS = [
  {
    SchemaVersion: '0.1.0',
    Vendor: 'Docker Inc.',
    Version: '0.29.1',
    ShortDescription: 'Docker Buildx',
    Name: 'buildx',
    Path: '/usr/libexec/docker/cli-plugins/docker-buildx',
  },
  {
    SchemaVersion: '0.1.0',
    Vendor: 'Docker Inc.',
    Version: '2.40.3',
    ShortDescription: 'Docker Compose',
    Name: 'compose',
    Path: '/usr/libexec/docker/cli-plugins/docker-compose',
  },
];

function clientInfo(cli: Cli): Fields {
  return {
    Debug: false,
    Version: '28.5.2',
    GitCommit: 'ecc6942',
    GoVersion: 'go1.24.9',
    Os: 'linux',
    Arch: 'amd64',
    BuildTime: '2025-11-05T14:43:33Z',
    Context: currentContext(cli.p),
    Plugins: PLUGINS,
    Warnings: null,
  };
}

function template(source: string, prefix: string, status = 64): GoTemplate {
  try {
    return new GoTemplate(unescapeFormat(source));
  } catch (error) {
    if (!(error instanceof TemplateSyntaxError)) throw error;
    throw new CliError(`${prefix}${error.message}`, status);
  }
}

/** Fields under their names in Go, where JSON has others. */
function renamed(fields: Fields, names: Readonly<Record<string, string>>): Fields {
  return Object.fromEntries(Object.entries(fields).map(([k, v]) => [names[k] ?? k, v]));
}
const GO_VERSION = { ApiVersion: 'APIVersion' };

function* info(cli: Cli): Task<number> {
  const format = cli.flags.string('format');
  const client = clientInfo(cli);
  const compiled = format === '' || format === 'json' ? undefined : template(format, 'template parsing error: ');
  if (compiled !== undefined || format === 'json') {
    const daemon = (yield* cli.api.Info()) as Fields;
    if (compiled === undefined) {
      yield* cli.print(`${goJson({ ...daemon, ClientInfo: client })}\n`);
      return 0;
    }
    try {
      yield* cli.print(
        `${compiled.execute(new GoStruct('system.dockerInfo', { DiscoveredDevices: null, ...renamed(daemon, { CpuCfsPeriod: 'CPUCfsPeriod', CpuCfsQuota: 'CPUCfsQuota', HttpProxy: 'HTTPProxy', HttpsProxy: 'HTTPSProxy' }), ClientInfo: client }, {}))}\n`,
      );
      return 0;
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      yield* cli.print('\n');
      throw new CliError(error.message);
    }
  }
  yield* cli.print(
    `Client:\n Version:    28.5.2\n Context:    ${String(client['Context'])}\n Debug Mode: false\n Plugins:\n${PLUGINS.map((p) => `  ${p.Name}: ${p.ShortDescription} (${p.Vendor})\n    Version:  ${p.Version}\n    Path:     ${p.Path}\n`).join('')}\nServer:\n`,
  );
  const d = (yield* cli.api.Info()) as Record<string, never>;
  const n = (k: string): string => String(d[k]);
  const commit = (k: string): string => (d[k] as unknown as { ID: string }).ID;
  const plugins = d['Plugins'] as unknown as Record<string, string[]>;
  const runtimes = Object.keys(d['Runtimes'] as unknown as object).join(' ');
  const found = (d['DiscoveredDevices'] as unknown as { Source: string; ID: string }[] | undefined) ?? [];
  const lines = found.map((x) => `  ${x.Source}: ${x.ID}\n`).join('');
  const discovered = lines === '' ? '' : ` Discovered Devices:\n${lines}`;
  const status = (d['DriverStatus'] as unknown as [string, string][]).map(([k, v]) => `  ${k}: ${v}\n`).join('');
  yield* cli.print(
    ` Containers: ${n('Containers')}\n  Running: ${n('ContainersRunning')}\n  Paused: ${n('ContainersPaused')}\n  Stopped: ${n('ContainersStopped')}\n Images: ${n('Images')}\n Server Version: ${n('ServerVersion')}\n` +
      ` Storage Driver: ${n('Driver')}\n${status} Logging Driver: ${n('LoggingDriver')}\n Cgroup Driver: ${n('CgroupDriver')}\n Cgroup Version: ${n('CgroupVersion')}\n Plugins:\n` +
      `  Volume: ${plugins['Volume']!.join(' ')}\n  Network: ${plugins['Network']!.join(' ')}\n  Log: ${plugins['Log']!.join(' ')}\n CDI spec directories:\n${(d['CDISpecDirs'] as unknown as string[]).map((x) => `  ${x}\n`).join('')}${discovered} Swarm: inactive\n Runtimes: ${runtimes}\n Default Runtime: ${n('DefaultRuntime')}\n Init Binary: ${n('InitBinary')}\n containerd version: ${commit('ContainerdCommit')}\n runc version: ${commit('RuncCommit')}\n init version: ${commit('InitCommit')}\n` +
      ` Security Options:\n  seccomp\n   Profile: builtin\n  cgroupns\n Kernel Version: ${n('KernelVersion')}\n Operating System: ${n('OperatingSystem')}\n OSType: ${n('OSType')}\n Architecture: ${n('Architecture')}\n CPUs: ${n('NCPU')}\n` +
      ` Total Memory: ${bytesSize(Number(d['MemTotal']))}\n Name: ${n('Name')}\n ID: ${n('ID')}\n Docker Root Dir: ${n('DockerRootDir')}\n Debug Mode: false\n Experimental: false\n Insecure Registries:\n  ::1/128\n  127.0.0.0/8\n Live Restore Enabled: false\n\n`,
  );
  return 0;
}

function* version(cli: Cli): Task<number> {
  const format = cli.flags.string('format');
  const client: Fields = {
    Version: '28.5.2',
    ApiVersion: '1.51',
    DefaultAPIVersion: '1.51',
    GitCommit: 'ecc6942',
    GoVersion: 'go1.24.9',
    Os: 'linux',
    Arch: 'amd64',
    BuildTime: 'Wed Nov  5 14:43:33 2025',
    Context: currentContext(cli.p),
  };
  const compiled = format === '' || format === 'json' ? undefined : template(format, 'template parsing error: ');
  let server: Fields | undefined;
  let failure: unknown;
  try {
    server = (yield* cli.api.Version()) as Fields;
  } catch (error) {
    failure = error;
  }
  if (format === 'json') yield* cli.print(`${goJson({ Client: client, Server: server ?? null })}\n`);
  else if (compiled !== undefined) {
    try {
      const view =
        server === undefined ? null : new GoValue(undefined, server, '*types.Version', renamed(server, GO_VERSION));
      yield* cli.print(
        `${compiled.execute(new GoStruct('system.versionInfo', { Client: new GoValue(undefined, client, 'system.clientVersion', renamed(client, GO_VERSION)), Server: view }, {}))}\n`,
      );
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      throw new CliError(error.message);
    }
  } else {
    const c = client as Record<string, string>;
    yield* cli.print(
      `Client:\n Version:           ${c['Version']}\n API version:       ${c['ApiVersion']}\n Go version:        ${c['GoVersion']}\n Git commit:        ${c['GitCommit']}\n Built:             ${c['BuildTime']}\n OS/Arch:           linux/amd64\n Context:           ${c['Context']}\n`,
    );
    if (server !== undefined) {
      const parts = (
        server['Components'] as unknown as { Name: string; Version: string; Details: Record<string, string> }[]
      ).map(({ Name, Version, Details }) =>
        Name === 'Engine'
          ? ` Engine:\n  Version:          ${Version}\n  API version:      ${Details['ApiVersion']} (minimum version ${Details['MinAPIVersion']})\n  Go version:       ${Details['GoVersion']}\n  Git commit:       ${Details['GitCommit']}\n  Built:            ${c['BuildTime']}\n  OS/Arch:          linux/amd64\n  Experimental:     false\n`
          : ` ${Name}:\n  Version:          ${Version}\n  GitCommit:        ${Details['GitCommit']}\n`,
      );
      yield* cli.print(`\nServer:\n${parts.join('')}`);
    }
  }
  if (failure !== undefined) throw failure;
  return 0;
}

const DF = {
  headers: { Type: 'TYPE', TotalCount: 'TOTAL', Active: 'ACTIVE', Size: 'SIZE', Reclaimable: 'RECLAIMABLE' },
  table: '{{.Type}}\t{{.TotalCount}}\t{{.Active}}\t{{.Size}}\t{{.Reclaimable}}',
};

function rowsOf(du: DiskUsage) {
  const sum = <T>(list: readonly T[], f: (x: T) => number): number => list.reduce((n, x) => n + f(x), 0);
  const share = (part: number, whole: number): string =>
    whole > 0 ? `${humanSize(part)} (${Math.floor((part * 100) / whole)}%)` : humanSize(part);
  const usedImages = du.Images.filter((i) => i.Containers > 0);
  const imageUsed = sum(usedImages, (i) => i.Size - i.SharedSize);
  const running = du.Containers.filter(
    (c) => c.State === 'running' || c.State === 'paused' || c.State === 'restarting',
  );
  const containers = sum(du.Containers, (c) => c.SizeRw ?? 0);
  const idle = sum(
    du.Containers.filter((c) => !running.includes(c)),
    (c) => c.SizeRw ?? 0,
  );
  const used = du.Volumes.filter((v) => (v.UsageData?.RefCount ?? 0) > 0);
  const volumes = sum(du.Volumes, (v) => v.UsageData?.Size ?? 0);
  const idleVolumes = sum(
    du.Volumes.filter((v) => !used.includes(v)),
    (v) => v.UsageData?.Size ?? 0,
  );
  const cache = sum(
    du.BuildCache.filter((b) => !b.Shared),
    (b) => b.Size,
  );
  return [
    {
      type: 'diskUsageImagesContext',
      fields: {
        Active: String(usedImages.length),
        Reclaimable: share(du.LayersSize - imageUsed, du.LayersSize),
        Size: humanSize(du.LayersSize),
        TotalCount: String(du.Images.length),
        Type: 'Images',
      },
    },
    {
      type: 'diskUsageContainersContext',
      fields: {
        Active: String(running.length),
        Reclaimable: share(idle, containers),
        Size: humanSize(containers),
        TotalCount: String(du.Containers.length),
        Type: 'Containers',
      },
    },
    {
      type: 'diskUsageVolumesContext',
      fields: {
        Active: String(used.length),
        Reclaimable: share(idleVolumes, volumes),
        Size: humanSize(volumes),
        TotalCount: String(du.Volumes.length),
        Type: 'Local Volumes',
      },
    },
    {
      type: 'diskUsageBuilderContext',
      fields: {
        Active: String(du.BuildCache.filter((b) => b.InUse).length),
        Reclaimable: humanSize(
          sum(
            du.BuildCache.filter((b) => !b.InUse && !b.Shared),
            (b) => b.Size,
          ),
        ),
        Size: humanSize(cache),
        TotalCount: String(du.BuildCache.length),
        Type: 'Build Cache',
      },
    },
  ];
}

function verbose(du: DiskUsage, now: number): string {
  const ago = (seconds: number): string => `${humanDuration(now - seconds * 1000)} ago`;
  const images = du.Images.flatMap((i) =>
    (i.RepoTags.length > 0 ? i.RepoTags : ['<none>:<none>']).map((t) => {
      const cut = t.lastIndexOf(':');
      return [
        t.slice(0, cut),
        t.slice(cut + 1),
        i.Id.slice(7, 19),
        ago(i.Created),
        humanSize(i.Size, 3),
        humanSize(i.SharedSize, 3),
        humanSize(i.Size - i.SharedSize, 3),
        String(i.Containers),
      ].join('\t');
    }),
  );
  const containers = du.Containers.map((c) =>
    [
      c.Id.slice(0, 12),
      c.Image,
      JSON.stringify(ellipsis(c.Command, 20)),
      String(c.Mounts.filter((m) => m.Type === 'volume').length),
      humanSize(c.SizeRw ?? 0, 3),
      ago(c.Created),
      c.Status,
      c.Names.map((n) => n.slice(1)).join(','),
    ].join('\t'),
  );
  const volumes = du.Volumes.map((v) =>
    [v.Name, String(v.UsageData?.RefCount ?? 0), humanSize(v.UsageData?.Size ?? 0)].join('\t'),
  );
  const cache = du.BuildCache.map((b) =>
    [
      b.ID.slice(0, 12),
      b.Type,
      humanSize(b.Size, 3),
      ago(Date.parse(b.CreatedAt) / 1000),
      ago(Date.parse(b.LastUsedAt ?? b.CreatedAt) / 1000),
      String(b.UsageCount),
      String(b.Shared),
    ].join('\t'),
  );
  return (
    `Images space usage:\n\n${tabulate(['REPOSITORY\tTAG\tIMAGE ID\tCREATED\tSIZE\tSHARED SIZE\tUNIQUE SIZE\tCONTAINERS', ...images])}\n` +
    `Containers space usage:\n\n${tabulate(['CONTAINER ID\tIMAGE\tCOMMAND\tLOCAL VOLUMES\tSIZE\tCREATED\tSTATUS\tNAMES', ...containers])}\n` +
    `Local Volumes space usage:\n\n${tabulate(['VOLUME NAME\tLINKS\tSIZE', ...volumes])}\n` +
    `Build cache usage: ${rowsOf(du)[3]!.fields.Size}\n\n${tabulate(['CACHE ID\tCACHE TYPE\tSIZE\tCREATED\tLAST USED\tUSAGE\tSHARED', ...cache])}`
  );
}

/** `system df -v` by a template, which sees all that takes space. */
function verboseBy(du: DiskUsage, now: number, format: string): string {
  if (format === 'table') return verbose(du, now);
  const struct = (type: string, rows: readonly Row[]): GoStruct[] =>
    rows.map((r) => new GoStruct(`*formatter.${type}`, r.fields, r.methods ?? {}));
  const ago = (time: string): string => `${humanDuration(now - Date.parse(time))} ago`;
  const usage = new GoRecord('*formatter.diskUsageContext', {
    Images: struct(
      'imageContext',
      du.Images.flatMap((i) =>
        imageRows(i, { trunc: true, digest: false, now }).map((r) => ({
          fields: {
            ...r.fields,
            SharedSize: humanSize(i.SharedSize, 3),
            UniqueSize: humanSize(i.Size - i.SharedSize, 3),
          },
        })),
      ),
    ),
    Containers: struct(
      'ContainerContext',
      du.Containers.map((c) => containerRow(c, true, now)),
    ),
    Volumes: struct('volumeContext', du.Volumes.map(volumeRow)),
    BuildCache: struct(
      'buildCacheContext',
      du.BuildCache.map((b) => ({
        fields: {
          CacheType: b.Type,
          CreatedAt: b.CreatedAt,
          CreatedSince: ago(b.CreatedAt),
          Description: b.Description,
          ID: b.ID.slice(0, 12),
          InUse: String(b.InUse),
          LastUsedAt: b.LastUsedAt ?? '',
          LastUsedSince: b.LastUsedAt === null ? '' : ago(b.LastUsedAt),
          Parent: b.Parents.join(', '),
          Shared: String(b.Shared),
          Size: humanSize(b.Size, 3),
          UsageCount: String(b.UsageCount),
        },
      })),
    ),
  });
  try {
    return template(format === 'json' ? '{{json .}}' : format, 'template parsing error: ', 1).execute(usage);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    throw new CliError(error.message);
  }
}

function* df(cli: Cli): Task<number> {
  const du = yield* cli.api.DiskUsage();
  const format = cli.flags.string('format');
  if (cli.flags.bool('verbose') && format === '') {
    yield* cli.print(verbose(du, cli.now));
    return 0;
  }
  if (cli.flags.bool('verbose')) {
    yield* cli.print(verboseBy(du, cli.now, format));
    return 0;
  }
  const rows = rowsOf(du);
  const shape: ListFormat = { type: rows[0]!.type, ...DF };
  yield* printList(cli, shape, rows, format);
  return 0;
}

function* prune(cli: Cli): Task<number> {
  const all = cli.flags.bool('all');
  const volumes = cli.flags.bool('volumes');
  const filters = filtersOf(cli);
  if (volumes && filters['until'] !== undefined)
    throw new CliError('the "until" filter is not supported with "--volumes"');
  const lines = [
    'all stopped containers',
    'all networks not used by at least one container',
    ...(volumes ? ['all anonymous volumes not used by at least one container'] : []),
    all ? 'all images without at least one container associated to them' : 'all dangling images',
    all ? 'all build cache' : 'unused build cache',
  ];
  const shown = Object.entries(filters)
    .flatMap(([k, vs]) => vs.map((v) => `${k}=${v}`))
    .sort();
  const notice = `WARNING! This will remove:\n${lines.map((l) => `  - ${l}\n`).join('')}${shown.length > 0 ? `\n  Items to be pruned will be filtered with:\n${shown.map((l) => `  - ${l}\n`).join('')}` : ''}`;
  if (!(yield* confirmed(cli, notice))) return 0;
  let space = 0;
  const say = function* (title: string, names: readonly string[]): Task {
    if (names.length > 0) yield* cli.print(`${title}:\n${names.join('\n')}\n\n`);
  };
  const without = (...keys: string[]): Filters =>
    Object.fromEntries(Object.entries(filters).filter(([k]) => !keys.includes(k)));
  const containers = yield* cli.api.ContainerPrune(filters);
  space += containers.SpaceReclaimed;
  yield* say('Deleted Containers', containers.Deleted);
  const networks = yield* cli.api.NetworkPrune(filters);
  yield* say('Deleted Networks', networks.Deleted);
  if (volumes) {
    const report = yield* cli.api.VolumePrune(filters);
    space += report.SpaceReclaimed;
    yield* say('Deleted Volumes', report.Deleted);
  }
  const images = yield* cli.api.ImagePrune({ ...filters, dangling: [String(!all)] });
  space += images.SpaceReclaimed;
  yield* say(
    'Deleted Images',
    images.ImagesDeleted.map((i) => (i.Untagged === undefined ? `deleted: ${i.Deleted}` : `untagged: ${i.Untagged}`)),
  );
  const cache = yield* cli.api.BuildCachePrune({ all, filters: without('label', 'label!'), keepStorage: 0 });
  space += cache.SpaceReclaimed;
  yield* say('Deleted build cache objects', cache.CachesDeleted);
  yield* cli.print(`Total reclaimed space: ${humanSize(space)}\n`);
  return 0;
}

export const systemCommands: Record<string, Implementation> = {
  'docker info': { args: { min: 0, max: 0 }, run: info },
  'docker version': { args: { min: 0, max: 0 }, run: version },
  'docker system df': { args: { min: 0, max: 0 }, run: df },
  'docker system prune': { args: { min: 0, max: 0 }, run: prune },
};
