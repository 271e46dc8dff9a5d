// Messages that several services share: times, sources of texts, errors. Field numbers are those of BuildKit's protocol.

import { bytes, int, many, message, one, string, texts, type Of } from '../protobuf.ts';

export const Timestamp = message({ seconds: int(1), nanos: int(2) });

/** Virtual ms since 1970 as the protocol says a time. */
export function timestamp(ms: number): Partial<Of<typeof Timestamp>> {
  const seconds = Math.floor(ms / 1000);
  return { seconds, nanos: Math.round((ms - seconds * 1000) * 1e6) };
}

const Position = message({ line: int(1), character: int(2) });
export const Range = message({ start: one(1, Position), end: one(2, Position) });
/** A text that warnings and errors point into. */
export const SourceInfo = message({ filename: string(1), data: bytes(2), language: string(4) });

const Any = message({ typeUrl: string(1), value: bytes(2) });
/** An error as gRPC tells it, with its details. */
export const Status = message({ code: int(1), message: string(2), details: many(3, Any) });

export const Empty = message({});
export const BytesMessage = message({ data: bytes(1) });
export const Exporter = message({ type: string(1), attrs: texts(2) });
