"""What the current request and application are: `request`, `g`, `session`, `current_app`."""
from werkzeug.local import LocalProxy, LocalStack

_app_stack = LocalStack()
_request_stack = LocalStack()

_NO_APP = """Working outside of application context.

This typically means that you attempted to use functionality that needed
the current application. To solve this, set up an application context
with app.app_context(). See the documentation for more information."""
_NO_REQUEST = """Working outside of request context.

This typically means that you attempted to use functionality that needed
an active HTTP request. Consult the documentation on testing for
information about how to avoid this problem."""


def _app():
    top = _app_stack.top
    if top is None:
        raise RuntimeError(_NO_APP)
    return top


def _request():
    top = _request_stack.top
    if top is None:
        raise RuntimeError(_NO_REQUEST)
    return top


app_ctx = LocalProxy(_app)
current_app = LocalProxy(lambda: _app().app)
g = LocalProxy(lambda: _app().g)
request_ctx = LocalProxy(_request)
request = LocalProxy(lambda: _request().request)
session = LocalProxy(lambda: _request().session)
