"""Functions that stand for the statements of a template: each takes the context and the list of rendered text."""
from markupsafe import escape

from .exceptions import TemplateNotFound, TemplateRuntimeError
from .runtime import LoopContext, Macro, Namespace, SelfReference, render_block


def text(value):
    return lambda ctx, out: out.append(value)


def output(value):
    def run(ctx, out):
        v = value(ctx)
        out.append(str(escape(v)) if ctx.autoescape else str(v))
    return run


def block_of(statements):
    if len(statements) == 1:
        return statements[0]

    def run(ctx, out):
        for s in statements:
            s(ctx, out)
    return run


def conditional(branches, otherwise):
    def run(ctx, out):
        for test, body in branches:
            if test(ctx):
                body(ctx, out)
                return
        if otherwise is not None:
            otherwise(ctx, out)
    return run


def store(scope, ctx, target, value):
    """Binds the names of a target in the scope."""
    if isinstance(target, str):
        scope[target] = value
    elif isinstance(target, tuple):
        owner = ctx.resolve(target[1])
        if not isinstance(owner, Namespace):
            raise TemplateRuntimeError("cannot assign attribute on non-namespace object")
        owner[target[2]] = value
    else:
        values = list(value)
        if len(values) != len(target):
            raise ValueError(("not enough" if len(values) < len(target) else "too many") + " values to unpack (expected " + str(len(target)) + (", got " + str(len(values)) if len(values) < len(target) else "") + ")")
        for t, v in zip(target, values):
            store(scope, ctx, t, v)


def loop(target, items, test, body, otherwise, recursive):
    def walk(ctx, out, iterable, depth):
        scope = {}
        ctx.scopes.append(scope)
        try:
            values = []
            for v in iterable:
                if test is not None:
                    store(scope, ctx, target, v)
                    if not test(ctx):
                        continue
                values.append(v)

            def again(inner, deeper):
                parts = []
                walk(ctx, parts, inner, deeper)
                return ctx.text(parts)
            state = LoopContext(values, ctx.environment.undefined, again if recursive else None, depth)
            for i, v in enumerate(values):
                scope.clear()
                state.index0 = i
                scope["loop"] = state
                store(scope, ctx, target, v)
                body(ctx, out)
        finally:
            ctx.scopes.pop()
        if not values and otherwise is not None:
            otherwise(ctx, out)
    return lambda ctx, out: walk(ctx, out, items(ctx), 0)


def assign(target, value):
    return lambda ctx, out: store(ctx.scopes[-1], ctx, target, value(ctx))


def _captured(ctx, body, filters):
    parts = []
    body(ctx, parts)
    value = ctx.text(parts)
    if filters is not None:
        ctx.filter_input = value
        value = filters(ctx)
    return value


def assign_block(target, body, filters):
    return lambda ctx, out: store(ctx.scopes[-1], ctx, target, _captured(ctx, body, filters))


def filter_block(body, filters):
    return lambda ctx, out: out.append(str(_captured(ctx, body, filters)))


def with_scope(pairs, body):
    def run(ctx, out):
        scope = {}
        for target, value in pairs:
            store(scope, ctx, target, value(ctx))
        ctx.scopes.append(scope)
        try:
            body(ctx, out)
        finally:
            ctx.scopes.pop()
    return run


def autoescape(value, body):
    def run(ctx, out):
        before = ctx.autoescape
        ctx.autoescape = bool(value(ctx))
        try:
            body(ctx, out)
        finally:
            ctx.autoescape = before
    return run


def required_block(name):
    def run(ctx, out):
        raise TemplateRuntimeError("Required block " + repr(name) + " not found")
    return run


def block(name, scoped):
    def run(ctx, out):
        if ctx.parent_template is not None:
            return
        inner = ctx.inner(list(ctx.scopes) if scoped else ctx.scopes[:2])
        render_block(inner, name, 0, out)
    return run


def extends(parent):
    def run(ctx, out):
        if ctx.parent_template is not None:
            raise TemplateRuntimeError("extended multiple times")
        ctx.parent_template = ctx.environment.get_template(parent(ctx), ctx.name)
        for name, body in ctx.parent_template.blocks.items():
            ctx.blocks.setdefault(name, []).append(body)
    return run


def include(template, ignore, context):
    def run(ctx, out):
        wanted = template(ctx)
        try:
            found = ctx.environment.get_or_select_template(wanted, ctx.name)
        except TemplateNotFound:
            if ignore:
                return
            raise
        found.render_into(ctx.get_all() if context else {}, out)
    return run


class TemplateModule:
    """What a template sets at its top level."""

    def __init__(self, template, given):
        out = []
        ctx = template.render_into(given, out)
        for name in ctx.exported_vars:
            setattr(self, name, ctx.scopes[1][name])
        self.__name__ = template.name
        self._text = "".join(out)

    def __str__(self):
        return self._text


def _module(ctx, template, context):
    return TemplateModule(ctx.environment.get_template(template(ctx), ctx.name), ctx.get_all() if context else {})


def import_as(template, name, context):
    def run(ctx, out):
        ctx.scopes[-1][name] = _module(ctx, template, context)
    return run


def import_names(template, names, context):
    def run(ctx, out):
        module = _module(ctx, template, context)
        for name, alias in names:
            if hasattr(module, name):
                ctx.scopes[-1][alias] = getattr(module, name)
            else:
                ctx.scopes[-1][alias] = ctx.environment.undefined("the template " + repr(module.__name__) + " (imported on " + repr(ctx.name) + ") does not export the requested name " + repr(name), name=name)
    return run


def macro(name, params, defaults, body, varargs, kwargs, caller):
    return lambda ctx: Macro(ctx.inner(list(ctx.scopes)), name, params, defaults, body, varargs, kwargs, caller)


def define(name, make):
    def run(ctx, out):
        ctx.scopes[-1][name] = make(ctx)
    return run


def call_block(function, make):
    def run(ctx, out):
        ctx.pending_caller = make(ctx)
        out.append(str(function(ctx)))
    return run
