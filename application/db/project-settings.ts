import { type SQL, sql } from 'drizzle-orm';
import { toEpochMs } from '#core/instant.ts';
import type { Settings } from '#core/settings/settings.ts';

/** Whether a commit leaves the timer that derives every due again. */
export function isZoneChanged(before: Settings | null, after: Settings | null): boolean {
  return before !== null && after !== null && before.zone !== after.zone;
}

/** The statements that write settings, and, when the zone changed, the timer that derives every due again. */
export function projectSettings(userId: string, before: Settings | null, after: Settings): SQL[] {
  const { zone, locale, weekStart, version } = after;
  const keptTags = JSON.stringify(after.keptTags);
  const updatedAt = toEpochMs(after.updatedAt);
  const statements = [
    sql`INSERT INTO settings (user_id, zone, locale, week_start, kept_tags, version, updated_at)
      VALUES (${userId}, ${zone}, ${locale}, ${weekStart}, ${keptTags}, ${version}, ${updatedAt})
      ON CONFLICT (user_id) DO UPDATE SET zone = excluded.zone, locale = excluded.locale, week_start = excluded.week_start,
        kept_tags = excluded.kept_tags, version = excluded.version, updated_at = excluded.updated_at`,
  ];
  if (isZoneChanged(before, after)) {
    statements.push(sql`INSERT INTO timers (user_id, kind, ref, fire_at, settings_version)
      VALUES (${userId}, 'rederive', 'zone', ${updatedAt}, ${version})
      ON CONFLICT (user_id, kind, ref) DO UPDATE SET fire_at = excluded.fire_at, settings_version = excluded.settings_version,
        attempts = 0, parked_at = NULL, last_error = NULL`);
  }
  return statements;
}
