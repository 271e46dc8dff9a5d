"""Believes what a proxy in front says about the client (X-Forwarded-*)."""


class ProxyFix:
    def __init__(self, app, x_for=1, x_proto=1, x_host=0, x_port=0, x_prefix=0):
        self.app = app
        self.trusted = (x_for, x_proto, x_host, x_port, x_prefix)

    def __call__(self, environ, start_response):
        x_for, x_proto, x_host, x_port, x_prefix = self.trusted

        def real(n, name):
            values = [v.strip() for v in environ.get("HTTP_X_FORWARDED_" + name, "").split(",")]
            return values[-n] if n and len(values) >= n and values[-n] else None
        found = real(x_for, "FOR")
        if found:
            environ["REMOTE_ADDR"] = found
        found = real(x_proto, "PROTO")
        if found:
            environ["wsgi.url_scheme"] = found
        found = real(x_host, "HOST")
        if found:
            environ["HTTP_HOST"] = environ["SERVER_NAME"] = found
        found = real(x_port, "PORT")
        if found:
            environ["SERVER_PORT"] = found
        found = real(x_prefix, "PREFIX")
        if found:
            environ["SCRIPT_NAME"] = found
        return self.app(environ, start_response)
