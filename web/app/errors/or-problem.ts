import { data, type RouterContextProvider } from 'react-router';
import { AppError, ERROR_CODES } from '#core/errors.ts';
import { requestContext } from '../context.ts';

/**
 * Waits for an answer of a use case. A refusal becomes the page of that refusal, with its status and the same code as
 * the API answers; whatever we did not foresee goes on as it is, to be logged and shown as a 500.
 */
export async function orProblem<Value>(context: Readonly<RouterContextProvider>, work: Promise<Value>): Promise<Value> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'internal') throw error;
    throw problemResponse(context, error);
  }
}

/** A refusal as something a loader can throw. */
export function problemResponse(context: Readonly<RouterContextProvider>, error: AppError) {
  const { status, title } = ERROR_CODES[error.code];
  const { requestId } = context.get(requestContext);
  return data({ status, title, code: error.code, detail: error.message, requestId, errors: error.errors }, { status });
}
