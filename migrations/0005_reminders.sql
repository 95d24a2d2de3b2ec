-- Reminders, and what rang. A reminder is part of its task's state; its pending ringing is a timer; a ringing is an
-- aggregate of its own and an entry of the bell.
-- Written by: application/db/commit-events.ts; timers also by the re-derivation after a change of zone and by quiet hours.
-- Read by: the task pages, the bell, UserHub.

ALTER TABLE tasks ADD COLUMN reminders TEXT NOT NULL DEFAULT '[]'; -- JSON array

ALTER TABLE settings ADD COLUMN morning TEXT NOT NULL DEFAULT '09:00'; -- wall clock
ALTER TABLE settings ADD COLUMN default_lead_minutes INTEGER DEFAULT 30; -- null: none by itself
ALTER TABLE settings ADD COLUMN reminder_channels TEXT NOT NULL DEFAULT '["in_app","push"]'; -- JSON array
ALTER TABLE settings ADD COLUMN quiet_hours TEXT; -- JSON {from, to}, or null
ALTER TABLE settings ADD COLUMN is_title_in_push INTEGER NOT NULL DEFAULT 0;

-- For timers that ring: the moment of the plan, where fire_at may be later (quiet hours, another try).
ALTER TABLE timers ADD COLUMN planned_at INTEGER;

CREATE TABLE firings (
  user_id TEXT NOT NULL,
  id TEXT NOT NULL, -- made of reminder and planned moment
  reminder_id TEXT NOT NULL,
  task_id TEXT NOT NULL,
  title TEXT NOT NULL,
  channels TEXT NOT NULL, -- JSON array
  planned_at INTEGER NOT NULL, -- ms since the epoch, like all below
  scheduled_at INTEGER NOT NULL,
  fired_at INTEGER NOT NULL,
  acknowledged_at INTEGER,
  read_at INTEGER,
  version INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (user_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX firings_by_time ON firings (user_id, fired_at);
CREATE INDEX firings_by_age ON firings (fired_at); -- retention goes by it
CREATE INDEX firings_unread ON firings (user_id, fired_at) WHERE read_at IS NULL;
CREATE INDEX firings_ringing ON firings (user_id, reminder_id) WHERE acknowledged_at IS NULL;
