-- The feed: programs of the cluster that read the log of everybody, and how far each has come.
-- Written by: the operator's routes (tokens), application/use-cases/feed (leases, acknowledgements), the retention cron
-- (a consumer that was silent for too long lapses). Read by: the routes under /feed, the retention cron.

CREATE TABLE service_tokens (
  hash TEXT PRIMARY KEY, -- SHA-256 in hex; the token itself is nowhere
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  scopes TEXT NOT NULL, -- JSON array of feed, deliveries, audit
  created_at INTEGER NOT NULL, -- ms since the epoch, like all below
  last_used_at INTEGER, -- to the hour
  revoked_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE feed_consumers (
  consumer TEXT PRIMARY KEY,
  epoch TEXT NOT NULL, -- another one than log_state's: the consumer stands rewound, whatever is below
  seq INTEGER NOT NULL, -- acknowledged up to here
  event_id TEXT, -- the event there; null at the beginning and after a snapshot
  stand TEXT NOT NULL, -- live | snapshot
  snapshot_seq INTEGER, -- in stand snapshot: where the log was when its first page was read; null before that
  lease_hash TEXT, -- SHA-256 of the lease's token, in hex
  holder TEXT,
  leased_until INTEGER,
  last_seen_at INTEGER NOT NULL -- the last lease, renewal or acknowledgement
) STRICT, WITHOUT ROWID;
