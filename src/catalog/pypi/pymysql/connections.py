"""A connection: the MySQL protocol over a socket."""
import hashlib
import socket
import struct

from . import err
from .constants import CLIENT
from .converters import decode, escape_item, escape_string
from .cursors import Cursor

_CHARSETS = {"utf8mb4": 45, "utf8": 33, "utf8mb3": 33, "latin1": 8, "ascii": 11, "binary": 63}
_MORE_RESULTS = 8


def _scramble_native(password, salt):
    if not password:
        return b""
    first = hashlib.sha1(password).digest()
    mask = hashlib.sha1(salt[:20] + hashlib.sha1(first).digest()).digest()
    return bytes([a ^ b for a, b in zip(first, mask)])


def _scramble_sha2(password, salt):
    if not password:
        return b""
    first = hashlib.sha256(password).digest()
    mask = hashlib.sha256(hashlib.sha256(first).digest() + salt[:20]).digest()
    return bytes([a ^ b for a, b in zip(first, mask)])


class Reader:
    """Reads the fields of one packet."""

    def __init__(self, data):
        self.data = data
        self.at = 0

    def take(self, n):
        part = self.data[self.at:self.at + n]
        self.at += n
        return part

    def number(self, n):
        return int.from_bytes(self.take(n), "little")

    def lenenc(self):
        first = self.number(1)
        if first < 251:
            return first
        if first == 251:
            return None
        return self.number({252: 2, 253: 3, 254: 8}[first])

    def text(self):
        n = self.lenenc()
        return None if n is None else self.take(n)

    def zero_ended(self):
        end = self.data.find(b"\0", self.at)
        if end < 0:
            end = len(self.data)
        part = self.data[self.at:end]
        self.at = end + 1
        return part


class Column:
    def __init__(self, data):
        r = Reader(data)
        r.text()
        self.db = r.text().decode("utf-8")
        self.table = r.text().decode("utf-8")
        r.text()
        self.name = r.text().decode("utf-8")
        r.text()
        r.lenenc()
        self.charset = r.number(2)
        self.length = r.number(4)
        self.type = r.number(1)
        self.flags = r.number(2)
        self.scale = r.number(1)

    def description(self):
        return (self.name, self.type, None, self.length, self.length, self.scale, not self.flags & 1)


class Result:
    def __init__(self):
        self.affected_rows = 0
        self.insert_id = 0
        self.warning_count = 0
        self.columns = []
        self.description = None
        self.rows = None
        self.has_next = False


class Connection:
    def __init__(self, *, user=None, password="", host=None, database=None, unix_socket=None, port=0, charset="", collation=None, sql_mode=None, read_default_file=None, conv=None, use_unicode=True, client_flag=0, cursorclass=Cursor, init_command=None, connect_timeout=10, read_default_group=None, autocommit=False, local_infile=False, max_allowed_packet=16777216, defer_connect=False, auth_plugin_map=None, read_timeout=None, write_timeout=None, bind_address=None, binary_prefix=False, program_name=None, server_public_key=None, ssl=None, ssl_ca=None, ssl_cert=None, ssl_disabled=None, ssl_key=None, ssl_key_password=None, ssl_verify_cert=None, ssl_verify_identity=None, compress=None, named_pipe=None, passwd=None, db=None):
        if ssl or ssl_ca or ssl_cert or ssl_key:
            raise NotImplementedError("drydock: TLS to a database is not simulated")
        if read_default_file:
            raise NotImplementedError("drydock: read_default_file of pymysql is not simulated")
        if passwd is not None and not password:
            password = passwd
        if db is not None and database is None:
            database = db
        self.host = host or "localhost"
        self.port = port or 3306
        if not isinstance(self.port, int):
            raise ValueError("port should be of type int")
        self.user = user or "root"
        self.password = (password or "").encode("utf-8") if isinstance(password or "", str) else password
        self.db = database
        self.unix_socket = unix_socket
        self.charset = charset or "utf8mb4"
        self.encoding = "utf-8"
        self.collation = collation
        self.sql_mode = sql_mode
        self.init_command = init_command
        self.connect_timeout = connect_timeout
        self.read_timeout = read_timeout
        self.cursorclass = cursorclass
        self.client_flag = client_flag
        self.autocommit_mode = autocommit
        self.server_status = 0
        self.server_version = None
        self._sock = None
        self._result = None
        self._affected_rows = 0
        if not defer_connect:
            self.connect()

    # packets

    def _read_bytes(self, n):
        parts = []
        while n > 0:
            try:
                part = self._sock.recv(n)
            except OSError as e:
                self._force_close()
                raise err.OperationalError(2013, "Lost connection to MySQL server during query (" + str(e) + ")")
            if not part:
                self._force_close()
                raise err.OperationalError(2013, "Lost connection to MySQL server during query")
            parts.append(part)
            n -= len(part)
        return b"".join(parts)

    def _read_packet(self):
        data = b""
        while True:
            head = self._read_bytes(4)
            size = head[0] | head[1] << 8 | head[2] << 16
            self._seq = (head[3] + 1) % 256
            data += self._read_bytes(size)
            if size < 0xFFFFFF:
                break
        if data[:1] == b"\xff":
            err.raise_mysql_exception(data)
        return data

    def _write_packet(self, data):
        while True:
            part, data = data[:0xFFFFFF], data[0xFFFFFF:]
            try:
                self._sock.sendall(struct.pack("<I", len(part))[:3] + bytes([self._seq]) + part)
            except OSError as e:
                self._force_close()
                raise err.OperationalError(2006, "MySQL server has gone away (" + repr(e) + ")")
            self._seq = (self._seq + 1) % 256
            if len(part) < 0xFFFFFF:
                return

    def _command(self, code, argument=b""):
        if self._sock is None:
            raise err.InterfaceError(0, "")
        while self._result is not None and self._result.has_next:
            self.next_result()
        self._result = None
        self._seq = 0
        self._write_packet(bytes([code]) + argument)

    # connecting

    def connect(self, sock=None):
        try:
            if sock is None:
                if self.unix_socket:
                    sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
                    sock.settimeout(self.connect_timeout)
                    sock.connect(self.unix_socket)
                else:
                    sock = socket.create_connection((self.host, self.port), self.connect_timeout)
            sock.settimeout(self.read_timeout)
        except OSError as e:
            raise err.OperationalError(2003, "Can't connect to MySQL server on " + repr(self.host) + " (" + str(e) + ")") from e
        self._sock = sock
        self._seq = 0
        try:
            self._handshake()
            if self.sql_mode is not None:
                self._run("SET sql_mode=" + self.escape(self.sql_mode))
            if self.init_command is not None:
                self._run(self.init_command)
            if self.autocommit_mode is not None:
                self.autocommit(self.autocommit_mode)
        except BaseException:
            self._force_close()
            raise

    def _run(self, sql):
        self.query(sql)
        self.commit()

    def _handshake(self):
        r = Reader(self._read_packet())
        self.protocol_version = r.number(1)
        self.server_version = r.zero_ended().decode("latin-1")
        self.server_thread_id = (r.number(4),)
        salt = r.take(8)
        r.take(1)
        self.server_capabilities = r.number(2)
        self.server_language = r.number(1)
        self.server_status = r.number(2)
        self.server_capabilities |= r.number(2) << 16
        size = r.number(1)
        r.take(10)
        salt += r.take(max(12, size - 9))
        r.take(1)
        plugin = r.zero_ended().decode("latin-1") or "mysql_native_password"
        flags = CLIENT.LONG_PASSWORD | CLIENT.LONG_FLAG | CLIENT.PROTOCOL_41 | CLIENT.TRANSACTIONS | CLIENT.SECURE_CONNECTION | CLIENT.MULTI_RESULTS | CLIENT.PLUGIN_AUTH | CLIENT.PLUGIN_AUTH_LENENC_CLIENT_DATA | self.client_flag
        if self.db:
            flags |= CLIENT.CONNECT_WITH_DB
        answer = self._auth_answer(plugin, salt)
        data = struct.pack("<IIB", flags & ~CLIENT.SSL, 16777215, _CHARSETS.get(self.charset, 45)) + b"\0" * 23
        data += self.user.encode("utf-8") + b"\0" + bytes([len(answer)]) + answer
        if self.db:
            data += self.db.encode("utf-8") + b"\0"
        self._write_packet(data + plugin.encode("latin-1") + b"\0")
        while True:
            got = self._read_packet()
            if got[:1] == b"\x00":
                self._ok(got)
                return
            if got[:1] == b"\xfe":
                r = Reader(got)
                r.take(1)
                plugin = r.zero_ended().decode("latin-1")
                salt = got[r.at:].rstrip(b"\0")
                self._write_packet(self._auth_answer(plugin, salt))
            elif got[:2] == b"\x01\x03":
                continue
            elif got[:2] == b"\x01\x04":
                raise NotImplementedError("drydock: full authentication by caching_sha2_password is not simulated")
            else:
                raise err.OperationalError(2012, "Error in server handshake")

    def _auth_answer(self, plugin, salt):
        if plugin == "mysql_native_password":
            return _scramble_native(self.password, salt)
        if plugin == "caching_sha2_password":
            return _scramble_sha2(self.password, salt)
        if plugin == "mysql_clear_password":
            return self.password + b"\0"
        raise err.OperationalError(2059, "Authentication plugin '" + plugin + "' not configured")

    # commands

    def _ok(self, data):
        r = Reader(data)
        r.take(1)
        result = Result()
        result.affected_rows = r.lenenc()
        result.insert_id = r.lenenc()
        self.server_status = r.number(2)
        result.warning_count = r.number(2)
        result.has_next = bool(self.server_status & _MORE_RESULTS)
        return result

    def _read_result(self):
        data = self._read_packet()
        if data[:1] == b"\x00":
            return self._ok(data)
        if data[:1] == b"\xfb":
            raise NotImplementedError("drydock: LOAD DATA LOCAL INFILE is not simulated")
        result = Result()
        for _ in range(Reader(data).lenenc()):
            result.columns.append(Column(self._read_packet()))
        self._read_packet()
        result.description = tuple([c.description() for c in result.columns])
        kinds = [(c.type, c.charset) for c in result.columns]
        rows = []
        while True:
            data = self._read_packet()
            if data[:1] == b"\xfe" and len(data) < 9:
                result.warning_count = data[1] | data[2] << 8
                self.server_status = data[3] | data[4] << 8
                break
            r = Reader(data)
            rows.append(tuple([decode(kind, charset, r.text()) for kind, charset in kinds]))
        result.rows = tuple(rows)
        result.affected_rows = len(rows)
        result.has_next = bool(self.server_status & _MORE_RESULTS)
        return result

    def query(self, sql, unbuffered=False):
        self._command(3, sql.encode("utf-8", "surrogateescape") if isinstance(sql, str) else sql)
        self._result = self._read_result()
        self._affected_rows = self._result.affected_rows
        return self._affected_rows

    def next_result(self, unbuffered=False):
        self._result = self._read_result()
        return self._result.affected_rows

    def _simple(self, code, argument=b""):
        self._command(code, argument)
        self._ok(self._read_packet())

    def begin(self):
        self.query("BEGIN")

    def commit(self):
        self.query("COMMIT")

    def rollback(self):
        self.query("ROLLBACK")

    def autocommit(self, value):
        self.autocommit_mode = bool(value)
        if self.get_autocommit() != self.autocommit_mode:
            self.query("SET AUTOCOMMIT = " + ("1" if self.autocommit_mode else "0"))

    def get_autocommit(self):
        return bool(self.server_status & 2)

    def select_db(self, db):
        self._simple(2, db.encode("utf-8"))
        self.db = db

    def ping(self, reconnect=True):
        if self._sock is None:
            if not reconnect:
                raise err.Error("Already closed")
            self.connect()
            reconnect = False
        try:
            self._simple(14)
        except Exception:
            if not reconnect:
                raise
            self.connect()
            self.ping(False)

    def show_warnings(self):
        self.query("SHOW WARNINGS")
        return self._result.rows

    def affected_rows(self):
        return self._affected_rows

    def insert_id(self):
        return self._result.insert_id if self._result else 0

    def thread_id(self):
        return self.server_thread_id[0]

    def get_server_info(self):
        return self.server_version

    def get_host_info(self):
        return "Localhost via UNIX socket" if self.unix_socket else "socket " + self.host + ":" + str(self.port)

    def set_charset(self, charset):
        self.query("SET NAMES " + charset)
        self.charset = charset

    set_character_set = set_charset

    def escape(self, obj, mapping=None):
        return escape_item(obj, self.charset)

    def literal(self, obj):
        return escape_item(obj, self.charset)

    def escape_string(self, s):
        return escape_string(s)

    def cursor(self, cursor=None):
        return (cursor or self.cursorclass)(self)

    @property
    def open(self):
        return self._sock is not None

    def close(self):
        if self._sock is None:
            raise err.Error("Already closed")
        try:
            self._sock.sendall(b"\x01\0\0\0\x01")
        except OSError:
            pass
        self._force_close()

    def _force_close(self):
        if self._sock is not None:
            self._sock.close()
        self._sock = None

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.close()
