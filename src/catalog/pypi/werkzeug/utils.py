"""Helpers for views: redirects, safe file names, files as responses."""
import os
import re

from markupsafe import escape

from .exceptions import NotFound
from .http import guess_type, http_date
from .wrappers import Response


def redirect(location, code=302, Response=None):
    kind = Response
    if kind is None:
        from .wrappers import Response as kind
    shown = str(escape(location))
    body = "<!doctype html>\n<html lang=en>\n<title>Redirecting...</title>\n<h1>Redirecting...</h1>\n<p>You should be redirected automatically to the target URL: <a href=\"" + shown + "\">" + shown + "</a>. If not, click the link.\n"
    response = kind(body, code, mimetype="text/html")
    response.headers.set("Location", location)
    return response


def secure_filename(filename):
    for sep in ("/", "\\"):
        filename = filename.replace(sep, " ")
    text = "".join([c for c in filename if ord(c) < 128])
    return re.sub(r"[^A-Za-z0-9_.-]", "", "_".join(text.split())).strip("._")


def safe_join(directory, *names):
    """The path below the directory, or None when it would leave it."""
    parts = [str(directory)]
    for name in names:
        name = os.path.normpath(name) if name else ""
        if os.path.isabs(name) or name == ".." or name.startswith("../"):
            return None
        parts.append(name)
    return os.path.join(*parts)


def send_file(path_or_file, environ=None, mimetype=None, as_attachment=False, download_name=None, conditional=True, etag=True, last_modified=None, max_age=None, response_class=None):
    headers = []
    name = download_name
    if hasattr(path_or_file, "read"):
        data = path_or_file.read()
        if isinstance(data, str):
            raise ValueError("Files must be opened in binary mode or use BytesIO.")
    else:
        path = str(path_or_file)
        name = name or os.path.basename(path)
        with open(path, "rb") as f:
            data = f.read()
        last_modified = os.path.getmtime(path) if last_modified is None else last_modified
        if etag:
            import hashlib
            headers.append(("ETag", '"' + str(os.path.getmtime(path)) + "-" + str(len(data)) + "-" + hashlib.md5(path.encode()).hexdigest()[:10] + '"'))
    if mimetype is None:
        if name is None:
            raise TypeError("Unable to detect the MIME type because a file name is not available. Either set 'download_name', pass a file with a path, or set 'mimetype'.")
        mimetype = guess_type(name) or "application/octet-stream"
    if as_attachment:
        if name is None:
            raise TypeError("No name provided for attachment. Either set 'download_name' or pass a file path.")
        headers.append(("Content-Disposition", "attachment; filename=" + name))
    elif name is not None:
        headers.append(("Content-Disposition", "inline; filename=" + name))
    if last_modified is not None:
        headers.append(("Last-Modified", http_date(last_modified)))
    headers.append(("Cache-Control", "no-cache" if max_age is None else "public, max-age=" + str(max_age)))
    response = (response_class or Response)(data, 200, headers, mimetype=mimetype)
    if conditional and environ is not None and etag:
        wanted = environ.get("HTTP_IF_NONE_MATCH")
        if wanted and wanted == response.headers.get("ETag"):
            response.status = 304
            response.headers.remove("Content-Length")
            response.response = []
    return response


def send_from_directory(directory, path, environ=None, **kwargs):
    found = safe_join(str(directory), str(path))
    if found is None or not os.path.isfile(found):
        raise NotFound()
    return send_file(found, environ, **kwargs)


class cached_property:
    def __init__(self, fget, name=None, doc=None):
        self.fget = fget
        self.name = name or fget.__name__

    def __get__(self, obj, kind=None):
        if obj is None:
            return self
        value = self.fget(obj)
        obj.__dict__[self.name] = value
        return value


def import_string(import_name, silent=False):
    import importlib
    name = import_name.replace(":", ".")
    try:
        try:
            return importlib.import_module(name)
        except ImportError:
            if "." not in name:
                raise
        module, _, attr = name.rpartition(".")
        found = importlib.import_module(module)
        if not hasattr(found, attr):
            raise ImportError("module " + repr(module) + " has no attribute " + repr(attr))
        return getattr(found, attr)
    except ImportError:
        if silent:
            return None
        raise
