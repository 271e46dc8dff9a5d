class Base:
    count = 0
    def __init__(self, name):
        self.name = name
        Base.count += 1
    def __repr__(self): return f'{type(self).__name__}({self.name!r})'
    def __eq__(self, o): return isinstance(o, Base) and self.name == o.name
    def __hash__(self): return hash(self.name)
    def hello(self): return 'base ' + self.name
    @classmethod
    def make(cls, n): return cls(n * 2)
    @staticmethod
    def util(x): return x + 1
    @property
    def upper(self): return self.name.upper()
    @upper.setter
    def upper(self, v): self.name = v.lower()
class A(Base):
    def hello(self): return 'A>' + super().hello()
class B(Base):
    def hello(self): return 'B>' + super().hello()
class C(A, B): pass
c = C('x'); print(c.hello(), C.__mro__ == (C, A, B, Base, object), [k.__name__ for k in C.mro()])
print(C.make('ab'), C.util(4), c.upper, Base.count)
c.upper = 'QQ'; print(c.name, c == C('qq'), {c: 1}[C('qq')], c != C('z'))
try:
    c.nope
except AttributeError as e:
    print(e)
try:
    C.nope
except AttributeError as e:
    print(e)
class V:
    def __init__(self, x): self.x = x
    def __add__(self, o): return V(self.x + (o.x if isinstance(o, V) else o))
    __radd__ = __add__
    def __mul__(self, o): return NotImplemented
    def __lt__(self, o): return self.x < o.x
    def __getitem__(self, i): return i
    def __len__(self): return self.x
    def __contains__(self, i): return i == self.x
    def __call__(self, *a): return a
    def __bool__(self): return self.x > 0
    def __iter__(self): return iter(range(self.x))
    def __str__(self): return f'V{self.x}'
    def __format__(self, s): return f'<{s}>'
    def __neg__(self): return V(-self.x)
    def __enter__(self): print('enter'); return self
    def __exit__(self, t, v, tb): print('exit', t and t.__name__, v); return True
    def __getattr__(self, n):
        if n.startswith('dyn_'): return n[4:]
        raise AttributeError(n)
v = V(2); print(v + V(3), 1 + v, sorted([V(3), V(1)])[0], v[1:2], v[1, ...], len(v), 2 in v, v(1, 2), bool(V(0)), list(v), f'{v:abc}', str(-v), v.dyn_x)
for op in (lambda: v * 2, lambda: 2 * v, lambda: v < 1, lambda: v - 1, lambda: v.zzz, lambda: -'a', lambda: 1 + 'a', lambda: 'a' + 1, lambda: [] + (), lambda: {} < {}, lambda: None + 1, lambda: (1)(), lambda: None.x, lambda: 5[0], lambda: len(5), lambda: iter(5), lambda: {}[[]], lambda: [][1.5], lambda: 'abc'[10], lambda: (1,)[3]):
    try:
        op(); print('no error')
    except Exception as e:
        print(type(e).__name__, e)
with v as w:
    print(w is v)
    raise KeyError('k')
class Meta(type):
    def __new__(m, name, bases, ns, **kw):
        ns['tag'] = kw.get('tag', name)
        return super().__new__(m, name, bases, ns)
    def __call__(cls, *a):
        print('calling', cls.__name__)
        return super().__call__(*a)
class M(metaclass=Meta, tag='T'): pass
print(M.tag, type(M).__name__, isinstance(M(), M))
class Plugin:
    all = []
    def __init_subclass__(cls, /, prefix='', **kw):
        super().__init_subclass__(**kw)
        Plugin.all.append(prefix + cls.__name__)
class P1(Plugin, prefix='x-'): pass
class P2(Plugin): pass
print(Plugin.all)
class Desc:
    def __set_name__(self, owner, name): self.n = '_' + name
    def __get__(self, obj, cls=None): return self if obj is None else getattr(obj, self.n, 'unset')
    def __set__(self, obj, val):
        if val < 0: raise ValueError('negative')
        setattr(obj, self.n, val)
class D:
    a = Desc()
d = D(); print(d.a); d.a = 5; print(d.a, vars(d))
try:
    d.a = -1
except ValueError as e:
    print(e)
class S:
    __slots__ = ('a', 'b')
s = S(); s.a = 1
try:
    s.c = 1
except AttributeError as e:
    print(e)
class L(list):
    def first(self): return self[0]
l = L([3, 4]); l.append(5); print(l, l.first(), isinstance(l, list), type(l[:2]).__name__, l + [1])
class I(int):
    def double(self): return self * 2
print(I(5).double(), I(3) + 1, type(I(3) + 1).__name__, repr(I(7)), {I(1): 'a'}[1])
class Sx(str):
    def shout(self): return self.upper() + '!'
print(Sx('a').shout(), Sx('b') + 'c', 'x' in Sx('xyz'), {Sx('k'): 1}['k'], f"{Sx('q'):>3}")
class Dd(dict):
    def __missing__(self, k): return k * 2
print(Dd(a=1)['a'], Dd()['zz'], Dd(x=1))
class E(Exception):
    def __init__(self, code, msg): super().__init__(msg); self.code = code
try:
    raise E(5, 'bad')
except E as e:
    print(e, e.code, repr(e), e.args)
class Priv:
    def __init__(self): self.__x = 1
    def get(self): return self.__x
print(Priv().get(), list(vars(Priv())))
print(type('Dyn', (Base,), {'z': 1})('n').z, callable(Base), hasattr(c, 'hello'), getattr(c, 'q', 'dflt'))
T = type(c); print(T.__name__, T.__qualname__, T.__module__, T.__bases__)
class Outer:
    class Inner:
        def m(self): pass
print(Outer.Inner.__qualname__, Outer.Inner.m.__qualname__)
try:
    class X(A, Base, B): pass
except TypeError as e:
    print(str(e).splitlines()[0])
from abc import ABC, abstractmethod
class Ab(ABC):
    @abstractmethod
    def f(self): ...
try:
    Ab()
except TypeError as e:
    print(e.__class__.__name__)
import dataclasses, enum, functools
@dataclasses.dataclass(frozen=True)
class Pt:
    x: int
    y: int = 0
print(Pt(1), Pt(1) == Pt(1, 0), hash(Pt(1)) == hash(Pt(1)), dataclasses.asdict(Pt(2, 3)), dataclasses.replace(Pt(1), y=9))
try:
    Pt(1).x = 3
except dataclasses.FrozenInstanceError as e:
    print(e)
class Col(enum.Enum):
    R = 1
    G = 2
    ALIAS = 1
print(list(Col), Col.ALIAS is Col.R, Col['G'], Col(2).name, repr(Col.R), str(Col.R), Col.R.value, len(Col))
try:
    Col(9)
except ValueError as e:
    print(e)
class Fl(enum.Flag):
    A = 1
    B = 2
print(Fl.A | Fl.B, Fl.A in (Fl.A | Fl.B), Fl(3))
class Ie(enum.IntEnum):
    X = 10
print(Ie.X + 1, Ie.X == 10, f'{Ie.X}')
@functools.total_ordering
class TO:
    def __init__(s, v): s.v = v
    def __eq__(s, o): return s.v == o.v
    def __lt__(s, o): return s.v < o.v
print(TO(1) <= TO(1), TO(2) > TO(1), TO(1) >= TO(2))
