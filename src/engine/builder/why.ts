// Why a step was not taken from the build cache: what differs from the step that is most like it.

import type { FsNode } from '../../fs/node.ts';
import { walkTree } from '../../fs/tree.ts';
import type { CacheEntry, StepInputs } from '../state.ts';

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
function difference(a: FsNode, b: FsNode): string | undefined {
  if (a === b) return undefined;
  if (a.kind !== b.kind) return 'is of another kind';
  if (a.kind === 'file' && b.kind === 'file' && a.data !== b.data && (a.data.length !== b.data.length || a.data.some((x, i) => x !== b.data[i]))) return 'has changed';
  if (a.kind === 'link' && b.kind === 'link' && a.target !== b.target) return 'points elsewhere';
  if (a.mode !== b.mode) return `has mode ${b.mode.toString(8)}, had ${a.mode.toString(8)}`;
  return a.uid !== b.uid || a.gid !== b.gid ? 'has another owner' : undefined;
}

function changedFiles(before: StepInputs['files'], now: StepInputs['files']): string | undefined {
  const [a, b] = [filesOf(before), filesOf(now)];
  const found: string[] = [];
  for (const [path, node] of b) {
    const old = a.get(path);
    const what = old === undefined ? 'is new' : difference(old, node);
    if (what !== undefined) found.push(`${path} ${what}`);
  }
  for (const path of a.keys()) if (!b.has(path)) found.push(`${path} is gone`);
  if (found.length === 0) return undefined;
  return found.length <= 3 ? found.join(', ') : `${found.slice(0, 3).join(', ')} and ${found.length - 3} more`;
}

function changedValues(before: StepInputs['values'], now: StepInputs['values']): string | undefined {
  const found: string[] = [];
  for (const name of new Set([...Object.keys(before), ...Object.keys(now)])) {
    const [a, b] = [before[name], now[name]];
    if (a === b) continue;
    if (name === 'mounts') found.push('the files that it mounts have changed');
    else found.push(b === undefined ? `${name} is not set any more` : a === undefined ? `${name} is set to ${JSON.stringify(b)}` : `${name} is ${JSON.stringify(b)}, was ${JSON.stringify(a)}`);
  }
  return found.length === 0 ? undefined : found.join(', ');
}

/**
 * Why a step had to be carried out.
 * @param entries of the build cache @param lastMiss the step before it in this build that was not cached
 */
export function missReason(entries: Iterable<CacheEntry>, own: StepInputs, lastMiss: { readonly text: string; readonly line: number } | undefined): string {
  let same: CacheEntry | undefined;
  let elsewhere: CacheEntry | undefined;
  let sibling: CacheEntry | undefined;
  const later = (a: CacheEntry | undefined, b: CacheEntry): CacheEntry => (a === undefined || b.lastUsed >= a.lastUsed ? b : a);
  const word = own.text.split(' ', 1)[0];
  for (const e of entries) {
    if (e.inputs === undefined) continue;
    if (e.inputs.text === own.text && e.inputs.parent === own.parent) same = later(same, e);
    else if (e.inputs.text === own.text) elsewhere = later(elsewhere, e);
    else if (e.inputs.parent === own.parent && e.inputs.text.split(' ', 1)[0] === word) sibling = later(sibling, e);
  }
  if (same?.inputs !== undefined) return changedFiles(same.inputs.files, own.files) ?? changedValues(same.inputs.values, own.values) ?? 'something that it depends on has changed';
  if (elsewhere !== undefined) return lastMiss === undefined ? 'what it builds on is another one than before' : `a step before it ran again (line ${lastMiss.line}: ${lastMiss.text.split('\n', 1)[0]!.slice(0, 60)})`;
  if (sibling?.inputs !== undefined) return `the instruction has changed: it was ${sibling.inputs.text.split('\n', 1)[0]!.slice(0, 80)}`;
  return lastMiss === undefined ? 'nothing in the cache has this instruction on this base' : 'it comes after a step that was not cached, and has never run there';
}
