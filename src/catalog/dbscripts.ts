// Entrypoints and health checks of the database images: shell scripts that do, step by step, what the official ones do.

/** `docker-entrypoint.sh` of mariadb and mysql. */
export function mysqlEntrypoint(maria: boolean): string {
  const P = maria ? 'MARIADB' : 'MYSQL';
  const server = maria ? 'mariadbd' : 'mysqld';
  const client = maria ? 'mariadb' : 'mysql';
  const title = maria ? 'MariaDB' : 'MySQL';
  return `#!/bin/bash
set -eo pipefail

note() { printf '%s [Note] [Entrypoint]: %s\\n' "$(date --rfc-3339=seconds)" "$*"; }
warn() { printf '%s [Warn] [Entrypoint]: %s\\n' "$(date --rfc-3339=seconds)" "$*" >&2; }
fail() { printf '%s [ERROR] [Entrypoint]: %s\\n' "$(date --rfc-3339=seconds)" "$*" >&2; exit 1; }

# the value of a variable, from itself or from the file that its _FILE names
from_file() {
  local name=$1 file=$1_FILE
  if [ -n "\${!name}" ] && [ -n "\${!file}" ]; then
    fail "Both $name and $file are set (but are exclusive)"
  fi
  if [ -n "\${!file}" ]; then
    export "$name=$(cat "\${!file}")"
  fi
  unset "$file"
}
${
  maria
    ? `
# MARIADB_x or, when that is not set, the older MYSQL_x
either() {
  from_file "MYSQL_$1"
  from_file "MARIADB_$1"
  local new=MARIADB_$1 old=MYSQL_$1
  if [ -z "\${!new}" ] && [ -n "\${!old}" ]; then
    export "$new=\${!old}"
  fi
}
`
    : `
either() { from_file "MYSQL_$1"; }
`
}
option() {
  local name=$1 default=$2 a
  shift 2
  for a in "$@"; do
    case $a in "--$name="*) default=\${a#*=} ;; esac
  done
  echo "$default"
}

quoted() { printf '%s' "$1" | sed -e 's/\\\\/\\\\\\\\/g' -e "s/'/''/g"; }

sql() {
  MYSQL_PWD=$CLIENT_PASSWORD ${client} --protocol=socket -uroot -hlocalhost --socket="$SOCKET" "$@"
}

init_files() {
  local f
  for f in /docker-entrypoint-initdb.d/*; do
    [ -e "$f" ] || continue
    case $f in
      *.sh)
        if [ -x "$f" ]; then
          note "$0: running $f"
          "$f"
        else
          note "$0: sourcing $f"
          . "$f"
        fi
        ;;
      *.sql) note "$0: running $f"; sql --database="${'$'}${P}_DATABASE" < "$f"; echo ;;
      *.sql.gz) note "$0: running $f"; gunzip -c "$f" | sql --database="${'$'}${P}_DATABASE"; echo ;;
      *) warn "$0: ignoring $f" ;;
    esac
  done
}

setup() {
  local root=$(quoted "${'$'}${P}_ROOT_PASSWORD") host=\${${P}_ROOT_HOST:-%}
  if [ -n "${'$'}${P}_RANDOM_ROOT_PASSWORD" ]; then
    export ${P}_ROOT_PASSWORD=$(head -c 24 /dev/urandom | base64 | tr -d '+/=\\n')
    root=${'$'}${P}_ROOT_PASSWORD
    note "GENERATED ROOT PASSWORD: ${'$'}${P}_ROOT_PASSWORD"
  fi
  {
${
  maria
    ? `    echo "DROP USER IF EXISTS 'root'@'127.0.0.1', 'root'@'::1';"
    echo "DROP DATABASE IF EXISTS test;"`
    : ''
}
    if [ "$host" != localhost ]; then
      echo "CREATE USER 'root'@'$host' IDENTIFIED BY '$root';"
      echo "GRANT ALL ON *.* TO 'root'@'$host' WITH GRANT OPTION;"
    fi
    echo "ALTER USER 'root'@'localhost' IDENTIFIED BY '$root';"
${
  maria
    ? `    if [ -n "$MARIADB_ROOT_PASSWORD_HASH" ]; then
      echo "ALTER USER 'root'@'$host' IDENTIFIED BY PASSWORD '$MARIADB_ROOT_PASSWORD_HASH';"
    fi`
    : ''
}
  } | sql --database=mysql
  CLIENT_PASSWORD=${'$'}${P}_ROOT_PASSWORD
  if [ -n "${'$'}${P}_DATABASE" ]; then
    note "Creating database ${'$'}${P}_DATABASE"
    echo "CREATE DATABASE IF NOT EXISTS \\\`${'$'}${P}_DATABASE\\\`;" | sql --database=mysql
  fi
  if [ -n "${'$'}${P}_USER" ] && [ -n "${'$'}${P}_PASSWORD${maria ? '$MARIADB_PASSWORD_HASH' : ''}" ]; then
    note "Creating user ${'$'}${P}_USER"
${
  maria
    ? `    if [ -n "$MARIADB_PASSWORD_HASH" ]; then
      echo "CREATE USER '$MARIADB_USER'@'%' IDENTIFIED BY PASSWORD '$MARIADB_PASSWORD_HASH';" | sql --database=mysql
    else
      echo "CREATE USER '$MARIADB_USER'@'%' IDENTIFIED BY '$(quoted "$MARIADB_PASSWORD")';" | sql --database=mysql
    fi`
    : `    echo "CREATE USER '$MYSQL_USER'@'%' IDENTIFIED BY '$(quoted "$MYSQL_PASSWORD")';" | sql --database=mysql`
}
    if [ -n "${'$'}${P}_DATABASE" ]; then
      note "Giving user ${'$'}${P}_USER access to schema ${'$'}${P}_DATABASE"
      echo "GRANT ALL ON \\\`$(printf '%s' "${'$'}${P}_DATABASE" | sed 's/_/\\\\_/g')\\\`.* TO '${'$'}${P}_USER'@'%';" | sql --database=mysql
    fi
  fi
${maria ? '  note "Securing system users (equivalent to running mysql_secure_installation)"\n' : ''}}

initialise() {
  if [ -z "${'$'}${P}_ROOT_PASSWORD${maria ? '$MARIADB_ROOT_PASSWORD_HASH$MARIADB_ALLOW_EMPTY_ROOT_PASSWORD' : '$MYSQL_ALLOW_EMPTY_PASSWORD'}${'$'}${P}_RANDOM_ROOT_PASSWORD" ]; then
    fail "Database is uninitialized and password option is not specified
${maria ? '\tYou need to specify one of MARIADB_ROOT_PASSWORD, MARIADB_ROOT_PASSWORD_HASH, MARIADB_ALLOW_EMPTY_ROOT_PASSWORD and MARIADB_RANDOM_ROOT_PASSWORD' : '    You need to specify one of the following as an environment variable:\n    - MYSQL_ROOT_PASSWORD\n    - MYSQL_ALLOW_EMPTY_PASSWORD\n    - MYSQL_RANDOM_ROOT_PASSWORD'}"
  fi
  if [ "${'$'}${P}_USER" = root ]; then
    fail "${maria ? `MARIADB_USER=\\"root\\", MARIADB_USER and MARIADB_PASSWORD are for configuring a regular user and cannot be used for the root user` : `MYSQL_USER=\\"root\\", MYSQL_USER and MYSQL_PASSWORD are for configuring a regular user and cannot be used for the root user`}"
  fi
  note "Initializing database files"
${maria ? '  mariadb-install-db --datadir="$DATADIR"' : '  "$@" --initialize-insecure'}
  note "Database files initialized"
  note "Starting temporary server"
  "$@" --skip-networking --socket="$SOCKET" &
  local pid=$!
${maria ? '  note "Waiting for server startup"\n' : ''}  CLIENT_PASSWORD=
  local i
  for i in $(seq 1 60); do
    if echo 'SELECT 1' | sql --database=mysql > /dev/null 2>&1; then
      break
    fi
    sleep 0.5
  done
  if ! kill -0 "$pid" 2> /dev/null || [ "$i" = 60 ]; then
    fail "Unable to start server."
  fi
  note "Temporary server started."
  setup
  echo
  init_files
  note "Stopping temporary server"
  kill "$pid"
  wait "$pid"
  note "Temporary server stopped"
  echo
  note "${title} init process done. Ready for start up."
  echo
}

if [ "\${1:0:1}" = - ]; then
  set -- ${server} "$@"
fi

# the server, and not only a question to it
help=
for a in "$@"; do
  case $a in -\\?|--help|--print-defaults|-V|--version) help=1 ;; esac
done

if [ "$1" = ${server} ${maria ? '-o "$1" = mysqld ' : ''}] && [ -z "$help" ]; then
${maria ? '  if [ "$1" = mysqld ]; then\n    shift\n    set -- mariadbd "$@"\n  fi\n' : ''}  note "Entrypoint script for ${title} Server \${${P}_VERSION} started."
  DATADIR=$(option datadir /var/lib/mysql "$@")
  SOCKET=$(option socket ${maria ? '/run' : '/var/run'}/mysqld/mysqld.sock "$@")
  mkdir -p "$DATADIR" "$(dirname "$SOCKET")"
  if [ "$(id -u)" = 0 ]; then
    find "$DATADIR" \\! -user mysql -exec chown mysql: '{}' +
    chown mysql: "$(dirname "$SOCKET")"
    note "Switching to dedicated user 'mysql'"
    exec gosu mysql "$BASH_SOURCE" "$@"
  fi
  if [ ! -d "$DATADIR/mysql" ]; then
    for v in ROOT_PASSWORD ROOT_HOST DATABASE USER PASSWORD ${maria ? 'ROOT_PASSWORD_HASH PASSWORD_HASH ALLOW_EMPTY_ROOT_PASSWORD RANDOM_ROOT_PASSWORD' : 'RANDOM_ROOT_PASSWORD'}; do
      either "$v"
    done
${maria ? '    MARIADB_ALLOW_EMPTY_ROOT_PASSWORD=${MARIADB_ALLOW_EMPTY_ROOT_PASSWORD:-$MYSQL_ALLOW_EMPTY_PASSWORD}\n' : ''}    initialise "$@"
  fi
fi

exec "$@"
`;
}

/** `healthcheck.sh` of the mariadb image. */
export const MARIADB_HEALTHCHECK = `#!/bin/bash
set -eo pipefail
# each test that is asked for must pass

socket=/run/mysqld/mysqld.sock
options=()

ask() {
  mariadb "\${options[@]}" --skip-column-names -e "$1"
}

connect() {
  local said
  # an answer is enough, also one that denies access: the server listens
  if said=$(mariadb --protocol=tcp -h localhost "\${options[@]}" --connect-timeout 10 -e 'SELECT 1' 2>&1); then
    return 0
  fi
  case $said in
    *"ERROR 1045"*|*"ERROR 1698"*|*"ERROR 1820"*) return 0 ;;
  esac
  echo "healthcheck connect failed: $said" >&2
  return 1
}

innodb_initialized() {
  local n
  n=$(mariadb "\${options[@]}" --skip-column-names -e "SELECT COUNT(*) FROM information_schema.ENGINES WHERE engine = 'innodb' AND support IN ('YES', 'DEFAULT', 'ENABLED')" 2>&1) || {
    case $n in
      *"ERROR 1045"*) return 0 ;;
    esac
    echo 'healthcheck innodb_initialized failed' >&2
    return 1
  }
  [ "$n" = 1 ]
}

if [ $# -eq 0 ]; then
  echo "At least one argument required" >&2
  exit 1
fi

for a in "$@"; do
  case $a in
    --defaults-file=*|--defaults-extra-file=*) options+=("$a") ;;
    --su=*|--su-mysql|--no-defaults) ;;
    --connect) connect ;;
    --innodb_initialized) innodb_initialized ;;
    *) echo "healthcheck $a is not known" >&2; exit 1 ;;
  esac
done
`;

/** \`docker-entrypoint.sh\` of redis. */
export const REDIS_ENTRYPOINT = `#!/bin/sh
set -e

# options or a configuration file alone mean the server
if [ "\${1#-}" != "$1" ] || [ "\${1%.conf}" != "$1" ]; then
  set -- redis-server "$@"
fi

# the server runs as its own user
if [ "$1" = redis-server ] && [ "$(id -u)" = 0 ]; then
  find . \\! -user redis -exec chown redis '{}' +
  exec setpriv --reuid=redis --regid=redis --clear-groups -- "$0" "$@"
fi

um=$(umask)
if [ "$um" = 0022 ]; then
  umask 0077
fi

exec "$@"
`;

/** \`docker-entrypoint.sh\` of postgres. */
export const POSTGRES_ENTRYPOINT = `#!/bin/bash
set -Eeo pipefail

from_file() {
  local name=$1 file=$1_FILE
  if [ -n "\${!name}" ] && [ -n "\${!file}" ]; then
    printf >&2 'error: both %s and %s are set (but are exclusive)\\n' "$name" "$file"
    exit 1
  fi
  if [ -n "\${!file}" ]; then
    export "$name=$(cat "\${!file}")"
  fi
  unset "$file"
}

ask() {
  psql -v ON_ERROR_STOP=1 --no-psqlrc --username "$POSTGRES_USER" --no-password "$@"
}

init_files() {
  local f
  printf '\\n'
  for f in /docker-entrypoint-initdb.d/*; do
    [ -e "$f" ] || continue
    case $f in
      *.sh)
        if [ -x "$f" ]; then
          printf '%s: running %s\\n' "$0" "$f"
          "$f"
        else
          printf '%s: sourcing %s\\n' "$0" "$f"
          . "$f"
        fi
        ;;
      *.sql) printf '%s: running %s\\n' "$0" "$f"; ask --dbname "$POSTGRES_DB" -f "$f"; printf '\\n' ;;
      *.sql.gz) printf '%s: running %s\\n' "$0" "$f"; gunzip -c "$f" | ask --dbname "$POSTGRES_DB"; printf '\\n' ;;
      *) printf '%s: ignoring %s\\n' "$0" "$f" ;;
    esac
  done
}

verify() {
  if [ -z "$POSTGRES_PASSWORD" ] && [ "$POSTGRES_HOST_AUTH_METHOD" != trust ]; then
    cat >&2 <<'END'
Error: Database is uninitialized and superuser password is not specified.
       You must specify POSTGRES_PASSWORD to a non-empty value for the
       superuser. For example, "-e POSTGRES_PASSWORD=password" on "docker run".

       You may also use "POSTGRES_HOST_AUTH_METHOD=trust" to allow all
       connections without a password. This is *not* recommended.

       See PostgreSQL documentation about "trust":
       https://www.postgresql.org/docs/current/auth-trust.html
END
    exit 1
  fi
}

# since 18 the data are in a folder of the version: data at an older place are not passed over
refuse_old() {
  [ "$PGDATA" = "/var/lib/postgresql/$PG_MAJOR/docker" ] || return 0
  local dir old=()
  for dir in /var/lib/postgresql /var/lib/postgresql/data /var/lib/postgresql/*/docker; do
    if [ -s "$dir/PG_VERSION" ]; then
      old+=("$dir")
    fi
  done
  if [ \${#old[@]} -eq 0 ] && grep -q ' /var/lib/postgresql/data ' /proc/mounts; then
    old+=('/var/lib/postgresql/data (unused mount/volume)')
  fi
  [ \${#old[@]} -gt 0 ] || return 0
  cat >&2 <<END
Error: in 18+, these Docker images are configured to store database data in a
       format which is compatible with "pg_ctlcluster" (specifically, using
       major-version-specific directory names).  This better reflects how
       PostgreSQL itself works, and how upgrades are to be performed.

       See also https://github.com/docker-library/postgres/pull/1259

       Counter to that, there appears to be PostgreSQL data in:
         \${old[*]}

       This is usually the result of upgrading the Docker image without
       upgrading the underlying database using "pg_upgrade" (which requires both
       versions).

       The suggested container configuration for 18+ is to place a single mount
       at /var/lib/postgresql which will then place PostgreSQL data in a
       subdirectory, allowing usage of "pg_upgrade --link" without mount point
       boundary issues.

       See https://github.com/docker-library/postgres/issues/37 for a (long)
       discussion around this process, and suggestions for how to do so.
END
  exit 1
}

main() {
  if [ "\${1:0:1}" = - ]; then
    set -- postgres "$@"
  fi
  local help= a
  for a in "$@"; do
    case $a in -\\?|--help|--describe-config|-V|--version) help=1 ;; esac
  done
  if [ "$1" = postgres ] && [ -z "$help" ]; then
    mkdir -p "$PGDATA"
    chmod 0700 "$PGDATA" || :
    mkdir -p /var/run/postgresql
    chmod 3775 /var/run/postgresql || :
    if [ "$(id -u)" = 0 ]; then
      find "$PGDATA" \\! -user postgres -exec chown postgres '{}' +
      find /var/run/postgresql \\! -user postgres -exec chown postgres '{}' +
      exec gosu postgres "$BASH_SOURCE" "$@"
    fi
    from_file POSTGRES_PASSWORD
    from_file POSTGRES_USER
    POSTGRES_USER=\${POSTGRES_USER:-postgres}
    from_file POSTGRES_DB
    POSTGRES_DB=\${POSTGRES_DB:-$POSTGRES_USER}
    from_file POSTGRES_INITDB_ARGS
    : "\${POSTGRES_HOST_AUTH_METHOD:=}"
    export POSTGRES_USER POSTGRES_DB
    if [ ! -s "$PGDATA/PG_VERSION" ]; then
      verify
      refuse_old
      ls /docker-entrypoint-initdb.d/ > /dev/null
      local pwfile=$(mktemp)
      printf '%s\\n' "$POSTGRES_PASSWORD" > "$pwfile"
      initdb --username="$POSTGRES_USER" --pwfile="$pwfile" -D "$PGDATA" $POSTGRES_INITDB_ARGS
      rm -f "$pwfile"
      printf '\\nhost all all all %s\\n' "\${POSTGRES_HOST_AUTH_METHOD:-scram-sha-256}" >> "$PGDATA/pg_hba.conf"
      export PGPASSWORD=\${PGPASSWORD:-$POSTGRES_PASSWORD}
      pg_ctl -D "$PGDATA" -o "-c listen_addresses='' -p \${PGPORT:-5432}" -w start
      if [ "$POSTGRES_DB" != postgres ]; then
        ask --dbname postgres -c "CREATE DATABASE \\"$POSTGRES_DB\\";"
        printf '\\n'
      fi
      init_files
      pg_ctl -D "$PGDATA" -m fast -w stop
      unset PGPASSWORD
      printf '\\nPostgreSQL init process complete; ready for start up.\\n\\n'
    else
      printf '\\nPostgreSQL Database directory appears to contain a database; Skipping initialization\\n\\n'
    fi
  fi
  exec "$@"
}

main "$@"
`;
