// What the builder says of itself: its worker, its version, and what of the protocol it can do.

import { WORKER_ID } from '../../engine/builder/step.ts';
import type { InfoResponse, WorkerRecord } from './messages/control.ts';
import type { PongResponse } from './messages/gateway.ts';
import type { Of } from './protobuf.ts';

/** The version that the daemon names where it is asked for its BuildKit. */
const VERSION = { package: 'github.com/moby/buildkit', version: 'v0.25.1' };
const GATEWAY_IP = '172.17.0.1';

export const WORKER: Partial<Of<typeof WorkerRecord>> = {
  id: WORKER_ID,
  labels: { 'org.mobyproject.buildkit.worker.moby.host-gateway-ip': GATEWAY_IP },
  platforms: [
    { architecture: 'amd64', os: 'linux' },
    { architecture: 'amd64', os: 'linux', variant: 'v2' },
    { architecture: 'amd64', os: 'linux', variant: 'v3' },
    { architecture: '386', os: 'linux' },
  ],
  version: VERSION,
};

export const INFO: Partial<Of<typeof InfoResponse>> = { version: VERSION };

/** What clients may ask of the gateway here. */
const FRONTEND_CAPS = [
  'frontend.caps',
  'frontend.inputs',
  'gateway.solve.metadata',
  'gateway.warnings',
  'importcaches',
  'proto.refarray',
  'reference.output',
  'resolveimage',
  'return',
  'returnmap',
  'solve.base',
  'solve.inlinereturn',
];
/** What a build may use here. */
const LLB_CAPS = [
  'constraints',
  'exec.meta.base',
  'exec.meta.network',
  'exec.meta.proxyenv',
  'exec.meta.ulimit',
  'exec.mount.bind',
  'exec.mount.cache',
  'exec.mount.secret',
  'exec.mount.ssh',
  'exec.mount.tmpfs',
  'exec.secretenv',
  'exporter.session',
  'file.base',
  'history.filter',
  'meta.description',
  'platform',
  'source.git',
  'source.http',
  'source.image',
  'source.image.resolvemode',
  'source.local',
  'source.local.excludepatterns',
  'source.local.followpaths',
  'source.local.includepatterns',
  'source.local.sessionid',
  'source.local.sharedkeyhint',
  'source.local.unique',
];
/** What the daemon's own image store cannot do. */
const CONTAINERD_ONLY = ['diffop', 'mergeop'];

export const PONG: Partial<Of<typeof PongResponse>> = {
  frontendCaps: FRONTEND_CAPS.map((id) => ({ id, enabled: true })),
  llbCaps: [
    ...LLB_CAPS.map((id) => ({ id, enabled: true })),
    ...CONTAINERD_ONLY.map((id) => ({
      id,
      disabledReasonMsg: 'only enabled with containerd image store backend',
    })),
  ],
  workers: [WORKER],
};
