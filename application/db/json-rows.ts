import { type SQL, sql } from 'drizzle-orm';
import { byteLength } from '#core/text/text-schema.ts';

// D1 takes 2 MB a parameter; half of it leaves room for the escapes of JSON inside JSON.
const MAX_PARAMETER_BYTES = 1_000_000;

/**
 * Rows as JSON parameters for `json_each`, each below D1's size of a parameter. One bound parameter carries any
 * number of rows, where a VALUES list would stop at a hundred values.
 */
export function jsonChunks(rows: readonly unknown[]): string[] {
  const chunks: string[] = [];
  let parts: string[] = [];
  let bytes = 0;
  for (const row of rows) {
    const part = JSON.stringify(row);
    const size = byteLength(part) + 1;
    if (parts.length > 0 && bytes + size > MAX_PARAMETER_BYTES) {
      chunks.push(`[${parts.join(',')}]`);
      parts = [];
      bytes = 0;
    }
    parts.push(part);
    bytes += size;
  }
  if (parts.length > 0) chunks.push(`[${parts.join(',')}]`);
  return chunks;
}

/** `value ->> '$.a', value ->> '$.b'`: the named fields of a row of `json_each`. Names are ours, never input. */
export function jsonFields(names: readonly string[]): SQL {
  return sql.join(
    names.map((name) => sql`value ->> ${sql.raw(`'$.${name}'`)}`),
    sql`, `,
  );
}

/** A list of ids or words as a set that `IN` can look into, whatever its length. */
export function inJson(values: Iterable<string | number>): SQL {
  return sql`(SELECT value FROM json_each(${JSON.stringify([...values])}))`;
}
