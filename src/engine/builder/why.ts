// Why a step was not taken from the build cache: what differs from the step that is most like it.

import type { FsNode } from '../../fs/node.ts';
import { walkTree } from '../../fs/tree.ts';
import type { CacheEntry, StepInputs } from '../state.ts';
import type { FileChange, StepReason, ValueChange } from '../../api/types/reason.ts';

/** Changes that are named; the rest is counted. */
const SHOWN = 3;

/** Files of a step by path. */
function filesOf(list: StepInputs['files']): Map<string, FsNode> {
  const out = new Map<string, FsNode>();
  for (const { path, node } of list) {
    out.set(path || '.', node);
    if (node.kind === 'dir') walkTree(node, (sub, n) => void out.set(path === '' ? sub : `${path}/${sub}`, n));
  }
  return out;
}

/** What is another than before in two files of one name; undefined when nothing is. Times do not count. */
function difference(path: string, a: FsNode, b: FsNode): FileChange | undefined {
  if (a === b) return undefined;
  if (a.kind !== b.kind) return { path, what: 'kind' };
  if (
    a.kind === 'file' &&
    b.kind === 'file' &&
    a.data !== b.data &&
    (a.data.length !== b.data.length || a.data.some((x, i) => x !== b.data[i]))
  )
    return { path, what: 'content' };
  if (a.kind === 'link' && b.kind === 'link' && a.target !== b.target) return { path, what: 'target' };
  if (a.mode !== b.mode) return { path, what: 'mode', mode: b.mode.toString(8), had: a.mode.toString(8) };
  return a.uid !== b.uid || a.gid !== b.gid ? { path, what: 'owner' } : undefined;
}

function changedFiles(before: StepInputs['files'], now: StepInputs['files']): StepReason | undefined {
  const [a, b] = [filesOf(before), filesOf(now)];
  const found: FileChange[] = [];
  for (const [path, node] of b) {
    const old = a.get(path);
    const change = old === undefined ? { path, what: 'new' as const } : difference(path, old, node);
    if (change !== undefined) found.push(change);
  }
  for (const path of a.keys()) if (!b.has(path)) found.push({ path, what: 'gone' });
  if (found.length === 0) return undefined;
  return { kind: 'files', changes: found.slice(0, SHOWN), more: Math.max(0, found.length - SHOWN) };
}

function changedValues(before: StepInputs['values'], now: StepInputs['values']): StepReason | undefined {
  const found: ValueChange[] = [];
  for (const name of new Set([...Object.keys(before), ...Object.keys(now)])) {
    const [a, b] = [before[name], now[name]];
    if (a === b) continue;
    if (name === 'mounts') found.push({ what: 'mounts' });
    else
      found.push(
        b === undefined
          ? { what: 'unset', name }
          : a === undefined
            ? { what: 'set', name, value: b }
            : { what: 'other', name, value: b, was: a },
      );
  }
  return found.length === 0 ? undefined : { kind: 'values', changes: found };
}

/**
 * Why a step had to be carried out.
 * @param entries of the build cache @param lastMiss the step before it in this build that was not cached
 */
export function missReason(
  entries: Iterable<CacheEntry>,
  own: StepInputs,
  lastMiss: { readonly text: string; readonly line: number } | undefined,
): StepReason {
  let same: CacheEntry | undefined;
  let elsewhere: CacheEntry | undefined;
  let sibling: CacheEntry | undefined;
  const later = (a: CacheEntry | undefined, b: CacheEntry): CacheEntry =>
    a === undefined || b.lastUsed >= a.lastUsed ? b : a;
  const word = own.text.split(' ', 1)[0];
  for (const e of entries) {
    if (e.inputs === undefined) continue;
    if (e.inputs.text === own.text && e.inputs.parent === own.parent) same = later(same, e);
    else if (e.inputs.text === own.text) elsewhere = later(elsewhere, e);
    else if (e.inputs.parent === own.parent && e.inputs.text.split(' ', 1)[0] === word) sibling = later(sibling, e);
  }
  if (same?.inputs !== undefined)
    return (
      changedFiles(same.inputs.files, own.files) ?? changedValues(same.inputs.values, own.values) ?? { kind: 'depends' }
    );
  if (elsewhere !== undefined)
    return lastMiss === undefined
      ? { kind: 'baseChanged' }
      : { kind: 'stepBefore', line: lastMiss.line, text: lastMiss.text.split('\n', 1)[0]!.slice(0, 60) };
  if (sibling?.inputs !== undefined)
    return { kind: 'instruction', was: sibling.inputs.text.split('\n', 1)[0]!.slice(0, 80) };
  return { kind: lastMiss === undefined ? 'never' : 'neverAfter' };
}
