"""The folder of migrations and the order of its revisions."""
import os
import random
import re

from .util import CommandError, status


class Script:
    def __init__(self, path, names):
        self.path = path
        self.names = names
        self.revision = names["revision"]
        down = names.get("down_revision")
        self.down_revision = down
        self.downs = () if down is None else (down,) if isinstance(down, str) else tuple(down)
        lines = (names.get("__doc__") or "").strip().splitlines()
        self.doc = lines[0] if lines else ""
        self.nextrev = set()

    @property
    def is_head(self):
        return not self.nextrev

    def line(self, base="<base>"):
        return (", ".join(self.downs) or base) + " -> " + self.revision + (" (head)" if self.is_head else "") + (", " + self.doc if self.doc else "")


def _doc(source):
    """The text that a script begins with."""
    m = re.match(r'\s*(?:"""(.*?)"""|\'\'\'(.*?)\'\'\'|"(.*?)"|\'(.*?)\')', source, re.S)
    return next((g for g in m.groups() if g is not None), None) if m else None


class ScriptDirectory:
    def __init__(self, folder):
        self.dir = folder
        self._revisions = None
        if not os.path.isdir(folder):
            raise CommandError("Path doesn't exist: " + folder + ".  Please use the 'init' command to create a new scripts folder.")

    @classmethod
    def from_config(cls, config):
        folder = config.get_main_option("script_location")
        if folder is None:
            raise CommandError("No 'script_location' key found in configuration.")
        return cls(folder)

    @property
    def versions(self):
        return os.path.abspath(os.path.join(self.dir, "versions"))

    @property
    def revisions(self):
        if self._revisions is None:
            found = {}
            names = sorted(os.listdir(self.versions)) if os.path.isdir(self.versions) else []
            for name in names:
                if not name.endswith(".py") or name == "__init__.py":
                    continue
                path = os.path.join(self.versions, name)
                with open(path) as f:
                    source = f.read()
                space = {"__file__": path, "__name__": name[:-3] + "_py", "__doc__": None}
                exec(compile(source, path, "exec"), space)
                if space["__doc__"] is None:
                    space["__doc__"] = _doc(source)
                if "revision" not in space:
                    raise CommandError("Could not determine revision id from filename " + name + ". Be sure the 'revision' variable is declared inside the script (please see 'Upgrading from Alembic 0.1 to 0.2' in the documentation).")
                script = Script(path, space)
                found[script.revision] = script
            for script in found.values():
                for down in script.downs:
                    if down not in found:
                        raise KeyError(down)
                    found[down].nextrev.add(script.revision)
            self._revisions = found
        return self._revisions

    def heads(self):
        return sorted([r for r, s in self.revisions.items() if s.is_head])

    get_heads = heads

    def get_current_head(self):
        heads = self.heads()
        if len(heads) > 1:
            raise CommandError("The script directory has multiple heads (due to branching).Please use get_heads(), or merge the branches using alembic merge.")
        return heads[0] if heads else None

    def resolve(self, name, current=None):
        """The revisions that a word means: an id or its beginning, head, heads, base, +1, -1."""
        if name == "base":
            return []
        if name == "heads":
            return self.heads()
        if name == "head":
            heads = self.heads()
            if len(heads) > 1:
                raise CommandError("Multiple head revisions are present for given argument 'head'; please specify a specific target revision, '<branchname>@head' to narrow to a specific head, or 'heads' for all heads")
            return heads
        m = re.match(r"^([+-])(\d+)$", name)
        if m is not None:
            at = current[0] if current else None
            for _ in range(int(m.group(2))):
                if m.group(1) == "-":
                    if at is None:
                        raise CommandError("Relative revision " + name + " didn't produce " + m.group(2) + " migrations")
                    at = (self.revisions[at].downs or (None,))[0]
                else:
                    after = [r for r, s in self.revisions.items() if (at in s.downs if at is not None else not s.downs)]
                    if not after:
                        raise CommandError("Relative revision " + name + " didn't produce " + m.group(2) + " migrations")
                    at = after[0]
            return [at] if at is not None else []
        if name in self.revisions:
            return [name]
        found = [r for r in self.revisions if r.startswith(name)] if len(name) > 3 else []
        if len(found) != 1:
            raise CommandError("Can't locate revision identified by '" + name + "'")
        return found

    def known(self, name):
        if name not in self.revisions:
            raise CommandError("Can't locate revision identified by '" + name + "'")
        return self.revisions[name]

    def ancestors(self, names):
        out = set()
        todo = list(names)
        while todo:
            r = todo.pop()
            if r not in out:
                out.add(r)
                todo += self.known(r).downs
        return out

    def ordered(self, names):
        """The revisions, each behind those it stands on."""
        out = []

        def visit(r):
            if r in out:
                return
            for d in self.revisions[r].downs:
                visit(d)
            out.append(r)
        for r in sorted(names):
            visit(r)
        return [r for r in out if r in names]

    def walk_revisions(self):
        return [self.revisions[r] for r in reversed(self.ordered(set(self.revisions)))]

    def generate_revision(self, revid, message, heads, upgrades="pass", downgrades="pass", imports=""):
        """Writes a new script from script.py.mako."""
        import datetime
        slug = "_".join(re.findall(r"\w+", message or "")).lower()[:40].rstrip("_")
        path = os.path.join(self.versions, revid + "_" + slug + ".py")
        down = None if not heads else heads[0] if len(heads) == 1 else tuple(heads)
        with open(os.path.join(self.dir, "script.py.mako")) as f:
            template = f.read()
        names = {"message": message or "empty message", "up_revision": revid, "down_revision": down, "branch_labels": None, "depends_on": None, "create_date": str(datetime.datetime.now()), "upgrades": upgrades, "downgrades": downgrades, "imports": imports, "repr": repr, "str": str}

        def one(m):
            text = m.group(1)
            if "|" in text:
                name = text.split("|")[0].strip()
                value = names[name]
                return "" if value is None else ", ".join(value) if isinstance(value, tuple) else str(value)
            return str(eval(text, dict(names)))
        with status("Generating " + path):
            if not os.path.isdir(self.versions):
                os.makedirs(self.versions)
            with open(path, "w") as f:
                f.write(re.sub(r"\$\{(.*?)\}", one, template))
        self._revisions = None
        return self.known(revid)


def new_id():
    return "%012x" % random.getrandbits(48)
