import { type SQL, sql } from 'drizzle-orm';
import type { World } from '#core/command/world.ts';
import { jsonChunks } from './json-rows.ts';

/** Ids of the aggregates a commit writes: their lock is the unique version of the event, so they need no guard. */
export interface Written {
  tasks: ReadonlySet<string>;
  lists: ReadonlySet<string>;
  views: ReadonlySet<string>;
  firings: ReadonlySet<string>;
  series: ReadonlySet<string>;
  isSettings: boolean;
}

/**
 * The statements that fail the batch when something which was read for the decision, and is not written, has moved:
 * each inserts NULL where none may stand, for every aggregate that is no longer at the version it was read at.
 */
export function guardReads(userId: string, loaded: World, written: Written): SQL[] {
  const unwritten = (states: ReadonlyMap<string, { version: number }>, ids: ReadonlySet<string>) => {
    return [...states].filter(([id]) => !ids.has(id)).map(([id, { version }]) => [id, version]);
  };
  const statements = [
    ...guardVersions(userId, sql`tasks`, unwritten(loaded.tasks, written.tasks)),
    ...guardVersions(userId, sql`lists`, unwritten(loaded.lists, written.lists)),
    ...guardVersions(userId, sql`views`, unwritten(loaded.views, written.views)),
    ...guardVersions(userId, sql`firings`, unwritten(loaded.firings, written.firings)),
    ...guardVersions(userId, sql`series`, unwritten(loaded.series, written.series)),
    // A subtask added meanwhile would be missed by what its task's subtasks go through: their number must be the same.
    ...jsonChunks(familySizes(loaded)).map(
      (json) => sql`INSERT INTO commit_guard (x) SELECT NULL FROM json_each(${json}) AS expected
        WHERE (expected.value ->> 1) <>
          (SELECT count(*) FROM tasks WHERE user_id = ${userId} AND parent_id = expected.value ->> 0)`,
    ),
    // A reminder that rings meanwhile would go on ringing although it was snoozed.
    ...jsonChunks(ringingCounts(loaded)).map(
      (json) => sql`INSERT INTO commit_guard (x) SELECT NULL FROM json_each(${json}) AS expected
        WHERE (expected.value ->> 1) <> (SELECT count(*) FROM firings INDEXED BY firings_ringing
          WHERE user_id = ${userId} AND reminder_id = expected.value ->> 0 AND acknowledged_at IS NULL)`,
    ),
    // A list is deleted because it holds nothing: it must not hold more than was seen.
    ...jsonChunks([...loaded.liveTaskCounts]).map(
      (json) => sql`INSERT INTO commit_guard (x) SELECT NULL FROM json_each(${json}) AS expected
        WHERE (expected.value ->> 1) <> (SELECT count(*) FROM tasks
          WHERE user_id = ${userId} AND list_id = expected.value ->> 0 AND deleted_at IS NULL)`,
    ),
    // A task that got the tag meanwhile would be missed by a rename: the number of carriers must still be the same.
    ...jsonChunks([...loaded.tagTotals]).map(
      (json) => sql`INSERT INTO commit_guard (x) SELECT NULL FROM json_each(${json}) AS expected
        WHERE (expected.value ->> 1) <> COALESCE(
          (SELECT total FROM tags WHERE user_id = ${userId} AND tag = expected.value ->> 0), 0)`,
    ),
  ];
  if (loaded.settings && !written.isSettings) {
    const { version } = loaded.settings;
    statements.push(sql`INSERT INTO commit_guard (x) SELECT NULL
      WHERE NOT EXISTS (SELECT 1 FROM settings WHERE user_id = ${userId} AND version = ${version})`);
  }
  return statements;
}

/** The families that were loaded, with how many subtasks each had. */
function familySizes({ families, tasks }: World): [string, number][] {
  const sizes = new Map([...families].map((id) => [id, 0]));
  for (const { parentId } of tasks.values()) {
    const size = parentId === null ? undefined : sizes.get(parentId);
    if (parentId !== null && size !== undefined) sizes.set(parentId, size + 1);
  }
  return [...sizes];
}

/** The reminders that were looked at, with how many ringings of each nobody had acknowledged. */
function ringingCounts({ ringing, firings }: World): [string, number][] {
  const open = [...firings.values()].filter(({ acknowledgedAt }) => acknowledgedAt === null);
  return [...ringing].map((id) => [id, open.filter(({ reminderId }) => reminderId === id).length]);
}

/** Fails the batch when one of these rows, `[id, version]`, is not at its version any more, or is gone. */
export function guardVersions(userId: string, table: SQL, expected: unknown[]): SQL[] {
  return jsonChunks(expected).map(
    (json) => sql`INSERT INTO commit_guard (x) SELECT NULL FROM json_each(${json}) AS expected
      WHERE NOT EXISTS (SELECT 1 FROM ${table} AS now
        WHERE now.user_id = ${userId} AND now.id = expected.value ->> 0 AND now.version = expected.value ->> 1)`,
  );
}

/** Fails the batch when one of these timers is gone or was set to another time: another run was faster. */
export function guardTimers(userId: string, timers: readonly { kind: string; ref: string; fireAtMs: number }[]): SQL[] {
  return jsonChunks(timers.map(({ kind, ref, fireAtMs }) => [kind, ref, fireAtMs])).map(
    (json) => sql`INSERT INTO commit_guard (x) SELECT NULL FROM json_each(${json}) AS expected
      WHERE NOT EXISTS (SELECT 1 FROM timers WHERE user_id = ${userId} AND kind = expected.value ->> 0
        AND ref = expected.value ->> 1 AND fire_at = expected.value ->> 2)`,
  );
}
