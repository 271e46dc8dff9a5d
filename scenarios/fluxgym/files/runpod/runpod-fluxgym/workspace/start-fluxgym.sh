#!/bin/bash
# Clones FluxGym once and brings it up to date afterwards; everything lives in the volume.
set -e
cd /workspace

if [ -d fluxgym ]; then
  echo "[fluxgym] found in the volume: updating"
  git -C fluxgym pull
else
  echo "[fluxgym] not there yet: cloning"
  git clone https://github.com/cocktailpeanut/fluxgym fluxgym
fi

pip install --root-user-action=ignore -q -r fluxgym/requirements.txt
echo "[fluxgym] starting version 1 on port 7860"
cd fluxgym
exec gradio app.py
