import { describe, expect, it } from 'vitest';
import { decode } from '../../fs/bytes.ts';
import { EVERYTHING } from '../../headless/parts.ts';
import { Lab } from '../../lab/lab.ts';

function lab(): { line: (text: string) => string; lab: Lab } {
  const l = new Lab({ parts: EVERYTHING, completer: () => undefined, user: 'root', columns: 110 });
  let text = '';
  l.onOutput((b) => (text += decode(b)));
  l.settle();
  return {
    lab: l,
    line: (x) => {
      text = '';
      l.enter(x);
      l.settle();
      return text.replace(/\r/g, '').replace(/\x1b\[[\d;]*m/g, '');
    },
  };
}

describe('the MariaDB monitor at a terminal', () => {
  it('asks for the password unseen, shows tables with borders and errors with their numbers', () => {
    const { line } = lab();
    line(
      'docker run -d --name db -e MARIADB_DATABASE=uvlhubdb -e MARIADB_ROOT_PASSWORD=secret mariadb:12.0.2; sleep 12',
    );
    line('docker exec -it db bash');
    expect(line('mariadb -u root -p')).toMatch(/Enter password: $/);
    const banner = line('secret');
    expect(banner).not.toContain('secret');
    expect(banner).toContain(
      'Welcome to the MariaDB monitor.  Commands end with ; or \\g.\nYour MariaDB connection id is ',
    );
    expect(banner).toContain('Server version: 12.0.2-MariaDB-ubu2404 mariadb.org binary distribution\n');
    expect(banner).toMatch(/MariaDB \[\(none\)\]> $/);
    expect(line('SHOW DATABASES;')).toMatch(/\| uvlhubdb {11}\|\n\+-{20}\+\n5 rows in set \(0\.\d{3} sec\)\n\n/);
    expect(line('USE uvlhubdb;')).toContain('Database changed\nMariaDB [uvlhubdb]> ');
    expect(line('SHOW TABLES;')).toMatch(/Empty set \(0\.\d{3} sec\)\n\n/);
    expect(line('CREATE TABLE t (id INT PRIMARY KEY AUTO_INCREMENT, name VARCHAR(20) NOT NULL);')).toMatch(
      /Query OK, 0 rows affected \(0\.\d{3} sec\)\n\n/,
    );
    expect(line('INSERT INTO t (name) VALUES ("a"),("b");')).toMatch(
      /Query OK, 2 rows affected \(0\.\d{3} sec\)\nRecords: 2 {2}Duplicates: 0 {2}Warnings: 0\n\n/,
    );
    expect(line('SELECT *')).toMatch(/ {4}-> $/);
    expect(line('FROM t;')).toContain(
      '+----+------+\n| id | name |\n+----+------+\n|  1 | a    |\n|  2 | b    |\n+----+------+\n2 rows in set',
    );
    expect(line('DESCRIBE t;')).toContain(
      '| id    | int(11)     | NO   | PRI | NULL    | auto_increment |\n| name  | varchar(20) | NO   |     | NULL    |                |\n',
    );
    expect(line('SELEC 1;')).toContain(
      "ERROR 1064 (42000): You have an error in your SQL syntax; check the manual that corresponds to your MariaDB server version for the right syntax to use near 'SELEC 1' at line 1\n",
    );
    expect(line('SELECT * FROM nope;')).toContain("ERROR 1146 (42S02): Table 'uvlhubdb.nope' doesn't exist\n");
    expect(line("SELECT 'it")).toMatch(/ {4}'> $/);
    expect(line("s';")).toContain('| it\ns |');
    expect(line('exit')).toContain('Bye\n');
    expect(line('exit')).toContain('exit\n');
  });

  it('Ctrl-C clears what was typed, Ctrl-D says Bye', () => {
    const { line, lab: l } = lab();
    line('docker run -d --name db -e MARIADB_ROOT_PASSWORD=secret mariadb:12.0.2; sleep 12');
    line('docker exec -it db mariadb -psecret');
    line('SELECT');
    l.type('\x03');
    l.settle();
    expect(line('SELECT 5;')).toContain('| 5 |');
    let out = '';
    l.onOutput((b) => (out += decode(b)));
    l.type('\x04');
    l.settle();
    expect(out).toContain('Bye');
  });
});

describe('redis-cli at a terminal', () => {
  it('shows types of answers and the chosen database in its prompt', () => {
    const { line } = lab();
    line('docker run -d --name red redis');
    expect(line('docker exec -it red redis-cli')).toMatch(/127\.0\.0\.1:6379> $/);
    expect(line('set greeting "hello world"')).toContain('OK\n');
    expect(line('get greeting')).toContain('"hello world"\n');
    expect(line('incr n')).toContain('(integer) 1\n');
    expect(line('get nothing')).toContain('(nil)\n');
    expect(line('keys *')).toContain('1) "greeting"\n2) "n"\n');
    expect(line('lpush greeting x')).toContain(
      '(error) WRONGTYPE Operation against a key holding the wrong kind of value\n',
    );
    expect(line('select 1')).toMatch(/OK\n127\.0\.0\.1:6379\[1\]> $/);
    line('quit');
  });
});
