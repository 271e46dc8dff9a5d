// What a client that drives a build itself says to it: `moby.buildkit.v1.frontend.LLBBridge`.

import { blobs, bool, byteses, many, message, named, one, string, texts } from '../protobuf.ts';
import { Status } from './common.ts';
import { WorkerRecord } from './control.ts';

/** The graph behind a result, which clients hand on when another build stands on it. */
export const Definition = message({ def: byteses(1) });
const Ref = message({ id: string(1), def: one(2, Definition) });
const Refs = message({ refs: named(1, Ref) });
export const Result = message({ ref: one(3, Ref), refs: one(4, Refs), metadata: blobs(10) });

export const BridgeSolveRequest = message({
  definition: one(1, Definition),
  frontend: string(2),
  frontendOpt: texts(3),
  final: bool(10),
  frontendInputs: named(13, Definition),
  evaluate: bool(14),
});
export const BridgeSolveResponse = message({ ref: string(1), result: one(3, Result) });
export const ReturnRequest = message({ result: one(1, Result), error: one(2, Status) });

const Cap = message({ id: string(1), enabled: bool(2), deprecated: bool(3), disabledReasonMsg: string(5) });
export const PongResponse = message({
  frontendCaps: many(1, Cap),
  llbCaps: many(2, Cap),
  workers: many(3, WorkerRecord),
});
