// docker logs, events and stats.

import { ApiError } from '../../api/error.ts';
import type { ContainerStats } from '../../api/types/container.ts';
import type { EventMessage } from '../../api/types/system.ts';
import { parseTimestamp, logTime } from '../../api/durations.ts';
import { bytesSize, humanSize } from '../../api/units.ts';
import { type Task, waitFor } from '../../kernel/block.ts';
import { filtersOf, type ListFormat, printList, unescapeFormat } from '../formatter.ts';
import { type Cli, CliError, daemonText, type Implementation } from '../cli.ts';
import { GoStruct, TemplateError } from '../template-values.ts';
import { GoTemplate, TemplateSyntaxError } from '../template.ts';
import { goJson } from '../template-print.ts';

/** A moment of --since or --until. @throws CliError */
function moment(cli: Cli, flag: string): number | undefined {
  const text = cli.flags.string(flag);
  if (text === '') return undefined;
  const at = parseTimestamp(text, cli.now);
  if (at === undefined)
    throw new CliError(
      `invalid value for ${JSON.stringify(flag)}: failed to parse value as time or duration: ${JSON.stringify(text)}`,
    );
  return at;
}

function* logs(cli: Cli): Task<number> {
  const { flags } = cli;
  const since = moment(cli, 'since');
  const until = moment(cli, 'until');
  const tail = /^\d+$/.test(flags.string('tail')) ? Number(flags.string('tail')) : -1;
  const stream = yield* cli.api.ContainerLogs(cli.args[0]!, {
    stdout: true,
    stderr: true,
    follow: flags.bool('follow'),
    timestamps: flags.bool('timestamps'),
    details: flags.bool('details'),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    tail,
  });
  try {
    for (let c = yield* stream.next(); c !== undefined; c = yield* stream.next()) yield* cli.p.write(c.stream, c.bytes);
  } finally {
    stream.close();
  }
  return 0;
}

function eventLine(e: EventMessage): string {
  const attributes = Object.entries(e.Actor.Attributes)
    .map(([k, v]) => `${k}=${v}`)
    .join(', ');
  return `${logTime(e.timeNano / 1e6).replace(/(\.\d+)Z$/, '$1Z')} ${e.Type} ${e.Action} ${e.Actor.ID}${attributes === '' ? '' : ` (${attributes})`}`;
}

function eventValue(e: EventMessage): GoStruct {
  return new GoStruct(
    '*events.Message',
    {
      ...(e.status === undefined
        ? { Status: '', ID: '', From: '' }
        : { Status: e.status, ID: e.id ?? '', From: e.from ?? '' }),
      Type: e.Type,
      Action: e.Action,
      Actor: new GoStruct('events.Actor', { ID: e.Actor.ID, Attributes: e.Actor.Attributes }, {}),
      Scope: e.scope,
      Time: e.time,
      TimeNano: e.timeNano,
    },
    {},
  );
}

function eventJson(e: EventMessage): string {
  return goJson({
    ...(e.status === undefined
      ? {}
      : { status: e.status, id: e.id, ...(e.from === undefined ? {} : { from: e.from }) }),
    Type: e.Type,
    Action: e.Action,
    Actor: e.Actor,
    scope: e.scope,
    time: e.time,
    timeNano: e.timeNano,
  });
}

function* events(cli: Cli): Task<number> {
  const format = cli.flags.string('format');
  let template: GoTemplate | undefined;
  if (format !== '' && format !== 'json') {
    try {
      template = new GoTemplate(unescapeFormat(format));
    } catch (error) {
      if (!(error instanceof TemplateSyntaxError)) throw error;
      throw new CliError(`Error parsing format: template parsing error: ${error.message}`, 64);
    }
  }
  const since = moment(cli, 'since');
  const until = moment(cli, 'until');
  const stream = yield* cli.api.Events({
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    filters: filtersOf(cli),
  });
  // whatever ends this process, a signal too, ends the listening
  try {
    for (let e = yield* stream.next(); e !== undefined; e = yield* stream.next()) {
      if (format === 'json') yield* cli.print(`${eventJson(e)}\n`);
      else if (template === undefined) yield* cli.print(`${eventLine(e)}\n`);
      else yield* cli.print(`${format === '{{json .}}' ? eventJson(e) : template.execute(eventValue(e))}\n`);
    }
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    throw new CliError(error.message);
  } finally {
    stream.close();
  }
  return 0;
}

const STATS: ListFormat = {
  type: 'statsContext',
  headers: {
    BlockIO: 'BLOCK I/O',
    CPUPerc: 'CPU %',
    Container: 'CONTAINER',
    ID: 'CONTAINER ID',
    MemPerc: 'MEM %',
    MemUsage: 'MEM USAGE / LIMIT',
    Name: 'NAME',
    NetIO: 'NET I/O',
    PIDs: 'PIDS',
  },
  table: '{{.ID}}\t{{.Name}}\t{{.CPUPerc}}\t{{.MemUsage}}\t{{.MemPerc}}\t{{.NetIO}}\t{{.BlockIO}}\t{{.PIDs}}',
};

function statsRow(s: ContainerStats, asked: string, trunc: boolean) {
  const off = !s.running;
  return {
    fields: {
      BlockIO: off ? '0B / 0B' : `${humanSize(s.blockRead, 3)} / ${humanSize(s.blockWrite, 3)}`,
      CPUPerc: `${s.cpuPercent.toFixed(2)}%`,
      Container: asked,
      ID: trunc ? s.id.slice(0, 12) : s.id,
      MemPerc: off ? '0.00%' : `${((s.memory / s.memoryLimit) * 100).toFixed(2)}%`,
      MemUsage: off ? '0B / 0B' : `${bytesSize(s.memory)} / ${bytesSize(s.memoryLimit)}`,
      Name: s.name,
      NetIO: off ? '0B / 0B' : `${humanSize(s.netRx, 3)} / ${humanSize(s.netTx, 3)}`,
      PIDs: String(s.pids),
    },
  };
}

function* stats(cli: Cli): Task<number> {
  const { flags } = cli;
  const all = flags.bool('all');
  const trunc = !flags.bool('no-trunc');
  const live = !flags.bool('no-stream');
  const moving = live && cli.terminal;
  for (;;) {
    const names =
      cli.args.length > 0
        ? cli.args
        : (yield* cli.api.ContainerList({ all, limit: 0, size: false, filters: {} })).map((c) => c.Id);
    const rows = [];
    const errors: string[] = [];
    for (const name of names) {
      try {
        rows.push(statsRow(yield* cli.api.ContainerStats(name), name, trunc));
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        errors.push(daemonText(error));
      }
    }
    if (errors.length > 0 && cli.args.length > 0) throw new CliError(errors.join('\n'));
    if (moving) yield* cli.print('\x1b[H\x1b[J');
    yield* printList(cli, STATS, rows, flags.string('format'));
    if (!live) return 0;
    yield* waitFor([], cli.now + 1000);
    // nobody looks at a stream that is no terminal and whose containers have ended
    if (!moving && rows.every((r) => r.fields.PIDs === '0')) return 0;
  }
}

export const streamCommands: Record<string, Implementation> = {
  'docker logs': { args: { min: 1, max: 1 }, run: logs },
  'docker events': { args: { min: 0, max: 0 }, run: events },
  'docker stats': { args: { min: 0, max: Infinity }, run: stats },
};
