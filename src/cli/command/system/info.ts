// docker info

import { bytesSize } from '../../../api/units.ts';
import type { SystemInfo } from '../../../api/types/info.ts';
import type { Task } from '../../../kernel/block.ts';
import { type Cli, CliError, type Implementation } from '../../cli.ts';
import { goJson } from '../../template-print.ts';
import { GoStruct, TemplateError } from '../../template-values.ts';
import { clientInfo, PLUGINS, renamed, template } from './client.ts';

function* info(cli: Cli): Task<number> {
  const format = cli.flags.string('format');
  const client = clientInfo(cli);
  const compiled = format === '' || format === 'json' ? undefined : template(format, 'template parsing error: ');
  if (compiled !== undefined || format === 'json') {
    const daemon = yield* cli.api.Info();
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
  const d = yield* cli.api.Info();
  const lines = (d.DiscoveredDevices ?? []).map((x) => `  ${x.Source}: ${x.ID}\n`).join('');
  const discovered = lines === '' ? '' : ` Discovered Devices:\n${lines}`;
  const status = d.DriverStatus.map(([k, v]) => `  ${k}: ${v}\n`).join('');
  yield* cli.print(
    ` Containers: ${d.Containers}\n  Running: ${d.ContainersRunning}\n  Paused: ${d.ContainersPaused}\n  Stopped: ${d.ContainersStopped}\n Images: ${d.Images}\n Server Version: ${d.ServerVersion}\n` +
      ` Storage Driver: ${d.Driver}\n${status} Logging Driver: ${d.LoggingDriver}\n Cgroup Driver: ${d.CgroupDriver}\n Cgroup Version: ${d.CgroupVersion}\n Plugins:\n` +
      `  Volume: ${d.Plugins.Volume.join(' ')}\n  Network: ${d.Plugins.Network.join(' ')}\n  Log: ${d.Plugins.Log.join(' ')}\n CDI spec directories:\n${d.CDISpecDirs.map((x) => `  ${x}\n`).join('')}${discovered} Swarm: inactive\n Runtimes: ${Object.keys(d.Runtimes).join(' ')}\n Default Runtime: ${d.DefaultRuntime}\n Init Binary: ${d.InitBinary}\n containerd version: ${d.ContainerdCommit.ID}\n runc version: ${d.RuncCommit.ID}\n init version: ${d.InitCommit.ID}\n` +
      ` Security Options:\n  seccomp\n   Profile: builtin\n  cgroupns\n Kernel Version: ${d.KernelVersion}\n Operating System: ${d.OperatingSystem}\n OSType: ${d.OSType}\n Architecture: ${d.Architecture}\n CPUs: ${d.NCPU}\n` +
      ` Total Memory: ${bytesSize(d.MemTotal)}\n Name: ${d.Name}\n ID: ${d.ID}\n Docker Root Dir: ${d.DockerRootDir}\n Debug Mode: ${d.Debug}\n${debugging(d)}${listed('Labels', d.Labels)} Experimental: false\n` +
      `${listed('Insecure Registries', insecureOf(d))}${listed('Registry Mirrors', d.RegistryConfig.Mirrors)} Live Restore Enabled: false\n\n`,
  );
  for (const warning of d.Warnings ?? []) yield* cli.p.eprint(`${warning}\n`);
  return 0;
}

/** Registries that the daemon speaks to without TLS: the named ones, then networks. */
function insecureOf(d: SystemInfo): string[] {
  const { IndexConfigs, InsecureRegistryCIDRs } = d.RegistryConfig;
  const named = Object.values(IndexConfigs).filter((i) => !i.Secure);
  return [...named.map((i) => i.Name), ...InsecureRegistryCIDRs];
}

/** A heading with a line for each of a list; nothing where there are none. */
function listed(title: string, items: readonly string[] | null): string {
  const list = items ?? [];
  return list.length === 0 ? '' : ` ${title}:\n${list.map((x) => `  ${x}\n`).join('')}`;
}

/** What a daemon with --debug tells beside. */
function debugging(d: SystemInfo): string {
  if (!d.Debug) return '';
  return `  File Descriptors: ${d.NFd}\n  Goroutines: ${d.NGoroutines}\n  System Time: ${d.SystemTime}\n  EventsListeners: ${d.NEventsListener}\n`;
}

export const infoCommand: Implementation = { args: { min: 0, max: 0 }, run: info };
