// Small shapes that many answers of the Engine API have.

export type Labels = Record<string, string>;

export type Filters = Record<string, string[]>;

export interface PruneReport {
  Deleted: string[];
  SpaceReclaimed: number;
}
