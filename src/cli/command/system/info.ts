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
      ` Total Memory: ${bytesSize(Number(d['MemTotal']))}\n Name: ${n('Name')}\n ID: ${n('ID')}\n Docker Root Dir: ${n('DockerRootDir')}\n Debug Mode: ${n('Debug')}\n${debugging(d)}${listed('Labels', d['Labels'])} Experimental: false\n` +
      `${listed('Insecure Registries', insecureOf(d))}${listed('Registry Mirrors', (d['RegistryConfig'] as unknown as RegistryConfig).Mirrors)} Live Restore Enabled: false\n\n`,
  );
  for (const warning of (d['Warnings'] as unknown as string[] | null) ?? []) yield* cli.p.eprint(`${warning}\n`);
  return 0;
}

interface RegistryConfig {
  readonly IndexConfigs: Readonly<Record<string, { Name: string; Secure: boolean }>>;
  readonly InsecureRegistryCIDRs: readonly string[];
  readonly Mirrors: readonly string[] | null;
}

/** Registries that the daemon speaks to without TLS: the named ones, then networks. */
function insecureOf(d: Readonly<Record<string, unknown>>): string[] {
  const { IndexConfigs, InsecureRegistryCIDRs } = d['RegistryConfig'] as RegistryConfig;
  const named = Object.values(IndexConfigs).filter((i) => !i.Secure);
  return [...named.map((i) => i.Name), ...InsecureRegistryCIDRs];
}

/** A heading with a line for each of a list; nothing where there are none. */
function listed(title: string, items: unknown): string {
  const list = (items ?? []) as readonly string[];
  return list.length === 0 ? '' : ` ${title}:\n${list.map((x) => `  ${x}\n`).join('')}`;
}

/** What a daemon with --debug tells beside. */
function debugging(d: Readonly<Record<string, unknown>>): string {
  if (d['Debug'] !== true) return '';
  return `  File Descriptors: ${String(d['NFd'])}\n  Goroutines: ${String(d['NGoroutines'])}\n  System Time: ${String(d['SystemTime'])}\n  EventsListeners: ${String(d['NEventsListener'])}\n`;
}

export const infoCommand: Implementation = { args: { min: 0, max: 0 }, run: info };
