"""URLs in parts."""
import re
from collections import namedtuple

uses_netloc = ['', 'ftp', 'http', 'https', 'file', 'ws', 'wss', 'svn', 'git', 'ssh', 'sftp', 'rsync', 'mysql', 'redis']
_safe = frozenset(b'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~')


class _Netloc:
    def _userinfo(self):
        info, have, host = self.netloc.rpartition('@')
        if not have:
            return None, None
        user, have, password = info.partition(':')
        return user, password if have else None

    def _hostinfo(self):
        host = self.netloc.rpartition('@')[2]
        if host.startswith('['):
            name, _, rest = host[1:].partition(']')
            return name, rest[1:] or None
        name, _, port = host.partition(':')
        return name, port or None

    @property
    def username(self):
        return self._userinfo()[0]

    @property
    def password(self):
        return self._userinfo()[1]

    @property
    def hostname(self):
        return self._hostinfo()[0].lower() or None

    @property
    def port(self):
        port = self._hostinfo()[1]
        if port is None:
            return None
        if not port.isdigit():
            raise ValueError(f'Port could not be cast to integer value as {port!r}')
        if int(port) > 65535:
            raise ValueError('Port out of range 0-65535')
        return int(port)


class SplitResult(namedtuple('SplitResult', 'scheme netloc path query fragment'), _Netloc):
    def geturl(self):
        return urlunsplit(self)


class ParseResult(namedtuple('ParseResult', 'scheme netloc path params query fragment'), _Netloc):
    def geturl(self):
        return urlunparse(self)


class DefragResult(namedtuple('DefragResult', 'url fragment')):
    def geturl(self):
        return self.url + ('#' + self.fragment if self.fragment else '')


SplitResultBytes = ParseResultBytes = None


def urlsplit(url, scheme='', allow_fragments=True):
    if isinstance(url, bytes):
        return SplitResult(*(p.encode() for p in urlsplit(url.decode(), scheme, allow_fragments)))
    url = url.lstrip('\x00\x01\x02\x03\x04\x05\x06\x07\x08\t\n\x0b\x0c\r ')
    for c in '\t\r\n':
        url = url.replace(c, '')
    netloc = query = fragment = ''
    m = re.match(r'([a-zA-Z][a-zA-Z0-9+.-]*):', url)
    if m:
        scheme, url = m.group(1).lower(), url[m.end():]
    if url[:2] == '//':
        m = re.match(r'//([^/?#]*)', url)
        netloc, url = m.group(1), url[m.end():]
        if ('[' in netloc) != (']' in netloc):
            raise ValueError('Invalid IPv6 URL')
    if allow_fragments and '#' in url:
        url, fragment = url.split('#', 1)
    if '?' in url:
        url, query = url.split('?', 1)
    return SplitResult(scheme, netloc, url, query, fragment)


def urlparse(url, scheme='', allow_fragments=True):
    s, netloc, path, query, fragment = urlsplit(url, scheme, allow_fragments)
    params = ''
    if ';' in path.rsplit('/', 1)[-1]:
        i = path.find(';', path.rfind('/'))
        path, params = path[:i], path[i + 1:]
    return ParseResult(s, netloc, path, params, query, fragment)


def urlunsplit(parts):
    scheme, netloc, url, query, fragment = parts
    if netloc or (scheme and scheme in uses_netloc and url[:2] != '//' and scheme == 'file'):
        if url and url[:1] != '/':
            url = '/' + url
        url = '//' + (netloc or '') + url
    elif url[:2] == '//':
        url = '//' + url
    if scheme:
        url = scheme + ':' + url
    if query:
        url += '?' + query
    if fragment:
        url += '#' + fragment
    return url


def urlunparse(parts):
    scheme, netloc, url, params, query, fragment = parts
    return urlunsplit((scheme, netloc, url + (';' + params if params else ''), query, fragment))


def urljoin(base, url, allow_fragments=True):
    if not base:
        return url
    if not url:
        return base
    b = urlparse(base, '', allow_fragments)
    u = urlparse(url, b.scheme, allow_fragments)
    if u.scheme != b.scheme:
        return url
    if u.netloc:
        return urlunparse(u)
    if not u.path and not u.params:
        return urlunparse((u.scheme, b.netloc, b.path, b.params, u.query or b.query, u.fragment))
    parts = b.path.split('/')
    if parts[-1] != '':
        del parts[-1]
    if u.path[:1] == '/':
        segments = u.path.split('/')
    else:
        segments = parts + u.path.split('/')
        segments[1:-1] = filter(None, segments[1:-1])
    out = []
    for s in segments:
        if s == '..':
            if out:
                out.pop()
        elif s != '.':
            out.append(s)
    if segments[-1] in ('.', '..'):
        out.append('')
    return urlunparse((u.scheme, b.netloc, '/'.join(out) or '/', u.params, u.query, u.fragment))


def urldefrag(url):
    if '#' in url:
        s, n, p, a, q, frag = urlparse(url)
        return DefragResult(urlunparse((s, n, p, a, q, '')), frag)
    return DefragResult(url, '')


def unquote_to_bytes(s):
    if isinstance(s, str):
        s = s.encode('utf-8')
    parts = s.split(b'%')
    out = parts[0]
    for p in parts[1:]:
        try:
            out += bytes([int(p[:2], 16)]) + p[2:] if len(p) >= 2 else b'%' + p
        except ValueError:
            out += b'%' + p
    return out


def unquote(s, encoding='utf-8', errors='replace'):
    if isinstance(s, bytes):
        return unquote_to_bytes(s).decode(encoding, errors)
    if '%' not in s:
        return s
    return re.sub(r'(?:%[0-9a-fA-F]{2})+', lambda m: bytes.fromhex(m.group().replace('%', '')).decode(encoding, errors), s)


def unquote_plus(s, encoding='utf-8', errors='replace'):
    return unquote(s.replace('+', ' '), encoding, errors)


def quote_from_bytes(bs, safe='/'):
    if isinstance(safe, str):
        safe = safe.encode('ascii', 'ignore')
    keep = _safe | set(safe)
    return ''.join(chr(b) if b in keep else '%%%02X' % b for b in bs)


def quote(s, safe='/', encoding=None, errors=None):
    if isinstance(s, str):
        if not s:
            return s
        s = s.encode(encoding or 'utf-8', errors or 'strict')
    elif not isinstance(s, (bytes, bytearray)):
        raise TypeError('quote_from_bytes() expected bytes')
    return quote_from_bytes(s, safe)


def quote_plus(s, safe='', encoding=None, errors=None):
    if isinstance(s, str) and ' ' not in s or isinstance(s, bytes) and b' ' not in s:
        return quote(s, safe, encoding, errors)
    return quote(s, safe + ' ' if isinstance(safe, str) else safe + b' ', encoding, errors).replace(' ', '+')


def urlencode(query, doseq=False, safe='', encoding=None, errors=None, quote_via=quote_plus):
    if hasattr(query, 'items'):
        query = query.items()
    out = []

    def q(v):
        return quote_via(v if isinstance(v, bytes) else str(v), safe)
    for k, v in query:
        if doseq and not isinstance(v, (str, bytes)) and hasattr(v, '__iter__'):
            for x in v:
                out.append(q(k) + '=' + q(x))
        else:
            out.append(q(k) + '=' + q(v))
    return '&'.join(out)


def parse_qsl(qs, keep_blank_values=False, strict_parsing=False, encoding='utf-8', errors='replace', max_num_fields=None, separator='&'):
    out = []
    if isinstance(qs, bytes):
        return [(k.encode(), v.encode()) for k, v in parse_qsl(qs.decode(), keep_blank_values)]
    for pair in qs.split(separator):
        if not pair and not strict_parsing:
            continue
        nv = pair.split('=', 1)
        if len(nv) != 2:
            if strict_parsing:
                raise ValueError('bad query field: %r' % (pair,))
            if not keep_blank_values:
                continue
            nv.append('')
        if nv[1] or keep_blank_values:
            out.append((unquote_plus(nv[0], encoding, errors), unquote_plus(nv[1], encoding, errors)))
    return out


def parse_qs(qs, keep_blank_values=False, strict_parsing=False, encoding='utf-8', errors='replace', max_num_fields=None, separator='&'):
    out = {}
    for k, v in parse_qsl(qs, keep_blank_values, strict_parsing, encoding, errors, max_num_fields, separator):
        out.setdefault(k, []).append(v)
    return out


def splitport(host):
    name, _, port = host.rpartition(':')
    return (name, port) if _ and port.isdigit() else (host, None)


def unwrap(url):
    return url.strip('<>')
