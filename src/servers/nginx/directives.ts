// Which directives nginx has, where they may stand and how many arguments they take; and what is refused by name.

import { ConfigError, type Directive, place } from './config.ts';

interface Rule {
  /** Letters of the contexts: m main, e events, h http, s server, l location, i `if` in a location, S `if` in a server, u upstream, x limit_except. */
  readonly where: string;
  readonly min: number;
  readonly max: number;
  readonly block: boolean;
  /** Takes only on or off. */
  readonly flag: boolean;
  /** May be given once at one place. */
  readonly once: boolean;
}

const RULES = new Map<string, Rule>();

/** `name contexts arguments`, the arguments being a number, a range, `n+`, or `flag`; a `{` marks blocks, `!` those that stand once. */
function table(text: string): void {
  for (const line of text.trim().split('\n')) {
    const [names = '', where = '', count = ''] = line.trim().split(/\s+/);
    const m = /^(?:(\d+)(?:-(\d+)|(\+))?|(flag))(\{)?(!)?$/.exec(count)!;
    const min = m[4] === undefined ? Number(m[1]) : 1;
    for (const name of names.split(',')) {
      RULES.set(name, {
        where,
        min,
        max: m[4] !== undefined ? 1 : m[3] !== undefined ? Infinity : m[2] === undefined ? min : Number(m[2]),
        block: m[5] !== undefined,
        flag: m[4] !== undefined,
        once: m[6] !== undefined || m[4] !== undefined,
      });
    }
  }
}

table(`
  user m 1-2!
  worker_processes,pid,worker_rlimit_nofile,worker_shutdown_timeout,pcre_jit,worker_priority,timer_resolution,lock_file m 1!
  worker_cpu_affinity m 1+
  daemon,master_process m flag
  env m 1
  error_log mhsl 1+
  events m 0{!
  http m 0{!
  worker_connections,use e 1!
  multi_accept,accept_mutex e flag
  accept_mutex_delay e 1!
  server hu 0+
  server_name s 1+
  listen s 1+
  location sl 1-2{
  upstream h 1{
  map h 2{
  types hsl 0{
  if sl 1+{
  limit_except l 1+{
  root,default_type hsli 1!
  alias l 1!
  index hsl 1+
  try_files sl 2+!
  error_page hsli 2+
  return slSi 1-2
  rewrite slSi 2-3
  set slSi 2
  break slSi 0
  autoindex,autoindex_exact_size,autoindex_localtime hsl flag
  autoindex_format hsl 1!
  internal l 0!
  expires hsli 1-2!
  add_header hsli 2-3
  charset hsli 1!
  client_max_body_size,client_body_timeout,client_body_buffer_size,client_header_timeout,client_header_buffer_size,send_timeout,keepalive_requests,resolver_timeout,lingering_close,lingering_time,lingering_timeout,keepalive_time hsl 1!
  keepalive_timeout hsl 1-2!
  large_client_header_buffers hs 2!
  types_hash_max_size,types_hash_bucket_size,variables_hash_max_size,variables_hash_bucket_size hsl 1!
  server_names_hash_max_size,server_names_hash_bucket_size,map_hash_max_size,map_hash_bucket_size h 1!
  server_tokens,etag,if_modified_since,satisfy,output_buffers,sendfile_max_chunk,read_ahead hsl 1!
  sendfile,tcp_nopush,tcp_nodelay,log_not_found,log_subrequest,msie_padding,port_in_redirect,absolute_redirect,server_name_in_redirect,reset_timedout_connection,recursive_error_pages,client_body_in_single_buffer,chunked_transfer_encoding,merge_slashes,ignore_invalid_headers,underscores_in_headers,gzip_vary hsli flag
  merge_slashes,underscores_in_headers,ignore_invalid_headers hs flag
  open_file_cache,open_file_cache_valid,open_file_cache_min_uses,open_file_cache_errors,open_log_file_cache hsl 1+
  gzip,gzip_static hsli flag
  gzip_types,gzip_proxied,gzip_disable hsl 1+
  gzip_comp_level,gzip_min_length,gzip_http_version hsl 1!
  gzip_buffers hsl 2!
  log_format h 2+
  access_log hslix 1+
  allow,deny hslx 1
  auth_basic,auth_basic_user_file hslx 1!
  stub_status sl 0-1
  resolver hsl 1+
  proxy_pass lix 1!
  proxy_set_header hsl 2
  proxy_hide_header,proxy_pass_header hsl 1
  proxy_redirect hsl 1-2
  proxy_http_version,proxy_method,proxy_connect_timeout,proxy_read_timeout,proxy_send_timeout,proxy_buffer_size,proxy_busy_buffers_size,proxy_max_temp_file_size,proxy_temp_file_write_size,proxy_next_upstream_tries,proxy_next_upstream_timeout hsl 1!
  proxy_buffering,proxy_request_buffering,proxy_intercept_errors,proxy_ignore_client_abort,proxy_pass_request_headers,proxy_pass_request_body,proxy_ssl_server_name,proxy_ssl_verify,proxy_socket_keepalive hsl flag
  proxy_buffers,proxy_headers_hash_max_size,proxy_headers_hash_bucket_size,proxy_temp_path hsl 1+
  proxy_next_upstream,proxy_cookie_path,proxy_cookie_domain,proxy_cookie_flags,proxy_ignore_headers hsl 1+
  least_conn,ip_hash u 0!
  hash,random,zone u 0-2!
  keepalive u 1-2!
  keepalive_requests,keepalive_timeout,keepalive_time hslu 1-2!
  ssl_certificate,ssl_certificate_key,ssl_session_timeout,ssl_session_cache,ssl_session_tickets,ssl_ciphers,ssl_prefer_server_ciphers,ssl_dhparam,ssl_stapling,ssl_stapling_verify,ssl_trusted_certificate hs 1
  ssl_protocols hs 1+
  http2 hs flag
  limit_rate,limit_rate_after hsli 1!
  set_real_ip_from hsl 1
  real_ip_header hsl 1!
  real_ip_recursive hsl flag
`);

/** Directives of nginx that are known and not simulated; a configuration with one of them is refused. */
const REFUSED = new Set(
  `fastcgi_pass fastcgi_param fastcgi_index fastcgi_split_path_info fastcgi_buffers fastcgi_read_timeout uwsgi_pass uwsgi_param scgi_pass grpc_pass memcached_pass stream mail sub_filter
sub_filter_once proxy_cache proxy_cache_path proxy_cache_valid proxy_cache_key proxy_cache_use_stale proxy_cache_bypass proxy_no_cache limit_req limit_req_zone limit_conn limit_conn_zone geo split_clients auth_request auth_jwt mirror load_module js_import js_content
js_set perl perl_set dav_methods image_filter xslt_stylesheet ssi addition_types add_before_body add_after_body slice mp4 flv secure_link valid_referers geoip_country random_index proxy_bind proxy_set_body proxy_store proxy_ssl_certificate proxy_ssl_trusted_certificate hash random zone
limit_rate limit_rate_after proxy_method proxy_cookie_path proxy_cookie_domain proxy_cookie_flags set_real_ip_from real_ip_header real_ip_recursive ssl_client_certificate ssl_verify_client http2_push http3 quic_retry add_trailer gunzip`.split(
    /\s+/,
  ),
);

const NAMES: Readonly<Record<string, string>> = {
  http: 'h',
  events: 'e',
  server: 's',
  upstream: 'u',
  location: 'l',
  limit_except: 'x',
};

/**
 * Holds a configuration against the table, in the order in which nginx reads it.
 * @throws ConfigError
 */
export function check(list: readonly Directive[], where = 'm'): void {
  const seen = new Map<string, Directive>();
  for (const d of list) {
    const rule = RULES.get(d.name);
    if (REFUSED.has(d.name)) throw new ConfigError(`drydock: '${d.name}' is not simulated ${place(d)}`);
    if (rule === undefined) throw new ConfigError(`unknown directive "${d.name}" ${place(d)}`);
    if (!rule.where.includes(where)) throw new ConfigError(`"${d.name}" directive is not allowed here ${place(d)}`);
    const block = d.name === 'server' ? where === 'h' : rule.block;
    if (block && d.block === undefined) throw new ConfigError(`directive "${d.name}" has no opening "{" ${place(d)}`);
    if (!block && d.block !== undefined)
      throw new ConfigError(`directive "${d.name}" is not terminated by ";" ${place(d)}`);
    const n = d.args.length;
    if (d.name === 'server' ? (where === 'h' ? n > 0 : n === 0) : n < rule.min || n > rule.max)
      throw new ConfigError(`invalid number of arguments in "${d.name}" directive ${place(d)}`);
    if (
      rule.flag &&
      d.name !== 'daemon' &&
      !/^(on|off)$/i.test(d.args[0]!) &&
      !(d.name === 'gzip_static' && d.args[0] === 'always')
    )
      throw new ConfigError(
        `invalid value "${d.args[0]}" in "${d.name}" directive, it must be "on" or "off" ${place(d)}`,
      );
    if (rule.once && seen.has(d.name)) throw new ConfigError(`"${d.name}" directive is duplicate ${place(d)}`);
    seen.set(d.name, d);
    values(d);
    if (d.block === undefined || d.name === 'types' || d.name === 'map') continue;
    check(d.block, d.name === 'if' ? (where === 's' ? 'S' : 'i') : NAMES[d.name]!);
  }
}

const SIZES = /^(client_max_body_size|client_body_buffer_size|proxy_buffer_size|client_header_buffer_size)$/;
const TIMES = /_timeout$/;

function values(d: Directive): void {
  const [first = ''] = d.args;
  if (SIZES.test(d.name) && parseSize(first) === undefined)
    throw new ConfigError(`"${d.name}" directive invalid value ${place(d)}`);
  if (TIMES.test(d.name) && parseTime(first) === undefined)
    throw new ConfigError(`"${d.name}" directive invalid value ${place(d)}`);
  if (d.name === 'worker_connections' && !/^\d+$/.test(first)) throw new ConfigError(`invalid number ${place(d)}`);
  if (d.name === 'worker_processes' && first !== 'auto' && !/^\d+$/.test(first))
    throw new ConfigError(`invalid value "${first}" in "worker_processes" directive ${place(d)}`);
}

/** Bytes of `10m`; undefined when it is no size. */
export function parseSize(text: string): number | undefined {
  const m = /^(\d+)([kKmMgG]?)$/.exec(text);
  return m === null
    ? undefined
    : Number(m[1]) * 1024 ** { '': 0, k: 1, m: 2, g: 3 }[m[2]!.toLowerCase() as '' | 'k' | 'm' | 'g'];
}

/** Milliseconds of `60`, `5s`, `1m30s`, `500ms`; undefined when it is no time. */
export function parseTime(text: string): number | undefined {
  if (!/^(\d+(ms|[smhdwMy])?)+$/.test(text)) return undefined;
  const units: Record<string, number> = {
    ms: 1,
    '': 1000,
    s: 1000,
    m: 60_000,
    h: 3_600_000,
    d: 86_400_000,
    w: 604_800_000,
    M: 2_592_000_000,
    y: 31_536_000_000,
  };
  let total = 0;
  for (const m of text.matchAll(/(\d+)(ms|[smhdwMy])?/g)) total += Number(m[1]) * units[m[2] ?? '']!;
  return total;
}
