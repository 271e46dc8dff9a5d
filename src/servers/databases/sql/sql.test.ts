import { describe, expect, it } from 'vitest';
import { sql as library } from '../../../headless/sql.ts';
import { Kernel } from '../../../kernel/kernel.ts';
import type { Task } from '../../../kernel/block.ts';
import { SqlError } from './errors.ts';
import { valueText } from '../mysql/results.ts';
import { type Result } from './result.ts';
import { Session } from './session.ts';
import { SqlServer } from './server.ts';

library.begin(() => {});

/** A server without files, and sessions of its root. */
function server(flavor: 'mariadb' | 'postgres' = 'mariadb'): { open: () => Session; kernel: Kernel } {
  const kernel = new Kernel({ get: () => undefined }, { seed: 1, now: Date.UTC(2026, 10, 24, 9) });
  const s = new SqlServer(library.get()!.open(), { flavor, version: '12.0.2-MariaDB-ubu2404', kernel, hostname: 'db' });
  const root = s.grants.create('root', 'localhost', '');
  root.global.add('ALL PRIVILEGES');
  root.global.add('GRANT OPTION');
  s.store.databases.set('shop', {
    name: 'shop',
    tables: new Map(),
    charset: 'utf8mb4',
    collate: 'utf8mb4_uca1400_ai_ci',
  });
  return {
    kernel,
    open: () => {
      const x = new Session(s, s.nextConnection++, 'root', 'localhost', root);
      x.db = 'shop';
      return x;
    },
  };
}
/** Runs a statement that does not wait. */
function now<T>(task: Task<T>): T {
  const r = task.next('ready');
  if (!r.done) throw new Error('it waits');
  return r.value;
}
const rows = (r: Result): string[][] =>
  r.kind === 'rows'
    ? r.rows.map((row) =>
        row.map((v, i) => {
          const b = valueText(v, r.columns[i]!.type);
          return b === null ? 'NULL' : new TextDecoder().decode(b);
        }),
      )
    : [];
function run(s: Session, text: string): string[][] {
  return rows(now(s.run(text)));
}
function error(s: Session, text: string): string {
  try {
    now(s.run(text));
  } catch (e) {
    if (e instanceof SqlError) return `${e.code} ${e.state} ${e.message}`;
    throw e;
  }
  return '';
}
function shop(): Session {
  const s = server().open();
  run(
    s,
    'CREATE TABLE customer (id INT UNSIGNED AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20) NOT NULL, email VARCHAR(50) UNIQUE, kind ENUM("new","old") DEFAULT "new")',
  );
  run(
    s,
    'CREATE TABLE orders (id INT AUTO_INCREMENT PRIMARY KEY, customer_id INT UNSIGNED NOT NULL, total DECIMAL(10,2) NOT NULL DEFAULT 0, FOREIGN KEY (customer_id) REFERENCES customer(id) ON DELETE CASCADE)',
  );
  run(s, "INSERT INTO customer (name, email) VALUES ('Ann', 'ann@x'), ('Bob', 'bob@x'), ('Cy', NULL)");
  run(s, 'INSERT INTO orders (customer_id, total) VALUES (1, 10.5), (1, 20), (2, 5.25)');
  return s;
}

describe('queries', () => {
  it('join, group and order, and decimals keep their places', () => {
    expect(
      run(
        shop(),
        'SELECT c.name, COUNT(o.id), SUM(o.total), AVG(o.total) FROM customer c LEFT JOIN orders o ON o.customer_id = c.id GROUP BY c.id ORDER BY 2 DESC, c.name',
      ),
    ).toEqual([
      ['Ann', '2', '30.50', '15.250000'],
      ['Bob', '1', '5.25', '5.250000'],
      ['Cy', '0', 'NULL', 'NULL'],
    ]);
  });
  it('text is compared without case, numbers in text as numbers', () => {
    const s = shop();
    expect(run(s, "SELECT name FROM customer WHERE name = 'ANN' AND id = '1' AND name LIKE 'a%'")).toEqual([['Ann']]);
    expect(run(s, "SELECT 'a' = 'A', '5' = 5, 1/3, 7 DIV 2, 7 % 3, NULL <=> NULL")).toEqual([
      ['1', '1', '0.3333', '3', '1', '1'],
    ]);
  });
  it('rows of one table come in the order of its primary key', () => {
    const s = shop();
    run(s, 'CREATE TABLE k (a VARCHAR(5) PRIMARY KEY)');
    run(s, "INSERT INTO k VALUES ('c'), ('a'), ('b')");
    expect(run(s, 'SELECT a FROM k')).toEqual([['a'], ['b'], ['c']]);
  });
  it('subqueries, unions, common tables and windows', () => {
    const s = shop();
    expect(
      run(
        s,
        'SELECT name FROM customer c WHERE EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.id AND o.total > 15)',
      ),
    ).toEqual([['Ann']]);
    expect(run(s, "SELECT kind FROM customer UNION SELECT 'z' ORDER BY kind DESC LIMIT 1")).toEqual([['z']]);
    expect(
      run(
        s,
        'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3) SELECT i, RANK() OVER (ORDER BY i DESC) FROM n ORDER BY i',
      ),
    ).toEqual([
      ['1', '3'],
      ['2', '2'],
      ['3', '1'],
    ]);
  });
});

describe('errors have their numbers', () => {
  it.each([
    [
      'SELEC 1',
      "1064 42000 You have an error in your SQL syntax; check the manual that corresponds to your MariaDB server version for the right syntax to use near 'SELEC 1' at line 1",
    ],
    ['SELECT * FROM nope', "1146 42S02 Table 'shop.nope' doesn't exist"],
    ['SELECT nope FROM customer', "1054 42S22 Unknown column 'nope' in 'SELECT'"],
    ['SELECT id FROM customer a JOIN customer b', "1052 23000 Column 'id' in SELECT is ambiguous"],
    ["INSERT INTO customer (name, email) VALUES ('x', 'ann@x')", "1062 23000 Duplicate entry 'ann@x' for key 'email'"],
    ["INSERT INTO customer (email) VALUES ('q')", "1364 HY000 Field 'name' doesn't have a default value"],
    ["INSERT INTO customer (name) VALUES (REPEAT('x', 21))", "1406 22001 Data too long for column 'name' at row 1"],
    ["INSERT INTO customer (name, kind) VALUES ('x', 'odd')", "1265 01000 Data truncated for column 'kind' at row 1"],
    [
      "INSERT INTO orders (customer_id) VALUES ('many')",
      "1366 22007 Incorrect integer value: 'many' for column `shop`.`orders`.`customer_id` at row 1",
    ],
    [
      'INSERT INTO orders (customer_id) VALUES (99)',
      '1452 23000 Cannot add or update a child row: a foreign key constraint fails (`shop`.`orders`, CONSTRAINT `orders_ibfk_1` FOREIGN KEY (`customer_id`) REFERENCES `customer` (`id`) ON DELETE CASCADE)',
    ],
    ['DROP TABLE customer', '1451 23000 Cannot delete or update a parent row: a foreign key constraint fails ()'],
    ['CREATE TABLE customer (id INT)', "1050 42S01 Table 'customer' already exists"],
    ['SELECT (SELECT id FROM customer)', '1242 21000 Subquery returns more than 1 row'],
    ['USE nowhere', "1049 42000 Unknown database 'nowhere'"],
    ['CALL p()', '1235 0A000 drydock: CALL is not simulated'],
    ["SELECT MATCH(name) AGAINST ('x') FROM customer", '1235 0A000 drydock: MATCH … AGAINST is not simulated'],
    [
      "SELECT 'open",
      "1064 42000 You have an error in your SQL syntax; check the manual that corresponds to your MariaDB server version for the right syntax to use near ''open' at line 1",
    ],
  ])('%s', (text, expected) => {
    expect(error(shop(), text)).toBe(expected);
  });
  it('a statement that fails in the middle leaves nothing', () => {
    const s = shop();
    expect(error(s, "INSERT INTO customer (name, email) VALUES ('x', 'x'), ('y', 'ann@x')")).toContain('1062');
    expect(run(s, 'SELECT COUNT(*) FROM customer')).toEqual([['3']]);
  });
});

describe('changes', () => {
  it('count rows that matched and rows that changed', () => {
    const r = now(shop().run("UPDATE customer SET kind = 'new', name = IF(id = 1, 'Anna', name)"));
    expect(r.kind === 'ok' ? r.info : '').toBe('Rows matched: 3  Changed: 1  Warnings: 0');
  });
  it('ON DUPLICATE KEY UPDATE, REPLACE and IGNORE', () => {
    const s = shop();
    run(
      s,
      "INSERT INTO customer (name, email) VALUES ('Zed', 'ann@x') ON DUPLICATE KEY UPDATE name = CONCAT(VALUES(name), '!')",
    );
    expect(run(s, "SELECT id, name FROM customer WHERE email = 'ann@x'")).toEqual([['1', 'Zed!']]);
    run(s, "INSERT IGNORE INTO customer (name, email) VALUES ('n', 'ann@x'), ('o', 'o@x')");
    expect(run(s, 'SELECT COUNT(*) FROM customer')).toEqual([['4']]);
    run(s, "REPLACE INTO customer (id, name, email) VALUES (2, 'Rob', 'rob@x')");
    expect(run(s, 'SELECT name FROM customer WHERE id = 2')).toEqual([['Rob']]);
    // the old row went away, and what hung on it
    expect(run(s, 'SELECT COUNT(*) FROM orders WHERE customer_id = 2')).toEqual([['0']]);
  });
  it('ALTER keeps the rows and is undone when a row does not fit', () => {
    const s = shop();
    run(
      s,
      'ALTER TABLE customer ADD COLUMN age INT NOT NULL DEFAULT 7 AFTER id, CHANGE name title VARCHAR(30) NOT NULL',
    );
    expect(run(s, 'SELECT age, title FROM customer WHERE id = 1')).toEqual([['7', 'Ann']]);
    expect(error(s, 'ALTER TABLE customer MODIFY title INT')).toContain('1366');
    expect(run(s, 'DESCRIBE customer').map((r) => r[0])).toEqual(['id', 'age', 'title', 'email', 'kind']);
  });
  it('SHOW CREATE TABLE makes the same table again', () => {
    const s = shop();
    const [[, text]] = run(s, 'SHOW CREATE TABLE orders') as [[string, string]];
    run(s, 'DROP TABLE orders');
    run(s, text);
    expect(run(s, 'SHOW CREATE TABLE orders')[0]![1]!.replace(/ AUTO_INCREMENT=\d+/, '')).toBe(
      text.replace(/ AUTO_INCREMENT=\d+/, ''),
    );
  });
});

describe('transactions', () => {
  it('others do not see what is not committed, and wait to change it', () => {
    const { open } = server();
    const [a, b] = [open(), open()];
    run(a, 'CREATE TABLE t (id INT PRIMARY KEY, v INT)');
    run(a, 'INSERT INTO t VALUES (1, 1)');
    run(a, 'BEGIN');
    run(a, 'UPDATE t SET v = 2');
    run(a, 'INSERT INTO t VALUES (2, 2)');
    expect(run(b, 'SELECT * FROM t')).toEqual([['1', '1']]);
    expect(run(a, 'SELECT COUNT(*) FROM t')).toEqual([['2']]);
    const waiting = b.run('UPDATE t SET v = v + 10 WHERE id = 1');
    expect(waiting.next('ready').done).toBe(false);
    run(a, 'COMMIT');
    expect(waiting.next('ready').done).toBe(true);
    expect(run(a, 'SELECT v FROM t')).toEqual([['12'], ['2']]);
  });
  it('two that wait for each other: one gives way', () => {
    const { open } = server();
    const [a, b] = [open(), open()];
    run(a, 'CREATE TABLE t (id INT PRIMARY KEY, v INT)');
    run(a, 'INSERT INTO t VALUES (1, 1), (2, 2)');
    run(a, 'BEGIN');
    run(b, 'BEGIN');
    run(a, 'UPDATE t SET v = 0 WHERE id = 1');
    run(b, 'UPDATE t SET v = 0 WHERE id = 2');
    const waiting = a.run('UPDATE t SET v = 0 WHERE id = 2');
    waiting.next('ready');
    expect(error(b, 'UPDATE t SET v = 0 WHERE id = 1')).toContain('1213 40001');
    expect(waiting.next('ready').done).toBe(true);
  });
  it('ROLLBACK and savepoints', () => {
    const s = shop();
    run(s, 'BEGIN');
    run(s, 'DELETE FROM customer WHERE id = 1');
    run(s, 'SAVEPOINT p');
    run(s, 'DELETE FROM customer');
    run(s, 'ROLLBACK TO p');
    expect(run(s, 'SELECT COUNT(*) FROM customer')).toEqual([['2']]);
    run(s, 'ROLLBACK');
    expect(run(s, 'SELECT COUNT(*) FROM orders')).toEqual([['3']]);
  });
});

describe('PostgreSQL', () => {
  it('has its own words for the same', () => {
    const s = server('postgres').open();
    run(s, 'CREATE TABLE t (id serial PRIMARY KEY, name varchar(5) NOT NULL, ok boolean DEFAULT true)');
    expect(run(s, "INSERT INTO t (name) VALUES ('a'), ('B') RETURNING id, ok")).toEqual([
      ['1', '1'],
      ['2', '1'],
    ]);
    expect(run(s, "SELECT 7/2, 'x' || 1, name FROM t WHERE name ILIKE 'b' AND name <> 'b'")).toEqual([
      ['3', 'x1', 'B'],
    ]);
    expect(error(s, "INSERT INTO t (name) VALUES ('abcdef')")).toBe(
      '0 22001 value too long for type character varying(5)',
    );
    expect(error(s, 'SELECT * FROM nope')).toBe('0 42P01 relation "nope" does not exist');
    expect(error(s, 'SELECT 1/0')).toBe('0 22012 division by zero');
    run(s, "INSERT INTO t (id, name) VALUES (1, 'c') ON CONFLICT (id) DO UPDATE SET name = excluded.name");
    expect(run(s, 'SELECT name FROM t ORDER BY id')).toEqual([['c'], ['B']]);
  });
});
