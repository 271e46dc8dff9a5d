// Python packages of the catalog, played in a container of the machine.

import { describe, expect, it } from 'vitest';
import { decode } from '../../fs/bytes.ts';
import { EVERYTHING } from '../../headless/parts.ts';
import { Machine } from '../../lab/machine.ts';
import { packageFiles, SOURCES } from './index.ts';
import { PYPI } from './names.ts';

/** A host whose commands give what they wrote, and their status where it is not 0. */
function host(): (command: string) => string {
  const s = new Machine(EVERYTHING).session({ user: 'root', cwd: '/root/lab', name: 'test' });
  return (command) => {
    const a = s.run(command, 5_000_000);
    return decode(a.stdout) + decode(a.stderr) + (a.status === 0 ? '' : `= ${a.status}\n`);
  };
}

/** A container `box` in which the packages are installed and /app is the folder of the host. */
function box(run: (command: string) => string, packages: string): (command: string) => string {
  run(
    'docker pull -q python:3.12-slim; mkdir -p app; docker run -d --name box -v $PWD/app:/app -w /app -p 5000:5000 python:3.12-slim sleep 100000',
  );
  run(`docker exec box pip install -q ${packages}`);
  return (command) => run(`docker exec box ${command}`);
}

describe('the index', () => {
  it('knows every package that another one requires', () => {
    for (const [name, p] of Object.entries(PYPI))
      for (const r of p.requires) expect(PYPI[r], `${name} requires ${r}`).toBeDefined();
  });

  it('knows every package that has sources', () => {
    for (const name of Object.keys(SOURCES)) expect(PYPI[name], name).toBeDefined();
  });

  it('puts down a module that refuses to be imported for a package without sources', () => {
    expect(packageFiles('pyyaml')['yaml/__init__.py']).toContain(
      "drydock: the Python package 'pyyaml' is not simulated",
    );
    expect(packageFiles('no-such-package')).toEqual({});
  });
});

describe('jinja2', () => {
  it('renders loops, filters and inherited blocks, and escapes', () => {
    const run = host();
    const exec = box(run, 'jinja2');
    run(`cat > app/t.py <<'END'
from jinja2 import DictLoader, Environment
env = Environment(autoescape=True, loader=DictLoader({
    "base": "[{% block a %}base{% endblock %}]",
    "page": "{% extends 'base' %}{% block a %}{{ super() }}{% for x in xs %} {{ loop.index }}:{{ x|upper }}{% else %} none{% endfor %}{% endblock %}",
}))
print(env.get_template("page").render(xs=["a", "<b>"]))
print(env.get_template("page").render(xs=[]))
try:
    env.from_string("{{ user.name }}").render()
except Exception as e:
    print(type(e).__name__, e)
END`);
    expect(exec('python t.py')).toBe("[base 1:A 2:&lt;B&gt;]\n[base none]\nUndefinedError 'user' is undefined\n");
  });
});

describe('flask', () => {
  it('serves routes, shows the debugger for an exception, and reloads a changed file', () => {
    const run = host();
    const exec = box(run, 'flask');
    run(`cat > app/app.py <<'END'
from flask import Flask, jsonify
app = Flask(__name__)
@app.route("/hello/<int:n>")
def hello(n):
    return jsonify(n=n)
@app.route("/boom")
def boom():
    return 1 / 0
END`);
    expect(exec('flask routes')).toContain('hello     GET      /hello/<int:n>\n');
    run('docker exec -d box sh -c "flask run --host=0.0.0.0 --debug > log 2>&1"; sleep 3');
    expect(run('curl -s http://localhost:5000/hello/3')).toBe('{\n  "n": 3\n}\n');
    expect(run('curl -s http://localhost:5000/hello/x')).toContain('<title>404 Not Found</title>');
    expect(run('curl -s http://localhost:5000/boom')).toContain(
      '<title>ZeroDivisionError: division by zero\n // Werkzeug Debugger</title>',
    );
    run("sleep 2; sed -i 's/n=n/twice=2*n/' app/app.py; sleep 4");
    expect(run('curl -s http://localhost:5000/hello/3')).toBe('{\n  "twice": 6\n}\n');
    expect(run('cat app/log')).toContain(" * Detected change in '/app/app.py', reloading\n");
  });

  it('says which application it could not find', () => {
    const run = host();
    expect(box(run, 'flask')('flask run')).toContain(
      "Error: Could not locate a Flask application. Use the 'flask --app' option",
    );
  });
});

describe('gunicorn', () => {
  it('starts several workers, and stops when its application cannot be imported', () => {
    const run = host();
    const exec = box(run, 'flask gunicorn');
    run(
      'printf \'from flask import Flask\\napp = Flask(__name__)\\n@app.get("/")\\ndef index():\\n    return "up"\\n\' > app/app.py',
    );
    run('docker exec -d box sh -c "gunicorn -w 2 -b 0.0.0.0:5000 app:app 2> log"; sleep 3');
    expect(run('curl -s http://localhost:5000/')).toBe('up');
    expect(run('grep -c "Booting worker" app/log')).toBe('2\n');
    const failed = exec('gunicorn -b 127.0.0.1:8001 nothing:app');
    expect(failed).toContain("ModuleNotFoundError: No module named 'nothing'");
    expect(failed).toContain('Reason: Worker failed to boot.');
    expect(failed).toContain('= 3\n');
  });
});

describe('sqlalchemy', () => {
  it('makes tables, keeps objects and wraps the errors of the driver', () => {
    const run = host();
    const exec = box(run, 'flask-sqlalchemy pymysql');
    run(
      'docker network create net; docker network connect net box; docker run -d --name db --network net -e MARIADB_ROOT_PASSWORD=pw -e MARIADB_DATABASE=shop mariadb:11.4; sleep 15',
    );
    run(`cat > app/t.py <<'END'
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import exc
db = SQLAlchemy()
class Shelf(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(20), unique=True, nullable=False)
    books = db.relationship("Book", backref="shelf", cascade="all, delete-orphan")
class Book(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    title = db.Column(db.String(50), nullable=False)
    shelf_id = db.Column(db.Integer, db.ForeignKey("shelf.id"), nullable=False)
app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "mysql+pymysql://root:pw@db/shop"
db.init_app(app)
with app.app_context():
    try:
        Book.query.count()
    except exc.ProgrammingError as e:
        print(e.orig)
    db.create_all()
    db.session.add(Shelf(name="a", books=[Book(title="one"), Book(title="two")]))
    db.session.commit()
    print([b.title for b in Shelf.query.filter_by(name="a").one().books], Book.query.join(Shelf).filter(Shelf.name == "a").count())
    try:
        db.session.add(Shelf(name="a"))
        db.session.commit()
    except exc.IntegrityError as e:
        print(e.orig.args[0])
        db.session.rollback()
    db.session.delete(db.session.get(Shelf, 1))
    db.session.commit()
    print(Book.query.count())
END`);
    expect(exec('python t.py')).toBe(`(1146, "Table 'shop.book' doesn't exist")\n['one', 'two'] 2\n1062\n0\n`);
  });
});
