"""A server for WSGI applications: one master, several workers."""
version_info = (23, 0, 0)
__version__ = "23.0.0"
SERVER = "gunicorn"
SERVER_SOFTWARE = "gunicorn/23.0.0"
