// `docker compose ps`: containers as a table, JSON, or a template.

import { portsText } from '../../cli/formatter/container.ts';
import { labelText, type ListFormat, printList, type Row } from '../../cli/formatter.ts';
import { ellipsis } from '../../cli/table.ts';
import { GoRecord } from '../../cli/template-values.ts';
import type { Task } from '../../kernel/block.ts';
import { strftime } from '../../shell/printf.ts';
import type { Compose } from '../context.ts';
import { exitCode, humanSince } from '../format.ts';
import { LABEL } from '../labels.ts';
import { containersOf, type Seen } from '../observe.ts';
import { ComposeError } from '../value.ts';

const PS: ListFormat = {
  type: 'ContainerContext',
  headers: {
    Name: 'NAME',
    Names: 'NAMES',
    ID: 'CONTAINER ID',
    Image: 'IMAGE',
    Command: 'COMMAND',
    Service: 'SERVICE',
    Project: 'PROJECT',
    RunningFor: 'CREATED',
    CreatedAt: 'CREATED AT',
    Status: 'STATUS',
    State: 'STATE',
    Health: 'HEALTH',
    ExitCode: 'EXIT CODE',
    Ports: 'PORTS',
    Publishers: 'PUBLISHERS',
    Size: 'SIZE',
    Labels: 'LABELS',
    Mounts: 'MOUNTS',
    Networks: 'NETWORKS',
    LocalVolumes: 'LOCAL VOLUMES',
  },
  table: '{{.Name}}\t{{.Image}}\t{{.Command}}\t{{.Service}}\t{{.RunningFor}}\t{{.Status}}\t{{.Ports}}',
};

/** A published port as Go's structure: printed as `{url target published protocol}`. */
function publishers(x: Seen): GoRecord[] {
  const list = [...x.summary.Ports].sort(
    (a, b) =>
      a.PrivatePort - b.PrivatePort ||
      (a.PublicPort ?? 0) - (b.PublicPort ?? 0) ||
      ((a.IP ?? '') < (b.IP ?? '') ? -1 : 1),
  );
  return list.map(
    (p) =>
      new GoRecord(
        'api.PortPublisher',
        { URL: p.IP ?? '', TargetPort: p.PrivatePort, PublishedPort: p.PublicPort ?? 0, Protocol: p.Type },
        {},
      ),
  );
}

function psRow(x: Seen, trunc: boolean, now: number, health: string, exit: number): Row {
  const s = x.summary;
  const mounts = s.Mounts.map((m) => m.Name ?? m.Source).map((m) => (trunc ? ellipsis(m, 15) : m));
  return {
    fields: {
      Command: JSON.stringify(trunc ? ellipsis(s.Command, 20) : s.Command),
      CreatedAt: strftime('%Y-%m-%d %H:%M:%S %z %Z', s.Created * 1000),
      ExitCode: exit,
      Health: health,
      ID: trunc ? s.Id.slice(0, 12) : s.Id,
      Image: s.Image,
      Labels: labelText(s.Labels),
      LocalVolumes: String(s.Mounts.filter((m) => m.Type === 'volume').length),
      Mounts: mounts.join(','),
      Name: x.name,
      Names: s.Names.map((n) => n.slice(1)).join(','),
      Networks: Object.keys(s.NetworkSettings.Networks).sort().join(','),
      Ports: portsText(s.Ports),
      Project: s.Labels[LABEL.project] ?? '',
      Publishers: publishers(x),
      RunningFor: humanSince(now - s.Created * 1000),
      Service: x.service,
      Size: '0B',
      State: s.State,
      Status: s.Status,
    },
    methods: { Label: { arity: 1, call: (name) => s.Labels[name] ?? '' } },
  };
}

export function* ps(c: Compose): Task<number> {
  const { flags, api } = c;
  const status = [...flags.list('status')];
  const filter = flags.string('filter');
  if (filter !== '') {
    const eq = filter.indexOf('=');
    if (eq < 0) throw new ComposeError('arguments to --filter should be in form KEY=VAL');
    const key = filter.slice(0, eq);
    if (key === 'status') status.push(filter.slice(eq + 1));
    else if (key === 'source') throw new ComposeError('not implemented');
    else throw new ComposeError(`unknown filter ${key}`);
  }
  const { project, name } = yield* c.projectOrName();
  let services: readonly string[] = c.args;
  if (project !== undefined) {
    for (const s of c.args) if (project.services[s] === undefined) throw new ComposeError(`no such service: ${s}`);
    if (c.args.length === 0 && !flags.bool('orphans')) services = Object.keys(project.services);
  }
  const every = flags.bool('all') || status.length > 0;
  const found = yield* containersOf(api, name, { all: every, oneoffs: every ? 'include' : 'exclude', services });
  const list = found
    .filter((x) => status.length === 0 || status.includes(x.state))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  if (flags.bool('quiet')) {
    yield* c.print(list.map((x) => `${x.id}\n`).join(''));
    return 0;
  }
  if (flags.bool('services')) {
    yield* c.print(`${[...new Set(list.map((x) => x.service))].join('\n')}\n`);
    return 0;
  }
  const rows: Row[] = [];
  for (const x of list) {
    const i = yield* api.ContainerInspect(x.id);
    rows.push(
      psRow(
        x,
        !flags.bool('no-trunc'),
        c.p.kernel.now,
        x.state === 'running' ? (i.State.Health?.Status ?? '') : '',
        exitCode(x.state, i.State.ExitCode),
      ),
    );
  }
  yield* printList(c.cli, PS, rows, flags.string('format'));
  return 0;
}
