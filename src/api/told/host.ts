// The structs of what the daemon tells of itself, of networks and of volumes: api/types/{system,network,volume,events} of
// moby 28.5.

import {
  array,
  bool,
  int,
  int64,
  list,
  map,
  named,
  pointer,
  type Shape,
  string,
  type Struct,
  struct,
} from '../shape.ts';
import { IPAM_CONFIG } from '../shapes/others.ts';
import { HEX_ID, labels, TIME } from './common.ts';
import { CONTAINER_ROW } from './container.ts';
import { IMAGE_ROW, OLD_IMAGE_ROW } from './image.ts';
import { changed, joined, mapped, without } from './alter.ts';

const any: Shape = { go: 'any' };
const u64: Shape = { go: 'uint64' };
const pairs = list(array(string, 2));

export const NETWORK = struct('network.Inspect', {
  Name: string,
  Id: HEX_ID,
  Created: TIME,
  Scope: string,
  Driver: string,
  EnableIPv4: bool,
  EnableIPv6: bool,
  IPAM: struct('network.IPAM', { Driver: string, Options: labels, Config: list(IPAM_CONFIG) }),
  Internal: bool,
  Attachable: bool,
  Ingress: bool,
  ConfigFrom: struct('network.ConfigReference', { Network: string }),
  ConfigOnly: bool,
  Containers: map(
    struct('network.EndpointResource', {
      Name: string,
      EndpointID: string,
      MacAddress: string,
      IPv4Address: string,
      IPv6Address: string,
    }),
  ),
  Options: labels,
  Labels: labels,
  'Peers?': list(struct('network.PeerInfo', { Name: string, IP: string })),
  'Services?': map(any),
});
export const NETWORK_CREATED = struct('network.CreateResponse', { Id: HEX_ID, Warning: string });
export const NETWORKS_PRUNED = struct('network.PruneReport', { NetworksDeleted: list(string) });

export const VOLUME = struct('volume.Volume', {
  'ClusterVolume?': pointer(any),
  'CreatedAt?': TIME,
  Driver: string,
  Labels: labels,
  Mountpoint: string,
  Name: string,
  Options: labels,
  Scope: string,
  'Status?': map(any),
  'UsageData?': pointer(struct('volume.UsageData', { RefCount: int64, Size: int64 })),
});
export const VOLUMES = struct('volume.ListResponse', { Volumes: list(pointer(VOLUME)), Warnings: list(string) });
export const VOLUMES_PRUNED = struct('volume.PruneReport', { VolumesDeleted: list(string), SpaceReclaimed: u64 });

export const EVENT = struct('events.Message', {
  'status?': string,
  'id?': string,
  'from?': string,
  Type: named('string', 'events.Type'),
  Action: string,
  Actor: struct('events.Actor', { ID: string, Attributes: labels }),
  'scope?': string,
  'time?': int64,
  'timeNano?': int64,
});

const commit = struct('system.Commit', { ID: string, 'Expected?': string });
const index = struct('registry.IndexInfo', { Name: string, Mirrors: list(string), Secure: bool, Official: bool });
/** Written as a map, for the sake of fields that went. */
const REGISTRIES = mapped(
  struct('registry.ServiceConfig', {
    InsecureRegistryCIDRs: list(string),
    IndexConfigs: map(pointer(index)),
    Mirrors: list(string),
  }),
);
const RUNTIME = struct('system.RuntimeWithStatus', {
  'path?': string,
  'runtimeArgs?': list(string),
  'runtimeType?': string,
  'options?': map(any),
  'status?': labels,
});

export const INFO = struct('system.Info', {
  ID: string,
  Containers: int,
  ContainersRunning: int,
  ContainersPaused: int,
  ContainersStopped: int,
  Images: int,
  Driver: string,
  DriverStatus: pairs,
  'SystemStatus?': pairs,
  Plugins: struct('system.PluginsInfo', {
    Volume: list(string),
    Network: list(string),
    Authorization: list(string),
    Log: list(string),
  }),
  MemoryLimit: bool,
  SwapLimit: bool,
  'KernelMemory?': bool,
  'KernelMemoryTCP?': bool,
  CpuCfsPeriod: bool,
  CpuCfsQuota: bool,
  CPUShares: bool,
  CPUSet: bool,
  PidsLimit: bool,
  IPv4Forwarding: bool,
  Debug: bool,
  NFd: int,
  OomKillDisable: bool,
  NGoroutines: int,
  SystemTime: TIME,
  LoggingDriver: string,
  CgroupDriver: string,
  'CgroupVersion?': string,
  NEventsListener: int,
  KernelVersion: string,
  OperatingSystem: string,
  OSVersion: string,
  OSType: string,
  Architecture: string,
  IndexServerAddress: string,
  RegistryConfig: pointer(REGISTRIES),
  NCPU: int,
  MemTotal: int64,
  GenericResources: list(any),
  DockerRootDir: string,
  HttpProxy: string,
  HttpsProxy: string,
  NoProxy: string,
  Name: string,
  Labels: list(string),
  ExperimentalBuild: bool,
  ServerVersion: string,
  Runtimes: map(RUNTIME),
  DefaultRuntime: string,
  Swarm: struct('swarm.Info', {
    NodeID: string,
    NodeAddr: string,
    LocalNodeState: string,
    ControlAvailable: bool,
    Error: string,
    RemoteManagers: list(any),
    'Nodes?': int,
    'Managers?': int,
    'Cluster?': pointer(any),
    'Warnings?': list(string),
  }),
  LiveRestoreEnabled: bool,
  Isolation: string,
  InitBinary: string,
  ContainerdCommit: commit,
  RuncCommit: commit,
  InitCommit: commit,
  SecurityOptions: list(string),
  'ProductLicense?': string,
  'DefaultAddressPools?': list(struct('system.NetworkAddressPool', { Base: string, Size: int })),
  'FirewallBackend?': pointer(struct('system.FirewallInfo', { Driver: string, 'Info?': pairs })),
  CDISpecDirs: list(string),
  'DiscoveredDevices?': list(struct('system.DeviceInfo', { Source: string, ID: string })),
  'Containerd?': pointer(
    struct('system.ContainerdInfo', {
      'Address?': string,
      Namespaces: struct('system.ContainerdNamespaces', { Containers: string, Plugins: string }),
    }),
  ),
  Warnings: list(string),
});

const bridges = { BridgeNfIp6tables: bool, BridgeNfIptables: bool };
/** Before 1.50 what went since is still there, so that all of it is a map. */
export const INFO_149 = mapped(joined(without(INFO, 'DiscoveredDevices'), bridges));
export const INFO_148 = without(INFO_149, 'FirewallBackend');
export const INFO_146 = changed(INFO_148, {
  RegistryConfig: mapped(
    joined(REGISTRIES, {
      AllowNondistributableArtifactsCIDRs: list(string),
      AllowNondistributableArtifactsHostnames: list(string),
    }),
  ),
});
export const INFO_145 = without(INFO_146, 'Containerd');
export const INFO_143 = changed(INFO_145, { Runtimes: map(without(RUNTIME, 'status')) });

export const VERSION = struct('types.Version', {
  Platform: struct('struct', { Name: string }),
  'Components?': list(struct('types.ComponentVersion', { Name: string, Version: string, 'Details?': labels })),
  Version: string,
  ApiVersion: string,
  'MinAPIVersion?': string,
  GitCommit: string,
  GoVersion: string,
  Os: string,
  Arch: string,
  'KernelVersion?': string,
  'Experimental?': bool,
  'BuildTime?': string,
});

/** What takes place. @param image a row of the list of images */
const usage = (image: Struct): Struct =>
  struct('types.DiskUsage', {
    LayersSize: int64,
    Images: list(pointer(image)),
    Containers: list(pointer(CONTAINER_ROW)),
    Volumes: list(pointer(VOLUME)),
    BuildCache: list(
      pointer(
        struct('build.CacheRecord', {
          ID: string,
          'Parent?': string,
          // the name begins with a space, by a mistake in its tag
          ' Parents?': list(string),
          Type: string,
          Description: string,
          InUse: bool,
          Shared: bool,
          Size: int64,
          CreatedAt: TIME,
          LastUsedAt: pointer(TIME),
          UsageCount: int,
        }),
      ),
    ),
    'BuilderSize?': int64,
  });
export const USAGE = usage(IMAGE_ROW);
export const OLD_USAGE = usage(OLD_IMAGE_ROW);
export const CACHE_PRUNED = struct('build.CachePruneReport', { CachesDeleted: list(string), SpaceReclaimed: u64 });
