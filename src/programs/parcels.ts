// Programs that the page fetches in parcels of their own, because most visits never run them: by the names in program files.

export const PARCELS = {
  /** src/runtimes/python/ */
  python: ['python', 'python3', 'pip'],
  /** src/servers/databases/ */
  databases: [
    'mariadbd',
    'mariadb-install-db',
    'mysqld',
    'mariadb',
    'mysql',
    'mariadb-admin',
    'mysqladmin',
    'mariadb-dump',
    'mysqldump',
    'redis-server',
    'redis-cli',
    'postgres',
    'initdb',
    'pg_ctl',
    'psql',
    'pg_isready',
    'pg_dump',
    'createdb',
    'dropdb',
    'createuser',
  ],
} as const satisfies Record<string, readonly string[]>;

export type ParcelName = keyof typeof PARCELS;

/** The parcel that brings a program; undefined when it comes with the rest. */
export function parcelOf(program: string): ParcelName | undefined {
  for (const [name, programs] of Object.entries(PARCELS))
    if ((programs as readonly string[]).includes(program)) return name as ParcelName;
  return undefined;
}
