// Modules of the standard library in Python text, by name; packages end in `/__init__`.

import py__collections_abc from './py/_collections_abc.py';
import py_abc from './py/abc.py';
import py_collections_init from './py/collections/__init__.py';
import py_collections_abc from './py/collections/abc.py';
import py_contextlib from './py/contextlib.py';
import py_copy from './py/copy.py';
import py_dataclasses from './py/dataclasses.py';
import py_enum from './py/enum.py';
import py_functools from './py/functools.py';
import py_io from './py/io.py';
import py_itertools from './py/itertools.py';
import py_json_init from './py/json/__init__.py';
import py_json_decoder from './py/json/decoder.py';
import py_json_encoder from './py/json/encoder.py';
import py_keyword from './py/keyword.py';
import py_linecache from './py/linecache.py';
import py_operator from './py/operator.py';
import py_os from './py/os.py';
import py_posixpath from './py/posixpath.py';
import py_re from './py/re.py';
import py_traceback from './py/traceback.py';
import py_types from './py/types.py';
import py_typing from './py/typing.py';
import py_warnings from './py/warnings.py';

export const FROZEN: Readonly<Record<string, string>> = {
  _collections_abc: py__collections_abc,
  abc: py_abc,
  'collections/__init__': py_collections_init,
  'collections.abc': py_collections_abc,
  contextlib: py_contextlib,
  copy: py_copy,
  dataclasses: py_dataclasses,
  enum: py_enum,
  functools: py_functools,
  io: py_io,
  itertools: py_itertools,
  'json/__init__': py_json_init,
  'json.decoder': py_json_decoder,
  'json.encoder': py_json_encoder,
  keyword: py_keyword,
  linecache: py_linecache,
  operator: py_operator,
  os: py_os,
  posixpath: py_posixpath,
  re: py_re,
  traceback: py_traceback,
  types: py_types,
  typing: py_typing,
  warnings: py_warnings,
};
