"""What templates meet while they run: contexts, undefined values, loops, macros."""
from markupsafe import Markup, escape

from .exceptions import TemplateNotFound, TemplateRuntimeError, UndefinedError

missing = object()


def type_name(obj):
    if obj is None:
        return "None"
    kind = type(obj)
    module = getattr(kind, "__module__", "builtins")
    return (kind.__name__ if module == "builtins" else module + "." + kind.__name__) + " object"


class Undefined:
    """Stands for what is not there: empty as text, an error when it is used."""

    def __init__(self, hint=None, obj=missing, name=None, exc=UndefinedError):
        self._undefined_hint = hint
        self._undefined_obj = obj
        self._undefined_name = name

    @property
    def _undefined_message(self):
        if self._undefined_hint:
            return self._undefined_hint
        if self._undefined_obj is missing:
            return repr(self._undefined_name) + " is undefined"
        if not isinstance(self._undefined_name, str):
            return type_name(self._undefined_obj) + " has no element " + repr(self._undefined_name)
        return repr(type_name(self._undefined_obj)) + " has no attribute " + repr(self._undefined_name)

    def _fail(self, *args, **kwargs):
        raise UndefinedError(self._undefined_message)

    def __getattr__(self, name):
        if name[:2] == "__":
            raise AttributeError(name)
        self._fail()

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = _fail
    __floordiv__ = __mod__ = __pow__ = __neg__ = __pos__ = __call__ = __getitem__ = _fail
    __lt__ = __le__ = __gt__ = __ge__ = __int__ = __float__ = _fail

    def __eq__(self, other):
        return type(self) is type(other)

    def __ne__(self, other):
        return type(self) is not type(other)

    def __hash__(self):
        return 1

    def __str__(self):
        return ""

    def __len__(self):
        return 0

    def __iter__(self):
        return iter(())

    def __bool__(self):
        return False

    def __repr__(self):
        return "Undefined"


class ChainableUndefined(Undefined):
    def __getattr__(self, name):
        if name[:2] == "__":
            raise AttributeError(name)
        return self

    def __getitem__(self, name):
        return self


class DebugUndefined(Undefined):
    def __str__(self):
        return "{{ " + str(self._undefined_name) + " }}"


class StrictUndefined(Undefined):
    def __str__(self):
        self._fail()

    def __iter__(self):
        self._fail()

    def __bool__(self):
        self._fail()

    def __len__(self):
        self._fail()


class Context:
    """The names that a template sees. `scopes[0]` is what was given, `scopes[1]` what it sets at its top level."""

    def __init__(self, template, scopes, blocks=None):
        self.template = template
        self.name = template.name
        self.environment = template.environment
        self.autoescape = template.autoescape
        self.scopes = scopes
        self.blocks = blocks if blocks is not None else {}
        self.parent_template = None

    @property
    def exported_vars(self):
        return [n for n in self.scopes[1] if n[:1] != "_"]

    def resolve(self, name):
        for scope in reversed(self.scopes):
            if name in scope:
                return scope[name]
        return self.environment.undefined(name=name)

    def get(self, name, default=None):
        for scope in reversed(self.scopes):
            if name in scope:
                return scope[name]
        return default

    def __contains__(self, name):
        return any([name in s for s in self.scopes])

    def __getitem__(self, name):
        value = self.get(name, missing)
        if value is missing:
            raise KeyError(name)
        return value

    def get_all(self):
        out = {}
        for scope in self.scopes:
            out.update(scope)
        return out

    def inner(self, scopes):
        ctx = Context(self.template, scopes, self.blocks)
        ctx.autoescape = self.autoescape
        return ctx

    def text(self, parts):
        """What was rendered, as a value."""
        return Markup("".join(parts)) if self.autoescape else "".join(parts)


class BlockReference:
    def __init__(self, ctx, name, depth):
        self._ctx = ctx
        self._name = name
        self._depth = depth

    @property
    def super(self):
        if self._depth + 1 >= len(self._ctx.blocks[self._name]):
            return self._ctx.environment.undefined("there is no parent block called " + repr(self._name) + ".", name="super")
        return BlockReference(self._ctx, self._name, self._depth + 1)

    def __call__(self):
        out = []
        render_block(self._ctx, self._name, self._depth, out)
        return self._ctx.text(out)


def render_block(ctx, name, depth, out):
    stack = ctx.blocks[name]
    if depth + 1 < len(stack):
        upper = BlockReference(ctx, name, depth + 1)
    else:
        upper = ctx.environment.undefined("there is no parent block called " + repr(name) + ".", name="super")
    ctx.scopes.append({"super": upper})
    try:
        stack[depth](ctx, out)
    finally:
        ctx.scopes.pop()


class SelfReference:
    def __init__(self, ctx):
        self._ctx = ctx

    def __getattr__(self, name):
        if name in self._ctx.blocks:
            return BlockReference(self._ctx, name, 0)
        return self._ctx.environment.undefined(obj=self, name=name)


class LoopContext:
    def __init__(self, items, undefined, recurse=None, depth0=0):
        self._items = items
        self._undefined = undefined
        self._recurse = recurse
        self._last = missing
        self.length = len(items)
        self.depth0 = depth0
        self.index0 = 0

    @property
    def index(self):
        return self.index0 + 1

    @property
    def depth(self):
        return self.depth0 + 1

    @property
    def revindex(self):
        return self.length - self.index0

    @property
    def revindex0(self):
        return self.length - self.index0 - 1

    @property
    def first(self):
        return self.index0 == 0

    @property
    def last(self):
        return self.index0 == self.length - 1

    @property
    def previtem(self):
        return self._items[self.index0 - 1] if self.index0 > 0 else self._undefined("there is no previous item")

    @property
    def nextitem(self):
        return self._items[self.index0 + 1] if self.index0 + 1 < self.length else self._undefined("there is no next item")

    def cycle(self, *args):
        if not args:
            raise TypeError("no items for cycling given")
        return args[self.index0 % len(args)]

    def changed(self, *value):
        if self._last != value:
            self._last = value
            return True
        return False

    def __len__(self):
        return self.length

    def __call__(self, iterable):
        if self._recurse is None:
            raise TypeError("The loop must have the 'recursive' marker to be called recursively.")
        return self._recurse(iterable, self.depth0 + 1)


class Macro:
    def __init__(self, ctx, name, params, defaults, body, varargs, kwargs, uses_caller):
        self._ctx = ctx
        self.name = name
        self.arguments = params
        self._defaults = defaults
        self._body = body
        self.catch_varargs = varargs
        self.catch_kwargs = kwargs
        self.caller = uses_caller

    def __call__(self, *args, **kwargs):
        local = {}
        ctx = self._ctx.inner(self._ctx.scopes + [local])
        params = self.arguments
        for name, value in zip(params, args):
            local[name] = value
        caller = kwargs.pop("caller", None)
        first = len(params) - len(self._defaults)
        for i, name in enumerate(params):
            if name in local:
                continue
            if name in kwargs:
                local[name] = kwargs.pop(name)
            elif i >= first:
                local[name] = self._defaults[i - first](ctx)
            else:
                local[name] = ctx.environment.undefined("parameter " + repr(name) + " was not provided", name=name)
        if self.catch_varargs:
            local["varargs"] = args[len(params):]
        elif len(args) > len(params):
            raise TypeError("macro " + repr(self.name) + " takes not more than " + str(len(params)) + " argument(s)")
        if self.catch_kwargs:
            local["kwargs"] = kwargs
        elif kwargs:
            raise TypeError("macro " + repr(self.name) + " takes no keyword argument " + repr(list(kwargs)[0]))
        if self.caller:
            local["caller"] = caller if caller is not None else ctx.environment.undefined("No caller defined", name="caller")
        elif caller is not None:
            raise TypeError("macro " + repr(self.name) + " was invoked with two values for the special caller argument. This is most likely a bug.")
        out = []
        self._body(ctx, out)
        return ctx.text(out)


class Namespace:
    def __init__(self, *args, **kwargs):
        self.__dict__["_attrs"] = dict(*args, **kwargs)

    def __getattr__(self, name):
        if name[:2] == "__" or name not in self.__dict__["_attrs"]:
            raise AttributeError(name)
        return self.__dict__["_attrs"][name]

    def __setitem__(self, name, value):
        self.__dict__["_attrs"][name] = value


class Cycler:
    def __init__(self, *items):
        self.items = items
        self.pos = 0

    def reset(self):
        self.pos = 0

    @property
    def current(self):
        return self.items[self.pos]

    def next(self):
        value = self.current
        self.pos = (self.pos + 1) % len(self.items)
        return value


class Joiner:
    def __init__(self, sep=", "):
        self.sep = sep
        self.used = False

    def __call__(self):
        if not self.used:
            self.used = True
            return ""
        return self.sep
