"""Characters and templates."""
import re as _re

whitespace = ' \t\n\r\v\f'
ascii_lowercase = 'abcdefghijklmnopqrstuvwxyz'
ascii_uppercase = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
ascii_letters = ascii_lowercase + ascii_uppercase
digits = '0123456789'
hexdigits = digits + 'abcdef' + 'ABCDEF'
octdigits = '01234567'
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    return (sep or ' ').join(w.capitalize() for w in s.split(sep))


class Template:
    delimiter = '$'
    idpattern = r'(?:[_a-zA-Z][_a-zA-Z0-9]*)'

    def __init__(self, template):
        self.template = template

    def _fill(self, mapping, safe):
        d = _re.escape(self.delimiter)

        def convert(m):
            if m.group('escaped') is not None:
                return self.delimiter
            name = m.group('named') or m.group('braced')
            if name is None:
                if safe:
                    return m.group()
                i = m.start()
                lines = self.template[:i].splitlines(keepends=True) or ['']
                raise ValueError('Invalid placeholder in string: line %d, col %d' % (len(lines), i - len(''.join(lines[:-1])) + 1))
            if safe and name not in mapping:
                return m.group()
            return str(mapping[name])
        return _re.sub(rf'{d}(?:(?P<escaped>{d})|(?P<named>{self.idpattern})|\{{(?P<braced>{self.idpattern})\}}|(?P<invalid>))', convert, self.template)

    def substitute(self, mapping={}, /, **kw):
        return self._fill({**mapping, **kw}, False)

    def safe_substitute(self, mapping={}, /, **kw):
        return self._fill({**mapping, **kw}, True)


class Formatter:
    def format(self, s, /, *args, **kw):
        return self.vformat(s, args, kw)

    def vformat(self, s, args, kw):
        out = []
        n = 0
        for text, name, spec, conv in self.parse(s):
            out.append(text)
            if name is not None:
                if name == '':
                    name, n = str(n), n + 1
                obj, _ = self.get_field(name, args, kw)
                obj = self.convert_field(obj, conv)
                out.append(self.format_field(obj, self.vformat(spec, args, kw) if '{' in spec else spec))
        return ''.join(out)

    def parse(self, s):
        text, i = '', 0
        while i < len(s):
            c = s[i]
            if c in '{}' and s[i:i + 2] == c * 2:
                text += c
                i += 2
            elif c == '{':
                depth, j = 1, i + 1
                while depth:
                    if j >= len(s):
                        raise ValueError("expected '}' before end of string")
                    depth += (s[j] == '{') - (s[j] == '}')
                    j += 1
                inner = s[i + 1:j - 1]
                m = _re.match(r'([^!:]*)(?:!([rsa]))?(?::(.*))?$', inner, _re.S)
                yield text, m.group(1), m.group(3) or '', m.group(2)
                text, i = '', j
            elif c == '}':
                raise ValueError("Single '}' encountered in format string")
            else:
                text += c
                i += 1
        if text:
            yield text, None, None, None

    def get_field(self, name, args, kw):
        first, rest = _re.match(r'([^.\[]*)(.*)', name).groups()
        obj = self.get_value(int(first) if first.isdigit() else first, args, kw)
        for attr, item in _re.findall(r'\.([^.\[]+)|\[([^\]]*)\]', rest):
            obj = getattr(obj, attr) if attr else obj[int(item) if item.isdigit() else item]
        return obj, first

    def get_value(self, key, args, kw):
        return args[key] if isinstance(key, int) else kw[key]

    def convert_field(self, value, conv):
        return value if conv is None else {'s': str, 'r': repr, 'a': ascii}[conv](value)

    def format_field(self, value, spec):
        return format(value, spec)
