"""Reads .env files into the environment (python-dotenv)."""
import logging
import os
import re
import sys

__version__ = "1.2.1"
_logger = logging.getLogger("dotenv.main")
_KEY = re.compile(r"(?:export\s+)?([A-Za-z_][A-Za-z0-9_.\-]*)\s*")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v", '"': '"', "\\": "\\", "'": "'"}


def _quoted(text, at, quote):
    """The value that begins at `at` (just after `quote`), and the place after its end; None when it has no end."""
    out = ""
    while at < len(text):
        c = text[at]
        if c == quote:
            return out, at + 1
        if c == "\\" and at + 1 < len(text):
            nxt = text[at + 1]
            if quote == '"':
                out += _ESCAPES[nxt] if nxt in _ESCAPES else c + nxt
            else:
                out += nxt if nxt in ("'", "\\") else c + nxt
            at += 2
            continue
        out += c
        at += 1
    return None


def _bindings(text):
    """(key, value, expands) of each line; a line that cannot be read is told and skipped."""
    at = 0
    number = 1
    size = len(text)
    while at < size:
        end = text.find("\n", at)
        if end < 0:
            end = size
        start = at
        line = text[at:end]
        stripped = line.strip()
        if stripped == "" or stripped.startswith("#"):
            at = end + 1
            number += 1
            continue
        at += len(line) - len(line.lstrip())
        m = _KEY.match(text, at)
        good = False
        if m is not None:
            key = m.group(1)
            at = m.end()
            if at >= size or text[at] in "\n#":
                yield key, None, False
                good = True
            elif text[at] == "=":
                at += 1
                while at < size and text[at] in " \t":
                    at += 1
                quote = text[at] if at < size else ""
                if quote == '"' or quote == "'":
                    got = _quoted(text, at + 1, quote)
                    if got is not None:
                        value, at = got
                        end = text.find("\n", at)
                        if end < 0:
                            end = size
                        rest = text[at:end].strip()
                        if rest == "" or rest.startswith("#"):
                            yield key, value, quote == '"'
                            good = True
                else:
                    value = re.sub(r"\s+#.*$", "", text[at:end]).strip()
                    if value.startswith("#"):
                        value = ""
                    yield key, value, True
                    good = True
        if not good:
            _logger.warning("python-dotenv could not parse statement starting at line %s", number)
        number += text.count("\n", start, end) + 1
        at = end + 1


def _expand(value, known, override):
    def one(m):
        name = m.group(1)
        if override:
            found = known.get(name, os.environ.get(name))
        else:
            found = os.environ.get(name, known.get(name))
        if found is None:
            found = m.group(2)[2:] if m.group(2) else ""
        return found
    return re.sub(r"\$\{([^}:]*)(:-[^}]*)?\}", one, value)


def _values(text, interpolate=True, override=True):
    out = {}
    for key, value, _ in _bindings(text):
        if value is not None and interpolate and "${" in value:
            value = _expand(value, out, override)
        out[key] = value
    return out


def _text(path, stream, verbose, encoding):
    if stream is not None:
        return stream.read()
    if path and os.path.isfile(path):
        with open(path, encoding=encoding) as f:
            return f.read()
    if verbose:
        _logger.info("python-dotenv could not find configuration file %s.", path or ".env")
    return ""


def find_dotenv(filename=".env", raise_error_if_not_found=False, usecwd=False):
    """The path of the nearest `filename` at or above the caller's folder; "" when there is none."""
    folder = os.getcwd()
    if not usecwd:
        frame = sys._getframe()
        while frame is not None and frame.f_code.co_filename == __file__:
            frame = frame.f_back
        if frame is not None and os.path.isfile(frame.f_code.co_filename):
            folder = os.path.dirname(os.path.abspath(frame.f_code.co_filename))
    while True:
        path = os.path.join(folder, filename)
        if os.path.isfile(path):
            return path
        parent = os.path.dirname(folder)
        if parent == folder:
            break
        folder = parent
    if raise_error_if_not_found:
        raise OSError("File not found")
    return ""


def dotenv_values(dotenv_path=None, stream=None, verbose=False, interpolate=True, encoding="utf-8"):
    if dotenv_path is None and stream is None:
        dotenv_path = find_dotenv()
    return _values(_text(dotenv_path, stream, verbose, encoding), interpolate, True)


def load_dotenv(dotenv_path=None, stream=None, verbose=False, override=False, interpolate=True, encoding="utf-8"):
    """Sets the variables of the file that are not set yet (all with `override`); whether there were any."""
    if dotenv_path is None and stream is None:
        dotenv_path = find_dotenv()
    values = _values(_text(dotenv_path, stream, verbose, encoding), interpolate, override)
    for key, value in values.items():
        if value is not None and (override or key not in os.environ):
            os.environ[key] = value
    return len(values) > 0


def get_key(dotenv_path, key_to_get, encoding="utf-8"):
    return dotenv_values(dotenv_path, encoding=encoding).get(key_to_get)


def set_key(dotenv_path, key_to_set, value_to_set, quote_mode="always", export=False, encoding="utf-8"):
    """Writes `KEY='value'` in place of the key's line, or at the end."""
    lines = []
    if os.path.isfile(dotenv_path):
        with open(dotenv_path, encoding=encoding) as f:
            lines = f.read().splitlines()
    quoted = "'" + value_to_set.replace("'", "\\'") + "'" if quote_mode == "always" else value_to_set
    new = ("export " if export else "") + key_to_set + "=" + quoted
    out = []
    done = False
    for line in lines:
        m = _KEY.match(line)
        if m is not None and m.group(1) == key_to_set:
            line = new
            done = True
        out.append(line)
    if not done:
        out.append(new)
    with open(dotenv_path, "w", encoding=encoding) as f:
        f.write("\n".join(out) + "\n")
    return True, key_to_set, value_to_set
