"""Functions that stand for the expressions of a template: each takes the context and gives the value."""
import operator

from markupsafe import Markup, escape

_BINARY = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv, "//": operator.floordiv, "%": operator.mod, "**": operator.pow}
_COMPARE = {"==": operator.eq, "!=": operator.ne, "<": operator.lt, ">": operator.gt, "<=": operator.le, ">=": operator.ge}


def constant(value):
    return lambda ctx: value


def lookup(name):
    def get(ctx):
        for scope in reversed(ctx.scopes):
            if name in scope:
                return scope[name]
        return ctx.environment.undefined(name=name)
    return get


def sequence(kind, items):
    return lambda ctx: kind([i(ctx) for i in items])


def dictionary(items):
    return lambda ctx: {k(ctx): v(ctx) for k, v in items}


def slice_of(parts):
    return lambda ctx: slice(*[None if p is None else p(ctx) for p in parts])


def negate(value):
    return lambda ctx: not value(ctx)


def boolean_or(a, b):
    return lambda ctx: a(ctx) or b(ctx)


def boolean_and(a, b):
    return lambda ctx: a(ctx) and b(ctx)


def condition(test, value, other):
    def choose(ctx):
        if test(ctx):
            return value(ctx)
        if other is None:
            return ctx.environment.undefined("the inline if-expression evaluated to false and no else section was defined.")
        return other(ctx)
    return choose


def unary(op, value):
    if op == "-":
        return lambda ctx: -value(ctx)
    return lambda ctx: +value(ctx)


def binary(op, a, b):
    if op == "~":
        def concat(ctx):
            left, right = a(ctx), b(ctx)
            if ctx.autoescape and (hasattr(left, "__html__") or hasattr(right, "__html__")):
                return Markup(str(escape(left)) + str(escape(right)))
            return str(left) + str(right)
        return concat
    f = _BINARY[op]
    return lambda ctx: f(a(ctx), b(ctx))


def compare(first, rest):
    def run(ctx):
        left = first(ctx)
        for op, value in rest:
            right = value(ctx)
            if op == "in":
                good = left in right
            elif op == "not in":
                good = left not in right
            else:
                good = _COMPARE[op](left, right)
            if not good:
                return False
            left = right
        return True
    return run


def get_attr(value, name):
    return lambda ctx: ctx.environment.getattr(value(ctx), name)


def get_item(value, key):
    return lambda ctx: ctx.environment.getitem(value(ctx), key(ctx))


def _evaluate(ctx, args, kwargs, star, double):
    values = [a(ctx) for a in args]
    if star is not None:
        values += list(star(ctx))
    named = {k: v(ctx) for k, v in kwargs}
    if double is not None:
        named.update(double(ctx))
    return values, named


def _first(ctx, f):
    """The argument that a function marked by pass_context and the like wants before all others."""
    wants = getattr(f, "jinja_pass_arg", None)
    if wants is None:
        return []
    return [ctx.environment if wants == "environment" else ctx]


def call(function, args, kwargs, star, double):
    def run(ctx):
        f = function(ctx)
        caller = ctx.__dict__.pop("pending_caller", None)
        values, named = _evaluate(ctx, args, kwargs, star, double)
        if caller is not None:
            named["caller"] = caller
        return f(*(_first(ctx, f) + values), **named)
    return run


def filtered(value, f, arguments):
    args, kwargs, star, double = arguments

    def run(ctx):
        values, named = _evaluate(ctx, args, kwargs, star, double)
        return f(*(_first(ctx, f) + [value(ctx)] + values), **named)
    return run


tested = filtered
