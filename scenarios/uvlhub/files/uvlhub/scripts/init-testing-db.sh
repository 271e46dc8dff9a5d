#!/bin/bash
# Makes the database for tests beside the other one. Needs root's password of MariaDB.
set -e

mariadb -h "$MARIADB_HOSTNAME" -P "$MARIADB_PORT" -u root -p"$MARIADB_ROOT_PASSWORD" -e "
  CREATE DATABASE IF NOT EXISTS $MARIADB_TEST_DATABASE;
  GRANT ALL PRIVILEGES ON $MARIADB_TEST_DATABASE.* TO '$MARIADB_USER'@'%';"
echo "The database $MARIADB_TEST_DATABASE is there"
