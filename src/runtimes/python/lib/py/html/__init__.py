"""Text in HTML."""
import re as _re
from html.entities import html5 as _html5


def escape(s, quote=True):
    s = s.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')
    return s.replace('"', '&quot;').replace("'", '&#x27;') if quote else s


def _char(m):
    s = m.group(1)
    if s[0] == '#':
        n = int(s[2:].rstrip(';'), 16) if s[1] in 'xX' else int(s[1:].rstrip(';'))
        return chr(n) if n < 0x110000 else '\ufffd'
    return _html5.get(s.rstrip(';'), '&' + s)


def unescape(s):
    return _re.sub(r'&(#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[a-zA-Z0-9]+;)', _char, s) if '&' in s else s
