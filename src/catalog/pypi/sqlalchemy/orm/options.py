"""Options of a query that load related objects at once. They are loaded one after the other here, with the same result."""


class Load:
    def __init__(self, attribute, loads=True):
        self.path = [attribute]
        self.loads = loads

    def _then(self, attribute):
        other = Load(attribute, self.loads)
        other.path = self.path + [attribute]
        return other

    joinedload = selectinload = subqueryload = _then

    def apply(self, obj):
        if self.loads:
            self._walk(obj, self.path)

    def _walk(self, obj, path):
        if not path or obj is None or not isinstance(obj, path[0].class_):
            return
        value = getattr(obj, path[0].key)
        for item in (value if isinstance(value, list) else [value]):
            self._walk(item, path[1:])


def joinedload(*attributes, **kw):
    return Load(attributes[0])


selectinload = subqueryload = contains_eager = joinedload


def lazyload(*attributes):
    return Load(attributes[0], False)


defer = noload = raiseload = undefer = load_only = lazyload
