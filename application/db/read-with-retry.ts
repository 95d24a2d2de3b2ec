import { AppError } from '#core/errors.ts';
import { classifyD1Error } from './d1-failure.ts';

const MAX_ATTEMPTS = 3;
const RETRY_BASE_MS = 40;

/**
 * Runs something that only reads: again, a little later, when the connection broke. Nothing is ever done twice by it.
 *
 * @throws AppError `unavailable` when D1 does not answer
 */
export async function readWithRetry<Result>(
  read: () => Promise<Result>,
  wait: (ms: number) => Promise<void>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await read();
    } catch (error) {
      const failure = classifyD1Error(error);
      if (failure !== 'transient' && failure !== 'overloaded') throw error;
      if (failure === 'overloaded' || attempt === MAX_ATTEMPTS) {
        throw new AppError('unavailable', 'The database did not answer. Nothing was changed: try again.', {
          cause: error,
        });
      }
      await wait(RETRY_BASE_MS * attempt * (0.5 + Math.random()));
    }
  }
}
