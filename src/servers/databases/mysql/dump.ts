// mariadb-dump and mysqldump: databases as statements that make them again.

import { decode } from '../../../fs/bytes.ts';
import type { Program, Task } from '../../../kernel/block.ts';
import type { Process } from '../../../kernel/process.ts';
import { formatMs } from '../sql/dates.ts';
import { Client, ClientError } from './client.ts';
import { BadOption, type ClientOptions, clientOptions, target } from './clientopts.ts';
import { versionOf } from './options.ts';

const SHORT = {
  A: 'all-databases',
  B: 'databases',
  d: 'no-data',
  t: 'no-create-info',
  n: 'no-create-db',
  r: 'result-file=',
  w: 'where=',
  R: 'routines',
  E: 'events',
  f: 'force',
  q: 'quick',
  x: 'lock-all-tables',
  l: 'lock-tables',
  c: 'complete-insert',
  e: 'extended-insert',
  a: 'all',
  K: 'disable-keys',
  Q: 'quote-names',
  F: 'flush-logs',
  i: 'comments',
};
const LONG = [
  'all-databases',
  'databases',
  'no-data',
  'no-create-info',
  'no-create-db',
  'result-file=',
  'where=',
  'routines',
  'events',
  'triggers',
  'skip-triggers',
  'force',
  'quick',
  'lock-all-tables',
  'lock-tables',
  'skip-lock-tables',
  'complete-insert',
  'extended-insert',
  'skip-extended-insert',
  'single-transaction',
  'add-drop-table',
  'skip-add-drop-table',
  'add-drop-database',
  'skip-add-locks',
  'add-locks',
  'skip-comments',
  'comments',
  'compact',
  'opt',
  'skip-opt',
  'hex-blob',
  'ignore-table=',
  'tables',
  'set-gtid-purged=',
  'column-statistics=',
  'no-tablespaces',
  'skip-dump-date',
  'dump-date',
  'tz-utc',
  'skip-tz-utc',
  'quote-names',
  'disable-keys',
  'skip-disable-keys',
  'flush-logs',
  'flush-privileges',
  'insert-ignore',
  'replace',
  'order-by-primary',
  'create-options',
  'set-charset',
  'skip-set-charset',
  'master-data=?',
  'source-data=?',
  'hex-blob',
];

const tick = (s: string): string => `\`${s.replace(/`/g, '``')}\``;
const escape = (s: string): string =>
  s.replace(
    /[\\'\0\n\r\x1a]/g,
    (c) => ({ '\\': '\\\\', "'": "\\'", '\0': '\\0', '\n': '\\n', '\r': '\\r', '\x1a': '\\Z' })[c]!,
  );

class Dumper {
  private readonly out: string[] = [];
  constructor(
    private readonly p: Process,
    private readonly c: Client,
    private readonly o: ClientOptions,
    private readonly maria: boolean,
  ) {}

  private *rows(sql: string): Task<(string | null)[][]> {
    const r = yield* this.c.query(sql);
    return r.kind === 'rows' ? r.rows.map((x) => x.map((v) => (v === null ? null : decode(v)))) : [];
  }
  private say(text: string): void {
    this.out.push(text);
  }
  private get comments(): boolean {
    return !this.o.has('skip-comments') && !this.o.has('compact');
  }
  private note(text: string): void {
    if (this.comments) this.say(`--\n-- ${text}\n--\n\n`);
  }

  *table(name: string): Task {
    const { o } = this;
    const compact = o.has('compact');
    const r = yield* this.rows(`SHOW CREATE TABLE ${tick(name)}`);
    const isView = (r[0]?.length ?? 0) > 2;
    if (!o.has('no-create-info')) {
      this.note(
        isView ? `Temporary table structure for view ${tick(name)}` : `Table structure for table ${tick(name)}`,
      );
      if (!o.has('skip-add-drop-table') && !compact)
        this.say(`DROP ${isView ? 'VIEW' : 'TABLE'} IF EXISTS ${tick(name)};\n`);
      this.say(
        `/*!40101 SET @saved_cs_client     = @@character_set_client */;\n/*!40101 SET character_set_client = utf8mb4 */;\n${r[0]![1]!};\n/*!40101 SET character_set_client = @saved_cs_client */;\n\n`,
      );
    }
    if (isView || o.has('no-data')) return;
    this.note(`Dumping data for table ${tick(name)}`);
    const where = o.get('where');
    const data = yield* this.c.query(`SELECT * FROM ${tick(name)}${where === undefined ? '' : ` WHERE ${where}`}`);
    if (data.kind !== 'rows') return;
    if (!compact && !o.has('skip-add-locks'))
      this.say(`LOCK TABLES ${tick(name)} WRITE;\n/*!40000 ALTER TABLE ${tick(name)} DISABLE KEYS */;\n`);
    const cols = o.has('complete-insert') ? ` (${data.columns.map((c) => tick(c.name)).join(', ')})` : '';
    const values = data.rows.map(
      (row) =>
        `(${row
          .map((v, i) => {
            if (v === null) return 'NULL';
            const c = data.columns[i]!;
            if (c.numeric) return decode(v);
            const text = decode(v);
            return text.includes('\ufffd') || (o.has('hex-blob') && c.type === 252)
              ? `0x${[...v]
                  .map((b) => b.toString(16).padStart(2, '0'))
                  .join('')
                  .toUpperCase()}`
              : `'${escape(text)}'`;
          })
          .join(',')})`,
    );
    const verb = o.has('replace') ? 'REPLACE' : o.has('insert-ignore') ? 'INSERT IGNORE' : 'INSERT';
    if (values.length > 0)
      this.say(
        o.has('skip-extended-insert') || o.has('skip-opt')
          ? values.map((v) => `${verb} INTO ${tick(name)}${cols} VALUES ${v};\n`).join('')
          : `${verb} INTO ${tick(name)}${cols} VALUES\n${values.join(',\n')};\n`,
      );
    if (!compact && !o.has('skip-add-locks'))
      this.say(`/*!40000 ALTER TABLE ${tick(name)} ENABLE KEYS */;\nUNLOCK TABLES;\n`);
    this.say('\n');
  }

  *database(db: string, tables: readonly string[], create: boolean): Task {
    yield* this.c.use(db);
    if (create && !this.o.has('no-create-db')) {
      this.note(`Current Database: ${tick(db)}`);
      if (this.o.has('add-drop-database')) this.say(`/*!40000 DROP DATABASE IF EXISTS ${tick(db)}*/;\n\n`);
      const r = yield* this.rows(`SHOW CREATE DATABASE ${tick(db)}`);
      this.say(`${r[0]![1]!.replace('CREATE DATABASE ', 'CREATE DATABASE /*!32312 IF NOT EXISTS*/ ')};\n\n`);
    }
    if (create) this.say(`USE ${tick(db)};\n\n`);
    const skip = new Set([this.o.get('ignore-table')]);
    const all = yield* this.rows('SHOW FULL TABLES');
    // views come after the tables that they are over
    const sorted = [...all.filter((x) => x[1] !== 'VIEW'), ...all.filter((x) => x[1] === 'VIEW')].map((x) => x[0]!);
    for (const t of tables.length > 0 ? tables : sorted) if (!skip.has(`${db}.${t}`)) yield* this.table(t);
  }

  head(host: string, db: string): void {
    if (this.maria) this.say('/*M!999999\\- enable the sandbox mode */ \n');
    if (this.comments)
      this.say(
        `-- ${this.maria ? `MariaDB dump 10.19-${versionOf(this.p, false).replace(/-.*/, '')}-MariaDB, for debian-linux-gnu (x86_64)` : `MySQL dump 10.13  Distrib ${versionOf(this.p, true)}, for Linux (x86_64)`}\n--\n-- Host: ${host}    Database: ${db}\n-- ------------------------------------------------------\n-- Server version\t${this.c.serverVersion}\n\n`,
      );
    if (!this.o.has('compact'))
      this.say(
        `/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;\n/*!40101 SET NAMES utf8mb4 */;\n/*!40014 SET @OLD_UNIQUE_CHECKS=@@UNIQUE_CHECKS, UNIQUE_CHECKS=0 */;\n/*!40014 SET @OLD_FOREIGN_KEY_CHECKS=@@FOREIGN_KEY_CHECKS, FOREIGN_KEY_CHECKS=0 */;\n/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;\n\n`,
      );
  }
  tail(now: number): void {
    if (!this.o.has('compact'))
      this.say(
        '/*!40101 SET SQL_MODE=@OLD_SQL_MODE */;\n/*!40014 SET FOREIGN_KEY_CHECKS=@OLD_FOREIGN_KEY_CHECKS */;\n/*!40014 SET UNIQUE_CHECKS=@OLD_UNIQUE_CHECKS */;\n/*!40101 SET CHARACTER_SET_CLIENT=@OLD_CHARACTER_SET_CLIENT */;\n\n',
      );
    if (this.comments)
      this.say(`-- Dump completed${this.o.has('skip-dump-date') ? '' : ` on ${formatMs(now).replace(/ 0/, '  ')}`}\n`);
  }
  get text(): string {
    return this.out.join('');
  }
}

export function dumpProgram(maria: boolean): Program {
  return function* (p) {
    let o: ClientOptions;
    try {
      o = clientOptions(p, { short: SHORT, long: LONG, groups: maria ? ['mysqldump', 'mariadb-dump'] : ['mysqldump'] });
    } catch (error) {
      if (!(error instanceof BadOption)) throw error;
      yield* p.eprint(`${error.message}\n`);
      return 2;
    }
    if (o.has('version')) {
      yield* p.print(
        maria
          ? `${p.name} from ${versionOf(p, false)}, client 10.19 for debian-linux-gnu (x86_64)\n`
          : `${p.name}  Ver ${versionOf(p, true)} for Linux on x86_64 (MySQL Community Server - GPL)\n`,
      );
      return 0;
    }
    if (o.rest.length === 0 && !o.has('all-databases')) {
      yield* p.print(
        `Usage: ${p.name} [OPTIONS] database [tables]\nOR     ${p.name} [OPTIONS] --databases DB1 [DB2 DB3...]\nOR     ${p.name} [OPTIONS] --all-databases\nFor more options, use ${p.name} --help\n`,
      );
      return o.has('help') ? 0 : 1;
    }
    if (!maria && o.get('password') !== undefined && p.args.some((a) => /^-p.|^--password=./.test(a)))
      yield* p.eprint(`${p.name}: [Warning] Using a password on the command line interface can be insecure.\n`);
    const t = yield* target(p, o, maria, '');
    let c: Client;
    try {
      c = yield* Client.connect(p, t);
    } catch (error) {
      if (!(error instanceof ClientError)) throw error;
      yield* p.eprint(`${p.name}: Got error: ${error.code}: "${error.message}" when trying to connect\n`);
      return 2;
    }
    const d = new Dumper(p, c, o, maria);
    const many = o.has('databases') || o.has('all-databases');
    try {
      d.head(t.host ?? 'localhost', many ? '' : o.rest[0]!);
      if (many) {
        let dbs: string[] = o.rest;
        if (o.has('all-databases')) {
          const r = yield* c.query('SHOW DATABASES');
          dbs =
            r.kind === 'rows'
              ? r.rows
                  .map((x) => decode(x[0]!))
                  .filter((n) => !['information_schema', 'performance_schema', 'sys', 'mysql'].includes(n))
              : [];
        }
        for (const db of dbs) yield* d.database(db, [], true);
      } else yield* d.database(o.rest[0]!, o.rest.slice(1), false);
      d.tail(p.kernel.now);
      yield* c.close();
    } catch (error) {
      if (!(error instanceof ClientError)) throw error;
      yield* p.print(d.text);
      yield* p.eprint(
        error.code === 1049 || error.code === 1044
          ? `${p.name}: Got error: ${error.code}: "${error.message}" when selecting the database\n`
          : error.code === 1146
            ? `${p.name}: Couldn't find table: "${/'[^.']*\.([^']*)'/.exec(error.message)?.[1] ?? ''}"\n`
            : `${p.name}: Got error: ${error.code}: "${error.message}" when dumping\n`,
      );
      return error.code === 1146 ? 6 : 2;
    }
    const file = o.get('result-file');
    if (file === undefined) yield* p.print(d.text);
    else p.fs.writeFile(file, new TextEncoder().encode(d.text));
    return 0;
  };
}
