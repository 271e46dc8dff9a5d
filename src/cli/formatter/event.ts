// A line of `docker events`: plain, as JSON, and what --format can ask for.

import { logTime } from '../../api/durations.ts';
import type { EventMessage } from '../../api/types/system.ts';
import { goJson } from '../template-print.ts';
import { GoStruct } from '../template-values.ts';

export function eventLine(e: EventMessage): string {
  const attributes = Object.entries(e.Actor.Attributes)
    .map(([k, v]) => `${k}=${v}`)
    .join(', ');
  return `${logTime(e.timeNano / 1e6).replace(/(\.\d+)Z$/, '$1Z')} ${e.Type} ${e.Action} ${e.Actor.ID}${attributes === '' ? '' : ` (${attributes})`}`;
}

export function eventValue(e: EventMessage): GoStruct {
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

export function eventJson(e: EventMessage): string {
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
