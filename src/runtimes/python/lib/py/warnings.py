"""Warnings."""
import sys

filters = []
_seen = set()
_defaults = {'DeprecationWarning': 'main', 'PendingDeprecationWarning': 'ignore', 'ImportWarning': 'ignore', 'ResourceWarning': 'ignore'}


def formatwarning(message, category, filename, lineno, line=None):
    text = f'{filename}:{lineno}: {category.__name__}: {message}\n'
    if line is None:
        import linecache
        line = linecache.getline(filename, lineno)
    return text + (f'  {line.strip()}\n' if line and line.strip() else '')


def showwarning(message, category, filename, lineno, file=None, line=None):
    file = file or sys.stderr
    if file is not None:
        file.write(formatwarning(message, category, filename, lineno, line))


def _action(category, text, module):
    import re
    for action, msg, cat, mod in filters:
        if issubclass(category, cat) and (not msg or re.match(msg, text, re.I)) and (not mod or re.match(mod, module)):
            return action
    for name, action in _defaults.items():
        if any(c.__name__ == name for c in category.__mro__):
            return ('default' if module == '__main__' else 'ignore') if action == 'main' else action
    return 'default'


def warn(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=()):
    if isinstance(message, Warning):
        category = message.__class__
    category = category or UserWarning
    try:
        frame = sys._getframe(max(1, stacklevel))
        space, filename, lineno = frame.f_globals, frame.f_code.co_filename, frame.f_lineno
    except ValueError:
        space, filename, lineno = sys.__dict__, 'sys', 1
    module = space.get('__name__', '<string>')
    warn_explicit(message, category, filename, lineno, module)


def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None):
    text = str(message)
    if isinstance(message, Warning):
        category = message.__class__
    else:
        message = category(message)
    action = _action(category, text, module or '')
    if action == 'ignore':
        return
    if action == 'error':
        raise message
    key = (text, category.__name__, filename, lineno if action != 'once' else 0)
    if action != 'always' and key in _seen:
        return
    _seen.add(key)
    if _catching:
        _catching[-1].append(WarningMessage(message, category, filename, lineno))
    else:
        showwarning(message, category, filename, lineno)


class WarningMessage:
    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message, self.category, self.filename, self.lineno, self.file, self.line, self.source = message, category, filename, lineno, file, line, source


def filterwarnings(action, message='', category=Warning, module='', lineno=0, append=False):
    item = (action, message, category, module)
    filters.append(item) if append else filters.insert(0, item)


def simplefilter(action, category=Warning, lineno=0, append=False):
    filterwarnings(action, '', category, '', lineno, append)


def resetwarnings():
    filters.clear()


_catching = []


class catch_warnings:
    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record, self._action, self._category = record, action, category

    def __enter__(self):
        self._filters = filters[:]
        if self._action:
            simplefilter(self._action, self._category)
        if self._record:
            _seen.clear()
            _catching.append([])
            return _catching[-1]

    def __exit__(self, *args):
        filters[:] = self._filters
        if self._record:
            _catching.pop()


def deprecated(message, /, *, category=DeprecationWarning, stacklevel=1):
    def wrap(f):
        return f
    return wrap


for _o in sys.warnoptions:
    _parts = _o.split(':')
    filterwarnings({'d': 'default', 'i': 'ignore', 'e': 'error', 'a': 'always', 'o': 'once', 'm': 'module'}.get(_parts[0][:1], 'default'), _parts[1] if len(_parts) > 1 else '', __builtins__.__dict__.get(_parts[2], Warning) if len(_parts) > 2 and _parts[2] else Warning)
