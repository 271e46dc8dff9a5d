"""The session: a dictionary in a signed cookie."""
import datetime
import hashlib

from itsdangerous import BadSignature, URLSafeTimedSerializer

from .tag import TaggedJSON


class SecureCookieSession(dict):
    new = False
    modified = False
    accessed = True

    def _changed(self):
        self.modified = True

    @property
    def permanent(self):
        return self.get("_permanent", False)

    @permanent.setter
    def permanent(self, value):
        self["_permanent"] = bool(value)

    def __setitem__(self, key, value):
        self._changed()
        dict.__setitem__(self, key, value)

    def __delitem__(self, key):
        self._changed()
        dict.__delitem__(self, key)

    def pop(self, *args):
        self._changed()
        return dict.pop(self, *args)

    def setdefault(self, key, default=None):
        self._changed()
        return dict.setdefault(self, key, default)

    def update(self, *args, **kwargs):
        self._changed()
        dict.update(self, *args, **kwargs)

    def clear(self):
        self._changed()
        dict.clear(self)


class NullSession(SecureCookieSession):
    def _changed(self):
        raise RuntimeError("The session is unavailable because no secret key was set.  Set the secret_key on the application to something unique and secret.")


class SessionInterface:
    null_session_class = NullSession

    def make_null_session(self, app):
        return self.null_session_class()

    def is_null_session(self, obj):
        return isinstance(obj, self.null_session_class)

    def get_cookie_name(self, app):
        return app.config["SESSION_COOKIE_NAME"]

    def get_cookie_path(self, app):
        return app.config["SESSION_COOKIE_PATH"] or app.config["APPLICATION_ROOT"]

    def get_expiration_time(self, app, session):
        if session.permanent:
            return datetime.datetime.utcnow() + app.permanent_session_lifetime
        return None


class SecureCookieSessionInterface(SessionInterface):
    salt = "cookie-session"
    session_class = SecureCookieSession

    def get_signing_serializer(self, app):
        if not app.secret_key:
            return None
        return URLSafeTimedSerializer(app.secret_key, salt=self.salt, serializer=TaggedJSON, signer_kwargs={"key_derivation": "hmac", "digest_method": hashlib.sha1})

    def open_session(self, app, request):
        s = self.get_signing_serializer(app)
        if s is None:
            return None
        value = request.cookies.get(self.get_cookie_name(app))
        if not value:
            return self.session_class()
        try:
            return self.session_class(s.loads(value, max_age=int(app.permanent_session_lifetime.total_seconds())))
        except BadSignature:
            return self.session_class()

    def save_session(self, app, session, response):
        name = self.get_cookie_name(app)
        config = app.config
        path = self.get_cookie_path(app)
        if not session:
            if session.modified:
                response.delete_cookie(name, path=path, domain=config["SESSION_COOKIE_DOMAIN"], httponly=config["SESSION_COOKIE_HTTPONLY"])
                response.headers.add("Vary", "Cookie")
            return
        response.headers.set("Vary", "Cookie")
        if not (session.modified or (session.permanent and config["SESSION_REFRESH_EACH_REQUEST"])):
            return
        response.set_cookie(name, self.get_signing_serializer(app).dumps(dict(session)), expires=self.get_expiration_time(app, session), httponly=config["SESSION_COOKIE_HTTPONLY"], domain=config["SESSION_COOKIE_DOMAIN"], path=path, secure=config["SESSION_COOKIE_SECURE"], samesite=config["SESSION_COOKIE_SAMESITE"])
