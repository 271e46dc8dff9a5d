// Modules of the standard library in Python text, by name; packages end in `/__init__`.

import py__collections_abc from './py/_collections_abc.py';
import py_abc from './py/abc.py';
import py_argparse from './py/argparse.py';
import py_base64 from './py/base64.py';
import py_binascii from './py/binascii.py';
import py_bisect from './py/bisect.py';
import py_code from './py/code.py';
import py_codecs from './py/codecs.py';
import py_codeop from './py/codeop.py';
import py_collections_init from './py/collections/__init__.py';
import py_collections_abc from './py/collections/abc.py';
import py_concurrent_init from './py/concurrent/__init__.py';
import py_concurrent_futures_init from './py/concurrent/futures/__init__.py';
import py_configparser from './py/configparser.py';
import py_contextlib from './py/contextlib.py';
import py_contextvars from './py/contextvars.py';
import py_copy from './py/copy.py';
import py_csv from './py/csv.py';
import py_dataclasses from './py/dataclasses.py';
import py_datetime from './py/datetime.py';
import py_decimal from './py/decimal.py';
import py_email_init from './py/email/__init__.py';
import py_email_message from './py/email/message.py';
import py_email_utils from './py/email/utils.py';
import py_enum from './py/enum.py';
import py_fnmatch from './py/fnmatch.py';
import py_functools from './py/functools.py';
import py_getpass from './py/getpass.py';
import py_glob from './py/glob.py';
import py_gzip from './py/gzip.py';
import py_hashlib from './py/hashlib.py';
import py_heapq from './py/heapq.py';
import py_hmac from './py/hmac.py';
import py_html_init from './py/html/__init__.py';
import py_html_entities from './py/html/entities.py';
import py_http_init from './py/http/__init__.py';
import py_http_client from './py/http/client.py';
import py_http_cookiejar from './py/http/cookiejar.py';
import py_http_cookies from './py/http/cookies.py';
import py_http_server from './py/http/server.py';
import py_importlib_init from './py/importlib/__init__.py';
import py_importlib_abc from './py/importlib/abc.py';
import py_importlib_machinery from './py/importlib/machinery.py';
import py_importlib_metadata from './py/importlib/metadata.py';
import py_importlib_resources from './py/importlib/resources.py';
import py_importlib_util from './py/importlib/util.py';
import py_inspect from './py/inspect.py';
import py_io from './py/io.py';
import py_itertools from './py/itertools.py';
import py_json_init from './py/json/__init__.py';
import py_json_decoder from './py/json/decoder.py';
import py_json_encoder from './py/json/encoder.py';
import py_keyword from './py/keyword.py';
import py_linecache from './py/linecache.py';
import py_logging_init from './py/logging/__init__.py';
import py_logging_config from './py/logging/config.py';
import py_logging_handlers from './py/logging/handlers.py';
import py_mimetypes from './py/mimetypes.py';
import py_numbers from './py/numbers.py';
import py_operator from './py/operator.py';
import py_os from './py/os.py';
import py_pathlib from './py/pathlib.py';
import py_platform from './py/platform.py';
import py_posixpath from './py/posixpath.py';
import py_pprint from './py/pprint.py';
import py_queue from './py/queue.py';
import py_random from './py/random.py';
import py_re from './py/re.py';
import py_secrets from './py/secrets.py';
import py_select from './py/select.py';
import py_selectors from './py/selectors.py';
import py_shlex from './py/shlex.py';
import py_shutil from './py/shutil.py';
import py_signal from './py/signal.py';
import py_site from './py/site.py';
import py_socket from './py/socket.py';
import py_socketserver from './py/socketserver.py';
import py_stat from './py/stat.py';
import py_statistics from './py/statistics.py';
import py_string from './py/string.py';
import py_struct from './py/struct.py';
import py_subprocess from './py/subprocess.py';
import py_sysconfig from './py/sysconfig.py';
import py_tempfile from './py/tempfile.py';
import py_textwrap from './py/textwrap.py';
import py_threading from './py/threading.py';
import py_traceback from './py/traceback.py';
import py_types from './py/types.py';
import py_typing from './py/typing.py';
import py_urllib_init from './py/urllib/__init__.py';
import py_urllib_error from './py/urllib/error.py';
import py_urllib_parse from './py/urllib/parse.py';
import py_urllib_request from './py/urllib/request.py';
import py_uuid from './py/uuid.py';
import py_venv from './py/venv.py';
import py_warnings from './py/warnings.py';
import py_weakref from './py/weakref.py';
import py_zlib from './py/zlib.py';

export const FROZEN: Readonly<Record<string, string>> = {
  _collections_abc: py__collections_abc,
  abc: py_abc,
  argparse: py_argparse,
  base64: py_base64,
  binascii: py_binascii,
  bisect: py_bisect,
  code: py_code,
  codecs: py_codecs,
  codeop: py_codeop,
  'collections/__init__': py_collections_init,
  'collections.abc': py_collections_abc,
  'concurrent/__init__': py_concurrent_init,
  'concurrent.futures/__init__': py_concurrent_futures_init,
  configparser: py_configparser,
  contextlib: py_contextlib,
  contextvars: py_contextvars,
  copy: py_copy,
  csv: py_csv,
  dataclasses: py_dataclasses,
  datetime: py_datetime,
  decimal: py_decimal,
  'email/__init__': py_email_init,
  'email.message': py_email_message,
  'email.utils': py_email_utils,
  enum: py_enum,
  fnmatch: py_fnmatch,
  functools: py_functools,
  getpass: py_getpass,
  glob: py_glob,
  gzip: py_gzip,
  hashlib: py_hashlib,
  heapq: py_heapq,
  hmac: py_hmac,
  'html/__init__': py_html_init,
  'html.entities': py_html_entities,
  'http/__init__': py_http_init,
  'http.client': py_http_client,
  'http.cookiejar': py_http_cookiejar,
  'http.cookies': py_http_cookies,
  'http.server': py_http_server,
  'importlib/__init__': py_importlib_init,
  'importlib.abc': py_importlib_abc,
  'importlib.machinery': py_importlib_machinery,
  'importlib.metadata': py_importlib_metadata,
  'importlib.resources': py_importlib_resources,
  'importlib.util': py_importlib_util,
  inspect: py_inspect,
  io: py_io,
  itertools: py_itertools,
  'json/__init__': py_json_init,
  'json.decoder': py_json_decoder,
  'json.encoder': py_json_encoder,
  keyword: py_keyword,
  linecache: py_linecache,
  'logging/__init__': py_logging_init,
  'logging.config': py_logging_config,
  'logging.handlers': py_logging_handlers,
  mimetypes: py_mimetypes,
  numbers: py_numbers,
  operator: py_operator,
  os: py_os,
  pathlib: py_pathlib,
  platform: py_platform,
  posixpath: py_posixpath,
  pprint: py_pprint,
  queue: py_queue,
  random: py_random,
  re: py_re,
  secrets: py_secrets,
  select: py_select,
  selectors: py_selectors,
  shlex: py_shlex,
  shutil: py_shutil,
  signal: py_signal,
  site: py_site,
  socket: py_socket,
  socketserver: py_socketserver,
  stat: py_stat,
  statistics: py_statistics,
  string: py_string,
  struct: py_struct,
  subprocess: py_subprocess,
  sysconfig: py_sysconfig,
  tempfile: py_tempfile,
  textwrap: py_textwrap,
  threading: py_threading,
  traceback: py_traceback,
  types: py_types,
  typing: py_typing,
  'urllib/__init__': py_urllib_init,
  'urllib.error': py_urllib_error,
  'urllib.parse': py_urllib_parse,
  'urllib.request': py_urllib_request,
  uuid: py_uuid,
  venv: py_venv,
  warnings: py_warnings,
  weakref: py_weakref,
  zlib: py_zlib,
};
