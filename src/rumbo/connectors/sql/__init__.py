"""Any database that SQLAlchemy reaches, read and never written."""
