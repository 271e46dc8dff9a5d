CREATE DATABASE IF NOT EXISTS uvlhubdb_test;
GRANT ALL PRIVILEGES ON uvlhubdb_test.* TO 'uvlhubdb_user'@'%';
