// The structs of what the daemon tells of containers: api/types/container of moby 28.5. A name that ends in `?` is left out
// while it is zero; a struct never is, whatever its tag says.

import { bool, int, int64, list, map, named, pointer, type Shape, string, struct, uint16 } from '../shape.ts';
import { CONFIG, ENDPOINT, HOST_CONFIG } from '../shapes/container.ts';
import { DESCRIPTOR, GRAPH_DRIVER, HEX_ID, IMAGE_ID, labels, TIME } from './common.ts';

const u64: Shape = { go: 'uint64' };

export const CREATED = struct('container.CreateResponse', { Id: HEX_ID, Warnings: list(string) });
export const WARNINGS = struct('container.UpdateResponse', { Warnings: list(string) });
export const WAITED = struct('container.WaitResponse', {
  'Error?': pointer(struct('container.WaitExitError', { 'Message?': string })),
  StatusCode: int64,
});
export const TOP = struct('container.TopResponse', { Processes: list(list(string)), Titles: list(string) });
export const CHANGES = list(struct('archive.Change', { Path: string, Kind: named('int64', 'change') }));
export const CONTAINERS_PRUNED = struct('container.PruneReport', {
  ContainersDeleted: list(HEX_ID),
  SpaceReclaimed: u64,
});

const MOUNT_POINT = struct('container.MountPoint', {
  'Type?': string,
  'Name?': string,
  Source: string,
  Destination: string,
  'Driver?': string,
  Mode: string,
  RW: bool,
  Propagation: string,
});

export const CONTAINER_ROW = struct('container.Summary', {
  Id: HEX_ID,
  Names: list(string),
  Image: string,
  ImageID: IMAGE_ID,
  'ImageManifestDescriptor?': pointer(DESCRIPTOR),
  Command: string,
  Created: int64,
  Ports: list(struct('container.Port', { 'IP?': string, PrivatePort: uint16, 'PublicPort?': uint16, Type: string })),
  'SizeRw?': int64,
  'SizeRootFs?': int64,
  Labels: labels,
  State: named('string', 'container.ContainerState'),
  Status: string,
  HostConfig: struct('struct', { 'NetworkMode?': string, 'Annotations?': labels }),
  NetworkSettings: pointer(struct('container.NetworkSettingsSummary', { Networks: map(pointer(ENDPOINT)) })),
  Mounts: list(MOUNT_POINT),
});

const STATE = struct('container.State', {
  Status: named('string', 'container.ContainerState'),
  Running: bool,
  Paused: bool,
  Restarting: bool,
  OOMKilled: bool,
  Dead: bool,
  Pid: int,
  ExitCode: int,
  Error: string,
  StartedAt: TIME,
  FinishedAt: TIME,
  'Health?': pointer(
    struct('container.Health', {
      Status: named('string', 'container.HealthStatus'),
      FailingStreak: int,
      Log: list(
        pointer(struct('container.HealthcheckResult', { Start: TIME, End: TIME, ExitCode: int, Output: string })),
      ),
    }),
  ),
});

const address = list(struct('network.Address', { Addr: string, PrefixLen: int }));

const NETWORK_SETTINGS = struct('container.NetworkSettings', {
  Bridge: string,
  SandboxID: string,
  SandboxKey: string,
  Ports: map(list(struct('nat.PortBinding', { HostIp: string, HostPort: string })), 'nat.PortMap'),
  HairpinMode: bool,
  LinkLocalIPv6Address: string,
  LinkLocalIPv6PrefixLen: int,
  SecondaryIPAddresses: address,
  SecondaryIPv6Addresses: address,
  EndpointID: string,
  Gateway: string,
  GlobalIPv6Address: string,
  GlobalIPv6PrefixLen: int,
  IPAddress: string,
  IPPrefixLen: int,
  IPv6Gateway: string,
  MacAddress: string,
  Networks: map(pointer(ENDPOINT)),
});

export const CONTAINER = struct('container.InspectResponse', {
  Id: HEX_ID,
  Created: TIME,
  Path: string,
  Args: list(string),
  State: pointer(STATE),
  Image: IMAGE_ID,
  ResolvConfPath: string,
  HostnamePath: string,
  HostsPath: string,
  LogPath: string,
  Name: string,
  RestartCount: int,
  Driver: string,
  Platform: string,
  MountLabel: string,
  ProcessLabel: string,
  AppArmorProfile: string,
  ExecIDs: list(HEX_ID),
  HostConfig: pointer(HOST_CONFIG),
  GraphDriver: GRAPH_DRIVER,
  'SizeRw?': pointer(int64),
  'SizeRootFs?': pointer(int64),
  Mounts: list(MOUNT_POINT),
  Config: pointer(CONFIG),
  NetworkSettings: pointer(NETWORK_SETTINGS),
  'ImageManifestDescriptor?': pointer(DESCRIPTOR),
});

export const EXEC_CREATED = struct('common.IDResponse', { Id: HEX_ID });
export const EXEC = struct('backend.ExecInspect', {
  ID: HEX_ID,
  Running: bool,
  ExitCode: pointer(int),
  ProcessConfig: pointer(
    struct('backend.ExecProcessConfig', {
      tty: bool,
      entrypoint: string,
      arguments: list(string),
      'privileged?': pointer(bool),
      'user?': string,
    }),
  ),
  OpenStdin: bool,
  OpenStderr: bool,
  OpenStdout: bool,
  CanRemove: bool,
  ContainerID: HEX_ID,
  DetachKeys: pointer(named('string', 'base64')),
  Pid: int,
});

const blkio = list(struct('container.BlkioStatEntry', { major: u64, minor: u64, op: string, value: u64 }));

const CPU = struct('container.CPUStats', {
  cpu_usage: struct('container.CPUUsage', {
    total_usage: u64,
    'percpu_usage?': list(u64),
    usage_in_kernelmode: u64,
    usage_in_usermode: u64,
  }),
  'system_cpu_usage?': u64,
  'online_cpus?': u64,
  throttling_data: struct('container.ThrottlingData', { periods: u64, throttled_periods: u64, throttled_time: u64 }),
});

export const STATS = struct('container.StatsResponse', {
  'name?': string,
  'id?': HEX_ID,
  read: TIME,
  preread: TIME,
  pids_stats: struct('container.PidsStats', { 'current?': u64, 'limit?': u64 }),
  blkio_stats: struct('container.BlkioStats', {
    io_service_bytes_recursive: blkio,
    io_serviced_recursive: blkio,
    io_queue_recursive: blkio,
    io_service_time_recursive: blkio,
    io_wait_time_recursive: blkio,
    io_merged_recursive: blkio,
    io_time_recursive: blkio,
    sectors_recursive: blkio,
  }),
  num_procs: u64,
  storage_stats: struct('container.StorageStats', {
    'read_count_normalized?': u64,
    'read_size_bytes?': u64,
    'write_count_normalized?': u64,
    'write_size_bytes?': u64,
  }),
  cpu_stats: CPU,
  precpu_stats: CPU,
  memory_stats: struct('container.MemoryStats', {
    'usage?': u64,
    'max_usage?': u64,
    'stats?': map(u64),
    'failcnt?': u64,
    'limit?': u64,
    'commitbytes?': u64,
    'commitpeakbytes?': u64,
    'privateworkingset?': u64,
  }),
  'networks?': map(
    struct('container.NetworkStats', {
      rx_bytes: u64,
      rx_packets: u64,
      rx_errors: u64,
      rx_dropped: u64,
      tx_bytes: u64,
      tx_packets: u64,
      tx_errors: u64,
      tx_dropped: u64,
      'endpoint_id?': string,
      'instance_id?': string,
    }),
  ),
});

/** The header that tells of a path in a container. */
export const PATH_STAT = struct('container.PathStat', {
  name: string,
  size: int64,
  mode: u64,
  mtime: TIME,
  linkTarget: string,
});
