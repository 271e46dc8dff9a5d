// Status counters of a server.

import type { SqlServer } from './server.ts';

/** What SHOW STATUS shows, sorted by name. */
export function statusVariables(server: SqlServer): [string, string][] {
  const up = Math.floor((server.now - server.started) / 1000);
  const running = [...server.sessions.values()].filter((s) => s.running !== undefined).length;
  return Object.entries({
    Aborted_clients: 0,
    Aborted_connects: 0,
    Connections: server.nextConnection - 1,
    Max_used_connections: Math.max(1, server.sessions.size),
    Open_tables: [...server.store.databases.values()].reduce((n, d) => n + d.tables.size, 0),
    Opened_tables: 20,
    Queries: server.questions,
    Questions: server.questions,
    Slow_queries: 0,
    Ssl_cipher: '',
    Threads_cached: 0,
    Threads_connected: server.sessions.size,
    Threads_created: server.nextConnection - 1,
    Threads_running: running,
    Uptime: up,
    Uptime_since_flush_status: up,
  }).map(([k, v]): [string, string] => [k, String(v)]);
}
