-- Timers that failed too often, for the operator who lists them and lets them run again.
-- Written by: timers that fail (0003_timers.sql). Read by: the operator's routes.

-- Partial: a timer that is well pays nothing for it.
CREATE INDEX IF NOT EXISTS timers_parked ON timers (parked_at) WHERE parked_at IS NOT NULL;
