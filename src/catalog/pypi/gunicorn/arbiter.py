"""The master: opens the sockets, keeps the workers alive, obeys signals.

Workers are processes of their own that are started like the master (there is no fork here) and given its sockets, or,
where sockets cannot be given, the bytes of the connections (relay.py).
"""
import os
import signal
import socket
import subprocess
import sys
import time

from . import __version__
from .relay import Relay
from .util import HALT_APP, HALT_BOOT
from .worker import run_worker


HANDED = hasattr(socket, "fromfd")


def _address(text):
    """(family, address) of `host:port` or `unix:/path`."""
    if text.startswith("unix:"):
        return socket.AF_UNIX, text[5:]
    if text.startswith("fd://"):
        raise NotImplementedError("drydock: binding to fd:// is not simulated")
    if "://" in text:
        text = text.split("://", 1)[1]
    host, colon, port = text.rpartition(":")
    if not colon:
        host, port = text, "8000"
    if not port.isdigit():
        raise RuntimeError(repr(port) + " is not a valid port number.")
    return socket.AF_INET, (host.strip("[]") or "0.0.0.0", int(port))


def _shown(family, address):
    return "unix:" + address if family == socket.AF_UNIX else "http://" + address[0] + ":" + str(address[1])


def _command():
    """The command line that starts this program again."""
    if os.path.basename(sys.argv[0]) == "__main__.py":
        return [sys.executable, "-m", "gunicorn"] + sys.argv[1:]
    return [sys.executable] + sys.argv


class _Wake(Exception):
    """Ends the sleep of the master when a signal comes."""


class Arbiter:
    def __init__(self, cfg, log, app_name):
        self.cfg, self.log, self.app_name = cfg, log, app_name
        self.workers = {}
        self.pending = []
        self.stopping = False
        self.wanted = cfg.workers
        self.sleeping = False

    def on_signal(self, name):
        if name != "CHLD":
            self.pending.append(name)
        if self.sleeping:
            self.sleeping = False
            raise _Wake()

    def sleep(self, seconds):
        try:
            self.sleeping = True
            time.sleep(seconds)
        except _Wake:
            pass
        finally:
            self.sleeping = False

    def listen(self):
        self.listeners = []
        for text in self.cfg.bind:
            family, address = _address(text)
            for attempt in range(5, -1, -1):
                s = socket.socket(family, socket.SOCK_STREAM)
                s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                try:
                    s.bind(address)
                    break
                except OSError as e:
                    s.close()
                    if e.errno == 98:
                        self.log.error("Connection in use: %s", str(address))
                    if attempt > 0 and e.errno == 98:
                        self.log.error("connection to %s failed: %s", str(address), str(e))
                        time.sleep(1)
                        continue
                    if e.errno != 98:
                        self.log.error("Invalid address: %s", str(address))
                    self.log.error("Can't connect to %s", str(address))
                    sys.exit(1)
            s.listen(self.cfg.backlog)
            if HANDED:
                s.set_inheritable(True)
            self.listeners.append((family, address, s))

    def start(self):
        self.cfg.hook("on_starting", self)
        self.log.info("Starting gunicorn %s", __version__)
        for name in ("TERM", "INT", "QUIT", "HUP", "TTIN", "TTOU", "CHLD"):
            signal.signal(getattr(signal, "SIG" + name), lambda number, frame, name=name: self.on_signal(name))
        if self.cfg.pidfile:
            with open(self.cfg.pidfile, "w") as f:
                f.write(str(os.getpid()) + "\n")
        self.listen()
        self.log.info("Listening at: %s (%s)", ",".join([_shown(f, a) for f, a, _ in self.listeners]), os.getpid())
        self.log.info("Using worker: %s", self.cfg.worker_class)
        self.cfg.hook("when_ready", self)

    def spawn(self):
        folder = self.cfg.worker_tmp_dir or "/tmp"
        beat = os.path.join(folder, "wgunicorn-" + str(os.getpid()) + "-" + str(len(self.workers)) + "-" + str(int(time.time() * 1000)))
        with open(beat, "w"):
            pass
        env = dict(os.environ)
        fds = [s.fileno() for _, _, s in self.listeners] if HANDED else []
        env["GUNICORN_WORKER_FDS"] = ",".join([str(f) for f in fds])
        env["GUNICORN_WORKER_BEAT"] = beat
        process = subprocess.Popen(_command(), env=env, close_fds=True, pass_fds=fds)
        self.workers[process.pid] = (process, beat)

    def forget(self, pid):
        _, beat = self.workers.pop(pid)
        try:
            os.unlink(beat)
        except OSError:
            pass

    def reap(self):
        for pid, (process, _) in list(self.workers.items()):
            status = process.poll()
            if status is None:
                continue
            self.forget(pid)
            if self.stopping:
                continue
            if status == HALT_BOOT:
                self.log.error("Worker (pid:%s) exited with code %s", pid, status)
                self.halt("Worker failed to boot.", HALT_BOOT)
            if status == HALT_APP:
                self.log.error("Worker (pid:%s) exited with code %s", pid, status)
                self.halt("App failed to load.", HALT_APP)
            if status > 0:
                self.log.error("Worker (pid:%s) exited with code %s.", pid, status)
            elif status < 0:
                text = "Worker (pid:%s) was sent %s!" % (pid, signal.Signals(-status).name if hasattr(signal, "Signals") else "SIG " + str(-status))
                if status == -9:
                    text += " Perhaps out of memory?"
                self.log.error("%s", text)

    def murder(self):
        """Ends workers that have not shown a sign of life for too long."""
        if not self.cfg.timeout:
            return
        for pid, (process, beat) in list(self.workers.items()):
            try:
                age = time.time() - os.stat(beat).st_mtime
            except OSError:
                continue
            if age > self.cfg.timeout + 5:
                process.send_signal(signal.SIGKILL)
            elif age > self.cfg.timeout:
                self.log.critical("WORKER TIMEOUT (pid:%s)", pid)
                process.send_signal(signal.SIGABRT)

    def stop(self, graceful=True):
        self.stopping = True
        for _, _, s in self.listeners:
            s.close()
        for process, _ in self.workers.values():
            process.send_signal(signal.SIGTERM if graceful else signal.SIGQUIT)
        until = time.time() + self.cfg.graceful_timeout
        while self.workers and time.time() < until:
            self.reap()
            if self.workers:
                self.sleep(0.5)
        for process, _ in self.workers.values():
            process.send_signal(signal.SIGKILL)

    def halt(self, reason=None, status=0):
        self.stop()
        if reason is not None:
            self.log.error("Shutting down: Master")
            self.log.error("Reason: %s", reason)
        else:
            self.log.info("Shutting down: Master")
        if self.cfg.pidfile:
            os.unlink(self.cfg.pidfile)
        self.cfg.hook("on_exit", self)
        sys.exit(status)

    def obey(self, name):
        self.log.info("Handling signal: %s", name.lower())
        if name in ("INT", "QUIT"):
            self.stop(False)
            self.halt()
        if name == "TERM":
            self.halt()
        if name == "TTIN":
            self.wanted += 1
        elif name == "TTOU":
            self.wanted = max(1, self.wanted - 1)
        elif name == "HUP":
            self.log.info("Hang up: %s", "Master")
            for process, _ in list(self.workers.values()):
                process.send_signal(signal.SIGTERM)

    def run(self):
        self.start()
        if not HANDED:
            Relay(self).start()
        while True:
            while self.pending:
                self.obey(self.pending.pop(0))
            self.reap()
            self.murder()
            while len(self.workers) < self.wanted:
                self.spawn()
                time.sleep(0.05)
            while len(self.workers) > self.wanted:
                pid = sorted(self.workers)[0]
                self.workers[pid][0].send_signal(signal.SIGTERM)
                self.workers[pid][0].wait()
                self.forget(pid)
            if not self.pending:
                self.sleep(1)


def run(cfg, log, app_name):
    fds = os.environ.pop("GUNICORN_WORKER_FDS", None)
    beat = os.environ.pop("GUNICORN_WORKER_BEAT", None)
    if fds is None:
        Arbiter(cfg, log, app_name).run()
        return
    listeners = []
    if HANDED:
        for text, fd in zip(cfg.bind, fds.split(",")):
            family, _ = _address(text)
            listeners.append(socket.fromfd(int(fd), family, socket.SOCK_STREAM))
    else:
        own = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        own.bind(("127.0.0.1", 0))
        own.listen(cfg.backlog)
        listeners.append(own)
    status = run_worker(cfg, log, app_name, listeners, beat, None if HANDED else _address(cfg.bind[0])[1])
    sys.stdout.flush()
    os._exit(status)
