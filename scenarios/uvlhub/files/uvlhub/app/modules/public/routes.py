from flask import render_template

from app.modules.dataset.models import DataSet, FeatureModel
from app.modules.public import public_bp


@public_bp.route("/")
def index():
    latest = DataSet.query.order_by(DataSet.created_at.desc()).limit(5).all()
    return render_template(
        "public/index.html",
        datasets=DataSet.query.count(),
        models=FeatureModel.query.count(),
        latest=latest,
    )


@public_bp.route("/health")
def health():
    return {"status": "ok"}
