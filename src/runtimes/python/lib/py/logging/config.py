"""Logging as a configuration says."""
import logging
import logging.handlers
import sys


def _resolve(name):
    parts = name.split('.')
    obj = __import__(parts[0])
    at = parts[0]
    for p in parts[1:]:
        at += '.' + p
        try:
            obj = getattr(obj, p)
        except AttributeError:
            __import__(at)
            obj = getattr(obj, p)
    return obj


def _value(v):
    if isinstance(v, str) and v.startswith('ext://'):
        return _resolve(v[6:])
    return v


def dictConfig(config):
    if config.get('version') != 1:
        raise ValueError('Unsupported version: %s' % config.get('version'))
    incremental = config.get('incremental', False)
    if not incremental:
        for h in logging.root.handlers[:]:
            logging.root.removeHandler(h)
    formatters = {}
    for name, c in config.get('formatters', {}).items():
        if '()' in c:
            factory = c['()']
            factory = _resolve(factory) if isinstance(factory, str) else factory
            formatters[name] = factory(**{k: _value(v) for k, v in c.items() if k != '()'})
        else:
            formatters[name] = (_resolve(c['class']) if 'class' in c else logging.Formatter)(c.get('format'), c.get('datefmt'), c.get('style', '%'))
    filters = {}
    for name, c in config.get('filters', {}).items():
        factory = c.get('()')
        if factory is not None:
            factory = _resolve(factory) if isinstance(factory, str) else factory
            filters[name] = factory(**{k: v for k, v in c.items() if k != '()'})
        else:
            filters[name] = logging.Filter(c.get('name', ''))
    handlers = {}
    for name, c in config.get('handlers', {}).items():
        c = dict(c)
        formatter, level, flt = c.pop('formatter', None), c.pop('level', None), c.pop('filters', ())
        cls = c.pop('()', None) or c.pop('class')
        cls = _resolve(cls) if isinstance(cls, str) else cls
        if isinstance(cls, type) and issubclass(cls, logging.StreamHandler) and 'strm' in c:
            c['stream'] = c.pop('strm')
        try:
            h = cls(**{k: _value(v) for k, v in c.items()})
        except Exception as e:
            raise ValueError('Unable to configure handler %r' % name) from e
        if formatter:
            h.setFormatter(formatters[formatter])
        if level is not None:
            h.setLevel(level)
        for f in flt:
            h.addFilter(filters[f] if isinstance(f, str) else f)
        h.name = name
        handlers[name] = h

    def apply(logger, c):
        if c.get('level') is not None:
            logger.setLevel(c['level'])
        if not incremental:
            for h in logger.handlers[:]:
                logger.removeHandler(h)
            for h in c.get('handlers', ()):
                if h not in handlers:
                    raise ValueError('Unable to add handler %r' % h)
                logger.addHandler(handlers[h])
            for f in c.get('filters', ()):
                logger.addFilter(filters[f])
    named = config.get('loggers', {})
    if config.get('disable_existing_loggers', True) and not incremental:
        for n, l in logging.root.manager.loggerDict.items():
            if isinstance(l, logging.Logger) and n not in named and not any(n.startswith(k + '.') for k in named):
                l.disabled = True
    for n, c in named.items():
        logger = logging.getLogger(n)
        logger.disabled = False
        apply(logger, c)
        if c.get('propagate') is not None:
            logger.propagate = c['propagate']
    if 'root' in config:
        apply(logging.root, config['root'])


def fileConfig(fname, defaults=None, disable_existing_loggers=True, encoding=None):
    import configparser
    if isinstance(fname, configparser.RawConfigParser):
        cp = fname
    else:
        cp = configparser.ConfigParser(defaults)
        if hasattr(fname, 'readline'):
            cp.read_file(fname)
        else:
            cp.read(fname, encoding=encoding)

    def names(section):
        text = cp[section]['keys']
        return [n.strip() for n in text.split(',') if n.strip()]
    formatters = {}
    for n in names('formatters'):
        s = cp['formatter_' + n]
        cls = _resolve(s.get('class')) if s.get('class') else logging.Formatter
        formatters[n] = cls(s.get('format', raw=True, fallback=None), s.get('datefmt', raw=True, fallback=None))
    handlers = {}
    for n in names('handlers'):
        s = cp['handler_' + n]
        cls = eval(s['class'], {**vars(logging), 'logging': logging, 'handlers': logging.handlers})
        args = eval(s.get('args', '()'), {**vars(logging), 'sys': sys, 'logging': logging})
        h = cls(*args)
        if s.get('level'):
            h.setLevel(s['level'])
        if s.get('formatter'):
            h.setFormatter(formatters[s['formatter']])
        handlers[n] = h
    wanted = names('loggers')
    existing = [n for n in logging.root.manager.loggerDict]
    for n in wanted:
        s = cp['logger_' + n]
        logger = logging.root if n == 'root' else logging.getLogger(s['qualname'])
        if s.get('level'):
            logger.setLevel(s['level'])
        for h in logger.handlers[:]:
            logger.removeHandler(h)
        for h in s.get('handlers', '').split(','):
            if h.strip():
                logger.addHandler(handlers[h.strip()])
        if n != 'root':
            logger.propagate = int(s.get('propagate', 1))
            logger.disabled = False
            if s['qualname'] in existing:
                existing.remove(s['qualname'])
    if disable_existing_loggers:
        for n in existing:
            l = logging.root.manager.loggerDict[n]
            if isinstance(l, logging.Logger):
                l.disabled = True
