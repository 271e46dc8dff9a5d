"""A worker: loads the application and answers requests on the shared socket."""
import importlib
import io
import os
import signal
import socket
import sys
import threading
import time
import traceback
import urllib.parse

from .relay import client_of
from .util import AppImportError, HALT_APP, HALT_BOOT, http_date, read_request


def load_app(name):
    """The callable that `module:name` or `module:factory()` means."""
    module, _, attr = name.partition(":")
    attr = attr or "application"
    if not sys.path or sys.path[0] != os.getcwd():
        sys.path.insert(0, os.getcwd())
    try:
        found = importlib.import_module(module)
    except ImportError:
        if module.endswith(".py") and os.path.exists(module):
            raise ImportError("Failed to find application, did you mean '" + module.rsplit(".", 1)[0] + ":" + attr + "'?")
        raise
    start, paren, _ = attr.partition("(")
    if not hasattr(found, start):
        raise AppImportError("Failed to find attribute " + repr(start) + " in " + repr(module) + ".")
    app = eval(attr, vars(found)) if paren else getattr(found, start)
    if app is None:
        raise AppImportError("Failed to find application object: " + repr(attr))
    if not callable(app):
        raise AppImportError("Application object must be callable.")
    return app


class Worker:
    def __init__(self, cfg, log, app_name, listeners, beat, relayed=None):
        self.relayed = relayed
        self.cfg, self.log, self.app_name, self.listeners, self.beat = cfg, log, app_name, listeners, beat
        self.alive = True
        self.busy = False
        self.handled = 0
        self.pid = os.getpid()

    def notify(self):
        """Shows the master that the worker is not stuck."""
        if self.beat:
            os.utime(self.beat, None)

    def run(self):
        signal.signal(signal.SIGTERM, self.on_term)
        signal.signal(signal.SIGINT, self.on_quit)
        signal.signal(signal.SIGQUIT, self.on_quit)
        signal.signal(signal.SIGABRT, self.on_abort)
        self.log.info("Booting worker with pid: %s", self.pid)
        try:
            self.cfg.hook("post_fork", None, self)
            self.app = load_app(self.app_name)
            self.cfg.hook("post_worker_init", self)
        except SyntaxError:
            if not self.cfg.reload:
                raise
            self.log.exception("Exception in worker process")
            text = traceback.format_exc()

            def broken(environ, start_response):
                start_response("500 Internal Server Error", [("Content-Type", "text/plain")])
                return [text.encode()]
            self.app = broken
        if self.cfg.reload:
            t = threading.Thread(target=self.watch)
            t.daemon = True
            t.start()
        if self.relayed is not None:
            with open(self.beat, "w") as f:
                f.write(str(self.listeners[0].getsockname()[1]))
        self.serve()

    def on_term(self, *args):
        self.alive = False
        if not self.busy:
            sys.exit(0)

    def on_quit(self, *args):
        self.alive = False
        sys.exit(0)

    def on_abort(self, *args):
        self.alive = False
        sys.exit(1)

    def watch(self):
        times = {}
        while True:
            names = [getattr(m, "__file__", None) for m in list(sys.modules.values())] + list(self.cfg.reload_extra_files)
            for name in names:
                if not name or "/lib/python3" in name:
                    continue
                try:
                    mtime = os.stat(name).st_mtime
                except OSError:
                    continue
                if times.setdefault(name, mtime) < mtime:
                    self.log.info("Worker reloading: %s modified", name)
                    self.alive = False
                    time.sleep(0.1)
                    os.kill(self.pid, signal.SIGQUIT)
                    return
            time.sleep(1)

    def serve(self):
        for listener in self.listeners[1:]:
            t = threading.Thread(target=self.accept, args=(listener,))
            t.daemon = True
            t.start()
        self.accept(self.listeners[0])

    def accept(self, listener):
        if self.cfg.timeout:
            listener.settimeout(max(self.cfg.timeout / 2, 0.5))
        while self.alive:
            self.notify()
            try:
                conn, client = listener.accept()
            except socket.timeout:
                continue
            conn.settimeout(None)
            if self.cfg.worker_class == "gthread":
                t = threading.Thread(target=self.handle, args=(listener, conn, client))
                t.daemon = True
                t.start()
            else:
                self.handle(listener, conn, client)

    def handle(self, listener, conn, client):
        self.busy = True
        try:
            if self.relayed is not None:
                client = client_of(conn)
            request = read_request(conn)
            if request is not None:
                self.answer(listener, conn, client, request)
        except ValueError as e:
            self.log.warning("Invalid request from ip=%s: %s", client[0] if client else "", e)
            self.fail(conn, "400 Bad Request", str(e))
        except (BrokenPipeError, ConnectionResetError):
            self.log.debug("Ignoring EPIPE")
        finally:
            conn.close()
            self.busy = False
        self.handled += 1
        if self.cfg.max_requests and self.handled >= self.cfg.max_requests:
            self.log.info("Autorestarting worker after current request.")
            self.alive = False

    def environ(self, listener, client, request):
        method, target, version, headers, body = request
        path, _, query = target.partition("?")
        name = self.relayed if self.relayed is not None else listener.getsockname()
        out = {"wsgi.errors": sys.stderr, "wsgi.version": (1, 0), "wsgi.multithread": self.cfg.worker_class == "gthread", "wsgi.multiprocess": self.cfg.workers > 1, "wsgi.run_once": False, "wsgi.input": io.BytesIO(body), "wsgi.input_terminated": True, "wsgi.url_scheme": "http", "SERVER_SOFTWARE": "gunicorn/23.0.0", "REQUEST_METHOD": method, "QUERY_STRING": query, "RAW_URI": target, "SERVER_PROTOCOL": version, "REMOTE_ADDR": client[0] if client else "", "REMOTE_PORT": str(client[1]) if client else "", "SERVER_NAME": name[0] if isinstance(name, tuple) else "", "SERVER_PORT": str(name[1]) if isinstance(name, tuple) else "", "PATH_INFO": urllib.parse.unquote(path), "SCRIPT_NAME": ""}
        for k, v in headers:
            key = k.upper().replace("-", "_")
            key = key if key in ("CONTENT_TYPE", "CONTENT_LENGTH") else "HTTP_" + key
            out[key] = out[key] + "," + v if key in out else v
        trusted = [a.strip() for a in self.cfg.forwarded_allow_ips.split(",")]
        if ("*" in trusted or out["REMOTE_ADDR"] in trusted) and out.get("HTTP_X_FORWARDED_PROTO") == "https":
            out["wsgi.url_scheme"] = "https"
        return out

    def answer(self, listener, conn, client, request):
        environ = self.environ(listener, client, request)
        start = time.time()
        got = []
        state = {"sent": False, "size": 0, "chunked": False}

        def start_response(status, headers, exc_info=None):
            if got and exc_info is None:
                raise AssertionError("Response headers already set!")
            got[:] = [status, headers]
            return write

        def write(data):
            out = b""
            if not state["sent"]:
                state["sent"] = True
                names = set([n.lower() for n, _ in got[1]])
                code = int(got[0].split(" ")[0])
                state["chunked"] = "content-length" not in names and environ["SERVER_PROTOCOL"] == "HTTP/1.1" and request[0] != "HEAD" and code >= 200 and code not in (204, 304)
                lines = [environ["SERVER_PROTOCOL"] + " " + got[0], "Server: gunicorn", "Date: " + http_date(), "Connection: close"]
                lines += (["Transfer-Encoding: chunked"] if state["chunked"] else []) + [n + ": " + v for n, v in got[1] if n.lower() not in ("connection", "server", "date")]
                out = ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")
            if data and request[0] != "HEAD":
                state["size"] += len(data)
                out += hex(len(data))[2:].encode() + b"\r\n" + data + b"\r\n" if state["chunked"] else data
            if out:
                conn.sendall(out)
        try:
            self.cfg.hook("pre_request", self, environ)
            parts = self.app(environ, start_response)
            try:
                for part in parts:
                    write(part)
                write(b"")
                if state["chunked"]:
                    conn.sendall(b"0\r\n\r\n")
            finally:
                if hasattr(parts, "close"):
                    parts.close()
            self.log.access(environ, got[0], state["size"], time.time() - start)
        except (BrokenPipeError, ConnectionResetError):
            raise
        except Exception:
            self.log.exception("Error handling request %s", request[1])
            if not state["sent"]:
                self.fail(conn, "500 Internal Server Error", "")
        except SystemExit:
            self.log.exception("Error handling request %s", request[1])
            raise

    def fail(self, conn, status, message):
        reason = status.partition(" ")[2]
        body = "<html>\n  <head>\n    <title>" + reason + "</title>\n  </head>\n  <body>\n    <h1><p>" + reason + "</p></h1>\n    " + message.replace("<", "&lt;") + "\n  </body>\n</html>\n"
        conn.sendall(("HTTP/1.1 " + status + "\r\nConnection: close\r\nContent-Type: text/html\r\nContent-Length: " + str(len(body)) + "\r\n\r\n" + body).encode())


def run_worker(cfg, log, app_name, listeners, beat, relayed=None):
    """The status that the worker's process ends with."""
    worker = Worker(cfg, log, app_name, listeners, beat, relayed)
    try:
        worker.run()
        return 0
    except SystemExit as e:
        return e.code or 0
    except AppImportError as e:
        log.debug("Exception while loading the application")
        print("\n" + str(e) + "\n", file=sys.stderr, flush=True)
        return HALT_APP
    except BaseException:
        log.exception("Exception in worker process")
        return HALT_BOOT if not worker.handled else 1
    finally:
        log.info("Worker exiting (pid: %s)", worker.pid)
        cfg.hook("worker_exit", None, worker)
