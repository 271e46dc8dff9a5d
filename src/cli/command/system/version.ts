// docker version

import type { SystemVersion } from '../../../api/types/info.ts';
import type { Task } from '../../../kernel/block.ts';
import { type Cli, CliError, currentContext, type Implementation } from '../../cli.ts';
import { goJson } from '../../template-print.ts';
import { GoStruct, GoValue, TemplateError } from '../../template-values.ts';
import { GO_VERSION, renamed, template } from './client.ts';

function* version(cli: Cli): Task<number> {
  const format = cli.flags.string('format');
  const client = {
    Version: '28.5.2',
    ApiVersion: '1.51',
    DefaultAPIVersion: '1.51',
    GitCommit: 'ecc6942',
    GoVersion: 'go1.24.9',
    Os: 'linux',
    Arch: 'amd64',
    BuildTime: 'Wed Nov  5 14:43:33 2025',
    Context: currentContext(cli.p),
  };
  const compiled = format === '' || format === 'json' ? undefined : template(format, 'template parsing error: ');
  let server: SystemVersion | undefined;
  let failure: unknown;
  try {
    server = yield* cli.api.Version();
  } catch (error) {
    failure = error;
  }
  if (format === 'json') yield* cli.print(`${goJson({ Client: client, Server: server ?? null })}\n`);
  else if (compiled !== undefined) {
    try {
      const view =
        server === undefined ? null : new GoValue(undefined, server, '*types.Version', renamed(server, GO_VERSION));
      yield* cli.print(
        `${compiled.execute(new GoStruct('system.versionInfo', { Client: new GoValue(undefined, client, 'system.clientVersion', renamed(client, GO_VERSION)), Server: view }, {}))}\n`,
      );
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      throw new CliError(error.message);
    }
  } else {
    yield* cli.print(
      `Client:\n Version:           ${client.Version}\n API version:       ${client.ApiVersion}\n Go version:        ${client.GoVersion}\n Git commit:        ${client.GitCommit}\n Built:             ${client.BuildTime}\n OS/Arch:           linux/amd64\n Context:           ${client.Context}\n`,
    );
    if (server !== undefined) {
      const parts = server.Components.map(({ Name, Version, Details }) =>
        Name === 'Engine'
          ? ` Engine:\n  Version:          ${Version}\n  API version:      ${Details['ApiVersion']} (minimum version ${Details['MinAPIVersion']})\n  Go version:       ${Details['GoVersion']}\n  Git commit:       ${Details['GitCommit']}\n  Built:            ${client.BuildTime}\n  OS/Arch:          linux/amd64\n  Experimental:     false\n`
          : ` ${Name}:\n  Version:          ${Version}\n  GitCommit:        ${Details['GitCommit']}\n`,
      );
      yield* cli.print(`\nServer:\n${parts.join('')}`);
    }
  }
  if (failure !== undefined) throw failure;
  return 0;
}

export const versionCommand: Implementation = { args: { min: 0, max: 0 }, run: version };
