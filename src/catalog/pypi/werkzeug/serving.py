"""The development server: one thread for each connection, one request for each connection."""
import io
import logging
import os
import socket
import sys
import threading
import traceback
import urllib.parse

from .http import HTTP_STATUS_CODES, http_date, log_date

_CODES = {"bold": 1, "red": 31, "green": 32, "yellow": 33, "magenta": 35, "cyan": 36}
_logger = None


def _log(level, message, *args):
    global _logger
    if _logger is None:
        _logger = logging.getLogger("werkzeug")
        if _logger.level == logging.NOTSET:
            _logger.setLevel(logging.INFO)
        if not _logger.hasHandlers():
            _logger.addHandler(logging.StreamHandler())
    getattr(_logger, level)(message.rstrip(), *args)


def _style(value, *styles):
    for s in styles:
        value = "\x1b[" + str(_CODES[s]) + "m" + value
    return value + "\x1b[0m"


class BadRequestLine(Exception):
    pass


def read_request(conn):
    """(method, target, version, [(name, value)], body) of the next request; None when the client went away."""
    data = b""
    while b"\r\n\r\n" not in data and b"\n\n" not in data:
        try:
            more = conn.recv(65536)
        except OSError:
            return None
        if not more:
            return None
        data += more
        if len(data) > 1000000:
            raise BadRequestLine("Request header too long")
    at = data.find(b"\r\n\r\n")
    skip = 4
    if at < 0:
        at, skip = data.find(b"\n\n"), 2
    lines = data[:at].decode("latin-1").replace("\r\n", "\n").split("\n")
    body = data[at + skip:]
    words = lines[0].split()
    if len(words) not in (2, 3) or (len(words) == 3 and not words[2].startswith("HTTP/")):
        raise BadRequestLine("Bad request syntax (" + repr(lines[0]) + ")")
    headers = []
    for line in lines[1:]:
        name, colon, value = line.partition(":")
        if colon:
            headers.append((name.strip(), value.strip()))
    low = {n.lower(): v for n, v in headers}
    if low.get("expect", "").lower() == "100-continue":
        conn.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
    if "chunked" in low.get("transfer-encoding", "").lower():
        body = _chunks(conn, body)
    else:
        size = int(low["content-length"]) if low.get("content-length", "").isdigit() else 0
        while len(body) < size:
            more = conn.recv(65536)
            if not more:
                break
            body += more
        body = body[:size]
    return words[0], words[1], words[2] if len(words) == 3 else "HTTP/0.9", headers, body


def _chunks(conn, data):
    out = b""
    while True:
        while b"\r\n" not in data:
            more = conn.recv(65536)
            if not more:
                return out
            data += more
        line, _, data = data.partition(b"\r\n")
        size = int(line.split(b";")[0] or b"0", 16)
        while len(data) < size + 2:
            more = conn.recv(65536)
            if not more:
                return out
            data += more
        if size == 0:
            return out
        out += data[:size]
        data = data[size + 2:]


def make_environ(request, server, client, **more):
    method, target, version, headers, body = request
    split = urllib.parse.urlsplit(target if "://" in target else "http://x" + target if target.startswith("/") else target)
    environ = {"REQUEST_METHOD": method, "SCRIPT_NAME": "", "PATH_INFO": urllib.parse.unquote(split.path), "QUERY_STRING": split.query, "REQUEST_URI": target, "RAW_URI": target, "REMOTE_ADDR": client[0], "REMOTE_PORT": client[1], "SERVER_NAME": server[0], "SERVER_PORT": str(server[1]), "SERVER_PROTOCOL": version, "wsgi.version": (1, 0), "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(body), "wsgi.input_terminated": True, "wsgi.errors": sys.stderr, "wsgi.multithread": True, "wsgi.multiprocess": False, "wsgi.run_once": False}
    for name, value in headers:
        key = name.upper().replace("-", "_")
        if key not in ("CONTENT_TYPE", "CONTENT_LENGTH"):
            key = "HTTP_" + key
            if key in environ:
                value = environ[key] + "," + value
        environ[key] = value
    if body and "CONTENT_LENGTH" not in environ:
        environ["CONTENT_LENGTH"] = str(len(body))
    environ.update(more)
    return environ


class WSGIRequestHandler:
    """Serves one connection."""

    protocol = "HTTP/1.1"

    def __init__(self, conn, client, server):
        self.conn = conn
        self.client_address = client
        self.server = server
        self.requestline = ""

    @property
    def server_version(self):
        from . import __version__
        return "Werkzeug/" + __version__

    def handle(self):
        try:
            request = read_request(self.conn)
        except BadRequestLine as e:
            self.error(400, str(e))
            return
        if request is None:
            return
        self.requestline = request[0] + " " + request[1] + " " + request[2]
        self.head = request[0] == "HEAD"
        self.status = None
        self.sent = False
        try:
            self.run(request)
        except (BrokenPipeError, ConnectionResetError, ConnectionAbortedError):
            pass

    def run(self, request):
        environ = make_environ(request, self.server.server_address, self.client_address)
        try:
            self.execute(self.server.app, environ)
        except (BrokenPipeError, ConnectionResetError, ConnectionAbortedError):
            raise
        except Exception:
            if self.server.passthrough_errors:
                raise
            if not self.sent:
                from .exceptions import InternalServerError
                self.status = None
                self.execute(InternalServerError(), environ)
            _log("error", "Error on request:\n%s", traceback.format_exc())

    def execute(self, app, environ):
        self.chunked = False

        def start_response(status, headers, exc_info=None):
            if self.status is not None and exc_info is None:
                raise AssertionError("Headers already set")
            self.status, self.headers = status, headers
            return self.write
        answer = app(environ, start_response)
        try:
            for data in answer:
                if data or not self.sent:
                    self.write(data)
            if not self.sent:
                self.write(b"")
            if self.chunked:
                self.conn.sendall(b"0\r\n\r\n")
        finally:
            if hasattr(answer, "close"):
                answer.close()

    def write(self, data):
        if self.status is None:
            raise AssertionError("write() before start_response")
        out = b""
        if not self.sent:
            self.sent = True
            out = self.head_lines(self.status, self.headers)
        if data and not self.head:
            out += hex(len(data))[2:].encode() + b"\r\n" + data + b"\r\n" if self.chunked else data
        if out:
            self.conn.sendall(out)

    def head_lines(self, status, headers):
        code, _, text = status.partition(" ")
        self.log_request(code)
        names = set([n.lower() for n, _ in headers])
        lines = [self.protocol + " " + code + " " + text]
        if "server" not in names:
            lines.append("Server: " + self.server_version + " Python/" + sys.version.split()[0])
        if "date" not in names:
            lines.append("Date: " + http_date())
        lines += [n + ": " + v for n, v in headers]
        n = int(code)
        if not ("content-length" in names or self.head or n < 200 or n in (204, 304) or self.protocol == "HTTP/1.0"):
            self.chunked = True
            lines.append("Transfer-Encoding: chunked")
        lines.append("Connection: close")
        return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")

    def error(self, code, message):
        self.head = False
        self.log("error", "code %d, message %s", code, message)
        text = HTTP_STATUS_CODES[code]
        body = ("<!DOCTYPE HTML>\n<html lang=\"en\">\n    <head>\n        <title>Error response</title>\n    </head>\n    <body>\n        <h1>Error response</h1>\n        <p>Error code: " + str(code) + "</p>\n        <p>Message: " + message + ".</p>\n    </body>\n</html>\n").encode()
        self.chunked = False
        self.conn.sendall(self.head_lines(str(code) + " " + text, [("Content-Type", "text/html;charset=utf-8"), ("Content-Length", str(len(body)))]) + body)

    def log_request(self, code="-", size="-"):
        line = "".join([c if c >= " " else "\\x%02x" % ord(c) for c in self.requestline])
        code = str(code)
        if code == "304":
            line = _style(line, "cyan")
        elif code[0] == "3":
            line = _style(line, "green")
        elif code == "404":
            line = _style(line, "yellow")
        elif code[0] == "4":
            line = _style(line, "bold", "red")
        elif code[0] == "1":
            line = _style(line, "bold")
        elif code != "200" and code[0] == "5":
            line = _style(line, "bold", "magenta")
        self.log("info", '"%s" %s %s', line, code, size)

    def log(self, level, message, *args):
        _log(level, self.client_address[0] + " - - [" + log_date() + "] " + message + "\n", *args)


class BaseWSGIServer:
    multithread = False

    def __init__(self, host, port, app, handler=None, passthrough_errors=False, fd=None):
        self.host = host
        self.port = port
        self.app = app
        self.passthrough_errors = passthrough_errors
        self.handler = handler or WSGIRequestHandler
        self._stop = False
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        if fd is not None:
            self.socket = socket.fromfd(fd, family, socket.SOCK_STREAM)
        else:
            self.socket = socket.socket(family, socket.SOCK_STREAM)
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                self.socket.bind((host, port))
            except OSError as e:
                print(e.strerror, file=sys.stderr)
                if e.errno == 98:
                    print("Port " + str(port) + " is in use by another program. Either identify and stop that program, or start the server with a different port.", file=sys.stderr)
                self.socket.close()
                sys.exit(1)
            self.socket.listen(128)
        self.server_address = self.socket.getsockname()[:2]
        self.port = self.server_address[1]

    @property
    def server_port(self):
        return self.port

    def fileno(self):
        return self.socket.fileno()

    def serve_forever(self, poll_interval=0.5):
        try:
            while not self._stop:
                try:
                    conn, client = self.socket.accept()
                except OSError:
                    if self._stop:
                        return
                    raise
                self.process(conn, client)
        except KeyboardInterrupt:
            pass
        finally:
            self.server_close()

    def process(self, conn, client):
        try:
            self.handler(conn, client, self).handle()
        finally:
            conn.close()

    def handle_request(self):
        conn, client = self.socket.accept()
        self.process(conn, client)

    def shutdown(self):
        self._stop = True
        self.socket.close()

    def server_close(self):
        self.socket.close()

    def log_startup(self):
        lines = [_style("WARNING: This is a development server. Do not use it in a production deployment. Use a production WSGI server instead.", "bold", "red")]
        shown = self.host
        if self.host in ("0.0.0.0", "::"):
            lines.append(" * Running on all addresses (" + self.host + ")")
            local = "127.0.0.1" if self.host == "0.0.0.0" else "[::1]"
            shown = get_interface_ip() if self.host == "0.0.0.0" else "::1"
            lines.append(" * Running on http://" + local + ":" + str(self.port))
        if ":" in shown:
            shown = "[" + shown + "]"
        lines.append(" * Running on http://" + shown + ":" + str(self.port))
        _log("info", "\n".join(lines))


class ThreadedWSGIServer(BaseWSGIServer):
    multithread = True

    def process(self, conn, client):
        t = threading.Thread(target=BaseWSGIServer.process, args=(self, conn, client))
        t.daemon = True
        t.start()


def get_interface_ip():
    """The address of the machine in its network."""
    try:
        found = socket.gethostbyname(socket.gethostname())
    except OSError:
        found = "127.0.0.1"
    if not found.startswith("127."):
        return found
    try:
        s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        try:
            s.settimeout(0.2)
            s.connect(("10.253.155.219", 58162))
            return s.getsockname()[0]
        finally:
            s.close()
    except (OSError, NotImplementedError):
        return found


def make_server(host="localhost", port=5000, app=None, threaded=False, processes=1, request_handler=None, passthrough_errors=False, ssl_context=None, fd=None):
    if ssl_context is not None:
        raise NotImplementedError("drydock: https of the development server is not simulated")
    if processes > 1:
        raise NotImplementedError("drydock: processes of the development server are not simulated")
    return (ThreadedWSGIServer if threaded else BaseWSGIServer)(host, port, app, request_handler, passthrough_errors, fd)


def is_running_from_reloader():
    return os.environ.get("WERKZEUG_RUN_MAIN") == "true"


def run_simple(hostname, port, application, use_reloader=False, use_debugger=False, use_evalex=True, extra_files=None, exclude_patterns=None, reloader_interval=1, reloader_type="auto", threaded=False, processes=1, request_handler=None, static_files=None, passthrough_errors=False, ssl_context=None):
    if not isinstance(port, int):
        raise TypeError("port must be an integer")
    if static_files:
        raise NotImplementedError("drydock: static_files of run_simple is not simulated")
    if use_debugger:
        from .debug import DebuggedApplication
        application = DebuggedApplication(application, evalex=use_evalex)
    main = is_running_from_reloader()
    fd = os.environ.get("WERKZEUG_SERVER_FD") if main else None
    server = make_server(hostname, port, application, threaded, processes, request_handler, passthrough_errors, ssl_context, int(fd) if fd else None)
    if not main:
        server.log_startup()
        _log("info", _style("Press CTRL+C to quit", "yellow"))
    if use_reloader:
        from ._reloader import run_with_reloader
        try:
            run_with_reloader(server, extra_files, exclude_patterns, reloader_interval)
        finally:
            server.server_close()
    else:
        server.serve_forever()
