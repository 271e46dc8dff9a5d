#!/bin/bash
# Waits until the database answers, then becomes the command that was given.
set -e

host="$MARIADB_HOSTNAME"
port="$MARIADB_PORT"
user="$MARIADB_USER"
password="$MARIADB_PASSWORD"

limit=${TIMEOUT:-120}
begin=$(date +%s)

echo "Database: $host:$port, at most $limit seconds"

# `SELECT 1` needs a server that takes connections, and a user that it knows:
# more than a started
# container.
while ! mariadb -h "$host" -P "$port" -u"$user" -p"$password" -e 'SELECT 1' > /dev/null; do
  if [ $(($(date +%s) - begin)) -ge "$limit" ]; then
    echo "MariaDB did not become ready in $limit seconds"
    exit 1
  fi
  echo "MariaDB is unavailable - sleeping"
  sleep 1
done

echo "MariaDB is up - executing command"
exec "$@"
