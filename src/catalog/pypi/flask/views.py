"""Views that are classes."""
from .globals import request

_METHODS = ("get", "post", "head", "options", "delete", "put", "trace", "patch")


class View:
    methods = None
    provide_automatic_options = None
    decorators = ()
    init_every_request = True

    def dispatch_request(self, **kwargs):
        raise NotImplementedError()

    @classmethod
    def as_view(cls, name, *class_args, **class_kwargs):
        kept = None if cls.init_every_request else cls(*class_args, **class_kwargs)

        def view(**kwargs):
            own = kept if kept is not None else cls(*class_args, **class_kwargs)
            return own.dispatch_request(**kwargs)
        for decorator in cls.decorators:
            view.__name__ = name
            view = decorator(view)
        view.view_class = cls
        view.__name__ = name
        view.methods = cls.methods or [m.upper() for m in _METHODS if hasattr(cls, m)]
        view.provide_automatic_options = cls.provide_automatic_options
        return view


class MethodView(View):
    def dispatch_request(self, **kwargs):
        handler = getattr(self, request.method.lower(), None)
        if handler is None and request.method == "HEAD":
            handler = getattr(self, "get", None)
        if handler is None:
            raise AssertionError("Unimplemented method " + repr(request.method))
        return handler(**kwargs)
