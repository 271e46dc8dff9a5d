"""More handlers of log records."""
import logging
import os

DEFAULT_TCP_LOGGING_PORT = 9020


class BaseRotatingHandler(logging.FileHandler):
    namer = rotator = None

    def emit(self, record):
        try:
            if self.shouldRollover(record):
                self.doRollover()
            logging.FileHandler.emit(self, record)
        except Exception:
            self.handleError(record)

    def rotate(self, source, dest):
        if os.path.exists(source):
            os.rename(source, dest)


class RotatingFileHandler(BaseRotatingHandler):
    def __init__(self, filename, mode='a', maxBytes=0, backupCount=0, encoding=None, delay=False, errors=None):
        super().__init__(filename, 'a' if maxBytes > 0 else mode, encoding, delay, errors)
        self.maxBytes, self.backupCount = maxBytes, backupCount

    def doRollover(self):
        if self.stream:
            self.stream.close()
            self.stream = None
        for i in range(self.backupCount - 1, 0, -1):
            src = f'{self.baseFilename}.{i}'
            if os.path.exists(src):
                os.replace(src, f'{self.baseFilename}.{i + 1}')
        if self.backupCount > 0:
            self.rotate(self.baseFilename, self.baseFilename + '.1')
        if not self.delay:
            self.stream = self._open()

    def shouldRollover(self, record):
        if self.maxBytes <= 0 or not os.path.exists(self.baseFilename):
            return False
        return os.path.getsize(self.baseFilename) + len(self.format(record)) + 1 >= self.maxBytes


class TimedRotatingFileHandler(BaseRotatingHandler):
    def __init__(self, filename, when='h', interval=1, backupCount=0, encoding=None, delay=False, utc=False, atTime=None, errors=None):
        import time
        super().__init__(filename, 'a', encoding, delay, errors)
        self._every = interval * {'S': 1, 'M': 60, 'H': 3600, 'D': 86400, 'MIDNIGHT': 86400}.get(when.upper(), 604800)
        self._time = time
        self.backupCount = backupCount
        self.rolloverAt = int(time.time()) + self._every

    def shouldRollover(self, record):
        return self._time.time() >= self.rolloverAt

    def doRollover(self):
        if self.stream:
            self.stream.close()
            self.stream = None
        self.rotate(self.baseFilename, self.baseFilename + self._time.strftime('.%Y-%m-%d', self._time.localtime(self.rolloverAt - self._every)))
        self.rolloverAt += self._every
        self.stream = self._open()


class WatchedFileHandler(logging.FileHandler):
    pass


class MemoryHandler(logging.Handler):
    def __init__(self, capacity, flushLevel=logging.ERROR, target=None, flushOnClose=True):
        super().__init__()
        self.capacity, self.flushLevel, self.target, self.buffer = capacity, flushLevel, target, []

    def emit(self, record):
        self.buffer.append(record)
        if len(self.buffer) >= self.capacity or record.levelno >= self.flushLevel:
            self.flush()

    def flush(self):
        if self.target:
            for r in self.buffer:
                self.target.handle(r)
            self.buffer.clear()


class QueueHandler(logging.Handler):
    def __init__(self, queue):
        super().__init__()
        self.queue = queue

    def emit(self, record):
        self.queue.put_nowait(record)


class SysLogHandler(logging.Handler):
    def __init__(self, *args, **kw):
        raise NotImplementedError("drydock: 'SysLogHandler' is not simulated")


class SMTPHandler(SysLogHandler):
    pass
