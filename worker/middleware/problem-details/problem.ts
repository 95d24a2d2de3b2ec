import { z } from 'zod';
import { type ErrorCode, ErrorCodeSchema, FieldErrorSchema } from '#core/errors.ts';

/** The body of every answer that is not a success: RFC 9457, with our code and the id to name when asking for help. */
export const ProblemSchema = z
  .strictObject({
    type: z.string().meta({ description: 'Names the kind of problem; stable, like `code`.' }),
    title: z.string(),
    status: z.int(),
    detail: z.string().meta({ description: 'One sentence for a person: what was wrong and what would be right.' }),
    code: ErrorCodeSchema,
    instance: z.string(),
    requestId: z.string(),
    errors: z.array(FieldErrorSchema.strict()).meta({ description: 'What was wrong where, for problems with fields.' }),
  })
  .meta({ id: 'Problem' });

export type Problem = z.infer<typeof ProblemSchema>;

export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

/** The URI that names a kind of problem. Not an address: nothing has to be looked up to handle one. */
export function problemType(code: ErrorCode): string {
  return `urn:carillon:problem:${code}`;
}
