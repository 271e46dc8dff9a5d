"""What objects are."""
import sys
import types
import linecache
import os
from collections import namedtuple, OrderedDict
import enum

CO_OPTIMIZED, CO_NEWLOCALS, CO_VARARGS, CO_VARKEYWORDS, CO_NESTED, CO_GENERATOR, CO_COROUTINE = 1, 2, 4, 8, 16, 32, 128
FrameInfo = namedtuple('FrameInfo', 'frame filename lineno function code_context index')
Traceback = namedtuple('Traceback', 'filename lineno function code_context index')
FullArgSpec = namedtuple('FullArgSpec', 'args varargs varkw defaults kwonlyargs kwonlydefaults annotations')


def ismodule(o): return isinstance(o, types.ModuleType)
def isclass(o): return isinstance(o, type)
def ismethod(o): return isinstance(o, types.MethodType)
def isfunction(o): return isinstance(o, types.FunctionType)
def isbuiltin(o): return isinstance(o, types.BuiltinFunctionType)
def isroutine(o): return isbuiltin(o) or isfunction(o) or ismethod(o) or ismethoddescriptor(o)
def isgenerator(o): return isinstance(o, types.GeneratorType)
def iscoroutine(o): return isinstance(o, types.CoroutineType)
def isawaitable(o): return iscoroutine(o) or hasattr(o, '__await__')
def isasyncgen(o): return False
def isasyncgenfunction(o): return False
def istraceback(o): return isinstance(o, types.TracebackType)
def isframe(o): return isinstance(o, types.FrameType)
def iscode(o): return isinstance(o, types.CodeType)
def isdatadescriptor(o): return not isclass(o) and (hasattr(type(o), '__set__') or hasattr(type(o), '__delete__'))
def ismethoddescriptor(o): return isinstance(o, types.MethodDescriptorType)
def isgetsetdescriptor(o): return isinstance(o, types.GetSetDescriptorType)
def ismemberdescriptor(o): return False
def isabstract(o): return isclass(o) and bool(getattr(o, '__abstractmethods__', ()))


def _func(f):
    while isinstance(f, types.MethodType):
        f = f.__func__
    return f


def isgeneratorfunction(o):
    f = _func(o)
    return isfunction(f) and bool(f.__code__.co_flags & CO_GENERATOR)


def iscoroutinefunction(o):
    f = _func(o)
    return isfunction(f) and bool(f.__code__.co_flags & CO_COROUTINE)


def getmembers(o, predicate=None):
    out = []
    for n in dir(o):
        try:
            v = getattr(o, n)
        except AttributeError:
            continue
        if predicate is None or predicate(v):
            out.append((n, v))
    return sorted(out, key=lambda p: p[0])


getmembers_static = getmembers


def getmro(cls):
    return cls.__mro__


def unwrap(f, *, stop=None):
    while hasattr(f, '__wrapped__') and not (stop and stop(f)):
        f = f.__wrapped__
    return f


def getattr_static(obj, name, *default):
    for c in ([obj] if not isclass(obj) else []) + list((obj if isclass(obj) else type(obj)).__mro__):
        d = getattr(c, '__dict__', {})
        if name in d:
            return d[name]
    if default:
        return default[0]
    raise AttributeError(name)


def cleandoc(doc):
    lines = doc.expandtabs().split('\n')
    margin = min((len(l) - len(l.lstrip()) for l in lines[1:] if l.strip()), default=None)
    lines = [lines[0].lstrip()] + [l[margin or 0:] for l in lines[1:]]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return '\n'.join(lines)


def getdoc(o):
    doc = getattr(o, '__doc__', None)
    return cleandoc(doc) if isinstance(doc, str) else None


def getmodule(o, _filename=None):
    if ismodule(o):
        return o
    return sys.modules.get(getattr(o, '__module__', None))


def getmodulename(path):
    return os.path.basename(path).rsplit('.', 1)[0]


def getfile(o):
    if ismodule(o) or isclass(o):
        m = o if ismodule(o) else sys.modules.get(o.__module__)
        if getattr(m, '__file__', None):
            return m.__file__
        raise TypeError('{!r} is a built-in {}'.format(o, 'module' if ismodule(o) else 'class'))
    o = _func(o)
    if isfunction(o):
        o = o.__code__
    if istraceback(o):
        o = o.tb_frame
    if isframe(o):
        o = o.f_code
    if iscode(o):
        return o.co_filename
    raise TypeError('module, class, method, function, traceback, frame, or code object was expected, got {}'.format(type(o).__name__))


getsourcefile = getfile


def _block(lines, start):
    first = lines[start]
    indent = len(first) - len(first.lstrip())
    end = start + 1
    while end < len(lines) and lines[end - 1].lstrip().startswith('@'):
        end += 1
    while end < len(lines):
        l = lines[end]
        if l.strip() and len(l) - len(l.lstrip()) <= indent and not l.lstrip().startswith(('#', ')')):
            break
        end += 1
    while end > start + 1 and not lines[end - 1].strip():
        end -= 1
    return lines[start:end]


def getsourcelines(o):
    lines = linecache.getlines(getfile(o))
    if not lines:
        raise OSError('could not get source code')
    if ismodule(o):
        return lines, 0
    if isclass(o):
        for i, l in enumerate(lines):
            if l.lstrip().startswith(('class %s(' % o.__name__, 'class %s:' % o.__name__)):
                return _block(lines, i), i + 1
        raise OSError('could not find class definition')
    o = unwrap(_func(o))
    n = o.__code__.co_firstlineno if isfunction(o) else o.f_lineno if isframe(o) else o.co_firstlineno
    i = n - 1
    while i > 0 and lines[i - 1].lstrip().startswith('@'):
        i -= 1
    return _block(lines, i), i + 1


def getsource(o):
    return ''.join(getsourcelines(o)[0])


def getcomments(o):
    return None


def currentframe():
    return sys._getframe(1)


def getframeinfo(frame, context=1):
    if istraceback(frame):
        lineno, frame = frame.tb_lineno, frame.tb_frame
    else:
        lineno = frame.f_lineno
    f = frame.f_code.co_filename
    line = linecache.getline(f, lineno)
    return Traceback(f, lineno, frame.f_code.co_name, [line] if line else None, 0 if line else None)


def stack(context=1):
    out, f = [], sys._getframe(1)
    while f:
        out.append(FrameInfo(f, *getframeinfo(f)))
        f = f.f_back
    return out


def trace(context=1):
    out, tb = [], sys.exc_info()[2]
    while tb:
        out.append(FrameInfo(tb.tb_frame, *getframeinfo(tb)))
        tb = tb.tb_next
    return out


def getinnerframes(tb, context=1):
    out = []
    while tb:
        out.append(FrameInfo(tb.tb_frame, *getframeinfo(tb)))
        tb = tb.tb_next
    return out


class _empty:
    pass


class _ParameterKind(enum.IntEnum):
    POSITIONAL_ONLY = 0
    POSITIONAL_OR_KEYWORD = 1
    VAR_POSITIONAL = 2
    KEYWORD_ONLY = 3
    VAR_KEYWORD = 4

    @property
    def description(self):
        return self.name.lower().replace('_', ' ')


class Parameter:
    empty = _empty
    POSITIONAL_ONLY, POSITIONAL_OR_KEYWORD, VAR_POSITIONAL, KEYWORD_ONLY, VAR_KEYWORD = _ParameterKind

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        self.name, self.kind, self.default, self.annotation = name, _ParameterKind(kind), default, annotation

    def replace(self, *, name=None, kind=None, annotation=_empty, default=_empty):
        return Parameter(name or self.name, self.kind if kind is None else kind, default=self.default if default is _empty else default, annotation=self.annotation if annotation is _empty else annotation)

    def __str__(self):
        s = {2: '*', 4: '**'}.get(int(self.kind), '') + self.name
        if self.annotation is not _empty:
            s += ': ' + formatannotation(self.annotation)
        if self.default is not _empty:
            s += (' = ' if self.annotation is not _empty else '=') + repr(self.default)
        return s

    def __repr__(self):
        return '<Parameter "%s">' % self

    def __eq__(self, other):
        return isinstance(other, Parameter) and (self.name, self.kind, self.default, self.annotation) == (other.name, other.kind, other.default, other.annotation)

    def __hash__(self):
        return hash((self.name, self.kind))


def formatannotation(a, base_module=None):
    if isinstance(a, str):
        return repr(a)
    if isinstance(a, type) and not hasattr(a, '__origin__'):
        return a.__qualname__ if a.__module__ in ('builtins', base_module) else a.__module__ + '.' + a.__qualname__
    return repr(a).replace('typing.', '')


class BoundArguments:
    def __init__(self, signature, arguments):
        self.signature, self.arguments = signature, arguments

    @property
    def args(self):
        out = []
        for n, p in self.signature.parameters.items():
            if p.kind in (3, 4) or n not in self.arguments:
                if p.kind in (0, 1) and n not in self.arguments:
                    break
                continue
            out.extend(self.arguments[n]) if p.kind == 2 else out.append(self.arguments[n])
        return tuple(out)

    @property
    def kwargs(self):
        out, skipped = {}, False
        for n, p in self.signature.parameters.items():
            if p.kind in (0, 1) and n not in self.arguments:
                skipped = True
                continue
            if n not in self.arguments:
                continue
            if p.kind == 4:
                out.update(self.arguments[n])
            elif p.kind == 3 or skipped:
                out[n] = self.arguments[n]
        return out

    def apply_defaults(self):
        new = {}
        for n, p in self.signature.parameters.items():
            if n in self.arguments:
                new[n] = self.arguments[n]
            elif p.default is not _empty:
                new[n] = p.default
            elif p.kind == 2:
                new[n] = ()
            elif p.kind == 4:
                new[n] = {}
        self.arguments = new


class Signature:
    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty, __validate_parameters__=True):
        self.parameters = OrderedDict((p.name, p) for p in parameters or ())
        self.return_annotation = return_annotation

    @classmethod
    def from_callable(cls, obj, **kw):
        return signature(obj)

    def replace(self, *, parameters=None, return_annotation=_empty):
        return Signature(self.parameters.values() if parameters is None else parameters, return_annotation=self.return_annotation if return_annotation is _empty else return_annotation)

    def _bind(self, args, kwargs, partial):
        args, out = list(args), {}
        kwargs = dict(kwargs)
        for n, p in self.parameters.items():
            if p.kind == 2:
                out[n] = tuple(args)
                args = []
            elif p.kind == 4:
                out[n] = kwargs
                kwargs = {}
            elif args and p.kind in (0, 1):
                if n in kwargs and p.kind == 1:
                    raise TypeError(f'multiple values for argument {n!r}')
                out[n] = args.pop(0)
            elif n in kwargs and p.kind != 0:
                out[n] = kwargs.pop(n)
            elif p.default is _empty and not partial:
                raise TypeError(f'missing a required argument: {n!r}')
        for n, p in self.parameters.items():
            if p.kind in (2, 4) and not out.get(n):
                out.pop(n, None)
        if args:
            raise TypeError('too many positional arguments')
        if kwargs:
            raise TypeError(f'got an unexpected keyword argument {next(iter(kwargs))!r}')
        return BoundArguments(self, out)

    def bind(self, /, *args, **kwargs):
        return self._bind(args, kwargs, False)

    def bind_partial(self, /, *args, **kwargs):
        return self._bind(args, kwargs, True)

    def __str__(self):
        out, star, pos = [], False, False
        for p in self.parameters.values():
            if p.kind == 0:
                pos = True
            elif pos:
                out.append('/')
                pos = False
            if p.kind == 2:
                star = True
            elif p.kind == 3 and not star:
                out.append('*')
                star = True
            out.append(str(p))
        if pos:
            out.append('/')
        s = '(' + ', '.join(out) + ')'
        return s if self.return_annotation is _empty else s + ' -> ' + formatannotation(self.return_annotation)

    def __repr__(self):
        return '<Signature %s>' % self

    def __eq__(self, other):
        return isinstance(other, Signature) and list(self.parameters.values()) == list(other.parameters.values()) and self.return_annotation == other.return_annotation


def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
    if not callable(obj):
        raise TypeError(f'{obj!r} is not a callable object')
    if ismethod(obj):
        s = signature(obj.__func__)
        return s.replace(parameters=list(s.parameters.values())[1:])
    if follow_wrapped and hasattr(obj, '__wrapped__'):
        return signature(obj.__wrapped__)
    if hasattr(obj, '__signature__'):
        return obj.__signature__
    from functools import partial
    if isinstance(obj, partial):
        s = signature(obj.func)
        ps = list(s.parameters.values())[len(obj.args):]
        return s.replace(parameters=[p.replace(default=obj.keywords[p.name], kind=3) if p.name in obj.keywords else p for p in ps])
    if isclass(obj):
        init = getattr(obj, '__init__', None)
        if isfunction(init):
            s = signature(init)
            return Signature(list(s.parameters.values())[1:])
        new = getattr(obj, '__new__', None)
        if isfunction(new):
            s = signature(new)
            return Signature(list(s.parameters.values())[1:])
        return Signature()
    if not isfunction(obj):
        call = getattr(type(obj), '__call__', None)
        if isfunction(call):
            s = signature(call)
            return s.replace(parameters=list(s.parameters.values())[1:])
        raise ValueError(f'no signature found for builtin {obj!r}')
    c = obj.__code__
    names = c.co_varnames
    defaults = obj.__defaults__ or ()
    kwd = obj.__kwdefaults__ or {}
    ann = obj.__annotations__
    out = []
    first = c.co_argcount - len(defaults)
    for i in range(c.co_argcount):
        out.append(Parameter(names[i], 0 if i < c.co_posonlyargcount else 1, default=defaults[i - first] if i >= first else _empty, annotation=ann.get(names[i], _empty)))
    n = c.co_argcount + c.co_kwonlyargcount
    if c.co_flags & 4:
        out.append(Parameter(names[n], 2, annotation=ann.get(names[n], _empty)))
    for k in names[c.co_argcount:n]:
        out.append(Parameter(k, 3, default=kwd.get(k, _empty), annotation=ann.get(k, _empty)))
    if c.co_flags & 8:
        i = n + bool(c.co_flags & 4)
        out.append(Parameter(names[i], 4, annotation=ann.get(names[i], _empty)))
    return Signature(out, return_annotation=ann.get('return', _empty))


def getfullargspec(func):
    s = signature(func)
    ps = s.parameters.values()
    args = [p.name for p in ps if p.kind in (0, 1)]
    if ismethod(func):
        args = list(_func(func).__code__.co_varnames[:1]) + args
    defaults = tuple(p.default for p in ps if p.kind in (0, 1) and p.default is not _empty)
    return FullArgSpec(args, next((p.name for p in ps if p.kind == 2), None), next((p.name for p in ps if p.kind == 4), None), defaults or None, [p.name for p in ps if p.kind == 3], {p.name: p.default for p in ps if p.kind == 3 and p.default is not _empty} or None, getattr(_func(func), '__annotations__', {}))


def get_annotations(obj, *, globals=None, locals=None, eval_str=False):
    return dict(getattr(obj, '__annotations__', None) or {})


def getclosurevars(f):
    raise NotImplementedError("drydock: 'inspect.getclosurevars' is not simulated")
