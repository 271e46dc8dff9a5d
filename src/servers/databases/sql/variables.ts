// System variables: what SHOW VARIABLES shows and @@name reads.

import type { ServerOptions } from './server.ts';

const MYSQL = `autocommit=ON
auto_increment_increment=1
auto_increment_offset=1
back_log=80
basedir=/usr/
bind_address=*
character_set_client=utf8mb4
character_set_connection=utf8mb4
character_set_database=utf8mb4
character_set_filesystem=binary
character_set_results=utf8mb4
character_set_server=utf8mb4
character_set_system=utf8mb3
check_constraint_checks=ON
collation_connection=utf8mb4_uca1400_ai_ci
collation_database=utf8mb4_uca1400_ai_ci
collation_server=utf8mb4_uca1400_ai_ci
connect_timeout=10
datadir=/var/lib/mysql/
default_storage_engine=InnoDB
default_week_format=0
div_precision_increment=4
event_scheduler=OFF
explicit_defaults_for_timestamp=ON
foreign_key_checks=ON
general_log=OFF
group_concat_max_len=1048576
have_ssl=DISABLED
init_connect=
innodb_buffer_pool_size=134217728
innodb_file_per_table=ON
innodb_flush_log_at_trx_commit=1
innodb_lock_wait_timeout=50
innodb_log_file_size=100663296
interactive_timeout=28800
license=GPL
local_infile=ON
log_bin=OFF
log_error=
long_query_time=10.000000
lower_case_table_names=0
max_allowed_packet=16777216
max_connections=151
net_buffer_length=16384
net_read_timeout=30
net_write_timeout=60
performance_schema=OFF
pid_file=/run/mysqld/mysqld.pid
port=3306
protocol_version=10
query_cache_size=1048576
query_cache_type=OFF
read_only=OFF
secure_file_priv=
skip_name_resolve=ON
skip_networking=OFF
slow_query_log=OFF
socket=/run/mysqld/mysqld.sock
sql_auto_is_null=OFF
sql_log_bin=ON
sql_log_off=OFF
sql_mode=STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_AUTO_CREATE_USER,NO_ENGINE_SUBSTITUTION
sql_notes=ON
sql_quote_show_create=ON
sql_safe_updates=OFF
sql_select_limit=18446744073709551615
sql_warnings=OFF
storage_engine=InnoDB
system_time_zone=UTC
table_open_cache=2000
thread_cache_size=151
time_zone=SYSTEM
tmpdir=/tmp
transaction_isolation=REPEATABLE-READ
transaction_read_only=OFF
tx_isolation=REPEATABLE-READ
tx_read_only=OFF
unique_checks=ON
version_comment=mariadb.org binary distribution
version_compile_machine=x86_64
version_compile_os=debian-linux-gnu
version_ssl_library=OpenSSL 3.0.13 30 Jan 2024
wait_timeout=28800
warning_count=0`;

const POSTGRES = `application_name=
autovacuum=on
bytea_output=hex
client_encoding=UTF8
client_min_messages=notice
data_directory=/var/lib/postgresql/data
datestyle=ISO, MDY
default_transaction_isolation=read committed
default_transaction_read_only=off
extra_float_digits=1
in_hot_standby=off
integer_datetimes=on
intervalstyle=postgres
is_superuser=on
lc_collate=en_US.utf8
lock_timeout=0
idle_in_transaction_session_timeout=0
transaction_timeout=0
default_table_access_method=heap
default_tablespace=
check_function_bodies=on
xmloption=content
row_security=on
synchronize_seqscans=on
quote_all_identifiers=off
listen_addresses=*
max_connections=100
port=5432
search_path="$user", public
server_encoding=UTF8
shared_buffers=128MB
standard_conforming_strings=on
statement_timeout=0
timezone=Etc/UTC
transaction_isolation=read committed
transaction_read_only=off
work_mem=4MB`;

/** Variables as a server of this flavour begins with. */
export function defaultVariables(o: ServerOptions): Map<string, string> {
  const pg = o.flavor === 'postgres';
  const out = new Map(
    (pg ? POSTGRES : MYSQL)
      .split('\n')
      .map((l): [string, string] => [l.slice(0, l.indexOf('=')), l.slice(l.indexOf('=') + 1)]),
  );
  out.set(pg ? 'server_version' : 'version', o.version);
  if (pg) {
    const [major = '16', minor = '0'] = o.version.split(/[. ]/);
    out.set('server_version_num', String(Number(major) * 10000 + Number(minor)));
  } else out.set('hostname', o.hostname);
  if (o.flavor === 'mysql') {
    out.set('version_comment', 'MySQL Community Server - GPL');
    for (const k of ['character_set_system']) out.set(k, 'utf8mb3');
    for (const k of ['collation_connection', 'collation_database', 'collation_server'])
      out.set(k, 'utf8mb4_0900_ai_ci');
    out.set(
      'sql_mode',
      'ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION',
    );
    out.set('socket', '/var/run/mysqld/mysqld.sock');
    out.set('pid_file', '/var/run/mysqld/mysqld.pid');
    for (const k of ['tx_isolation', 'tx_read_only', 'query_cache_size', 'query_cache_type', 'storage_engine'])
      out.delete(k);
  }
  return out;
}

/** Variables that cannot be set while the server runs. */
export const READ_ONLY = new Set([
  'version',
  'version_comment',
  'datadir',
  'hostname',
  'port',
  'socket',
  'basedir',
  'lower_case_table_names',
  'bind_address',
  'pid_file',
  'skip_networking',
  'skip_name_resolve',
  'system_time_zone',
  'have_ssl',
  'license',
  'protocol_version',
  'version_compile_machine',
  'version_compile_os',
  'performance_schema',
  'log_bin',
  'server_version',
  'data_directory',
]);
