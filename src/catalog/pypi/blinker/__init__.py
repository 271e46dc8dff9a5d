"""Signals: named events to which functions are connected."""
__version__ = "1.9.0"

ANY = "ANY"


class Signal:
    """One event. Receivers get the sender and the keyword arguments of `send`."""

    ANY = ANY

    def __init__(self, doc=None):
        self.__doc__ = doc
        self.receivers = {}
        self._order = []

    def connect(self, receiver, sender=ANY, weak=True):
        self._order.append((receiver, sender))
        self.receivers[id(receiver)] = receiver
        return receiver

    def connect_via(self, sender, weak=False):
        def decorator(fn):
            return self.connect(fn, sender, weak)
        return decorator

    def disconnect(self, receiver, sender=ANY):
        self._order = [(r, s) for r, s in self._order if r is not receiver]
        self.receivers.pop(id(receiver), None)

    def receivers_for(self, sender):
        return [r for r, s in self._order if s is ANY or s is sender]

    def has_receivers_for(self, sender):
        return len(self.receivers_for(sender)) > 0

    def send(self, *sender, **kwargs):
        who = sender[0] if sender else None
        return [(r, r(who, **kwargs)) for r in self.receivers_for(who)]


class NamedSignal(Signal):
    def __init__(self, name, doc=None):
        Signal.__init__(self, doc)
        self.name = name

    def __repr__(self):
        return "<NamedSignal object; " + repr(self.name) + ">"


class Namespace(dict):
    def signal(self, name, doc=None):
        if name not in self:
            self[name] = NamedSignal(name, doc)
        return self[name]


default_namespace = Namespace()
signal = default_namespace.signal
