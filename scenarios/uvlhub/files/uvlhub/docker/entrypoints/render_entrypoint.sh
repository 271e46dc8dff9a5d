#!/bin/bash
# The database is somebody else's and ready; only the tables are ours.
set -e

flask db upgrade
exec gunicorn --bind "0.0.0.0:${PORT:-5000}" --workers 2 app:app
