// The table of `docker context ls`: its columns and what --format can ask for.

import type { ListFormat } from '../formatter.ts';

export const CONTEXTS: ListFormat = {
  type: 'clientContextContext',
  headers: { Current: '', Description: 'DESCRIPTION', DockerEndpoint: 'DOCKER ENDPOINT', Error: 'ERROR', Name: 'NAME' },
  table: '{{.Name}}{{if .Current}} *{{end}}\t{{.Description}}\t{{.DockerEndpoint}}\t{{.Error}}',
};
