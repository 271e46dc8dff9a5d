// Volumes on the wire of the Engine API 1.51.

import type { Labels } from './common.ts';

export interface Volume {
  CreatedAt: string;
  Driver: string;
  Labels: Labels | null;
  Mountpoint: string;
  Name: string;
  Options: Labels | null;
  Scope: string;
  UsageData?: { RefCount: number; Size: number };
}
