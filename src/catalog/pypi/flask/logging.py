"""The logger of an application; to standard error, or to the server's error stream while a request is answered."""
import logging
import sys

from .globals import _request_stack


class _ErrorStream:
    def _stream(self):
        top = _request_stack.top
        return top.request.environ["wsgi.errors"] if top is not None else sys.stderr

    def write(self, text):
        return self._stream().write(text)

    def flush(self):
        self._stream().flush()


wsgi_errors_stream = _ErrorStream()
default_handler = logging.StreamHandler(wsgi_errors_stream)
default_handler.setFormatter(logging.Formatter("[%(asctime)s] %(levelname)s in %(module)s: %(message)s"))


def create_logger(app):
    logger = logging.getLogger(app.name)
    if app.debug and not logger.level:
        logger.setLevel(logging.DEBUG)
    if not logger.hasHandlers():
        logger.addHandler(default_handler)
    return logger
