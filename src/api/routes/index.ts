// The one table of routes: what the client writes and the daemon answers both come from it.

import type { Route } from '../route.ts';
import { buildRoutes } from './build.ts';
import { classicRoutes } from './classic.ts';
import { containerRoutes } from './containers.ts';
import { execRoutes } from './exec.ts';
import { imageRoutes } from './images.ts';
import { networkRoutes, volumeRoutes } from './networks.ts';
import { registryRoutes } from './registry.ts';
import { systemRoutes } from './system.ts';

/** Every operation, once. */
export const ROUTES = [
  ...containerRoutes,
  ...execRoutes,
  ...imageRoutes,
  ...networkRoutes,
  ...volumeRoutes,
  ...registryRoutes,
  ...systemRoutes,
  ...buildRoutes,
  ...classicRoutes,
] as unknown as readonly Route[];
