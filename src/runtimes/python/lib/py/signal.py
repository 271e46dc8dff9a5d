"""Signals."""
import _signal
from _signal import *
from enum import IntEnum as _IntEnum

_names = {n: getattr(_signal, n) for n in dir(_signal) if n.startswith('SIG') and n not in ('SIG_DFL', 'SIG_IGN', 'SIG_BLOCK', 'SIG_UNBLOCK', 'SIG_SETMASK')}
Signals = _IntEnum('Signals', sorted(_names.items(), key=lambda kv: kv[1]), module='signal')
globals().update(Signals.__members__)
Handlers = _IntEnum('Handlers', [('SIG_DFL', 0), ('SIG_IGN', 1)], module='signal')
globals().update(Handlers.__members__)
SIGCLD = SIGCHLD
_real = _signal.signal


def _as_handler(h):
    return Handlers(h) if isinstance(h, int) else h


def signal(signalnum, handler):
    if not callable(handler) and handler not in (0, 1):
        raise TypeError('signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object')
    return _as_handler(_real(int(signalnum), int(handler) if isinstance(handler, int) else handler))


def getsignal(signalnum):
    return _as_handler(_signal.getsignal(int(signalnum)))


def valid_signals():
    return set(Signals)


def strsignal(n):
    return _signal.strsignal(int(n))


def raise_signal(n):
    _signal.raise_signal(int(n))
