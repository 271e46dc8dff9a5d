// ls, top, port, volumes, version, stats, and the table of the commands that list.

import { LABEL, ofProject, VERSION } from '../labels.ts';
import { containersOf, theContainer } from '../observe.ts';
import type { Command } from '../command.ts';
import type { Compose } from '../context.ts';
import { ComposeError } from '../value.ts';
import { parallel } from '../parallel.ts';
import { labelText, type ListFormat, printList } from '../../cli/formatter.ts';
import { tabulate } from '../../cli/table.ts';
import type { Task } from '../../kernel/block.ts';
import { asDocker } from './onecontainer.ts';
import { images, printSection } from './images.ts';
import { ps } from './ps.ts';

/** `running(2), exited(1)` of the states of containers. */
function combined(states: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const s of states) counts.set(s, (counts.get(s) ?? 0) + 1);
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([s, n]) => `${s}(${n})`)
    .join(', ');
}

function* ls(c: Compose): Task<number> {
  const { flags } = c;
  const names: RegExp[] = [];
  for (const f of flags.list('filter')) {
    const [key = '', value = ''] = [f.slice(0, f.indexOf('=')), f.slice(f.indexOf('=') + 1)];
    if (key !== 'name') throw new ComposeError(`invalid filter '${key}'`);
    try {
      names.push(new RegExp(value));
    } catch {
      names.push(new RegExp(value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')));
    }
  }
  const all = yield* c.api.ContainerList({
    all: flags.bool('all'),
    limit: 0,
    size: false,
    filters: { label: [LABEL.project, LABEL.hash] },
  });
  const projects = new Map<string, typeof all>();
  for (const x of all) {
    const name = x.Labels[LABEL.project]!;
    projects.set(name, [...(projects.get(name) ?? []), x]);
  }
  const rows = [...projects]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .filter(([n]) => names.length === 0 || names.some((r) => r.test(n)))
    .map(([Name, list]) => ({
      Name,
      Status: combined(list.map((x) => x.State)),
      ConfigFiles:
        [...new Set(list.flatMap((x) => (x.Labels[LABEL.files] ?? '').split(',').filter((f) => f !== '')))].join(',') ||
        'N/A',
    }));
  if (flags.bool('quiet')) yield* c.print(rows.map((r) => `${r.Name}\n`).join(''));
  else
    yield* printSection(
      c,
      flags.string('format'),
      rows,
      ['NAME', 'STATUS', 'CONFIG FILES'],
      rows.map((r) => [r.Name, r.Status, r.ConfigFiles]),
    );
  return 0;
}

function* top(c: Compose): Task<number> {
  const { name } = yield* c.projectOrName();
  const list = (yield* containersOf(c.api, name, { all: false, oneoffs: 'include', services: c.args })).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );
  const titles = ['SERVICE', '#'];
  const rows: Map<string, string>[] = [];
  for (const x of list) {
    const { Titles, Processes } = yield* c.api.ContainerTop(x.id, []);
    for (const t of Titles) if (!titles.includes(t)) titles.push(t);
    for (const p of Processes)
      rows.push(
        new Map([
          ['SERVICE', x.service],
          ['#', String(x.number)],
          ...Titles.map((t, i): [string, string] => [t, p[i] ?? '-']),
        ]),
      );
  }
  if (rows.length > 0)
    yield* c.print(
      tabulate([titles.join('\t'), ...rows.map((r) => titles.map((t) => r.get(t) ?? '-').join('\t'))], 4, 2),
    );
  return 0;
}

function* port(c: Compose): Task<number> {
  const [service = '', text = ''] = c.args;
  if (!/^\d+$/.test(text)) throw new ComposeError(`strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax`);
  const wanted = Number(text);
  if (wanted > 65535) throw new ComposeError(`strconv.ParseUint: parsing ${JSON.stringify(text)}: value out of range`);
  const { name } = yield* c.projectOrName([service]);
  const protocol = c.flags.string('protocol').toLowerCase();
  const x = yield* theContainer(c.api, name, service, c.flags.number('index'));
  const found = x.summary.Ports.find((p) => p.PrivatePort === wanted && p.Type === protocol);
  if (found === undefined)
    throw new ComposeError(
      `no port ${wanted}/${protocol} for container ${x.name}: ${x.summary.Ports.map((p) => `${p.PublicPort ?? 0}/${p.Type}`).join(', ')}`,
    );
  yield* c.print(`${found.IP ?? ''}:${found.PublicPort ?? 0}\n`);
  return 0;
}

const VOLUMES: ListFormat = {
  type: 'volumeContext',
  headers: {
    Driver: 'DRIVER',
    Name: 'VOLUME NAME',
    Scope: 'SCOPE',
    Mountpoint: 'MOUNTPOINT',
    Labels: 'LABELS',
    Links: 'LINKS',
    Size: 'SIZE',
    Availability: 'AVAILABILITY',
    Group: 'GROUP',
    Status: 'STATUS',
  },
  table: '{{.Driver}}\t{{.Name}}',
};

function* volumes(c: Compose): Task<number> {
  const { project, name } = yield* c.projectOrName();
  for (const s of c.args)
    if (project !== undefined && project.services[s] === undefined) throw new ComposeError(`no such service: ${s}`);
  const used =
    c.args.length === 0
      ? undefined
      : new Set(
          (yield* containersOf(c.api, name, { all: true, services: c.args })).flatMap((x) =>
            x.summary.Mounts.map((m) => m.Name),
          ),
        );
  const list = (yield* c.api.VolumeList(ofProject(name))).filter((v) => used === undefined || used.has(v.Name));
  if (c.flags.bool('quiet')) {
    yield* c.print(list.map((v) => `${v.Name}\n`).join(''));
    return 0;
  }
  yield* printList(
    c.cli,
    VOLUMES,
    list.map((v) => ({
      fields: {
        Availability: 'N/A',
        Driver: v.Driver,
        Group: 'N/A',
        Labels: labelText(v.Labels),
        Links: 'N/A',
        Mountpoint: v.Mountpoint,
        Name: v.Name,
        Scope: v.Scope,
        Size: 'N/A',
        Status: 'N/A',
      },
    })),
    c.flags.string('format'),
  );
  return 0;
}

function* stats(c: Compose): Task<number> {
  const { name } = yield* c.projectOrName(c.args);
  const list = yield* containersOf(c.api, name, { all: c.flags.bool('all'), services: c.args });
  const names = list.sort((a, b) => (a.name < b.name ? -1 : 1)).map((x) => x.name);
  if (names.length === 0) return 0;
  return yield* asDocker(c, 'docker stats', [
    ...(c.flags.bool('no-stream') ? ['--no-stream'] : []),
    ...(c.flags.bool('no-trunc') ? ['--no-trunc'] : []),
    ...(c.flags.string('format') === '' ? [] : ['--format', c.flags.string('format')]),
    ...names,
  ]);
}

export const listCommands: Record<string, Command> = {
  ps: { run: ps },
  ls: { run: ls },
  images: { run: images },
  top: { run: top },
  port: { args: { least: 2 }, run: port },
  volumes: { run: volumes },
  stats: { args: { most: 1 }, run: stats },
  version: {
    *run(c) {
      const format = c.flags.string('format');
      if (c.flags.bool('short')) yield* c.print(`${VERSION}\n`);
      else if (format === 'json') yield* c.print(`{"version":"${VERSION}"}\n`);
      else yield* c.print(`Docker Compose version ${VERSION}\n`);
      return 0;
    },
  },
  push: {
    *run(c) {
      const project = yield* c.project(c.args, c.flags.bool('include-deps'));
      yield* c.progress(
        'Pushing',
        function* (w) {
          yield* parallel(
            c.p,
            Object.entries(project.services)
              .filter(([, s]) => s['build'] !== undefined || s['image'] !== undefined)
              .map(
                ([service, s]) =>
                  function* (): Task {
                    if (s['build'] === undefined || s['image'] === undefined) {
                      yield* w.event({ id: service, text: 'Skipped', stage: 'done' });
                      return;
                    }
                    yield* w.event({ id: service, text: 'Pushing', stage: 'working' });
                    const stream = yield* c.api.ImagePush(String(s['image']), { all: false });
                    for (let m = yield* stream.next(); m !== undefined; m = yield* stream.next()) {
                      if (m.error === undefined) continue;
                      yield* w.event({
                        id: service,
                        text: 'Error',
                        status: m.error,
                        stage: c.flags.bool('ignore-push-failures') ? 'warning' : 'error',
                      });
                      if (c.flags.bool('ignore-push-failures')) return;
                      throw new ComposeError(m.error);
                    }
                    yield* w.event({ id: service, text: 'Pushed', stage: 'done' });
                  },
              ),
          );
        },
        c.flags.bool('quiet'),
      );
      return 0;
    },
  },
};
