import { AppError } from '#core/errors.ts';

/**
 * The result of a call, unless it takes too long. The call itself cannot be taken back: it may still happen.
 *
 * @throws AppError `unavailable` when the time is over
 */
export async function withTimeout<Result>(call: Promise<Result>, timeoutMs: number, what: string): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const over = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new AppError('unavailable', `${what} did not answer within ${timeoutMs} ms.`)),
      timeoutMs,
    );
  });
  try {
    return await Promise.race([call, over]);
  } finally {
    clearTimeout(timer);
  }
}
