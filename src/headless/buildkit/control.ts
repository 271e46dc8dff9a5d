// `moby.buildkit.v1.Control`: builds, their progress, the cache and the history.

import { Duplex } from 'node:stream';
import { rfc3339 } from '../../api/units.ts';
import { prune, usage } from './cache.ts';
import { Code, GrpcError, type Service, streaming, unary } from './grpc.ts';
import { events, forget, remembered } from './history.ts';
import type { Kit } from './kit.ts';
import { BytesMessage, Empty } from './messages/common.ts';
import {
  DiskUsageRequest,
  DiskUsageResponse,
  HistoryEvent,
  HistoryRequest,
  InfoResponse,
  ListWorkersResponse,
  PruneRequest,
  SolveRequest,
  SolveResponse,
  StatusRequest,
  StatusResponse,
  UpdateHistoryRequest,
  UsageRecord,
} from './messages/control.ts';
import { solve } from './solve.ts';
import { INFO, WORKER } from './workers.ts';

const SERVICE = '/moby.buildkit.v1.Control';

export function control(kit: Kit): Service {
  return {
    [`${SERVICE}/Info`]: unary(Empty, InfoResponse, () => INFO),
    [`${SERVICE}/ListWorkers`]: unary(Empty, ListWorkersResponse, () => ({ record: [WORKER] })),
    [`${SERVICE}/Solve`]: unary(SolveRequest, SolveResponse, async (request, call) => {
      const build = kit.builds.begin(request);
      call.onGone(() => build.stop());
      try {
        // without a frontend the client drives the build itself, and says when it is done
        if (request.frontend === '') await build.returned.heard();
        else await solve(kit, build, request.frontend, request.frontendAttrs);
      } finally {
        build.end();
      }
      return { exporterResponse: build.response };
    }),
    [`${SERVICE}/Status`]: streaming(StatusRequest, StatusResponse, async ({ ref }, send, call) => {
      call.head({ 'buildkit-current-timestamp': rfc3339(kit.machine.kernel.now) });
      const past = kit.builds.present(ref) === undefined ? await remembered(kit, ref) : undefined;
      if (past !== undefined) {
        for (const progress of past) await send(progress);
        return;
      }
      const build = await kit.builds.get(ref);
      let gone = false;
      call.onGone(() => (gone = true));
      for await (const progress of build.follow()) {
        if (gone) return;
        await send(progress);
      }
    }),
    // a session inside a call, for clients whose builds share one
    [`${SERVICE}/Session`]: async (requests, call) => {
      const id = call.header('x-docker-expose-session-uuid');
      if (id === undefined) throw new GrpcError(Code.invalidArgument, 'no session id');
      const methods = (call.header('x-docker-expose-session-grpc-method') ?? '').split(', ');
      call.begin();
      const pipe = new Duplex({
        read() {},
        write(bytes: Uint8Array, _, done) {
          call.send(BytesMessage.encode({ data: bytes })).then(() => done(), done);
        },
      });
      pipe.on('error', () => {});
      call.onGone(() => pipe.destroy());
      kit.sessions.take(id, methods, pipe);
      for await (const bytes of requests) pipe.push(BytesMessage.decode(bytes).data);
      pipe.push(null);
    },
    [`${SERVICE}/DiskUsage`]: unary(DiskUsageRequest, DiskUsageResponse, async ({ filter }) => ({
      record: await usage(kit, filter),
    })),
    [`${SERVICE}/Prune`]: streaming(PruneRequest, UsageRecord, async (request, send) => {
      for (const record of await prune(kit, request)) await send(record);
    }),
    [`${SERVICE}/ListenBuildHistory`]: streaming(HistoryRequest, HistoryEvent, async (request, send, call) => {
      for (const event of await events(kit, request)) await send(event);
      // who wants to go on listening hears nothing more, until they go
      if (!request.earlyExit) await new Promise<void>((done) => call.onGone(done));
    }),
    [`${SERVICE}/UpdateBuildHistory`]: unary(UpdateHistoryRequest, Empty, async (request) => {
      if (request.pinned) throw new GrpcError(Code.unknown, 'drydock: a pinned build of the history is not simulated');
      if (request.delete) await forget(kit, request.ref);
      return {};
    }),
    // what clients measure of themselves is nobody's concern here
    '/opentelemetry.proto.collector.trace.v1.TraceService/Export': unary(Empty, Empty, () => ({})),
  };
}
