-- Tasks that repeat. A series has no template: its newest occurrence, a task like any other, is what the next one is
-- made from. What the schedule makes by itself is a timer of kind 'occur'.
-- Written by: application/db/commit-events.ts.
-- Read by: the engine of commands, the pages of tasks and series, UserHub.

ALTER TABLE tasks ADD COLUMN series_id TEXT;
ALTER TABLE tasks ADD COLUMN series_slot TEXT; -- wall clock: a date, or a time without a zone
-- Only occurrences cost it.
CREATE INDEX tasks_by_series ON tasks (user_id, series_id, series_slot) WHERE series_id IS NOT NULL;

CREATE TABLE series (
  user_id TEXT NOT NULL,
  id TEXT NOT NULL,
  status TEXT NOT NULL,
  rule TEXT NOT NULL, -- RRULE, canonical
  start TEXT NOT NULL, -- wall clock of the first slot
  zone TEXT, -- null: the user's
  trigger TEXT NOT NULL, -- JSON
  current TEXT NOT NULL, -- JSON {taskId, slot, mark}: the newest occurrence
  previous TEXT, -- JSON {taskId, slot, aside}
  withdrawn TEXT, -- JSON {taskId, slot}
  made INTEGER NOT NULL, -- how many occurrences there were, the newest included
  next TEXT, -- wall clock: what the schedule makes next
  exceptions TEXT NOT NULL, -- JSON array of slots
  aside TEXT, -- JSON
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL, -- ms since the epoch
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (user_id, id)
) STRICT, WITHOUT ROWID;
