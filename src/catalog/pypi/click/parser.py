"""Splits the words of a command line into options and arguments."""
from .exceptions import BadOptionUsage, NoSuchOption, UsageError


def _table(ctx):
    out = {}
    for param in ctx.command.get_params(ctx):
        if param.param_type_name == "option":
            for o in param.opts:
                out[o] = (param, True)
            for o in param.secondary_opts:
                out[o] = (param, False)
    return out


def _store(opts, param, value):
    if param.multiple:
        opts.setdefault(param.name, []).append(value)
    else:
        opts[param.name] = value


def _flag(opts, param, on):
    if param.count:
        opts[param.name] = opts.get(param.name, 0) + 1
    else:
        _store(opts, param, param.flag_value if on else False)


def _option(table, ctx, opts, name, attached, rest):
    if name not in table:
        near = [o for o in table if o.startswith(name) and name.startswith("--") and len(name) > 3]
        raise NoSuchOption(name, ctx, near)
    param, on = table[name]
    if param.is_flag or param.count:
        if attached is not None:
            raise BadOptionUsage(name, "Option '" + name + "' does not take a value.", ctx)
        _flag(opts, param, on)
        return
    if param.nargs > 1:
        words = ([attached] if attached is not None else []) + rest
        if len(words) < param.nargs:
            raise BadOptionUsage(name, "Option '" + name + "' requires " + str(param.nargs) + " arguments.", ctx)
        del rest[:param.nargs - (0 if attached is None else 1)]
        _store(opts, param, words[:param.nargs])
        return
    if attached is None:
        if not rest:
            raise BadOptionUsage(name, "Option '" + name + "' requires an argument.", ctx)
        attached = rest.pop(0)
    _store(opts, param, attached)


def parse(ctx, args):
    """(options by name, words that are left). Options may stand between arguments, except in a group."""
    table = _table(ctx)
    opts = {}
    left = []
    rest = list(args)
    while rest:
        word = rest.pop(0)
        if word == "--":
            left += rest
            break
        if word.startswith("-") and len(word) > 1:
            if ctx.ignore_unknown_options and word.split("=")[0] not in table:
                left.append(word)
                continue
            if word.startswith("--"):
                name, eq, value = word.partition("=")
                _option(table, ctx, opts, name, value if eq else None, rest)
                continue
            if word in table:
                _option(table, ctx, opts, word, None, rest)
                continue
            at = 1
            while at < len(word):
                name = "-" + word[at]
                if name not in table:
                    raise NoSuchOption(name, ctx)
                param = table[name][0]
                at += 1
                if param.is_flag or param.count:
                    _option(table, ctx, opts, name, None, rest)
                else:
                    _option(table, ctx, opts, name, word[at:] if at < len(word) else None, rest)
                    break
            continue
        if not ctx.command.allow_interspersed_args:
            left.append(word)
            left += rest
            break
        left.append(word)
    return opts, left


def arguments(ctx, words):
    """The words given to the arguments, by name, and the words that are too many."""
    params = [p for p in ctx.command.get_params(ctx) if p.param_type_name == "argument"]
    out = {}
    words = list(words)
    for i, param in enumerate(params):
        if param.nargs == -1:
            later = sum([max(p.nargs, 0) for p in params[i + 1:]])
            take = max(0, len(words) - later)
            if take > 0:
                out[param.name] = words[:take]
            words = words[take:]
        elif param.nargs == 1:
            if words:
                out[param.name] = words.pop(0)
        else:
            if 0 < len(words) < param.nargs:
                raise UsageError("Argument '" + param.name.upper() + "' takes " + str(param.nargs) + " values.", ctx)
            if words:
                out[param.name] = words[:param.nargs]
                words = words[param.nargs:]
    return out, words
