import os


class Config:
    """Settings of the application, from the environment."""

    def __init__(self):
        self.SECRET_KEY = os.getenv("SECRET_KEY", "only-for-development")
        self.SQLALCHEMY_DATABASE_URI = "mysql+pymysql://{}:{}@{}:{}/{}".format(
            os.getenv("MARIADB_USER", "uvlhubdb_user"),
            os.getenv("MARIADB_PASSWORD", "uvlhubdb_password"),
            os.getenv("MARIADB_HOSTNAME", "localhost"),
            os.getenv("MARIADB_PORT", "3306"),
            os.getenv("MARIADB_DATABASE", "uvlhubdb"),
        )
        self.SQLALCHEMY_TRACK_MODIFICATIONS = False
        self.UPLOAD_FOLDER = os.path.join(os.getenv("WORKING_DIR", ""), "uploads")
