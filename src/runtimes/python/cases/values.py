print(7 // 2, -7 // 2, 7 % -3, -7 % 3, 7.5 // 2, -7.5 % 2, 2 ** 64, 2 ** -1, 10 ** 20 // 3, (-2) ** 3, 1 << 70, ~5, 6 & 3, 6 | 9, 6 ^ 3, -1 >> 3)
print(1 / 3, 1e16, 1e-5, 123456789.123456789, 1e22, 0.1 + 0.2, 100.0, -0.0, float('inf'), float('nan'), 1e100, 5e-324, 2.5e-7, 1.0e15, 12345678901234567.0)
print(int('0x1f', 16), int('-12'), int(3.9), int('1_000'), float('1e3'), int('101', 2), hex(255), bin(5), oct(8), bool([]), complex(1, 2), 3 + 4j)
for e in ("int('a')", "float('x')", "1/0", "1//0", "1%0", "1.0/0", "int('5', 99)", "[1,2][5]", "{}['k']", "chr(-1)", "ord('ab')", "'%d' % 'x'", "'{}'.format()", "'{a}'.format()", "int(None)", "range(1,2,0)", "[].pop()", "{}.popitem()", "set().pop()", "[1].index(5)", "'a'.index('b')", "next(iter([]))", "min([])", "sum(['a'])", "'%s %s' % (1,)", "'%s' % (1,2)", "bytes([300])", "b'a'+'a'", "'a'.encode('ascii') + 1", "'é'.encode('ascii')", "b'\\xff'.decode()", "int('9'*5000)", "[3,'a'].sort()", "sorted([1,None])", "isinstance(1, 1)", "dict([1])", "dict([(1,2,3)])", "hash([])", "{[]:1}", "{1,[]}", "'abc'.split('')", "10**400*1.0", "float(10**400)", "slice(1,2)[0]", "object().x", "open('/nonexistent')", "__import__('nosuch')", "(1).foo", "abs('a')", "print(sep=1)", "round('a')", "''.join([1])", "zip([1],[1,2],strict=True).__next__() and list(zip([1],[1,2],strict=True))"):
    try:
        print(e, '->', eval(e))
    except Exception as x:
        print(e, '->', type(x).__name__, x)
s = 'Hello, World'
print(s.lower(), s.upper(), s.swapcase(), s.title(), s.replace('l', 'L', 2), s.find('o'), s.rfind('o'), s.count('l'), s.split(', '), s[::-1], s[-5:], s[1:8:2], s.startswith('He'), s.center(20, '*'), s.partition(', '), s.zfill(15), s.isalpha(), 'abc'.isidentifier(), ' x '.strip() + '|', 'a-b_c'.split('-'), 'a,b,,c'.split(','), '  a  b '.split(), 'x'.join('abc'), 'line1\nline2\r\nx'.splitlines(), 'tab\tx'.expandtabs(4), 'aXbX'.rstrip('X'), 'abc'.translate({97: 'z', 98: None}), 'ß'.casefold(), 'a b c'.split(maxsplit=1), 'a.b.c'.rsplit('.', 1), '%'.join(['1', '2']))
print(repr('it\'s'), repr("a\"b'c"), repr('\n\t\x00é\u200b'), repr(b'\x00ab\xff\''), ascii('é€'), 'é'.encode(), b'abc'[0], bytes(3), bytes([65, 66]), b'a,b'.split(b','), bytearray(b'xy'), b'ab'.hex(), bytes.fromhex('4142'))
print('%5d|%-5d|%05d|%+d|%x|%X|%o|%e|%.2f|%g|%s|%r|%c|%%|%10.3f|%-10s|' % (42, 42, 42, 42, 255, 255, 8, 12345.678, 3.14159, 0.0001, 'str', 'rep', 'c', 2.71828, 'left'))
print('{:>10}|{:<10}|{:^10}|{:*^9}|{:+}|{:,}|{:_}|{:.3f}|{:e}|{:%}|{:x}|{:#x}|{:#b}|{:08.3f}|{:.2s}|{!r}|{:g}|{:n}'.format('r', 'l', 'c', 'm', 5, 1234567, 1234567, 3.14159, 12345.678, 0.256, 255, 255, 5, 3.14159, 'truncate', 'rep', 1e10, 12))
print('{0} {1} {0} {name} {x[0]} {x[k]}'.format('a', 'b', name='n', x={0: 'zero', 'k': 'key'}), '{:{w}.{p}}'.format(3.14159, w=10, p=3), f'{3.14159:.{2}f} {"q"!r:>5} {s=} {1 + 1 = } {{}}')
print(f'{1e10:.0f} {1234.5:,.2f} {0.000012345:.3g} {1e20:g} {123456789:.3g} {5:05d} {-5:05d} {True:d} {1.5:>8} {1e-10} {10**20:,} {255:b} {3.0:.1%} {12:^7}| {2.5:.0f} {3.5:.0f} {1.005:.2f}')
l = [3, 1, 2]; l.sort(); l.extend([5, 4]); l.insert(0, 9); l.remove(5); print(l, l.pop(), l.index(2), l[1:3], l * 2, [*l, *'ab'], l.copy() == l, list(range(10))[::3])
l[1:3] = ['x', 'y', 'z']; del l[0]; print(l); l[::2] = [0] * len(l[::2]); print(l)
d = {'a': 1, 'b': 2}; d['c'] = 3; d.update(a=10); print(d, list(d), d.get('z', 0), d.pop('b'), d.setdefault('q', []), d.items(), d.keys(), d | {'n': 1}, {**d, 'a': 0}, dict(zip('xy', [1, 2])), dict.fromkeys('ab', 0), 'a' in d, len(d))
print({1, 2} | {3}, {1, 2, 3} & {2, 3, 4}, {1, 2} - {2}, {1, 2} ^ {2, 3}, {1} < {1, 2}, set('hello') == set('olleh'), frozenset([1]), sorted({'b', 'a'}), {3, 1, 2}, {10, 5, 30, 2}, set(), len({1, 1.0, True}))
print({1: 'a', True: 'b', 1.0: 'c'}, {(1, 2): 'x'}[1, 2], hash(1) == hash(1.0), {None: 1}, {0: 'z'}[False])
t = (1, 2, 3); print(t + (4,), t * 2, t[1], t.count(1), (1,), (), tuple('ab'), t < (1, 2, 4), (1, 'a') == (1, 'a'))
print([x * y for x in range(3) for y in range(3) if x != y], {x: x ** 2 for x in range(3)}, {x % 2 for x in range(5)}, sum(x for x in range(10)), [[j for j in range(i)] for i in range(3)], [a if a else b for a, b in [(0, 1), (2, 3)]])
print(1 < 2 < 3, 1 < 3 < 2, 1 == 1.0, 'a' < 'b', [1, 2] < [1, 3], None is None, not 0, 0 or 'x', 1 and 'y', 1 if [] else 2, 3 in [1, 3], 'ell' in 'hello', 1 is not None)
print(type(1), type('a'), type(None), type([]), type(lambda: 0), type(type), type(1.0), type(...), type(range(1)), range(1, 10, 2), slice(1, 2), ..., NotImplemented, print.__name__, int.__name__)
print(10 ** 30 % 7, (10 ** 30) // 10 ** 28, -10 ** 20 // 3, 10 ** 20 - 10 ** 20, int(1e20), 2 ** 53 + 1, 9007199254740993 * 3, (2 ** 100).bit_length(), 255 .to_bytes(2, 'big'), int.from_bytes(b'\x01\x00', 'big'))
print('😀'[0], len('a😀b'), '😀b'[::-1], 'x'.ljust(3) + '|', '\u00e9' == 'é', ord('€'), chr(128512), 'ﬁ'.upper())
match {'type': 'pt', 'x': 1, 'y': [1, 2, 3]}:
    case {'type': 'pt', 'x': int(x), 'y': [first, *rest]} if x > 0:
        print('matched', x, first, rest)
for v in (0, 'a', [1, 2], (1, 2, 3), {'k': 1}, None, 3.5, True, 'yes'):
    match v:
        case None: print('none')
        case True | False: print('bool')
        case 0 | 1: print('small')
        case str() as st if st == 'yes': print('yes!')
        case 'a': print('letter')
        case [a, b]: print('pair', a, b)
        case [a, *_]: print('seq', a)
        case {'k': kk}: print('map', kk)
        case float(f): print('float', f)
i = 0
while True:
    i += 1
    if i == 2: continue
    if i > 3: break
else:
    print('never')
for i in range(2): pass
else: print('else', i)
