// The structs of a container's configuration, as the Engine API 1.51 writes them (api/types/container of moby 28.5).

import {
  array,
  bool,
  int,
  int64,
  list,
  map,
  named,
  pointer,
  rooted,
  string,
  strslice,
  struct,
  uint,
  uint16,
} from '../shape.ts';

const labels = map(string);
const duration = named('int64', 'time.Duration');
const nothing = struct('struct {}', {});

export const HEALTH = struct('v1.HealthcheckConfig', {
  'Test?': list(string),
  'Interval?': duration,
  'Timeout?': duration,
  'StartPeriod?': duration,
  'StartInterval?': duration,
  'Retries?': int,
});

const configFields = {
  Hostname: string,
  Domainname: string,
  User: string,
  AttachStdin: bool,
  AttachStdout: bool,
  AttachStderr: bool,
  'ExposedPorts?': map(nothing, 'nat.PortSet'),
  Tty: bool,
  OpenStdin: bool,
  StdinOnce: bool,
  Env: list(string),
  Cmd: strslice,
  'Healthcheck?': pointer(HEALTH),
  'ArgsEscaped?': bool,
  Image: string,
  Volumes: map(nothing, 'map[string]struct {}'),
  WorkingDir: string,
  Entrypoint: strslice,
  'NetworkDisabled?': bool,
  'MacAddress?': string,
  OnBuild: list(string),
  Labels: labels,
  'StopSignal?': string,
  'StopTimeout?': pointer(int),
  'Shell?': strslice,
};

export const CONFIG = struct('container.Config', configFields);

export const MOUNT = struct('mount.Mount', {
  'Type?': string,
  'Source?': string,
  'Target?': string,
  'ReadOnly?': bool,
  'Consistency?': string,
  'BindOptions?': pointer(
    struct('mount.BindOptions', {
      'Propagation?': string,
      'NonRecursive?': bool,
      'CreateMountpoint?': bool,
      'ReadOnlyNonRecursive?': bool,
      'ReadOnlyForceRecursive?': bool,
    }),
  ),
  'VolumeOptions?': pointer(
    struct('mount.VolumeOptions', {
      'NoCopy?': bool,
      'Labels?': labels,
      'Subpath?': string,
      'DriverConfig?': pointer(struct('mount.Driver', { 'Name?': string, 'Options?': labels })),
    }),
  ),
  'ImageOptions?': pointer(struct('mount.ImageOptions', { 'Subpath?': string })),
  'TmpfsOptions?': pointer(
    struct('mount.TmpfsOptions', { 'SizeBytes?': int64, 'Mode?': int64, 'Options?': list(list(string)) }),
  ),
  'ClusterOptions?': pointer(struct('mount.ClusterOptions', {})),
});

const throttle = list(pointer(struct('blkiodev.ThrottleDevice', { Path: string, Rate: int64 })));

export const HOST_CONFIG = struct('container.HostConfig', {
  Binds: list(string),
  ContainerIDFile: string,
  LogConfig: struct('container.LogConfig', { Type: string, Config: labels }),
  NetworkMode: named('string', 'container.NetworkMode'),
  PortBindings: map(list(struct('nat.PortBinding', { HostIp: string, HostPort: string })), 'nat.PortMap'),
  RestartPolicy: struct('container.RestartPolicy', {
    Name: named('string', 'container.RestartPolicyMode'),
    MaximumRetryCount: int,
  }),
  AutoRemove: bool,
  VolumeDriver: string,
  VolumesFrom: list(string),
  ConsoleSize: array(uint, 2),
  'Annotations?': labels,
  CapAdd: strslice,
  CapDrop: strslice,
  CgroupnsMode: named('string', 'container.CgroupnsMode'),
  Dns: list(string),
  DnsOptions: list(string),
  DnsSearch: list(string),
  ExtraHosts: list(string),
  GroupAdd: list(string),
  IpcMode: named('string', 'container.IpcMode'),
  Cgroup: string,
  Links: list(string),
  OomScoreAdj: int,
  PidMode: named('string', 'container.PidMode'),
  Privileged: bool,
  PublishAllPorts: bool,
  ReadonlyRootfs: bool,
  SecurityOpt: list(string),
  'StorageOpt?': labels,
  'Tmpfs?': labels,
  UTSMode: named('string', 'container.UTSMode'),
  UsernsMode: named('string', 'container.UsernsMode'),
  ShmSize: int64,
  'Sysctls?': labels,
  'Runtime?': string,
  Isolation: named('string', 'container.Isolation'),
  CpuShares: int64,
  Memory: int64,
  NanoCpus: int64,
  CgroupParent: string,
  BlkioWeight: uint16,
  BlkioWeightDevice: list(pointer(struct('blkiodev.WeightDevice', { Path: string, Weight: uint16 }))),
  BlkioDeviceReadBps: throttle,
  BlkioDeviceWriteBps: throttle,
  BlkioDeviceReadIOps: throttle,
  BlkioDeviceWriteIOps: throttle,
  CpuPeriod: int64,
  CpuQuota: int64,
  CpuRealtimePeriod: int64,
  CpuRealtimeRuntime: int64,
  CpusetCpus: string,
  CpusetMems: string,
  Devices: list(
    struct('container.DeviceMapping', { PathOnHost: string, PathInContainer: string, CgroupPermissions: string }),
  ),
  DeviceCgroupRules: list(string),
  DeviceRequests: list(
    struct('container.DeviceRequest', {
      Driver: string,
      Count: int,
      DeviceIDs: list(string),
      Capabilities: list(list(string)),
      Options: labels,
    }),
  ),
  'KernelMemory?': int64,
  'KernelMemoryTCP?': int64,
  MemoryReservation: int64,
  MemorySwap: int64,
  MemorySwappiness: pointer(int64),
  OomKillDisable: pointer(bool),
  PidsLimit: pointer(int64),
  Ulimits: list(pointer(struct('units.Ulimit', { Name: string, Hard: int64, Soft: int64 }))),
  CpuCount: int64,
  CpuPercent: int64,
  IOMaximumIOps: int64,
  IOMaximumBandwidth: int64,
  'Mounts?': list(MOUNT),
  MaskedPaths: list(string),
  ReadonlyPaths: list(string),
  'Init?': pointer(bool),
});

export const ENDPOINT = struct('network.EndpointSettings', {
  IPAMConfig: pointer(
    struct('network.EndpointIPAMConfig', {
      'IPv4Address?': string,
      'IPv6Address?': string,
      'LinkLocalIPs?': list(string),
    }),
  ),
  Links: list(string),
  Aliases: list(string),
  MacAddress: string,
  DriverOpts: labels,
  GwPriority: int,
  NetworkID: string,
  EndpointID: string,
  Gateway: string,
  IPAddress: string,
  IPPrefixLen: int,
  IPv6Gateway: string,
  GlobalIPv6Address: string,
  GlobalIPv6PrefixLen: int,
  DNSNames: list(string),
});

/** The body of a create: the configuration itself, with what the host gives and the networks beside it. */
export const CREATE_BODY = rooted(
  struct('container.CreateRequest', {
    ...configFields,
    'HostConfig?': pointer(HOST_CONFIG),
    'NetworkingConfig?': pointer(struct('network.NetworkingConfig', { EndpointsConfig: map(pointer(ENDPOINT)) })),
  }),
  '',
);

/** The body of an update: a part of HostConfig. */
export const UPDATE_BODY = struct('container.UpdateConfig', {
  ...Object.fromEntries([...HOST_CONFIG.fields].map(([k, f]) => [k, f.shape])),
});

export const EXEC_BODY = struct('container.ExecOptions', {
  User: string,
  Privileged: bool,
  Tty: bool,
  'ConsoleSize?': array(uint, 2),
  AttachStdin: bool,
  AttachStderr: bool,
  AttachStdout: bool,
  DetachKeys: string,
  Env: list(string),
  WorkingDir: string,
  Cmd: list(string),
  Detach: bool,
});

export const EXEC_START_BODY = struct('container.ExecStartOptions', {
  Detach: bool,
  Tty: bool,
  'ConsoleSize?': array(uint, 2),
});
