"""What `gunicorn` runs."""
import os
import sys

from . import config
from .arbiter import run as run_arbiter
from .glogging import Logger


def run():
    cfg, app_name, check = config.load()
    if cfg.chdir:
        if not os.path.isdir(cfg.chdir):
            print("Error: can't chdir to " + repr(cfg.chdir), file=sys.stderr)
            sys.exit(1)
        os.chdir(cfg.chdir)
    for pair in cfg.raw_env:
        name, _, value = pair.partition("=")
        os.environ[name] = value
    if check:
        from .worker import load_app
        load_app(app_name)
        return
    run_arbiter(cfg, Logger(cfg), app_name)
