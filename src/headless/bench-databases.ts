// How fast database servers are: their start in real time, statements through client, socket and server, and in the server alone.

import type { Machine, Session } from '../lab/machine.ts';

/** Measures on machines that `fresh` makes; `say` prints a line. */
export function benchDatabases(fresh: () => { machine: Machine; s: Session }, say: (text: string) => void): void {
  const time = (f: () => void): number => {
    const from = performance.now();
    f();
    return performance.now() - from;
  };
  say('Database servers');
  const { s } = fresh();
  s.run('docker pull -q mariadb:12.0.2; docker pull -q redis');
  const first = time(() =>
    s.run('docker run -d --name db -e MARIADB_ROOT_PASSWORD=s -e MARIADB_DATABASE=shop mariadb:12.0.2; sleep 12', 1e9),
  );
  say(`  mariadb, first start (real ms)    ${first.toFixed(0)}`);
  say(`  mariadb, restart (real ms)        ${time(() => s.run('docker restart db; sleep 5', 1e9)).toFixed(0)}`);
  say(
    `  redis, start (real ms)            ${time(() => s.run('docker run -d --name red redis; sleep 1', 1e9)).toFixed(0)}`,
  );
  const pipe = (n: number, line: string): number => {
    s.run(`for i in $(seq ${n}); do echo "${line}"; done > q.sql`, 1e9);
    return (n / time(() => s.run('docker exec -i db mariadb -uroot -ps shop < q.sql > /dev/null', 1e9))) * 1000;
  };
  s.run(
    'docker exec db mariadb -uroot -ps shop -e "CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, v INT, name VARCHAR(50), KEY (v))"',
    1e9,
  );
  const small = pipe(500, "INSERT INTO t (v, name) VALUES ($i, CONCAT('n', $i));");
  const large = pipe(4000, "INSERT INTO t (v, name) VALUES ($i, CONCAT('n', $i));");
  say(
    `  INSERTs a second, each committed  ${Math.round(small)} into 500 rows, ${Math.round(large)} into 4,500 (× ${(small / large).toFixed(1)})`,
  );
  say(`  SELECTs a second by key           ${Math.round(pipe(2000, 'SELECT name FROM t WHERE id = $i;'))}`);
  s.run('for i in $(seq 3000); do echo "INCR n"; done > r.txt', 1e9);
  say(
    `  redis commands a second           ${Math.round((3000 / time(() => s.run('docker exec -i red redis-cli < r.txt > /dev/null', 1e9))) * 1000)}`,
  );

  s.run('docker network create shop; docker network connect --alias db shop db; mkdir -p app', 1e9);
  for (const [path, text] of Object.entries(APPLICATION)) s.run(`cat > app/${path} <<'END'\n${text}END`, 1e9);
  s.run(
    'docker build -q -t shop app; docker run -d --name web --network shop shop; docker run -d --name front --network shop -p 8080:80 -v $PWD/app/nginx.conf:/etc/nginx/nginx.conf:ro nginx; sleep 5; curl -s localhost:8080/',
    1e9,
  );
  const requests = 200;
  const took = time(() => s.run(`curl -s $(seq -f http://localhost:8080/%.0f ${requests}) > answers`, 1e9));
  const answered = Number(new TextDecoder().decode(s.run('grep -o "name [0-9]*;" answers | wc -l').stdout));
  say(
    `  requests a second through nginx, flask and mariadb  ${Math.round((answered / took) * 1000)} (${answered} of ${requests} answered)`,
  );
}

/** Each request asks the table of the bench for one row, on a connection of its own. */
const APPLICATION = {
  'app.py': `import pymysql
from flask import Flask

app = Flask(__name__)


@app.route("/")
@app.route("/<int:i>")
def row(i=1):
    db = pymysql.connect(host="db", user="root", password="s", database="shop")
    with db.cursor() as c:
        c.execute("SELECT id FROM t WHERE id = %s", (i,))
        answer = "name %d;" % c.fetchone()[0]
    db.close()
    return answer
`,
  Dockerfile: `FROM python:3.12-slim
RUN pip install flask pymysql
COPY app.py .
CMD ["flask", "run", "--host", "0.0.0.0"]
`,
  'nginx.conf': `events {}
http { server { listen 80; location / { proxy_pass http://web:5000; } } }
`,
};
