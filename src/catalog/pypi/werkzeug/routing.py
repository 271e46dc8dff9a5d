"""URL rules: which endpoint a path belongs to, and which path an endpoint has."""
import re
import urllib.parse

from .exceptions import HTTPException, MethodNotAllowed, NotFound

_PART = re.compile(r"<(?:(?P<converter>[a-zA-Z_]\w*)(?:\((?P<args>.*?)\))?:)?(?P<name>[a-zA-Z_]\w*)>")


class RoutingException(Exception):
    pass


class RequestRedirect(HTTPException, RoutingException):
    code = 308

    def __init__(self, new_url):
        HTTPException.__init__(self, new_url)
        self.new_url = new_url

    def get_response(self, environ=None, scope=None):
        from .utils import redirect
        return redirect(self.new_url, self.code)


class BuildError(RoutingException, LookupError):
    def __init__(self, endpoint, values, method, suggested=None):
        Exception.__init__(self, endpoint, values, method)
        self.endpoint = endpoint
        self.values = values
        self.method = method
        self.suggested = suggested

    def __str__(self):
        text = "Could not build url for endpoint " + repr(self.endpoint)
        if self.method:
            text += " (" + repr(self.method) + ")"
        if self.values:
            text += " with values " + repr(sorted(self.values))
        text += "."
        if self.suggested is not None:
            if self.suggested.endpoint == self.endpoint:
                lacking = sorted([a for a in self.suggested.arguments if a not in self.values])
                if lacking:
                    text += " Did you forget to specify values " + repr(lacking) + "?"
            else:
                text += " Did you mean " + repr(self.suggested.endpoint) + " instead?"
        return text


class ValidationError(ValueError):
    pass


class BaseConverter:
    regex = "[^/]+"
    weight = 100
    part_isolating = True

    def __init__(self, map, *args, **kwargs):
        self.map = map

    def to_python(self, value):
        return value

    def to_url(self, value):
        return urllib.parse.quote(str(value), safe="!$&'()*+,/:;=@")


class UnicodeConverter(BaseConverter):
    def __init__(self, map, minlength=1, maxlength=None, length=None):
        BaseConverter.__init__(self, map)
        size = "{" + str(length) + "}" if length is not None else "{" + str(minlength) + "," + ("" if maxlength is None else str(maxlength)) + "}"
        self.regex = "[^/]" + size


class AnyConverter(BaseConverter):
    def __init__(self, map, *items):
        BaseConverter.__init__(self, map)
        self.items = set(items)
        self.regex = "(?:" + "|".join([re.escape(i) for i in items]) + ")"

    def to_url(self, value):
        if value in self.items:
            return str(value)
        raise ValueError(repr(value) + " is not one of " + ", ".join([repr(i) for i in sorted(self.items)]))


class PathConverter(BaseConverter):
    regex = "[^/].*?"
    weight = 200


class IntegerConverter(BaseConverter):
    regex = r"\d+"
    weight = 50

    def __init__(self, map, fixed_digits=0, min=None, max=None, signed=False):
        BaseConverter.__init__(self, map)
        self.fixed_digits = fixed_digits
        self.min = min
        self.max = max
        if signed:
            self.regex = "-?" + self.regex

    convert = int

    def to_python(self, value):
        if self.fixed_digits and len(value) != self.fixed_digits:
            raise ValidationError()
        n = int(value) if isinstance(self, IntegerConverter) and not isinstance(self, FloatConverter) else float(value)
        if (self.min is not None and n < self.min) or (self.max is not None and n > self.max):
            raise ValidationError()
        return n

    def to_url(self, value):
        text = str(int(value))
        return text.zfill(self.fixed_digits) if self.fixed_digits else text


class FloatConverter(IntegerConverter):
    regex = r"\d+\.\d+"

    def __init__(self, map, min=None, max=None, signed=False):
        IntegerConverter.__init__(self, map, 0, min, max, signed)

    def to_url(self, value):
        return str(float(value))


class UUIDConverter(BaseConverter):
    regex = "[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{12}"

    def to_python(self, value):
        import uuid
        return uuid.UUID(value)


DEFAULT_CONVERTERS = {"default": UnicodeConverter, "string": UnicodeConverter, "any": AnyConverter, "path": PathConverter, "int": IntegerConverter, "float": FloatConverter, "uuid": UUIDConverter}


def _value(text):
    text = text.strip()
    if text in ("True", "False", "None"):
        return {"True": True, "False": False, "None": None}[text]
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            pass
    return text.strip("'\"")


def _converter_args(text):
    args, kwargs = [], {}
    for part in (text or "").split(","):
        if part.strip():
            name, eq, value = part.partition("=")
            if eq:
                kwargs[name.strip()] = _value(value)
            else:
                args.append(_value(part))
    return args, kwargs


class Rule:
    def __init__(self, string, defaults=None, subdomain=None, methods=None, build_only=False, endpoint=None, strict_slashes=None, merge_slashes=None, redirect_to=None, alias=False, host=None, websocket=False):
        if not string.startswith("/"):
            raise ValueError("URL rule '" + string + "' must start with a slash.")
        self.rule = string
        self.defaults = defaults or {}
        self.endpoint = endpoint
        self.strict_slashes = strict_slashes
        self.redirect_to = redirect_to
        self.build_only = build_only
        self.is_leaf = not string.endswith("/")
        self.methods = None
        if methods is not None:
            if isinstance(methods, str):
                raise TypeError("'methods' should be a list of strings.")
            self.methods = set([m.upper() for m in methods])
            if "GET" in self.methods:
                self.methods.add("HEAD")
        self.arguments = set(self.defaults)
        self.map = None

    def bind(self, map):
        self.map = map
        self.converters = {}
        self.trace = []
        regex = ""
        weights = []
        at = 0
        for m in _PART.finditer(self.rule):
            static = self.rule[at:m.start()]
            if static:
                self.trace.append((False, static))
                regex += re.escape(static)
            name = m.group("name")
            if name in self.converters:
                raise ValueError("variable name " + repr(name) + " used twice.")
            kind = m.group("converter") or "default"
            if kind not in map.converters:
                raise LookupError("the converter " + repr(kind) + " does not exist")
            args, kwargs = _converter_args(m.group("args"))
            converter = map.converters[kind](map, *args, **kwargs)
            self.converters[name] = converter
            self.arguments.add(name)
            self.trace.append((True, name))
            regex += "(?P<" + name + ">" + converter.regex + ")"
            weights.append(converter.weight)
            at = m.end()
        static = self.rule[at:]
        if static:
            self.trace.append((False, static))
            regex += re.escape(static.rstrip("/") if static != "/" or self.trace[:-1] else static)
        strict = map.strict_slashes if self.strict_slashes is None else self.strict_slashes
        if self.rule != "/":
            if not self.is_leaf:
                regex = (regex if not regex.endswith("/") else regex[:-1]) + "(?P<__slash__>/?)"
            elif not strict:
                regex += "/?"
        self.regex = re.compile("^" + regex + "$")
        self.key = (len(weights) > 0, sum(weights), -len(self.rule.split("/")), -len(_PART.sub("", self.rule)))

    def match(self, path):
        """The values of the variables, or None; raises RequestRedirect for a missing last slash."""
        m = self.regex.match(path)
        if m is None:
            return None
        values = {}
        for name, text in m.groupdict().items():
            if name == "__slash__":
                continue
            try:
                values[name] = self.converters[name].to_python(text)
            except (ValidationError, ValueError):
                return None
        values.update(self.defaults)
        if not self.is_leaf and not path.endswith("/"):
            strict = self.map.strict_slashes if self.strict_slashes is None else self.strict_slashes
            if strict:
                raise RequestPath(path + "/")
        return values

    def suitable_for(self, values, method=None):
        if method is not None and self.methods is not None and method not in self.methods:
            return False
        for name in self.arguments:
            if name not in values and name not in self.defaults:
                return False
        for name, value in self.defaults.items():
            if name not in self.converters and name in values and values[name] != value:
                return False
        return True

    def build(self, values):
        path = ""
        for variable, text in self.trace:
            path += self.converters[text].to_url(values.get(text, self.defaults.get(text))) if variable else urllib.parse.quote(text, safe="/:%@!$&'()*+,;=~")
        query = []
        for name, value in values.items():
            if name in self.arguments or value is None:
                continue
            for v in (value if isinstance(value, (list, tuple)) else [value]):
                query.append((name, str(v)))
        return path + ("?" + urllib.parse.urlencode(query) if query else "")

    def __str__(self):
        return self.rule

    def __repr__(self):
        methods = " (" + ", ".join(sorted(self.methods)) + ")" if self.methods is not None else ""
        return "<" + type(self).__name__ + " " + repr(self.rule) + methods + " -> " + str(self.endpoint) + ">"


class RequestPath(RoutingException):
    def __init__(self, path):
        Exception.__init__(self, path)
        self.path = path


class Map:
    def __init__(self, rules=None, default_subdomain="", strict_slashes=True, merge_slashes=True, redirect_defaults=True, converters=None, sort_parameters=False, sort_key=None, host_matching=False):
        self.strict_slashes = strict_slashes
        self.converters = dict(DEFAULT_CONVERTERS)
        self.converters.update(converters or {})
        self._rules = []
        self._by_endpoint = {}
        self._sorted = True
        for rule in rules or ():
            self.add(rule)

    def add(self, rule):
        rule.bind(self)
        self._rules.append(rule)
        self._by_endpoint.setdefault(rule.endpoint, []).append(rule)
        self._sorted = False

    def rules(self):
        if not self._sorted:
            self._rules.sort(key=lambda r: r.key)
            self._sorted = True
        return self._rules

    def iter_rules(self, endpoint=None):
        return iter(self._by_endpoint.get(endpoint, []) if endpoint is not None else self.rules())

    def is_endpoint_expecting(self, endpoint, *arguments):
        return any([all([a in r.arguments for a in arguments]) for r in self._by_endpoint.get(endpoint, [])])

    def bind(self, server_name, script_name=None, subdomain=None, url_scheme="http", default_method="GET", path_info=None, query_args=None):
        return MapAdapter(self, server_name, script_name or "/", url_scheme, path_info, default_method, query_args)

    def bind_to_environ(self, environ, server_name=None, subdomain=None):
        host = environ.get("HTTP_HOST") or environ.get("SERVER_NAME", "") + ("" if environ.get("SERVER_PORT") in ("80", "443", None) else ":" + str(environ.get("SERVER_PORT")))
        return MapAdapter(self, host, environ.get("SCRIPT_NAME") or "/", environ.get("wsgi.url_scheme", "http"), environ.get("PATH_INFO", ""), environ.get("REQUEST_METHOD", "GET"), environ.get("QUERY_STRING", ""))

    def __repr__(self):
        return "Map(" + repr(list(self.iter_rules())) + ")"


def _alike(a, b):
    """How alike two names are, from 0 to 1: the share of letter pairs that they have in common."""
    pairs = [a[i:i + 2] for i in range(len(a))]
    others = [b[i:i + 2] for i in range(len(b))]
    common = len([p for p in pairs if p in others])
    return 2 * common / (len(pairs) + len(others) or 1)


class MapAdapter:
    def __init__(self, map, server_name, script_name, url_scheme, path_info, default_method, query_args=None):
        self.map = map
        self.server_name = server_name
        self.script_name = script_name.rstrip("/") + "/"
        self.url_scheme = url_scheme
        self.path_info = (path_info or "").lstrip("/")
        self.default_method = default_method
        self.query_args = query_args or ""

    def _absolute(self, path, scheme=None):
        return (scheme or self.url_scheme) + "://" + self.server_name + self.script_name[:-1] + path

    def match(self, path_info=None, method=None, return_rule=False, query_args=None, websocket=None):
        path = "/" + (self.path_info if path_info is None else path_info).lstrip("/")
        method = (method or self.default_method).upper()
        allowed = set()
        for rule in self.map.rules():
            if rule.build_only:
                continue
            try:
                values = rule.match(path)
            except RequestPath as e:
                if rule.methods is not None and method not in rule.methods:
                    allowed.update(rule.methods)
                    continue
                query = "?" + self.query_args if self.query_args and isinstance(self.query_args, str) else ""
                raise RequestRedirect(self._absolute(urllib.parse.quote(e.path, safe="/:%@!$&'()*+,;=~")) + query)
            if values is None:
                continue
            if rule.methods is not None and method not in rule.methods:
                allowed.update(rule.methods)
                continue
            if rule.redirect_to is not None:
                target = rule.redirect_to(self, **values) if callable(rule.redirect_to) else rule.redirect_to
                raise RequestRedirect(urllib.parse.urljoin(self._absolute("/"), target))
            return (rule, values) if return_rule else (rule.endpoint, values)
        if allowed:
            raise MethodNotAllowed(valid_methods=sorted(allowed))
        if "//" in path:
            merged = re.sub("/{2,}", "/", path)
            raise RequestRedirect(self._absolute(merged))
        raise NotFound()

    def test(self, path_info=None, method=None):
        try:
            self.match(path_info, method)
        except RequestRedirect:
            pass
        except HTTPException:
            return False
        return True

    def allowed_methods(self, path_info=None):
        try:
            self.match(path_info, method="--")
        except MethodNotAllowed as e:
            return e.valid_methods
        except HTTPException:
            pass
        return []

    def build(self, endpoint, values=None, method=None, force_external=False, append_unknown=True, url_scheme=None):
        values = {k: v for k, v in dict(values or {}).items() if v is not None}
        for rule in self.map.iter_rules(endpoint):
            if rule.suitable_for(values, method):
                path = rule.build(values)
                if force_external or url_scheme is not None:
                    return self._absolute(path, url_scheme)
                return self.script_name[:-1] + path
        raise BuildError(endpoint, values, method, self._suggest(endpoint))

    def _suggest(self, endpoint):
        rules = self.map.rules()
        if not rules:
            return None
        own = list(self.map.iter_rules(endpoint))
        if own:
            return own[0]
        return max(rules, key=lambda r: _alike(str(r.endpoint or ""), str(endpoint)))
