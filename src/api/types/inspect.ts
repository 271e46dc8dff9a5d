// What inspect tells of a container and of an image, on the wire of the Engine API 1.51; fields in the order of the
// daemon's structs (api/types/container and api/types/image of moby 28.5).

import type { Labels } from './common.ts';
import type { ContainerConfig, HealthConfig, MountPoint } from './container.ts';
import type { HostConfig, PortBinding } from './host.ts';
import type { EndpointSettings } from './network.ts';

/** One run of a health check; moments as text. */
export interface HealthcheckResult {
  Start: string;
  End: string;
  ExitCode: number;
  Output: string;
}

export interface ContainerState {
  Status: string;
  Running: boolean;
  Paused: boolean;
  Restarting: boolean;
  OOMKilled: boolean;
  Dead: boolean;
  Pid: number;
  ExitCode: number;
  Error: string;
  StartedAt: string;
  FinishedAt: string;
  Health?: { Status: string; FailingStreak: number; Log: HealthcheckResult[] };
}

/** Where the storage driver keeps the layers. */
export interface GraphDriver {
  Data: Labels;
  Name: string;
}

export interface NetworkSettings {
  Bridge: string;
  SandboxID: string;
  SandboxKey: string;
  Ports: Record<string, PortBinding[] | null>;
  HairpinMode: boolean;
  LinkLocalIPv6Address: string;
  LinkLocalIPv6PrefixLen: number;
  SecondaryIPAddresses: null;
  SecondaryIPv6Addresses: null;
  EndpointID: string;
  Gateway: string;
  GlobalIPv6Address: string;
  GlobalIPv6PrefixLen: number;
  IPAddress: string;
  IPPrefixLen: number;
  IPv6Gateway: string;
  MacAddress: string;
  Networks: Record<string, EndpointSettings>;
}

export interface ContainerInspect {
  Id: string;
  Created: string;
  Path: string;
  Args: string[];
  State: ContainerState;
  Image: string;
  ResolvConfPath: string;
  HostnamePath: string;
  HostsPath: string;
  LogPath: string;
  Name: string;
  RestartCount: number;
  Driver: string;
  Platform: string;
  MountLabel: string;
  ProcessLabel: string;
  AppArmorProfile: string;
  ExecIDs: string[] | null;
  HostConfig: HostConfig;
  GraphDriver: GraphDriver;
  SizeRw?: number;
  SizeRootFs?: number;
  Mounts: MountPoint[];
  Config: ContainerConfig;
  NetworkSettings: NetworkSettings;
}

/** The configuration that an image has for its containers. */
export interface ImageInspectConfig {
  ArgsEscaped?: boolean;
  Cmd: string[] | null;
  Entrypoint: string[] | null;
  Env: string[];
  ExposedPorts?: Record<string, object>;
  Healthcheck?: HealthConfig;
  Labels: Labels | null;
  OnBuild: string[] | null;
  Shell?: string[];
  StopSignal?: string;
  User: string;
  Volumes: Record<string, object> | null;
  WorkingDir: string;
}

export interface ImageInspect {
  Id: string;
  RepoTags: string[];
  RepoDigests: string[];
  Parent: string;
  Comment: string;
  Created: string;
  Container: string;
  ContainerConfig: ContainerConfig;
  DockerVersion: string;
  Author: string;
  Architecture: string;
  Os: string;
  Size: number;
  GraphDriver: GraphDriver;
  RootFS: { Type: string; Layers: string[] };
  Metadata: { LastTagTime: string };
  Config: ImageInspectConfig;
}
