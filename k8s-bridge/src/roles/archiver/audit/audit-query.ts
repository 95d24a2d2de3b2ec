import { z } from 'zod';
import { UserIdSchema } from '#core/ids.ts';
import { type Instant, toInstant } from '#core/instant.ts';

export const DEFAULT_LIMIT = 50;
export const MAX_LIMIT = 200;

/** What both an `Instant` and PostgreSQL can say; a zone may carry a moment out of it. */
const FIRST_MS = Date.parse('0001-01-01T00:00:00.000Z');
const LAST_MS = Date.parse('9999-12-31T23:59:59.999Z');

const MomentSchema = z.iso
  .datetime({ offset: true })
  .refine((text) => isWithinYears(Date.parse(text)), 'must be in the years 0001 to 9999')
  .transform((text): Instant => toInstant(Date.parse(text)));

function isWithinYears(ms: number): boolean {
  return ms >= FIRST_MS && ms <= LAST_MS;
}

const FiltersShape = {
  user: UserIdSchema.optional(),
  /** Of the catalogue, such as `task.completed`. */
  type: z
    .string()
    .regex(/^[a-z_]+(\.[a-z_]+)+$/, 'must be a type of the catalogue such as task.completed')
    .optional(),
  /** The id of a task, list, series …, of whatever user. */
  aggregate: z
    .string()
    .regex(/^[\w-]{1,100}$/, 'must be the id of an aggregate')
    .optional(),
  /** The first moment. */
  from: MomentSchema.optional(),
  /** The first moment that is out of it again. */
  to: MomentSchema.optional(),
};

const FiltersSchema = z.strictObject(FiltersShape);
export type AuditFilters = z.infer<typeof FiltersSchema>;

/** What `GET /api/audit/events` is asked. */
const AuditQuerySchema = z.strictObject({
  ...FiltersShape,
  cursor: z.string().max(1_000).optional(),
  limit: z
    .string()
    .regex(/^[1-9]\d{0,2}$/, 'must be a number')
    .transform(Number)
    .refine((limit) => limit <= MAX_LIMIT, `must be at most ${MAX_LIMIT}`)
    .default(DEFAULT_LIMIT),
});

export interface AuditQuery {
  readonly filters: AuditFilters;
  readonly cursor: string | undefined;
  readonly limit: number;
}

/** @returns the query, or what is wrong with it. What is not known, or stands there twice, is wrong. */
export function readAuditQuery(parameters: URLSearchParams): AuditQuery | { readonly wrong: string } {
  const names = [...parameters.keys()];
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) return { wrong: `${twice} is given twice` };
  const parsed = AuditQuerySchema.safeParse(Object.fromEntries(parameters));
  if (parsed.success) {
    const { cursor, limit, ...filters } = parsed.data;
    return { filters, cursor, limit };
  }
  const [issue] = parsed.error.issues;
  return { wrong: [issue?.path.join('.'), issue?.message].filter(Boolean).join(' ') };
}
