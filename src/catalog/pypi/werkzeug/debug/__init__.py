"""The page that shows an exception in the browser while one develops."""
import hashlib
import os
import sys
import traceback

from markupsafe import escape

from ..serving import _log
from ..wrappers import Response

_STYLE = """body,input{font:14px sans-serif;color:#000;margin:0 auto;max-width:1000px;padding:0 12px}
h1{font-weight:400;font-size:30px;color:#11557c}h2{font-weight:400;font-size:18px}
div.detail p.errormsg{font:15px monospace;white-space:pre-wrap;background:#eee;padding:8px}
ul{list-style:none;margin:0;padding:0}div.frame h4{font-weight:400;margin:8px 0 2px}
cite.filename{color:#11557c;font-style:normal}em.line,code.function{font-style:normal;color:#00708a}
div.source pre{background:#f5f7f8;margin:0;padding:2px 8px;overflow:auto}pre.current{background:#e4f0f5}
blockquote{white-space:pre-wrap;background:#eee;padding:8px;margin:4px 0}textarea{width:100%;height:300px}"""


def exception_name(kind):
    module = getattr(kind, "__module__", "builtins")
    return kind.__name__ if module in ("builtins", "__main__") else module + "." + kind.__name__


def get_pin():
    """Nine digits that stay the same on one machine; None when the pin is switched off."""
    pin = os.environ.get("WERKZEUG_DEBUG_PIN")
    if pin == "off":
        return None
    if pin is not None and pin.replace("-", "").isdigit():
        return pin
    seed = [os.environ.get("USER", "root"), os.path.abspath(sys.argv[0])]
    for name in ("/etc/machine-id", "/proc/sys/kernel/random/boot_id", "/etc/hostname"):
        try:
            with open(name) as f:
                seed.append(f.read().strip())
            break
        except OSError:
            pass
    digest = hashlib.sha1("\0".join(seed + ["pinsalt"]).encode()).hexdigest()
    number = ("%09d" % int(digest, 16))[:9]
    return number[:3] + "-" + number[3:6] + "-" + number[6:]


def _chain(exc):
    """The exceptions of a traceback, the first cause first, with the sentence that stands between."""
    out = []
    while exc is not None:
        if exc.__cause__ is not None:
            out.append((exc, "The above exception was the direct cause of the following exception:"))
            exc = exc.__cause__
        elif exc.__context__ is not None and not exc.__suppress_context__:
            out.append((exc, "During handling of the above exception, another exception occurred:"))
            exc = exc.__context__
        else:
            out.append((exc, ""))
            exc = None
    return out[::-1]


def _frames(exc):
    out = []
    for frame in traceback.extract_tb(exc.__traceback__):
        filename, line, function, text = frame[0], frame[1], frame[2], frame[3]
        if filename.endswith("werkzeug/debug/__init__.py"):
            continue
        kind = "library" if "/lib/python3" in filename or "site-packages" in filename else "user"
        out.append("<li><div class=\"frame\">\n  <h4>File <cite class=\"filename\">\"" + str(escape(filename)) + "\"</cite>, line <em class=\"line\">" + str(line) + "</em>, in <code class=\"function\">" + str(escape(function)) + "</code></h4>\n  <div class=\"source " + kind + "\"><pre class=\"line current\">" + str(escape(text or "")) + "</pre></div>\n</div>")
    return "\n".join(out)


def render_page(exc, text):
    name = str(escape(exception_name(type(exc))))
    message = str(escape(str(exc)))
    title = name + (": " + message if message else "")
    body = []
    for e, sentence in _chain(exc):
        if sentence:
            body.append("<div class=\"exc-divider\">" + sentence + "</div>")
        body.append("<ul>" + _frames(e) + "</ul>\n<blockquote>" + str(escape(exception_name(type(e)) + (": " + str(e) if str(e) else ""))) + "</blockquote>")
    return ("<!doctype html>\n<html lang=en>\n  <head>\n    <title>" + title + "\n // Werkzeug Debugger</title>\n    <style>" + _STYLE + "</style>\n  </head>\n  <body style=\"background-color: #fff\">\n    <div class=\"debugger\">\n<h1>" + exception_name(type(exc)).rsplit(".", 1)[-1] + "</h1>\n<div class=\"detail\">\n  <p class=\"errormsg\">" + title + "\n</p>\n</div>\n<h2 class=\"traceback\">Traceback <em>(most recent call last)</em></h2>\n<div class=\"traceback\">\n  <h3></h3>\n  " + "\n".join(body) + "\n</div>\n\n<div class=\"plain\">\n    <p>This is the text version of the traceback.</p>\n    <textarea cols=\"50\" rows=\"10\" readonly>" + str(escape(text)) + "</textarea>\n</div>\n<div class=\"footer\">\n  DON'T PANIC, the page stands where the application failed; it is here because the debugger is on.\n</div>\n    </div>\n  </body>\n</html>\n\n<!--\n\n" + text.replace("--", "- -") + "\n\n-->\n")


class DebuggedApplication:
    def __init__(self, app, evalex=False, request_key="werkzeug.request", console_path="/console", console_init_func=None, show_hidden_frames=False, pin_security=True, pin_logging=True):
        self.app = app
        if pin_security and os.environ.get("WERKZEUG_RUN_MAIN") == "true" and pin_logging:
            _log("warning", " * Debugger is active!")
            pin = get_pin()
            if pin is None:
                _log("warning", " * Debugger PIN disabled. DEBUGGER UNSECURED!")
            else:
                _log("info", " * Debugger PIN: %s", pin)

    def __call__(self, environ, start_response):
        answer = None
        try:
            answer = self.app(environ, start_response)
            for part in answer:
                yield part
            if hasattr(answer, "close"):
                answer.close()
        except Exception as e:
            if answer is not None and hasattr(answer, "close"):
                answer.close()
            text = traceback.format_exc()
            response = Response(render_page(e, text), 500, mimetype="text/html")
            try:
                for part in response(environ, start_response):
                    yield part
            except AssertionError:
                environ["wsgi.errors"].write("Debugging middleware caught exception in streamed response at a point where response headers were already sent.\n")
            environ["wsgi.errors"].write(text)
            environ["wsgi.errors"].flush()
