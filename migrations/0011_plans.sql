-- Plans: what a tool call would do, worked out, shown, and not done yet.
-- Written by: application/tools (a dry run, a call that a person has to confirm, a call with a key; applying sets
-- applied_at in the transaction of its events), the daily retention. Read by: application/tools, the page of a plan.

CREATE TABLE plans (
  user_id TEXT NOT NULL,
  id TEXT NOT NULL,
  tool TEXT NOT NULL,
  input TEXT NOT NULL, -- JSON, as the tool's schema read it
  commands TEXT NOT NULL, -- JSON array of {command, pointer}; every id they make is in them
  preview TEXT NOT NULL, -- JSON: the changes as they were shown
  fingerprint TEXT NOT NULL, -- of the preview; applying has to come to the same one
  confirmation TEXT, -- deletes_several | changes_many: why a person has to confirm; null when nobody has to
  conversation_id TEXT,
  actor TEXT NOT NULL, -- JSON: who asked
  created_at INTEGER NOT NULL, -- ms since the epoch, like all below
  expires_at INTEGER NOT NULL,
  applied_at INTEGER,
  correlation_id TEXT, -- set with applied_at
  PRIMARY KEY (user_id, id)
) STRICT;
CREATE INDEX plans_by_expiry ON plans (expires_at);
