// What the daemon asks of registries without fetching anything: may somebody log in, and what stands behind a name.

import { ApiError } from '../api/error.ts';
import { parseReference, ReferenceError_, withDefaultTag } from '../api/reference.ts';
import type { RemoteDescription } from '../api/types/image.ts';
import { encode } from '../fs/bytes.ts';
import { saveManifest } from './savefile.ts';
import type { Core } from './ports/core.ts';

/** What is seen of the engine here. */
type Engine = Core;

/** Registries of the lab ask nobody's name, so whoever reaches one is in. @throws ApiError 500 */
export function login(engine: Engine, domain: string): { IdentityToken: string; Status: string } {
  if (domain === '' || domain === 'docker.io' || domain === 'index.docker.io')
    throw new ApiError(500, "drydock: 'login to Docker Hub' is not simulated");
  const reach = engine.host.registry.reach(domain);
  if (!reach.ok) throw new ApiError(500, reach.reason);
  return { IdentityToken: '', Status: 'Login Succeeded' };
}

/** The descriptor and the platforms of a name. @throws ApiError 400, 404, 500 */
export function describe(engine: Engine, name: string): RemoteDescription {
  const r = (() => {
    try {
      return withDefaultTag(parseReference(name));
    } catch (error) {
      if (error instanceof ReferenceError_) throw new ApiError(400, error.message);
      throw error;
    }
  })();
  const { registry } = engine.host;
  const reach = registry.reach(r.domain);
  if (!reach.ok) throw new ApiError(500, reach.reason);
  const found = registry.find(r.domain, r.path, r.digest ?? r.tag!);
  if (found === undefined && r.domain === 'docker.io')
    throw new ApiError(
      404,
      'errors:\ndenied: requested access to the resource is denied\nunauthorized: authentication required',
    );
  if (found === undefined) throw new ApiError(404, 'manifest unknown: manifest unknown');
  return {
    Descriptor: {
      mediaType: 'application/vnd.docker.distribution.manifest.v2+json',
      digest: found.digest,
      size: encode(saveManifest(found.image)).length,
    },
    Platforms: [{ architecture: found.image.architecture, os: 'linux' }],
  };
}
