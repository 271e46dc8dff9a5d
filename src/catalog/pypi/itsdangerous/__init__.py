"""Data that is signed with a secret key, so that whoever holds it cannot change it."""
import base64
import hashlib
import hmac
import json
import time

__version__ = "2.2.0"


class BadData(Exception):
    def __init__(self, message=""):
        Exception.__init__(self, message)
        self.message = message


class BadSignature(BadData):
    def __init__(self, message="", payload=None):
        BadData.__init__(self, message)
        self.payload = payload


class BadTimeSignature(BadSignature):
    def __init__(self, message="", payload=None, date_signed=None):
        BadSignature.__init__(self, message, payload)
        self.date_signed = date_signed


class SignatureExpired(BadTimeSignature):
    pass


class BadPayload(BadData):
    pass


def want_bytes(s):
    return s.encode("utf-8") if isinstance(s, str) else s


def base64_encode(data):
    return base64.urlsafe_b64encode(want_bytes(data)).rstrip(b"=")


def base64_decode(data):
    data = want_bytes(data)
    return base64.urlsafe_b64decode(data + b"=" * (-len(data) % 4))


class Signer:
    """Appends a signature: `value.signature`."""

    def __init__(self, secret_key, salt=b"itsdangerous.Signer", sep=b".", key_derivation="django-concat", digest_method=None):
        self.secret_keys = [want_bytes(k) for k in (secret_key if isinstance(secret_key, (list, tuple)) else [secret_key])]
        self.salt = want_bytes(salt)
        self.sep = want_bytes(sep)
        self.key_derivation = key_derivation
        self.digest_method = digest_method or hashlib.sha1

    def _key(self, secret):
        if self.key_derivation == "hmac":
            return hmac.new(secret, self.salt, self.digest_method).digest()
        if self.key_derivation == "concat":
            return self.digest_method(self.salt + secret).digest()
        if self.key_derivation == "django-concat":
            return self.digest_method(self.salt + b"signer" + secret).digest()
        return secret

    def _signature(self, value, secret):
        return base64_encode(hmac.new(self._key(secret), value, self.digest_method).digest())

    def get_signature(self, value):
        return self._signature(want_bytes(value), self.secret_keys[-1])

    def sign(self, value):
        value = want_bytes(value)
        return value + self.sep + self.get_signature(value)

    def unsign(self, signed_value):
        signed_value = want_bytes(signed_value)
        if self.sep not in signed_value:
            raise BadSignature("No " + repr(self.sep) + " found in value")
        value, sig = signed_value.rsplit(self.sep, 1)
        for secret in self.secret_keys:
            if hmac.compare_digest(sig, self._signature(value, secret)):
                return value
        raise BadSignature("Signature " + repr(sig) + " does not match", payload=value)

    def validate(self, signed_value):
        try:
            self.unsign(signed_value)
            return True
        except BadSignature:
            return False


class TimestampSigner(Signer):
    def sign(self, value):
        stamp = int(time.time())
        size = max(1, (stamp.bit_length() + 7) // 8)
        value = want_bytes(value) + self.sep + base64_encode(stamp.to_bytes(size, "big"))
        return value + self.sep + self.get_signature(value)

    def unsign(self, value, max_age=None, return_timestamp=False):
        result = Signer.unsign(self, value)
        if self.sep not in result:
            raise BadTimeSignature("timestamp missing", payload=result)
        result, stamp = result.rsplit(self.sep, 1)
        try:
            signed_at = int.from_bytes(base64_decode(stamp), "big")
        except Exception:
            raise BadTimeSignature("Malformed timestamp", payload=result)
        if max_age is not None:
            age = int(time.time()) - signed_at
            if age > max_age:
                raise SignatureExpired("Signature age " + str(age) + " > " + str(max_age) + " seconds", payload=result, date_signed=signed_at)
        return (result, signed_at) if return_timestamp else result


class _CompactJSON:
    @staticmethod
    def dumps(obj):
        return json.dumps(obj, separators=(",", ":"))

    @staticmethod
    def loads(text):
        return json.loads(text)


class Serializer:
    """Signed JSON."""

    signer_class = Signer

    def __init__(self, secret_key, salt=b"itsdangerous", serializer=None, signer_kwargs=None, signer=None):
        self.secret_key = secret_key
        self.salt = salt
        self.serializer = serializer or _CompactJSON
        self.signer = signer or self.signer_class
        self.signer_kwargs = signer_kwargs or {}

    def make_signer(self, salt=None):
        return self.signer(self.secret_key, salt=self.salt if salt is None else salt, **self.signer_kwargs)

    def dump_payload(self, obj):
        return want_bytes(self.serializer.dumps(obj))

    def load_payload(self, payload):
        try:
            return self.serializer.loads(payload.decode("utf-8"))
        except Exception:
            raise BadPayload("Could not load the payload because an exception occurred on unserializing the data.")

    def dumps(self, obj, salt=None):
        return self.make_signer(salt).sign(self.dump_payload(obj)).decode("utf-8")

    def loads(self, s, salt=None):
        return self.load_payload(self.make_signer(salt).unsign(want_bytes(s)))


class URLSafeSerializer(Serializer):
    def dump_payload(self, obj):
        return base64_encode(want_bytes(self.serializer.dumps(obj)))

    def load_payload(self, payload):
        try:
            text = base64_decode(payload).decode("utf-8")
        except Exception:
            raise BadPayload("Could not base64 decode the payload because of an exception")
        try:
            return self.serializer.loads(text)
        except Exception:
            raise BadPayload("Could not load the payload because an exception occurred on unserializing the data.")


class TimedSerializer(Serializer):
    signer_class = TimestampSigner

    def loads(self, s, max_age=None, return_timestamp=False, salt=None):
        payload, stamp = self.make_signer(salt).unsign(want_bytes(s), max_age, True)
        value = self.load_payload(payload)
        return (value, stamp) if return_timestamp else value


class URLSafeTimedSerializer(URLSafeSerializer):
    signer_class = TimestampSigner

    def loads(self, s, max_age=None, return_timestamp=False, salt=None):
        payload, stamp = self.make_signer(salt).unsign(want_bytes(s), max_age, True)
        value = self.load_payload(payload)
        return (value, stamp) if return_timestamp else value
