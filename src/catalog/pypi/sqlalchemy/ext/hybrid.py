"""Properties that work on the object and on the class."""


class hybrid_property:
    def __init__(self, fget, fset=None, expr=None):
        self.fget, self.fset, self.expr = fget, fset, expr

    def __get__(self, obj, owner=None):
        if obj is None:
            return (self.expr or self.fget)(owner)
        return self.fget(obj)

    def __set__(self, obj, value):
        if self.fset is None:
            raise AttributeError("can't set attribute")
        self.fset(obj, value)

    def setter(self, fset):
        return hybrid_property(self.fget, fset, self.expr)

    def expression(self, f):
        return hybrid_property(self.fget, self.fset, f)


class hybrid_method:
    def __init__(self, func):
        self.func = func

    def __get__(self, obj, owner=None):
        target = obj if obj is not None else owner
        return lambda *args, **kw: self.func(target, *args, **kw)
