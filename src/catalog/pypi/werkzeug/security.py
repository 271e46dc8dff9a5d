"""Password hashes: method$salt$hex, as they stand in a table."""
import hashlib
import hmac
import random

_CHARS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"


def gen_salt(length):
    return "".join([random.choice(_CHARS) for _ in range(length)])


def _hash(method, salt, password):
    name, *args = method.split(":")
    if name == "scrypt" and hasattr(hashlib, "scrypt"):
        n, r, p = [int(a) for a in args] if args else (2 ** 15, 8, 1)
        return hashlib.scrypt(password.encode(), salt=salt.encode(), n=n, r=r, p=p, maxmem=132 * n * r * p).hex(), "scrypt:%d:%d:%d" % (n, r, p)
    if name == "pbkdf2" and hasattr(hashlib, "pbkdf2_hmac"):
        digest = args[0] if args else "sha256"
        rounds = int(args[1]) if len(args) > 1 else 1000000
        return hashlib.pbkdf2_hmac(digest, password.encode(), salt.encode(), rounds).hex(), "pbkdf2:%s:%d" % (digest, rounds)
    if name in ("scrypt", "pbkdf2"):
        raise NotImplementedError("drydock: the hash method '" + name + "' is not simulated")
    raise ValueError("Invalid hash method '" + name + "'.")


def generate_password_hash(password, method="scrypt", salt_length=16):
    if method == "scrypt" and not hasattr(hashlib, "scrypt"):
        method = "pbkdf2"
    salt = gen_salt(salt_length)
    digest, full = _hash(method, salt, password)
    return full + "$" + salt + "$" + digest


def check_password_hash(pwhash, password):
    if pwhash.count("$") < 2:
        return False
    method, salt, digest = pwhash.split("$", 2)
    return hmac.compare_digest(_hash(method, salt, password)[0], digest)


def safe_join(directory, *names):
    from .utils import safe_join as join
    return join(directory, *names)
