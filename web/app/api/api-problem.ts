import { z } from 'zod';
import { FieldErrorSchema } from '#core/errors.ts';

/** What can go wrong before our own server had a say. */
const UNREACHABLE = 'unreachable';

const ApiProblemSchema = z.object({
  status: z.int(),
  code: z.string(),
  title: z.string(),
  detail: z.string(),
  requestId: z.string().nullable().default(null),
  errors: z.array(FieldErrorSchema).default([]),
});

/** Why a request did not do what was asked: the problem details of the API, as far as pages care. */
export type ApiProblem = z.infer<typeof ApiProblemSchema>;

/** No answer came: the device is offline, or the server is. */
export function unreachableProblem(): ApiProblem {
  return {
    status: 0,
    code: UNREACHABLE,
    title: 'Carillon cannot be reached',
    detail: 'Nothing was changed. Check the connection and try again.',
    requestId: null,
    errors: [],
  };
}

export function isUnreachable(problem: ApiProblem): boolean {
  return problem.code === UNREACHABLE;
}

/** Reads problem details. What does not look like them (a gateway's page) is still told apart by its status. */
export function readProblem(status: number, body: unknown, requestId: string | null): ApiProblem {
  const parsed = ApiProblemSchema.safeParse(body);
  if (parsed.success) return { ...parsed.data, requestId: parsed.data.requestId ?? requestId };
  return {
    status,
    code: status >= 500 ? 'internal' : 'validation_failed',
    title: status >= 500 ? 'Something broke on our side' : 'That did not work',
    detail: status >= 500 ? 'It is not your fault. Try again in a moment.' : 'The request was refused.',
    requestId,
    errors: [],
  };
}
