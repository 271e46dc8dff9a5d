"""Starts the program anew when one of its files changes: a parent that waits, a child that serves and looks at the files."""
import os
import signal
import socket
import subprocess
import sys
import threading
import time

from .serving import _log, is_running_from_reloader


def _own(path):
    return path.endswith(".py") and "/site-packages/" not in path and "/lib/python3" not in path


def _files(extra):
    """Python files of the program: its modules, and what lies in its folders."""
    found = set([os.path.abspath(f) for f in extra or ()])
    for module in list(sys.modules.values()):
        path = getattr(module, "__file__", None)
        if path and _own(path):
            found.add(os.path.abspath(path))
    for folder in list(sys.path):
        folder = os.path.abspath(folder or ".")
        if folder == "/" or "/lib/python3" in folder or not os.path.isdir(folder):
            continue
        if folder.rsplit("/", 1)[-1] == "bin":
            continue
        for root, dirs, names in os.walk(folder):
            dirs[:] = [d for d in dirs if not d.startswith(".") and d not in ("__pycache__", "node_modules", "venv", "site-packages")]
            for name in names:
                if name.endswith(".py"):
                    found.add(os.path.join(root, name))
    return found


def _excluded(name, patterns):
    import fnmatch
    return any([fnmatch.fnmatch(name, p) for p in patterns])


def watch(extra, exclude, interval):
    """Returns never; ends the process with status 3 when a file is new or newer."""
    times = {}
    files = _files(extra)
    turn = 0
    while True:
        for name in sorted(files):
            if exclude and _excluded(name, exclude):
                continue
            try:
                mtime = os.stat(name).st_mtime
            except OSError:
                continue
            old = times.get(name)
            if old is None:
                times[name] = mtime
            elif mtime > old:
                _log("info", " * Detected change in " + repr(os.path.realpath(name)) + ", reloading")
                sys.exit(3)
        time.sleep(interval)
        turn += 1
        if turn % 5 == 0:
            files = _files(extra)


def _arguments():
    """The command line that starts this program again."""
    if os.path.basename(sys.argv[0]) == "__main__.py":
        folder = os.path.dirname(os.path.abspath(sys.argv[0]))
        package = getattr(sys.modules.get("__main__"), "__package__", None) or os.path.basename(folder)
        return [sys.executable, "-m", package] + sys.argv[1:]
    return [sys.executable] + sys.argv


def run_with_reloader(server, extra_files=None, exclude_patterns=None, interval=1):
    signal.signal(signal.SIGTERM, lambda *args: sys.exit(0))
    try:
        if is_running_from_reloader():
            t = threading.Thread(target=server.serve_forever, args=())
            t.daemon = True
            t.start()
            watch(extra_files, exclude_patterns, interval)
        else:
            # Where a socket cannot be handed on, the child opens one of its own.
            handed = hasattr(socket, "fromfd")
            if handed:
                server.socket.set_inheritable(True)
            else:
                server.server_close()
            while True:
                _log("info", " * Restarting with stat")
                env = dict(os.environ)
                env["WERKZEUG_RUN_MAIN"] = "true"
                if handed:
                    env["WERKZEUG_SERVER_FD"] = str(server.fileno())
                child = subprocess.Popen(_arguments(), env=env, close_fds=False)
                # Asked now and then, so that a signal to this process is obeyed in between.
                while child.poll() is None:
                    time.sleep(0.5)
                status = child.returncode
                if status != 3:
                    sys.exit(status)
    except KeyboardInterrupt:
        pass
