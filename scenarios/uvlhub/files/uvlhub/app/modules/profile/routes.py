import click
from flask import render_template

from app import db
from app.modules.profile import profile_bp
from app.modules.profile.models import User


@profile_bp.route("/")
def people():
    return render_template("profile/people.html", people=User.query.order_by(User.name).all())


@profile_bp.cli.command("add")
@click.argument("name")
@click.argument("email")
def add(name, email):
    """Adds a person: flask profile add NAME EMAIL"""
    db.session.add(User(name=name, email=email))
    db.session.commit()
    click.echo(f"{name} is known now")
