"""Expressions of SQL as objects. `compile(c)` of each writes its text with the compiler `c`."""
from .types import Boolean, Integer, NullType, String, to_type, type_of_value


class ClauseElement:
    def __str__(self):
        from .compiler import Compiler
        return Compiler().run(self)

    def compile(self, bind=None, dialect=None, compile_kwargs=None, **kw):
        from .compiler import Compiled
        return Compiled(self, bool((compile_kwargs or {}).get("literal_binds")))

    def __bool__(self):
        raise TypeError("Boolean value of this clause is not defined")

    def self_group(self):
        return self

    def froms(self):
        """Tables that the expression speaks of."""
        return []


def expr(value, kind=None, name=None):
    """An expression for a value: expressions stay, others become parameters."""
    if hasattr(value, "__clause_element__"):
        value = value.__clause_element__()
    if isinstance(value, ClauseElement):
        return value
    if value is None:
        return Null()
    return BindParameter(name, value, kind)


class ColumnElement(ClauseElement):
    type = NullType()
    key = None
    precedence = 10

    def _compare(self, op, other, negated=None):
        if other is None or isinstance(other, (Null, TrueFalse)):
            if op in ("=", "!="):
                return Binary(self, "IS" if op == "=" else "IS NOT", expr(other))
        return Binary(self, op, self._other(other))

    def _other(self, other):
        return expr(other, self.type, self.key)

    def __eq__(self, other):
        return self._compare("=", other)

    def __ne__(self, other):
        return self._compare("!=", other)

    def __lt__(self, other):
        return Binary(self, "<", self._other(other))

    def __le__(self, other):
        return Binary(self, "<=", self._other(other))

    def __gt__(self, other):
        return Binary(self, ">", self._other(other))

    def __ge__(self, other):
        return Binary(self, ">=", self._other(other))

    def __hash__(self):
        return id(self)

    def _math(self, op, other, reverse=False):
        other = self._other(other)
        kind = self.type
        if op == "+" and isinstance(self.type, String):
            parts = [other, self] if reverse else [self, other]
            return Function("concat", parts, String())
        return Binary(other, op, self, kind) if reverse else Binary(self, op, other, kind)

    def __add__(self, other):
        return self._math("+", other)

    def __radd__(self, other):
        return self._math("+", other, True)

    def __sub__(self, other):
        return self._math("-", other)

    def __rsub__(self, other):
        return self._math("-", other, True)

    def __mul__(self, other):
        return self._math("*", other)

    def __rmul__(self, other):
        return self._math("*", other, True)

    def __truediv__(self, other):
        return self._math("/", other)

    def __mod__(self, other):
        return self._math("%%", other)

    def __neg__(self):
        return Unary("-", self, self.type)

    def __and__(self, other):
        return and_(self, other)

    def __or__(self, other):
        return or_(self, other)

    def __invert__(self):
        return not_(self)

    def is_(self, other):
        return Binary(self, "IS", expr(other))

    def is_not(self, other):
        return Binary(self, "IS NOT", expr(other))

    isnot = is_not

    def in_(self, other):
        return In(self, other, False)

    def not_in(self, other):
        return In(self, other, True)

    notin_ = not_in

    def like(self, other, escape=None):
        return Binary(self, "LIKE", self._other(other))

    def not_like(self, other, escape=None):
        return Binary(self, "NOT LIKE", self._other(other))

    notlike = not_like

    def ilike(self, other, escape=None):
        return Binary(Function("lower", [self]), "LIKE", Function("lower", [self._other(other)]))

    def startswith(self, other, **kw):
        return Binary(self, "LIKE", Function("concat", [expr(other, String(), self.key), Literal("'%%'")]))

    def endswith(self, other, **kw):
        return Binary(self, "LIKE", Function("concat", [Literal("'%%'"), expr(other, String(), self.key)]))

    def contains(self, other, **kw):
        return Binary(self, "LIKE", Function("concat", [Literal("'%%'"), expr(other, String(), self.key), Literal("'%%'")]))

    icontains = contains

    def regexp_match(self, pattern):
        return Binary(self, "REGEXP", self._other(pattern))

    def between(self, low, high):
        return Between(self, self._other(low), self._other(high))

    def desc(self):
        return Ordered(self, "DESC")

    def asc(self):
        return Ordered(self, "ASC")

    def label(self, name):
        return Label(name, self)

    def distinct(self):
        return Unary("DISTINCT ", self, self.type)

    def collate(self, name):
        return Binary(self, "COLLATE", Literal(name), self.type)

    def op(self, operator, **kw):
        return lambda other: Binary(self, operator, self._other(other))


class BindParameter(ColumnElement):
    def __init__(self, name, value, kind=None, unique=True):
        self.name = name
        self.key = name
        self.value = value
        self.unique = unique
        self.type = kind if kind is not None and not isinstance(kind, NullType) else type_of_value(value)

    def write(self, c):
        return c.bind(self)


class Null(ColumnElement):
    def write(self, c):
        return "NULL"


class TrueFalse(ColumnElement):
    def __init__(self, value):
        self.value = value
        self.type = Boolean()

    def write(self, c):
        return "true" if self.value else "false"


class Literal(ColumnElement):
    """Text that stands as it is."""

    def __init__(self, text, kind=None):
        self.text = text
        self.type = to_type(kind)

    def write(self, c):
        return self.text


class TextClause(ColumnElement):
    def __init__(self, text):
        self.text = text
        self.values = {}
        self.column_list = None

    def bindparams(self, *binds, **values):
        out = TextClause(self.text)
        out.values = dict(self.values)
        for b in binds:
            out.values[b.name] = b.value
        out.values.update(values)
        return out

    def columns(self, *cols, **named):
        out = self.bindparams()
        out.column_list = list(cols)
        return out

    def write(self, c):
        return c.text(self)


class Binary(ColumnElement):
    _LEVELS = {"*": 8, "/": 8, "%%": 8, "+": 7, "-": 7, "COLLATE": 9}

    def __init__(self, left, op, right, kind=None):
        self.left, self.op, self.right = left, op, right
        self.type = kind if kind is not None else Boolean()
        self.precedence = self._LEVELS.get(op, 5)

    def write(self, c):
        return c.inside(self.left, self.precedence) + " " + self.op + " " + c.inside(self.right, self.precedence + (1 if self.op in ("-", "/") else 0))

    def froms(self):
        return self.left.froms() + self.right.froms()


class Between(ColumnElement):
    precedence = 5

    def __init__(self, value, low, high):
        self.parts = (value, low, high)
        self.type = Boolean()

    def write(self, c):
        return "%s BETWEEN %s AND %s" % tuple([c.inside(p, 6) for p in self.parts])

    def froms(self):
        return self.parts[0].froms()


class In(ColumnElement):
    precedence = 5

    def __init__(self, value, other, negated):
        self.value, self.other, self.negated = value, other, negated
        self.type = Boolean()

    def write(self, c):
        other = self.other
        if hasattr(other, "__clause_element__"):
            other = other.__clause_element__()
        if isinstance(other, ClauseElement):
            text = c.run(other)
            text = text if text.startswith("(") else "(" + text + ")"
        else:
            items = [c.run(expr(o, self.value.type, self.value.key)) for o in other]
            text = "(" + ", ".join(items) + ")" if items else "(SELECT 1 FROM (SELECT 1) as _empty_set WHERE 1!=1)"
        left = c.inside(self.value, 6)
        return "(" + left + " NOT IN " + text + ")" if self.negated else left + " IN " + text

    def froms(self):
        return self.value.froms()


class Junction(ColumnElement):
    """AND or OR of several."""

    def __init__(self, op, parts):
        self.op = op
        self.parts = parts
        self.type = Boolean()
        self.precedence = 3 if op == "AND" else 2

    def write(self, c):
        return (" " + self.op + " ").join([c.inside(p, self.precedence) for p in self.parts])

    def froms(self):
        return [f for p in self.parts for f in p.froms()]


class Unary(ColumnElement):
    def __init__(self, op, value, kind=None):
        self.op, self.value = op, value
        self.type = kind if kind is not None else Boolean()
        self.precedence = 4

    def write(self, c):
        return self.op + c.inside(self.value, 5)

    def froms(self):
        return self.value.froms()


class Ordered(ColumnElement):
    def __init__(self, value, direction):
        self.value, self.direction = value, direction

    def write(self, c):
        return c.run(self.value) + " " + self.direction

    def froms(self):
        return self.value.froms()


class Label(ColumnElement):
    def __init__(self, name, value):
        self.name = name
        self.key = name
        self.value = value
        self.type = value.type

    def write(self, c):
        return c.run(self.value)

    def froms(self):
        return self.value.froms()


_INTEGERS = ("count", "length", "char_length", "row_number")
_SAME = ("max", "min", "sum", "coalesce", "ifnull")


class Function(ColumnElement):
    def __init__(self, name, args, kind=None):
        self.name = name
        self.key = name
        self.args = [expr(a) for a in args]
        if kind is not None:
            self.type = to_type(kind)
        elif name.lower() in _INTEGERS:
            self.type = Integer()
        elif name.lower() in _SAME and self.args:
            self.type = self.args[0].type

    def write(self, c):
        name = self.name
        if name.lower() in ("current_timestamp", "current_date", "current_time") and not self.args:
            return name.upper()
        if name.lower() == "count" and not self.args:
            return "count(*)"
        return name + "(" + ", ".join([c.run(a) for a in self.args]) + ")"

    def froms(self):
        return [f for a in self.args for f in a.froms()]


class _Func:
    def __init__(self, path=()):
        self.__dict__["path"] = path

    def __getattr__(self, name):
        if name[:2] == "__":
            raise AttributeError(name)
        return _Func(self.__dict__["path"] + (name.rstrip("_"),))

    def __call__(self, *args, **kw):
        return Function(".".join(self.__dict__["path"]), args, kw.get("type_"))


func = _Func()


class Cast(ColumnElement):
    def __init__(self, value, kind):
        self.value = expr(value)
        self.type = to_type(kind)

    def write(self, c):
        kind = self.type.ddl() if not isinstance(self.type, String) else "CHAR" + ("(%d)" % self.type.length if self.type.length else "")
        if isinstance(self.type, Integer):
            kind = "SIGNED INTEGER"
        return "CAST(" + c.run(self.value) + " AS " + kind + ")"

    def froms(self):
        return self.value.froms()


class Case(ColumnElement):
    def __init__(self, *whens, value=None, else_=None):
        if len(whens) == 1 and isinstance(whens[0], dict):
            whens = list(whens[0].items())
        self.whens = [(expr(w), expr(t)) for w, t in whens]
        self.value = None if value is None else expr(value)
        self.else_ = None if else_ is None else expr(else_)
        self.type = self.whens[0][1].type

    def write(self, c):
        text = "CASE" + (" " + c.run(self.value) if self.value is not None else "")
        for when, then in self.whens:
            text += " WHEN (" + c.run(when) + ") THEN " + c.run(then) if self.value is None else " WHEN " + c.run(when) + " THEN " + c.run(then)
        return text + (" ELSE " + c.run(self.else_) if self.else_ is not None else "") + " END"

    def froms(self):
        return [f for w, t in self.whens for f in w.froms() + t.froms()]


class Exists(ColumnElement):
    def __init__(self, select):
        self.select = select
        self.type = Boolean()

    def where(self, *criteria):
        return Exists(self.select.where(*criteria))

    def write(self, c):
        return "EXISTS (" + c.subselect(self.select) + ")"


def _joined(op, clauses):
    parts = []
    for clause in clauses:
        clause = expr(clause)
        parts += clause.parts if isinstance(clause, Junction) and clause.op == op else [clause]
    return parts[0] if len(parts) == 1 else Junction(op, parts)


def and_(*clauses):
    return _joined("AND", clauses)


def or_(*clauses):
    return _joined("OR", clauses)


_OPPOSITE = {"=": "!=", "!=": "=", "IS": "IS NOT", "IS NOT": "IS", "LIKE": "NOT LIKE", "NOT LIKE": "LIKE", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}


def not_(clause):
    clause = expr(clause)
    if isinstance(clause, Binary) and clause.op in _OPPOSITE:
        return Binary(clause.left, _OPPOSITE[clause.op], clause.right)
    if isinstance(clause, In):
        return In(clause.value, clause.other, not clause.negated)
    return Unary("NOT ", clause)


def text(t):
    return TextClause(t)


def literal(value, type_=None):
    return BindParameter(None, value, to_type(type_) if type_ is not None else None)


def literal_column(t, type_=None):
    return Literal(t, type_)


def bindparam(key, value=None, type_=None, **kw):
    return BindParameter(key, value, to_type(type_) if type_ is not None else None, unique=False)


def null():
    return Null()


def true():
    return TrueFalse(True)


def false():
    return TrueFalse(False)


def cast(value, kind):
    return Cast(value, kind)


def case(*whens, value=None, else_=None):
    return Case(*whens, value=value, else_=else_)


def desc(column):
    return expr(column).desc() if not isinstance(column, str) else Ordered(Literal(column), "DESC")


def asc(column):
    return expr(column).asc() if not isinstance(column, str) else Ordered(Literal(column), "ASC")


def distinct(column):
    return expr(column).distinct()


def label(name, element):
    return expr(element).label(name)


def between(value, low, high):
    return expr(value).between(low, high)
