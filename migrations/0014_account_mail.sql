-- What a user was last mailed about the account, found without the mails about reminders.
-- Written by: account mail (0010_notifications.sql). Read by: the settings page.

-- Partial: a mail about a reminder pays nothing for it.
CREATE INDEX messages_verifying ON messages (user_id, created_at) WHERE kind = 'verify_email';
