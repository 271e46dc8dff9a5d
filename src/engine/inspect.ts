// The JSON of `docker inspect CONTAINER`, fields in the daemon's order.

import type { PortBinding } from '../api/types/host.ts';
import type { ContainerInspect } from '../api/types/inspect.ts';
import type { With } from './ports/stores.ts';
import { sizeRw } from './listing.ts';
import { inOrder } from '../api/shape.ts';
import { CONFIG, HOST_CONFIG } from '../api/shapes/container.ts';
import { rfc3339 } from '../api/units.ts';
import { treeSize } from '../fs/tree.ts';
import type { ContainerRecord } from './state.ts';

/** What is seen of the engine here. */
type Engine = With<'containers' | 'images'>;

/** Log file of a container that uses the json-file driver. */
function logPath(root: string, c: ContainerRecord): string {
  const type = c.hostConfig.LogConfig.Type;
  if (c.startedAt === 0) return '';
  if (type === 'json-file') return `${root}/containers/${c.id}/${c.id}-json.log`;
  return type === 'local' ? `${root}/containers/${c.id}/local-logs/container.log` : '';
}

export function inspectContainer(engine: Engine, c: ContainerRecord, size: boolean): ContainerInspect {
  const running = c.state === 'running' || c.state === 'paused' || c.state === 'restarting';
  const bridge = c.endpoints['bridge'];
  const execs = [...engine.state.execs.values()]
    .filter((e) => e.container === c.id && e.state !== 'exited')
    .map((e) => e.id);
  const ports: Record<string, PortBinding[] | null> = Object.fromEntries(
    Object.entries(c.ports).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  const layer = c.id.slice(0, 12);
  return {
    Id: c.id,
    Created: rfc3339(c.created),
    Path: c.path,
    Args: [...c.args],
    State: {
      Status: c.state,
      Running: c.state === 'running' || c.state === 'paused' || c.state === 'restarting',
      Paused: c.state === 'paused',
      Restarting: c.state === 'restarting',
      OOMKilled: c.oomKilled,
      Dead: c.state === 'dead',
      Pid: c.pid,
      ExitCode: running && c.state !== 'restarting' ? 0 : c.exitCode,
      Error: c.error,
      StartedAt: rfc3339(c.startedAt),
      FinishedAt: rfc3339(c.finishedAt),
      ...(c.health === undefined
        ? {}
        : {
            Health: {
              Status: c.health.status,
              FailingStreak: c.health.failingStreak,
              Log: c.health.log.map((l) => ({
                Start: rfc3339(l.Start),
                End: rfc3339(l.End),
                ExitCode: l.ExitCode,
                Output: l.Output,
              })),
            },
          }),
    },
    Image: c.imageId,
    ResolvConfPath: c.sandboxId === '' ? '' : `${engine.root}/containers/${c.id}/resolv.conf`,
    HostnamePath: c.sandboxId === '' ? '' : `${engine.root}/containers/${c.id}/hostname`,
    HostsPath: c.sandboxId === '' ? '' : `${engine.root}/containers/${c.id}/hosts`,
    LogPath: logPath(engine.root, c),
    Name: `/${c.name}`,
    RestartCount: c.restartCount,
    Driver: 'overlay2',
    Platform: c.platform,
    MountLabel: '',
    ProcessLabel: '',
    AppArmorProfile: '',
    ExecIDs: execs.length > 0 ? execs : null,
    HostConfig: inOrder(c.hostConfig, HOST_CONFIG),
    GraphDriver: {
      Data: {
        ID: c.id,
        LowerDir: `${engine.root}/overlay2/${layer}-init/diff:${engine.root}/overlay2/${c.imageId.slice(7, 19)}/diff`,
        MergedDir: `${engine.root}/overlay2/${layer}/merged`,
        UpperDir: `${engine.root}/overlay2/${layer}/diff`,
        WorkDir: `${engine.root}/overlay2/${layer}/work`,
      },
      Name: 'overlay2',
    },
    ...(size ? { SizeRw: sizeRw(engine, c), SizeRootFs: treeSize(engine.containers.runtime(c).cell.root) } : {}),
    Mounts: c.mounts.map((m) => ({
      Type: m.Type,
      ...(m.Name === undefined ? {} : { Name: m.Name }),
      Source: m.Source,
      Destination: m.Destination,
      ...(m.Driver === undefined ? {} : { Driver: m.Driver }),
      Mode: m.Mode,
      RW: m.RW,
      Propagation: m.Propagation,
    })),
    Config: inOrder(c.config, CONFIG),
    NetworkSettings: {
      Bridge: '',
      SandboxID: c.sandboxId,
      SandboxKey: c.sandboxId === '' ? '' : `/var/run/docker/netns/${c.sandboxId.slice(0, 12)}`,
      Ports: ports,
      HairpinMode: false,
      LinkLocalIPv6Address: '',
      LinkLocalIPv6PrefixLen: 0,
      SecondaryIPAddresses: null,
      SecondaryIPv6Addresses: null,
      EndpointID: bridge?.EndpointID ?? '',
      Gateway: bridge?.Gateway ?? '',
      GlobalIPv6Address: bridge?.GlobalIPv6Address ?? '',
      GlobalIPv6PrefixLen: bridge?.GlobalIPv6PrefixLen ?? 0,
      IPAddress: bridge?.IPAddress ?? '',
      IPPrefixLen: bridge?.IPPrefixLen ?? 0,
      IPv6Gateway: bridge?.IPv6Gateway ?? '',
      MacAddress: bridge?.MacAddress ?? '',
      Networks: Object.fromEntries(Object.entries(c.endpoints).sort(([a], [b]) => (a < b ? -1 : 1))),
    },
  };
}
