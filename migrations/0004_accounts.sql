-- Accounts: who there is, how they prove it, and what else may act for them.
-- Written by: worker/auth (better-auth, through drizzle) and application/use-cases/accounts.
-- Read by: the authentication of every request, UserHub (are the credentials of its sockets still good?), the settings page.

CREATE TABLE users (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  email TEXT NOT NULL UNIQUE, -- lower case
  email_verified INTEGER NOT NULL DEFAULT 0,
  image TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A session cannot outlive its user, so that authenticating a request need not look at `users`.
CREATE TABLE sessions (
  id TEXT NOT NULL UNIQUE,
  token TEXT PRIMARY KEY, -- worthless without the signature that the cookie carries beside it
  user_id TEXT NOT NULL REFERENCES users (id),
  expires_at INTEGER NOT NULL,
  ip_address TEXT,
  user_agent TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL -- renewed once a day while it is in use
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_by_user ON sessions (user_id);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

-- How a user proves who they are. A throw-away account has none: nobody can sign in to it a second time.
CREATE TABLE credentials (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id),
  account_id TEXT NOT NULL,
  provider_id TEXT NOT NULL, -- "credential": email and password
  password TEXT, -- scrypt, with its parameters and salt
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX credentials_by_user ON credentials (user_id);

-- What was promised by a link: used once, and not for long.
CREATE TABLE verifications (
  id TEXT PRIMARY KEY,
  identifier TEXT NOT NULL, -- hashed, so that whoever reads the table cannot use the link
  value TEXT NOT NULL, -- the user
  expires_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX verifications_by_identifier ON verifications (identifier);
CREATE INDEX verifications_by_value ON verifications (value);
CREATE INDEX verifications_by_expiry ON verifications (expires_at);

CREATE TABLE api_tokens (
  hash TEXT PRIMARY KEY, -- SHA-256 in hex; the token itself is nowhere
  id TEXT NOT NULL UNIQUE,
  user_id TEXT NOT NULL REFERENCES users (id),
  name TEXT NOT NULL,
  prefix TEXT NOT NULL, -- enough of it to be recognised by
  scopes TEXT NOT NULL, -- JSON array of read, write
  created_at INTEGER NOT NULL,
  last_used_at INTEGER, -- to the hour
  expires_at INTEGER, -- null: never
  revoked_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX api_tokens_by_user ON api_tokens (user_id);

-- How often somebody tried something that may be tried a few times only (signing in, resetting a password).
CREATE TABLE attempts (
  key TEXT PRIMARY KEY, -- what was tried, and from where
  count INTEGER NOT NULL,
  resets_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX attempts_by_reset ON attempts (resets_at);
