from flask import Blueprint

profile_bp = Blueprint("profile", __name__, template_folder="templates", url_prefix="/profile")
