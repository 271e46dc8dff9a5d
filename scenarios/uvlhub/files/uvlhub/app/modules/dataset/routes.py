from flask import flash, jsonify, redirect, render_template, request, url_for

from app import db
from app.modules.dataset import dataset_bp
from app.modules.dataset.models import DataSet
from app.modules.dataset.services import create_dataset


@dataset_bp.route("/")
def list_datasets():
    return render_template("dataset/list.html", datasets=DataSet.query.order_by(DataSet.title).all())


@dataset_bp.route("/create", methods=["GET", "POST"])
def create():
    if request.method == "POST":
        title = request.form.get("title", "").strip()
        if title:
            dataset = create_dataset(title, request.form.get("description", ""), request.form.get("uvl", ""))
            flash("The dataset was saved.", "info")
            return redirect(url_for("dataset.show", dataset_id=dataset.id))
        flash("A dataset needs a title.", "error")
    return render_template("dataset/create.html")


@dataset_bp.route("/<int:dataset_id>")
def show(dataset_id):
    dataset = db.get_or_404(DataSet, dataset_id)
    return render_template("dataset/show.html", dataset=dataset)


@dataset_bp.route("/<int:dataset_id>.json")
def show_json(dataset_id):
    return jsonify(db.get_or_404(DataSet, dataset_id).to_dict())
