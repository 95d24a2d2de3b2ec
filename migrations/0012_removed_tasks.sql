-- What a consumer of the feed that was away for longer than the log is kept still has to forget.

-- Tasks that were removed for good, of which the log no longer says so. Only ids, and only while there is such a consumer.
-- Written by: the pruning of the log, in the transaction that takes the event. Removed by: the daily cron, when nobody needs
-- them any more. Read by: the snapshot of the feed.
CREATE TABLE removed_tasks (
  seq INTEGER NOT NULL, -- of the event that said so
  user_id TEXT NOT NULL,
  task_id TEXT NOT NULL,
  PRIMARY KEY (seq, task_id)
) STRICT, WITHOUT ROWID;

-- The few events that say that a task is gone for good. Costs nothing for all others.
CREATE INDEX events_of_removal ON events (seq) WHERE type IN ('task.purged', 'account.tasks_erased');
