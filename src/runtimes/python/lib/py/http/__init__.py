"""Words of HTTP."""
from enum import IntEnum, StrEnum

_PHRASES = {100: 'Continue', 101: 'Switching Protocols', 102: 'Processing', 103: 'Early Hints', 200: 'OK', 201: 'Created', 202: 'Accepted', 203: 'Non-Authoritative Information', 204: 'No Content', 205: 'Reset Content', 206: 'Partial Content', 207: 'Multi-Status', 208: 'Already Reported', 226: 'IM Used', 300: 'Multiple Choices', 301: 'Moved Permanently', 302: 'Found', 303: 'See Other', 304: 'Not Modified', 305: 'Use Proxy', 307: 'Temporary Redirect', 308: 'Permanent Redirect', 400: 'Bad Request', 401: 'Unauthorized', 402: 'Payment Required', 403: 'Forbidden', 404: 'Not Found', 405: 'Method Not Allowed', 406: 'Not Acceptable', 407: 'Proxy Authentication Required', 408: 'Request Timeout', 409: 'Conflict', 410: 'Gone', 411: 'Length Required', 412: 'Precondition Failed', 413: 'Request Entity Too Large', 414: 'Request-URI Too Long', 415: 'Unsupported Media Type', 416: 'Requested Range Not Satisfiable', 417: 'Expectation Failed', 418: "I'm a Teapot", 421: 'Misdirected Request', 422: 'Unprocessable Entity', 423: 'Locked', 424: 'Failed Dependency', 425: 'Too Early', 426: 'Upgrade Required', 428: 'Precondition Required', 429: 'Too Many Requests', 431: 'Request Header Fields Too Large', 451: 'Unavailable For Legal Reasons', 500: 'Internal Server Error', 501: 'Not Implemented', 502: 'Bad Gateway', 503: 'Service Unavailable', 504: 'Gateway Timeout', 505: 'HTTP Version Not Supported', 506: 'Variant Also Negotiates', 507: 'Insufficient Storage', 508: 'Loop Detected', 510: 'Not Extended', 511: 'Network Authentication Required'}
_WORDS = {404: 'Nothing matches the given URI', 400: 'Bad request syntax or unsupported method', 501: 'Server does not support this operation', 500: 'Server got itself in trouble', 403: 'Request forbidden -- authorization will not help', 405: 'Specified method is invalid for this resource', 401: 'No permission -- see authorization schemes'}
_NAMES = {203: 'NON_AUTHORITATIVE_INFORMATION', 207: 'MULTI_STATUS', 413: 'REQUEST_ENTITY_TOO_LARGE', 414: 'REQUEST_URI_TOO_LONG', 416: 'REQUESTED_RANGE_NOT_SATISFIABLE', 418: 'IM_A_TEAPOT'}


class _Status(IntEnum):
    @property
    def phrase(self):
        return _PHRASES[self.value]

    @property
    def description(self):
        return _WORDS.get(self.value, '')

    @property
    def is_success(self):
        return 200 <= self.value < 300

    @property
    def is_informational(self):
        return self.value < 200

    @property
    def is_redirection(self):
        return 300 <= self.value < 400

    @property
    def is_client_error(self):
        return 400 <= self.value < 500

    @property
    def is_server_error(self):
        return 500 <= self.value < 600

    def __repr__(self):
        return '<HTTPStatus.%s: %d>' % (self.name, self.value)


HTTPStatus = _Status('HTTPStatus', [(_NAMES.get(n, p.upper().replace(' ', '_').replace('-', '_').replace("'", '')), n) for n, p in _PHRASES.items()], module='http')
HTTPMethod = StrEnum('HTTPMethod', [(m, m) for m in ('CONNECT', 'DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT', 'TRACE')], module='http')
