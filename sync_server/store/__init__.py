"""SQLAlchemy tables and queries; Alembic migrations. SQLite and PostgreSQL."""
