"""Numbers of the MySQL protocol."""
