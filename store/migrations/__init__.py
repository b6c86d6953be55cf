"""Schema of the archive, from the first table on. Run by store.schema, never by hand."""
