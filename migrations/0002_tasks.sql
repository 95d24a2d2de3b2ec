-- Tasks, lists, settings and tags: projections of the log, written in the same batch as the events.
-- Written by: application/db/commit-events.ts; due_at also by the re-derivation after a change of zone.
-- Read by: every view, and by the use cases before they decide.

CREATE TABLE tasks (
  user_id TEXT NOT NULL,
  id TEXT NOT NULL,
  list_id TEXT NOT NULL,
  parent_id TEXT,
  title TEXT NOT NULL,
  notes TEXT NOT NULL,
  status TEXT NOT NULL, -- open | completed
  priority INTEGER NOT NULL, -- 0 none .. 4 urgent
  tags TEXT NOT NULL, -- JSON array, sorted
  due_kind TEXT, -- date | floating | fixed
  due_wall TEXT, -- the stored truth: a local date or local time
  due_zone TEXT, -- only when fixed
  due_at INTEGER, -- derived: ms since the epoch in the zone that applies
  zone_version INTEGER, -- version of the settings whose zone due_at was derived with
  order_key TEXT NOT NULL,
  search_text TEXT NOT NULL, -- title and notes, folded
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  completed_at INTEGER,
  deleted_at INTEGER,
  UNIQUE (user_id, id)
) STRICT;
-- Every index below serves a view. Partial, so that a task pays only for the views it is in.
CREATE INDEX tasks_in_order ON tasks (user_id, list_id, parent_id, order_key) WHERE status = 'open' AND deleted_at IS NULL;
CREATE INDEX tasks_by_due ON tasks (user_id, due_at) WHERE due_at IS NOT NULL AND status = 'open' AND deleted_at IS NULL;
CREATE INDEX tasks_completed ON tasks (user_id, completed_at) WHERE completed_at IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX tasks_deleted ON tasks (user_id, deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX tasks_by_parent ON tasks (user_id, parent_id) WHERE parent_id IS NOT NULL;

CREATE TABLE lists (
  user_id TEXT NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  order_key TEXT NOT NULL,
  open_count INTEGER NOT NULL DEFAULT 0, -- open tasks outside the trash, subtasks included
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  archived_at INTEGER,
  deleted_at INTEGER,
  PRIMARY KEY (user_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE settings (
  user_id TEXT PRIMARY KEY,
  zone TEXT NOT NULL,
  locale TEXT NOT NULL,
  week_start INTEGER NOT NULL,
  kept_tags TEXT NOT NULL, -- JSON array, sorted
  version INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Which tasks carry a tag, and how many, so that neither filter nor autocomplete walks through all tasks.
CREATE TABLE task_tags (
  user_id TEXT NOT NULL,
  tag TEXT NOT NULL,
  task_id TEXT NOT NULL,
  PRIMARY KEY (user_id, tag, task_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE tags (
  user_id TEXT NOT NULL,
  tag TEXT NOT NULL,
  total INTEGER NOT NULL, -- tasks that carry it, the trash included
  open_count INTEGER NOT NULL, -- open tasks outside the trash
  PRIMARY KEY (user_id, tag)
) STRICT, WITHOUT ROWID;
