"""Writes statements as MySQL's SQL, with parameters as `%(name)s`."""
import re

from .elements import BindParameter, Label, Null, TextClause, and_, expr
from .exc import ArgumentError, CompileError, InvalidRequestError
from .schema import Column, FromClause, Join, Table, join_condition
from .selectable import Alias, AliasColumn, entity_of, from_of

_RESERVED = set("add all alter analyze and as asc before between both by call cascade case change check collate column condition constraint continue convert create cross cursor database databases default delayed delete desc describe distinct div double drop dual each else enclosed escaped except exists exit explain false fetch float for force foreign from fulltext generated grant group groups having if ignore in index infile inner inout insert int integer interval into is iterate join key keys kill leading leave left like limit lines load lock long loop match mod natural not null numeric of offset on optimize option or order out outer over partition precision primary procedure purge range rank read recursive references regexp release rename repeat replace require restrict return revoke right rlike row rows schema select separator set show signal sql starting table terminated then to trailing trigger true undo union unique unlock unsigned update usage use using values varchar when where while window with write xor".split())
_PLAIN = re.compile(r"^[a-z_$][a-z0-9_$]*$")


def quote(name):
    return name if _PLAIN.match(name) and name not in _RESERVED else "`" + name.replace("`", "``") + "`"


class Compiler:
    def __init__(self):
        self.params = {}
        self.kinds = {}
        self.counts = {}
        self.aliases = {}
        self.outer = []
        self.with_tables = True
        self.literal = False

    def run(self, element):
        if hasattr(element, "__clause_element__"):
            element = element.__clause_element__()
        return element.write(self)

    def inside(self, element, level):
        """The text of an operand, in parentheses when it binds less than what it stands in."""
        element = expr(element)
        text = self.run(element)
        return "(" + text + ")" if getattr(element, "precedence", 10) < level else text

    def quote(self, name):
        return quote(name)

    def anonymous(self, alias):
        if id(alias) not in self.aliases:
            self.aliases[id(alias)] = "anon_" + str(len(self.aliases) + 1)
        return self.aliases[id(alias)]

    def column(self, column):
        if self.with_tables and column.table is not None:
            return quote(column.table.name) + "." + quote(column.name)
        return quote(column.name)

    def bind(self, b):
        if self.literal:
            from pymysql.converters import escape_item
            return escape_item(b.type.bind(b.value)).replace("%", "%%")
        if not b.unique and b.name is not None:
            name = b.name
        else:
            base = b.name or "param"
            n = self.counts.get(base, 0) + 1
            self.counts[base] = n
            name = base + "_" + str(n)
        return self.param(name, b.value, b.type)

    def param(self, name, value, kind):
        self.params[name] = kind.bind(value) if kind is not None else value
        return "%(" + name + ")s"

    def text(self, clause):
        def one(m):
            if m.group(1):
                return ":" + m.group(2)
            name = m.group(2)
            self.params.setdefault(name, clause.values.get(name))
            return "%(" + name + ")s"
        escaped = clause.text.replace("%", "%%")
        return re.sub(r"(\\)?(?<![:\w]):(\w+)(?!:)", one, escaped)

    # SELECT

    def subselect(self, select):
        before = self.outer
        try:
            return self.select(select, nested=True)
        finally:
            self.outer = before

    def froms_of(self, select):
        """What stands behind FROM: given ones and joins first, then every table that is spoken of."""
        froms = list(select.from_given)
        spoken = []
        for item in select.items:
            entity, source = entity_of(item)
            if isinstance(source, FromClause):
                spoken.append(source)
            elif not isinstance(source, str):
                spoken += expr(source).froms()
        if select.joins:
            left = froms.pop(0) if froms else (spoken[0] if spoken else None)
            for target, on, outer in select.joins:
                left = self.joined(left, target, on, outer, select)
            froms.insert(0, left)
        for c in select.criteria:
            spoken += c.froms()
        covered = set()
        for f in froms:
            for t in (f.tables() if isinstance(f, Join) else [f]):
                covered.add(id(t))
        for t in spoken:
            if id(t) not in covered and id(t) not in self.outer:
                covered.add(id(t))
                froms.append(t)
        return froms

    def joined(self, left, target, on, outer, select):
        if hasattr(target, "join_steps"):
            for table, condition in target.join_steps():
                left = Join(left, table, condition, outer)
            return left
        if on is not None and hasattr(on, "join_steps"):
            for table, condition in on.join_steps():
                left = Join(left, table, condition, outer)
            return left
        right = from_of(target)
        if left is None:
            raise InvalidRequestError("Can't determine which FROM clause to join from")
        if left is right and len(select.items) > 0:
            raise InvalidRequestError("Can't join table/selectable '" + str(right.name) + "' to itself")
        return Join(left, right, on, outer)

    def select(self, select, nested=False):
        froms = self.froms_of(select)
        self.outer = self.outer + [id(t) for f in froms for t in (f.tables() if isinstance(f, Join) else [f])]
        cells = []
        used = set()
        for i, column in enumerate(select.columns_clause()):
            text = self.run(column)
            name = None
            if isinstance(column, Label):
                name = column.name
            elif select.labels and isinstance(column, Column):
                name = column.table.name + "_" + column.name
            elif isinstance(column, (Column, AliasColumn)):
                name = None
                if column.name in used:
                    name = column.name + "_1"
                used.add(column.name)
            elif not isinstance(column, (TextClause,)) and type(column).__name__ not in ("Literal", "TrueFalse", "Null"):
                base = getattr(column, "name", None) or "anon"
                n = self.counts.get("=" + base, 0) + 1
                self.counts["=" + base] = n
                name = base + "_" + str(n)
            cells.append(text + (" AS " + quote(name) if name is not None else ""))
        out = "SELECT " + ("DISTINCT " if select.is_distinct else "") + ", ".join(cells)
        if froms:
            out += " \nFROM " + ", ".join([self.run(f) for f in froms])
        if select.criteria:
            out += " \nWHERE " + self.run(and_(*select.criteria))
        if select.groups:
            out += " GROUP BY " + ", ".join([self.run(g) for g in select.groups])
        if select.havings:
            out += " \nHAVING " + self.run(and_(*select.havings))
        for op, other in select.sets:
            out += " " + op + " " + self.subselect(other)
        if select.orders:
            out += " ORDER BY " + ", ".join([self.order(o, select) for o in select.orders])
        if select.limit_value is not None or select.offset_value is not None:
            parts = []
            if select.offset_value is not None:
                parts.append(self.run(expr(select.offset_value)))
            parts.append(self.run(expr(select.limit_value)) if select.limit_value is not None else "18446744073709551615")
            out += " \n LIMIT " + ", ".join(parts)
        if select.for_update:
            out += " FOR UPDATE"
        return out

    def order(self, clause, select):
        value = getattr(clause, "value", clause)
        if isinstance(value, Label) and any([value is i for i in select.items]):
            return quote(value.name) + (" " + clause.direction if hasattr(clause, "direction") else "")
        return self.run(clause)

    # INSERT, UPDATE, DELETE

    def insert(self, statement):
        table = statement.table
        self.with_tables = False
        if statement.from_ is not None:
            names, select = statement.from_
            self.with_tables = True
            return "INSERT INTO " + quote(table.name) + " (" + ", ".join([quote(n) for n in names]) + ") " + self.select(select)
        rows = statement.rows or [{}]
        names = []
        filled = []
        for row in rows:
            full = {}
            for key, value in row.items():
                key = key if isinstance(key, str) else key.key
                if key not in table.c:
                    raise CompileError("Unconsumed column names: " + key)
                full[key] = value
            for column in table.c:
                if column.name not in full and column.default is not None:
                    full[column.name] = column.default.value()
            filled.append(full)
            names += [c.name for c in table.c if c.name in full and c.name not in names]
        cells = []
        for i, full in enumerate(filled):
            row = []
            for n in names:
                value = full.get(n)
                if isinstance(value, BindParameter) or hasattr(value, "write") or hasattr(value, "__clause_element__"):
                    row.append(self.run(value))
                else:
                    row.append(self.param(n if len(filled) == 1 else n + "_m" + str(i), value, table.c[n].type))
            cells.append("(" + ", ".join(row) + ")")
        return "INSERT INTO " + quote(table.name) + " (" + ", ".join([quote(n) for n in names]) + ") VALUES " + ", ".join(cells)

    def update(self, statement):
        table = statement.table
        sets = []
        self.with_tables = False
        assigned = dict(statement.assigned)
        for column in table.c:
            if column.onupdate is not None and column.name not in assigned:
                assigned[column.name] = column.onupdate.value()
        for key, value in assigned.items():
            if key not in table.c:
                raise CompileError("Unconsumed column names: " + key)
            if hasattr(value, "write") or hasattr(value, "__clause_element__"):
                self.with_tables = True
                text = self.inside(value, 0)
                self.with_tables = False
            else:
                text = self.param(key, value, table.c[key].type)
            sets.append(quote(key) + "=" + text)
        self.with_tables = True
        return "UPDATE " + quote(table.name) + " SET " + ", ".join(sets) + self.where(statement)

    def delete(self, statement):
        return "DELETE FROM " + quote(statement.table.name) + self.where(statement)

    def where(self, statement):
        if not statement.criteria:
            return ""
        self.outer = self.outer + [id(statement.table)]
        return " WHERE " + self.run(and_(*statement.criteria))


class Compiled:
    def __init__(self, element, literal=False):
        c = Compiler()
        c.literal = literal
        self.string = c.run(element)
        if literal:
            self.string = self.string.replace("%%", "%")
        self.params = c.params

    def __str__(self):
        return self.string
