// An application that nobody here has seen before: three routes, a template and a table, from its files to its answers.

import { describe, expect, it } from 'vitest';
import { decode } from '../../fs/bytes.ts';
import { EVERYTHING } from '../../headless/parts.ts';
import { Machine } from '../../lab/machine.ts';

const FILES: Record<string, string> = {
  'main.py': `import os
from flask import Flask, jsonify, redirect, render_template, request
from flask_sqlalchemy import SQLAlchemy

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = os.environ["DATABASE"]
db = SQLAlchemy(app)


class Plant(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(40), nullable=False)
    litres = db.Column(db.Integer, default=1)


with app.app_context():
    db.create_all()


@app.route("/")
def index():
    return render_template("index.html", plants=Plant.query.order_by(Plant.name).all())


@app.route("/plants", methods=["POST"])
def add():
    db.session.add(Plant(name=request.form["name"], litres=int(request.form.get("litres", 1))))
    db.session.commit()
    return redirect("/")


@app.route("/total")
def total():
    return jsonify(litres=sum(p.litres for p in Plant.query.all()))
`,
  'templates/index.html': '<ul>{% for p in plants %}<li>{{ p.name }}: {{ p.litres }}</li>{% endfor %}</ul>\n',
  'requirements.txt': 'flask\nflask-sqlalchemy\npymysql\n',
  Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
COPY requirements.txt .
RUN pip install -r requirements.txt
COPY . .
CMD ["flask", "--app", "main", "run", "--host", "0.0.0.0"]
`,
};

describe("somebody's own small Flask application", () => {
  it('builds, keeps rows in a table, and tells a mistake in its source in its log', () => {
    const s = new Machine(EVERYTHING).session({ user: 'root', cwd: '/root/lab', name: 'test' });
    const run = (command: string): string => {
      const a = s.run(command, 5_000_000);
      return decode(a.stdout) + decode(a.stderr);
    };
    for (const [path, text] of Object.entries(FILES))
      run(`mkdir -p $(dirname ${path}); cat > ${path} <<'END'\n${text}END`);
    run(
      'docker network create garden; docker run -d --name db --network garden -e MARIADB_ROOT_PASSWORD=s -e MARIADB_DATABASE=garden mariadb:11; sleep 15',
    );
    run('docker build -q -t plants .');
    const start =
      'docker run -d --name web --network garden -p 8000:5000 -e DATABASE=mysql+pymysql://root:s@db/garden plants; sleep 5';
    run(start);
    expect(run('curl -s localhost:8000')).toBe('<ul></ul>');
    expect(run("curl -s -o /dev/null -w '%{http_code}' -d name=Fern -d litres=3 localhost:8000/plants")).toBe('302');
    run('curl -s -d "name=<Moss>" localhost:8000/plants');
    expect(run('curl -s localhost:8000')).toBe('<ul><li>&lt;Moss&gt;: 1</li><li>Fern: 3</li></ul>');
    expect(JSON.parse(run('curl -s localhost:8000/total'))).toEqual({ litres: 4 });
    expect(run("docker exec db mariadb -uroot -ps garden -N -e 'SELECT name, litres FROM plant ORDER BY id'")).toBe(
      'Fern\t3\n<Moss>\t1\n',
    );

    run("sed -i 's/^def total():/def total()/' main.py; docker build -q -t plants .; docker rm -f web");
    run(start);
    expect(run('docker logs web')).toContain(
      `main.py", line 33\n    def total()\n               ^\nSyntaxError: expected ':'\n`,
    );
    expect(run("docker inspect -f '{{.State.Status}} {{.State.ExitCode}}' web")).toBe('exited 1\n');
  });
});
