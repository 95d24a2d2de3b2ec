import { z } from 'zod';

/**
 * The closed list of refusals and failures a caller can meet: HTTP status, a title that never changes, and
 * whether trying the same request again can help. Three kinds, never mixed: a *refusal* (4xx, ours to explain),
 * a *broken invariant* (`internal`, logged loudly) and a *transient* failure (`retriable`).
 */
export const ERROR_CODES = {
  validation_failed: { status: 400, title: 'The request is not well formed', retriable: false },
  unauthenticated: { status: 401, title: 'Sign in or send a valid token', retriable: false },
  forbidden: { status: 403, title: 'This is not allowed here', retriable: false },
  confirmation_required: { status: 403, title: 'A person has to confirm this', retriable: false },
  insufficient_scope: { status: 403, title: 'The token does not have the scope for this', retriable: false },
  foreign_origin: { status: 403, title: 'Requests with a session must come from this site', retriable: false },
  not_found: { status: 404, title: 'There is nothing here under that id', retriable: false },
  method_not_allowed: { status: 405, title: 'This address does not answer to that method', retriable: false },
  id_taken: { status: 409, title: 'An object with that id exists already', retriable: false },
  invalid_state: { status: 409, title: 'The present state does not allow this', retriable: false },
  limit_reached: { status: 409, title: 'A limit is reached', retriable: false },
  claim_lost: { status: 409, title: 'Somebody else has claimed the message since', retriable: false },
  undo_blocked: { status: 409, title: 'Later changes stand in the way of undoing this', retriable: false },
  plan_outdated: { status: 409, title: 'Things have changed since this was planned', retriable: false },
  batch_aborted: { status: 409, title: 'Another command of the atomic batch was refused', retriable: false },
  conflict: { status: 409, title: 'Somebody else is changing the same thing right now', retriable: true },
  lease_held: { status: 409, title: 'Somebody else holds the lease', retriable: true },
  lease_lost: { status: 409, title: 'This lease is no longer yours', retriable: false },
  gone: { status: 410, title: 'The history for this is no longer kept', retriable: false },
  precondition_failed: { status: 412, title: 'The object has changed since you read it', retriable: false },
  too_large: { status: 413, title: 'The request is too large', retriable: false },
  unsupported_media_type: { status: 415, title: 'Send application/json', retriable: false },
  key_reused: { status: 422, title: 'This idempotency key was used for another request', retriable: false },
  upgrade_required: { status: 426, title: 'This address speaks WebSocket', retriable: false },
  rate_limited: { status: 429, title: 'Too many requests', retriable: true },
  internal: { status: 500, title: 'Something broke on our side', retriable: false },
  unavailable: { status: 503, title: 'The service cannot answer right now', retriable: true },
} as const satisfies Record<string, { status: number; title: string; retriable: boolean }>;

export type ErrorCode = keyof typeof ERROR_CODES;

// Object.keys forgets which keys: this is the one place that says so again.
export const ErrorCodeSchema = z.enum(Object.keys(ERROR_CODES) as [ErrorCode, ...ErrorCode[]]);

/** Where in a text that has a grammar: UTF-16 units, the end exclusive; both the text's length when something is missing. */
export const TextPlaceSchema = z
  .strictObject({ start: z.int().nonnegative(), end: z.int().nonnegative(), found: z.string(), expected: z.string() })
  .meta({ id: 'TextPlace' });

/** One thing that was wrong, where it was (a path such as `patch.title`) and what would be right. */
export const FieldErrorSchema = z.object({
  path: z.string(),
  message: z.string(),
  place: TextPlaceSchema.optional(),
});
export type FieldError = z.infer<typeof FieldErrorSchema>;

export interface RefusalDetails {
  /** One sentence for a person: what was wrong and what would be right. */
  detail: string;
  errors?: FieldError[];
}

/** What `decide` answers instead of events when a command may not happen. Data, so that core never throws for it. */
export interface Refusal extends RefusalDetails {
  code: ErrorCode;
}

export function refusal(code: ErrorCode, detail: string, errors?: FieldError[]): Refusal {
  return errors ? { code, detail, errors } : { code, detail };
}

/** A refusal or transient failure on its way to the edge, where one handler turns it into problem details. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly errors: FieldError[];

  constructor(code: ErrorCode, detail: string, options: { errors?: FieldError[]; cause?: unknown } = {}) {
    super(detail, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.errors = options.errors ?? [];
  }

  get status(): number {
    return ERROR_CODES[this.code].status;
  }

  get retriable(): boolean {
    return ERROR_CODES[this.code].retriable;
  }

  static from(refused: Refusal): AppError {
    return new AppError(refused.code, refused.detail, refused.errors ? { errors: refused.errors } : {});
  }
}

/** A state that our own code promised cannot exist. Always a 500 and a loud log line. */
export class InvariantError extends Error {
  override name = 'InvariantError';
}

export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new InvariantError(message);
}
