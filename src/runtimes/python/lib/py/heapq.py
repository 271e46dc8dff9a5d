"""Heaps in lists."""


def _up(h, i):
    x = h[i]
    while i:
        parent = (i - 1) >> 1
        if not x < h[parent]:
            break
        h[i] = h[parent]
        i = parent
    h[i] = x


def _down(h, i):
    n, start, x = len(h), i, h[i]
    child = 2 * i + 1
    while child < n:
        right = child + 1
        if right < n and not h[child] < h[right]:
            child = right
        h[i] = h[child]
        i = child
        child = 2 * i + 1
    h[i] = x
    while i > start:
        parent = (i - 1) >> 1
        if not x < h[parent]:
            break
        h[i] = h[parent]
        i = parent
    h[i] = x


def heappush(heap, item):
    heap.append(item)
    _up(heap, len(heap) - 1)


def heappop(heap):
    last = heap.pop()
    if heap:
        top, heap[0] = heap[0], last
        _down(heap, 0)
        return top
    return last


def heapreplace(heap, item):
    top, heap[0] = heap[0], item
    _down(heap, 0)
    return top


def heappushpop(heap, item):
    if heap and heap[0] < item:
        item, heap[0] = heap[0], item
        _down(heap, 0)
    return item


def heapify(x):
    for i in reversed(range(len(x) // 2)):
        _down(x, i)


def nlargest(n, iterable, key=None):
    return sorted(iterable, key=key, reverse=True)[:n]


def nsmallest(n, iterable, key=None):
    return sorted(iterable, key=key)[:n]


def merge(*iterables, key=None, reverse=False):
    items = []
    for it in iterables:
        items.extend(it)
    yield from sorted(items, key=key, reverse=reverse)
