"""Opening URLs."""
import base64
import http.client
import io
import os
import socket
import sys
from urllib.error import URLError, HTTPError
from urllib.parse import urlsplit, urljoin, unquote, quote, urlparse
from email.message import Message

__version__ = '3.12'


class Request:
    def __init__(self, url, data=None, headers={}, origin_req_host=None, unverifiable=False, method=None):
        self.full_url = url
        self.data = data
        self.headers = {}
        self.unredirected_hdrs = {}
        for k, v in headers.items():
            self.add_header(k, v)
        self.method = method
        self.timeout = None

    @property
    def full_url(self):
        return self._url

    @full_url.setter
    def full_url(self, url):
        parts = urlsplit(url)
        if not parts.scheme:
            raise ValueError('unknown url type: %r' % url)
        self._url = url
        self.type, self.host = parts.scheme, parts.netloc
        self.fragment = parts.fragment
        self.selector = (parts.path or '/') + ('?' + parts.query if parts.query else '')

    def get_method(self):
        return self.method or ('POST' if self.data is not None else 'GET')

    def get_full_url(self):
        return self._url

    def add_header(self, k, v):
        self.headers[k.capitalize()] = v

    def add_unredirected_header(self, k, v):
        self.unredirected_hdrs[k.capitalize()] = v

    def has_header(self, k):
        return k in self.headers or k in self.unredirected_hdrs

    def get_header(self, k, default=None):
        return self.headers.get(k, default)

    def remove_header(self, k):
        self.headers.pop(k, None)

    def header_items(self):
        return list({**self.unredirected_hdrs, **self.headers}.items())


class BaseHandler:
    handler_order = 500

    def add_parent(self, parent):
        self.parent = parent


class HTTPCookieProcessor(BaseHandler):
    pass


class ProxyHandler(BaseHandler):
    def __init__(self, proxies=None):
        self.proxies = proxies


class HTTPRedirectHandler(BaseHandler):
    pass


class HTTPHandler(BaseHandler):
    pass


class HTTPSHandler(BaseHandler):
    def __init__(self, **kw):
        pass


class HTTPPasswordMgr:
    def __init__(self):
        self._all = []

    def add_password(self, realm, uri, user, passwd):
        self._all.append((user, passwd))


HTTPPasswordMgrWithDefaultRealm = HTTPPasswordMgr


class HTTPBasicAuthHandler(BaseHandler):
    def __init__(self, mgr=None):
        self.passwd = mgr or HTTPPasswordMgr()
        self.add_password = self.passwd.add_password


class OpenerDirector:
    def __init__(self):
        self.addheaders = [('User-agent', 'Python-urllib/' + '.'.join(map(str, sys.version_info[:2])))]
        self.handlers = []

    def add_handler(self, h):
        self.handlers.append(h)

    def open(self, fullurl, data=None, timeout=None):
        req = Request(fullurl, data) if isinstance(fullurl, str) else fullurl
        if data is not None:
            req.data = data
        return self._open(req, timeout, 0)

    def _open(self, req, timeout, redirects):
        if req.type == 'file':
            return _file(req)
        if req.type == 'data':
            head, _, body = req.full_url[5:].partition(',')
            raw = base64.b64decode(unquote(body)) if head.endswith(';base64') else unquote(body).encode()
            return _Answer(io.BytesIO(raw), Message(), req.full_url)
        if req.type not in ('http', 'https'):
            raise URLError('unknown url type: %s' % req.type)
        if not req.host:
            raise URLError('no host given')
        headers = {k: v for k, v in self.addheaders}
        headers = {k.capitalize(): v for k, v in headers.items()}
        headers.update(req.unredirected_hdrs)
        headers.update(req.headers)
        headers['Connection'] = 'close'
        host = req.host
        if '@' in host:
            user, host = host.rsplit('@', 1)
            headers.setdefault('Authorization', 'Basic ' + base64.b64encode(unquote(user).encode()).decode())
        body = req.data
        if body is not None:
            if isinstance(body, str):
                raise TypeError('POST data should be bytes, an iterable of bytes, or a file object. It cannot be of type str.')
            headers.setdefault('Content-type', 'application/x-www-form-urlencoded')
        conn = (http.client.HTTPSConnection if req.type == 'https' else http.client.HTTPConnection)(host, timeout=timeout)
        try:
            try:
                conn.request(req.get_method(), req.selector, body, {k.title() if k != 'Content-md5' else k: v for k, v in headers.items()})
            except OSError as err:
                raise URLError(err)
            r = conn.getresponse()
        except:
            conn.close()
            raise
        r.url = req.full_url
        r.msg = r.reason
        code = r.status
        if code in (301, 302, 303, 307, 308) and r.headers.get('Location') and req.get_method() in ('GET', 'HEAD', 'POST'):
            if redirects >= 10:
                raise HTTPError(req.full_url, code, 'The HTTP server returned a redirect error that would lead to an infinite loop.\nThe last 30x error message was:\n' + r.reason, r.headers, r)
            r.read()
            new = Request(urljoin(req.full_url, r.headers['Location']), headers={k: v for k, v in req.headers.items() if k.lower() not in ('content-length', 'content-type')}, method='HEAD' if req.get_method() == 'HEAD' else None)
            return self._open(new, timeout, redirects + 1)
        if not 200 <= code < 300:
            raise HTTPError(req.full_url, code, r.reason, r.headers, r)
        return r


class _Answer:
    def __init__(self, fp, headers, url, code=None):
        self.fp, self.headers, self.url, self.code, self.status = fp, headers, url, code, code
        self.read, self.readline, self.readlines, self.close = fp.read, fp.readline, fp.readlines, fp.close

    def info(self):
        return self.headers

    def geturl(self):
        return self.url

    def getcode(self):
        return self.code

    def __iter__(self):
        return iter(self.fp)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.fp.close()


def _file(req):
    path = unquote(urlsplit(req.full_url).path)
    try:
        f = open(path, 'rb')
    except OSError as e:
        raise URLError(e)
    m = Message()
    m['Content-length'] = os.path.getsize(path)
    return _Answer(f, m, req.full_url)


_opener = None


def build_opener(*handlers):
    o = OpenerDirector()
    for h in handlers:
        o.add_handler(h() if isinstance(h, type) else h)
    return o


def install_opener(opener):
    global _opener
    _opener = opener


def urlopen(url, data=None, timeout=None, *, cafile=None, capath=None, cadefault=False, context=None):
    global _opener
    if _opener is None:
        _opener = build_opener()
    return _opener.open(url, data, timeout)


def urlretrieve(url, filename=None, reporthook=None, data=None):
    import tempfile
    with urlopen(url, data) as r:
        if filename is None:
            fd, filename = tempfile.mkstemp()
            os.close(fd)
        with open(filename, 'wb') as f:
            f.write(r.read())
        return filename, r.info()


def getproxies():
    return {k[:-6].lower(): v for k, v in os.environ.items() if k.lower().endswith('_proxy') and k.lower() != 'no_proxy'}


def proxy_bypass(host):
    return False


def pathname2url(p):
    return quote(p)


def url2pathname(p):
    return unquote(p)


def parse_http_list(s):
    import re
    return [p.strip() for p in re.findall(r'(?:[^,"]|"(?:\\.|[^"])*")+', s)]
