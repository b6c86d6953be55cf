"""The full-text index: FTS5 over search_text (external content), kept by triggers."""

_COLUMNS = "title, body"
_NEW = "new.revision, new.title, new.body"
_OLD = "old.revision, old.title, old.body"
_REMOVE = f"INSERT INTO search (search, rowid, {_COLUMNS}) VALUES ('delete', {_OLD});"
_ADD = f"INSERT INTO search (rowid, {_COLUMNS}) VALUES ({_NEW});"

INSTALL = (
    f"CREATE VIRTUAL TABLE IF NOT EXISTS search USING fts5({_COLUMNS}, content='search_text', "
    "content_rowid='revision', tokenize='unicode61')",
    "DROP TRIGGER IF EXISTS search_text_insert",
    "DROP TRIGGER IF EXISTS search_text_delete",
    "DROP TRIGGER IF EXISTS search_text_update",
    f"CREATE TRIGGER search_text_insert AFTER INSERT ON search_text BEGIN {_ADD} END",
    f"CREATE TRIGGER search_text_delete AFTER DELETE ON search_text BEGIN {_REMOVE} END",
    f"CREATE TRIGGER search_text_update AFTER UPDATE ON search_text BEGIN {_REMOVE} {_ADD} END",
)
