// Events and disk usage on the wire of the Engine API 1.51.

import type { Labels } from './common.ts';
import type { ContainerSummary } from './container.ts';
import type { ImageSummary } from './image.ts';
import type { Volume } from './volume.ts';

export interface EventMessage {
  status?: string;
  id?: string;
  from?: string;
  Type: string;
  Action: string;
  Actor: { ID: string; Attributes: Labels };
  scope: string;
  time: number;
  timeNano: number;
}

export interface CacheRecord {
  ID: string;
  Parents: string[];
  Type: string;
  Description: string;
  InUse: boolean;
  Shared: boolean;
  Size: number;
  CreatedAt: string;
  LastUsedAt: string | null;
  UsageCount: number;
}

export type DiskUsageType = 'container' | 'image' | 'volume' | 'build-cache';

export interface DiskUsage {
  LayersSize: number;
  Images: ImageSummary[];
  Containers: ContainerSummary[];
  Volumes: Volume[];
  BuildCache: CacheRecord[];
  /** What was asked for, where that is not all. */
  asked?: readonly DiskUsageType[];
}
