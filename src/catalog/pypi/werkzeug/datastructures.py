"""Dictionaries with several values for a key, headers, uploaded files."""
import io


class MultiDict(dict):
    """A dictionary of lists that shows the first value of each."""

    def __init__(self, mapping=None):
        dict.__init__(self)
        if isinstance(mapping, MultiDict):
            for key, values in mapping.lists():
                dict.__setitem__(self, key, list(values))
        elif isinstance(mapping, dict):
            for key, value in mapping.items():
                dict.__setitem__(self, key, list(value) if isinstance(value, (list, tuple)) else [value])
        else:
            for key, value in mapping or ():
                self.add(key, value)

    def add(self, key, value):
        if dict.__contains__(self, key):
            dict.__getitem__(self, key).append(value)
        else:
            dict.__setitem__(self, key, [value])

    def __getitem__(self, key):
        if dict.__contains__(self, key):
            values = dict.__getitem__(self, key)
            if values:
                return values[0]
        from .exceptions import BadRequestKeyError
        raise BadRequestKeyError(key)

    def __setitem__(self, key, value):
        dict.__setitem__(self, key, [value])

    def get(self, key, default=None, type=None):
        if not dict.__contains__(self, key) or not dict.__getitem__(self, key):
            return default
        value = dict.__getitem__(self, key)[0]
        if type is not None:
            try:
                return type(value)
            except (ValueError, TypeError):
                return default
        return value

    def getlist(self, key, type=None):
        if not dict.__contains__(self, key):
            return []
        out = []
        for value in dict.__getitem__(self, key):
            try:
                out.append(value if type is None else type(value))
            except (ValueError, TypeError):
                pass
        return out

    def setlist(self, key, values):
        dict.__setitem__(self, key, list(values))

    def setdefault(self, key, default=None):
        if key not in self:
            self[key] = default
        return self[key]

    def pop(self, key, *default):
        if dict.__contains__(self, key):
            return dict.pop(self, key)[0]
        if default:
            return default[0]
        from .exceptions import BadRequestKeyError
        raise BadRequestKeyError(key)

    def items(self, multi=False):
        if multi:
            return [(k, v) for k, values in dict.items(self) for v in values]
        return [(k, values[0]) for k, values in dict.items(self)]

    def values(self):
        return [values[0] for values in dict.values(self)]

    def lists(self):
        return [(k, list(v)) for k, v in dict.items(self)]

    def to_dict(self, flat=True):
        return dict(self.items()) if flat else dict(self.lists())

    def copy(self):
        return MultiDict(self)

    def update(self, mapping):
        for key, value in MultiDict(mapping).items(multi=True):
            self.add(key, value)

    def __repr__(self):
        return type(self).__name__ + "(" + repr(self.items(multi=True)) + ")"


class ImmutableMultiDict(MultiDict):
    def _fixed(self, *args, **kwargs):
        raise TypeError(repr(type(self).__name__) + " objects are immutable")

    __setitem__ = __delitem__ = setlist = setdefault = pop = update = clear = _fixed


class CombinedMultiDict(ImmutableMultiDict):
    def __init__(self, dicts=()):
        dict.__init__(self)
        for d in dicts:
            for key, values in d.lists():
                dict.__setitem__(self, key, (dict.__getitem__(self, key) if dict.__contains__(self, key) else []) + values)


class ImmutableDict(dict):
    pass


class Headers:
    """A list of (name, value); names are compared without case."""

    def __init__(self, defaults=None):
        self._list = []
        if defaults is not None:
            self.extend(defaults)

    def extend(self, values):
        if isinstance(values, Headers):
            values = values._list
        elif hasattr(values, "items"):
            values = values.items()
        for name, value in values:
            if isinstance(value, (list, tuple)):
                for v in value:
                    self.add(name, v)
            else:
                self.add(name, value)

    def update(self, *args, **kwargs):
        for group in list(args) + [kwargs]:
            for name, value in (group.items() if hasattr(group, "items") else group):
                self.set(name, value)

    def add(self, name, value, **options):
        value = str(value)
        for k, v in options.items():
            value += "; " + k.replace("_", "-") + "=" + str(v)
        if "\n" in value or "\r" in value:
            raise ValueError("Header values must not contain newline characters.")
        self._list.append((name, value))

    def set(self, name, value, **options):
        self.remove(name)
        self.add(name, value, **options)

    __setitem__ = set

    def remove(self, name):
        low = name.lower()
        self._list = [(n, v) for n, v in self._list if n.lower() != low]

    __delitem__ = remove

    def pop(self, name, default=None):
        value = self.get(name, default)
        self.remove(name)
        return value

    def setdefault(self, name, value):
        if name not in self:
            self.set(name, value)
        return self.get(name)

    def get(self, name, default=None, type=None):
        low = name.lower()
        for n, v in self._list:
            if n.lower() == low:
                try:
                    return v if type is None else type(v)
                except ValueError:
                    return default
        return default

    def getlist(self, name, type=None):
        low = name.lower()
        return [v if type is None else type(v) for n, v in self._list if n.lower() == low]

    get_all = getlist

    def __getitem__(self, name):
        value = self.get(name)
        if value is None:
            from .exceptions import BadRequestKeyError
            raise BadRequestKeyError(name)
        return value

    def __contains__(self, name):
        return self.get(name) is not None

    def __iter__(self):
        return iter(self._list)

    def __len__(self):
        return len(self._list)

    def items(self, lower=False):
        return list(self._list)

    def keys(self):
        return [n for n, _ in self._list]

    def values(self):
        return [v for _, v in self._list]

    def to_wsgi_list(self):
        return list(self._list)

    def __str__(self):
        return "".join([n + ": " + v + "\r\n" for n, v in self._list]) + "\r\n"

    def __repr__(self):
        return "Headers(" + repr(self._list) + ")"


class FileStorage:
    """One uploaded file."""

    def __init__(self, stream=None, filename=None, name=None, content_type=None, content_length=None, headers=None):
        self.stream = stream or io.BytesIO()
        self.filename = filename
        self.name = name
        self.headers = headers or Headers()
        self.content_type = content_type

    @property
    def mimetype(self):
        return (self.content_type or "").split(";")[0].strip().lower()

    def read(self, *args):
        return self.stream.read(*args)

    def seek(self, *args):
        return self.stream.seek(*args)

    def save(self, dst, buffer_size=16384):
        data = self.stream.read()
        if hasattr(dst, "write"):
            dst.write(data)
        else:
            with open(str(dst), "wb") as f:
                f.write(data)

    def close(self):
        pass

    def __iter__(self):
        return iter(self.stream.read().splitlines(True))

    def __bool__(self):
        return bool(self.filename)

    def __repr__(self):
        return "<FileStorage: " + repr(self.filename) + " (" + repr(self.content_type) + ")>"


class Authorization(dict):
    def __init__(self, auth_type, data=None, token=None):
        dict.__init__(self, data or {})
        self.type = auth_type
        self.token = token

    @property
    def username(self):
        return self.get("username")

    @property
    def password(self):
        return self.get("password")


class Accept(list):
    """The values of an Accept header, the preferred one first."""

    def __init__(self, header=""):
        list.__init__(self)
        for part in (header or "").split(","):
            if part.strip():
                name, *params = part.strip().split(";")
                q = 1.0
                for p in params:
                    k, _, v = p.strip().partition("=")
                    if k == "q":
                        try:
                            q = float(v)
                        except ValueError:
                            pass
                self.append((name.strip().lower(), q))
        self.sort(key=lambda pair: -pair[1])

    def quality(self, key):
        kind = key.lower().split("/")[0]
        for name, q in self:
            if name in (key.lower(), kind + "/*"):
                return q
        for name, q in self:
            if name in ("*/*", "*"):
                return q
        return 0

    __getitem__ = quality

    def __contains__(self, key):
        return self.quality(key) > 0

    def best_match(self, matches, default=None):
        best, score = default, 0
        for m in matches:
            if self.quality(m) > score:
                best, score = m, self.quality(m)
        return best

    @property
    def accept_html(self):
        return "text/html" in self

    @property
    def accept_json(self):
        return "application/json" in self

    @property
    def best(self):
        for name, _ in self:
            return name
        return None
