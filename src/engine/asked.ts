// What a request asks for, read in the daemon's words.

import { signalNumber } from '../kernel/signals.ts';
import { FsError } from '../fs/node.ts';
import { ApiError } from '../api/error.ts';

/** The signal that a request names, by name or number. @throws ApiError 400 */
export function askedSignal(text: string): number {
  const signal = signalNumber(text);
  if (signal === undefined && /^\d+$/.test(text) && Number(text) > 0)
    throw new ApiError(400, `the linux daemon does not support signal ${Number(text)}`);
  if (/^-\d+$/.test(text)) throw new ApiError(400, `the linux daemon does not support signal ${text}`);
  if (signal === undefined || signal === 0) throw new ApiError(400, `invalid signal: ${text}`);
  return signal;
}

/** What a client is told of a failure. @throws the error itself where it is no refusal but a mistake of ours */
export function refusal(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof FsError) return new ApiError(500, error.message);
  throw error;
}

/** Does `act`; what it refuses says first which operation failed (`cannot kill container: web: `), or all of it with one status. @throws ApiError */
export function during<T>(what: string, act: () => T, status?: ApiError['status']): T {
  try {
    return act();
  } catch (error) {
    const why = refusal(error);
    throw new ApiError(status ?? why.status, `${what}: ${why.message}`);
  }
}
