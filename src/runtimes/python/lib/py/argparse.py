"""Command lines."""
import os
import sys
import re
import textwrap

SUPPRESS = '==SUPPRESS=='
OPTIONAL, ZERO_OR_MORE, ONE_OR_MORE, PARSER, REMAINDER = '?', '*', '+', 'A...', '...'


class ArgumentError(Exception):
    def __init__(self, argument, message):
        self.argument_name, self.message = _name(argument), message

    def __str__(self):
        return self.message if self.argument_name is None else f'argument {self.argument_name}: {self.message}'


class ArgumentTypeError(Exception):
    pass


def _name(a):
    if a is None:
        return None
    if a.option_strings:
        return '/'.join(a.option_strings)
    if a.metavar not in (None, SUPPRESS):
        return a.metavar if isinstance(a.metavar, str) else '/'.join(a.metavar)
    if a.dest not in (None, SUPPRESS):
        return a.dest
    return '{' + ','.join(map(str, a.choices)) + '}' if a.choices else None


class Namespace:
    def __init__(self, **kw):
        self.__dict__.update(kw)

    def __repr__(self):
        return 'Namespace(%s)' % ', '.join('%s=%r' % kv for kv in self.__dict__.items())

    def __eq__(self, other):
        return vars(self) == vars(other) if isinstance(other, Namespace) else NotImplemented

    def __contains__(self, key):
        return key in self.__dict__


class HelpFormatter:
    def __init__(self, prog, indent_increment=2, max_help_position=24, width=None):
        if width is None:
            import shutil
            width = shutil.get_terminal_size().columns - 2
        self._prog, self._width = prog, width
        self._max = min(max_help_position, max(width - 20, indent_increment * 2))

    def _fill_text(self, text, width, indent):
        return textwrap.fill(' '.join(text.split()), width, initial_indent=indent, subsequent_indent=indent)

    def _split_lines(self, text, width):
        return textwrap.wrap(' '.join(text.split()), width)

    def _get_help_string(self, action):
        return action.help

    def _metavar(self, a, default):
        if a.metavar is not None:
            return a.metavar
        return '{' + ','.join(map(str, a.choices)) + '}' if a.choices is not None else default

    def _args(self, a, default):
        m = self._metavar(a, default)

        def n(k):
            return m if isinstance(m, tuple) else (m,) * k
        if a.nargs is None:
            return '%s' % n(1)
        if a.nargs == '?':
            return '[%s]' % n(1)
        if a.nargs == '*':
            return '[%s ...]' % n(1)[:1]
        if a.nargs == '+':
            return '%s [%s ...]' % n(2)
        if a.nargs == REMAINDER:
            return '...'
        if a.nargs == PARSER:
            return '%s ...' % n(1)
        if a.nargs == SUPPRESS:
            return ''
        return ' '.join(n(a.nargs))

    def _invocation(self, a):
        if not a.option_strings:
            return ' '.join([self._metavar(a, a.dest)] if not isinstance(self._metavar(a, a.dest), tuple) else self._metavar(a, a.dest))
        if a.nargs == 0:
            return ', '.join(a.option_strings)
        args = self._args(a, a.dest.upper())
        return ', '.join('%s %s' % (s, args) for s in a.option_strings)

    def _expand_help(self, a):
        params = {k: v for k, v in vars(a).items() if v is not SUPPRESS}
        for k in list(params):
            if hasattr(params[k], '__name__'):
                params[k] = params[k].__name__
        params['prog'] = self._prog
        if params.get('choices') is not None:
            params['choices'] = ', '.join(map(str, params['choices']))
        return self._get_help_string(a) % params

    def usage(self, parser):
        if parser.usage is not None:
            return 'usage: ' + parser.usage % {'prog': parser.prog} + '\n'
        opts, pos = [], []
        grouped = {}
        for g in parser._exclusive:
            for a in g._group_actions:
                grouped[id(a)] = g
        done = set()

        def part(a):
            if not a.option_strings:
                return self._args(a, a.dest)
            s = a.option_strings[0] if not isinstance(a, BooleanOptionalAction) else ' | '.join(a.option_strings)
            return s if a.nargs == 0 else s + ' ' + self._args(a, a.dest.upper())
        for a in parser._actions:
            if a.help is SUPPRESS:
                continue
            g = grouped.get(id(a))
            if g is not None and a.option_strings:
                if id(g) in done:
                    continue
                done.add(id(g))
                inner = ' | '.join(part(x) for x in g._group_actions if x.help is not SUPPRESS)
                opts.append(('(%s)' if g.required else '[%s]') % inner)
            elif a.option_strings:
                opts.append(part(a) if a.required else '[%s]' % part(a))
            else:
                pos.append(part(a))
        prefix = 'usage: '
        one = ' '.join([parser.prog] + opts + pos)
        if len(prefix) + len(one) <= self._width:
            return prefix + one + '\n'

        def lines(parts, indent, first):
            out, line, n = [], [], len(first if first is not None else indent) - 1
            if first is not None:
                pass
            for p in parts:
                if n + 1 + len(p) > self._width and line:
                    out.append(indent + ' '.join(line))
                    line, n = [], len(indent) - 1
                line.append(p)
                n += len(p) + 1
            if line:
                out.append(indent + ' '.join(line))
            if first is not None:
                out[0] = out[0][len(indent):]
            return out
        if len(prefix) + len(parser.prog) <= 0.75 * self._width:
            indent = ' ' * (len(prefix) + len(parser.prog) + 1)
            if opts:
                ls = lines([parser.prog] + opts, indent, prefix)
                ls += lines(pos, indent, None)
            elif pos:
                ls = lines([parser.prog] + pos, indent, prefix)
            else:
                ls = [parser.prog]
        else:
            indent = ' ' * len(prefix)
            ls = [parser.prog] + lines(opts + pos, indent, None)
        return prefix + '\n'.join(ls) + '\n'

    def action(self, a, indent):
        head = self._invocation(a)
        pad = ' ' * indent
        out = []
        if not a.help or not a.help.strip():
            out.append(pad + head)
        else:
            position = self._position
            width = max(self._width - position, 11)
            lines = self._split_lines(self._expand_help(a), width)
            if len(head) <= position - indent - 2:
                out.append('%s%-*s  %s' % (pad, position - indent - 2, head, lines[0] if lines else ''))
                lines = lines[1:]
            else:
                out.append(pad + head)
            out += [' ' * position + l for l in lines]
        for sub in a._subactions():
            out += self.action(sub, indent + 2).splitlines()
        return '\n'.join(out) + '\n'

    def help(self, parser):
        shown = [a for a in parser._actions if a.help is not SUPPRESS]
        longest = 0
        for a in shown:
            longest = max(longest, len(self._invocation(a)) + 2)
            for s in a._subactions():
                longest = max(longest, len(self._invocation(s)) + 4)
        self._position = min(longest + 2, self._max)
        out = [self.usage(parser)]
        if parser.description:
            out.append(self._fill_text(parser.description % {'prog': parser.prog} if '%(prog)' in parser.description else parser.description, max(self._width, 11), '') + '\n')
        for g in parser._groups:
            actions = [a for a in g._group_actions if a.help is not SUPPRESS]
            if not actions and not g.description:
                continue
            text = (g.title + ':\n') if g.title else ''
            if g.description:
                text += self._fill_text(g.description, max(self._width - 2, 11), '  ') + '\n' + ('\n' if actions else '')
            text += ''.join(self.action(a, 2) for a in actions)
            out.append(text)
        if parser.epilog:
            out.append(self._fill_text(parser.epilog % {'prog': parser.prog} if '%(prog)' in parser.epilog else parser.epilog, max(self._width, 11), '') + '\n')
        return '\n'.join(out)


class RawDescriptionHelpFormatter(HelpFormatter):
    def _fill_text(self, text, width, indent):
        return ''.join(indent + line for line in text.splitlines(keepends=True)).rstrip('\n')


class RawTextHelpFormatter(RawDescriptionHelpFormatter):
    def _split_lines(self, text, width):
        return text.splitlines()


class ArgumentDefaultsHelpFormatter(HelpFormatter):
    def _get_help_string(self, action):
        h = action.help or ''
        if '%(default)' not in h and action.default is not SUPPRESS and (action.option_strings or action.nargs in ('?', '*')):
            h += ' (default: %(default)s)'
        return h


class MetavarTypeHelpFormatter(HelpFormatter):
    pass


class Action:
    def __init__(self, option_strings, dest, nargs=None, const=None, default=None, type=None, choices=None, required=False, help=None, metavar=None):
        self.option_strings, self.dest, self.nargs, self.const, self.default, self.type, self.choices, self.required, self.help, self.metavar = option_strings, dest, nargs, const, default, type, choices, required, help, metavar

    def _subactions(self):
        return []

    def format_usage(self):
        return self.option_strings[0]

    def __call__(self, parser, namespace, values, option_string=None):
        raise NotImplementedError('.__call__() not defined')

    def __repr__(self):
        return '%s(%s)' % (type(self).__name__, ', '.join('%s=%r' % (k, getattr(self, k)) for k in ('option_strings', 'dest', 'nargs', 'const', 'default', 'type', 'choices', 'required', 'help', 'metavar')))


class _Store(Action):
    def __init__(self, option_strings, dest, nargs=None, **kw):
        if nargs == 0:
            raise ValueError('nargs for store actions must be != 0; if you have nothing to store, actions such as store true or store const may be more appropriate')
        super().__init__(option_strings, dest, nargs, **kw)

    def __call__(self, parser, ns, values, option_string=None):
        setattr(ns, self.dest, values)


class _StoreConst(Action):
    def __init__(self, option_strings, dest, const=None, default=None, required=False, help=None, metavar=None):
        super().__init__(option_strings, dest, 0, const, default, required=required, help=help)

    def __call__(self, parser, ns, values, option_string=None):
        setattr(ns, self.dest, self.const)


class _StoreTrue(_StoreConst):
    def __init__(self, option_strings, dest, default=False, required=False, help=None):
        super().__init__(option_strings, dest, True, default, required, help)


class _StoreFalse(_StoreConst):
    def __init__(self, option_strings, dest, default=True, required=False, help=None):
        super().__init__(option_strings, dest, False, default, required, help)


class _Append(_Store):
    def __call__(self, parser, ns, values, option_string=None):
        setattr(ns, self.dest, list(getattr(ns, self.dest, None) or []) + [values])


class _AppendConst(_StoreConst):
    def __call__(self, parser, ns, values, option_string=None):
        setattr(ns, self.dest, list(getattr(ns, self.dest, None) or []) + [self.const])


class _Extend(_Store):
    def __call__(self, parser, ns, values, option_string=None):
        setattr(ns, self.dest, list(getattr(ns, self.dest, None) or []) + list(values))


class _Count(Action):
    def __init__(self, option_strings, dest, default=None, required=False, help=None):
        super().__init__(option_strings, dest, 0, None, default, required=required, help=help)

    def __call__(self, parser, ns, values, option_string=None):
        setattr(ns, self.dest, (getattr(ns, self.dest, None) or 0) + 1)


class _Help(Action):
    def __init__(self, option_strings, dest=SUPPRESS, default=SUPPRESS, help=None):
        super().__init__(option_strings, dest, 0, default=default, help=help)

    def __call__(self, parser, ns, values, option_string=None):
        parser.print_help()
        parser.exit()


class _Version(Action):
    def __init__(self, option_strings, version=None, dest=SUPPRESS, default=SUPPRESS, help="show program's version number and exit"):
        super().__init__(option_strings, dest, 0, default=default, help=help)
        self.version = version

    def __call__(self, parser, ns, values, option_string=None):
        text = self.version if self.version is not None else parser.version
        parser._print_message(text % {'prog': parser.prog} + '\n' if '%(prog)' in text else text + '\n', sys.stdout)
        parser.exit()


class BooleanOptionalAction(Action):
    def __init__(self, option_strings, dest, default=None, required=False, help=None, **kw):
        names = []
        for s in option_strings:
            names.append(s)
            if s.startswith('--'):
                names.append('--no-' + s[2:])
        super().__init__(names, dest, 0, default=default, required=required, help=help)

    def __call__(self, parser, ns, values, option_string=None):
        setattr(ns, self.dest, not option_string.startswith('--no-'))


class _SubParsers(Action):
    def __init__(self, option_strings, prog, parser_class, dest=SUPPRESS, required=False, help=None, metavar=None):
        self._prog, self._class, self._map, self._choices_actions = prog, parser_class, {}, []
        super().__init__(option_strings, dest, PARSER, choices=self._map, required=required, help=help, metavar=metavar)

    def add_parser(self, name, *, deprecated=False, **kw):
        if kw.get('prog') is None:
            kw['prog'] = '%s %s' % (self._prog, name)
        aliases = kw.pop('aliases', ())
        if 'help' in kw:
            help = kw.pop('help')
            shown = name + (' (%s)' % ', '.join(aliases) if aliases else '')
            self._choices_actions.append(Action([], shown, help=help, metavar=shown))
        parser = self._class(**kw)
        for n in (name,) + tuple(aliases):
            self._map[n] = parser
        return parser

    def _subactions(self):
        return self._choices_actions

    def __call__(self, parser, ns, values, option_string=None):
        name, rest = values[0], values[1:]
        if self.dest is not SUPPRESS:
            setattr(ns, self.dest, name)
        if name not in self._map:
            raise ArgumentError(self, 'unknown parser %r (choices: %s)' % (name, ', '.join(self._map)))
        sub, extra = self._map[name].parse_known_args(rest, None)
        for k, v in vars(sub).items():
            setattr(ns, k, v)
        if extra:
            ns.__dict__.setdefault('_unrecognized_args', []).extend(extra)


class FileType:
    def __init__(self, mode='r', bufsize=-1, encoding=None, errors=None):
        self._mode, self._encoding, self._errors = mode, encoding, errors

    def __call__(self, string):
        if string == '-':
            return sys.stdin if 'r' in self._mode else sys.stdout
        try:
            return open(string, self._mode, -1, self._encoding, self._errors)
        except OSError as e:
            raise ArgumentTypeError(f"can't open '{string}': {e}")


_ACTIONS = {None: _Store, 'store': _Store, 'store_const': _StoreConst, 'store_true': _StoreTrue, 'store_false': _StoreFalse, 'append': _Append, 'append_const': _AppendConst, 'count': _Count, 'help': _Help, 'version': _Version, 'extend': _Extend}


class _Container:
    def _make(self, args, kw):
        p = self._parser()
        chars = p.prefix_chars
        if not args or len(args) == 1 and args[0][0] not in chars:
            if args and 'dest' in kw:
                raise ValueError('dest supplied twice for positional argument')
            dest, names = (args[0] if args else kw.pop('dest')), []
            if 'required' in kw:
                raise TypeError("'required' is an invalid argument for positionals")
            if kw.get('nargs') not in (OPTIONAL, ZERO_OR_MORE, REMAINDER, SUPPRESS) and not (kw.get('nargs') == ZERO_OR_MORE and 'default' not in kw):
                kw['required'] = True
            if kw.get('nargs') == ZERO_OR_MORE and 'default' not in kw:
                kw['required'] = True
        else:
            names = list(args)
            for n in names:
                if n[0] not in chars:
                    raise ValueError(f'invalid option string {n!r}: must start with a character {chars!r}')
            dest = kw.pop('dest', None)
            if dest is None:
                long = [n for n in names if len(n) > 1 and n[1] in chars]
                dest = (long or names)[0].lstrip(chars).replace('-', '_')
                if not dest:
                    raise ValueError(f'dest= is required for options like {names[0]!r}')
        if 'default' not in kw:
            if dest in p._defaults:
                kw['default'] = p._defaults[dest]
            elif p.argument_default is not None:
                kw['default'] = p.argument_default
        action = kw.pop('action', None)
        cls = _ACTIONS.get(action, action) if not isinstance(action, type) else action
        if isinstance(cls, str):
            raise ValueError('unknown action "%s"' % cls)
        required = kw.pop('required', False)
        if not names and issubclass(cls, (_StoreConst, _Count, _Help, _Version)):
            required = False
        a = cls(names, dest, **({**kw, 'required': required} if names and required else kw))
        if not names:
            a.required = required
        if a.type is not None and not callable(a.type):
            raise ValueError(f'{a.type!r} is not callable')
        return a

    def add_argument(self, *args, **kw):
        return self._add_action(self._make(args, dict(kw)))

    def add_mutually_exclusive_group(self, **kw):
        g = _Exclusive(self, **kw)
        self._parser()._exclusive.append(g)
        return g


class _Group(_Container):
    def __init__(self, container, title=None, description=None):
        self._container, self.title, self.description, self._group_actions = container, title, description, []

    def _parser(self):
        return self._container._parser()

    def _add_action(self, a):
        self._parser()._register(a)
        self._group_actions.append(a)
        return a


class _Exclusive(_Container):
    def __init__(self, container, required=False):
        self._container, self.required, self._group_actions = container, required, []

    def _parser(self):
        return self._container._parser()

    def _add_action(self, a):
        if a.required:
            raise ValueError('mutually exclusive arguments must be optional')
        self._container._add_action(a)
        self._group_actions.append(a)
        return a


class ArgumentParser(_Container):
    def __init__(self, prog=None, usage=None, description=None, epilog=None, parents=[], formatter_class=HelpFormatter, prefix_chars='-', fromfile_prefix_chars=None, argument_default=None, conflict_handler='error', add_help=True, allow_abbrev=True, exit_on_error=True):
        self.prog = prog if prog is not None else os.path.basename(sys.argv[0])
        self.usage, self.description, self.epilog, self.formatter_class, self.prefix_chars, self.argument_default, self.add_help, self.allow_abbrev, self.exit_on_error, self.conflict_handler, self.fromfile_prefix_chars = usage, description, epilog, formatter_class, prefix_chars, argument_default, add_help, allow_abbrev, exit_on_error, conflict_handler, fromfile_prefix_chars
        self._actions, self._options, self._exclusive, self._defaults, self._subparsers = [], {}, [], {}, None
        self._positionals, self._optionals = _Group(self, 'positional arguments'), _Group(self, 'options')
        self._groups = [self._positionals, self._optionals]
        if add_help:
            self.add_argument('-h', '--help', action='help', default=SUPPRESS, help='show this help message and exit')
        for p in parents:
            for g in p._groups:
                mine = {'positional arguments': self._positionals, 'options': self._optionals}.get(g.title) or self.add_argument_group(g.title, g.description)
                for a in g._group_actions:
                    if not isinstance(a, _Help):
                        mine._add_action(a)
            self._exclusive += p._exclusive
            self._defaults.update(p._defaults)

    def _parser(self):
        return self

    def _register(self, a):
        for s in a.option_strings:
            if s in self._options:
                if self.conflict_handler == 'resolve':
                    self._options[s].option_strings.remove(s)
                else:
                    raise ArgumentError(a, 'conflicting option string: %s' % s)
            self._options[s] = a
        self._actions.append(a)

    def _add_action(self, a):
        return (self._optionals if a.option_strings else self._positionals)._add_action(a)

    def add_argument_group(self, title=None, description=None, **kw):
        g = _Group(self, title, description)
        self._groups.append(g)
        return g

    def add_subparsers(self, *, title=None, description=None, prog=None, parser_class=None, action=None, option_string=None, dest=SUPPRESS, required=False, help=None, metavar=None):
        if self._subparsers is not None:
            self.error('cannot have multiple subparser arguments')
        group = self.add_argument_group(title or 'subcommands', description) if title or description else self._positionals
        if prog is None:
            f = self.formatter_class(prog=self.prog)
            prog = ' '.join([self.prog] + [f._args(a, a.dest) for a in self._actions if not a.option_strings])
        a = _SubParsers([], prog, parser_class or type(self), dest, required, help, metavar)
        self._subparsers = a
        group._add_action(a)
        return a

    def set_defaults(self, **kw):
        self._defaults.update(kw)
        for a in self._actions:
            if a.dest in kw:
                a.default = kw[a.dest]

    def get_default(self, dest):
        for a in self._actions:
            if a.dest == dest and a.default is not None:
                return a.default
        return self._defaults.get(dest)

    # --- parsing

    def parse_args(self, args=None, namespace=None):
        ns, extra = self.parse_known_args(args, namespace)
        if extra:
            msg = 'unrecognized arguments: %s' % ' '.join(extra)
            if not self.exit_on_error:
                raise ArgumentError(None, msg)
            self.error(msg)
        return ns

    def parse_known_args(self, args=None, namespace=None):
        args = list(sys.argv[1:] if args is None else args)
        ns = Namespace() if namespace is None else namespace
        for a in self._actions:
            if a.dest is not SUPPRESS and a.default is not SUPPRESS and not hasattr(ns, a.dest):
                setattr(ns, a.dest, a.default)
        for k, v in self._defaults.items():
            if not hasattr(ns, k):
                setattr(ns, k, v)
        try:
            extra = self._parse(args, ns)
        except ArgumentError as e:
            if not self.exit_on_error:
                raise
            self.error(str(e))
        extra += ns.__dict__.pop('_unrecognized_args', [])
        return ns, extra

    parse_intermixed_args = parse_args

    def _option(self, s):
        if not s or s[0] not in self.prefix_chars or len(s) == 1:
            return None
        if s in self._options:
            return [(self._options[s], s, None)]
        if '=' in s:
            name, value = s.split('=', 1)
            if name in self._options:
                return [(self._options[name], name, value)]
        found = []
        if s[1] in self.prefix_chars:
            if self.allow_abbrev:
                name, eq, value = s.partition('=')
                found = [(a, o, value if eq else None) for o, a in self._options.items() if o.startswith(name)]
        else:
            short = s[:2]
            if short in self._options:
                return [(self._options[short], short, s[2:])]
            found = [(a, o, None) for o, a in self._options.items() if o.startswith(s)]
        if found:
            return found
        if re.match(r'^-\d+$|^-\d*\.\d+$', s) and not any(re.match(r'^-\d', o) for o in self._options):
            return None
        return None if ' ' in s else [(None, s, None)]

    def _count(self, a, kinds):
        n = a.nargs
        pattern = {None: '(-*A-*)', OPTIONAL: '(-*A?-*)', ZERO_OR_MORE: '(-*[A-]*)', ONE_OR_MORE: '(-*A[A-]*)', REMAINDER: '([-AO]*)', PARSER: '(-*A[-AO]*)', SUPPRESS: '(-*-*)'}.get(n) if not isinstance(n, int) else '(-*%s)' % '-*'.join('A' * n)
        if a.option_strings:
            pattern = pattern.replace('-*', '').replace('-', '')
        return pattern

    def _parse(self, args, ns):
        kinds, options, rest = [], {}, False
        for i, s in enumerate(args):
            if rest:
                kinds.append('A')
            elif s == '--':
                kinds.append('-')
                rest = True
            else:
                o = self._option(s)
                if o is not None and len(o) > 1:
                    raise ArgumentError(None, 'ambiguous option: %s could match %s' % (s, ', '.join(x[1] for x in o)))
                kinds.append('A' if o is None else 'O')
                if o is not None:
                    options[i] = o[0]
        kinds = ''.join(kinds)
        seen, extra = set(), []
        conflicts = {}
        for g in self._exclusive:
            for a in g._group_actions:
                conflicts.setdefault(id(a), []).extend(x for x in g._group_actions if x is not a)
        nondefault = []

        def take(a, strings, option=None):
            seen.add(id(a))
            value = self._values(a, strings)
            if value is not a.default:
                nondefault.append(a)
                for c in conflicts.get(id(a), ()):
                    if c in nondefault:
                        raise ArgumentError(a, 'not allowed with argument %s' % _name(c))
            if value is not SUPPRESS:
                a(self, ns, value, option)
        positionals = [a for a in self._actions if not a.option_strings]

        def consume_positionals(i):
            lengths = []
            for k in range(len(positionals), 0, -1):
                m = re.match(''.join(self._count(a, kinds) for a in positionals[:k]), kinds[i:])
                if m:
                    lengths = [len(g) for g in m.groups()]
                    break
            for a, n in zip(positionals, lengths):
                strings = args[i:i + n]
                if a.nargs == PARSER and kinds[i:i + n].startswith('-'):
                    strings = strings[1:]
                elif a.nargs not in (PARSER, REMAINDER) and '-' in kinds[i:i + n]:
                    strings = [s for s, c in zip(strings, kinds[i:i + n]) if c != '-']
                i += n
                take(a, strings)
            del positionals[:len(lengths)]
            return i
        i = 0
        last = max(options) if options else -1
        while i <= last:
            nxt = min(k for k in options if k >= i)
            if i != nxt:
                j = consume_positionals(i)
                if j > i:
                    i = j
                    continue
            if i not in options:
                extra += args[i:nxt]
                i = nxt
            a, name, explicit = options[i]
            if a is None:
                extra.append(args[i])
                i += 1
                continue
            if explicit is not None:
                while True:
                    if a.nargs == 0 and name[1] not in self.prefix_chars and explicit != '':
                        take(a, [], name)
                        name = '-' + explicit[0]
                        if name not in self._options:
                            raise ArgumentError(a, 'ignored explicit argument %r' % explicit)
                        a, explicit = self._options[name], explicit[1:]
                        if explicit == '':
                            explicit = None
                            break
                        if explicit.startswith('=') and a.nargs != 0:
                            explicit = explicit[1:]
                    elif a.nargs == 0:
                        raise ArgumentError(a, 'ignored explicit argument %r' % explicit)
                    else:
                        break
                if explicit is not None:
                    if not re.match(self._count(a, '') + '$', 'A'):
                        raise ArgumentError(a, 'expected %s arguments' % a.nargs if isinstance(a.nargs, int) else 'expected one argument')
                    take(a, [explicit], name)
                    i += 1
                    continue
            i += 1
            if a.nargs == 0:
                take(a, [], name)
                continue
            m = re.match(self._count(a, ''), kinds[i:])
            if m is None:
                words = {None: 'expected one argument', OPTIONAL: 'expected at most one argument', ONE_OR_MORE: 'expected at least one argument'}
                raise ArgumentError(a, words.get(a.nargs) or 'expected %s argument%s' % (a.nargs, '' if a.nargs == 1 else 's'))
            n = len(m.group(1))
            take(a, args[i:i + n], name)
            i += n
        i = consume_positionals(i)
        extra += args[i:]
        missing = []
        for a in self._actions:
            if id(a) in seen:
                continue
            if a.required:
                missing.append(_name(a))
            elif a.default is not None and isinstance(a.default, str) and a.dest is not SUPPRESS and getattr(ns, a.dest, None) is a.default:
                setattr(ns, a.dest, self._value(a, a.default))
        if missing:
            raise ArgumentError(None, 'the following arguments are required: %s' % ', '.join(m for m in missing if m is not None))
        for g in self._exclusive:
            if g.required and not any(a in nondefault for a in g._group_actions):
                raise ArgumentError(None, 'one of the arguments %s is required' % ' '.join(_name(a) for a in g._group_actions if a.help is not SUPPRESS))
        return extra

    def _values(self, a, strings):
        if a.nargs == OPTIONAL and not strings:
            value = a.const if a.option_strings else a.default
            return self._value(a, value) if isinstance(value, str) else value
        if a.nargs == ZERO_OR_MORE and not strings and not a.option_strings:
            return a.default if a.default is not None else []
        if a.nargs in (None, OPTIONAL) and len(strings) == 1:
            value = self._value(a, strings[0])
            self._check(a, value)
            return value
        if a.nargs == REMAINDER:
            return [self._value(a, s) for s in strings]
        if a.nargs == PARSER:
            value = [self._value(a, s) for s in strings]
            self._check(a, value[0])
            return value
        if a.nargs == SUPPRESS:
            return SUPPRESS
        value = [self._value(a, s) for s in strings]
        for v in value:
            self._check(a, v)
        return value

    def _value(self, a, s):
        if a.type is None:
            return s
        try:
            return a.type(s)
        except ArgumentTypeError as e:
            raise ArgumentError(a, str(e))
        except (TypeError, ValueError):
            raise ArgumentError(a, 'invalid %s value: %r' % (getattr(a.type, '__name__', repr(a.type)), s))

    def _check(self, a, value):
        if a.choices is not None and value not in a.choices:
            raise ArgumentError(a, 'invalid choice: %r (choose from %s)' % (value, ', '.join(map(repr, a.choices))))

    # --- texts

    def format_usage(self):
        return self.formatter_class(prog=self.prog).usage(self)

    def format_help(self):
        return self.formatter_class(prog=self.prog).help(self)

    def print_usage(self, file=None):
        self._print_message(self.format_usage(), file or sys.stdout)

    def print_help(self, file=None):
        self._print_message(self.format_help(), file or sys.stdout)

    def _print_message(self, message, file=None):
        if message:
            (file or sys.stderr).write(message)

    def exit(self, status=0, message=None):
        if message:
            self._print_message(message, sys.stderr)
        sys.exit(status)

    def error(self, message):
        self.print_usage(sys.stderr)
        self.exit(2, '%s: error: %s\n' % (self.prog, message))
