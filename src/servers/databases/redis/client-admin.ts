// What administers a Redis server: CONFIG, CLIENT and INFO.

import type { Client } from './client.ts';
import { OK } from './command.ts';
import { glob } from './data.ts';
import type { Reply } from './resp.ts';
import type { RedisServer } from './server.ts';

export function config(c: Client, args: string[]): Reply {
  const { s } = c;
  switch (args[1]!.toUpperCase()) {
    case 'GET':
      return args
        .slice(2)
        .flatMap((p) =>
          [...s.config]
            .filter(([k]) => glob(p.toLowerCase()).test(k))
            .flatMap(([k, v]) => [k, k === 'dir' ? s.dir : v]),
        );
    case 'SET': {
      for (let i = 2; i < args.length; i += 2) {
        const name = args[i]!.toLowerCase();
        if (!s.config.has(name))
          return { error: `ERR Unknown option or number of arguments for CONFIG SET - '${args[i]}'` };
        if (['port', 'bind', 'databases', 'daemonize', 'logfile', 'appendfilename', 'appenddirname'].includes(name))
          return {
            error: `ERR CONFIG SET failed (possibly related to argument '${name}') - can't set immutable config`,
          };
        s.config.set(name, args[i + 1] ?? '');
        if (name === 'save') s.changed.wake();
      }
      return OK;
    }
    case 'RESETSTAT':
      s.commands = s.hits = s.misses = 0;
      return OK;
    case 'REWRITE':
      return { error: 'ERR The server is running without a config file' };
    default:
      return { error: `ERR unknown subcommand '${args[1]}'. Try CONFIG HELP.` };
  }
}

export function clientCommand(c: Client, args: string[]): Reply {
  const line = (x: Client): string =>
    `id=${x.id} addr=${x.connection.remote.ip}:${x.connection.remote.port} laddr=${x.connection.local.ip}:${x.connection.local.port} fd=${x.id + 6} name=${x.name} age=${Math.floor((c.s.now - x.since) / 1000)} idle=0 flags=N db=${x.db} sub=${x.channels.size} psub=${x.patterns.size} multi=-1 cmd=${x.last} user=default\n`;
  switch (args[1]!.toUpperCase()) {
    case 'SETNAME':
      c.name = args[2] ?? '';
      return OK;
    case 'GETNAME':
      return c.name === '' ? null : c.name;
    case 'ID':
      return c.id;
    case 'SETINFO':
    case 'NO-EVICT':
    case 'NO-TOUCH':
      return OK;
    case 'LIST':
      return [...c.s.clients].map(line).join('');
    case 'INFO':
      return line(c);
    case 'KILL': {
      const hits = [...c.s.clients].filter(
        (x) =>
          `${x.connection.remote.ip}:${x.connection.remote.port}` === args.at(-1) ||
          (/^id$/i.test(args[2] ?? '') && String(x.id) === args[3]),
      );
      for (const x of hits) x.connection.abort();
      return args.length === 3 ? (hits.length > 0 ? OK : { error: 'ERR No such client' }) : hits.length;
    }
    default:
      return { error: `ERR unknown subcommand '${args[1]}'. Try CLIENT HELP.` };
  }
}

export function info(s: RedisServer, sections: string[]): string {
  const up = Math.floor((s.now - s.started) / 1000);
  const used = 900_000 + s.dbs.reduce((n, d) => n + d.keys.size, 0) * 90;
  const all: Record<string, string[]> = {
    Server: [
      `redis_version:${s.version}`,
      'redis_git_sha1:00000000',
      'redis_mode:standalone',
      'os:Linux x86_64',
      'arch_bits:64',
      `process_id:${s.p.nsPid}`,
      `run_id:${s.runId}`,
      `tcp_port:${s.config.get('port')}`,
      `uptime_in_seconds:${up}`,
      `uptime_in_days:${Math.floor(up / 86400)}`,
      'hz:10',
      `executable:${s.p.exe}`,
      'config_file:',
    ],
    Clients: [`connected_clients:${s.clients.size}`, 'blocked_clients:0', `maxclients:${s.config.get('maxclients')}`],
    Memory: [
      `used_memory:${used}`,
      `used_memory_human:${(used / 1024).toFixed(2)}K`,
      `maxmemory:${s.config.get('maxmemory')}`,
      'maxmemory_human:0B',
      `maxmemory_policy:${s.config.get('maxmemory-policy')}`,
      'mem_allocator:jemalloc-5.3.0',
    ],
    Persistence: [
      'loading:0',
      `rdb_changes_since_last_save:${s.dirty}`,
      'rdb_bgsave_in_progress:0',
      `rdb_last_save_time:${Math.floor(s.lastSave / 1000)}`,
      'rdb_last_bgsave_status:ok',
      `aof_enabled:${s.config.get('appendonly') === 'yes' ? 1 : 0}`,
    ],
    Stats: [
      `total_connections_received:${s.connections}`,
      `total_commands_processed:${s.commands}`,
      `keyspace_hits:${s.hits}`,
      `keyspace_misses:${s.misses}`,
    ],
    Replication: ['role:master', 'connected_slaves:0'],
    CPU: [`used_cpu_sys:${(s.p.cpu / 1000).toFixed(6)}`, `used_cpu_user:${(s.p.cpu / 1000).toFixed(6)}`],
    Cluster: ['cluster_enabled:0'],
    Keyspace: s.dbs.flatMap((d, i) => {
      const n = d.names();
      return n.length === 0
        ? []
        : [
            `db${i}:keys=${n.length},expires=${n.filter((k) => d.entry(k)!.expires !== undefined).length},avg_ttl=0,subexpiry=0`,
          ];
    }),
  };
  const wanted = sections.filter((x) => !/^(all|default|everything)$/i.test(x)).map((x) => x.toLowerCase());
  return Object.entries(all)
    .filter(([k]) => wanted.length === 0 || wanted.includes(k.toLowerCase()))
    .map(([k, l]) => `# ${k}\r\n${l.map((x) => `${x}\r\n`).join('')}`)
    .join('\r\n');
}
