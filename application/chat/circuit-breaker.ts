const MAX_FAILURES = 3;
const OPEN_MS = 60_000;

/** Spares people the wait for a model that does not answer anyway. */
export interface CircuitBreaker {
  /** Whether it is not asked at present. After a minute one may try. */
  isOpen: (nowMs: number) => boolean;
  succeeded: () => void;
  failed: (nowMs: number) => void;
}

/** One for a model, kept as long as the isolate lives: another isolate finds out for itself. */
export function createCircuitBreaker(): CircuitBreaker {
  let failures = 0;
  let lastFailedMs = 0;
  return {
    isOpen: (nowMs) => failures >= MAX_FAILURES && nowMs - lastFailedMs < OPEN_MS,
    succeeded() {
      failures = 0;
    },
    failed(nowMs) {
      failures += 1;
      lastFailedMs = nowMs;
    },
  };
}
