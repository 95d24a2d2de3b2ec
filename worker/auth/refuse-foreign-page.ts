import { AppError } from '#core/errors.ts';
import { isSameOrigin } from './is-same-origin.ts';

/**
 * Refuses a page of another site that signs somebody in or out here, which would leave them in an account that is not
 * theirs. What is no browser sends neither header, has no cookie jar to poison, and may pass.
 *
 * @throws AppError `foreign_origin`
 */
export function refuseForeignPage(request: Request): void {
  const isBrowser =
    request.headers.has('origin') || request.headers.has('sec-fetch-site') || request.headers.has('cookie');
  if (isBrowser && !isSameOrigin(request)) {
    throw new AppError('foreign_origin', 'This can only be asked from a page of this site.');
  }
}
