"""Cookies."""
import re


class CookieError(Exception):
    pass


def _quote(s):
    if s is None or re.fullmatch(r"[\w!#$%&'*+\-.^`|~:]*", s):
        return s
    return '"' + ''.join('\\' + c if c in '"\\' else '\\%03o' % ord(c) if ord(c) < 32 or c in ',;' or ord(c) > 126 else c for c in s) + '"'


def _unquote(s):
    if len(s) < 2 or s[0] != '"' or s[-1] != '"':
        return s
    return re.sub(r'\\(?:([0-3][0-7]{2})|(.))', lambda m: chr(int(m.group(1), 8)) if m.group(1) else m.group(2), s[1:-1])


class Morsel(dict):
    _reserved = {'expires': 'expires', 'path': 'Path', 'comment': 'Comment', 'domain': 'Domain', 'max-age': 'Max-Age', 'secure': 'Secure', 'httponly': 'HttpOnly', 'version': 'Version', 'samesite': 'SameSite'}
    _flags = {'secure', 'httponly'}

    def __init__(self):
        self.key = self.value = self.coded_value = None
        for k in self._reserved:
            dict.__setitem__(self, k, '')

    def __setitem__(self, k, v):
        k = k.lower()
        if k not in self._reserved:
            raise CookieError('Invalid attribute %r' % (k,))
        dict.__setitem__(self, k, v)

    def set(self, key, val, coded):
        self.key, self.value, self.coded_value = key, val, coded

    def OutputString(self, attrs=None):
        out = ['%s=%s' % (self.key, self.coded_value)]
        for k, v in sorted(self.items()):
            if v == '' or (attrs is not None and k not in attrs):
                continue
            if k in self._flags:
                if v:
                    out.append(self._reserved[k])
            elif k == 'max-age' and isinstance(v, int):
                out.append('%s=%d' % (self._reserved[k], v))
            else:
                out.append('%s=%s' % (self._reserved[k], v))
        return '; '.join(out)

    def output(self, attrs=None, header='Set-Cookie:'):
        return '%s %s' % (header, self.OutputString(attrs))
    __str__ = output


class BaseCookie(dict):
    def __init__(self, input=None):
        if input:
            self.load(input)

    def value_decode(self, val):
        return _unquote(val), val

    def value_encode(self, val):
        return str(val), _quote(str(val))

    def __setitem__(self, key, value):
        if isinstance(value, Morsel):
            dict.__setitem__(self, key, value)
        else:
            m = self.get(key) or Morsel()
            m.set(key, *self.value_encode(value))
            dict.__setitem__(self, key, m)

    def load(self, data):
        if isinstance(data, str):
            m = None
            for part in re.findall(r'\s*([^=;\s]+)\s*(?:=\s*("(?:[^\\"]|\\.)*"|[^;]*))?\s*(?:;|$)', data):
                k, v = part[0], part[1].strip()
                if m is not None and k.lower() in Morsel._reserved:
                    m[k] = _unquote(v) if v else True
                else:
                    m = Morsel()
                    m.set(k, *self.value_decode(v))
                    dict.__setitem__(self, k, m)
        else:
            for k, v in data.items():
                self[k] = v

    def output(self, attrs=None, header='Set-Cookie:', sep='\r\n'):
        return sep.join(m.output(attrs, header) for _, m in sorted(self.items()))
    __str__ = output


class SimpleCookie(BaseCookie):
    pass
