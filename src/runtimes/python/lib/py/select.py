"""Waiting for several connections."""
import _socket
import time as _time

error = OSError


def select(rlist, wlist, xlist, timeout=None):
    socks = [r if isinstance(r, _socket.socket) else getattr(r, 'socket', getattr(r, '_sock', r)) for r in rlist]
    for r, s in zip(rlist, socks):
        if not isinstance(s, _socket.socket):
            raise NotImplementedError("drydock: 'select' on what is no socket is not simulated")
    if wlist:
        ready = [r for r, s in zip(rlist, socks) if s._ready()]
        return ready, list(wlist), []
    if not socks:
        _time.sleep(timeout or 0)
        return [], [], []
    done = _socket.select(socks, timeout)
    return [r for r, s in zip(rlist, socks) if s in done], [], []


POLLIN, POLLOUT, POLLERR, POLLHUP, POLLPRI, POLLNVAL = 1, 4, 8, 16, 2, 32
EPOLLIN, EPOLLOUT = 1, 4
