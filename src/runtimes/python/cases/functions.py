def a(x, /, y, *, z=3): return (x, y, z)
print(a(1, 2), a(1, y=5, z=6))
def b(*args, **kw): return args, sorted(kw.items())
print(b(1, *[2, 3], k=4, **{'m': 5}))
for f, args, kw in [(a, (1,), {}), (a, (1, 2, 3), {}), (a, (), {'x': 1, 'y': 2}), (a, (1, 2), {'q': 1}), (lambda p: p, (), {}), (lambda p, q=1: p, (1, 2, 3), {}), (len, (), {}), (len, (5,), {}), (int, ('x',), {}), ([].append, (), {}), ('a'.join, (1,), {}), (a, (1, 2), {'y': 3})]:
    try:
        print(f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)
def counter():
    n = 0
    def inc():
        nonlocal n
        n += 1
        return n
    return inc
c = counter(); c(); print(c(), c.__name__, c.__qualname__)
fs = [lambda i=i: i for i in range(3)]; print([f() for f in fs])
gs = [lambda: i for i in range(3)]; print([g() for g in gs])
def deco(tag):
    def wrap(f):
        def inner(*a, **k):
            return f'<{tag}>' + f(*a, **k) + f'</{tag}>'
        return inner
    return wrap
@deco('b')
@deco('i')
def hi(name): return 'hi ' + name
print(hi('bob'))
def mutable(x, acc=[]):
    acc.append(x)
    return acc
mutable(1); print(mutable(2))
def gen():
    try:
        x = yield 1
        print('got', x)
        yield 2
    finally:
        print('closed')
g = gen(); next(g); print(g.send('v')); g.close()
def sub():
    r = yield from [1, 2]
    return 'ret'
def outer():
    v = yield from sub()
    yield v
print(list(outer()))
def thrower():
    while True:
        try:
            yield 'ok'
        except ValueError as e:
            yield f'caught {e}'
t = thrower(); next(t); print(t.throw(ValueError('x')))
print((lambda *a, k=1, **kw: (a, k, kw))(1, 2, k=3, z=4))
def fact(n): return 1 if n < 2 else n * fact(n - 1)
print(fact(25))
def deep(n): return deep(n + 1)
try:
    deep(0)
except RecursionError as e:
    print('RecursionError', str(e)[:32])
x = 5
def shadow():
    try:
        print(x)
    except UnboundLocalError as e:
        print(e)
    x = 1
shadow()
try:
    undefined_name
except NameError as e:
    print(e)
print([y := 3, y ** 2], y)
a, (b, *c), d = 1, (2, 3, 4), 5
print(a, b, c, d)
*p, q = range(4); print(p, q)
try:
    a, b = 1, 2, 3
except ValueError as e:
    print(e)
try:
    a, b, c = [1, 2]
except ValueError as e:
    print(e)
try:
    a, b = 5
except TypeError as e:
    print(e)
def annotated(a: int, b: 'str' = 'x') -> list[int]: ...
print(annotated.__annotations__)
print(sorted(['b', 'A', 'c'], key=str.lower, reverse=True), max([3, 1], [3, 2]), min('hello'), sum([[1], [2]], []))
print(list(map(lambda a, b: a + b, [1, 2], [3, 4])), list(filter(None, [0, 1, '', 'a'])), list(zip('ab', range(5))), list(enumerate('xy', 1)), list(reversed([1, 2])))
print(any([]), all([]), divmod(-7, 2), round(2.5), round(3.5), round(2.675, 2), round(1234, -2), abs(-3), pow(2, 10, 1000))
