"""The centre's database: tables, queries, migrations. The only home of SQLAlchemy. Called by `sync_server.services`."""
