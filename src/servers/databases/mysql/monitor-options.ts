// Options of the clients `mariadb` and `mysql`, and the help of their commands.

export const SHORT = {
  e: 'execute=',
  D: 'database=',
  N: 'skip-column-names',
  B: 'batch',
  s: 'silent',
  t: 'table',
  E: 'vertical',
  f: 'force',
  n: 'unbuffered',
  r: 'raw',
  q: 'quick',
  A: 'no-auto-rehash',
  b: 'no-beep',
  L: 'skip-line-numbers',
  w: 'wait',
  U: 'safe-updates',
  i: 'ignore-spaces',
  o: 'one-database',
};
export const LONG = [
  'execute=',
  'database=',
  'skip-column-names',
  'column-names',
  'batch',
  'silent',
  'table',
  'vertical',
  'force',
  'unbuffered',
  'raw',
  'quick',
  'no-auto-rehash',
  'auto-rehash',
  'disable-auto-rehash',
  'no-beep',
  'skip-line-numbers',
  'line-numbers',
  'wait',
  'safe-updates',
  'delimiter=',
  'prompt=',
  'binary-mode',
  'comments',
  'skip-comments',
  'show-warnings',
  'reconnect',
  'skip-reconnect',
  'init-command=',
  'pager=?',
  'skip-pager',
  'tee=',
  'skip-auto-rehash',
  'local-infile=?',
  'dont-use-mysql-root-password',
  'abort-source-on-error',
  'no-tee',
  'sandbox',
];

export const HELP = `
General information about MariaDB can be found at
http://mariadb.org

List of all client commands:
Note that all text commands must be first on line and end with ';'
?         (\\?) Synonym for \`help'.
charset   (\\C) Switch to another charset.
clear     (\\c) Clear the current input statement.
delimiter (\\d) Set statement delimiter.
ego       (\\G) Send command to MariaDB server, display result vertically.
exit      (\\q) Exit mysql. Same as quit.
go        (\\g) Send command to MariaDB server.
help      (\\h) Display this help.
print     (\\p) Print current command.
quit      (\\q) Quit mysql.
source    (\\.) Execute an SQL script file. Takes a file name as an argument.
status    (\\s) Get status information from the server.
use       (\\u) Use another database. Takes database name as argument.
warnings  (\\W) Show warnings after every statement.
nowarning (\\w) Don't show warnings after every statement.

`;
