-- How a user's phrases are meant: when the parts of their day begin (09:00), which number of a date comes first. NULL is as
-- everybody has it. And where a saved view stands among the others.
-- Written by: application/db/commit-events.ts.
-- Read by: whatever reads phrases and queries (quick add, chat, tools, search); the sidebar.

ALTER TABLE settings ADD COLUMN noon TEXT;
ALTER TABLE settings ADD COLUMN afternoon TEXT;
ALTER TABLE settings ADD COLUMN end_of_day TEXT;
ALTER TABLE settings ADD COLUMN evening TEXT;
ALTER TABLE settings ADD COLUMN night TEXT;
ALTER TABLE settings ADD COLUMN date_order TEXT; -- month_first | day_first

ALTER TABLE views ADD COLUMN order_key TEXT NOT NULL DEFAULT '';
-- They stood in the order in which they were made: the key of that moment, as core/order-key.ts makes it.
UPDATE views SET order_key = 'g' ||
  substr('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz', created_at / 56800235584 % 62 + 1, 1) ||
  substr('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz', created_at / 916132832 % 62 + 1, 1) ||
  substr('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz', created_at / 14776336 % 62 + 1, 1) ||
  substr('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz', created_at / 238328 % 62 + 1, 1) ||
  substr('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz', created_at / 3844 % 62 + 1, 1) ||
  substr('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz', created_at / 62 % 62 + 1, 1) ||
  substr('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz', created_at % 62 + 1, 1);
