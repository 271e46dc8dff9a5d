"""What is installed."""
import os
import re
import sys
from email import message_from_string


class PackageNotFoundError(ModuleNotFoundError):
    def __str__(self):
        return f'No package metadata was found for {self.args[0]}'


class EntryPoint:
    def __init__(self, name, value, group, dist=None):
        self.name, self.value, self.group, self.dist = name, value, group, dist

    @property
    def module(self):
        return self.value.split(':')[0].strip()

    @property
    def attr(self):
        return self.value.partition(':')[2].strip()

    def load(self):
        m = __import__(self.module, fromlist=['x'])
        for a in filter(None, self.attr.split('.')):
            m = getattr(m, a)
        return m

    def __repr__(self):
        return f'EntryPoint(name={self.name!r}, value={self.value!r}, group={self.group!r})'


class EntryPoints(tuple):
    def select(self, **params):
        return EntryPoints(e for e in self if all(getattr(e, k) == v for k, v in params.items()))

    def get(self, group, default=()):
        return self.select(group=group)

    @property
    def names(self):
        return {e.name for e in self}

    @property
    def groups(self):
        return {e.group for e in self}

    def __getitem__(self, name):
        for e in self:
            if e.name == name:
                return e
        raise KeyError(name)


class Distribution:
    def __init__(self, path):
        self._path = path

    def read_text(self, name):
        try:
            with open(os.path.join(self._path, name), encoding='utf-8') as f:
                return f.read()
        except OSError:
            return None

    @property
    def metadata(self):
        return message_from_string(self.read_text('METADATA') or '')

    @property
    def name(self):
        return self.metadata['Name']

    @property
    def version(self):
        return self.metadata['Version']

    @property
    def requires(self):
        return self.metadata.get_all('Requires-Dist')

    @property
    def entry_points(self):
        out, group = [], None
        for line in (self.read_text('entry_points.txt') or '').splitlines():
            line = line.strip()
            if line.startswith('['):
                group = line[1:-1]
            elif '=' in line:
                k, _, v = line.partition('=')
                out.append(EntryPoint(k.strip(), v.strip(), group, self))
        return EntryPoints(out)

    @property
    def files(self):
        return [l.split(',')[0] for l in (self.read_text('RECORD') or '').splitlines()]


def _norm(name):
    return re.sub(r'[-_.]+', '-', name).lower()


def distributions():
    for d in sys.path:
        if not os.path.isdir(d or '.'):
            continue
        for n in os.listdir(d or '.'):
            if n.endswith('.dist-info'):
                yield Distribution(os.path.join(d, n))


def distribution(name):
    for d in distributions():
        if _norm(d.name or '') == _norm(name):
            return d
    raise PackageNotFoundError(name)


def version(name):
    return distribution(name).version


def metadata(name):
    return distribution(name).metadata


def requires(name):
    return distribution(name).requires


def files(name):
    return distribution(name).files


def entry_points(**params):
    return EntryPoints(e for d in distributions() for e in d.entry_points).select(**params)


def packages_distributions():
    return {}
