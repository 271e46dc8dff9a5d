"""Deploys anew when the repository tells of a change. Only the production image with the webhook has the `docker` package."""
import os

import docker
from flask import abort, request

from app.modules.webhook import webhook_bp


@webhook_bp.route("/deploy", methods=["POST"])
def deploy():
    if request.headers.get("Authorization") != "Bearer " + os.getenv("WEBHOOK_TOKEN", ""):
        abort(403, description="Wrong token")
    client = docker.from_env()
    container = client.containers.get("web_app_container")
    container.exec_run("/app/scripts/git_update.sh")
    container.restart()
    return "deployed\n", 200
