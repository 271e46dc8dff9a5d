"""Tracebacks as text."""
import sys
import _traceback
import linecache

_none = object()


class FrameSummary:
    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None, end_lineno=None, colno=None, end_colno=None):
        self.filename, self.lineno, self.name, self._line, self.locals = filename, lineno, name, line, locals
        self.end_lineno, self.colno, self.end_colno = end_lineno or lineno, colno, end_colno

    @property
    def line(self):
        return self._line if self._line is not None else linecache.getline(self.filename, self.lineno).strip()

    def __iter__(self):
        return iter((self.filename, self.lineno, self.name, self.line))

    def __getitem__(self, i):
        return (self.filename, self.lineno, self.name, self.line)[i]

    def __len__(self):
        return 4

    def __repr__(self):
        return '<FrameSummary file {0.filename}, line {0.lineno} in {0.name}>'.format(self)


class StackSummary(list):
    @classmethod
    def from_list(cls, items):
        return cls(i if isinstance(i, FrameSummary) else FrameSummary(i[0], i[1], i[2], line=i[3]) for i in items)

    @classmethod
    def extract(cls, frame_gen, *, limit=None, lookup_lines=True, capture_locals=False):
        out = cls()
        for f, lineno in frame_gen:
            out.append(FrameSummary(f.f_code.co_filename, lineno, f.f_code.co_name))
        return out[:limit] if limit else out

    def format(self):
        out = []
        for s in self:
            text = f'  File "{s.filename}", line {s.lineno}, in {s.name}\n'
            if s.line:
                text += f'    {s.line.strip()}\n'
            out.append(text)
        return out


def walk_tb(tb):
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def walk_stack(f):
    if f is None:
        f = sys._getframe(1)
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back


def extract_tb(tb, limit=None):
    return StackSummary(FrameSummary(f, n, name, line=line) for f, n, name, line in _traceback.entries(tb))[:limit]


def extract_stack(f=None, limit=None):
    if f is None:
        f = sys._getframe(1)
    stack = StackSummary.extract(walk_stack(f))
    stack.reverse()
    return stack[-limit:] if limit else stack


def format_list(items):
    return StackSummary.from_list(items).format()


def print_list(items, file=None):
    for s in format_list(items):
        print(s, file=file or sys.stderr, end='')


def format_tb(tb, limit=None):
    return _traceback.format_tb(tb)


def print_tb(tb, limit=None, file=None):
    print(''.join(format_tb(tb, limit)), file=file or sys.stderr, end='')


def _value(exc, value, tb):
    if value is _none:
        value = exc
    return value


def format_exception(exc, /, value=_none, tb=_none, limit=None, chain=True, **kw):
    value = _value(exc, value, tb)
    if value is None:
        return ['NoneType: None\n']
    return _traceback.format(value, chain)


def format_exception_only(exc, /, value=_none, **kw):
    value = _value(exc, value, None)
    return ['NoneType: None\n'] if value is None else [_traceback.only(value)]


def print_exception(exc, /, value=_none, tb=_none, limit=None, file=None, chain=True):
    print(''.join(format_exception(exc, value, tb, limit, chain)), file=file or sys.stderr, end='')


def format_exc(limit=None, chain=True):
    return ''.join(format_exception(sys.exc_info()[1], limit=limit, chain=chain))


def print_exc(limit=None, file=None, chain=True):
    print(format_exc(limit, chain), file=file or sys.stderr, end='')


def print_last(limit=None, file=None, chain=True):
    print_exception(sys.last_value, file=file)


def format_stack(f=None, limit=None):
    return format_list(extract_stack(f or sys._getframe(1), limit))


def print_stack(f=None, limit=None, file=None):
    print_list(extract_stack(f or sys._getframe(1), limit), file)


def clear_frames(tb):
    pass


class TracebackException:
    def __init__(self, exc_type, exc_value, exc_traceback, **kw):
        self.exc_type, self._value = exc_type, exc_value
        self.stack = extract_tb(exc_traceback)
        self.__cause__ = exc_value.__cause__
        self.__context__ = exc_value.__context__
        self.__suppress_context__ = exc_value.__suppress_context__

    @classmethod
    def from_exception(cls, exc, *args, **kw):
        return cls(type(exc), exc, exc.__traceback__, **kw)

    @property
    def exc_type_str(self):
        return self.exc_type.__qualname__

    def format(self, *, chain=True):
        yield from format_exception(self._value, chain=chain)

    def format_exception_only(self):
        yield from format_exception_only(self._value)

    def __str__(self):
        return str(self._value)
