// What a request asks for, read in the daemon's words.

import { signalNumber } from '../kernel/signals.ts';
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

/** Does `act`; what it refuses says first which operation failed (`cannot kill container: web: `). @throws ApiError */
export function during<T>(what: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw error instanceof ApiError ? new ApiError(error.status, `${what}: ${error.message}`) : error;
  }
}
