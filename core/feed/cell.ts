import { z } from 'zod';

/** The name of a log: with many databases, each has its own. */
export const CellSchema = z.string().regex(/^[a-z0-9-]{1,40}$/, 'must be small letters, digits and dashes');

/** The CloudEvents `source` of a cell's events. */
export function feedSource(cell: string): string {
  return `/carillon/${cell}`;
}
