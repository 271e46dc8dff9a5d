// Docker's own images of the release that is simulated; those of later ones are among the recorded ones.

import type { Made } from './made.ts';

const CLI: Made = {
  image: 'docker',
  tags: ['28.5.2-cli 28.5-cli 28-cli 28.5.2-cli-alpine3.22'],
  system: 'alpine',
  layers: [8.2, 0.001, 19.4, 22.9, 18.9, 0.001, 0.001],
  env: {
    DOCKER_VERSION: '28.5.2',
    DOCKER_BUILDX_VERSION: '0.29.1',
    DOCKER_COMPOSE_VERSION: '2.40.3',
    DOCKER_TLS_CERTDIR: '/certs',
  },
  entrypoint: ['docker-entrypoint.sh'],
  cmd: ['sh'],
};

export const DOCKER: readonly Made[] = [
  CLI,
  {
    ...CLI,
    tags: ['28.5.2-dind 28.5-dind 28-dind 28.5.2-dind-alpine3.22 28.5.2 28.5 28 28.5.2-alpine3.22'],
    layers: [...CLI.layers, 7, 0.09, 0.001, 67.4, 0.002, 0.003],
    env: { ...CLI.env, DIND_COMMIT: '8d9e3502aba39127e4d12196dae16d306f76993d' },
    entrypoint: ['dockerd-entrypoint.sh'],
    cmd: [],
    ports: [2375, 2376],
    volumes: ['/var/lib/docker'],
  },
];
