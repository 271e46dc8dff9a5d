// Failures of a build as clients are told: a text, and where in which file it is.

import { toBase64 } from '../../api/base64.ts';
import { encode } from '../../fs/bytes.ts';
import type { Excerpt } from '../../api/types/build.ts';
import { Code, GrpcError } from './grpc.ts';

/** Places in a file as JSON has them. */
export function rangesJson(e: Excerpt): unknown[] {
  return [{ start: { line: e.from }, end: { line: e.to } }];
}
/** A file as JSON has it. */
export function sourceJson(e: Excerpt): Record<string, unknown> {
  return { filename: e.file, data: toBase64(encode(e.source)), language: 'Dockerfile' };
}

/** @param vertex digest of the step that failed */
export function buildError(message: string, excerpts: readonly Excerpt[], vertex: string | undefined): GrpcError {
  const detail = (name: string, value: unknown): { typeUrl: string; value: Uint8Array } => ({
    typeUrl: `github.com/moby/buildkit/errdefs.${name}+json`,
    value: encode(JSON.stringify(value)),
  });
  return new GrpcError(Code.unknown, message, [
    ...excerpts.map((e) => detail('Source', { info: sourceJson(e), ranges: rangesJson(e) })),
    ...(vertex === undefined ? [] : [detail('Vertex', { digest: vertex })]),
  ]);
}
