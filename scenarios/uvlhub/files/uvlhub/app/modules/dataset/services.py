from app import db
from app.modules.dataset.models import DataSet, FeatureModel
from core.services.queue import enqueue

KEYWORDS = ("features", "mandatory", "optional", "alternative", "or", "constraints", "namespace")


def count_features(uvl):
    """Features are the names below `features`; groups and constraints do not count."""
    found = 0
    inside = False
    for line in uvl.splitlines():
        word = line.strip().split(" ")[0]
        if word == "features":
            inside = True
        elif word == "constraints":
            inside = False
        elif inside and word and word not in KEYWORDS:
            found += 1
    return found


def create_dataset(title, description, uvl):
    dataset = DataSet(title=title, description=description)
    if uvl.strip():
        dataset.feature_models.append(
            FeatureModel(name=title + ".uvl", uvl=uvl, features=count_features(uvl))
        )
    db.session.add(dataset)
    db.session.commit()
    enqueue("index", dataset.id)
    return dataset
