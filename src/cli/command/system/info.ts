// docker info

import { bytesSize } from '../../../api/units.ts';
import type { Task } from '../../../kernel/block.ts';
import { type Cli, CliError, type Implementation } from '../../cli.ts';
import { goJson } from '../../template-print.ts';
import { GoStruct, TemplateError } from '../../template-values.ts';
import { clientInfo, type Fields, PLUGINS, renamed, template } from './client.ts';

function* info(cli: Cli): Task<number> {
  const format = cli.flags.string('format');
  const client = clientInfo(cli);
  const compiled = format === '' || format === 'json' ? undefined : template(format, 'template parsing error: ');
  if (compiled !== undefined || format === 'json') {
    const daemon = (yield* cli.api.Info()) as Fields;
    if (compiled === undefined) {
      yield* cli.print(`${goJson({ ...daemon, ClientInfo: client })}\n`);
      return 0;
    }
    try {
      yield* cli.print(
        `${compiled.execute(new GoStruct('system.dockerInfo', { DiscoveredDevices: null, ...renamed(daemon, { CpuCfsPeriod: 'CPUCfsPeriod', CpuCfsQuota: 'CPUCfsQuota', HttpProxy: 'HTTPProxy', HttpsProxy: 'HTTPSProxy' }), ClientInfo: client }, {}))}\n`,
      );
      return 0;
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      yield* cli.print('\n');
      throw new CliError(error.message);
    }
  }
  yield* cli.print(
    `Client:\n Version:    28.5.2\n Context:    ${String(client['Context'])}\n Debug Mode: false\n Plugins:\n${PLUGINS.map((p) => `  ${p.Name}: ${p.ShortDescription} (${p.Vendor})\n    Version:  ${p.Version}\n    Path:     ${p.Path}\n`).join('')}\nServer:\n`,
  );
  const d = (yield* cli.api.Info()) as Record<string, never>;
  const n = (k: string): string => String(d[k]);
  const commit = (k: string): string => (d[k] as unknown as { ID: string }).ID;
  const plugins = d['Plugins'] as unknown as Record<string, string[]>;
  const runtimes = Object.keys(d['Runtimes'] as unknown as object).join(' ');
  const found = (d['DiscoveredDevices'] as unknown as { Source: string; ID: string }[] | undefined) ?? [];
  const lines = found.map((x) => `  ${x.Source}: ${x.ID}\n`).join('');
  const discovered = lines === '' ? '' : ` Discovered Devices:\n${lines}`;
  const status = (d['DriverStatus'] as unknown as [string, string][]).map(([k, v]) => `  ${k}: ${v}\n`).join('');
  yield* cli.print(
    ` Containers: ${n('Containers')}\n  Running: ${n('ContainersRunning')}\n  Paused: ${n('ContainersPaused')}\n  Stopped: ${n('ContainersStopped')}\n Images: ${n('Images')}\n Server Version: ${n('ServerVersion')}\n` +
      ` Storage Driver: ${n('Driver')}\n${status} Logging Driver: ${n('LoggingDriver')}\n Cgroup Driver: ${n('CgroupDriver')}\n Cgroup Version: ${n('CgroupVersion')}\n Plugins:\n` +
      `  Volume: ${plugins['Volume']!.join(' ')}\n  Network: ${plugins['Network']!.join(' ')}\n  Log: ${plugins['Log']!.join(' ')}\n CDI spec directories:\n${(d['CDISpecDirs'] as unknown as string[]).map((x) => `  ${x}\n`).join('')}${discovered} Swarm: inactive\n Runtimes: ${runtimes}\n Default Runtime: ${n('DefaultRuntime')}\n Init Binary: ${n('InitBinary')}\n containerd version: ${commit('ContainerdCommit')}\n runc version: ${commit('RuncCommit')}\n init version: ${commit('InitCommit')}\n` +
      ` Security Options:\n  seccomp\n   Profile: builtin\n  cgroupns\n Kernel Version: ${n('KernelVersion')}\n Operating System: ${n('OperatingSystem')}\n OSType: ${n('OSType')}\n Architecture: ${n('Architecture')}\n CPUs: ${n('NCPU')}\n` +
      ` Total Memory: ${bytesSize(Number(d['MemTotal']))}\n Name: ${n('Name')}\n ID: ${n('ID')}\n Docker Root Dir: ${n('DockerRootDir')}\n Debug Mode: false\n Experimental: false\n Insecure Registries:\n  ::1/128\n  127.0.0.0/8\n Live Restore Enabled: false\n\n`,
  );
  return 0;
}

export const infoCommand: Implementation = { args: { min: 0, max: 0 }, run: info };
