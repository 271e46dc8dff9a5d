#!/bin/bash
# Production: wait, bring the tables up to date, serve with several workers of gunicorn.
set -e

exec /app/scripts/wait-for-db.sh bash -c "flask db upgrade && exec gunicorn --bind 0.0.0.0:5000 --workers 4 --timeout 120 --access-logfile - app:app"
