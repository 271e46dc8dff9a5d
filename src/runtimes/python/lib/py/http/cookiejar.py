"""A place for cookies."""


class Cookie:
    def __init__(self, version, name, value, *args, **kw):
        self.name, self.value = name, value


class CookieJar:
    def __init__(self, policy=None):
        self._all = []

    def set_cookie(self, cookie):
        self._all = [c for c in self._all if c.name != cookie.name] + [cookie]

    def __iter__(self):
        return iter(self._all)

    def __len__(self):
        return len(self._all)

    def clear(self, *args):
        self._all.clear()


class DefaultCookiePolicy:
    def __init__(self, **kw):
        pass
