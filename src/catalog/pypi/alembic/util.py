"""Errors and messages."""


class CommandError(Exception):
    pass


def message(text):
    print("  " + text, flush=True)


class status:
    """`  Generating /app/x ...  done`"""

    def __init__(self, text):
        self.text = text

    def __enter__(self):
        print("  " + self.text + " ... ", end="", flush=True)

    def __exit__(self, kind, value, tb):
        print(" done" if kind is None else " FAILED", flush=True)


class exc:
    CommandError = CommandError
