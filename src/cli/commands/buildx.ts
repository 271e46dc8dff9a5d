// What Buildx offers beside building: the cache, the builder, the history of builds.

import { own } from '../../api/dict.ts';
import { decode } from '../../fs/bytes.ts';
import type { CacheRecord } from '../../api/types/system.ts';
import type { BuildRecord } from '../../api/types/build.ts';
import { humanDuration, humanSize } from '../../api/units.ts';
import { goDuration } from '../../api/durations.ts';
import type { Task } from '../../kernel/block.ts';
import { PlainDisplay } from '../buildprogress.ts';
import { theBuilder } from '../buildrequest.ts';
import { type Cli, CliError, type Implementation } from '../cli.ts';
import { filtersOf, printList } from '../formatter.ts';
import { tabbed, tabulate } from '../table.ts';

const NONE = { min: 0, max: 0 };

/** Filters of `du` and `prune` as the builder takes them. @throws CliError */
function cacheFilters(cli: Cli): Record<string, string[]> {
  const filters = filtersOf(cli);
  if (filters['until'] !== undefined && filters['unused-for'] !== undefined)
    throw new CliError('ERROR: conflicting filters "until" and "unused-for"');
  for (const [key, values] of Object.entries(filters)) {
    if (values.length > 1) throw new CliError(`ERROR: ${JSON.stringify(key)} filter expects only one value`);
    if ((key !== 'until' && key !== 'unused-for') || goDuration(values[0]!) !== undefined) continue;
    const value = JSON.stringify(values[0]);
    throw new CliError(
      `ERROR: ${JSON.stringify(key)} filter expects a duration (e.g., '24h'): time: ${/^[-+]?\d+(\.\d+)?$/.test(values[0]!) ? 'missing unit in' : 'invalid'} duration ${value}`,
    );
  }
  return filters;
}

function ago(cli: Cli, time: string): string {
  return `${humanDuration(cli.now - Date.parse(time))} ago`;
}

/** A row of the table of cache records. */
function row(cli: Cli, r: CacheRecord): string {
  return `${r.ID.padEnd(40)}\t${String(!r.InUse).padEnd(5)}\t${`${humanSize(r.Size)}${r.Shared ? '*' : ''}`.padEnd(10)}\t${ago(cli, r.LastUsedAt ?? r.CreatedAt)}`;
}
const HEADER = 'ID\tRECLAIMABLE\tSIZE\tLAST ACCESSED';

/** Records with all that is known of each. */
function verbose(cli: Cli, list: readonly CacheRecord[]): string {
  return list
    .map((r) =>
      tabbed([
        `ID:\t${r.ID}`,
        ...(r.Parents.length > 0 ? [`Parent:\t${r.Parents.join(',')}`] : []),
        `Created at:\t${r.CreatedAt.replace('T', ' ').replace('Z', ' +0000 UTC')}`,
        'Mutable:\tfalse',
        `Reclaimable:\t${String(!r.InUse)}`,
        `Shared:\t${String(r.Shared)}`,
        `Size:\t${humanSize(r.Size)}`,
        ...(r.Description === '' ? [] : [`Description:\t${r.Description}`]),
        `Usage count:\t${r.UsageCount}`,
        `Last used:\t${ago(cli, r.LastUsedAt ?? r.CreatedAt)}`,
        `Type:\t${r.Type}`,
        '',
      ]),
    )
    .join('');
}

function* prune(cli: Cli): Task<number> {
  theBuilder(cli);
  const { flags } = cli;
  const filters = cacheFilters(cli);
  const all = flags.bool('all');
  if (!flags.bool('force')) {
    yield* cli.print(
      `WARNING! This will remove ${all ? 'all build cache' : 'all dangling build cache'}. Are you sure you want to continue? [y/N] `,
    );
    const answer = decode(yield* cli.p.read(0, 4096))
      .trim()
      .toLowerCase();
    if (answer !== 'y') return 0;
  }
  // the disk is never full here: how much must stay free asks for nothing
  flags.bytes('min-free-space');
  const records = new Map((yield* cli.api.DiskUsage()).BuildCache.map((r) => [r.ID, r]));
  const report = yield* cli.api.BuildCachePrune({
    all,
    filters,
    keepStorage: Math.max(flags.bytes('reserved-space') || flags.bytes('keep-storage'), flags.bytes('max-used-space')),
  });
  const gone = report.CachesDeleted.flatMap((id) => records.get(id) ?? []);
  if (flags.bool('verbose')) yield* cli.print(verbose(cli, gone));
  else {
    // each row is written as it comes, the first with the header
    for (const [n, r] of gone.entries()) yield* cli.print(tabbed(n === 0 ? [HEADER, row(cli, r)] : [row(cli, r)]));
  }
  yield* cli.print(tabbed([`Total:\t${humanSize(report.SpaceReclaimed)}`]));
  return 0;
}

/** Does a record have what the filters ask for? A filter that the builder does not know matches nothing. */
function matches(cli: Cli, r: CacheRecord, filters: Record<string, string[]>): boolean {
  const fields: Record<string, string> = {
    type: r.Type,
    description: r.Description,
    inuse: String(r.InUse),
    shared: String(r.Shared),
    private: String(!r.Shared),
    mutable: 'false',
    immutable: 'true',
    parents: r.Parents.join(';'),
  };
  return Object.entries(filters).every(([key, [value = '']]) => {
    if (key === 'until' || key === 'unused-for')
      return Date.parse(r.LastUsedAt ?? r.CreatedAt) <= cli.now - (goDuration(value) ?? 0);
    if (key === 'id') return r.ID.includes(value);
    const name = key.replace(/[~!]$/, '');
    const is = own(fields, name);
    if (is === undefined) return false;
    return key.endsWith('~') ? is.includes(value) : key.endsWith('!') ? is !== value : is === value;
  });
}

function* du(cli: Cli): Task<number> {
  theBuilder(cli);
  const filters = cacheFilters(cli);
  const records = (yield* cli.api.DiskUsage()).BuildCache.filter((r) => matches(cli, r, filters));
  const format = cli.flags.string('format');
  if (format !== '') {
    yield* printList(
      cli,
      {
        type: 'diskusageContext',
        table: '{{.ID}}\t{{.Reclaimable}}\t{{.Size}}\t{{.LastUsedAt}}',
        headers: {
          ID: 'ID',
          Reclaimable: 'RECLAIMABLE',
          Size: 'SIZE',
          LastUsedAt: 'LAST ACCESSED',
          Description: 'DESCRIPTION',
          Type: 'TYPE',
          Shared: 'SHARED',
          Mutable: 'MUTABLE',
          CreatedAt: 'CREATED AT',
          UsageCount: 'USAGE COUNT',
          Parents: 'PARENTS',
        },
      },
      records.map((r) => ({
        fields: {
          CreatedAt: r.CreatedAt,
          Description: r.Description,
          ID: r.ID,
          InUse: r.InUse,
          LastUsedAt: ago(cli, r.LastUsedAt ?? r.CreatedAt),
          Mutable: false,
          Parents: r.Parents,
          Reclaimable: !r.InUse,
          Shared: r.Shared,
          Size: humanSize(r.Size),
          Type: r.Type,
          UsageCount: r.UsageCount,
        },
      })),
      format,
    );
    return 0;
  }
  if (cli.flags.bool('verbose')) yield* cli.print(verbose(cli, records));
  else yield* cli.print(tabbed([HEADER, ...records.map((r) => row(cli, r))]));
  if (Object.keys(filters).length > 0) return 0;
  const sum = (list: readonly CacheRecord[]): number => list.reduce((n, r) => n + r.Size, 0);
  const shared = sum(records.filter((r) => r.Shared));
  yield* cli.print(
    tabbed([
      ...(shared > 0 ? [`Shared:\t${humanSize(shared)}`, `Private:\t${humanSize(sum(records) - shared)}`] : []),
      `Reclaimable:\t${humanSize(sum(records.filter((r) => !r.InUse)))}`,
      `Total:\t${humanSize(sum(records))}`,
    ]),
  );
  return 0;
}

const PLATFORMS = 'linux/amd64, linux/amd64/v2, linux/amd64/v3, linux/386';

function* ls(cli: Cli): Task<number> {
  const { flags } = cli;
  theBuilder(cli);
  const platforms = flags.bool('no-trunc') ? PLATFORMS : 'linux/amd64 (+3)';
  const format = flags.string('format');
  if (format !== '' && format !== 'table') {
    const builder = { Name: 'default', DriverEndpoint: 'docker', Status: '', Buildkit: '', Platforms: '', Error: '' };
    const node = {
      Name: ' \\_ default',
      DriverEndpoint: ' \\_ default',
      Status: 'running',
      Buildkit: 'v0.25.1',
      Platforms: platforms,
      Error: '',
    };
    yield* printList(
      cli,
      {
        type: 'lsContext',
        table: '{{.Name}}\t{{.DriverEndpoint}}\t{{.Status}}\t{{.Buildkit}}\t{{.Platforms}}',
        headers: {
          Name: 'NAME/NODE',
          DriverEndpoint: 'DRIVER/ENDPOINT',
          Status: 'STATUS',
          Buildkit: 'BUILDKIT',
          Platforms: 'PLATFORMS',
          LastActivity: 'LAST ACTIVITY',
          Error: 'ERROR',
        },
      },
      [{ fields: { ...builder, Name: 'default*' } }, { fields: node }],
      format,
    );
    return 0;
  }
  yield* cli.print(
    tabulate(
      [
        'NAME/NODE\tDRIVER/ENDPOINT\tSTATUS\tBUILDKIT\tPLATFORMS',
        'default*\tdocker\t\t\t',
        ` \\_ default\t \\_ default\trunning\tv0.25.1\t${platforms}`,
      ],
      0,
      4,
    ),
  );
  return 0;
}

function* inspect(cli: Cli): Task<number> {
  // the builder always runs: there is nothing to boot
  cli.flags.bool('bootstrap');
  theBuilder(cli);
  const name = cli.args[0] ?? 'default';
  if (name !== 'default') throw new CliError(`ERROR: no builder ${JSON.stringify(name)} found`);
  yield* cli.print(
    `${tabulate(['Name:\tdefault', 'Driver:\tdocker'], 0, 1)}\nNodes:\n${tabulate(['Name:\tdefault', 'Endpoint:\tdefault', 'Status:\trunning', 'BuildKit version:\tv0.25.1', `Platforms:\t${PLATFORMS}`], 0, 1)}`,
  );
  return 0;
}

/** The builds of the history that a command names: all, the latest, or those of references. @throws CliError */
function* records(cli: Cli, refs: readonly string[]): Task<BuildRecord[]> {
  theBuilder(cli);
  const all = yield* cli.api.BuildHistory();
  if (refs.length === 0) {
    if (all[0] === undefined) throw new CliError('ERROR: no records found');
    return [all[0]];
  }
  return refs.map((ref) => {
    const nth = /^\^(\d+)$/.exec(ref);
    const found =
      nth !== null ? all[Number(nth[1])] : all.find((b) => b.ref === ref.split('/').pop() || b.ref.startsWith(ref));
    if (found === undefined) throw new CliError(`ERROR: no record found for ref ${JSON.stringify(ref)}`);
    return found;
  });
}

/** What a build is called: its context's last folder, the Dockerfile when it has another name, and the target. */
function nameOf(b: BuildRecord): string {
  const folder = b.context.replace(/\/+$/, '').split('/').pop() ?? '';
  const file = b.dockerfile === 'Dockerfile' ? '' : `${folder === '' ? '' : '/'}${b.dockerfile}`;
  return `${folder}${file}${b.target === '' ? '' : ` (${b.target})`}` || 'Dockerfile';
}
function statusOf(b: BuildRecord): string {
  return b.completed === undefined ? 'Running' : b.error === '' ? 'Completed' : 'Error';
}
function durationOf(cli: Cli, b: BuildRecord): string {
  const s = ((b.completed ?? cli.now) - b.created) / 1000;
  return `${s < 60 ? `${s.toFixed(1)}s` : `${Math.floor(s / 60)}m ${String(Math.floor(s) % 60).padStart(2)}s`}${b.completed === undefined ? '+' : ''}`;
}

function* historyLs(cli: Cli): Task<number> {
  theBuilder(cli);
  const { flags } = cli;
  if (flags.bool('local')) throw new CliError("drydock: 'docker buildx history ls --local' is not simulated");
  const all = yield* cli.api.BuildHistory();
  const wanted = flags.list('filter').map((f) => /^([a-zA-Z]+)\s*(!?=)(.*)$/.exec(f) ?? [f, '', '', '']);
  const bad = wanted.find(
    ([, key]) => !['ref', 'status', 'repository', 'startedAt', 'completedAt', 'duration'].includes(key!),
  );
  if (bad !== undefined) throw new CliError(`ERROR: invalid filter ${JSON.stringify(bad[0])}`);
  const shown = all.filter((b) =>
    wanted.every(([, key, op, value]) => {
      const own = key === 'ref' ? b.ref : key === 'status' ? statusOf(b).toLowerCase() : '';
      return (own === value!.toLowerCase()) === (op === '=');
    }),
  );
  const format = flags.string('format');
  const trunc = (name: string): string => (flags.bool('no-trunc') || name.length <= 36 ? name : `..${name.slice(-34)}`);
  yield* printList(
    cli,
    {
      type: 'lsContext',
      table: '{{.Ref}}\t{{.Name}}\t{{.Status}}\t{{.CreatedAt}}\t{{.Duration}}\t{{.Link}}',
      headers: {
        Ref: 'BUILD ID',
        Name: 'NAME',
        Status: 'STATUS',
        CreatedAt: 'CREATED AT',
        Duration: 'DURATION',
        Link: '',
      },
    },
    shown.map((b) => {
      if (format === 'json' || format === '{{json .}}') {
        return {
          fields: {
            completed_at: new Date(b.completed ?? cli.now).toISOString(),
            cached_steps: b.cached,
            completed_steps: b.done,
            created_at: new Date(b.created).toISOString(),
            name: nameOf(b),
            ref: `default/default/${b.ref}`,
            status: statusOf(b),
            total_steps: b.total,
          },
        };
      }
      return {
        fields: {
          Ref: b.ref,
          Name: format.startsWith('{') ? nameOf(b) : trunc(nameOf(b)),
          Status: statusOf(b),
          CreatedAt: `${humanDuration(cli.now - b.created)} ago`,
          Duration: durationOf(cli, b),
          Link: '',
        },
      };
    }),
    format === 'table' ? '' : format,
  );
  return 0;
}

function* historyInspect(cli: Cli): Task<number> {
  const format = cli.flags.string('format');
  if (!['', 'pretty', 'json'].includes(format))
    throw new CliError(`drydock: 'docker buildx history inspect --format ${format}' is not simulated (json is)`);
  const [b] = yield* records(cli, cli.args);
  if (b === undefined) return 0;
  const started = new Date(b.created).toISOString();
  if (format === 'json') {
    yield* cli.print(
      `${JSON.stringify({ Name: nameOf(b), Ref: b.ref, Context: b.context, Dockerfile: b.dockerfile, ...(b.target === '' ? {} : { Target: b.target }), StartedAt: started, ...(b.completed === undefined ? {} : { CompletedAt: new Date(b.completed).toISOString() }), Duration: Math.round(((b.completed ?? cli.now) - b.created) * 1e6), Status: statusOf(b).toLowerCase(), ...(b.error === '' ? {} : { Error: { Message: b.error } }), NumCompletedSteps: b.done, NumTotalSteps: b.total, NumCachedSteps: b.cached }, null, 2)}\n`,
    );
    return 0;
  }
  const percent = b.total === 0 ? 0 : Math.floor((b.cached / b.total) * 100);
  const rows = [
    `Name:\t${nameOf(b)}`,
    `Context:\t${b.context}`,
    `Dockerfile:\t${b.dockerfile}`,
    ...(b.target === '' ? [] : [`Target:\t${b.target}`]),
  ];
  yield* cli.print(tabulate(rows, 1, 1));
  yield* cli.print(
    `\n${tabulate([`Started:\t${started.slice(0, 19).replace('T', ' ')}`, `Duration:\t${durationOf(cli, b)}`, ...(b.error === '' ? [] : ['Status:\tError']), `Build Steps:\t${b.done}/${b.total}${percent > 0 ? ` (${percent}% cached)` : ''}`], 1, 1)}`,
  );
  if (b.error !== '') yield* cli.print(`\nError: ${b.error}\n`);
  return 0;
}

function* historyLogs(cli: Cli): Task<number> {
  const [b] = yield* records(cli, cli.args);
  if (b === undefined) return 0;
  const mode = cli.flags.string('progress');
  if (!['', 'plain'].includes(mode))
    throw new CliError(`drydock: 'docker buildx history logs --progress ${mode}' is not simulated (plain is)`);
  const display = new PlainDisplay(cli);
  for (const m of yield* cli.api.BuildLogs(b.ref)) if (m.type !== 'error') yield* display.show(m);
  return 0;
}

function* historyRm(cli: Cli): Task<number> {
  theBuilder(cli);
  const all = cli.flags.bool('all');
  if (all && cli.args.length > 0) throw new CliError('ERROR: rm requires either --all or at least one argument');
  if (!all && cli.args.length === 0) throw new CliError('ERROR: rm requires at least one argument');
  const list = all ? yield* cli.api.BuildHistory() : yield* records(cli, cli.args);
  for (const b of list) yield* cli.api.BuildHistoryRemove(b.ref);
  return 0;
}

export const buildxCommands: Record<string, Implementation> = {
  'docker builder prune': { args: NONE, run: prune },
  'docker buildx prune': { args: NONE, run: prune },
  'docker buildx du': { args: NONE, run: du },
  'docker buildx version': {
    args: NONE,
    *run(cli) {
      theBuilder(cli);
      yield* cli.print('github.com/docker/buildx 0.29.1 0.29.1\n');
      return 0;
    },
  },
  'docker buildx ls': { args: NONE, run: ls },
  'docker buildx inspect': { args: { min: 0, max: 1 }, run: inspect },
  'docker buildx history ls': { args: NONE, run: historyLs },
  'docker buildx history inspect': { args: { min: 0, max: 1 }, run: historyInspect },
  'docker buildx history logs': { args: { min: 0, max: 1 }, run: historyLogs },
  'docker buildx history rm': { args: { min: 0, max: Infinity }, run: historyRm },
  'docker buildx use': {
    args: { min: 1, max: 1 },
    *run(cli) {
      // there is one builder, and it is in use everywhere
      cli.flags.bool('default');
      cli.flags.bool('global');
      theBuilder(cli);
      const name = cli.args[0]!;
      if (name !== 'default')
        throw new CliError(
          `ERROR: failed to find instance ${JSON.stringify(name)}: no builder ${JSON.stringify(name)} found`,
        );
      yield* cli.print('');
      return 0;
    },
  },
};
