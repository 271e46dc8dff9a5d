import os

from dotenv import load_dotenv
from flask import Flask
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy

from core.configuration import Config
from core.managers.error_handler_manager import ErrorHandlerManager
from core.managers.module_manager import ModuleManager

load_dotenv()

db = SQLAlchemy()
migrate = Migrate()


def create_app():
    app = Flask(__name__)
    app.config.from_object(Config())

    db.init_app(app)
    migrate.init_app(app, db)

    ModuleManager(app).register_modules()
    ErrorHandlerManager(app).register_error_handlers()

    @app.context_processor
    def names_of_the_environment():
        return {
            "FLASK_APP_NAME": os.getenv("FLASK_APP_NAME"),
            "FLASK_ENV": os.getenv("FLASK_ENV"),
            "DOMAIN": os.getenv("DOMAIN", "localhost"),
        }

    return app


app = create_app()
