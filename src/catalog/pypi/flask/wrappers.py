"""Flask's request and response."""
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Request as RequestBase
from werkzeug.wrappers import Response as ResponseBase

from .globals import current_app


class Request(RequestBase):
    url_rule = None
    view_args = None
    routing_exception = None

    @property
    def max_content_length(self):
        return current_app.config["MAX_CONTENT_LENGTH"] if current_app else None

    @property
    def endpoint(self):
        return self.url_rule.endpoint if self.url_rule is not None else None

    @property
    def blueprint(self):
        endpoint = self.endpoint
        return endpoint.rpartition(".")[0] if endpoint is not None and "." in endpoint else None

    @property
    def blueprints(self):
        name = self.blueprint
        out = []
        while name:
            out.append(name)
            name = name.rpartition(".")[0]
        return out

    def on_json_loading_failed(self, e):
        try:
            return RequestBase.on_json_loading_failed(self, e)
        except BadRequest as error:
            if current_app and current_app.debug:
                raise
            if e is None:
                raise
            raise BadRequest() from error


class Response(ResponseBase):
    default_mimetype = "text/html"

    @property
    def max_cookie_size(self):
        return 4093
