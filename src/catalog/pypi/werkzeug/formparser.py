"""Reads the body of a form: url-encoded, or in parts with files."""
import io
import urllib.parse

from .datastructures import FileStorage, Headers, MultiDict
from .http import parse_options_header


def parse_query(text):
    return urllib.parse.parse_qsl(text, keep_blank_values=True)


def parse_form(data, content_type):
    """(form, files) of a body in bytes."""
    kind, options = parse_options_header(content_type)
    form, files = MultiDict(), MultiDict()
    if kind == "application/x-www-form-urlencoded":
        form = MultiDict(parse_query(data.decode("utf-8", "replace")))
    elif kind == "multipart/form-data" and options.get("boundary"):
        for part in data.split(b"--" + options["boundary"].encode("latin-1"))[1:]:
            if part.startswith(b"--"):
                break
            head, _, body = part.partition(b"\r\n\r\n")
            headers = Headers([tuple([w.strip() for w in line.split(":", 1)]) for line in head.decode("utf-8", "replace").split("\r\n") if ":" in line])
            _, names = parse_options_header(headers.get("Content-Disposition", ""))
            if body.endswith(b"\r\n"):
                body = body[:-2]
            name = names.get("name", "")
            if "filename" in names:
                files.add(name, FileStorage(io.BytesIO(body), names["filename"], name, headers.get("Content-Type"), headers=headers))
            else:
                form.add(name, body.decode("utf-8", "replace"))
    return form, files
