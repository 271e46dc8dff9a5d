#!/bin/bash
# First program of the container: fills the workspace when it is empty, then starts the services.
set -e

if [ -f /workspace/start.sh ]; then
  echo "[start] /workspace has its own scripts: the template stays untouched"
else
  echo "[start] /workspace is empty: copying the template"
  cp -r /workspace_template/. /workspace/
fi

chmod +x /workspace/*.sh
exec supervisord -n -c /etc/supervisor/supervisord.conf
