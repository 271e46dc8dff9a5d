// Images on the wire of the Engine API 1.51.

import type { Labels } from './common.ts';

export interface ImageSummary {
  Containers: number;
  Created: number;
  Id: string;
  Labels: Labels | null;
  ParentId: string;
  RepoDigests: string[];
  RepoTags: string[];
  SharedSize: number;
  Size: number;
}

export interface HistoryItem {
  Id: string;
  Created: number;
  CreatedBy: string;
  Tags: string[] | null;
  Size: number;
  Comment: string;
}

/** A line of the progress of pull, push and load. */
export interface ProgressMessage {
  id?: string;
  status?: string;
  progress?: { current: number; total: number };
  error?: string;
  aux?: { Tag: string; Digest: string; Size: number };
}

export interface ImageDeleteItem {
  Untagged?: string;
  Deleted?: string;
}

/** What a registry says of a name. */
export interface RemoteDescription {
  Descriptor: { mediaType: string; digest: string; size: number };
  Platforms: { architecture: string; os: string }[];
}
