"""python -m gunicorn"""
from .app import run

run()
