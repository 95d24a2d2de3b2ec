-- The ledger of what became of each ringing on each channel, and the devices that take push messages.
-- Written by: the commit that rings or takes notice, windows that report a toast, the timer that pushes; devices by
-- their users. Read by: the task's page, the timer that pushes, later the notifier of the cluster.

-- Without ids and indexes of their own: everything is looked up by the reminder, so a line costs one row.
CREATE TABLE deliveries (
  user_id TEXT NOT NULL,
  reminder_id TEXT NOT NULL,
  firing_id TEXT NOT NULL,
  channel TEXT NOT NULL, -- in_app | push | email | webhook
  destination TEXT NOT NULL, -- the subscription of a push; empty where a channel has one destination
  status TEXT NOT NULL, -- waiting | sent | cancelled | failed
  message_id TEXT, -- what carried it
  next_attempt_at INTEGER, -- ms since the epoch, like all below; null in app, and when it is through
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (user_id, reminder_id, firing_id, channel, destination)
) STRICT, WITHOUT ROWID;

CREATE TABLE delivery_attempts (
  user_id TEXT NOT NULL,
  reminder_id TEXT NOT NULL,
  firing_id TEXT NOT NULL,
  channel TEXT NOT NULL,
  destination TEXT NOT NULL,
  at INTEGER NOT NULL,
  code INTEGER, -- HTTP status; null when nothing answered, and in app
  error TEXT, -- null when it worked
  late_ms INTEGER NOT NULL,
  PRIMARY KEY (user_id, reminder_id, firing_id, channel, destination, at)
) STRICT, WITHOUT ROWID;

CREATE TABLE push_subscriptions (
  user_id TEXT NOT NULL,
  id TEXT NOT NULL,
  session_id TEXT NOT NULL, -- whoever signs that session out silences the device
  name TEXT NOT NULL,
  endpoint TEXT NOT NULL, -- a secret, like both keys
  p256dh TEXT NOT NULL,
  auth TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (user_id, id)
) STRICT, WITHOUT ROWID;
-- A browser is whose it said last: two people who share one must not get each other's reminders.
CREATE UNIQUE INDEX push_subscriptions_by_endpoint ON push_subscriptions (endpoint);

-- Whoever ends a session before its time (signing out, revoking, a new password) silences its device, by whatever way
-- the row goes. One that ran out goes on: a reminder has to reach who has not opened the app for a week.
CREATE TRIGGER push_ends_with_session AFTER DELETE ON sessions WHEN old.expires_at > unixepoch('subsec') * 1000
BEGIN
  DELETE FROM push_subscriptions WHERE user_id = old.user_id AND session_id = old.id;
END;
