#!/bin/bash
# Brings the code of the container up to date.
set -e

cd "${WORKING_DIR:-/app}"
git pull
pip install --no-cache-dir -r requirements.txt
