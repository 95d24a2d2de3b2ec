-- The archive: every event of the topics, kept as evidence. Written by the role archiver alone, under one advisory lock;
-- read by its query API and by `verify-archive`. What is in it is appended: the one thing that ever changes is that the
-- erasing of an account blanks `actor_client` and `payload`.

-- Partitions are made month by month as events come (events_2026_11), in UTC.
CREATE TABLE events (
  source text NOT NULL,
  id text NOT NULL,
  -- Of the catalogue (`task.created`), and the version of the payload.
  type text NOT NULL,
  type_version integer NOT NULL,
  subject text NOT NULL,
  user_id text NOT NULL,
  time timestamptz NOT NULL,
  sequence bigint NOT NULL,
  epoch text NOT NULL,
  aggregate_version bigint NOT NULL,
  correlation_id text NOT NULL,
  actor_kind text NOT NULL,
  trace text,
  topic text NOT NULL,
  archived_at timestamptz NOT NULL,
  -- The door it came through; may be the name that a user gave a token. Null when the account was erased.
  actor_client text,
  -- The JSON text of the event's data. Null when the account was erased.
  payload text,
  -- SHA-256 of the two columns above, as they were; stays when they are blanked.
  digest bytea NOT NULL,
  -- Its place in the chain of its month: 1, 2, 3, … in the order of archiving.
  position bigint NOT NULL,
  previous bytea NOT NULL,
  hash bytea NOT NULL,
  -- A unique key of a partitioned table has to hold the column it is partitioned by. An id has one time.
  UNIQUE (id, source, time)
) PARTITION BY RANGE (time);

CREATE INDEX events_by_position ON events (position);
CREATE INDEX events_by_time ON events (time DESC, id DESC, source DESC);
CREATE INDEX events_by_user ON events (user_id, time DESC, id DESC, source DESC);
CREATE INDEX events_by_subject ON events (subject, time DESC, id DESC, source DESC);
CREATE INDEX events_by_type ON events (type, time DESC, id DESC, source DESC);

-- The end of each month's chain, so that a month that lost its last records is found out.
CREATE TABLE archive_heads (
  month text PRIMARY KEY,
  count bigint NOT NULL,
  hash bytea NOT NULL
);

-- What stays of a month that was dropped because it is too old.
CREATE TABLE archive_anchors (
  month text PRIMARY KEY,
  count bigint NOT NULL,
  hash bytea NOT NULL,
  dropped_at timestamptz NOT NULL
);

-- Accounts that were erased: what still comes of their events is stored without payload.
CREATE TABLE erased_users (
  user_id text PRIMARY KEY,
  at timestamptz NOT NULL
);
