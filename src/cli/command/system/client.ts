// What the client says of itself, and Go templates over it.

import { type Cli, CliError, currentContext } from '../../cli.ts';
import { unescapeFormat } from '../../formatter.ts';
import { GoTemplate } from '../../template.ts';
import { TemplateSyntaxError } from '../../template-parse.ts';

export type Fields = Record<string, unknown>;

export const PLUGINS = [
  {
    SchemaVersion: '0.1.0',
    Vendor: 'Docker Inc.',
    Version: '0.29.1',
    ShortDescription: 'Docker Buildx',
    Name: 'buildx',
    Path: '/usr/libexec/docker/cli-plugins/docker-buildx',
  },
  {
    SchemaVersion: '0.1.0',
    Vendor: 'Docker Inc.',
    Version: '2.40.3',
    ShortDescription: 'Docker Compose',
    Name: 'compose',
    Path: '/usr/libexec/docker/cli-plugins/docker-compose',
  },
];

export function clientInfo(cli: Cli): Fields {
  return {
    Debug: false,
    Version: '28.5.2',
    GitCommit: 'ecc6942',
    GoVersion: 'go1.24.9',
    Os: 'linux',
    Arch: 'amd64',
    BuildTime: '2025-11-05T14:43:33Z',
    Context: currentContext(cli.p),
    Plugins: PLUGINS,
    Warnings: null,
  };
}

export function template(source: string, prefix: string, status = 64): GoTemplate {
  try {
    return new GoTemplate(unescapeFormat(source));
  } catch (error) {
    if (!(error instanceof TemplateSyntaxError)) throw error;
    throw new CliError(`${prefix}${error.message}`, status);
  }
}

/** Fields under their names in Go, where JSON has others. */
export function renamed(fields: object, names: Readonly<Record<string, string>>): Fields {
  return Object.fromEntries(Object.entries(fields).map(([k, v]) => [names[k] ?? k, v]));
}

export const GO_VERSION = { ApiVersion: 'APIVersion' };
