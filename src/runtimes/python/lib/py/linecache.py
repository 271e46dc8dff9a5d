"""Lines of source files."""
cache = {}


def getlines(filename, module_globals=None):
    if filename not in cache:
        try:
            with open(filename, encoding='utf-8', errors='replace') as f:
                cache[filename] = f.readlines()
        except OSError:
            return []
    return cache[filename]


def getline(filename, lineno, module_globals=None):
    lines = getlines(filename)
    return lines[lineno - 1] if 1 <= lineno <= len(lines) else ''


def checkcache(filename=None):
    if filename is None:
        cache.clear()
    else:
        cache.pop(filename, None)


def clearcache():
    cache.clear()


def lazycache(filename, module_globals):
    return False
