import { and, eq, gt, sql } from 'drizzle-orm';
import type { TagCount } from '#core/query/overview.ts';
import { normaliseTag } from '#core/tag/tag.ts';
import type { Database } from '../database.ts';
import { settings, tags } from '../schema.ts';

/**
 * The tags that begin with a prefix, in alphabetical order, with the number of open tasks that carry each. Reads the
 * counts, never the tasks; kept tags that nobody carries are among them with a count of 0.
 */
export async function listTags(db: Database, userId: string, prefix: string): Promise<TagCount[]> {
  const start = normaliseTag(prefix);
  const [used, kept] = await db.batch([
    db
      .select({ tag: tags.tag, count: tags.openCount })
      .from(tags)
      // substr, not LIKE: a prefix is text, whatever it holds. The range keeps it on the index.
      .where(
        and(
          eq(tags.userId, userId),
          gt(tags.total, 0),
          sql`${tags.tag} >= ${start}`,
          sql`substr(${tags.tag}, 1, length(${start})) = ${start}`,
        ),
      ),
    db.select({ keptTags: settings.keptTags }).from(settings).where(eq(settings.userId, userId)),
  ]);
  const counts = new Map(used.map(({ tag, count }) => [tag, count]));
  for (const tag of kept[0]?.keptTags ?? []) if (tag.startsWith(start) && !counts.has(tag)) counts.set(tag, 0);
  return [...counts].map(([tag, count]) => ({ tag, count })).sort((a, b) => a.tag.localeCompare(b.tag));
}
