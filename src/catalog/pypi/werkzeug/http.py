"""Facts of HTTP: status texts, dates, header values with parameters."""
import time

HTTP_STATUS_CODES = {100: "Continue", 101: "Switching Protocols", 200: "OK", 201: "Created", 202: "Accepted", 203: "Non Authoritative Information", 204: "No Content", 205: "Reset Content", 206: "Partial Content", 300: "Multiple Choices", 301: "Moved Permanently", 302: "Found", 303: "See Other", 304: "Not Modified", 307: "Temporary Redirect", 308: "Permanent Redirect", 400: "Bad Request", 401: "Unauthorized", 402: "Payment Required", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed", 406: "Not Acceptable", 408: "Request Timeout", 409: "Conflict", 410: "Gone", 411: "Length Required", 412: "Precondition Failed", 413: "Request Entity Too Large", 414: "Request URI Too Long", 415: "Unsupported Media Type", 416: "Requested Range Not Satisfiable", 417: "Expectation Failed", 418: "I'm a teapot", 422: "Unprocessable Entity", 423: "Locked", 424: "Failed Dependency", 426: "Upgrade Required", 428: "Precondition Required", 429: "Too Many Requests", 431: "Request Header Fields Too Large", 451: "Unavailable For Legal Reasons", 500: "Internal Server Error", 501: "Not Implemented", 502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout", 505: "HTTP Version Not Supported"}
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_TYPES = {"html": "text/html", "htm": "text/html", "css": "text/css", "js": "text/javascript", "mjs": "text/javascript", "json": "application/json", "txt": "text/plain", "csv": "text/csv", "xml": "text/xml", "md": "text/markdown", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "svg": "image/svg+xml", "ico": "image/vnd.microsoft.icon", "webp": "image/webp", "pdf": "application/pdf", "zip": "application/zip", "woff": "font/woff", "woff2": "font/woff2", "mp4": "video/mp4", "mp3": "audio/mpeg"}


def guess_type(filename):
    return _TYPES.get(str(filename).rsplit(".", 1)[-1].lower())


def http_date(timestamp=None):
    """`Wed, 25 Nov 2026 02:19:21 GMT`."""
    if hasattr(timestamp, "utctimetuple"):
        t = timestamp.utctimetuple()
    else:
        t = time.gmtime(timestamp)
    return "%s, %02d %s %04d %02d:%02d:%02d GMT" % (_DAYS[t[6]], t[2], _MONTHS[t[1] - 1], t[0], t[3], t[4], t[5])


def log_date():
    """`25/Nov/2026 02:19:21`, as the access log has it."""
    t = time.localtime()
    return "%02d/%s/%04d %02d:%02d:%02d" % (t[2], _MONTHS[t[1] - 1], t[0], t[3], t[4], t[5])


def parse_options_header(value):
    """`text/html; charset=utf-8` → ("text/html", {"charset": "utf-8"})."""
    if not value:
        return "", {}
    main, *rest = value.split(";")
    options = {}
    for part in rest:
        name, eq, v = part.strip().partition("=")
        if eq:
            v = v.strip()
            if len(v) > 1 and v[0] == '"' and v[-1] == '"':
                v = v[1:-1].replace('\\"', '"').replace("\\\\", "\\")
            options[name.strip().lower()] = v
    return main.strip(), options


def parse_cookie(header):
    out = []
    for part in (header or "").split(";"):
        name, eq, value = part.strip().partition("=")
        if eq:
            value = value.strip()
            if len(value) > 1 and value[0] == '"' and value[-1] == '"':
                value = value[1:-1]
            out.append((name.strip(), value))
    return out


def dump_cookie(key, value="", max_age=None, expires=None, path="/", domain=None, secure=False, httponly=False, samesite=None):
    if any([c in value for c in ' ",;\\']):
        value = '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace(";", "\\073").replace(",", "\\054") + '"'
    out = key + "=" + value
    if domain:
        out += "; Domain=" + domain
    if expires is not None:
        out += "; Expires=" + (expires if isinstance(expires, str) else http_date(expires))
    if max_age is not None:
        out += "; Max-Age=" + str(int(max_age.total_seconds()) if hasattr(max_age, "total_seconds") else int(max_age))
    if secure:
        out += "; Secure"
    if httponly:
        out += "; HttpOnly"
    if path is not None:
        out += "; Path=" + path
    if samesite:
        out += "; SameSite=" + samesite.capitalize()
    return out
