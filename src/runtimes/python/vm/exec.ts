// The loop over instructions. It never waits itself: when something must wait it keeps the task and stops (SUSPEND).

import type { Task } from '../../../kernel/block.ts';
import { find, lookup, noAttribute, Pending, store } from './attr.ts';
import { bindArguments, makeFunction, newFrame } from './function.ts';
import { raise, toThrown, typeError } from './errors.ts';
import { keyOf } from './key.ts';
import { makeDict, makeList, makeSet, makeTuple } from './make.ts';
import { callNative } from './native.ts';
import {
  Cell,
  Cls,
  Dict,
  Exc,
  Float,
  type Frame,
  Func,
  Gen,
  Iter,
  List,
  Method,
  Native,
  Obj,
  Range,
  type SetObj,
  Slice,
  Thrown,
  Traceback,
  Tuple,
  type V,
} from './objects.ts';
import { binaryNow, compareNow, containsNow, subscriptNow, truthNow, unaryNow } from './fast.ts';
import { DONE, NOTHING, SUSPEND, T } from './types.ts';
import { SLOW } from './slow.ts';
import { ENTRY, MAP, OBJECT, SLOT, element, grown } from './memory.ts';
import { Pair } from './pair.ts';
import { R } from './vm.ts';
import { currentHandled, isExcMatch } from './handled.ts';

const BUDGET = 4000;

function unbound(frame: Frame, slot: number, free: boolean): Thrown {
  const name = frame.code.locals[slot] ?? frame.code.free[slot - frame.code.locals.length] ?? '';
  const t =
    free && slot >= frame.code.locals.length
      ? raise(
          'NameError',
          `cannot access free variable '${name}' where it is not associated with a value in enclosing scope`,
        )
      : raise('UnboundLocalError', `cannot access local variable '${name}' where it is not associated with a value`);
  t.exc.dict!.set('name', name);
  return t;
}
export function nameError(name: string): Thrown {
  const t = raise('NameError', `name '${name}' is not defined`);
  t.exc.dict!.set('name', name);
  return t;
}

/**
 * Runs `frame0` and the frames that it calls until it ends.
 * @param start what the last waiting gave: a value for the stack, a Thrown, or NOTHING
 * @returns its value, or SUSPEND (then the vm has the task and the block)
 */
export function exec(frame0: Frame, start: V | Thrown | Pair): V {
  const { vm } = R;
  let frame = frame0;
  let { code, stack, locals, sp, pc } = frame;
  let { ops, names } = code;
  vm.frame = frame;
  let thrown: Thrown | undefined;
  if (start instanceof Thrown) thrown = start;
  else if (start instanceof Pair) {
    stack[sp++] = start.first;
    stack[sp++] = start.second;
  } else if (start !== NOTHING) stack[sp++] = start;
  for (;;) {
    try {
      if (thrown !== undefined) {
        const t = thrown;
        thrown = undefined;
        throw t;
      }
      for (;;) {
        const op = ops[pc]!,
          arg = ops[pc + 1]!;
        pc += 2;
        let callee: V, args: V[], kw: Map<string, V> | undefined;
        switch (op) {
          case 1:
            continue; // NOP
          case 2:
            stack[sp++] = code.consts[arg];
            continue; // LOAD_CONST
          case 3: {
            // LOAD_FAST
            const v = locals[arg];
            if (v === undefined) throw unbound(frame, arg, false);
            stack[sp++] = v as V;
            continue;
          }
          case 4:
            locals[arg] = stack[--sp];
            continue; // STORE_FAST
          case 5: // DELETE_FAST
            if (locals[arg] === undefined) throw unbound(frame, arg, false);
            locals[arg] = undefined;
            continue;
          case 6: {
            // LOAD_CELL
            const { v } = locals[arg] as Cell;
            if (v === undefined) throw unbound(frame, arg, true);
            stack[sp++] = v;
            continue;
          }
          case 7:
            (locals[arg] as Cell).v = stack[--sp];
            continue; // STORE_CELL
          case 8: // DELETE_CELL
            if ((locals[arg] as Cell).v === undefined) throw unbound(frame, arg, true);
            (locals[arg] as Cell).v = undefined;
            continue;
          case 9:
            stack[sp++] = locals[arg] as unknown as V;
            continue; // LOAD_CLOSURE
          case 10: {
            // LOAD_GLOBAL
            const name = names[arg]!;
            let v = frame.globals.m.get(name);
            if (v === undefined) {
              v = frame.builtins.m.get(name);
              if (v === undefined) throw nameError(name);
            }
            stack[sp++] = v;
            continue;
          }
          case 11:
            frame.globals.m.set(names[arg]!, stack[--sp]!);
            continue; // STORE_GLOBAL
          case 12:
            if (!frame.globals.m.delete(names[arg]!)) throw nameError(names[arg]!);
            continue; // DELETE_GLOBAL
          case 13:
          case 16: {
            // LOAD_NAME, LOAD_CLASSCELL
            const name = op === 13 ? names[arg]! : code.free[arg - code.locals.length]!;
            let v = frame.names!.m.get(name);
            if (v === undefined && op === 16) {
              v = (locals[arg] as Cell).v;
              if (v === undefined) throw unbound(frame, arg, true);
            }
            if (
              v === undefined &&
              frame.names!.cls !== T.dict &&
              lookup(frame.names!.cls, '__missing__') !== undefined
            ) {
              callee = SLOW.subscript;
              args = [frame.names, name];
              break;
            }
            if (v === undefined) v = frame.globals.m.get(name);
            if (v === undefined) v = frame.builtins.m.get(name);
            if (v === undefined) throw nameError(name);
            stack[sp++] = v;
            continue;
          }
          case 14: {
            // STORE_NAME
            const v = stack[--sp]!;
            const d = frame.names!;
            if (d.cls !== T.dict && lookup(d.cls, '__setitem__') instanceof Func) {
              callee = SLOW.storeName;
              args = [d, names[arg]!, v];
              break;
            }
            d.m.set(names[arg]!, v);
            continue;
          }
          case 15:
            if (!frame.names!.m.delete(names[arg]!)) throw nameError(names[arg]!);
            continue; // DELETE_NAME
          case 17:
            sp--;
            continue; // POP
          case 18:
            stack[sp] = stack[sp - 1];
            sp++;
            continue; // DUP
          case 19: {
            // SWAP
            const a = stack[sp - 1];
            stack[sp - 1] = stack[sp - 2];
            stack[sp - 2] = a;
            continue;
          }
          case 20: {
            // ROT_THREE
            const a = stack[sp - 1];
            stack[sp - 1] = stack[sp - 2];
            stack[sp - 2] = stack[sp - 3];
            stack[sp - 3] = a;
            continue;
          }
          case 21: // DUP_TWO
            stack[sp] = stack[sp - 2];
            stack[sp + 1] = stack[sp - 1];
            sp += 2;
            continue;
          case 22: {
            // LOAD_ATTR
            const name = names[arg]!;
            const obj = stack[--sp]!;
            const found = find(obj, name);
            if (found === undefined) throw noAttribute(obj, name);
            if (found instanceof Pending) {
              callee = found.f;
              args = found.args;
              break;
            }
            stack[sp++] = found;
            continue;
          }
          case 23: {
            // STORE_ATTR
            const obj = stack[--sp]!,
              v = stack[--sp]!;
            const p = store(obj, names[arg]!, v);
            if (p === undefined) continue;
            callee = SLOW.drop;
            args = [p.f, ...p.args];
            break;
          }
          case 24: {
            // DELETE_ATTR
            const p = store(stack[--sp]!, names[arg]!, undefined);
            if (p === undefined) continue;
            callee = SLOW.drop;
            args = [p.f, ...p.args];
            break;
          }
          case 25: {
            // LOAD_METHOD
            const name = names[arg]!;
            const obj = stack[sp - 1]!;
            if (obj instanceof Obj && !(obj instanceof Cls) && obj.cls.layout === 'object' && obj.dict !== null) {
              const f = lookup(obj.cls, name);
              if (
                f instanceof Func &&
                obj.dict.m.get(name) === undefined &&
                !(lookup(obj.cls, '__getattribute__') instanceof Func)
              ) {
                stack[sp - 1] = f;
                stack[sp++] = obj;
                continue;
              }
            }
            const found = find(obj, name);
            if (found === undefined) throw noAttribute(obj, name);
            if (found instanceof Method) {
              stack[sp - 1] = found.f;
              stack[sp++] = found.self;
              continue;
            }
            if (found instanceof Pending) {
              stack[sp - 1] = undefined;
              callee = found.f;
              args = found.args;
              break;
            }
            stack[sp - 1] = undefined;
            stack[sp++] = found;
            continue;
          }
          case 26: {
            // CALL_METHOD
            const base = sp - arg;
            const first = stack[base - 2];
            if (first === undefined) {
              callee = stack[base - 1]!;
              args = new Array<V>(arg);
              for (let i = 0; i < arg; i++) args[i] = stack[base + i]!;
            } else {
              callee = first;
              args = new Array<V>(arg + 1);
              for (let i = -1; i < arg; i++) args[i + 1] = stack[base + i]!;
            }
            sp = base - 2;
            break;
          }
          case 27: {
            // CALL
            const base = sp - arg;
            args = new Array<V>(arg);
            for (let i = 0; i < arg; i++) args[i] = stack[base + i]!;
            sp = base - 1;
            callee = stack[sp]!;
            break;
          }
          case 28: {
            // CALL_KW
            const keys = (stack[--sp] as Tuple).a as string[];
            const base = sp - arg;
            const n = arg - keys.length;
            args = new Array<V>(n);
            for (let i = 0; i < n; i++) args[i] = stack[base + i]!;
            kw = new Map();
            for (let i = 0; i < keys.length; i++) kw.set(keys[i]!, stack[base + n + i]!);
            sp = base - 1;
            callee = stack[sp]!;
            break;
          }
          case 29: {
            // CALL_EX
            if (arg === 1) {
              kw = new Map();
              for (const [k, v] of (stack[--sp] as Dict).m) {
                if (typeof k !== 'string') throw typeError('keywords must be strings');
                kw.set(k, v);
              }
            }
            args = (stack[--sp] as List).a;
            callee = stack[--sp]!;
            if (callee instanceof List) throw typeError('internal call');
            break;
          }
          case 30: {
            // BINARY
            const b = stack[--sp]!,
              a = stack[--sp]!;
            const r = binaryNow(arg, a, b);
            if (r !== undefined) {
              stack[sp++] = r;
              continue;
            }
            callee = SLOW.binary;
            args = [arg, a, b];
            break;
          }
          case 31: {
            // INPLACE
            const b = stack[--sp]!,
              a = stack[--sp]!;
            if (!(a instanceof Obj) || a instanceof Float) {
              const r = binaryNow(arg, a, b);
              if (r !== undefined) {
                stack[sp++] = r;
                continue;
              }
            }
            callee = SLOW.inplace;
            args = [arg, a, b];
            break;
          }
          case 32: {
            // UNARY
            const a = stack[--sp]!;
            const r = unaryNow(arg, a);
            if (r !== undefined) {
              stack[sp++] = r;
              continue;
            }
            callee = SLOW.unary;
            args = [arg, a];
            break;
          }
          case 33: {
            // COMPARE
            const b = stack[--sp]!,
              a = stack[--sp]!;
            const r = compareNow(arg, a, b);
            if (r !== undefined) {
              stack[sp++] = r;
              continue;
            }
            callee = SLOW.compare;
            args = [arg, a, b];
            break;
          }
          case 34: {
            // SUBSCR
            const i = stack[--sp]!,
              a = stack[--sp]!;
            const r = subscriptNow(a, i);
            if (r !== undefined) {
              stack[sp++] = r;
              continue;
            }
            callee = SLOW.subscript;
            args = [a, i];
            break;
          }
          case 35: {
            // STORE_SUBSCR
            const i = stack[--sp]!,
              a = stack[--sp]!,
              v = stack[--sp]!;
            if (a instanceof Dict && a.cls === T.dict) {
              const k = keyOf(i);
              if (k !== undefined) {
                if (!a.m.has(k)) grown(ENTRY);
                a.put(k, i, v);
                continue;
              }
            } else if (a instanceof List && a.cls === T.list && typeof i === 'number') {
              const at = i < 0 ? i + a.a.length : i;
              if (at >= 0 && at < a.a.length) {
                a.a[at] = v;
                continue;
              }
            }
            callee = SLOW.storeSubscript;
            args = [a, i, v];
            break;
          }
          case 36: {
            // DELETE_SUBSCR
            const i = stack[--sp]!,
              a = stack[--sp]!;
            callee = SLOW.deleteSubscript;
            args = [a, i];
            break;
          }
          case 37:
            pc = arg;
            continue; // JUMP
          case 38:
          case 39: {
            // JUMP_IF_FALSE, JUMP_IF_TRUE
            const v = stack[--sp]!;
            const t = v === true ? true : v === false ? false : truthNow(v);
            if (t === undefined) {
              pc -= 2;
              callee = SLOW.truth;
              args = [v];
              break;
            }
            if (t === (op === 39)) pc = arg;
            continue;
          }
          case 40:
          case 41: {
            // JUMP_IF_FALSE_OR_POP, JUMP_IF_TRUE_OR_POP
            const v = stack[sp - 1]!;
            let t: boolean | undefined;
            if (v instanceof Tuple && v.cls === T.cell) {
              // asked before: the value and its truth
              stack[sp - 1] = v.a[0]!;
              t = v.a[1] as boolean;
            } else t = truthNow(v);
            if (t === undefined) {
              sp--;
              pc -= 2;
              callee = SLOW.truthKeep;
              args = [v];
              break;
            }
            if (t === (op === 41)) pc = arg;
            else sp--;
            continue;
          }
          case 42: // JUMP_BACK
            pc = arg;
            if (--vm.budget > 0) continue;
            vm.budget = BUDGET;
            callee = SLOW.turn;
            args = [];
            break;
          case 43: {
            // GET_ITER
            const a = stack[sp - 1]!;
            if (a instanceof Iter || (a instanceof Gen && a.cls === T.generator)) continue;
            if (a instanceof List && a.cls === T.list) {
              const { a: items } = a;
              let i = 0;
              stack[sp - 1] = new Iter(T.listIter, () => (i < items.length ? items[i++]! : ((i = Infinity), DONE)));
              continue;
            }
            if (a instanceof Range) {
              let i = a.start,
                left = a.length;
              const { step } = a;
              stack[sp - 1] = new Iter(T.rangeIter, () => {
                if (left-- <= 0) return DONE;
                const v = i;
                i += step;
                return v;
              });
              continue;
            }
            sp--;
            callee = SLOW.iter;
            args = [a];
            break;
          }
          case 44: {
            // FOR_ITER
            const it = stack[sp - 1]!;
            if (it instanceof Iter) {
              const v = it.next();
              if (v === DONE) {
                sp--;
                pc = arg;
              } else {
                stack[sp++] = v;
                pc += 2;
              }
              continue;
            }
            if (it instanceof Gen && it.state !== 'running') {
              if (it.state === 'done') {
                sp--;
                pc = arg;
                continue;
              }
              const g = it.frame;
              if (it.state === 'suspended') g.stack[g.sp++] = null;
              it.state = 'running';
              g.entry = false;
              frame.pc = pc;
              frame.sp = sp;
              g.back = frame;
              g.depth = frame.depth + 1;
              if (g.depth > vm.recursionLimit) throw raise('RecursionError', 'maximum recursion depth exceeded');
              frame = g;
              ({ code, stack, locals, sp, pc } = frame);
              ({ ops, names } = code);
              vm.frame = frame;
              continue;
            }
            callee = SLOW.next;
            args = [it];
            break;
          }
          case 45: // FOR_DONE
            if (stack[sp - 1] === DONE) {
              sp -= 2;
              pc = arg;
            }
            continue;
          case 46: {
            // BUILD_TUPLE
            const a = stack.slice(sp - arg, sp) as V[];
            sp -= arg;
            grown(OBJECT + arg * SLOT);
            stack[sp++] = makeTuple(a);
            continue;
          }
          case 47: {
            // BUILD_LIST
            const a = stack.slice(sp - arg, sp) as V[];
            sp -= arg;
            grown(OBJECT + arg * SLOT);
            stack[sp++] = makeList(a);
            continue;
          }
          case 48: {
            // BUILD_SET
            const a = stack.slice(sp - arg, sp) as V[];
            sp -= arg;
            if (arg === 0) {
              stack[sp++] = makeSet();
              continue;
            }
            callee = SLOW.buildSet;
            args = a;
            break;
          }
          case 49:
            grown(MAP);
            stack[sp++] = makeDict();
            continue; // BUILD_DICT
          case 50: {
            // BUILD_SLICE
            const c = arg === 3 ? stack[--sp]! : null,
              b = stack[--sp]!,
              a = stack[--sp]!;
            stack[sp++] = new Slice(T.slice, a, b, c);
            continue;
          }
          case 51: {
            // LIST_APPEND
            const v = stack[--sp]!;
            element(v);
            (stack[sp - arg] as List).a.push(v);
            continue;
          }
          case 52: {
            // LIST_EXTEND
            const v = stack[--sp]!,
              l = stack[sp - 1]!;
            if (v instanceof List || v instanceof Tuple) {
              grown(v.a.length * SLOT);
              (l as List).a.push(...v.a);
              continue;
            }
            callee = SLOW.listExtend;
            args = [l, v, arg === 1 ? (stack[sp - 2] ?? null) : null];
            break;
          }
          case 53: {
            // SET_ADD
            const v = stack[--sp]!,
              s = stack[sp - arg] as SetObj;
            const k = keyOf(v);
            if (k !== undefined) {
              if (!s.m.has(k)) s.m.set(k, v);
              continue;
            }
            callee = SLOW.setAdd;
            args = [s, v];
            break;
          }
          case 54:
          case 56: {
            // SET_UPDATE, DICT_UPDATE
            const v = stack[--sp]!;
            callee = op === 54 ? SLOW.setUpdate : SLOW.dictUpdate;
            args = [stack[sp - 1]!, v];
            break;
          }
          case 55: {
            // DICT_ADD
            const v = stack[--sp]!,
              key = stack[--sp]!,
              d = stack[sp - arg] as Dict;
            const k = keyOf(key);
            if (k !== undefined) {
              d.put(k, key, v);
              continue;
            }
            callee = SLOW.dictAdd;
            args = [d, key, v];
            break;
          }
          case 57: {
            // DICT_MERGE
            const v = stack[--sp]!;
            callee = SLOW.dictMerge;
            args = [stack[sp - 1]!, v, stack[sp - 3] ?? null];
            break;
          }
          case 58:
            stack[sp - 1] = makeTuple((stack[sp - 1] as List).a);
            continue; // LIST_TO_TUPLE
          case 59: {
            // UNPACK
            const v = stack[--sp]!;
            if ((v instanceof Tuple || v instanceof List) && v.a.length === arg) {
              for (let i = arg - 1; i >= 0; i--) stack[sp++] = v.a[i]!;
              continue;
            }
            pc -= 2;
            callee = SLOW.unpack;
            args = [v, arg];
            break;
          }
          case 60: {
            // UNPACK_EX
            const v = stack[--sp]!;
            if (v instanceof Tuple && v.cls === T.cell) {
              for (let i = v.a.length - 1; i >= 0; i--) stack[sp++] = v.a[i]!;
              continue;
            }
            pc -= 2;
            callee = SLOW.unpackEx;
            args = [v, arg & 255, arg >> 8];
            break;
          }
          case 61: {
            // FORMAT_VALUE
            const spec = arg & 4 ? stack[--sp]! : '';
            const v = stack[--sp]!;
            if (spec === '' && (arg & 3) < 2) {
              if (typeof v === 'string') {
                stack[sp++] = v;
                continue;
              }
              if (typeof v === 'number') {
                stack[sp++] = String(v);
                continue;
              }
            }
            callee = SLOW.format;
            args = [v, spec, arg & 3];
            break;
          }
          case 62: {
            // BUILD_STRING
            let s = '';
            for (let i = sp - arg; i < sp; i++) s += stack[i] as string;
            sp -= arg;
            stack[sp++] = s;
            continue;
          }
          case 63: {
            // MAKE_FUNCTION
            const c = stack[--sp]!;
            const closure = arg & 8 ? ((stack[--sp] as Tuple).a as unknown as Cell[]) : [];
            const annotations = arg & 4 ? (stack[--sp] as Dict) : undefined;
            const kwdefaults = arg & 2 ? (stack[--sp] as Dict) : undefined;
            const defaults = arg & 1 ? (stack[--sp] as Tuple).a : [];
            stack[sp++] = makeFunction(c, frame, defaults, kwdefaults, annotations, closure);
            continue;
          }
          case 64:
          case 66: {
            // RETURN, RETURN_STASH
            let v = op === 64 ? stack[--sp]! : frame.stash;
            if (frame.made !== undefined) {
              if (v !== null)
                throw typeError(
                  `__init__() should return None, not '${v instanceof Obj ? v.cls.name : typeof v === 'string' ? 'str' : typeof v === 'boolean' ? 'bool' : 'int'}'`,
                );
              v = frame.made;
            }
            const { gen, entry, back } = frame;
            if (gen !== null) {
              gen.state = 'done';
              frame.back = null;
              if (!entry) {
                vm.returned = v;
                v = DONE;
              }
            }
            vm.frame = back;
            if (entry) return v;
            frame = back!;
            ({ code, stack, locals, sp, pc } = frame);
            ({ ops, names } = code);
            stack[sp++] = v;
            continue;
          }
          case 65:
            frame.stash = stack[--sp]!;
            continue; // STASH
          case 67: {
            // YIELD
            const v = stack[--sp]!;
            const { entry, back } = frame;
            frame.pc = pc;
            frame.sp = sp;
            frame.gen!.state = 'suspended';
            frame.back = null;
            vm.frame = back;
            if (entry) return v;
            frame = back!;
            ({ code, stack, locals, sp, pc } = frame);
            ({ ops, names } = code);
            stack[sp++] = v;
            continue;
          }
          case 68: {
            // YIELD_FROM: sends a value on, yields what comes; at the end the result takes the iterator's place
            const sent = stack[--sp]!;
            const it = stack[sp - 1]!;
            if (sent === DONE) {
              stack[sp - 1] = vm.returned;
              continue;
            }
            if (sent instanceof Tuple && sent.cls === T.cell) {
              // something to hand out
              frame.pc = pc - 2;
              frame.sp = sp;
              frame.gen!.state = 'suspended';
              const { entry, back } = frame;
              frame.back = null;
              vm.frame = back;
              const out = sent.a[0]!;
              if (entry) return out;
              frame = back!;
              ({ code, stack, locals, sp, pc } = frame);
              ({ ops, names } = code);
              stack[sp++] = out;
              continue;
            }
            pc -= 2;
            callee = SLOW.fromNext;
            args = [it, sent];
            break;
          }
          case 69: {
            // GET_FROM_ITER
            const a = stack[sp - 1]!;
            if (a instanceof Gen || a instanceof Iter) continue;
            sp--;
            callee = SLOW.iter;
            args = [a];
            break;
          }
          case 101: {
            // GET_AWAITABLE
            const a = stack[sp - 1]!;
            if (a instanceof Gen) continue;
            sp--;
            callee = SLOW.awaitable;
            args = [a];
            break;
          }
          case 70:
            frame.blocks.push(arg, sp);
            continue; // SETUP
          case 98:
            frame.blocks.push(arg, sp - 1);
            continue; // SETUP_WITH
          case 71:
            frame.blocks.length -= 2;
            continue; // POP_BLOCK
          case 72:
            (frame.handled ??= []).push(stack[--sp] as Exc);
            continue; // PUSH_HANDLED
          case 73:
            frame.handled!.pop();
            continue; // POP_HANDLED
          case 74: {
            // EXC_MATCH
            const type = stack[--sp]!;
            stack[sp++] = isExcMatch(frame.handled![frame.handled!.length - 1]!, type);
            continue;
          }
          case 75:
            stack[sp++] = frame.handled![frame.handled!.length - 1]!;
            continue; // LOAD_EXC
          case 76:
            throw new Thrown(frame.handled!.pop()!, true); // RERAISE
          case 99:
            throw new Thrown(stack[--sp] as Exc, true); // RETHROW
          case 77: {
            // RAISE
            if (arg === 0) {
              const e = currentHandled(frame);
              if (e === undefined) throw raise('RuntimeError', 'No active exception to reraise');
              throw new Thrown(e, true);
            }
            const cause = arg === 2 ? stack[--sp]! : undefined;
            const e = stack[--sp]!;
            if (e instanceof Exc && (cause === undefined || cause === null || cause instanceof Exc)) {
              if (cause !== undefined) {
                e.cause = cause;
                e.suppress = true;
              }
              const context = currentHandled(frame);
              if (context !== undefined && context !== e && e.context === null) e.context = context;
              throw new Thrown(e);
            }
            callee = SLOW.raise;
            args = cause === undefined ? [e] : [e, cause];
            break;
          }
          case 78:
          case 107: {
            // WITH_ENTER, WITH_AENTER
            const ctx = stack[--sp]!;
            callee = op === 78 ? SLOW.withEnter : SLOW.withAenter;
            args = [ctx];
            // the exit method goes below the value: SLOW gives both in a pair
            break;
          }
          case 79:
            callee = stack[--sp]!;
            args = [null, null, null];
            break; // WITH_EXIT_OK
          case 80: {
            // WITH_EXIT_EXC
            const e = frame.handled![frame.handled!.length - 1]!;
            callee = stack[--sp]!;
            args = [e.cls, e, e.tb];
            break;
          }
          case 81: {
            // IMPORT
            const list = stack[--sp]!,
              level = stack[--sp]!;
            callee = SLOW.import;
            args = [names[arg]!, list, level];
            break;
          }
          case 82:
            callee = SLOW.importFrom;
            args = [stack[sp - 1]!, names[arg]!];
            break; // IMPORT_FROM
          case 83:
            callee = SLOW.importStar;
            args = [stack[--sp]!];
            break; // IMPORT_STAR
          case 84:
            stack[sp++] = SLOW.buildClass;
            continue; // LOAD_BUILD_CLASS
          case 85: // SETUP_ANNOTATIONS
            if (frame.names!.m.get('__annotations__') === undefined) frame.names!.m.set('__annotations__', makeDict());
            continue;
          case 86:
            locals[arg] = new Cell(undefined);
            continue; // MAKE_CELL
          case 87: {
            // CONTAINS
            const box = stack[--sp]!,
              v = stack[--sp]!;
            const r = containsNow(box, v);
            if (r !== undefined) {
              stack[sp++] = r !== (arg === 1);
              continue;
            }
            callee = SLOW.contains;
            args = [box, v, arg === 1];
            break;
          }
          case 88: {
            // IS
            const b = stack[--sp]!,
              a = stack[--sp]!;
            stack[sp++] = (a === b) !== (arg === 1);
            continue;
          }
          case 89:
            callee = SLOW.printExpr;
            args = [stack[--sp]!];
            break; // PRINT_EXPR
          case 91: {
            // MATCH_SEQ
            const a = stack[sp - 1]!;
            stack[sp - 1] = a instanceof List || a instanceof Tuple || a instanceof Range;
            continue;
          }
          case 92:
            stack[sp - 1] = stack[sp - 1] instanceof Dict;
            continue; // MATCH_MAP
          case 93:
          case 103: {
            // MATCH_KEYS, MATCH_REST
            const keys = stack[--sp]!,
              d = stack[--sp]!;
            callee = op === 93 ? SLOW.matchKeys : SLOW.matchRest;
            args = [d, keys];
            break;
          }
          case 94: {
            // MATCH_CLASS
            const keys = stack[--sp]!,
              cls = stack[--sp]!,
              v = stack[--sp]!;
            callee = SLOW.matchClass;
            args = [v, cls, keys, arg];
            break;
          }
          case 95:
            callee = SLOW.len;
            args = [stack[--sp]!];
            break; // GET_LEN
          default:
            throw raise('SystemError', `drydock: unknown instruction ${op}`);
        }

        // a call: `callee(*args, **kw)`, the result goes to the stack
        frame.pc = pc;
        frame.sp = sp;
        for (;;) {
          if (callee instanceof Func) {
            const c = callee.code;
            const bound =
              c.simple && kw === undefined && args.length === c.argCount ? args : bindArguments(callee, args, kw);
            const next = newFrame(callee, bound);
            if (c.generator) {
              const gen = new Gen(c.coroutine ? T.coroutine : T.generator, next);
              next.gen = gen;
              stack[sp++] = gen;
              break;
            }
            next.depth = frame.depth + 1;
            if (next.depth > vm.recursionLimit) throw raise('RecursionError', 'maximum recursion depth exceeded');
            next.back = frame;
            frame = next;
            ({ code, stack, locals, sp, pc } = frame);
            ({ ops, names } = code);
            vm.frame = frame;
            if (--vm.budget <= 0) {
              vm.budget = BUDGET;
              callee = SLOW.turn;
              args = [];
              kw = undefined;
              continue;
            }
            break;
          }
          if (callee instanceof Native) {
            let r = callNative(callee, args, kw);
            if (callee.waits) {
              const task = r as Task<V | void>;
              const s = task.next(undefined as never);
              if (!s.done) {
                vm.task = task;
                vm.block = s.value;
                vm.frame = frame;
                frame.pc = pc;
                frame.sp = sp;
                return SUSPEND;
              }
              r = s.value;
              if (r === NOTHING) break;
            }
            if (typeof r === 'string' && r.length > 4096) grown(r.length);
            if (r instanceof Pair) {
              stack[sp++] = r.first;
              stack[sp++] = r.second;
            } else stack[sp++] = r === undefined ? null : (r as V);
            break;
          }
          if (callee instanceof Method) {
            args.unshift(callee.self);
            callee = callee.f;
            continue;
          }
          if (callee instanceof Cls) {
            if (callee.cls === T.type && callee.layout === 'object') {
              const init = lookup(callee, '__init__');
              if (
                init instanceof Func &&
                lookup(callee, '__new__') === SLOW.objectNew &&
                callee.abstract.length === 0
              ) {
                const o = new Obj(callee);
                grown(OBJECT + MAP);
                o.dict = makeDict();
                args.unshift(o);
                const c = init.code;
                const bound =
                  c.simple && kw === undefined && args.length === c.argCount ? args : bindArguments(init, args, kw);
                if (!c.generator) {
                  const next = newFrame(init, bound);
                  next.made = o;
                  next.depth = frame.depth + 1;
                  if (next.depth > vm.recursionLimit) throw raise('RecursionError', 'maximum recursion depth exceeded');
                  next.back = frame;
                  frame = next;
                  ({ code, stack, locals, sp, pc } = frame);
                  ({ ops, names } = code);
                  vm.frame = frame;
                  break;
                }
                args.shift();
              }
            }
            args = [callee, makeList(args), kwDict(kw)];
            kw = undefined;
            callee = SLOW.callClass;
            continue;
          }
          const f: V | undefined = callee instanceof Obj ? lookup(callee.cls, '__call__') : undefined;
          if (f instanceof Func || (f instanceof Native && f.binds)) {
            args.unshift(callee);
            callee = f;
            continue;
          }
          args = [callee, makeList(args), kwDict(kw)];
          kw = undefined;
          callee = SLOW.callAny;
        }
      }
    } catch (error) {
      const t = toThrown(error);
      let exc: Exc = t.exc;
      let again = t.again;
      if (!again && exc.tb === null && exc.context === null) {
        const context = currentHandled(frame);
        if (context !== undefined && context !== exc) exc.context = context;
      }
      for (;;) {
        if (!again) exc.tb = new Traceback(T.traceback, frame, pc - 2, exc.tb);
        again = false;
        const { blocks } = frame;
        if (blocks.length > 0) {
          sp = blocks.pop()!;
          pc = blocks.pop()!;
          stack.length = Math.max(sp, 0);
          stack[sp++] = exc;
          vm.frame = frame;
          break;
        }
        const { entry, back, gen } = frame;
        frame.pc = pc;
        if (gen !== null) {
          gen.state = 'done';
          frame.back = null;
          if (exc.cls.mro.some((c) => c.name === 'StopIteration')) {
            const e = raise(
              'RuntimeError',
              gen.cls === T.coroutine ? 'coroutine raised StopIteration' : 'generator raised StopIteration',
            ).exc;
            e.cause = exc;
            e.context = exc;
            e.suppress = true;
            e.tb = new Traceback(T.traceback, frame, pc - 2, null);
            exc = e;
          }
        }
        vm.frame = back;
        if (entry) throw new Thrown(exc);
        frame = back!;
        ({ code, stack, locals, sp, pc } = frame);
        ({ ops, names } = code);
      }
    }
  }
}

function kwDict(kw: Map<string, V> | undefined): V {
  if (kw === undefined) return null;
  const d = makeDict();
  for (const [k, v] of kw) d.m.set(k, v);
  return d;
}
