// How an editor of the machine asks whoever shows it to edit a file. Apart from the programs, which come later.

import type { Process } from '../../kernel/process.ts';

/** Told of files that a person wants to edit; the page opens its file tab. */
export interface EditRequest {
  readonly path: string;
  readonly process: Process;
}
export const editRequests = new WeakMap<object, (r: EditRequest) => void>();
