import type { Clock } from '../../../clock.ts';

const REST_MS = 60_000;

/**
 * Endpoints that have just kept a call waiting until its time was over. Others to the same address fail at once for a
 * minute, and are tried again by the ledger: else one address that hangs, with many reminders, would hold every place
 * there is, and everybody's calls would wait behind it.
 */
export interface SlowEndpoints {
  readonly isResting: (url: string) => boolean;
  readonly hung: (url: string) => void;
  readonly answered: (url: string) => void;
}

export function newSlowEndpoints({ monotonicMs }: Pick<Clock, 'monotonicMs'>): SlowEndpoints {
  const restUntilMs = new Map<string, number>();
  return {
    isResting: (url) => (restUntilMs.get(url) ?? 0) > monotonicMs(),
    hung(url) {
      const nowMs = monotonicMs();
      for (const [known, untilMs] of restUntilMs) if (untilMs <= nowMs) restUntilMs.delete(known);
      restUntilMs.set(url, nowMs + REST_MS);
    },
    answered(url) {
      restUntilMs.delete(url);
    },
  };
}
