-- The only schedule there is: what has to happen for a user, and when.
-- Written by: commit-events.ts (re-derivation after a change of zone), revocations that the hub did not answer, erasures.
-- Read by: UserHub, which arms its alarm for the earliest, and the watchdog cron, which finds the overdue.

CREATE TABLE timers (
  user_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  ref TEXT NOT NULL, -- what it is about; with the kind, unique per user
  fire_at INTEGER NOT NULL, -- ms since the epoch
  settings_version INTEGER, -- the settings it was computed with, where they matter
  attempts INTEGER NOT NULL DEFAULT 0, -- failed runs
  parked_at INTEGER, -- set when it failed too often: kept, visible, in nobody's way
  last_error TEXT,
  PRIMARY KEY (user_id, kind, ref)
) STRICT, WITHOUT ROWID;
CREATE INDEX timers_by_user ON timers (user_id, fire_at) WHERE parked_at IS NULL;
CREATE INDEX timers_by_time ON timers (fire_at) WHERE parked_at IS NULL;
