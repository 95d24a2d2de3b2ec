import type { ApiProblem } from '#web/app/api/api-problem.ts';

/** The token of a link is no field a person sees, so what is wrong with it concerns the whole form. */
export function brokenLink(detail: string | undefined): ApiProblem | null {
  if (detail === undefined) return null;
  return {
    status: 400,
    code: 'validation_failed',
    title: 'This link does not work',
    detail,
    requestId: null,
    errors: [],
  };
}
