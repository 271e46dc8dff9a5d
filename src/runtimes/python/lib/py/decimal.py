"""Decimal numbers of 28 digits."""
import re
import math

ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_DOWN, ROUND_UP, ROUND_FLOOR, ROUND_CEILING, ROUND_HALF_DOWN, ROUND_05UP = 'ROUND_HALF_EVEN', 'ROUND_HALF_UP', 'ROUND_DOWN', 'ROUND_UP', 'ROUND_FLOOR', 'ROUND_CEILING', 'ROUND_HALF_DOWN', 'ROUND_05UP'


class DecimalException(ArithmeticError):
    pass


class InvalidOperation(DecimalException):
    pass


class DivisionByZero(DecimalException, ZeroDivisionError):
    pass


class Inexact(DecimalException):
    pass


class Rounded(DecimalException):
    pass


class Overflow(DecimalException):
    pass


class Context:
    def __init__(self, prec=28, rounding=ROUND_HALF_EVEN, **kw):
        self.prec, self.rounding = prec, rounding

    def create_decimal(self, v):
        return _fix(Decimal(v))

    def copy(self):
        return Context(self.prec, self.rounding)


_context = Context()
DefaultContext = BasicContext = ExtendedContext = _context


def getcontext():
    return _context


def setcontext(c):
    global _context
    _context = c


class localcontext:
    def __init__(self, ctx=None, **kw):
        self._new = (ctx or _context).copy()
        for k, v in kw.items():
            setattr(self._new, k, v)

    def __enter__(self):
        self._old = _context
        setcontext(self._new)
        return self._new

    def __exit__(self, *args):
        setcontext(self._old)


def _divide(n, d, rounding, neg):
    q, r = divmod(n, d)
    if r == 0:
        return q
    twice = 2 * r
    up = {ROUND_HALF_EVEN: twice > d or (twice == d and q % 2 == 1), ROUND_HALF_UP: twice >= d, ROUND_HALF_DOWN: twice > d, ROUND_DOWN: False, ROUND_UP: True, ROUND_FLOOR: neg, ROUND_CEILING: not neg, ROUND_05UP: q % 10 in (0, 5)}[rounding]
    return q + 1 if up else q


def _fix(x):
    if x._special:
        return x
    n = len(str(x._int))
    if n <= _context.prec:
        return x
    drop = n - _context.prec
    q = _divide(x._int, 10 ** drop, _context.rounding, x._sign)
    if len(str(q)) > _context.prec:
        q //= 10
        drop += 1
    return Decimal._make(x._sign, q, x._exp + drop)


class Decimal:
    def __new__(cls, value='0', context=None):
        self = object.__new__(cls)
        self._special = ''
        if isinstance(value, Decimal):
            self._sign, self._int, self._exp, self._special = value._sign, value._int, value._exp, value._special
        elif isinstance(value, int):
            self._sign, self._int, self._exp = int(value < 0), abs(int(value)), 0
        elif isinstance(value, float):
            if math.isnan(value) or math.isinf(value):
                return cls(repr(value))
            n, d = abs(value).as_integer_ratio()
            k = d.bit_length() - 1
            self._sign, self._int, self._exp = int(math.copysign(1, value) < 0), n * 5 ** k, -k
        elif isinstance(value, tuple):
            self._sign, self._int, self._exp = value[0], int(''.join(map(str, value[1])) or '0'), value[2]
        elif isinstance(value, str):
            m = re.fullmatch(r'\s*([-+])?(?:(\d*)(?:\.(\d*))?(?:[eE]([-+]?\d+))?|(inf(?:inity)?|s?nan))\s*', value.replace('_', ''), re.I)
            if not m or not (m.group(2) or m.group(3) or m.group(5)):
                raise InvalidOperation([ConversionSyntax])
            self._sign = int(m.group(1) == '-')
            if m.group(5):
                self._special, self._int, self._exp = 'Infinity' if m.group(5).lower().startswith('inf') else 'NaN', 0, 0
            else:
                frac = m.group(3) or ''
                self._int, self._exp = int((m.group(2) or '') + frac or '0'), int(m.group(4) or 0) - len(frac)
        else:
            raise TypeError('conversion from %s to Decimal is not supported' % type(value).__name__)
        return self

    @classmethod
    def _make(cls, sign, n, exp, special=''):
        self = object.__new__(cls)
        self._sign, self._int, self._exp, self._special = sign, n, exp, special
        return self

    @classmethod
    def from_float(cls, f):
        return cls(f)

    def _signed(self):
        return -self._int if self._sign else self._int

    def _other(self, other):
        if isinstance(other, Decimal):
            return other
        return Decimal(other) if isinstance(other, int) else None

    def _refuse(self, other):
        if self._special or other._special:
            raise NotImplementedError('drydock: arithmetic of infinite decimals is not simulated')

    def __add__(self, other):
        other = self._other(other)
        if other is None:
            return NotImplemented
        self._refuse(other)
        exp = min(self._exp, other._exp)
        n = self._signed() * 10 ** (self._exp - exp) + other._signed() * 10 ** (other._exp - exp)
        return _fix(Decimal._make(int(n < 0), abs(n), exp))
    __radd__ = __add__

    def __sub__(self, other):
        other = self._other(other)
        return NotImplemented if other is None else self + -other

    def __rsub__(self, other):
        return self._other(other) - self

    def __mul__(self, other):
        other = self._other(other)
        if other is None:
            return NotImplemented
        self._refuse(other)
        return _fix(Decimal._make(self._sign ^ other._sign, self._int * other._int, self._exp + other._exp))
    __rmul__ = __mul__

    def __truediv__(self, other):
        other = self._other(other)
        if other is None:
            return NotImplemented
        self._refuse(other)
        if other._int == 0:
            raise DivisionByZero([DivisionByZero]) if self._int else InvalidOperation([DivisionUndefined])
        sign = self._sign ^ other._sign
        shift = max(0, len(str(other._int)) - len(str(self._int)) + _context.prec + 1)
        q, r = divmod(self._int * 10 ** shift, other._int)
        exp = self._exp - other._exp - shift
        if r:
            if q % 5 == 0:
                q += 1
        else:
            ideal = self._exp - other._exp
            while exp < ideal and q % 10 == 0:
                q //= 10
                exp += 1
        return _fix(Decimal._make(sign, q, exp))

    def __rtruediv__(self, other):
        return self._other(other) / self

    def __floordiv__(self, other):
        other = self._other(other)
        if other is None:
            return NotImplemented
        if other._int == 0:
            raise DivisionByZero([DivisionByZero])
        exp = min(self._exp, other._exp)
        q = self._int * 10 ** (self._exp - exp) // (other._int * 10 ** (other._exp - exp))
        return Decimal._make(self._sign ^ other._sign, q, 0)

    def __rfloordiv__(self, other):
        return self._other(other) // self

    def __mod__(self, other):
        other = self._other(other)
        return NotImplemented if other is None else self - (self // other) * other

    def __rmod__(self, other):
        return self._other(other) % self

    def __divmod__(self, other):
        return self // other, self % other

    def __pow__(self, n, mod=None):
        n = self._other(n)
        if n._exp < 0 and n != int(n):
            return Decimal(repr(float(self) ** float(n)))
        k = int(n)
        out = Decimal(1)
        for _ in range(abs(k)):
            out *= self
        return out if k >= 0 else Decimal(1) / out

    def __neg__(self):
        return Decimal._make(self._sign ^ 1 if self._int or self._special else 0, self._int, self._exp, self._special)

    def __pos__(self):
        return _fix(self)

    def __abs__(self):
        return Decimal._make(0, self._int, self._exp, self._special)

    def _cmp(self, other):
        if self._special or other._special:
            return (float(self) > float(other)) - (float(self) < float(other))
        exp = min(self._exp, other._exp)
        a, b = self._signed() * 10 ** (self._exp - exp), other._signed() * 10 ** (other._exp - exp)
        return (a > b) - (a < b)

    def _comparable(self, other):
        if isinstance(other, float):
            return Decimal(other)
        return self._other(other)

    def __eq__(self, other):
        other = self._comparable(other)
        return NotImplemented if other is None else not (self.is_nan() or other.is_nan()) and self._cmp(other) == 0

    def __lt__(self, other):
        other = self._comparable(other)
        return NotImplemented if other is None else self._cmp(other) < 0

    def __le__(self, other):
        other = self._comparable(other)
        return NotImplemented if other is None else self._cmp(other) <= 0

    def __gt__(self, other):
        other = self._comparable(other)
        return NotImplemented if other is None else self._cmp(other) > 0

    def __ge__(self, other):
        other = self._comparable(other)
        return NotImplemented if other is None else self._cmp(other) >= 0

    def __hash__(self):
        f = float(self)
        return hash(int(self)) if not self._special and self == int(self) else hash(f)

    def __bool__(self):
        return bool(self._int or self._special)

    def __int__(self):
        n = self._int * 10 ** self._exp if self._exp >= 0 else self._int // 10 ** -self._exp
        return -n if self._sign else n
    __trunc__ = __int__

    def __float__(self):
        return float(str(self))

    def __floor__(self):
        return int(self.to_integral_value(ROUND_FLOOR))

    def __ceil__(self):
        return int(self.to_integral_value(ROUND_CEILING))

    def __round__(self, n=None):
        return int(self.to_integral_value(ROUND_HALF_EVEN)) if n is None else self.quantize(Decimal._make(0, 1, -n))

    def quantize(self, exp, rounding=None, context=None):
        exp = self._other(exp)
        rounding = rounding or _context.rounding
        if self._exp >= exp._exp:
            return Decimal._make(self._sign, self._int * 10 ** (self._exp - exp._exp), exp._exp)
        q = _divide(self._int, 10 ** (exp._exp - self._exp), rounding, self._sign)
        if len(str(q)) > _context.prec:
            raise InvalidOperation([InvalidOperation])
        return Decimal._make(self._sign, q, exp._exp)

    def to_integral_value(self, rounding=None, context=None):
        return self if self._exp >= 0 else self.quantize(Decimal(1), rounding)
    to_integral = to_integral_exact = to_integral_value

    def normalize(self, context=None):
        n, e = self._int, self._exp
        if not n:
            return Decimal._make(self._sign, 0, 0)
        while n % 10 == 0:
            n //= 10
            e += 1
        return Decimal._make(self._sign, n, e)

    def sqrt(self, context=None):
        if self._sign and self._int:
            raise InvalidOperation([InvalidOperation])
        shift = 2 * (_context.prec + 2)
        e = self._exp
        n = self._int * 10 ** shift
        if (e - shift) % 2:
            n *= 10
            e -= 1
        r = math.isqrt(n)
        out = _fix(Decimal._make(0, r, (e - shift) // 2))
        return out.normalize() if r * r == n else out

    def is_nan(self):
        return self._special == 'NaN'

    def is_infinite(self):
        return self._special == 'Infinity'

    def is_finite(self):
        return not self._special

    def is_zero(self):
        return not self._special and self._int == 0

    def is_signed(self):
        return bool(self._sign)

    def copy_abs(self):
        return abs(self)

    def copy_negate(self):
        return -self

    def adjusted(self):
        return self._exp + len(str(self._int)) - 1

    def as_tuple(self):
        from collections import namedtuple
        return namedtuple('DecimalTuple', 'sign digits exponent')(self._sign, tuple(map(int, str(self._int))), self._exp)

    def as_integer_ratio(self):
        n, d = self._signed() * 10 ** max(self._exp, 0), 10 ** max(-self._exp, 0)
        g = math.gcd(n, d)
        return n // g, d // g

    def compare(self, other, context=None):
        return Decimal(self._cmp(self._other(other)))

    def max(self, other, context=None):
        return self if self >= other else self._other(other)

    def min(self, other, context=None):
        return self if self <= other else self._other(other)

    def __str__(self):
        sign = '-' if self._sign else ''
        if self._special:
            return sign + self._special
        digits = str(self._int)
        left = self._exp + len(digits)
        if self._exp <= 0 and left > -6:
            dot = left
        else:
            dot = 1
        if dot <= 0:
            text = '0.' + '0' * -dot + digits
        elif dot >= len(digits):
            text = digits + '0' * (dot - len(digits))
        else:
            text = digits[:dot] + '.' + digits[dot:]
        return sign + text + ('' if left == dot else 'E%+d' % (left - dot))

    def __repr__(self):
        return "Decimal('%s')" % str(self)

    def __format__(self, spec, context=None):
        if not spec:
            return str(self)
        m = re.fullmatch(r'(?:(.)?([<>=^]))?([-+ ])?(0)?(\d+)?([,_])?(?:\.(\d+))?([eEfFgGn%])?', spec)
        if not m:
            raise ValueError('invalid format string')
        fill, align, sign, zero, width, group, prec, kind = m.groups()
        x = self * 100 if kind == '%' else self
        if prec is not None and kind in (None, 'f', 'F', '%'):
            x = x.quantize(Decimal._make(0, 1, -int(prec)), ROUND_HALF_EVEN)
        elif kind in ('e', 'E', 'g', 'G'):
            return format(float(self), spec)
        text = str(abs(x)) if x._exp <= 0 else str(abs(int(x)))
        if 'E' in text:
            text = '0.' + str(x._int).zfill(-x._exp) if x._exp < 0 else str(abs(int(x)))
        if group:
            whole, _, frac = text.partition('.')
            text = format(int(whole), group) + ('.' + frac if frac else '')
        head = '-' if x._sign else '' if sign in (None, '-') else sign
        tail = '%' if kind == '%' else ''
        return format(head + text + tail, f'{fill or ("0" if zero else " ")}{align if align != "=" and align else ">"}{width or 0}') if width and not zero else head + (text + tail).zfill(int(width or 0) - len(head))


class ConversionSyntax(InvalidOperation):
    pass


class DivisionUndefined(InvalidOperation, ZeroDivisionError):
    pass
