// Archives that clients send packed: the daemon unpacks them.

import { gunzipSync } from 'fflate';
import { ApiError } from '../api/error.ts';

/** What was packed with gzip, unpacked; anything else as it is. @throws ApiError when it is damaged or ends too early */
export function unpacked(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes);
  } catch {
    throw new ApiError(500, 'unexpected EOF');
  }
}
