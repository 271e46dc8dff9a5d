"""Files of sections."""
import re
from collections.abc import MutableMapping

DEFAULTSECT = 'DEFAULT'


class Error(Exception):
    def __init__(self, msg=''):
        self.message = msg
        super().__init__(msg)


class NoSectionError(Error):
    def __init__(self, section):
        super().__init__('No section: %r' % (section,))
        self.section = section


class DuplicateSectionError(Error):
    pass


class DuplicateOptionError(Error):
    pass


class NoOptionError(Error):
    def __init__(self, option, section):
        super().__init__('No option %r in section: %r' % (option, section))
        self.option, self.section = option, section


class InterpolationError(Error):
    pass


class InterpolationMissingOptionError(InterpolationError):
    pass


class InterpolationSyntaxError(InterpolationError):
    pass


class ParsingError(Error):
    pass


class MissingSectionHeaderError(ParsingError):
    pass


class Interpolation:
    def get(self, parser, section, option, value, space, depth=0):
        return value


class BasicInterpolation(Interpolation):
    def get(self, parser, section, option, value, space, depth=0):
        if value is None or '%' not in value:
            return value
        if depth > 10:
            raise InterpolationError('Recursion limit exceeded in value substitution: option %r in section %r contains an interpolation key which cannot be substituted in 10 steps. Raw value: %r' % (option, section, value))

        def sub(m):
            if m.group(0) == '%%':
                return '%'
            if m.group(1) is None:
                raise InterpolationSyntaxError("'%%' must be followed by '%%' or '(', found: %r" % value[m.start():])
            key = parser.optionxform(m.group(1))
            if key not in space:
                raise InterpolationMissingOptionError('Bad value substitution: option %r in section %r contains an interpolation key %r which is not a valid option name. Raw value: %r' % (option, section, key, value))
            return self.get(parser, section, option, space[key], space, depth + 1)
        return re.sub(r'%%|%\(([^)]+)\)s|%', sub, value)


class ExtendedInterpolation(Interpolation):
    def get(self, parser, section, option, value, space, depth=0):
        def sub(m):
            if m.group(0) == '$$':
                return '$'
            path = m.group(1).split(':')
            return parser.get(path[0], path[1]) if len(path) == 2 else self.get(parser, section, option, space[parser.optionxform(path[0])], space, depth + 1)
        return re.sub(r'\$\$|\$\{([^}]+)\}', sub, value) if value else value


_missing = object()


class RawConfigParser(MutableMapping):
    _interpolation_default = Interpolation()
    BOOLEAN_STATES = {'1': True, 'yes': True, 'true': True, 'on': True, '0': False, 'no': False, 'false': False, 'off': False}

    def __init__(self, defaults=None, dict_type=dict, allow_no_value=False, *, delimiters=('=', ':'), comment_prefixes=('#', ';'), inline_comment_prefixes=None, strict=True, empty_lines_in_values=True, default_section=DEFAULTSECT, interpolation=_missing, converters=None):
        self._sections, self._defaults = {}, {}
        self._allow_no_value, self._delimiters, self._comments, self._inline, self._strict, self.default_section = allow_no_value, delimiters, comment_prefixes, inline_comment_prefixes or (), strict, default_section
        self._interpolation = self._interpolation_default if interpolation is _missing else interpolation or Interpolation()
        for k, v in (defaults or {}).items():
            self._defaults[self.optionxform(k)] = v

    def optionxform(self, s):
        return s.lower()

    def defaults(self):
        return self._defaults

    def sections(self):
        return list(self._sections)

    def add_section(self, section):
        if section == self.default_section:
            raise ValueError('Invalid section name: %r' % section)
        if section in self._sections:
            raise DuplicateSectionError('Section %r already exists' % section)
        self._sections[section] = {}

    def has_section(self, section):
        return section in self._sections

    def options(self, section):
        if section not in self._sections:
            raise NoSectionError(section)
        return list({**self._sections[section], **self._defaults})

    def read(self, filenames, encoding=None):
        if isinstance(filenames, (str, bytes)) or hasattr(filenames, '__fspath__'):
            filenames = [filenames]
        done = []
        for n in filenames:
            try:
                with open(n, encoding=encoding) as f:
                    self._read(f, n)
            except OSError:
                continue
            done.append(n)
        return done

    def read_file(self, f, source=None):
        self._read(f, source or getattr(f, 'name', '<???>'))

    def read_string(self, s, source='<string>'):
        self._read(s.splitlines(True), source)

    def read_dict(self, d, source='<dict>'):
        for s, values in d.items():
            if s != self.default_section and s not in self._sections:
                self._sections[s] = {}
            for k, v in values.items():
                self._put(s, k, None if v is None else str(v))

    def _put(self, section, option, value):
        (self._defaults if section == self.default_section else self._sections[section])[self.optionxform(option)] = value

    def _read(self, lines, source):
        section = option = None
        indent = 0
        for n, line in enumerate(lines, 1):
            text = line
            for p in self._inline:
                i = text.find(p)
                if i == 0 or i > 0 and text[i - 1].isspace():
                    text = text[:i]
            value = text.strip()
            if any(value.startswith(p) for p in self._comments):
                continue
            if not value:
                continue
            here = len(text) - len(text.lstrip())
            if section is not None and option is not None and here > indent:
                old = (self._defaults if section == self.default_section else self._sections[section])[option]
                self._put(section, option, (old or '') + '\n' + value)
                continue
            indent = here
            m = re.match(r'\[(?P<h>.+)\]', value)
            if m:
                section, option = m.group('h'), None
                if section in self._sections and self._strict:
                    raise DuplicateSectionError('While reading from %r [line %2d]: section %r already exists' % (source, n, section))
                if section != self.default_section:
                    self._sections.setdefault(section, {})
                continue
            if section is None:
                raise MissingSectionHeaderError('File contains no section headers.\nfile: %r, line: %d\n%r' % (source, n, line))
            at = min((value.find(d) for d in self._delimiters if d in value), default=-1)
            if at < 0:
                if not self._allow_no_value:
                    raise ParsingError('Source contains parsing errors: %r\n\t[line %2d]: %r' % (source, n, line))
                option = self.optionxform(value)
                self._put(section, option, None)
            else:
                option = self.optionxform(value[:at].rstrip())
                self._put(section, option, value[at + 1:].strip())

    def _space(self, section, vars=None):
        if section != self.default_section and section not in self._sections:
            raise NoSectionError(section)
        out = {**self._defaults, **self._sections.get(section, {})}
        for k, v in (vars or {}).items():
            out[self.optionxform(k)] = str(v)
        return out

    def get(self, section, option, *, raw=False, vars=None, fallback=_missing):
        try:
            space = self._space(section, vars)
            key = self.optionxform(option)
            if key not in space:
                raise NoOptionError(option, section)
        except (NoSectionError, NoOptionError):
            if fallback is _missing:
                raise
            return fallback
        return space[key] if raw else self._interpolation.get(self, section, key, space[key], space)

    def _convert(self, section, option, f, kw):
        fallback = kw.pop('fallback', _missing)
        try:
            return f(self.get(section, option, **kw))
        except (NoSectionError, NoOptionError):
            if fallback is _missing:
                raise
            return fallback

    def getint(self, section, option, **kw):
        return self._convert(section, option, int, kw)

    def getfloat(self, section, option, **kw):
        return self._convert(section, option, float, kw)

    def getboolean(self, section, option, **kw):
        def f(v):
            if v.lower() not in self.BOOLEAN_STATES:
                raise ValueError('Not a boolean: %s' % v)
            return self.BOOLEAN_STATES[v.lower()]
        return self._convert(section, option, f, kw)

    def items(self, section=_missing, raw=False, vars=None):
        if section is _missing:
            return [(s, self[s]) for s in self]
        return [(k, self.get(section, k, raw=raw, vars=vars)) for k in self._space(section, vars)]

    def has_option(self, section, option):
        return section in self._sections and self.optionxform(option) in {**self._sections[section], **self._defaults}

    def set(self, section, option, value=None):
        if section != self.default_section and section not in self._sections:
            raise NoSectionError(section)
        self._put(section, option, value)

    def remove_option(self, section, option):
        return self._sections[section].pop(self.optionxform(option), _missing) is not _missing

    def remove_section(self, section):
        return self._sections.pop(section, None) is not None

    def write(self, fp, space_around_delimiters=True):
        d = ' = ' if space_around_delimiters else '='
        for name, values in ([(self.default_section, self._defaults)] if self._defaults else []) + list(self._sections.items()):
            fp.write('[%s]\n' % name)
            for k, v in values.items():
                fp.write(k + ('' if v is None else d + str(v).replace('\n', '\n\t')) + '\n')
            fp.write('\n')

    def __getitem__(self, key):
        if key != self.default_section and key not in self._sections:
            raise KeyError(key)
        return SectionProxy(self, key)

    def __setitem__(self, key, value):
        if key != self.default_section:
            self._sections[key] = {}
        self.read_dict({key: value})

    def __delitem__(self, key):
        if not self.remove_section(key):
            raise KeyError(key)

    def __contains__(self, key):
        return key == self.default_section or key in self._sections

    def __len__(self):
        return len(self._sections) + 1

    def __iter__(self):
        return iter([self.default_section] + list(self._sections))


class ConfigParser(RawConfigParser):
    _interpolation_default = BasicInterpolation()

    def set(self, section, option, value=None):
        if value is not None and not isinstance(value, str):
            raise TypeError('option values must be strings')
        super().set(section, option, value)


SafeConfigParser = ConfigParser


class SectionProxy(MutableMapping):
    def __init__(self, parser, name):
        self._parser, self._name = parser, name

    @property
    def name(self):
        return self._name

    @property
    def parser(self):
        return self._parser

    def __getitem__(self, key):
        if self._parser.optionxform(key) not in self._parser._space(self._name):
            raise KeyError(key)
        return self._parser.get(self._name, key)

    def __setitem__(self, key, value):
        self._parser.set(self._name, key, value)

    def __delitem__(self, key):
        if not self._parser.remove_option(self._name, key):
            raise KeyError(key)

    def __contains__(self, key):
        return self._parser.optionxform(key) in self._parser._space(self._name)

    def __len__(self):
        return len(self._parser._space(self._name))

    def __iter__(self):
        return iter(self._parser._space(self._name))

    def get(self, option, fallback=None, *, raw=False, vars=None):
        return self._parser.get(self._name, option, raw=raw, vars=vars, fallback=fallback)

    def getint(self, option, fallback=None, **kw):
        return self._parser.getint(self._name, option, fallback=fallback, **kw)

    def getfloat(self, option, fallback=None, **kw):
        return self._parser.getfloat(self._name, option, fallback=fallback, **kw)

    def getboolean(self, option, fallback=None, **kw):
        return self._parser.getboolean(self._name, option, fallback=fallback, **kw)

    def __repr__(self):
        return '<Section: {}>'.format(self._name)
