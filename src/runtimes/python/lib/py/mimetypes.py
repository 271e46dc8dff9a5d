"""Media types by the endings of names."""
types_map = {'.html': 'text/html', '.htm': 'text/html', '.css': 'text/css', '.js': 'text/javascript', '.mjs': 'text/javascript', '.json': 'application/json', '.txt': 'text/plain', '.py': 'text/x-python', '.c': 'text/plain', '.csv': 'text/csv', '.xml': 'text/xml', '.png': 'image/png', '.jpg': 'image/jpeg', '.jpeg': 'image/jpeg', '.gif': 'image/gif', '.svg': 'image/svg+xml', '.ico': 'image/vnd.microsoft.icon', '.webp': 'image/webp', '.bmp': 'image/bmp', '.pdf': 'application/pdf', '.zip': 'application/zip', '.tar': 'application/x-tar', '.mp3': 'audio/mpeg', '.mp4': 'video/mp4', '.wav': 'audio/x-wav', '.webm': 'video/webm', '.wasm': 'application/wasm', '.woff': 'font/woff', '.woff2': 'font/woff2', '.ttf': 'font/ttf', '.bin': 'application/octet-stream', '.exe': 'application/octet-stream', '.sh': 'application/x-sh', '.md': 'text/markdown', '.yaml': 'application/yaml'}
encodings_map = {'.gz': 'gzip', '.bz2': 'bzip2', '.xz': 'xz', '.br': 'br'}
suffix_map = {'.tgz': '.tar.gz'}
common_types = {'.rtf': 'application/rtf'}
inited = True


def init(files=None):
    pass


def guess_type(url, strict=True):
    import posixpath
    url = str(url).split('?')[0].split('#')[0]
    base, ext = posixpath.splitext(url)
    if ext in suffix_map:
        base, ext = posixpath.splitext(base + suffix_map[ext])
    encoding = None
    if ext in encodings_map:
        encoding = encodings_map[ext]
        base, ext = posixpath.splitext(base)
    return types_map.get(ext.lower()), encoding


guess_file_type = guess_type


def guess_all_extensions(type, strict=True):
    return [e for e, t in types_map.items() if t == type.lower()]


def guess_extension(type, strict=True):
    all = guess_all_extensions(type)
    return all[0] if all else None


def add_type(type, ext, strict=True):
    types_map[ext] = type


class MimeTypes:
    guess_type = staticmethod(guess_type)
    guess_extension = staticmethod(guess_extension)
    add_type = staticmethod(add_type)
