"""Alembic environment: runs on the connection that store.schema hands over."""

from alembic import context

from store import tables

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=tables.Body.metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
