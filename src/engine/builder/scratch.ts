// The config of an image that stands on nothing: what `FROM scratch` begins with.

import type { ImageConfig } from '../state.ts';

/** What `FROM scratch` begins with. */
export const SCRATCH: ImageConfig = {
  User: '',
  Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
  Cmd: null,
  WorkingDir: '/',
  Entrypoint: null,
  Labels: null,
};
