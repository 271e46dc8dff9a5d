import collections, itertools, functools, json, re, math, datetime, string, textwrap, os.path, io, random, struct, base64, hashlib, copy, operator, heapq, bisect, urllib.parse, html, shlex, csv, fnmatch, pathlib, time, uuid, configparser
print(re.findall(r'(\w+)@(\w+)\.com', 'a@b.com, c@d.com'), re.sub(r'\s+', ' ', 'a   b\n c'), re.split(r'[,;]', 'a,b;c'), re.match(r'(?P<y>\d{4})-(?P<m>\d\d)', '2024-05-06').groupdict(), re.search('z', 'abc'), re.sub(r'(\d)', lambda m: str(int(m[1]) * 2), 'a1b2'), re.fullmatch(r'[a-z]+', 'abc').span(), re.compile(r'''
  (\d+)  # number
  \s*
  (\w*)  # unit
''', re.X).match('10 kg').groups(), re.escape('a.b*c'), [m.start() for m in re.finditer('a', 'banana')], re.split('(-)', 'a-b-c'), re.findall('a*', 'baac'), re.sub('x*', '-', 'abxd'), re.match(r'(a)|(b)', 'b').groups(), re.sub(r'(?i)HELLO', 'bye', 'Hello'), re.findall(r'^\w', 'a\nb', re.M), re.search(r'a.b', 'a\nb', re.S).group())
for p in ('(', '*a', '[a', 'a{2,1}', r'\1', '(?P<x>a)(?P<x>b)'):
    try:
        re.compile(p)
    except re.error as e:
        print(p, e)
print(json.dumps({'a': [1, 2.0, True, None, 'é"\n'], 'b': {}}), json.dumps([1, [2, {'x': 3}]], indent=2), json.dumps({'b': 1, 'a': 2}, sort_keys=True, separators=(',', ':')), json.dumps('é', ensure_ascii=False), json.loads('{"a": [1, 2.5, "x\\u00e9", null, true]}'), json.dumps({1: 2, None: 3, True: 4}), json.dumps((1, 2)), json.dumps(float('inf')))
for t in ('{"a": 1,}', '[1, 2', '{a: 1}', '', '"abc', 'nul', '[1 2]', '{"a" 1}', '01', '[1,]'):
    try:
        print(json.loads(t))
    except json.JSONDecodeError as e:
        print(repr(t), e)
try:
    json.dumps({'x': object})
except TypeError as e:
    print(e)
P = collections.namedtuple('P', ['x', 'y'], defaults=[0]); p = P(1); print(p, p._asdict(), p[0], P._fields, p == (1, 0))
print(collections.Counter('mississippi').most_common(2), collections.Counter(a=3) - collections.Counter(a=1), collections.OrderedDict([('a', 1)]).popitem(), collections.deque([1, 2, 3], maxlen=2), collections.ChainMap({'a': 1}, {'b': 2})['b'])
dd = collections.defaultdict(list); dd['x'].append(1); print(dd, dict(dd))
print(list(itertools.chain('ab', [1])), list(itertools.islice(itertools.count(5), 3)), list(itertools.product('ab', repeat=2)), list(itertools.combinations('abc', 2)), [(k, list(g)) for k, g in itertools.groupby('aabbc')], list(itertools.accumulate([1, 2, 3])), list(itertools.zip_longest('ab', 'c', fillvalue='-')), list(itertools.pairwise([1, 2, 3])), list(itertools.takewhile(lambda x: x < 3, range(9))), list(itertools.starmap(pow, [(2, 3)])), list(itertools.repeat('x', 2)), list(itertools.compress('abc', [1, 0, 1])), list(itertools.dropwhile(lambda x: x < 2, range(4))), list(itertools.islice('abcdefg', 1, 6, 2)))
print(functools.reduce(lambda a, b: a * b, [1, 2, 3, 4]), functools.partial(int, base=2)('101'), operator.itemgetter(1)([1, 2]), operator.attrgetter('real')(5))
print(math.floor(-1.5), math.ceil(1.2), math.gcd(12, 18), math.isclose(0.1 + 0.2, 0.3), math.log(100, 10), math.hypot(3, 4), math.comb(5, 2), math.isqrt(17), math.trunc(-1.7), math.degrees(math.pi), math.fsum([0.1] * 10), math.inf, math.prod([1, 2, 3]))
d = datetime.datetime(2024, 2, 28, 23, 30, 15, 123456); print(d, repr(d), d + datetime.timedelta(hours=1), d.isoformat(), d.strftime('%Y/%m/%d %H:%M:%S %j %a %A %b %B %p %I %y %f %U'), d.date(), d.time(), d.weekday(), (d - datetime.datetime(2024, 1, 1)), d.replace(year=2023), datetime.date(2024, 12, 30).isocalendar()[:], datetime.datetime.fromisoformat('2024-01-02T03:04:05+02:00'), datetime.timedelta(days=1, seconds=3661), repr(datetime.timedelta(minutes=-5)), datetime.datetime(2024, 1, 1, tzinfo=datetime.timezone.utc).isoformat(), datetime.datetime.strptime('01/Feb/2023 04:05', '%d/%b/%Y %H:%M'), datetime.date(2024, 3, 1) - datetime.date(2024, 2, 1), d.timestamp() if False else '', datetime.datetime.fromtimestamp(0, datetime.timezone.utc))
for a in ((2024, 2, 30), (0, 1, 1), (2024, 13, 1)):
    try:
        datetime.date(*a)
    except ValueError as e:
        print(e)
random.seed(1); print(random.random(), random.randint(1, 6), random.choice('abcdef'), random.sample(range(50), 3), random.uniform(1, 2), random.gauss(0, 1), random.choices([1, 2, 3], k=3), random.getrandbits(40)); x = [1, 2, 3, 4, 5]; random.shuffle(x); print(x); random.seed('text'); print(random.random())
print(struct.pack('<hIq', 1, 2, 3).hex(), struct.unpack('>HB', b'\x01\x02\x03'), struct.calcsize('bih'), base64.b64encode(b'hello world'), base64.urlsafe_b64encode(b'\xff\xfe'), hashlib.md5(b'a').hexdigest(), hashlib.sha1(b'a').hexdigest(), hashlib.sha512(b'').hexdigest()[:16])
a = [1, [2]]; b = copy.deepcopy(a); c = copy.copy(a); a[1].append(3); print(b, c)
h = [3, 1, 2]; heapq.heapify(h); heapq.heappush(h, 0); print(heapq.heappop(h), heapq.nlargest(2, [1, 5, 3]), bisect.bisect([1, 3, 5], 3))
print(urllib.parse.urlparse('http://u@h:8/p;a?q=1&r=2#f'), urllib.parse.parse_qs('a=1&a=2&b='), urllib.parse.quote('a/b c?'), urllib.parse.unquote('%C3%A9+x'), urllib.parse.urljoin('http://a/b/c', '../d'), urllib.parse.urlencode([('a', 'x y'), ('b', 'é')]))
print(html.escape('<a href="x">'), html.unescape('&lt;&amp;&#65;&eacute;'), shlex.split("a 'b c' \"d e\" f\\ g"), shlex.quote("it's"), list(csv.reader(['a,"b ""q""",c'])), fnmatch.filter(['a.py', 'b.txt'], '*.py'), textwrap.wrap('the quick brown fox jumped over', 12), textwrap.dedent('  a\n   b\n'), textwrap.shorten('hello big world', 12), string.capwords('a bc'), string.Template('$x ${y} $$').substitute(x=1, y=2))
print(os.path.join('/a', 'b', '../c'), os.path.normpath('/a/./b/../c'), os.path.splitext('x.tar.gz'), os.path.basename('/a/b'), os.path.dirname('/a/b'), os.path.relpath('/a/b', '/a/c'), os.path.isabs('x'), pathlib.PurePosixPath('/a/b.txt').with_suffix('.py'), pathlib.PurePosixPath('a') / 'b' / '/c', repr(pathlib.PurePosixPath('x').parent), pathlib.PurePosixPath('/a/b/c').relative_to('/a'))
s = io.StringIO('l1\nl2\n'); print(s.readline(), s.read(), io.BytesIO(b'abc').read(2))
print(uuid.uuid5(uuid.NAMESPACE_DNS, 'python.org'), time.strftime('%Y-%m-%d', time.gmtime(0)), time.gmtime(86400)[:6])
w = io.StringIO(); cw = csv.writer(w); cw.writerow([1, 'a,b', 'q"q', None]); print(repr(w.getvalue()))
cp = configparser.ConfigParser(); cp.read_string('[s]\nk = v\nn = 5\n# c\n[t]\nx: %(y)s/z\ny = q\n'); print(cp.sections(), cp['s']['k'], cp.getint('s', 'n'), cp['t']['x'], cp.get('s', 'none', fallback='fb'))
