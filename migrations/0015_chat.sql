-- Conversations: what was said to the chat, and what came of it. No facts of the domain, so the log does not have them;
-- what was done in them it tells by the conversation of the actor.
-- Written and read by: application/chat (db/queries/*-conversation*, *-turn*), the daily retention, the export.

CREATE TABLE conversations (
  user_id TEXT NOT NULL,
  id TEXT NOT NULL,
  title TEXT NOT NULL, -- what was said first; empty while nothing was
  dialogue TEXT NOT NULL, -- JSON: what it is about by now
  created_at INTEGER NOT NULL, -- ms since the epoch, like all below
  updated_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL, -- updated_at and the days the user keeps them
  PRIMARY KEY (user_id, id)
) STRICT;
CREATE INDEX conversations_by_update ON conversations (user_id, updated_at);
CREATE INDEX conversations_by_expiry ON conversations (expires_at);

CREATE TABLE chat_turns (
  user_id TEXT NOT NULL,
  id TEXT NOT NULL,
  conversation_id TEXT NOT NULL,
  position INTEGER NOT NULL, -- in the conversation, from 1
  text TEXT NOT NULL,
  request TEXT NOT NULL, -- JSON: what was asked for, to know a repeated request
  events TEXT NOT NULL, -- JSON array
  engine TEXT, -- pocket | openai | workers-ai; null while nobody answered
  sent TEXT, -- JSON: what went to a model; null when nothing did
  started_at INTEGER NOT NULL,
  ended_at INTEGER, -- null while it runs
  PRIMARY KEY (user_id, id)
) STRICT;
CREATE UNIQUE INDEX chat_turns_by_position ON chat_turns (user_id, conversation_id, position);

CREATE TABLE chat_settings (
  user_id TEXT NOT NULL PRIMARY KEY,
  is_model_on INTEGER NOT NULL, -- nothing goes to a model before the user made it 1
  keep_days INTEGER NOT NULL,
  used_on TEXT NOT NULL, -- the day (UTC) that the next two are of
  requests_used INTEGER NOT NULL,
  tokens_used INTEGER NOT NULL
) STRICT;
