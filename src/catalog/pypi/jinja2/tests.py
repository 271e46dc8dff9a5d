"""The tests of templates (`x is …`)."""
from .runtime import Undefined
from .utils import pass_environment


def _iterable(value):
    try:
        iter(value)
    except TypeError:
        return False
    return True


def _sequence(value):
    try:
        len(value)
        value.__getitem__
    except Exception:
        return False
    return True


@pass_environment
def _filter(env, name):
    return name in env.filters


@pass_environment
def _test(env, name):
    return name in env.tests


_EQ, _NE = (lambda a, b: a == b), (lambda a, b: a != b)
_LT, _LE, _GT, _GE = (lambda a, b: a < b), (lambda a, b: a <= b), (lambda a, b: a > b), (lambda a, b: a >= b)

TESTS = {
    "boolean": lambda v: v is True or v is False, "callable": callable, "defined": lambda v: not isinstance(v, Undefined), "undefined": lambda v: isinstance(v, Undefined),
    "divisibleby": lambda v, n: v % n == 0, "even": lambda v: v % 2 == 0, "odd": lambda v: v % 2 == 1, "escaped": lambda v: hasattr(v, "__html__"),
    "false": lambda v: v is False, "true": lambda v: v is True, "none": lambda v: v is None, "filter": _filter, "test": _test,
    "float": lambda v: isinstance(v, float), "integer": lambda v: isinstance(v, int) and not isinstance(v, bool), "number": lambda v: isinstance(v, (int, float)),
    "in": lambda v, seq: v in seq, "iterable": _iterable, "sequence": _sequence, "mapping": lambda v: isinstance(v, dict), "string": lambda v: isinstance(v, str),
    "lower": lambda v: str(v).islower(), "upper": lambda v: str(v).isupper(), "sameas": lambda a, b: a is b,
    "eq": _EQ, "equalto": _EQ, "ne": _NE, "lt": _LT, "lessthan": _LT, "le": _LE, "gt": _GT, "greaterthan": _GT, "ge": _GE,
}
