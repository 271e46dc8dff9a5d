#!/bin/bash
# Development: wait, bring the tables up to date, serve with Flask's own server.
set -e

echo "webhook" > .moduleignore

exec /app/scripts/wait-for-db.sh bash -c "flask db upgrade && exec flask run --host=0.0.0.0 --port=5000 --reload --debug"
