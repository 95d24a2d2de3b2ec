import type { Series } from '#core/series/series.ts';
import type { series } from './schema.ts';

/** The series a row holds. */
export function seriesFromRow({ userId: _user, ...row }: typeof series.$inferSelect): Series {
  return row;
}
