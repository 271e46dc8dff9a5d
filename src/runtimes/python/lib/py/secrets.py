"""Chance that nobody guesses."""
import os
import base64
from hmac import compare_digest
from random import SystemRandom

_r = SystemRandom()
choice = _r.choice
randbits = _r.getrandbits
DEFAULT_ENTROPY = 32


def randbelow(n):
    if n <= 0:
        raise ValueError('Upper bound must be positive.')
    return _r._randbelow(n)


def token_bytes(nbytes=None):
    return os.urandom(DEFAULT_ENTROPY if nbytes is None else nbytes)


def token_hex(nbytes=None):
    return token_bytes(nbytes).hex()


def token_urlsafe(nbytes=None):
    return base64.urlsafe_b64encode(token_bytes(nbytes)).rstrip(b'=').decode('ascii')
