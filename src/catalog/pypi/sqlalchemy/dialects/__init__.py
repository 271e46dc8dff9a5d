"""Databases that SQLAlchemy can speak to here: MySQL and MariaDB."""
