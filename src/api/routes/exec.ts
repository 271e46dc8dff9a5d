// Programs that run beside a container's own: `docker exec`.

import { validKeys } from '../detachkeys.ts';
import { ApiError } from '../error.ts';
import { route } from '../route.ts';
import { conform, inOrder } from '../shape.ts';
import { EXEC_BODY, EXEC_START_BODY } from '../shapes/container.ts';
import type { ExecConfig } from '../types/container.ts';
import { id, ofId, readSize } from './ofcontainer.ts';

export const execRoutes = [
  route<'ExecCreate'>({
    operation: 'ExecCreate',
    method: 'POST',
    path: '/containers/{id}/exec',
    takes: 'json',
    answer: { kind: 'json', status: 201, encode: (Id) => ({ Id }), decode: (x: { Id: string }) => x.Id },
    write: (ref, config) => ({ ...id(ref), body: inOrder({ DetachKeys: '', Detach: false, ...config }, EXEC_BODY) }),
    read(r) {
      const body = conform(r.json(), EXEC_BODY) as Partial<ExecConfig>;
      if ((body.Cmd ?? []).length === 0) throw new ApiError(400, 'No exec command specified');
      const keys = body.DetachKeys ?? '';
      if (keys !== '' && !validKeys(keys)) throw new ApiError(500, `Invalid escape keys (${keys}) provided`);
      return [
        ofId(r),
        {
          User: '',
          Privileged: false,
          Tty: false,
          AttachStdin: false,
          AttachStdout: false,
          AttachStderr: false,
          Env: null,
          WorkingDir: '',
          ...body,
          Cmd: body.Cmd ?? [],
        },
      ];
    },
  }),
  route<'ExecStart'>({
    operation: 'ExecStart',
    method: 'POST',
    path: '/exec/{id}/start',
    takes: 'json',
    answer: { kind: 'hijack', status: 101 },
    write: (ref, o) => ({
      ...id(ref),
      body: {
        Detach: o.detach,
        Tty: o.tty ?? false,
        ...(o.columns === undefined ? {} : { ConsoleSize: [o.rows ?? 0, o.columns] }),
      },
    }),
    read(r) {
      const body = conform(r.json(), EXEC_START_BODY) as {
        Detach?: boolean;
        Tty?: boolean;
        ConsoleSize?: [number, number];
      };
      return [
        ofId(r),
        {
          detach: body.Detach ?? false,
          tty: body.Tty ?? false,
          ...(body.ConsoleSize === undefined ? {} : { rows: body.ConsoleSize[0], columns: body.ConsoleSize[1] }),
        },
      ];
    },
  }),
  route<'ExecInspect'>({
    operation: 'ExecInspect',
    method: 'GET',
    path: '/exec/{id}/json',
    answer: { kind: 'json', status: 200 },
    write: id,
    read: (r) => [ofId(r)],
  }),
  route<'ExecResize'>({
    operation: 'ExecResize',
    method: 'POST',
    path: '/exec/{id}/resize',
    answer: { kind: 'none', status: 200 },
    write: (ref, columns, rows) => ({ ...id(ref), query: { h: rows, w: columns } }),
    read: readSize,
  }),
] as const;
