"""What a web application is made of: requests, responses, routes, a server for development."""
__version__ = "3.1.3"


def run_simple(*args, **kwargs):
    from .serving import run_simple as run
    return run(*args, **kwargs)
