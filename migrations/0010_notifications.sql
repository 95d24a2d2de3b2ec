-- What leaves the edge by mail and by webhook: the messages that a notifier of the cluster claims, sends and reports.
-- Written by: the commit that rings (lines, timers), the claim and the report of a notifier, account mail, users who
-- change their webhooks or send something again. Read by: the notifier's routes, the settings page, the ledger.

-- Lines of mail and webhooks are aggregates once something is told of them in the log; 0 as long as nothing is.
ALTER TABLE deliveries ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
ALTER TABLE deliveries ADD COLUMN reason TEXT; -- why nothing is sent, or nothing more; null while it waits, and when it was sent
-- Lines of what is about no reminder (account mail, tests of webhooks), which no ringing takes along when it goes.
CREATE INDEX deliveries_of_no_reminder ON deliveries (updated_at) WHERE reminder_id = '';

ALTER TABLE delivery_attempts ADD COLUMN duration_ms INTEGER; -- what the sender measured
ALTER TABLE delivery_attempts ADD COLUMN answer TEXT; -- what a webhook answered, cut off

-- What is sent, made at the first claim. Claimed means that one notifier holds a lease on it until claimed_until.
CREATE TABLE messages (
  user_id TEXT NOT NULL,
  id TEXT NOT NULL,
  kind TEXT NOT NULL, -- reminder | verify_email | reset_password | webhook_test
  channel TEXT NOT NULL, -- email | webhook
  destination TEXT NOT NULL, -- the webhook; empty by mail
  lines TEXT NOT NULL, -- JSON array of [reminder, firing]: the lines it carries
  status TEXT NOT NULL, -- waiting | sent | cancelled | failed
  version INTEGER NOT NULL, -- raised by every change, so that of two claims one wins
  claim TEXT, -- the latest; a report has to name it. Worth nothing without a service token
  claimed_until INTEGER, -- ms since the epoch, like all below; null when nobody holds it
  attempts INTEGER NOT NULL, -- since it was made or sent again
  first_attempt_at INTEGER,
  next_attempt_at INTEGER, -- null when it is through
  is_replay INTEGER NOT NULL DEFAULT 0, -- a call to a webhook that its user asked for again, whatever became of the task
  body TEXT, -- of a webhook: what is sent, byte for byte the same at every try
  secret TEXT, -- of account mail: the token of its link, sealed. Gone when it is sent or over
  expires_at INTEGER, -- of account mail
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (user_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX messages_of_webhook ON messages (user_id, destination, created_at) WHERE channel = 'webhook';
-- What was given up, which the operator sends again.
CREATE INDEX messages_failed ON messages (updated_at) WHERE status = 'failed';

CREATE TABLE webhooks (
  user_id TEXT NOT NULL,
  id TEXT NOT NULL,
  token_id TEXT, -- the token that made it, with which it ends; null when a person did
  name TEXT NOT NULL,
  url TEXT NOT NULL, -- a secret, like those below
  secret TEXT NOT NULL,
  previous_secret TEXT, -- signs, too, until previous_until
  previous_until INTEGER,
  disabled_at INTEGER,
  disabled_reason TEXT, -- user | gone | token_revoked
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (user_id, id)
) STRICT, WITHOUT ROWID;

-- Whoever revokes a token ends what it had set up: it must not go on telling somebody of every reminder.
CREATE TRIGGER webhooks_end_with_token AFTER UPDATE OF revoked_at ON api_tokens
  WHEN old.revoked_at IS NULL AND new.revoked_at IS NOT NULL
BEGIN
  UPDATE webhooks SET disabled_at = new.revoked_at, disabled_reason = 'token_revoked', updated_at = new.revoked_at
    WHERE user_id = new.user_id AND token_id = new.id AND disabled_at IS NULL;
END;

-- Who wants no mail about reminders. Account mail is not about them.
CREATE TABLE mail_opt_outs (
  user_id TEXT PRIMARY KEY,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- When a notifier last came for messages of a channel; without a row none ever did.
CREATE TABLE notifiers (
  channel TEXT PRIMARY KEY,
  consumer TEXT NOT NULL,
  seen_at INTEGER NOT NULL -- to the minute
) STRICT, WITHOUT ROWID;
