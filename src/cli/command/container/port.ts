// docker port

import { CliError, type Implementation } from '../../cli.ts';

export const portCommand: Implementation = {
  args: { min: 1, max: 2 },
  *run(cli) {
    const [name = '', wanted] = cli.args;
    const ports = (yield* cli.api.ContainerInspect(name)).NetworkSettings.Ports;
    const address = (b: { HostIp: string; HostPort: string }): string =>
      `${b.HostIp.includes(':') ? `[${b.HostIp}]` : b.HostIp}:${b.HostPort}`;
    if (wanted !== undefined) {
      const [port = '', proto = 'tcp'] = wanted.split('/');
      if (!/^\d+$/.test(port))
        throw new CliError(
          `Error: invalid port (${port}): strconv.ParseUint: parsing ${JSON.stringify(port)}: invalid syntax`,
        );
      const found = ports[`${port}/${proto}`];
      if (found === undefined || found === null)
        throw new CliError(`Error: No public port '${wanted}' published for ${name}`);
      for (const b of found) yield* cli.print(`${address(b)}\n`);
      return 0;
    }
    const lines = Object.entries(ports).flatMap(([k, list]) => (list ?? []).map((b) => `${k} -> ${address(b)}\n`));
    yield* cli.print(lines.join(''));
    return 0;
  },
};
