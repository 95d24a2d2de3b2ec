import { isAPIError } from 'better-auth/api';
import { AppError, type ErrorCode } from '#core/errors.ts';

const REFUSALS: ReadonlyMap<string, () => AppError> = new Map([
  [
    'INVALID_EMAIL_OR_PASSWORD',
    () => new AppError('unauthenticated', 'The email address or the password is not right.'),
  ],
  [
    'USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL',
    () => wrongField('id_taken', 'There is an account with this address. Sign in, or reset its password.', 'email'),
  ],
  [
    'INVALID_TOKEN',
    () => wrongField('validation_failed', 'This link was used already, or is too old. Ask for a new one.', 'token'),
  ],
  ['INVALID_PASSWORD', () => wrongField('validation_failed', 'The current password is not right.', 'currentPassword')],
  // Two sign-ups with one address at once, mostly: the repetition is told which it was.
  ['FAILED_TO_CREATE_USER', () => new AppError('unavailable', 'The account could not be made just now. Try again.')],
]);

function wrongField(code: ErrorCode, detail: string, path: string): AppError {
  return new AppError(code, detail, { errors: [{ path, message: detail }] });
}

/** Says in our words what better-auth refused; what it did not foresee goes on as it is. */
export async function translateRefusals<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const refusal = isAPIError(error) ? REFUSALS.get(error.body?.code ?? '') : undefined;
    throw refusal ? refusal() : error;
  }
}
