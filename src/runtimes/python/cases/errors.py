import traceback, sys
def f(x):
    return g(x)
def g(x):
    return 1 / x
try:
    f(0)
except ZeroDivisionError:
    print(traceback.format_exc())
try:
    try:
        {}['k']
    except KeyError as e:
        raise ValueError('outer') from e
except ValueError as e:
    print(type(e.__cause__).__name__, e.__suppress_context__)
    print(''.join(traceback.format_exception(e)))
try:
    try:
        int('x')
    except ValueError:
        undefined
except NameError as e:
    print(repr(e.__context__), e)
def order():
    try:
        print('try')
        return 'r'
    finally:
        print('finally')
print(order())
def nested():
    for i in range(3):
        try:
            if i == 1: continue
            if i == 2: break
            print('body', i)
        finally:
            print('fin', i)
    else:
        print('no')
nested()
def swallow():
    try:
        raise ValueError
    finally:
        return 'swallowed'
print(swallow())
try:
    raise ValueError('a', 1)
except (TypeError, ValueError) as e:
    print(e, e.args, str(e), repr(e))
try:
    e
except NameError as x:
    print('unbound', x)
try:
    raise
except RuntimeError as e:
    print(e)
try:
    raise 5
except TypeError as e:
    print(e)
class MyErr(Exception): pass
try:
    try:
        raise MyErr('m')
    except MyErr:
        print('handling', sys.exc_info()[0].__name__)
        raise
except Exception as e:
    print('again', e)
try:
    try:
        raise MyErr
    except ValueError:
        print('no')
    else:
        print('no')
    finally:
        print('cleanup')
except MyErr as e:
    print(repr(e), [t.lineno > 0 for t in traceback.extract_tb(e.__traceback__)])
def gen():
    try:
        yield 1
    except GeneratorExit:
        print('gen exit')
        raise
g = gen(); next(g); g.close()
def bad():
    yield 1
    raise StopIteration
try:
    list(bad())
except RuntimeError as e:
    print(e)
import contextlib
with contextlib.suppress(KeyError):
    {}['x']
@contextlib.contextmanager
def cm(n):
    print('in', n)
    try:
        yield n
    except ValueError as e:
        print('cm caught', e)
    finally:
        print('out', n)
with cm(1) as a, cm(2) as b:
    print(a + b)
with cm(3):
    raise ValueError('inside')
for src in ("x = = 1", "print('a'", "if True\n  pass", "def f(:\n  pass", "x = 'abc", "return 1", "break", "f(a=1, 2)", "1 = x", "  x = 1", "if 1:\npass", "class", "a b", "x = [1, 2", "print 'hi'", "def f():\n  x\n y", "f(**k, *a)", "None = 1", "for x in range(3) print(x)", "x = )", "lambda x: = 1", "import", "from x import", "f'{a'", "f'{}'", "'''abc", "def f(a, a): pass", "def f(a=1, b): pass", "x + 1 = 2", "del f()", "0777", "1_000_", "while True print(1)", "else: pass", "nonlocal x", "a = yield", "(a, b) += 1", "x: int: 3", "assert", "{1: 2, 3}", "[x for x in]", "f(x for x in y, 1)", "if x = 3: pass", "try:\n  pass\nx = 1"):
    try:
        compile(src, 'f.py', 'exec')
        print('ok', repr(src))
    except SyntaxError as e:
        print(type(e).__name__, e.msg, e.lineno)
