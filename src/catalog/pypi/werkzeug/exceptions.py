"""HTTP errors as exceptions that are responses at the same time."""
from markupsafe import escape

from .http import HTTP_STATUS_CODES


class HTTPException(Exception):
    code = None
    description = None

    def __init__(self, description=None, response=None):
        Exception.__init__(self)
        if description is not None:
            self.description = description
        self.response = response

    @property
    def name(self):
        return HTTP_STATUS_CODES.get(self.code, "Unknown Error")

    def get_description(self, environ=None, scope=None):
        text = str(escape(self.description or "")).replace("\n", "<br>")
        return "<p>" + text + "</p>"

    def get_body(self, environ=None, scope=None):
        title = str(self.code) + " " + str(escape(self.name))
        return "<!doctype html>\n<html lang=en>\n<title>" + title + "</title>\n<h1>" + str(escape(self.name)) + "</h1>\n" + self.get_description(environ) + "\n"

    def get_headers(self, environ=None, scope=None):
        return [("Content-Type", "text/html; charset=utf-8")]

    def get_response(self, environ=None, scope=None):
        from .wrappers import Response
        if self.response is not None:
            return self.response
        return Response(self.get_body(environ), self.code, self.get_headers(environ))

    def __call__(self, environ, start_response):
        return self.get_response(environ)(environ, start_response)

    def __str__(self):
        return str(self.code if self.code is not None else "???") + " " + self.name + ": " + str(self.description)

    def __repr__(self):
        return "<" + type(self).__name__ + " '" + str(self.code if self.code is not None else "???") + ": " + self.name + "'>"


class BadRequest(HTTPException):
    code = 400
    description = "The browser (or proxy) sent a request that this server could not understand."


class BadRequestKeyError(BadRequest, KeyError):
    show_exception = False

    def __init__(self, arg=None, *args, **kwargs):
        BadRequest.__init__(self, *args, **kwargs)
        self.args = () if arg is None else (arg,)

    def get_description(self, environ=None, scope=None):
        if self.show_exception and self.args:
            return "<p>" + str(escape(self.description)) + "<br>KeyError: " + str(escape(repr(self.args[0]))) + "</p>"
        return BadRequest.get_description(self, environ)

    def __str__(self):
        return HTTPException.__str__(self) + ("\nKeyError: " + repr(self.args[0]) if self.show_exception and self.args else "")


class SecurityError(BadRequest):
    pass


class Unauthorized(HTTPException):
    code = 401
    description = "The server could not verify that you are authorized to access the URL requested. You either supplied the wrong credentials (e.g. a bad password), or your browser doesn't understand how to supply the credentials required."

    def __init__(self, description=None, response=None, www_authenticate=None):
        HTTPException.__init__(self, description, response)
        self.www_authenticate = www_authenticate

    def get_headers(self, environ=None, scope=None):
        out = HTTPException.get_headers(self, environ)
        if self.www_authenticate:
            out.append(("WWW-Authenticate", str(self.www_authenticate)))
        return out


class Forbidden(HTTPException):
    code = 403
    description = "You don't have the permission to access the requested resource. It is either read-protected or not readable by the server."


class NotFound(HTTPException):
    code = 404
    description = "The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again."


class MethodNotAllowed(HTTPException):
    code = 405
    description = "The method is not allowed for the requested URL."

    def __init__(self, valid_methods=None, description=None, response=None):
        HTTPException.__init__(self, description, response)
        self.valid_methods = valid_methods

    def get_headers(self, environ=None, scope=None):
        out = HTTPException.get_headers(self, environ)
        if self.valid_methods:
            out.append(("Allow", ", ".join(self.valid_methods)))
        return out


class NotAcceptable(HTTPException):
    code = 406
    description = "The resource identified by the request is only capable of generating response entities which have content characteristics not acceptable according to the accept headers sent in the request."


class RequestTimeout(HTTPException):
    code = 408
    description = "The server closed the network connection because the browser didn't finish the request within the specified time."


class Conflict(HTTPException):
    code = 409
    description = "A conflict happened while processing the request. The resource might have been modified while the request was being processed."


class Gone(HTTPException):
    code = 410
    description = "The requested URL is no longer available on this server and there is no forwarding address. If you followed a link from a foreign page, please contact the author of this page."


class RequestEntityTooLarge(HTTPException):
    code = 413
    description = "The data value transmitted exceeds the capacity limit."


class UnsupportedMediaType(HTTPException):
    code = 415
    description = "The server does not support the media type transmitted in the request."


class ImATeapot(HTTPException):
    code = 418
    description = "This server is a teapot, not a coffee machine"


class UnprocessableEntity(HTTPException):
    code = 422
    description = "The request was well-formed but was unable to be followed due to semantic errors."


class TooManyRequests(HTTPException):
    code = 429
    description = "This user has exceeded an allotted request count. Try again later."


class InternalServerError(HTTPException):
    code = 500
    description = "The server encountered an internal error and was unable to complete your request. Either the server is overloaded or there is an error in the application."

    def __init__(self, description=None, response=None, original_exception=None):
        HTTPException.__init__(self, description, response)
        self.original_exception = original_exception


class HTTPNotImplemented(HTTPException):
    code = 501
    description = "The server does not support the action requested by the browser."


class BadGateway(HTTPException):
    code = 502
    description = "The proxy server received an invalid response from an upstream server."


class ServiceUnavailable(HTTPException):
    code = 503
    description = "The server is temporarily unable to service your request due to maintenance downtime or capacity problems. Please try again later."


class GatewayTimeout(HTTPException):
    code = 504
    description = "The connection to an upstream server timed out."


default_exceptions = {e.code: e for e in (BadRequest, Unauthorized, Forbidden, NotFound, MethodNotAllowed, NotAcceptable, RequestTimeout, Conflict, Gone, RequestEntityTooLarge, UnsupportedMediaType, ImATeapot, UnprocessableEntity, TooManyRequests, InternalServerError, HTTPNotImplemented, BadGateway, ServiceUnavailable, GatewayTimeout)}


class Aborter:
    def __init__(self, mapping=None, extra=None):
        self.mapping = dict(default_exceptions if mapping is None else mapping)
        self.mapping.update(extra or {})

    def __call__(self, code, *args, **kwargs):
        if not isinstance(code, int):
            raise HTTPException(response=code)
        if code not in self.mapping:
            raise LookupError("no exception for " + repr(code))
        raise self.mapping[code](*args, **kwargs)


abort = Aborter()
