// What Python's objects weigh. Growth is counted as it happens, too generously, since nobody is told what is dropped;
// when that seems too much, a census of what can be reached gives the true number.

import { Code } from '../compile/code.ts';
import { Cell, Cls, CodeObj, Float, Frame, Obj, type V } from './objects.ts';
import { R, type Vm } from './vm.ts';

/** Bytes that are counted together. */
const STEP = 1 << 20;
/** Weight of an object, of a slot of a list, and of an entry of a dict. */
export const OBJECT = 56;
export const SLOT = 8;
export const ENTRY = 100;
export const MAP = 150;
/** Texts from here on are told apart by content where names hold them. */
const LONG = 65536;

/**
 * Bytes that a new value takes.
 * @throws Killed when they are too many for the process
 */
export function grown(bytes: number): void {
  const { vm } = R;
  vm.growth += bytes;
  if (vm.growth < STEP) return;
  const all = vm.growth;
  vm.growth = 0;
  vm.p.hold(all);
}

/** What one more element of a list takes; numbers are counted where they are kept, other objects where they are made. */
export function element(v: V): void {
  grown(v instanceof Float ? SLOT + OBJECT : SLOT);
}

/** Bytes that a function of the host gathers: no name leads to them. */
export function gather(bytes: number): void {
  R.vm.gathered += bytes;
  if (bytes > 0) R.vm.p.hold(bytes);
}

/** Bytes of all that an interpreter can reach: its modules, frames, threads. */
export function census(vm: Vm): number {
  const seen = new Set<object>();
  const texts = new Set<string>();
  const todo: unknown[] = [vm.modules, vm.frame, vm.returned, vm.handlers, vm.atexit, vm.thread.frame];
  for (const t of vm.threads) todo.push(t.frame);
  let sum = vm.gathered;
  const see = (x: unknown, named: boolean): void => {
    if (typeof x === 'string') {
      if (x.length < 64 || (named && x.length >= LONG && texts.has(x))) return;
      if (named && x.length >= LONG) texts.add(x);
      sum += x.length;
    } else if (typeof x === 'object' && x !== null && !seen.has(x)) {
      seen.add(x);
      todo.push(x);
    }
  };
  while (todo.length > 0) {
    const x = todo.pop();
    if (typeof x !== 'object' || x === null) continue;
    if (ArrayBuffer.isView(x)) sum += x.byteLength;
    else if (Array.isArray(x)) {
      sum += x.length * SLOT;
      for (const y of x) if (typeof y === 'object' || typeof y === 'string') see(y, false);
    } else if (x instanceof Map) {
      sum += MAP + x.size * ENTRY;
      for (const [k, v] of x) {
        see(k, true);
        see(v, false);
      }
    } else if (x instanceof Frame) {
      for (const y of x.locals) see(y, true);
      // a frame that runs keeps its depth to itself
      const depth = x === vm.frame ? x.stack.length : x.sp;
      for (let i = 0; i < depth; i++) see(x.stack[i], true);
      for (const y of [x.back, x.globals, x.names, x.handled, x.gen, x.made, x.stash, x.obj, x.func]) see(y, true);
    } else if (x instanceof Cell) see(x.v, true);
    else if (x instanceof Cls) {
      see(x.ns, true);
    } else if (x instanceof CodeObj || x instanceof Code) continue;
    else if (x instanceof Obj) {
      sum += OBJECT;
      for (const y of Object.values(x)) if (typeof y === 'object' || typeof y === 'string') see(y, true);
    }
  }
  // iterators and tasks of the host keep a little to themselves
  return sum + Math.floor(sum / 32);
}
