// The classes of built-in values, and the values that there is one of.

import type { Code } from '../compile/code.ts';
import { Cls, CodeObj, Dict, type Layout, Obj, type V } from './objects.ts';

const bare = (name: string, bases: Cls[], layout: Layout): Cls =>
  new Cls(undefined, name, bases, undefined as unknown as Dict, layout);

const object = bare('object', [], 'object');
const type = bare('type', [object], 'type');
const dict = bare('dict', [object], 'dict');
for (const c of [object, type, dict]) {
  c.cls = type;
  c.mro = c === object ? [object] : [c, object];
  c.ns = new Dict(dict);
  c.hasDict = false;
}

/** A new built-in class. */
export function builtinClass(name: string, layout: Layout = 'other', base: Cls = object, final = false): Cls {
  const c = new Cls(type, name, [base], new Dict(dict), layout);
  c.mro = [c, ...base.mro];
  c.hasDict = false;
  c.final = final;
  return c;
}
const one = (name: string, final = true): Cls => builtinClass(name, 'other', object, final);

const int = builtinClass('int', 'int');
export const T = {
  object,
  type,
  dict,
  int,
  bool: builtinClass('bool', 'int', int, true),
  float: builtinClass('float', 'float'),
  complex: builtinClass('complex', 'complex'),
  str: builtinClass('str', 'str'),
  bytes: builtinClass('bytes', 'bytes'),
  bytearray: builtinClass('bytearray', 'bytes'),
  memoryview: one('memoryview'),
  list: builtinClass('list', 'list'),
  tuple: builtinClass('tuple', 'tuple'),
  set: builtinClass('set', 'set'),
  frozenset: builtinClass('frozenset', 'set'),
  none: one('NoneType'),
  notImplemented: one('NotImplementedType'),
  ellipsis: one('ellipsis'),
  func: one('function'),
  native: one('builtin_function_or_method'),
  nativeMethod: one('method_descriptor'),
  method: one('method'),
  module: builtinClass('module', 'module'),
  code: one('code'),
  frame: one('frame'),
  traceback: one('traceback'),
  generator: one('generator'),
  coroutine: one('coroutine'),
  property: builtinClass('property', 'other'),
  getset: one('getset_descriptor'),
  staticmethod: builtinClass('staticmethod', 'other'),
  classmethod: builtinClass('classmethod', 'other'),
  super: builtinClass('super', 'other'),
  range: one('range'),
  slice: one('slice'),
  cell: one('cell'),
  keys: one('dict_keys'),
  values: one('dict_values'),
  items: one('dict_items'),
  mappingproxy: one('mappingproxy'),
  listIter: one('list_iterator'),
  tupleIter: one('tuple_iterator'),
  strIter: one('str_ascii_iterator'),
  bytesIter: one('bytes_iterator'),
  rangeIter: one('range_iterator'),
  setIter: one('set_iterator'),
  keyIter: one('dict_keyiterator'),
  valueIter: one('dict_valueiterator'),
  itemIter: one('dict_itemiterator'),
  reversedIter: one('list_reverseiterator'),
  iterator: one('iterator'),
  callableIter: one('callable_iterator'),
  map: builtinClass('map'),
  filter: builtinClass('filter'),
  zip: builtinClass('zip'),
  enumerate: builtinClass('enumerate'),
  reversed: builtinClass('reversed'),
  union: one('UnionType'),
  genericAlias: builtinClass('GenericAlias'),
};

/** No more values: what iterators of the host give at their end. Never seen by programs. */
export const DONE: V = new Obj(object);
/** exec() stops because something has to wait. */
export const SUSPEND: V = new Obj(object);
/** A task that gives no value. */
export const NOTHING: V = new Obj(object);
export const NOT_IMPLEMENTED: V = new Obj(T.notImplemented);
export const ELLIPSIS: V = new Obj(T.ellipsis);

export function classOf(v: V): Cls {
  switch (typeof v) {
    case 'number':
    case 'bigint':
      return T.int;
    case 'string':
      return T.str;
    case 'boolean':
      return T.bool;
    default:
      return v === null ? T.none : v.cls;
  }
}

export function codeObject(code: Code): V {
  return new CodeObj(T.code, code);
}
