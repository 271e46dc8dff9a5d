"""Dates and addresses of messages."""
import time
import re
from datetime import datetime, timedelta, timezone

_days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
_months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']


def formatdate(timeval=None, localtime=False, usegmt=False):
    t = time.gmtime(time.time() if timeval is None else timeval)
    return '%s, %02d %s %04d %02d:%02d:%02d %s' % (_days[t[6]], t[2], _months[t[1] - 1], t[0], t[3], t[4], t[5], 'GMT' if usegmt else '-0000')


def format_datetime(dt, usegmt=False):
    off = dt.strftime('%z') or '-0000'
    return '%s, %02d %s %04d %02d:%02d:%02d %s' % (_days[dt.weekday()], dt.day, _months[dt.month - 1], dt.year, dt.hour, dt.minute, dt.second, 'GMT' if usegmt else off)


def parsedate_tz(s):
    m = re.match(r'(?:\w{3},?\s+)?(\d{1,2})[\s-]+(\w{3})[\s-]+(\d{2,4})\s+(\d\d):(\d\d)(?::(\d\d))?\s*(GMT|UTC|Z|[+-]\d{4})?', s.strip())
    if not m or m.group(2).title() not in _months:
        return None
    d, mo, y, h, mi, se, tz = m.groups()
    off = 0 if tz in (None, 'GMT', 'UTC', 'Z') else (1 if tz[0] == '+' else -1) * (int(tz[1:3]) * 3600 + int(tz[3:]) * 60)
    year = int(y)
    if year < 100:
        year += 2000 if year < 69 else 1900
    return (year, _months.index(mo.title()) + 1, int(d), int(h), int(mi), int(se or 0), 0, 1, -1, off)


def parsedate(s):
    t = parsedate_tz(s)
    return t and t[:9]


def mktime_tz(t):
    return datetime(*t[:6], tzinfo=timezone.utc).timestamp() - (t[9] or 0)


def parsedate_to_datetime(s):
    t = parsedate_tz(s)
    if t is None:
        raise ValueError('Invalid date value or format "%s"' % s)
    return datetime(*t[:6], tzinfo=timezone(timedelta(seconds=t[9])) if t[9] else timezone.utc)


def formataddr(pair, charset='utf-8'):
    name, addr = pair
    return f'{name} <{addr}>' if name else addr


def parseaddr(addr, *, strict=True):
    m = re.match(r'\s*(.*?)\s*<([^>]*)>\s*$', addr)
    return (m.group(1).strip('"'), m.group(2)) if m else ('', addr.strip())


def make_msgid(idstring=None, domain=None):
    import random
    return '<%d.%d@%s>' % (time.time() * 100, random.getrandbits(64), domain or 'localhost')


def unquote(s):
    return s.strip('"')


def quote(s):
    return s.replace('\\', '\\\\').replace('"', '\\"')
