-- Saved views: queries kept under a name. A projection of the log, written in the same batch as the events.
-- Written by: application/db/commit-events.ts.
-- Read by: the sidebar and the pages of views, and by the use cases before they decide.

CREATE TABLE views (
  user_id TEXT NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  query TEXT NOT NULL, -- as it was written; read anew at each use
  sort TEXT, -- null: the query's own way
  "order" TEXT, -- asc | desc; null: the sort's own way
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  PRIMARY KEY (user_id, id)
) STRICT, WITHOUT ROWID;
