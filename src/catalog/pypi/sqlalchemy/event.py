"""Listening to what the engine and sessions do is not simulated."""


def listens_for(target, identifier, *args, **kw):
    raise NotImplementedError("drydock: events of SQLAlchemy (" + repr(identifier) + ") are not simulated")


def listen(target, identifier, fn, *args, **kw):
    listens_for(target, identifier)
