-- The log: one append-only table that is history, outbox, activity log and catch-up source at once.
-- Written by: application/db/commit-events.ts, and by the erasure of an account, which says what it took; pruned by the
-- daily cron.
-- Read by: the activity page, sync, UserHub (live), undo, the watchdog cron, the feed.

CREATE TABLE events (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, -- D1 is single-threaded, so this is commit order; never used twice
  id TEXT NOT NULL UNIQUE, -- a second write of the same effect fails here
  user_id TEXT NOT NULL,
  aggregate_id TEXT NOT NULL, -- chosen by clients, so unique only per user
  version INTEGER NOT NULL,
  type TEXT NOT NULL,
  actor TEXT NOT NULL, -- JSON
  correlation_id TEXT NOT NULL, -- one per command; what one undo takes back
  trace TEXT, -- trace context of the request, or null
  data TEXT NOT NULL, -- JSON: the state after, and `before` with the changed fields
  occurred_at INTEGER NOT NULL, -- ms since the epoch
  UNIQUE (user_id, aggregate_id, version) -- the optimistic lock
) STRICT;
CREATE INDEX events_by_user ON events (user_id, seq);
CREATE INDEX events_by_correlation ON events (user_id, correlation_id);

-- Never holds a row: inserting NULL fails the batch, which is how a commit refuses when something it only read has moved.
CREATE TABLE commit_guard (x INTEGER NOT NULL) STRICT;

-- What was answered to which idempotency key. Kept 30 days.
CREATE TABLE request_keys (
  user_id TEXT NOT NULL,
  key TEXT NOT NULL,
  request_hash TEXT NOT NULL, -- SHA-256 of the canonical command
  answer TEXT NOT NULL, -- JSON: what it takes to answer the same again
  created_at INTEGER NOT NULL,
  UNIQUE (user_id, key)
) STRICT;

-- One row. The epoch names this line of history: a restore to an earlier point gets a fresh one. Events up to
-- pruned_through are gone, so a reader that stands below it has to start anew.
CREATE TABLE log_state (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  epoch TEXT NOT NULL,
  pruned_through INTEGER NOT NULL
) STRICT;
INSERT INTO log_state (id, epoch, pruned_through) VALUES (1, lower(hex(randomblob(16))), 0);

-- How far each reader that keeps its place in D1 has come.
CREATE TABLE cursors (
  consumer TEXT PRIMARY KEY,
  seq INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
