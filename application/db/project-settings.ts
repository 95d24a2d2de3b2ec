import { type SQL, sql } from 'drizzle-orm';
import { toEpochMs } from '#core/instant.ts';
import { isEqualJson } from '#core/json.ts';
import type { Settings } from '#core/settings/settings.ts';

/** Whether a commit leaves the timer that derives every due again, and with them when reminders ring. */
export function isPlanChanged(before: Settings | null, after: Settings | null): boolean {
  if (before === null || after === null) return false;
  return before.zone !== after.zone || before.morning !== after.morning;
}

/** Whether a commit touches timers, so that the hub has to look at its alarm. */
export function isPlanningChanged(before: Settings | null, after: Settings | null): boolean {
  return isPlanChanged(before, after) || !isEqualJson(before?.quietHours, after?.quietHours);
}

/** Whether what waits for the end of quiet hours may wait for another moment now: they go by the clocks of the zone. */
function isQuietChanged(before: Settings, after: Settings): boolean {
  return before.zone !== after.zone || !isEqualJson(before.quietHours, after.quietHours);
}

/** Reminders that wait for the end of quiet hours ring by the new ones: each is looked at again at once. */
function undoQuiet(userId: string): SQL {
  return sql`UPDATE timers SET fire_at = planned_at
    WHERE user_id = ${userId} AND kind = 'ring' AND fire_at > planned_at AND parked_at IS NULL`;
}

/** The statements that write settings, and, when the zone changed, the timer that derives every due again. */
export function projectSettings(userId: string, before: Settings | null, after: Settings): SQL[] {
  const { zone, locale, weekStart, morning, defaultLeadMinutes, isTitleInPush, version } = after;
  const { noon, afternoon, endOfDay, evening, night, dateOrder } = after;
  const keptTags = JSON.stringify(after.keptTags);
  const channels = JSON.stringify(after.reminderChannels);
  const quietHours = after.quietHours === null ? null : JSON.stringify(after.quietHours);
  const updatedAt = toEpochMs(after.updatedAt);
  const statements = [
    sql`INSERT INTO settings (user_id, zone, locale, week_start, kept_tags, morning, default_lead_minutes, reminder_channels,
        quiet_hours, is_title_in_push, noon, afternoon, end_of_day, evening, night, date_order, version, updated_at)
      VALUES (${userId}, ${zone}, ${locale}, ${weekStart}, ${keptTags}, ${morning}, ${defaultLeadMinutes}, ${channels},
        ${quietHours}, ${isTitleInPush ? 1 : 0}, ${noon}, ${afternoon}, ${endOfDay}, ${evening}, ${night}, ${dateOrder},
        ${version}, ${updatedAt})
      ON CONFLICT (user_id) DO UPDATE SET zone = excluded.zone, locale = excluded.locale, week_start = excluded.week_start,
        kept_tags = excluded.kept_tags, morning = excluded.morning, default_lead_minutes = excluded.default_lead_minutes,
        reminder_channels = excluded.reminder_channels, quiet_hours = excluded.quiet_hours,
        is_title_in_push = excluded.is_title_in_push, noon = excluded.noon, afternoon = excluded.afternoon,
        end_of_day = excluded.end_of_day, evening = excluded.evening, night = excluded.night,
        date_order = excluded.date_order, version = excluded.version, updated_at = excluded.updated_at`,
  ];
  if (before && isQuietChanged(before, after)) statements.push(undoQuiet(userId));
  if (isPlanChanged(before, after)) {
    statements.push(sql`INSERT INTO timers (user_id, kind, ref, fire_at, settings_version)
      VALUES (${userId}, 'rederive', 'zone', ${updatedAt}, ${version})
      ON CONFLICT (user_id, kind, ref) DO UPDATE SET fire_at = excluded.fire_at, settings_version = excluded.settings_version,
        attempts = 0, parked_at = NULL, last_error = NULL`);
  }
  return statements;
}
