import { AppError } from '#core/errors.ts';
import { problemResponse } from '#web/app/errors/problem-response.ts';
import type { Route } from './+types/not-found.ts';

/** Every address that is no page. A route of its own, so that the answer knows its request and who is signed in. */
export function loader({ context }: Route.LoaderArgs): never {
  throw problemResponse(context, new AppError('not_found', 'There is no page here.'));
}

export default function NotFound() {
  return null;
}
