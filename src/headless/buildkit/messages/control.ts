// What a client says to the daemon: `moby.buildkit.v1.Control`.

import { bool, bytes, byteses, int, many, message, named, numbered, one, string, strings, texts } from '../protobuf.ts';
import { Exporter, Range, SourceInfo, Status, Timestamp } from './common.ts';

const CacheOptionsEntry = message({ type: string(1), attrs: texts(2) });
const CacheOptions = message({ exports: many(4, CacheOptionsEntry), imports: many(5, CacheOptionsEntry) });
export const SolveRequest = message({
  ref: string(1),
  exporterDeprecated: string(3),
  exporterAttrsDeprecated: texts(4),
  session: string(5),
  frontend: string(6),
  frontendAttrs: texts(7),
  cache: one(8, CacheOptions),
  entitlements: strings(9),
  internal: bool(11),
  exporters: many(13, Exporter),
});
export const SolveResponse = message({ exporterResponse: texts(1) });

export const StatusRequest = message({ ref: string(1) });
const Vertex = message({
  digest: string(1),
  inputs: strings(2),
  name: string(3),
  cached: bool(4),
  started: one(5, Timestamp),
  completed: one(6, Timestamp),
  error: string(7),
});
const VertexStatus = message({
  id: string(1),
  vertex: string(2),
  name: string(3),
  current: int(4),
  total: int(5),
  timestamp: one(6, Timestamp),
  started: one(7, Timestamp),
  completed: one(8, Timestamp),
});
const VertexLog = message({ vertex: string(1), timestamp: one(2, Timestamp), stream: int(3), msg: bytes(4) });
const VertexWarning = message({
  vertex: string(1),
  level: int(2),
  short: bytes(3),
  detail: byteses(4),
  url: string(5),
  info: one(6, SourceInfo),
  ranges: many(7, Range),
});
export const StatusResponse = message({
  vertexes: many(1, Vertex),
  statuses: many(2, VertexStatus),
  logs: many(3, VertexLog),
  warnings: many(4, VertexWarning),
});

const Version = message({ package: string(1), version: string(2), revision: string(3) });
const Platform = message({ architecture: string(1), os: string(2), variant: string(3) });
export const WorkerRecord = message({
  id: string(1),
  labels: texts(2),
  platforms: many(3, Platform),
  version: one(5, Version),
});
export const ListWorkersResponse = message({ record: many(1, WorkerRecord) });
export const InfoResponse = message({ version: one(1, Version) });

export const DiskUsageRequest = message({ filter: strings(1) });
export const UsageRecord = message({
  id: string(1),
  mutable: bool(2),
  inUse: bool(3),
  size: int(4),
  createdAt: one(6, Timestamp),
  lastUsedAt: one(7, Timestamp),
  usageCount: int(8),
  description: string(9),
  recordType: string(10),
  shared: bool(11),
  parents: strings(12),
});
export const DiskUsageResponse = message({ record: many(1, UsageRecord) });
export const PruneRequest = message({
  filter: strings(1),
  all: bool(2),
  keepDuration: int(3),
  reservedSpace: int(4),
  maxUsedSpace: int(5),
  minFreeSpace: int(6),
});

export const HistoryRequest = message({
  activeOnly: bool(1),
  ref: string(2),
  earlyExit: bool(3),
  filter: strings(4),
  limit: int(5),
});
const Descriptor = message({ mediaType: string(1), digest: string(2), size: int(3), annotations: texts(5) });
const ResultInfo = message({
  deprecated: one(1, Descriptor),
  attestations: many(2, Descriptor),
  results: numbered(3, Descriptor),
});
export const HistoryRecord = message({
  ref: string(1),
  frontend: string(2),
  frontendAttrs: texts(3),
  exporters: many(4, Exporter),
  error: one(5, Status),
  createdAt: one(6, Timestamp),
  completedAt: one(7, Timestamp),
  logs: one(8, Descriptor),
  exporterResponse: texts(9),
  result: one(10, ResultInfo),
  results: named(11, ResultInfo),
  pinned: bool(14),
  cachedSteps: int(15),
  totalSteps: int(16),
  completedSteps: int(17),
  externalError: one(18, Descriptor),
  warnings: int(19),
});
/** `type`: 0 started, 1 complete, 2 deleted. */
export const HistoryEvent = message({ type: int(1), record: one(2, HistoryRecord) });
export const UpdateHistoryRequest = message({ ref: string(1), pinned: bool(2), delete: bool(3), finalize: bool(4) });
