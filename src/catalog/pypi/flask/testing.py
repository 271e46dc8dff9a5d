"""Requests and commands without a server, for tests."""
from werkzeug.test import Client, create_environ


class FlaskClient(Client):
    def __init__(self, app, use_cookies=True, **kwargs):
        Client.__init__(self, app, use_cookies=use_cookies)
        self.environ_base = {"REMOTE_ADDR": "127.0.0.1", "HTTP_USER_AGENT": "Werkzeug"}

    def make_environ(self, args, kwargs):
        kwargs.setdefault("environ_base", self.environ_base)
        return create_environ(*args, **kwargs)

    def session_transaction(self, *args, **kwargs):
        return _SessionTransaction(self, args, kwargs)

    def __enter__(self):
        return self

    def __exit__(self, kind, value, tb):
        pass


class _SessionTransaction:
    """The session of the client, to look at and to change: `with client.session_transaction() as s`."""

    def __init__(self, client, args, kwargs):
        self.client = client
        self.args = args
        self.kwargs = kwargs

    def __enter__(self):
        app = self.client.application
        environ = self.client.make_environ(self.args, self.kwargs)
        if self.client._cookies:
            environ["HTTP_COOKIE"] = "; ".join([k + "=" + v for k, v in self.client._cookies.items()])
        self.ctx = app.request_context(environ)
        self.ctx.push()
        return self.ctx.session

    def __exit__(self, kind, value, tb):
        app = self.client.application
        response = app.response_class()
        app.session_interface.save_session(app, self.ctx.session, response)
        self.ctx.pop()
        from werkzeug.http import parse_cookie
        for cookie in response.headers.getlist("Set-Cookie"):
            name, content = parse_cookie(cookie.split(";")[0])[0]
            self.client._cookies[name] = content


class Result:
    def __init__(self, output, exit_code, exception):
        self.output = self.stdout = output
        self.exit_code = exit_code
        self.exception = exception


class FlaskCliRunner:
    def __init__(self, app, **kwargs):
        self.app = app

    def invoke(self, cli=None, args=None, **kwargs):
        import io
        import sys

        from .cli import ScriptInfo
        words = args.split() if isinstance(args, str) else list(args or [])
        before = (sys.stdout, sys.stderr)
        sys.stdout = sys.stderr = out = io.StringIO()
        code, exception = 0, None
        try:
            (cli or self.app.cli).main(args=words, prog_name=self.app.name, obj=ScriptInfo(create_app=lambda: self.app))
        except SystemExit as e:
            code = e.code or 0
        except Exception as e:
            code, exception = 1, e
        finally:
            sys.stdout, sys.stderr = before
        return Result(out.getvalue(), code, exception)
