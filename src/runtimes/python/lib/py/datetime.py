"""Dates and times."""
import time as _time
import _strftime

MINYEAR, MAXYEAR = 1, 9999
_DAYS = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
_DAYNAMES = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
_MONTHNAMES = ['', 'Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']


def _leap(y):
    return y % 4 == 0 and (y % 100 != 0 or y % 400 == 0)


def _days_in(y, m):
    return 29 if m == 2 and _leap(y) else _DAYS[m]


def _before_year(y):
    y -= 1
    return y * 365 + y // 4 - y // 100 + y // 400


def _before_month(y, m):
    return sum(_DAYS[1:m]) + (m > 2 and _leap(y))


def _ymd2ord(y, m, d):
    return _before_year(y) + _before_month(y, m) + d


def _ord2ymd(n):
    n -= 1
    n400, n = divmod(n, 146097)
    year = n400 * 400 + 1
    n100, n = divmod(n, 36524)
    n4, n = divmod(n, 1461)
    n1, n = divmod(n, 365)
    year += n100 * 100 + n4 * 4 + n1
    if n1 == 4 or n100 == 4:
        return year - 1, 12, 31
    month = 1
    while n >= _days_in(year, month):
        n -= _days_in(year, month)
        month += 1
    return year, month, n + 1


def _check_date(y, m, d):
    for v in (y, m, d):
        if not isinstance(v, int):
            raise TypeError(f"'{type(v).__name__}' object cannot be interpreted as an integer")
    if not MINYEAR <= y <= MAXYEAR:
        raise ValueError(f'year {y} is out of range')
    if not 1 <= m <= 12:
        raise ValueError('month must be in 1..12')
    if not 1 <= d <= _days_in(y, m):
        raise ValueError('day is out of range for month')


def _check_time(h, m, s, us):
    if not 0 <= h <= 23:
        raise ValueError('hour must be in 0..23')
    if not 0 <= m <= 59:
        raise ValueError('minute must be in 0..59')
    if not 0 <= s <= 59:
        raise ValueError('second must be in 0..59')
    if not 0 <= us <= 999999:
        raise ValueError('microsecond must be in 0..999999')


class timedelta:
    def __new__(cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        def us(v, unit):
            return v * unit if isinstance(v, int) else round(v * unit)
        total = us(days, 86400000000) + us(seconds, 1000000) + us(microseconds, 1) + us(milliseconds, 1000) + us(minutes, 60000000) + us(hours, 3600000000) + us(weeks, 604800000000)
        return cls._of(total)

    @classmethod
    def _of(cls, total):
        self = object.__new__(cls)
        s, self.microseconds = divmod(total, 1000000)
        self.days, self.seconds = divmod(s, 86400)
        if abs(self.days) > 999999999:
            raise OverflowError(f'days={self.days}; must have magnitude <= 999999999')
        return self

    def _us(self):
        return (self.days * 86400 + self.seconds) * 1000000 + self.microseconds

    def total_seconds(self):
        return self._us() / 1000000

    def __repr__(self):
        parts = [f'{n}={v}' for n, v in (('days', self.days), ('seconds', self.seconds), ('microseconds', self.microseconds)) if v]
        return 'datetime.timedelta(%s)' % (', '.join(parts) or '0')

    def __str__(self):
        m, s = divmod(self.seconds, 60)
        h, m = divmod(m, 60)
        text = '%d:%02d:%02d' % (h, m, s)
        if self.days:
            text = '%d day%s, ' % (self.days, '' if abs(self.days) == 1 else 's') + text
        if self.microseconds:
            text += '.%06d' % self.microseconds
        return text

    def __add__(self, other):
        return timedelta._of(self._us() + other._us()) if isinstance(other, timedelta) else NotImplemented
    __radd__ = __add__

    def __sub__(self, other):
        return timedelta._of(self._us() - other._us()) if isinstance(other, timedelta) else NotImplemented

    def __rsub__(self, other):
        return timedelta._of(other._us() - self._us()) if isinstance(other, timedelta) else NotImplemented

    def __neg__(self):
        return timedelta._of(-self._us())

    def __pos__(self):
        return self

    def __abs__(self):
        return timedelta._of(abs(self._us()))

    def __mul__(self, n):
        if isinstance(n, int):
            return timedelta._of(self._us() * n)
        return timedelta._of(round(self._us() * n)) if isinstance(n, float) else NotImplemented
    __rmul__ = __mul__

    def __truediv__(self, n):
        if isinstance(n, timedelta):
            return self._us() / n._us()
        return timedelta._of(round(self._us() / n)) if isinstance(n, (int, float)) else NotImplemented

    def __floordiv__(self, n):
        if isinstance(n, timedelta):
            return self._us() // n._us()
        return timedelta._of(self._us() // n) if isinstance(n, int) else NotImplemented

    def __mod__(self, n):
        return timedelta._of(self._us() % n._us()) if isinstance(n, timedelta) else NotImplemented

    def __divmod__(self, n):
        q, r = divmod(self._us(), n._us())
        return q, timedelta._of(r)

    def __eq__(self, other):
        return self._us() == other._us() if isinstance(other, timedelta) else NotImplemented

    def __lt__(self, other):
        return self._us() < other._us() if isinstance(other, timedelta) else NotImplemented

    def __le__(self, other):
        return self._us() <= other._us() if isinstance(other, timedelta) else NotImplemented

    def __gt__(self, other):
        return self._us() > other._us() if isinstance(other, timedelta) else NotImplemented

    def __ge__(self, other):
        return self._us() >= other._us() if isinstance(other, timedelta) else NotImplemented

    def __hash__(self):
        return hash(self._us())

    def __bool__(self):
        return self._us() != 0


timedelta.min = timedelta(-999999999)
timedelta.max = timedelta(999999999, 86399, 999999)
timedelta.resolution = timedelta(microseconds=1)


class tzinfo:
    def utcoffset(self, dt):
        raise NotImplementedError('tzinfo subclass must override utcoffset()')

    def dst(self, dt):
        raise NotImplementedError('tzinfo subclass must override dst()')

    def tzname(self, dt):
        raise NotImplementedError('tzinfo subclass must override tzname()')

    def fromutc(self, dt):
        return dt + dt.utcoffset()


def _offset_text(off, sep=':'):
    us = off._us()
    sign = '-' if us < 0 else '+'
    us = abs(us)
    h, rest = divmod(us // 1000000, 3600)
    m, s = divmod(rest, 60)
    text = f'{sign}{h:02d}{sep}{m:02d}'
    if s or us % 1000000:
        text += f'{sep}{s:02d}'
    if us % 1000000:
        text += f'.{us % 1000000:06d}'
    return text


class timezone(tzinfo):
    def __init__(self, offset, name=None):
        if not isinstance(offset, timedelta):
            raise TypeError('offset must be a timedelta')
        if not timedelta(-1) < offset < timedelta(1):
            raise ValueError('offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24).')
        self._offset, self._name = offset, name

    def utcoffset(self, dt):
        return self._offset

    def dst(self, dt):
        return None

    def tzname(self, dt):
        if self._name is not None:
            return self._name
        return 'UTC' + (_offset_text(self._offset) if self._offset else '')

    def fromutc(self, dt):
        return dt + self._offset

    def __repr__(self):
        if self is timezone.utc:
            return 'datetime.timezone.utc'
        return 'datetime.timezone(%r%s)' % (self._offset, '' if self._name is None else ', %r' % self._name)

    def __str__(self):
        return self.tzname(None)

    def __eq__(self, other):
        return self._offset == other._offset if isinstance(other, timezone) else NotImplemented

    def __hash__(self):
        return hash(self._offset)


timezone.utc = UTC = timezone(timedelta(0))
timezone.min, timezone.max = timezone(timedelta(hours=-23, minutes=-59)), timezone(timedelta(hours=23, minutes=59))


class date:
    def __new__(cls, year, month=None, day=None):
        _check_date(year, month, day)
        self = object.__new__(cls)
        self.__dict__.update(year=year, month=month, day=day)
        return self

    def __setattr__(self, name, value):
        if name in ('year', 'month', 'day', 'hour', 'minute', 'second', 'microsecond', 'tzinfo'):
            raise AttributeError(f"attribute '{name}' of 'datetime.{'date' if not isinstance(self, datetime) else 'datetime'}' objects is not writable")
        object.__setattr__(self, name, value)

    @classmethod
    def today(cls):
        return cls.fromtimestamp(_time.time())

    @classmethod
    def fromtimestamp(cls, t):
        y, m, d = _time.localtime(t)[:3]
        return cls(y, m, d)

    @classmethod
    def fromordinal(cls, n):
        return cls(*_ord2ymd(n))

    @classmethod
    def fromisoformat(cls, s):
        import re
        if not isinstance(s, str):
            raise TypeError('fromisoformat: argument must be str')
        m = re.fullmatch(r'(\d{4})-?(\d\d)-?(\d\d)', s)
        if not m:
            raise ValueError(f'Invalid isoformat string: {s!r}')
        return cls(*map(int, m.groups()))

    @classmethod
    def fromisocalendar(cls, year, week, day):
        jan4 = date(year, 1, 4)
        return cls.fromordinal(jan4.toordinal() - jan4.weekday() + (week - 1) * 7 + day - 1)

    def toordinal(self):
        return _ymd2ord(self.year, self.month, self.day)

    def weekday(self):
        return (self.toordinal() + 6) % 7

    def isoweekday(self):
        return self.weekday() + 1

    def isocalendar(self):
        thursday = self.toordinal() - self.weekday() + 3
        year = _ord2ymd(thursday)[0]
        from collections import namedtuple
        return namedtuple('IsoCalendarDate', 'year week weekday')(year, (thursday - _ymd2ord(year, 1, 1)) // 7 + 1, self.isoweekday())

    def isoformat(self):
        return '%04d-%02d-%02d' % (self.year, self.month, self.day)

    def __str__(self):
        return self.isoformat()

    def __repr__(self):
        return 'datetime.date(%d, %d, %d)' % (self.year, self.month, self.day)

    def ctime(self):
        return '%s %s %2d 00:00:00 %04d' % (_DAYNAMES[self.weekday()], _MONTHNAMES[self.month], self.day, self.year)

    def strftime(self, fmt):
        return _strftime.strftime(fmt, self.year, self.month, self.day, 0, 0, 0, 0, '', '')

    def __format__(self, fmt):
        return self.strftime(fmt) if fmt else str(self)

    def timetuple(self):
        return _time.gmtime((self.toordinal() - 719163) * 86400)

    def replace(self, year=None, month=None, day=None):
        return type(self)(year or self.year, month or self.month, day or self.day)

    def _key(self):
        return (self.year, self.month, self.day)

    def _same(self, other):
        return isinstance(other, date) and not isinstance(other, datetime)

    def __eq__(self, other):
        return self._key() == other._key() if self._same(other) else NotImplemented

    def __lt__(self, other):
        return self._key() < other._key() if self._same(other) else NotImplemented

    def __le__(self, other):
        return self._key() <= other._key() if self._same(other) else NotImplemented

    def __gt__(self, other):
        return self._key() > other._key() if self._same(other) else NotImplemented

    def __ge__(self, other):
        return self._key() >= other._key() if self._same(other) else NotImplemented

    def __hash__(self):
        return hash(self._key())

    def __add__(self, other):
        if isinstance(other, timedelta):
            n = self.toordinal() + other.days
            if not 0 < n <= 3652059:
                raise OverflowError('date value out of range')
            return type(self).fromordinal(n)
        return NotImplemented
    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + timedelta(-other.days)
        if isinstance(other, date):
            return timedelta(self.toordinal() - other.toordinal())
        return NotImplemented


date.min, date.max, date.resolution = date(1, 1, 1), date(9999, 12, 31), timedelta(1)


class time:
    def __new__(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        _check_time(hour, minute, second, microsecond)
        self = object.__new__(cls)
        self.__dict__.update(hour=hour, minute=minute, second=second, microsecond=microsecond, tzinfo=tzinfo, fold=fold)
        return self

    @classmethod
    def fromisoformat(cls, s):
        return cls(*_parse_time(s, s))

    def isoformat(self, timespec='auto'):
        return _time_text(self.hour, self.minute, self.second, self.microsecond, timespec) + (_offset_text(self.utcoffset()) if self.utcoffset() is not None else '')

    def utcoffset(self):
        return None if self.tzinfo is None else self.tzinfo.utcoffset(None)

    def tzname(self):
        return None if self.tzinfo is None else self.tzinfo.tzname(None)

    def dst(self):
        return None if self.tzinfo is None else self.tzinfo.dst(None)

    def strftime(self, fmt):
        off = self.utcoffset()
        return _strftime.strftime(fmt, 1900, 1, 1, self.hour, self.minute, self.second, self.microsecond, self.tzname() or '', _offset_text(off, '') if off is not None else '')

    def __format__(self, fmt):
        return self.strftime(fmt) if fmt else str(self)

    def __str__(self):
        return self.isoformat()

    def __repr__(self):
        parts = [self.hour, self.minute]
        if self.second or self.microsecond:
            parts.append(self.second)
        if self.microsecond:
            parts.append(self.microsecond)
        return 'datetime.time(%s%s)' % (', '.join(map(str, parts)), ', tzinfo=%r' % self.tzinfo if self.tzinfo is not None else '')

    def replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None):
        return type(self)(self.hour if hour is None else hour, self.minute if minute is None else minute, self.second if second is None else second, self.microsecond if microsecond is None else microsecond, self.tzinfo if tzinfo is True else tzinfo)

    def _key(self):
        off = self.utcoffset()
        return ((self.hour * 60 + self.minute) * 60 + self.second) * 1000000 + self.microsecond - (off._us() if off else 0)

    def __eq__(self, other):
        return self._key() == other._key() if isinstance(other, time) else NotImplemented

    def __lt__(self, other):
        return self._key() < other._key() if isinstance(other, time) else NotImplemented

    def __le__(self, other):
        return self._key() <= other._key() if isinstance(other, time) else NotImplemented

    def __gt__(self, other):
        return self._key() > other._key() if isinstance(other, time) else NotImplemented

    def __ge__(self, other):
        return self._key() >= other._key() if isinstance(other, time) else NotImplemented

    def __hash__(self):
        return hash(self._key())


time.min, time.max, time.resolution = time(), time(23, 59, 59, 999999), timedelta(microseconds=1)


def _time_text(h, m, s, us, timespec='auto'):
    if timespec == 'auto':
        timespec = 'microseconds' if us else 'seconds'
    formats = {'hours': '{:02d}', 'minutes': '{:02d}:{:02d}', 'seconds': '{:02d}:{:02d}:{:02d}', 'milliseconds': '{:02d}:{:02d}:{:02d}.{:03d}', 'microseconds': '{:02d}:{:02d}:{:02d}.{:06d}'}
    if timespec not in formats:
        raise ValueError('Unknown timespec value')
    return formats[timespec].format(h, m, s, us // 1000 if timespec == 'milliseconds' else us)


def _parse_time(s, whole):
    import re
    m = re.fullmatch(r'(\d\d)(?::?(\d\d)(?::?(\d\d)(?:[.,](\d+))?)?)?(Z|[+-]\d\d(?::?\d\d(?::?\d\d(?:\.\d+)?)?)?)?', s)
    if not m:
        raise ValueError(f'Invalid isoformat string: {whole!r}')
    h, mi, se, us, tz = m.groups()
    zone = None
    if tz == 'Z':
        zone = timezone.utc
    elif tz:
        digits = tz[1:].replace(':', '')
        off = timedelta(hours=int(digits[:2]), minutes=int(digits[2:4] or 0), seconds=int(digits[4:6] or 0))
        off = -off if tz[0] == '-' else off
        zone = timezone(off) if off else timezone.utc
    return int(h), int(mi or 0), int(se or 0), int(((us or '') + '000000')[:6]), zone


class datetime(date):
    def __new__(cls, year, month=None, day=None, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        _check_date(year, month, day)
        _check_time(hour, minute, second, microsecond)
        if tzinfo is not None and not isinstance(tzinfo, _tzinfo):
            raise TypeError(f"tzinfo argument must be None or of a tzinfo subclass, not type '{type(tzinfo).__name__}'")
        self = object.__new__(cls)
        self.__dict__.update(year=year, month=month, day=day, hour=hour, minute=minute, second=second, microsecond=microsecond, tzinfo=tzinfo, fold=fold)
        return self

    @classmethod
    def _from_us(cls, us, tz=None):
        s, us = divmod(us, 1000000)
        days, s = divmod(s, 86400)
        n = days + 719163
        if not 0 < n <= 3652059:
            raise OverflowError('date value out of range')
        return cls(*_ord2ymd(n), s // 3600, s // 60 % 60, s % 60, us, tz)

    def _us(self):
        return (((self.toordinal() - 719163) * 24 + self.hour) * 60 + self.minute) * 60000000 + self.second * 1000000 + self.microsecond

    @classmethod
    def fromtimestamp(cls, t, tz=None):
        us = round(t * 1000000)
        if tz is None:
            return cls._from_us(us)
        return tz.fromutc(cls._from_us(us, tz))

    @classmethod
    def utcfromtimestamp(cls, t):
        return cls._from_us(round(t * 1000000))

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(_time.time(), tz)

    @classmethod
    def today(cls):
        return cls.now()

    @classmethod
    def utcnow(cls):
        return cls.utcfromtimestamp(_time.time())

    @classmethod
    def combine(cls, date, time, tzinfo=True):
        return cls(date.year, date.month, date.day, time.hour, time.minute, time.second, time.microsecond, time.tzinfo if tzinfo is True else tzinfo)

    @classmethod
    def fromisoformat(cls, s):
        import re
        if not isinstance(s, str):
            raise TypeError('fromisoformat: argument must be str')
        m = re.fullmatch(r'(\d{4})-?(\d\d)-?(\d\d)(?:.(.+))?', s, re.S)
        if not m:
            raise ValueError(f'Invalid isoformat string: {s!r}')
        y, mo, d, rest = m.groups()
        return cls(int(y), int(mo), int(d), *(_parse_time(rest, s) if rest else ()))

    @classmethod
    def strptime(cls, text, fmt):
        return _strptime(cls, text, fmt)

    def date(self):
        return date(self.year, self.month, self.day)

    def time(self):
        return time(self.hour, self.minute, self.second, self.microsecond)

    def timetz(self):
        return time(self.hour, self.minute, self.second, self.microsecond, self.tzinfo)

    def utcoffset(self):
        return None if self.tzinfo is None else self.tzinfo.utcoffset(self)

    def tzname(self):
        return None if self.tzinfo is None else self.tzinfo.tzname(self)

    def dst(self):
        return None if self.tzinfo is None else self.tzinfo.dst(self)

    def timestamp(self):
        off = self.utcoffset()
        return (self._us() - (off._us() if off else 0)) / 1000000

    def timetuple(self):
        return _time.gmtime(self._us() // 1000000)

    def utctimetuple(self):
        return _time.gmtime(int(self.timestamp()))

    def astimezone(self, tz=None):
        if tz is None:
            tz = timezone(timedelta(0), 'UTC')
        off = self.utcoffset() or timedelta(0)
        return tz.fromutc((self - off).replace(tzinfo=tz))

    def replace(self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None):
        def or_(v, mine):
            return mine if v is None else v
        return type(self)(or_(year, self.year), or_(month, self.month), or_(day, self.day), or_(hour, self.hour), or_(minute, self.minute), or_(second, self.second), or_(microsecond, self.microsecond), self.tzinfo if tzinfo is True else tzinfo)

    def isoformat(self, sep='T', timespec='auto'):
        off = self.utcoffset()
        return '%04d-%02d-%02d%s' % (self.year, self.month, self.day, sep) + _time_text(self.hour, self.minute, self.second, self.microsecond, timespec) + (_offset_text(off) if off is not None else '')

    def __str__(self):
        return self.isoformat(sep=' ')

    def __repr__(self):
        parts = [self.year, self.month, self.day, self.hour, self.minute, self.second, self.microsecond]
        if not parts[-1]:
            del parts[-1]
            if not parts[-1]:
                del parts[-1]
        return 'datetime.datetime(%s%s)' % (', '.join(map(str, parts)), ', tzinfo=%r' % self.tzinfo if self.tzinfo is not None else '')

    def ctime(self):
        return '%s %s %2d %02d:%02d:%02d %04d' % (_DAYNAMES[self.weekday()], _MONTHNAMES[self.month], self.day, self.hour, self.minute, self.second, self.year)

    def strftime(self, fmt):
        off = self.utcoffset()
        return _strftime.strftime(fmt, self.year, self.month, self.day, self.hour, self.minute, self.second, self.microsecond, self.tzname() or '', _offset_text(off, '') if off is not None else '')

    def _cmp(self, other):
        a, b = self.utcoffset(), other.utcoffset()
        if (a is None) != (b is None):
            return None
        return (self._us() - (a._us() if a else 0)) - (other._us() - (b._us() if b else 0))

    def _order(self, other):
        c = self._cmp(other)
        if c is None:
            raise TypeError("can't compare offset-naive and offset-aware datetimes")
        return c

    def __eq__(self, other):
        return self._cmp(other) == 0 if isinstance(other, datetime) else NotImplemented

    def __lt__(self, other):
        return self._order(other) < 0 if isinstance(other, datetime) else NotImplemented

    def __le__(self, other):
        return self._order(other) <= 0 if isinstance(other, datetime) else NotImplemented

    def __gt__(self, other):
        return self._order(other) > 0 if isinstance(other, datetime) else NotImplemented

    def __ge__(self, other):
        return self._order(other) >= 0 if isinstance(other, datetime) else NotImplemented

    def __hash__(self):
        off = self.utcoffset()
        return hash(self._us() - (off._us() if off else 0))

    def __add__(self, other):
        return type(self)._from_us(self._us() + other._us(), self.tzinfo) if isinstance(other, timedelta) else NotImplemented
    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + -other
        if not isinstance(other, datetime):
            return NotImplemented
        c = self._cmp(other)
        if c is None:
            raise TypeError("can't subtract offset-naive and offset-aware datetimes")
        return timedelta._of(c)


_tzinfo = tzinfo
datetime.min, datetime.max, datetime.resolution = datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59, 59, 999999), timedelta(microseconds=1)
_FULLMONTHS = ['', 'January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']
_FULLDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']


def _strptime(cls, text, fmt):
    import re
    parts = {'Y': r'(?P<Y>\d{4})', 'y': r'(?P<y>\d\d)', 'm': r'(?P<m>1[0-2]|0?[1-9])', 'd': r'(?P<d>3[01]|[12]\d|0?[1-9]| [1-9])', 'H': r'(?P<H>2[0-3]|[01]?\d)', 'I': r'(?P<I>1[0-2]|0?[1-9])', 'M': r'(?P<M>[0-5]?\d)', 'S': r'(?P<S>6[01]|[0-5]?\d)', 'f': r'(?P<f>\d{1,6})', 'j': r'(?P<j>\d{1,3})', 'p': r'(?P<p>[aApP][mM])', 'z': r'(?P<z>Z|[+-]\d\d:?[0-5]\d)', 'Z': r'(?P<Z>UTC|GMT|[A-Z]{3,4})?', 'a': '(?P<a>' + '|'.join(_DAYNAMES) + ')', 'A': '(?P<A>' + '|'.join(_FULLDAYS) + ')', 'b': '(?P<b>' + '|'.join(_MONTHNAMES[1:]) + ')', 'B': '(?P<B>' + '|'.join(_FULLMONTHS[1:]) + ')', '%': '%'}
    full = fmt.replace('%T', '%H:%M:%S').replace('%R', '%H:%M').replace('%D', '%m/%d/%y').replace('%F', '%Y-%m-%d').replace('%c', '%a %b %d %H:%M:%S %Y').replace('%x', '%m/%d/%y').replace('%X', '%H:%M:%S')
    pattern, i = '', 0
    while i < len(full):
        c = full[i]
        if c == '%' and i + 1 < len(full):
            if full[i + 1] not in parts:
                raise ValueError(f"'{full[i + 1]}' is a bad directive in format '{fmt}'")
            pattern += parts[full[i + 1]]
            i += 2
        else:
            pattern += r'\s+' if c.isspace() else re.escape(c)
            i += 1
    m = re.match(pattern, text, re.I)
    if not m:
        raise ValueError(f'time data {text!r} does not match format {fmt!r}')
    if m.end() != len(text):
        raise ValueError(f'unconverted data remains: {text[m.end():]}')
    g = m.groupdict()
    year = int(g['Y']) if g.get('Y') else 1900
    if g.get('y'):
        y = int(g['y'])
        year = y + (2000 if y < 69 else 1900)
    month, day = int(g.get('m') or 1), int(g.get('d') or 1)
    for key, names in (('b', _MONTHNAMES), ('B', _FULLMONTHS)):
        if g.get(key):
            month = [n.lower() for n in names].index(g[key].lower())
    hour = int(g.get('H') or 0)
    if g.get('I'):
        hour = int(g['I']) % 12 + (12 if (g.get('p') or 'am').lower() == 'pm' else 0)
    us = int((g.get('f') or '0').ljust(6, '0'))
    tz = None
    if g.get('z'):
        z = g['z'].replace(':', '')
        tz = timezone.utc if z == 'Z' else timezone((1 if z[0] == '+' else -1) * timedelta(hours=int(z[1:3]), minutes=int(z[3:5])))
        if tz._offset == timedelta(0):
            tz = timezone.utc
    out = cls(year, month, day, hour, int(g.get('M') or 0), int(g.get('S') or 0), us, tz)
    if g.get('j'):
        out = out.replace(month=1, day=1) + timedelta(int(g['j']) - 1)
    return out
