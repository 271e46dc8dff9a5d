"""Shares connections among workers where a socket cannot be handed on to another process: the master takes them and
passes the bytes to the worker with the least to do, which listens on the loopback."""
import socket
import threading
import time


def _pump(source, target):
    try:
        while True:
            data = source.recv(65536)
            if not data:
                break
            target.sendall(data)
    except OSError:
        pass
    try:
        target.shutdown(socket.SHUT_WR)
    except OSError:
        pass


def _daemon(f, *args):
    t = threading.Thread(target=f, args=args)
    t.daemon = True
    t.start()
    return t


class Relay:
    def __init__(self, arbiter):
        self.arbiter = arbiter
        self.active = {}

    def start(self):
        for _, _, listener in self.arbiter.listeners:
            _daemon(self.accept, listener)

    def accept(self, listener):
        while not self.arbiter.stopping:
            try:
                conn, client = listener.accept()
            except OSError:
                return
            _daemon(self.forward, conn, client)

    def worker(self):
        """(pid, port) of the worker with the fewest connections; waits while none is ready."""
        while not self.arbiter.stopping:
            ready = []
            for pid, (_, beat) in list(self.arbiter.workers.items()):
                try:
                    with open(beat) as f:
                        port = f.read().strip()
                except OSError:
                    continue
                if port:
                    ready.append((self.active.get(pid, 0), pid, int(port)))
            if ready:
                return min(ready)[1:]
            time.sleep(0.05)
        return None

    def forward(self, conn, client):
        try:
            found = self.worker()
            if found is None:
                return
            pid, port = found
            self.active[pid] = self.active.get(pid, 0) + 1
            try:
                up = socket.create_connection(("127.0.0.1", port))
                up.sendall((client[0] + " " + str(client[1]) + "\n").encode())
                _daemon(_pump, conn, up)
                _pump(up, conn)
                up.close()
            finally:
                self.active[pid] -= 1
        except OSError:
            pass
        finally:
            conn.close()


def client_of(conn):
    """The client that the first line of a passed connection names."""
    line = b""
    while not line.endswith(b"\n"):
        part = conn.recv(1)
        if not part:
            return None
        line += part
    host, port = line.decode().split()
    return host, int(port)
