// `LLBBridge`: clients that drive their build themselves. They name the build in a header of every call.

import { Code, GrpcError, type Call, type Service, unary } from './grpc.ts';
import type { Build } from './builds.ts';
import type { Kit } from './kit.ts';
import { Empty } from './messages/common.ts';
import { BridgeSolveRequest, BridgeSolveResponse, PongResponse, ReturnRequest } from './messages/gateway.ts';
import { solve } from './solve.ts';
import { PONG } from './workers.ts';

const SERVICE = '/moby.buildkit.v1.frontend.LLBBridge';

export function gateway(kit: Kit): Service {
  const buildOf = (call: Call): Promise<Build> => {
    const ref = call.header('buildkit-controlapi-buildid');
    if (ref === undefined) throw new GrpcError(Code.invalidArgument, 'no buildid found in context');
    return kit.builds.get(ref);
  };
  return {
    [`${SERVICE}/Ping`]: unary(Empty, PongResponse, async (_, call) => {
      await buildOf(call);
      return PONG;
    }),
    [`${SERVICE}/Solve`]: unary(BridgeSolveRequest, BridgeSolveResponse, async (request, call) => {
      const build = await buildOf(call);
      if (request.frontend === '') {
        if (request.definition !== undefined)
          throw new GrpcError(Code.unknown, "drydock: a build by a graph of the client's own is not simulated");
        return { result: { ref: {} } };
      }
      call.onGone(() => build.stop());
      return { result: await solve(kit, build, request.frontend, request.frontendOpt) };
    }),
    [`${SERVICE}/Return`]: unary(ReturnRequest, Empty, async (request, call) => {
      const build = await buildOf(call);
      const { error } = request;
      if (error === undefined || (error.code ?? 0) === 0) build.returned.say(request.result ?? {});
      else
        build.returned.fail(
          new GrpcError(
            error.code!,
            error.message ?? '',
            (error.details ?? []).map((d) => ({ typeUrl: d.typeUrl ?? '', value: d.value ?? new Uint8Array(0) })),
          ),
        );
      return {};
    }),
  };
}
