"""Iterators made of iterators."""


class chain:
    def __init__(self, *its):
        self._it = self._run(its)

    @staticmethod
    def _run(its):
        for it in its:
            yield from it

    @classmethod
    def from_iterable(cls, its):
        self = cls()
        self._it = cls._run(its)
        return self

    def __iter__(self):
        return self._it

    def __next__(self):
        return next(self._it)


def count(start=0, step=1):
    n = start
    while True:
        yield n
        n += step


def cycle(it):
    saved = []
    for x in it:
        yield x
        saved.append(x)
    while saved:
        yield from saved


def repeat(x, times=None):
    if times is None:
        while True:
            yield x
    for _ in range(times):
        yield x


def accumulate(it, func=None, *, initial=None):
    it = iter(it)
    total = initial
    if initial is None:
        try:
            total = next(it)
        except StopIteration:
            return
    yield total
    for x in it:
        total = total + x if func is None else func(total, x)
        yield total


def batched(it, n):
    if n < 1:
        raise ValueError('n must be at least one')
    it = iter(it)
    while batch := tuple(islice(it, n)):
        yield batch


def compress(data, selectors):
    return (d for d, s in zip(data, selectors) if s)


def dropwhile(pred, it):
    it = iter(it)
    for x in it:
        if not pred(x):
            yield x
            break
    yield from it


def takewhile(pred, it):
    for x in it:
        if not pred(x):
            break
        yield x


def filterfalse(pred, it):
    for x in it:
        if not (bool(x) if pred is None else pred(x)):
            yield x


class groupby:
    def __init__(self, it, key=None):
        self._it, self._key = iter(it), key if key is not None else lambda x: x
        self._target = self._now = self._value = object()

    def __iter__(self):
        return self

    def __next__(self):
        self._id = object()
        while self._now == self._target:
            self._value = next(self._it)
            self._now = self._key(self._value)
        self._target = self._now
        return self._now, self._group(self._target, self._id)

    def _group(self, target, id):
        while self._id is id and self._now == target:
            yield self._value
            try:
                self._value = next(self._it)
            except StopIteration:
                self._target = object()
                self._it = iter(())
                self._now = self._target
                return
            self._now = self._key(self._value)


def islice(it, *args):
    s = slice(*args)
    start, stop, step = s.start or 0, s.stop, s.step or 1
    if start < 0 or (stop is not None and stop < 0) or step < 1:
        raise ValueError('Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.')
    if stop is not None and start >= stop:
        return
    i, wanted = 0, start
    if stop is not None and stop <= 0:
        return
    for x in it:
        if i == wanted:
            yield x
            wanted += step
        i += 1
        if stop is not None and (i >= stop or wanted >= stop and i > wanted - step):
            if wanted >= stop or i >= stop:
                break


def pairwise(it):
    it = iter(it)
    try:
        a = next(it)
    except StopIteration:
        return
    for b in it:
        yield a, b
        a = b


def starmap(f, it):
    for args in it:
        yield f(*args)


def tee(it, n=2):
    it = iter(it)
    queues = [[] for _ in range(n)]

    def one(mine):
        while True:
            if not mine:
                try:
                    x = next(it)
                except StopIteration:
                    return
                for q in queues:
                    q.append(x)
            yield mine.pop(0)
    return tuple(one(q) for q in queues)


def zip_longest(*its, fillvalue=None):
    its = [iter(i) for i in its]
    left = len(its)
    if not left:
        return
    while True:
        out = []
        for i, it in enumerate(its):
            try:
                out.append(next(it))
            except StopIteration:
                left -= 1
                if not left:
                    return
                its[i] = repeat(fillvalue)
                out.append(fillvalue)
        yield tuple(out)


def product(*its, repeat=1):
    pools = [tuple(i) for i in its] * repeat

    def walk(i, head):
        if i == len(pools):
            yield head
            return
        for x in pools[i]:
            yield from walk(i + 1, head + (x,))
    return walk(0, ())


def permutations(it, r=None):
    pool = tuple(it)
    r = len(pool) if r is None else r

    def walk(head, used):
        if len(head) == r:
            yield head
            return
        for i, x in enumerate(pool):
            if i not in used:
                yield from walk(head + (x,), used | {i})
    return walk((), frozenset()) if r <= len(pool) else iter(())


def combinations(it, r):
    pool = tuple(it)

    def walk(start, head):
        if len(head) == r:
            yield head
            return
        for i in range(start, len(pool)):
            yield from walk(i + 1, head + (pool[i],))
    return walk(0, ())


def combinations_with_replacement(it, r):
    pool = tuple(it)

    def walk(start, head):
        if len(head) == r:
            yield head
            return
        for i in range(start, len(pool)):
            yield from walk(i, head + (pool[i],))
    return walk(0, ())
