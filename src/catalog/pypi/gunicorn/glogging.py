"""The two logs."""
import os
import sys
import time
import traceback

_LEVELS = {"debug": 10, "info": 20, "warning": 30, "error": 40, "critical": 50}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Logger:
    def __init__(self, cfg):
        self.cfg = cfg
        self.level = _LEVELS.get(str(cfg.loglevel).lower(), 20)
        self.errors = sys.stderr if cfg.errorlog == "-" else open(cfg.errorlog, "a")
        self.accesses = None if not cfg.accesslog else sys.stdout if cfg.accesslog == "-" else open(cfg.accesslog, "a")

    def _write(self, level, message, args):
        if _LEVELS[level] < self.level:
            return
        text = message % args if args else message
        self.errors.write("[" + time.strftime("%Y-%m-%d %H:%M:%S") + " +0000] [" + str(os.getpid()) + "] [" + level.upper() + "] " + text + "\n")
        self.errors.flush()

    def debug(self, message, *args):
        self._write("debug", message, args)

    def info(self, message, *args):
        self._write("info", message, args)

    def warning(self, message, *args):
        self._write("warning", message, args)

    def error(self, message, *args):
        self._write("error", message, args)

    def critical(self, message, *args):
        self._write("critical", message, args)

    def exception(self, message, *args):
        self._write("error", (message % args if args else message).replace("%", "%%") + "\n%s", (traceback.format_exc().rstrip("\n"),))

    def access(self, environ, status, sent, seconds):
        if self.accesses is None:
            return
        t = time.gmtime()
        query = environ["QUERY_STRING"]
        atoms = {"h": environ["REMOTE_ADDR"], "l": "-", "u": "-", "t": "[%02d/%s/%04d:%02d:%02d:%02d +0000]" % (t[2], _MONTHS[t[1] - 1], t[0], t[3], t[4], t[5]), "r": environ["REQUEST_METHOD"] + " " + environ["RAW_URI"] + " " + environ["SERVER_PROTOCOL"], "s": status.split(" ")[0], "m": environ["REQUEST_METHOD"], "U": environ["PATH_INFO"], "q": query, "H": environ["SERVER_PROTOCOL"], "b": str(sent) if sent else "-", "B": str(sent), "f": environ.get("HTTP_REFERER", "-"), "a": environ.get("HTTP_USER_AGENT", "-"), "T": str(int(seconds)), "D": str(int(seconds * 1000000)), "M": str(int(seconds * 1000)), "L": "%.6f" % seconds, "p": "<" + str(os.getpid()) + ">"}

        class Atoms(dict):
            def __missing__(self, key):
                if key.startswith("{") and key.endswith("}i"):
                    return environ.get("HTTP_" + key[1:-2].upper().replace("-", "_"), "-")
                return "-"
        self.accesses.write(self.cfg.access_log_format % Atoms(atoms) + "\n")
        self.accesses.flush()
