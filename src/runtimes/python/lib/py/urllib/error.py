"""What can go wrong with a URL."""


class URLError(OSError):
    def __init__(self, reason, filename=None):
        self.args = reason,
        self.reason = reason
        if filename is not None:
            self.filename = filename

    def __str__(self):
        return '<urlopen error %s>' % self.reason


class HTTPError(URLError):
    def __init__(self, url, code, msg, hdrs, fp):
        self.url = self.filename = url
        self.code, self.msg, self.hdrs, self.fp = code, msg, hdrs, fp
        self.args = (code, msg)

    @property
    def reason(self):
        return self.msg

    @property
    def headers(self):
        return self.hdrs

    @property
    def status(self):
        return self.code

    def read(self, *args):
        return self.fp.read(*args) if self.fp is not None else b''

    def close(self):
        if self.fp is not None:
            self.fp.close()

    def getcode(self):
        return self.code

    def info(self):
        return self.hdrs

    def geturl(self):
        return self.url

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def __str__(self):
        return 'HTTP Error %s: %s' % (self.code, self.msg)

    def __repr__(self):
        return '<HTTPError %s: %r>' % (self.code, self.msg)


class ContentTooShortError(URLError):
    pass
