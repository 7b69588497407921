"""The memory: one SQL implementation for SQLite and PostgreSQL."""
