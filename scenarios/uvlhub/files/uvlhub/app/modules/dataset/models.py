from datetime import datetime

from app import db


class DataSet(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    title = db.Column(db.String(120), nullable=False)
    description = db.Column(db.Text)
    created_at = db.Column(db.DateTime, nullable=False, default=datetime.now)
    feature_models = db.relationship("FeatureModel", backref="data_set", cascade="all, delete-orphan")

    def to_dict(self):
        return {
            "id": self.id,
            "title": self.title,
            "description": self.description,
            "feature_models": [model.name for model in self.feature_models],
        }


class FeatureModel(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(120), nullable=False)
    uvl = db.Column(db.Text, nullable=False)
    features = db.Column(db.Integer, nullable=False, default=0)
    data_set_id = db.Column(db.Integer, db.ForeignKey("data_set.id"), nullable=False)
