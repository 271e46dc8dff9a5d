"""Reading requests, dates, the statuses that stop the master."""
import time

HALT_BOOT = 3
HALT_APP = 4
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class AppImportError(Exception):
    pass


def http_date():
    t = time.gmtime()
    return "%s, %02d %s %04d %02d:%02d:%02d GMT" % (_DAYS[t[6]], t[2], _MONTHS[t[1] - 1], t[0], t[3], t[4], t[5])


def read_request(conn):
    """(method, target, version, headers, body); None when nothing came; ValueError for what is not HTTP."""
    data = b""
    while b"\r\n\r\n" not in data:
        part = conn.recv(65536)
        if not part:
            return None
        data += part
        if len(data) > 65536 and b"\r\n" not in data[:8190]:
            raise ValueError("Request Line is too large")
    head, _, body = data.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    words = lines[0].split(" ")
    if len(words) != 3 or not words[2].startswith("HTTP/"):
        raise ValueError("Invalid HTTP request line: " + repr(lines[0]))
    headers = [tuple([w.strip() for w in line.split(":", 1)]) for line in lines[1:] if ":" in line]
    low = {k.lower(): v for k, v in headers}
    if "chunked" in low.get("transfer-encoding", "").lower():
        raw, body = body, b""
        while True:
            while b"\r\n" not in raw:
                part = conn.recv(65536)
                if not part:
                    break
                raw += part
            line, _, raw = raw.partition(b"\r\n")
            size = int(line.split(b";")[0] or b"0", 16)
            while len(raw) < size + 2:
                part = conn.recv(65536)
                if not part:
                    break
                raw += part
            if size == 0:
                break
            body += raw[:size]
            raw = raw[size + 2:]
    else:
        size = int(low["content-length"]) if low.get("content-length", "").isdigit() else 0
        while len(body) < size:
            part = conn.recv(65536)
            if not part:
                break
            body += part
    return words[0], words[1], words[2], headers, body
