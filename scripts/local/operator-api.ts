import { readFile } from 'node:fs/promises';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import { runningOrigin } from './claim-state.ts';
import { PlainError } from './plain-error.ts';
import { project } from './project.ts';

const ProblemSchema = z.object({
  detail: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).default([]),
});

/** Asks an operator route; sends `body` as JSON with POST when there is one. */
export type AskOperator = <Schema extends z.ZodType>(
  path: string,
  answer: Schema,
  body?: unknown,
) => Promise<z.output<Schema>>;

/**
 * The operator routes of an instance: the one at `origin`, or the local one that runs. OPERATOR_TOKEN comes from the
 * environment or is what `npm start` generated for this machine.
 *
 * @throws PlainError when there is no instance or no token; the calls, when it does not answer or refuses
 */
export async function operatorApi(origin: string | undefined): Promise<AskOperator> {
  const at = origin ?? (await runningOrigin(project.state));
  if (at === null)
    throw new PlainError('No local instance runs. Start it with `npm start`, or name another with --origin.');
  if (!URL.canParse(at)) throw new PlainError(`${at} is not an address such as https://carillon.example.`);
  const token = await operatorToken();
  return async (path, answerSchema, body) => {
    const answer = await fetch(new URL(`/api/operator${path}`, at), {
      ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      // A redirect would carry the token elsewhere.
      redirect: 'error',
    }).catch(() => null);
    if (!answer) throw new PlainError(`${at} does not answer.`);
    const value: unknown = await answer.json().catch(() => null);
    const parsed = answer.ok ? answerSchema.safeParse(value) : null;
    if (parsed?.success) return parsed.data;
    throw new PlainError(problemText(value) ?? `${at} answered ${answer.status}, and nothing that is understood here.`);
  };
}

function problemText(value: unknown): string | null {
  const problem = ProblemSchema.safeParse(value);
  if (!problem.success) return null;
  const { detail, errors } = problem.data;
  return [detail, ...errors.map(({ path, message }) => `  ${path} ${message}`)].join('\n');
}

async function operatorToken(): Promise<string> {
  const local = await readFile(project.devVars, 'utf8').catch(() => '');
  const token = process.env.OPERATOR_TOKEN ?? parseEnv(local).OPERATOR_TOKEN;
  if (!token) throw new PlainError('OPERATOR_TOKEN is not set.');
  return token;
}
