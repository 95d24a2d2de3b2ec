import { customType } from 'drizzle-orm/sqlite-core';
import { toEpochMs, toInstant } from '#core/instant.ts';
import { PRIORITIES, type Priority } from '#core/task/task.ts';

/** An instant: RFC 3339 text in the program, integer ms since the epoch in D1. */
export const instant = customType<{ data: string; driverData: number }>({
  dataType: () => 'integer',
  fromDriver: toInstant,
  toDriver: toEpochMs,
});

/** A priority: its name in the program, its rank in D1, so that it sorts. */
export const priorityRank = customType<{ data: Priority; driverData: number }>({
  dataType: () => 'integer',
  fromDriver: (rank) => PRIORITIES[rank] ?? 'none',
  toDriver: (priority) => PRIORITIES.indexOf(priority),
});
