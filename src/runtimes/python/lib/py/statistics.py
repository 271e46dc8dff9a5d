"""Figures of data."""
import math
from collections import Counter


class StatisticsError(ValueError):
    pass


def _need(data, n, what):
    data = list(data)
    if len(data) < n:
        raise StatisticsError(f'{what} requires at least {"one data point" if n == 1 else "two data points"}')
    return data



def mean(data):
    data = _need(data, 1, 'mean')
    total = math.fsum(data) if any(isinstance(x, float) for x in data) else sum(data)
    m = total / len(data)
    return int(m) if isinstance(total, int) and total % len(data) == 0 else m


def fmean(data, weights=None):
    data = _need(data, 1, 'fmean')
    if weights is None:
        return math.fsum(data) / len(data)
    w = list(weights)
    return math.fsum(a * b for a, b in zip(data, w)) / math.fsum(w)


def geometric_mean(data):
    return math.exp(fmean(map(math.log, data)))


def harmonic_mean(data, weights=None):
    data = list(data)
    return len(data) / math.fsum(1 / x for x in data)


def median(data):
    data = sorted(data)
    n = len(data)
    if not n:
        raise StatisticsError('no median for empty data')
    return data[n // 2] if n % 2 else (data[n // 2 - 1] + data[n // 2]) / 2


def median_low(data):
    data = sorted(data)
    return data[(len(data) - 1) // 2]


def median_high(data):
    data = sorted(data)
    return data[len(data) // 2]


def mode(data):
    c = Counter(data).most_common(1)
    if not c:
        raise StatisticsError('no mode for empty data')
    return c[0][0]


def multimode(data):
    c = Counter(data)
    top = max(c.values(), default=0)
    return [v for v, n in c.items() if n == top]


def _ss(data, m):
    m = mean(data) if m is None else m
    s = math.fsum((x - m) ** 2 for x in data)
    return s


def _exact(v, data):
    return int(v) if all(isinstance(x, int) for x in data) and v == int(v) else v


def variance(data, xbar=None):
    data = _need(data, 2, 'variance')
    return _exact(_ss(data, xbar) / (len(data) - 1), data)


def pvariance(data, mu=None):
    data = _need(data, 1, 'pvariance')
    return _exact(_ss(data, mu) / len(data), data)


def stdev(data, xbar=None):
    return math.sqrt(variance(data, xbar))


def pstdev(data, mu=None):
    return math.sqrt(pvariance(data, mu))


def quantiles(data, *, n=4, method='exclusive'):
    data = sorted(data)
    ld = len(data)
    out = []
    m = ld + 1 if method == 'exclusive' else ld - 1
    for i in range(1, n):
        if method == 'exclusive':
            j = min(max(i * m // n, 1), ld - 1)
            delta = i * m - j * n
            out.append((data[j - 1] * (n - delta) + data[j] * delta) / n)
        else:
            j, delta = divmod(i * m, n)
            out.append((data[j] * (n - delta) + data[j + 1] * delta) / n)
    return out
