import { data, type RouterContextProvider } from 'react-router';
import { type AppError, ERROR_CODES } from '#core/errors.ts';
import { requestContext } from '../context.ts';

/** A refusal as something a loader can throw: its page, with its status and the same code as the API answers. */
export function problemResponse(context: Readonly<RouterContextProvider>, error: AppError) {
  const { status, title } = ERROR_CODES[error.code];
  const { requestId } = context.get(requestContext);
  return data({ status, title, code: error.code, detail: error.message, requestId, errors: error.errors }, { status });
}
