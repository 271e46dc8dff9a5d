"""The settings: from the command line, a file, and the environment."""
import argparse
import os
import re
import sys

DEFAULTS = {"bind": None, "workers": None, "worker_class": "sync", "threads": 1, "timeout": 30, "graceful_timeout": 30, "keepalive": 2, "max_requests": 0, "accesslog": None, "errorlog": "-", "loglevel": "info", "access_log_format": '%(h)s %(l)s %(u)s %(t)s "%(r)s" %(s)s %(b)s "%(f)s" "%(a)s"', "reload": False, "reload_extra_files": [], "chdir": None, "raw_env": [], "proc_name": None, "pidfile": None, "preload_app": False, "wsgi_app": None, "worker_tmp_dir": None, "forwarded_allow_ips": "127.0.0.1,::1", "capture_output": False, "backlog": 2048}
_HOOKS = ("on_starting", "when_ready", "post_fork", "pre_fork", "on_exit", "worker_exit", "post_worker_init", "worker_int", "pre_request", "post_request", "on_reload")
_REFUSED = ("certfile", "keyfile", "daemon", "user", "group", "paste", "statsd_host", "logconfig", "logconfig_dict", "umask")


class Settings:
    def __init__(self):
        self.__dict__.update(DEFAULTS)
        self.hooks = {}

    def set(self, name, value):
        if name in _REFUSED and value:
            raise NotImplementedError("drydock: the setting '" + name + "' of gunicorn is not simulated")
        if name in DEFAULTS:
            setattr(self, name, value)

    def finish(self):
        if self.workers is None:
            self.workers = int(os.environ.get("WEB_CONCURRENCY", "1"))
        if self.bind is None:
            self.bind = ["0.0.0.0:" + os.environ["PORT"]] if os.environ.get("PORT") else ["127.0.0.1:8000"]
        if isinstance(self.bind, str):
            self.bind = [b.strip() for b in self.bind.split(",")]
        self.workers, self.threads, self.timeout = int(self.workers), int(self.threads), int(self.timeout)
        if self.worker_class == "sync" and self.threads > 1:
            self.worker_class = "gthread"
        if self.worker_class not in ("sync", "gthread"):
            raise NotImplementedError("drydock: the worker class '" + str(self.worker_class) + "' of gunicorn is not simulated")

    def hook(self, name, *args):
        f = self.hooks.get(name)
        if f is not None:
            f(*args)


def _words(text):
    """The words of a line; quotes hold spaces together."""
    return [a or b or c for a, b, c in re.findall(r"""'([^']*)'|"([^"]*)"|(\S+)""", text)]


def _parser():
    p = argparse.ArgumentParser(prog="gunicorn", usage="gunicorn [OPTIONS] [APP_MODULE]")
    p.add_argument("args", nargs="*")
    p.add_argument("-v", "--version", action="store_true")
    p.add_argument("-c", "--config")
    p.add_argument("-b", "--bind", action="append")
    p.add_argument("-w", "--workers", type=int)
    p.add_argument("-k", "--worker-class")
    p.add_argument("--threads", type=int)
    p.add_argument("-t", "--timeout", type=int)
    p.add_argument("--graceful-timeout", type=int)
    p.add_argument("--keep-alive", type=int, dest="keepalive")
    p.add_argument("--max-requests", type=int)
    p.add_argument("--backlog", type=int)
    p.add_argument("--access-logfile", dest="accesslog")
    p.add_argument("--access-logformat", dest="access_log_format")
    p.add_argument("--error-logfile", "--log-file", dest="errorlog")
    p.add_argument("--log-level", dest="loglevel")
    p.add_argument("--reload", action="store_true", default=None)
    p.add_argument("--reload-extra-file", action="append", dest="reload_extra_files")
    p.add_argument("--chdir")
    p.add_argument("-e", "--env", action="append", dest="raw_env")
    p.add_argument("-n", "--name", dest="proc_name")
    p.add_argument("-p", "--pid", dest="pidfile")
    p.add_argument("--preload", action="store_true", default=None, dest="preload_app")
    p.add_argument("--worker-tmp-dir")
    p.add_argument("--forwarded-allow-ips")
    p.add_argument("--capture-output", action="store_true", default=None)
    p.add_argument("-D", "--daemon", action="store_true", default=None)
    p.add_argument("-u", "--user")
    p.add_argument("-g", "--group")
    p.add_argument("--certfile")
    p.add_argument("--keyfile")
    p.add_argument("--check-config", action="store_true")
    p.add_argument("--print-config", action="store_true")
    return p


def _from_file(settings, path, asked):
    if path.startswith("file:"):
        path = path[5:]
    if not os.path.isfile(path):
        if asked:
            print("Error: " + repr(path) + " doesn't exist", file=sys.stderr)
            sys.exit(1)
        return
    with open(path) as f:
        source = f.read()
    names = {"__file__": path, "__name__": "gunicorn_config"}
    exec(compile(source, path, "exec"), names)
    for name, value in names.items():
        if name in _HOOKS and callable(value):
            settings.hooks[name] = value
        else:
            settings.set(name, value)


def load():
    """(settings, name of the application, whether only the settings are to be checked)"""
    parser = _parser()
    options = parser.parse_args()
    if options.version:
        from . import __version__
        print("gunicorn (version " + __version__ + ")")
        sys.exit(0)
    env = parser.parse_args(_words(os.environ.get("GUNICORN_CMD_ARGS", "")))
    if options.print_config:
        raise NotImplementedError("drydock: 'gunicorn --print-config' is not simulated")
    settings = Settings()
    config = options.config or env.config
    _from_file(settings, config or "./gunicorn.conf.py", config is not None)
    for source in (env, options):
        for name, value in vars(source).items():
            if value is not None and (name in DEFAULTS or name in _REFUSED):
                settings.set(name, value)
    app = (options.args or env.args or [settings.wsgi_app])[0]
    if app is None:
        parser.error("No application module specified.")
    settings.finish()
    return settings, app, options.check_config
