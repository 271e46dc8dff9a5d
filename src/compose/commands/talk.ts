// logs, events, cp: what containers say, what happens to them, and files in and out.

import { waited } from '../../api/waited.ts';
import type { Task } from '../../kernel/block.ts';
import { parseTimestamp } from '../../api/durations.ts';
import { parallel } from '../parallel.ts';
import { daemonText, CliError } from '../../cli/cli.ts';
import { ApiError } from '../../api/error.ts';
import { LogPrinter } from '../logs.ts';
import { containersOf, type Seen, shortName } from '../observe.ts';
import { LABEL, ofProject } from '../labels.ts';
import type { Command } from '../command.ts';
import type { Compose } from '../context.ts';
import { done, working } from '../progress.ts';
import { ComposeError } from '../value.ts';
import { asDocker } from './onecontainer.ts';

/** A moment of --since and --until. @throws ComposeError */
function moment(c: Compose, flag: string): number | undefined {
  const text = c.flags.string(flag);
  if (text === '') return undefined;
  const at = parseTimestamp(text, c.p.kernel.now);
  if (at === undefined)
    throw new ComposeError(
      `invalid value for ${JSON.stringify(flag)}: failed to parse value as time or duration: ${JSON.stringify(text)}`,
    );
  return at;
}

function* logs(c: Compose): Task<number> {
  const { flags, api } = c;
  const { project, name } = yield* c.projectOrName();
  for (const s of c.args)
    if (project !== undefined && project.services[s] === undefined) throw new ComposeError(`no such service: ${s}`);
  const index = flags.number('index');
  if (index > 0 && c.args.length !== 1) throw new ComposeError('--index requires one service to be selected');
  const tail = flags.string('tail');
  const since = moment(c, 'since');
  const until = moment(c, 'until');
  const services = c.args.length > 0 ? c.args : project === undefined ? [] : Object.keys(project.services);
  const list = (yield* containersOf(api, name, { all: true, services })).filter(
    (x) => index === 0 || x.number === index,
  );
  const printer = new LogPrinter(c, {
    color: !flags.bool('no-color') && c.colors(1),
    prefix: !flags.bool('no-log-prefix'),
  });
  for (const x of list) printer.register(shortName(x, name));
  const one = function* (x: Seen, follow: boolean): Task {
    const stream = yield* api.ContainerLogs(x.id, {
      stdout: true,
      stderr: true,
      follow,
      timestamps: flags.bool('timestamps'),
      details: false,
      tail: tail === 'all' || !/^\d+$/.test(tail) ? -1 : Number(tail),
      ...(since === undefined ? {} : { since }),
      ...(until === undefined ? {} : { until }),
    });
    // both streams are told on standard output, in the order in which they came
    yield* printer.drain(shortName(x, name), stream, true);
  };
  if (!flags.bool('follow')) {
    for (const x of list) yield* one(x, false);
    return 0;
  }
  yield* parallel(
    c.p,
    list.map(
      (x) =>
        function* (): Task {
          yield* one(x, x.state === 'running');
          if (x.state !== 'running') return;
          const StatusCode = (yield* waited(yield* api.ContainerWait(x.id, 'not-running'))) ?? 0;
          yield* printer.status(shortName(x, name), `exited with code ${StatusCode}`);
        },
    ),
  );
  return 0;
}

function* events(c: Compose): Task<number> {
  const { flags } = c;
  const { name } = yield* c.projectOrName();
  const since = moment(c, 'since');
  const until = moment(c, 'until');
  const stream = yield* c.api.Events({
    filters: { ...ofProject(name), type: ['container'] },
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
  });
  for (let e = yield* stream.next(); e !== undefined; e = yield* stream.next()) {
    const labels = e.Actor.Attributes;
    if (labels[LABEL.oneoff] === 'True') continue;
    const service = labels[LABEL.service] ?? '';
    if (c.args.length > 0 && !c.args.includes(service)) continue;
    const attributes = Object.entries(labels)
      .filter(([k]) => !k.startsWith('com.docker.compose.'))
      .sort(([a], [b]) => (a < b ? -1 : 1));
    const at = new Date(e.timeNano / 1e6).toISOString();
    if (flags.bool('json'))
      yield* c.print(
        `${JSON.stringify({ action: e.Action, attributes: Object.fromEntries(attributes), id: e.Actor.ID, service, time: at.replace('Z', '000Z'), type: 'container' })}\n`,
      );
    else
      yield* c.print(
        `${at.slice(0, 23).replace('T', ' ')}000 container ${e.Action} ${e.Actor.ID}${attributes.length > 0 ? ` (${attributes.map(([k, v]) => `${k}=${v}`).join(', ')})` : ''}\n`,
      );
  }
  return 0;
}

/** `SERVICE:PATH`, or a path of the host. */
function side(arg: string): { service: string; path: string } {
  const colon = arg.indexOf(':');
  if (arg.startsWith('/') || arg === '-' || colon <= 0 || arg.slice(0, colon).startsWith('.'))
    return { service: '', path: arg };
  return { service: arg.slice(0, colon), path: arg.slice(colon + 1) };
}

function* cp(c: Compose): Task<number> {
  const { flags } = c;
  const [from = '', to = ''] = c.args;
  const source = side(from);
  const target = side(to);
  if (source.service !== '' && target.service !== '')
    throw new ComposeError('copying between services is not supported');
  if (source.service === '' && target.service === '') throw new ComposeError('unknown copy direction');
  const service = source.service !== '' ? source.service : target.service;
  const { name } = yield* c.projectOrName();
  const all = (yield* containersOf(c.api, name, {
    all: true,
    oneoffs: flags.bool('all') ? 'include' : 'exclude',
    services: [service],
  })).sort((a, b) => a.number - b.number);
  const index = flags.number('index');
  const list = index > 0 ? all.filter((x) => x.number === index) : source.service !== '' ? all.slice(0, 1) : all;
  if (list.length === 0) throw new ComposeError(`no container found for service ${JSON.stringify(service)}`);
  yield* c.progress('Copying', function* (w) {
    for (const x of list) {
      const label =
        source.service !== ''
          ? `copy ${x.name}:${source.path} to ${target.path}`
          : `copy ${source.path} to ${x.name}:${target.path}`;
      yield* w.event({ ...working(x.name, 'Copying'), text: label });
      const options = [...(flags.bool('archive') ? ['-a'] : []), ...(flags.bool('follow-link') ? ['-L'] : []), '-q'];
      try {
        if (!c.dryRun)
          yield* asDocker(
            c,
            'docker cp',
            source.service !== ''
              ? [...options, `${x.id}:${source.path}`, target.path]
              : [...options, source.path, `${x.id}:${target.path}`],
          );
      } catch (error) {
        if (error instanceof ApiError) throw new ComposeError(daemonText(error));
        if (error instanceof CliError) throw new ComposeError(error.message);
        throw error;
      }
      yield* w.event({ ...done(x.name, 'Copied'), text: label });
    }
  });
  return 0;
}

export const talkCommands: Record<string, Command> = {
  logs: { run: logs },
  events: { run: events },
  cp: { args: { exactly: 2, docker: true }, run: cp },
};
