"""Reading JSON."""
import _json


class JSONDecodeError(ValueError):
    def __init__(self, msg, doc, pos):
        lineno = doc.count('\n', 0, pos) + 1
        colno = pos - doc.rfind('\n', 0, pos)
        super().__init__('%s: line %d column %d (char %d)' % (msg, lineno, colno, pos))
        self.msg, self.doc, self.pos, self.lineno, self.colno = msg, doc, pos, lineno, colno


class JSONDecoder:
    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True, object_pairs_hook=None):
        self.object_hook, self.parse_float, self.parse_int, self.parse_constant, self.strict, self.object_pairs_hook = object_hook, parse_float, parse_int, parse_constant, strict, object_pairs_hook

    def _read(self, s, start):
        return _json.loads(s, start, self.object_hook, self.object_pairs_hook, self.parse_float, self.parse_int, self.parse_constant, self.strict, JSONDecodeError)

    def decode(self, s):
        value, end = self._read(s, 0)
        while end < len(s) and s[end] in ' \t\n\r':
            end += 1
        if end != len(s):
            raise JSONDecodeError('Extra data', s, end)
        return value

    def raw_decode(self, s, idx=0):
        return self._read(s, idx)
