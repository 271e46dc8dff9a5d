"""Sends requests over plain HTTP."""
import base64
import datetime
import json as _json
import socket
import time
import urllib.parse

from .exceptions import ConnectionError, ConnectTimeout, InvalidSchema, InvalidURL, MissingSchema, ReadTimeout, TooManyRedirects
from .models import CaseInsensitiveDict, PreparedRequest, Response

_AGENT = "python-requests/2.32.5"


def _form(data):
    pairs = data.items() if isinstance(data, dict) else data
    out = []
    for k, v in pairs:
        for item in (v if isinstance(v, (list, tuple)) else [v]):
            if item is not None:
                out.append((k, str(item)))
    return urllib.parse.urlencode(out)


def _multipart(data, files):
    boundary = "d3f6b7c8a90e4f51b2c6"
    out = b""
    for k, v in (data or {}).items():
        out += ("--" + boundary + '\r\nContent-Disposition: form-data; name="' + k + '"\r\n\r\n' + str(v) + "\r\n").encode()
    for k, v in files.items():
        name, body = (v[0], v[1]) if isinstance(v, tuple) else (getattr(v, "name", k).rsplit("/", 1)[-1], v)
        body = body.read() if hasattr(body, "read") else body
        body = body.encode() if isinstance(body, str) else body
        out += ("--" + boundary + '\r\nContent-Disposition: form-data; name="' + k + '"; filename="' + name + '"\r\n\r\n').encode() + body + b"\r\n"
    return out + ("--" + boundary + "--\r\n").encode(), "multipart/form-data; boundary=" + boundary


def _failure(host, port, target, e):
    pool = "HTTPConnectionPool(host=" + repr(host) + ", port=" + str(port) + "): Max retries exceeded with url: " + target
    where = "<urllib3.connection.HTTPConnection object at 0x7f0000000000>"
    if isinstance(e, socket.gaierror):
        return ConnectionError(pool + " (Caused by NameResolutionError(\"" + where + ": Failed to resolve '" + host + "' (" + str(e) + ")\"))")
    return ConnectionError(pool + " (Caused by NewConnectionError('" + where + ": Failed to establish a new connection: " + str(e) + "'))")


def _read(sock, method):
    """(status, reason, [(name, value)], body)"""
    data = b""

    def more():
        part = sock.recv(65536)
        return part
    while True:
        while b"\r\n\r\n" not in data:
            part = more()
            if not part:
                raise ConnectionError("('Connection aborted.', RemoteDisconnected('Remote end closed connection without response'))")
            data += part
        head, _, data = data.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        words = lines[0].split(" ", 2)
        if words[1] != "100":
            break
    headers = [tuple([w.strip() for w in line.split(":", 1)]) for line in lines[1:] if ":" in line]
    low = {k.lower(): v for k, v in headers}
    status = int(words[1])
    if method == "HEAD" or status in (204, 304):
        body = b""
    elif low.get("transfer-encoding", "").lower() == "chunked":
        body = b""
        while True:
            while b"\r\n" not in data:
                data += more()
            line, _, data = data.partition(b"\r\n")
            size = int(line.split(b";")[0], 16)
            while len(data) < size + 2:
                data += more()
            body += data[:size]
            data = data[size + 2:]
            if size == 0:
                break
    elif "content-length" in low:
        size = int(low["content-length"])
        while len(data) < size:
            part = more()
            if not part:
                break
            data += part
        body = data[:size]
    else:
        while True:
            part = more()
            if not part:
                break
            data += part
        body = data
    return status, words[2] if len(words) > 2 else "", headers, body


class Session:
    def __init__(self):
        self.headers = CaseInsensitiveDict({"User-Agent": _AGENT, "Accept-Encoding": "identity", "Accept": "*/*", "Connection": "keep-alive"})
        self.cookies = {}
        self.auth = None
        self.params = {}
        self.verify = True
        self.proxies = {}
        self.max_redirects = 30

    def mount(self, prefix, adapter):
        raise NotImplementedError("drydock: adapters of requests are not simulated")

    def request(self, method, url, params=None, data=None, headers=None, cookies=None, files=None, auth=None, timeout=None, allow_redirects=True, proxies=None, hooks=None, stream=None, verify=None, cert=None, json=None):
        method = method.upper()
        sent = self.headers.copy()
        sent.update(headers or {})
        for name in [k for k, v in sent.items() if v is None]:
            del sent[name]
        body = None
        if files:
            body, sent["Content-Type"] = _multipart(data, files)
        elif json is not None and data is None:
            body = _json.dumps(json).encode()
            sent["Content-Type"] = sent.get("Content-Type", "application/json")
        elif isinstance(data, (str, bytes)):
            body = data.encode() if isinstance(data, str) else data
        elif data:
            body = _form(data).encode()
            sent["Content-Type"] = sent.get("Content-Type", "application/x-www-form-urlencoded")
        auth = auth or self.auth
        if auth:
            sent["Authorization"] = "Basic " + base64.b64encode((auth[0] + ":" + auth[1]).encode()).decode()
        query = _form(dict(self.params, **(params or {}))) if not isinstance(params, str) else params
        if query:
            head, mark, fragment = url.partition("#")
            url = head + ("&" if "?" in head else "?") + query + mark + fragment
        history = []
        while True:
            response = self._once(method, url, sent, body, dict(self.cookies, **(cookies or {})), timeout)
            self.cookies.update(response.cookies)
            if not (allow_redirects and response.is_redirect):
                response.history = history
                return response
            history.append(response)
            if len(history) > self.max_redirects:
                raise TooManyRedirects("Exceeded " + str(self.max_redirects) + " redirects.", response=response)
            url = urllib.parse.urljoin(url, response.headers["location"])
            if response.status_code not in (307, 308) and method != "HEAD":
                method, body = "GET", None
                for name in ("Content-Type", "Content-Length"):
                    if name in sent:
                        del sent[name]

    def _once(self, method, url, headers, body, cookies, timeout):
        split = urllib.parse.urlsplit(url)
        if not split.scheme:
            raise MissingSchema("Invalid URL " + repr(url) + ": No scheme supplied. Perhaps you meant https://" + url + "?")
        if split.scheme == "https":
            raise NotImplementedError("drydock: https of requests is not simulated")
        if split.scheme != "http":
            raise InvalidSchema("No connection adapters were found for " + repr(url))
        if not split.hostname:
            raise InvalidURL("Invalid URL " + repr(url) + ": No host supplied")
        host, port = split.hostname, split.port or 80
        target = (urllib.parse.quote(split.path, safe="/%:@!$&'()*+,;=~-._") or "/") + ("?" + split.query if split.query else "")
        url = split.scheme + "://" + split.netloc + target
        limit = timeout if isinstance(timeout, tuple) else (timeout, timeout)
        start = time.time()
        try:
            sock = socket.create_connection((host, port), limit[0]) if limit[0] is not None else socket.create_connection((host, port))
        except socket.timeout as e:
            raise ConnectTimeout("HTTPConnectionPool(host=" + repr(host) + ", port=" + str(port) + "): Max retries exceeded with url: " + target + " (Caused by ConnectTimeoutError(<urllib3.connection.HTTPConnection object at 0x7f0000000000>, 'Connection to " + host + " timed out. (connect timeout=" + str(limit[0]) + ")'))")
        except OSError as e:
            raise _failure(host, port, target, e) from e
        try:
            sock.settimeout(limit[1])
            lines = [method + " " + target + " HTTP/1.1", "Host: " + split.netloc.rpartition("@")[2]]
            lines += [k + ": " + str(v) for k, v in headers.items() if k.lower() not in ("connection", "host")]
            lines.append("Connection: close")
            if cookies:
                lines.append("Cookie: " + "; ".join([k + "=" + v for k, v in cookies.items()]))
            if body is not None or method in ("POST", "PUT", "PATCH"):
                lines.append("Content-Length: " + str(len(body or b"")))
            try:
                sock.sendall(("\r\n".join(lines) + "\r\n\r\n").encode("latin-1") + (body or b""))
                status, reason, got, content = _read(sock, method)
            except socket.timeout:
                raise ReadTimeout("HTTPConnectionPool(host=" + repr(host) + ", port=" + str(port) + "): Read timed out. (read timeout=" + str(limit[1]) + ")")
            except ConnectionError:
                raise
            except OSError as e:
                raise ConnectionError("('Connection aborted.', " + repr(e) + ")")
        finally:
            sock.close()
        response = Response()
        response.status_code, response.reason, response.content, response.url = status, reason, content, url
        for name, value in got:
            if name.lower() == "set-cookie":
                k, _, v = value.split(";")[0].partition("=")
                response.cookies[k] = v
            response.headers[name] = response.headers[name] + ", " + value if name in response.headers else value
        kind = response.headers.get("content-type", "")
        if "charset=" in kind:
            response.encoding = kind.split("charset=")[1].split(";")[0].strip().strip('"')
        elif kind.startswith("text/"):
            response.encoding = "ISO-8859-1"
        response.elapsed = datetime.timedelta(seconds=time.time() - start)
        response.request = PreparedRequest(method, url, headers, body)
        return response

    def get(self, url, **kw):
        return self.request("GET", url, **kw)

    def options(self, url, **kw):
        return self.request("OPTIONS", url, **kw)

    def head(self, url, **kw):
        kw.setdefault("allow_redirects", False)
        return self.request("HEAD", url, **kw)

    def post(self, url, data=None, json=None, **kw):
        return self.request("POST", url, data=data, json=json, **kw)

    def put(self, url, data=None, **kw):
        return self.request("PUT", url, data=data, **kw)

    def patch(self, url, data=None, **kw):
        return self.request("PATCH", url, data=data, **kw)

    def delete(self, url, **kw):
        return self.request("DELETE", url, **kw)

    def close(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.close()
