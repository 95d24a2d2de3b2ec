/** Where something stands in a trace (W3C Trace Context). */
export interface TraceContext {
  /** 32 hex digits, the same from the click to the last consumer. */
  traceId: string;
  /** 16 hex digits: the step that caused this one. */
  spanId: string;
  /** Whether anybody writes this trace down. */
  isSampled: boolean;
}

const TRACEPARENT = /^(?!ff)[\da-f]{2}-(?!0{32})([\da-f]{32})-(?!0{16})([\da-f]{16})-([\da-f]{2})$/;

/** What a `traceparent` says; null when it is none. */
export function parseTraceparent(text: string | null | undefined): TraceContext | null {
  const [, traceId, spanId, flags] = TRACEPARENT.exec(text ?? '') ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return null;
  return { traceId, spanId, isSampled: (Number.parseInt(flags, 16) & 1) === 1 };
}

export function formatTraceparent({ traceId, spanId, isSampled }: TraceContext): string {
  return `00-${traceId}-${spanId}-${isSampled ? '01' : '00'}`;
}

/**
 * Whether a trace is among those that are written down. Follows from its id alone, so that every program decides alike,
 * and nobody outside can choose.
 *
 * @param ratio how many of all, from 0 to 1
 */
export function isChosen(traceId: string, ratio: number): boolean {
  return Number.parseInt(traceId.slice(-8), 16) / 2 ** 32 < ratio;
}
