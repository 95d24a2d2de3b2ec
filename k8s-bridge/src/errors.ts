/** What can go wrong in the bridge. Every error says whether trying the same again may help: loops decide by that alone. */
export class BridgeError extends Error {
  override name = 'BridgeError';
  readonly retriable: boolean;

  constructor(message: string, { retriable, cause }: { retriable: boolean; cause?: unknown }) {
    super(message, { cause });
    this.retriable = retriable;
  }
}

/** The configuration does not let the program start; the message is for the person who wrote it. */
export class ConfigError extends BridgeError {
  override name = 'ConfigError';

  constructor(message: string) {
    super(message, { retriable: false });
  }
}

/** The edge refused, or did not answer. `code` is that of its problem; null when there was none to read. */
export class FeedError extends BridgeError {
  override name = 'FeedError';
  readonly status: number | null;
  readonly code: string | null;
  /** What its `Retry-After` asked for; null when it did not. */
  readonly retryAfterMs: number | null;

  constructor(
    message: string,
    options: {
      retriable: boolean;
      status: number | null;
      code: string | null;
      retryAfterMs?: number | null;
      cause?: unknown;
    },
  ) {
    super(message, options);
    this.status = options.status;
    this.code = options.code;
    this.retryAfterMs = options.retryAfterMs ?? null;
  }
}

/** The sink cannot be reached, or did not acknowledge in time: what was sent may have arrived. Connect again. */
export class SinkUnavailable extends BridgeError {
  override name = 'SinkUnavailable';

  constructor(message: string, cause?: unknown) {
    super(message, { retriable: true, cause });
  }
}

/** Somebody else has taken over: nothing this sink sends is accepted any more. */
export class SinkFenced extends BridgeError {
  override name = 'SinkFenced';

  constructor(message: string, cause?: unknown) {
    super(message, { retriable: false, cause });
  }
}

/** The sink works, but will never take this batch as it is (too large, malformed). Nothing of it was written. */
export class RecordsRefused extends BridgeError {
  override name = 'RecordsRefused';

  constructor(message: string, cause?: unknown) {
    super(message, { retriable: false, cause });
  }
}

/** What an error says, with what caused it, for one line of a log. */
export function errorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const own = error.message || error.name;
  return error.cause === undefined || error.cause === error ? own : `${own}: ${errorText(error.cause)}`;
}

/** Whether trying again may help. What nobody classified is a defect, and is tried again: a bridge that stops loses more. */
export function isRetriable(error: unknown): boolean {
  return error instanceof BridgeError ? error.retriable : true;
}
