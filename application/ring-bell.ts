import type { BellPort } from './bell-port.ts';

/** A bell that nobody listens to is left alone for this long. A mirror that comes meanwhile polls anyway. */
const SILENCE_MS = 5000;
/** A ring that takes longer was cut off with the request that made it, and will not say so. */
const STALE_AFTER_MS = 10_000;
/** Under a steady load some request rings for all others; no request does so for longer than this. */
const MAX_RINGING_MS = 5000;

/**
 * @param bell the bell as whoever calls may reach it: calls must not be shared between requests
 * @param nowMs the clock, in ms since the epoch
 * @param onFailure gets the name of what went wrong
 */
type RingBell = (
  bell: Pick<BellPort, 'ring'>,
  nowMs: () => number,
  onFailure: (error: string) => void,
) => Promise<void>;

/**
 * Rings the bell after a commit. One ring at a time: commits during it make it ring once more, so that a hundred of
 * them cost a few calls. It carries no data and may be lost; never fails.
 *
 * What it remembers is shared by the requests of an isolate: plain values, because nothing else may be.
 */
export function createRinger(): RingBell {
  let ringingSinceMs: number | null = null;
  let isWanted = false;
  let silentUntilMs = 0;
  return async (bell, nowMs, onFailure) => {
    if (nowMs() < silentUntilMs) return;
    isWanted = true;
    const endsAtMs = nowMs() + MAX_RINGING_MS;
    if (ringingSinceMs !== null && nowMs() < ringingSinceMs + STALE_AFTER_MS) return;
    try {
      while (isWanted && nowMs() < endsAtMs) {
        isWanted = false;
        ringingSinceMs = nowMs();
        const listeners = await bell.ring();
        if (listeners === 0) {
          silentUntilMs = nowMs() + SILENCE_MS;
          isWanted = false;
        }
      }
    } catch (error) {
      isWanted = false;
      onFailure(error instanceof Error ? error.name : typeof error);
    } finally {
      ringingSinceMs = null;
    }
  };
}

/** The ringer of this isolate. */
export const ringBell = createRinger();
