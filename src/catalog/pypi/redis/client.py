"""Redis: a method for each of the everyday commands."""
import time

from .connection import Connection, ConnectionPool
from .exceptions import ConnectionError, LockError, RedisError, ResponseError


def _seconds(value):
    return int(value.total_seconds()) if hasattr(value, "total_seconds") else int(value)


def _listed(keys, args):
    first = [keys] if isinstance(keys, (str, bytes, int, float)) else list(keys)
    return first + list(args)


def _ok(answer):
    return answer in (b"OK", "OK")


def _text(value):
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value


def _pairs(answer):
    return dict(zip(answer[::2], answer[1::2]))


def _scored(answer):
    return [(m, float(s)) for m, s in zip(answer[::2], answer[1::2])]


def _number(value):
    return None if value is None else float(value)


class Commands:
    """Each method gives its words to `execute_command`, with the shape that the answer gets."""

    def ping(self):
        return self.execute_command("PING", shape=lambda a: a in (b"PONG", "PONG"))

    def echo(self, value):
        return self.execute_command("ECHO", value)

    def auth(self, password, username=None):
        return self.execute_command("AUTH", *([username] if username else []), password, shape=_ok)

    def set(self, name, value, ex=None, px=None, nx=False, xx=False, keepttl=False, get=False):
        words = ["SET", name, value]
        if ex is not None:
            words += ["EX", _seconds(ex)]
        if px is not None:
            words += ["PX", int(px)]
        words += (["NX"] if nx else []) + (["XX"] if xx else []) + (["KEEPTTL"] if keepttl else []) + (["GET"] if get else [])
        return self.execute_command(*words, shape=(lambda a: a) if get else lambda a: True if _ok(a) else None)

    def setex(self, name, time, value):
        return self.execute_command("SETEX", name, _seconds(time), value, shape=_ok)

    def setnx(self, name, value):
        return self.execute_command("SETNX", name, value, shape=bool)

    def get(self, name):
        return self.execute_command("GET", name)

    def getset(self, name, value):
        return self.execute_command("GETSET", name, value)

    def getdel(self, name):
        return self.execute_command("GETDEL", name)

    def append(self, key, value):
        return self.execute_command("APPEND", key, value)

    def strlen(self, name):
        return self.execute_command("STRLEN", name)

    def mget(self, keys, *args):
        return self.execute_command("MGET", *_listed(keys, args))

    def mset(self, mapping):
        return self.execute_command("MSET", *[w for pair in mapping.items() for w in pair], shape=_ok)

    def incr(self, name, amount=1):
        return self.execute_command("INCRBY", name, amount)

    incrby = incr

    def incrbyfloat(self, name, amount=1.0):
        return self.execute_command("INCRBYFLOAT", name, amount, shape=float)

    def decr(self, name, amount=1):
        return self.execute_command("DECRBY", name, amount)

    decrby = decr

    def delete(self, *names):
        return self.execute_command("DEL", *names)

    def unlink(self, *names):
        return self.execute_command("UNLINK", *names)

    def exists(self, *names):
        return self.execute_command("EXISTS", *names)

    def expire(self, name, time):
        return self.execute_command("EXPIRE", name, _seconds(time), shape=bool)

    def ttl(self, name):
        return self.execute_command("TTL", name)

    def pttl(self, name):
        return self.execute_command("PTTL", name)

    def persist(self, name):
        return self.execute_command("PERSIST", name, shape=bool)

    def keys(self, pattern="*"):
        return self.execute_command("KEYS", pattern)

    def type(self, name):
        return self.execute_command("TYPE", name)

    def rename(self, src, dst):
        return self.execute_command("RENAME", src, dst, shape=_ok)

    def randomkey(self):
        return self.execute_command("RANDOMKEY")

    def dbsize(self):
        return self.execute_command("DBSIZE")

    def flushdb(self):
        return self.execute_command("FLUSHDB", shape=_ok)

    def flushall(self):
        return self.execute_command("FLUSHALL", shape=_ok)

    def save(self):
        return self.execute_command("SAVE", shape=_ok)

    def bgsave(self):
        return self.execute_command("BGSAVE")

    def scan(self, cursor=0, match=None, count=None):
        words = ["SCAN", cursor] + (["MATCH", match] if match is not None else []) + (["COUNT", count] if count is not None else [])
        return self.execute_command(*words, shape=lambda a: (int(a[0]), a[1]))

    def scan_iter(self, match=None, count=None):
        cursor = 0
        while True:
            cursor, found = self.scan(cursor, match, count)
            for key in found:
                yield key
            if cursor == 0:
                return

    def info(self, section=None):
        def shape(answer):
            out = {}
            for line in _text(answer).splitlines():
                if line and line[0] != "#":
                    k, _, v = line.partition(":")
                    out[k] = int(v) if v.lstrip("-").isdigit() else v
            return out
        return self.execute_command("INFO", *([section] if section else []), shape=shape)

    def config_get(self, pattern="*"):
        return self.execute_command("CONFIG", "GET", pattern, shape=_pairs)

    def config_set(self, name, value):
        return self.execute_command("CONFIG", "SET", name, value, shape=_ok)

    def lpush(self, name, *values):
        return self.execute_command("LPUSH", name, *values)

    def rpush(self, name, *values):
        return self.execute_command("RPUSH", name, *values)

    def lpop(self, name, count=None):
        return self.execute_command("LPOP", name, *([count] if count is not None else []))

    def rpop(self, name, count=None):
        return self.execute_command("RPOP", name, *([count] if count is not None else []))

    def blpop(self, keys, timeout=0):
        return self.execute_command("BLPOP", *_listed(keys, [timeout]), shape=lambda a: None if a is None else tuple(a))

    def brpop(self, keys, timeout=0):
        return self.execute_command("BRPOP", *_listed(keys, [timeout]), shape=lambda a: None if a is None else tuple(a))

    def llen(self, name):
        return self.execute_command("LLEN", name)

    def lrange(self, name, start, end):
        return self.execute_command("LRANGE", name, start, end)

    def lindex(self, name, index):
        return self.execute_command("LINDEX", name, index)

    def lrem(self, name, count, value):
        return self.execute_command("LREM", name, count, value)

    def ltrim(self, name, start, end):
        return self.execute_command("LTRIM", name, start, end, shape=_ok)

    def hset(self, name, key=None, value=None, mapping=None, items=None):
        words = [] if key is None else [key, value]
        for k, v in (mapping or {}).items():
            words += [k, v]
        return self.execute_command("HSET", name, *words)

    def hget(self, name, key):
        return self.execute_command("HGET", name, key)

    def hgetall(self, name):
        return self.execute_command("HGETALL", name, shape=_pairs)

    def hmget(self, name, keys, *args):
        return self.execute_command("HMGET", name, *_listed(keys, args))

    def hdel(self, name, *keys):
        return self.execute_command("HDEL", name, *keys)

    def hexists(self, name, key):
        return self.execute_command("HEXISTS", name, key, shape=bool)

    def hkeys(self, name):
        return self.execute_command("HKEYS", name)

    def hvals(self, name):
        return self.execute_command("HVALS", name)

    def hlen(self, name):
        return self.execute_command("HLEN", name)

    def hincrby(self, name, key, amount=1):
        return self.execute_command("HINCRBY", name, key, amount)

    def sadd(self, name, *values):
        return self.execute_command("SADD", name, *values)

    def srem(self, name, *values):
        return self.execute_command("SREM", name, *values)

    def smembers(self, name):
        return self.execute_command("SMEMBERS", name, shape=set)

    def sismember(self, name, value):
        return self.execute_command("SISMEMBER", name, value)

    def scard(self, name):
        return self.execute_command("SCARD", name)

    def zadd(self, name, mapping):
        return self.execute_command("ZADD", name, *[w for member, score in mapping.items() for w in (score, member)])

    def zincrby(self, name, amount, value):
        return self.execute_command("ZINCRBY", name, amount, value, shape=float)

    def zrem(self, name, *values):
        return self.execute_command("ZREM", name, *values)

    def zcard(self, name):
        return self.execute_command("ZCARD", name)

    def zscore(self, name, value):
        return self.execute_command("ZSCORE", name, value, shape=_number)

    def zrank(self, name, value):
        return self.execute_command("ZRANK", name, value)

    def zrange(self, name, start, end, desc=False, withscores=False):
        words = ["ZREVRANGE" if desc else "ZRANGE", name, start, end] + (["WITHSCORES"] if withscores else [])
        return self.execute_command(*words, shape=_scored if withscores else None)

    def zrevrange(self, name, start, end, withscores=False):
        return self.zrange(name, start, end, True, withscores)

    def publish(self, channel, message):
        return self.execute_command("PUBLISH", channel, message)


class Redis(Commands):
    def __init__(self, host="localhost", port=6379, db=0, password=None, socket_timeout=None, socket_connect_timeout=None, decode_responses=False, username=None, connection_pool=None, unix_socket_path=None, ssl=False, encoding="utf-8", charset=None, max_connections=None, retry_on_timeout=False, health_check_interval=0, client_name=None, protocol=2, **kw):
        if ssl:
            raise NotImplementedError("drydock: TLS to Redis is not simulated")
        for name in kw:
            if name not in ("retry", "retry_on_error", "socket_keepalive", "single_connection_client", "encoding_errors"):
                raise TypeError("Redis.__init__() got an unexpected keyword argument " + repr(name))
        self.connection_pool = connection_pool or ConnectionPool(host=host, port=port, db=db, username=username, password=password, socket_timeout=socket_timeout, socket_connect_timeout=socket_connect_timeout, decode_responses=decode_responses, unix_socket_path=unix_socket_path)

    @classmethod
    def from_url(cls, url, **kwargs):
        return cls(connection_pool=ConnectionPool.from_url(url, **kwargs))

    def execute_command(self, *words, shape=None, **options):
        pool = self.connection_pool
        connection = pool.get()
        reused = connection._sock is not None
        try:
            try:
                answer = connection.call(words)
            except ConnectionError:
                # A connection that lay idle may be dead: one more try with a new one.
                if not reused:
                    raise
                pool.disconnect()
                connection.disconnect()
                answer = connection.call(words)
        finally:
            pool.put(connection)
        return answer if shape is None else shape(answer)

    def pipeline(self, transaction=True, shard_hint=None):
        return Pipeline(self, transaction)

    def pubsub(self, **kw):
        return PubSub(self, **kw)

    def lock(self, name, timeout=None, sleep=0.1, blocking=True, blocking_timeout=None):
        return Lock(self, name, timeout, sleep, blocking, blocking_timeout)

    def transaction(self, func, *watches, **kw):
        raise NotImplementedError("drydock: transaction() of redis is not simulated; use pipeline()")

    def close(self):
        self.connection_pool.disconnect()

    def __enter__(self):
        return self

    def __exit__(self, kind, value, tb):
        self.close()

    def __contains__(self, name):
        return bool(self.exists(name))

    def __getitem__(self, name):
        value = self.get(name)
        if value is None:
            raise KeyError(name)
        return value

    def __setitem__(self, name, value):
        self.set(name, value)

    def __delitem__(self, name):
        self.delete(name)

    def __repr__(self):
        k = self.connection_pool.kwargs
        return "<redis.client.Redis(<redis.connection.ConnectionPool(<redis.connection.Connection(host=" + str(k.get("host")) + ",port=" + str(k.get("port")) + ",db=" + str(k.get("db", 0)) + ")>)>)>"


StrictRedis = Redis


class Pipeline(Commands):
    """Collects commands and sends them together."""

    def __init__(self, client, transaction):
        self.client = client
        self.is_transaction = transaction
        self.command_stack = []

    def execute_command(self, *words, shape=None, **options):
        self.command_stack.append((words, shape))
        return self

    def watch(self, *names):
        raise NotImplementedError("drydock: WATCH of redis pipelines is not simulated")

    def execute(self, raise_on_error=True):
        stack, self.command_stack = self.command_stack, []
        if not stack:
            return []
        pool = self.client.connection_pool
        connection = pool.get()
        try:
            words = [w for w, _ in stack]
            for w in ([("MULTI",)] + words + [("EXEC",)] if self.is_transaction else words):
                connection.send(w)
            if self.is_transaction:
                early = [connection.read() for _ in range(len(stack) + 1)]
                answers = connection.read()
                if isinstance(answers, Exception):
                    raise [e for e in early if isinstance(e, Exception)][0]
            else:
                answers = [connection.read() for _ in stack]
        finally:
            pool.put(connection)
        out = []
        for (_, shape), answer in zip(stack, answers):
            if isinstance(answer, Exception):
                if raise_on_error:
                    raise answer
            elif shape is not None:
                answer = shape(answer)
            out.append(answer)
        return out

    def reset(self):
        self.command_stack = []

    def __len__(self):
        return len(self.command_stack)

    def __enter__(self):
        return self

    def __exit__(self, kind, value, tb):
        self.reset()


class PubSub:
    def __init__(self, client, ignore_subscribe_messages=False, **kw):
        self.connection = Connection(**client.connection_pool.kwargs)
        self.ignore = ignore_subscribe_messages

    def subscribe(self, *channels):
        self.connection.send(("SUBSCRIBE",) + channels)

    def psubscribe(self, *patterns):
        self.connection.send(("PSUBSCRIBE",) + patterns)

    def unsubscribe(self, *channels):
        self.connection.send(("UNSUBSCRIBE",) + channels)

    def get_message(self, ignore_subscribe_messages=False, timeout=0.0):
        parts = self.connection.read()
        kind = _text(parts[0])
        if kind in ("subscribe", "psubscribe", "unsubscribe") and (self.ignore or ignore_subscribe_messages):
            return None
        pattern = parts[1] if kind == "pmessage" else None
        return {"type": kind, "pattern": pattern, "channel": parts[-2], "data": parts[-1]}

    def listen(self):
        while True:
            message = self.get_message()
            if message is not None:
                yield message

    def close(self):
        self.connection.disconnect()


class Lock:
    def __init__(self, client, name, timeout, sleep, blocking, blocking_timeout):
        self.client, self.name, self.timeout, self.sleep = client, name, timeout, sleep
        self.blocking, self.blocking_timeout = blocking, blocking_timeout

    def acquire(self, blocking=None):
        start = time.time()
        while not self.client.set(self.name, "1", nx=True, px=int(self.timeout * 1000) if self.timeout else None):
            if not (self.blocking if blocking is None else blocking) or (self.blocking_timeout is not None and time.time() - start > self.blocking_timeout):
                return False
            time.sleep(self.sleep)
        return True

    def release(self):
        if not self.client.delete(self.name):
            raise LockError("Cannot release a lock that's no longer owned")

    def __enter__(self):
        if not self.acquire():
            raise LockError("Unable to acquire lock within the time specified")
        return self

    def __exit__(self, kind, value, tb):
        self.release()
