// Containers on the wire of the Engine API 1.51.

import type { Labels } from './common.ts';
import type { HostConfig } from './host.ts';
import type { EndpointSettings } from './network.ts';

export interface HealthConfig {
  Test?: string[];
  Interval?: number;
  Timeout?: number;
  StartPeriod?: number;
  StartInterval?: number;
  Retries?: number;
}

/** Durations are in nanoseconds, as everywhere in the API. */
export interface ContainerConfig {
  Hostname: string;
  Domainname: string;
  User: string;
  AttachStdin: boolean;
  AttachStdout: boolean;
  AttachStderr: boolean;
  ExposedPorts?: Record<string, object>;
  Tty: boolean;
  OpenStdin: boolean;
  StdinOnce: boolean;
  Env: string[] | null;
  Cmd: string[] | null;
  Healthcheck?: HealthConfig;
  ArgsEscaped?: boolean;
  Image: string;
  Volumes: Record<string, object> | null;
  WorkingDir: string;
  Entrypoint: string[] | null;
  NetworkDisabled?: boolean;
  MacAddress?: string;
  OnBuild: string[] | null;
  Labels: Labels;
  StopSignal?: string;
  StopTimeout?: number;
  Shell?: string[];
}

export interface CreateRequest {
  name: string;
  platform?: string;
  /** What is absent gets the daemon's default. */
  config: Partial<ContainerConfig>;
  hostConfig: Partial<HostConfig>;
  /** Endpoint settings by network name, in the order given. */
  networks: Record<string, Partial<EndpointSettings>>;
}

export interface CreateResponse {
  Id: string;
  Warnings: string[];
}

/** One row of `docker ps`. */
export interface ContainerSummary {
  Id: string;
  Names: string[];
  Image: string;
  ImageID: string;
  Command: string;
  Created: number;
  Ports: { IP?: string; PrivatePort: number; PublicPort?: number; Type: string }[];
  SizeRw?: number;
  SizeRootFs?: number;
  Labels: Labels;
  State: string;
  Status: string;
  HostConfig: { NetworkMode: string };
  NetworkSettings: { Networks: Record<string, EndpointSettings> };
  Mounts: MountPoint[];
}

export interface MountPoint {
  Type: string;
  Name?: string;
  Source: string;
  Destination: string;
  Driver?: string;
  Mode: string;
  RW: boolean;
  Propagation: string;
}

export interface ExecConfig {
  User: string;
  Privileged: boolean;
  Tty: boolean;
  AttachStdin: boolean;
  AttachStdout: boolean;
  AttachStderr: boolean;
  DetachKeys?: string;
  Env: string[] | null;
  WorkingDir: string;
  Cmd: string[];
}

/** What `docker exec` left behind; `user` only where one was asked for. */
export interface ExecInspect {
  ID: string;
  Running: boolean;
  ExitCode: number | null;
  ProcessConfig: { tty: boolean; entrypoint: string; arguments: string[]; privileged: boolean; user?: string };
  OpenStdin: boolean;
  OpenStderr: boolean;
  OpenStdout: boolean;
  CanRemove: boolean;
  ContainerID: string;
  /** The bytes of the keys, in base64. */
  DetachKeys: string;
  Pid: number;
}

export interface LogOptions {
  stdout: boolean;
  stderr: boolean;
  follow: boolean;
  timestamps: boolean;
  details: boolean;
  /** Virtual ms since 1970. */
  since?: number;
  until?: number;
  /** Number of lines, -1 for all. */
  tail: number;
}

/** A sample of what a container uses; bytes and nanoseconds. */
export interface ContainerStats {
  id: string;
  name: string;
  running: boolean;
  cpuPercent: number;
  /** Nanoseconds that its processes had until the sample before this. */
  cpuTotal: number;
  onlineCpus: number;
  /** Virtual ms since 1970. */
  read: number;
  memory: number;
  memoryLimit: number;
  /** It has an interface of its own. */
  wired: boolean;
  netRx: number;
  netTx: number;
  blockRead: number;
  blockWrite: number;
  pids: number;
}

/** What `docker wait` waits for. */
export type WaitCondition = 'not-running' | 'next-exit' | 'removed';

export interface WaitResponse {
  StatusCode: number;
  Error?: { Message: string };
}

/** What `docker cp` learns of a path before it copies. */
export interface PathStat {
  name: string;
  /** Bytes. */
  size: number;
  /** Permissions with setuid, setgid and sticky bits. */
  mode: number;
  isDir: boolean;
  /** Where a link leads; empty for anything else. */
  linkTarget: string;
}
