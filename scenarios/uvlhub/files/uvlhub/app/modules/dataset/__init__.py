from flask import Blueprint

dataset_bp = Blueprint("dataset", __name__, template_folder="templates", url_prefix="/dataset")
