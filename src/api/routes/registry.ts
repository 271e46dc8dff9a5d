// Registries as the daemon asks them: /auth and /distribution of the Engine API 1.51.

import { ApiError } from '../error.ts';
import { readJson } from '../gojson.ts';
import { type Incoming, route } from '../route.ts';
import { conform } from '../shape.ts';
import { AUTH_BODY } from '../shapes/others.ts';

/** Who wants in, and where. The body's errors are the decoder's own. @throws ApiError 500 */
function loginOf(r: Incoming): string {
  try {
    const auth = conform(readJson(r.body), AUTH_BODY) as { serveraddress?: string } | null;
    return (auth?.serveraddress ?? '').replace(/^https?:\/\//, '').replace(/\/.*$/, '');
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    throw new ApiError(
      500,
      error.message.replace(/^invalid JSON: (got EOF while reading request body)?/, (_, eof?: string) =>
        eof === undefined ? '' : 'EOF',
      ),
    );
  }
}

export const registryRoutes = [
  route<'RegistryLogin'>({
    operation: 'RegistryLogin',
    method: 'POST',
    path: '/auth',
    takes: 'bytes',
    raw: true,
    answer: { kind: 'json', status: 200 },
    write: (domain) => ({ body: new TextEncoder().encode(JSON.stringify({ serveraddress: domain })) }),
    read: (r) => [loginOf(r)],
  }),
  route<'DistributionInspect'>({
    operation: 'DistributionInspect',
    method: 'GET',
    path: '/distribution/{name...}/json',
    answer: { kind: 'json', status: 200 },
    write: (ref) => ({ path: { name: ref } }),
    read: (r) => [r.path['name']!],
  }),
] as const;
