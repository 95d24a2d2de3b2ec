/** What was taken away and is on its way back, by its name. */
export interface Recoveries {
  /** Begins one; it goes on beside what follows. */
  readonly begin: (target: string, work: () => Promise<void>) => void;
  /** Until this one is over; null when it was never taken away. */
  readonly of: (target: string) => Promise<void> | null;
  readonly untilAll: () => Promise<void>;
  /** Rejects as soon as something does not come back, and says what: nobody waits in vain for what it would have done. */
  readonly failed: Promise<never>;
}

export function newRecoveries(): Recoveries {
  const under = new Map<string, Promise<void>>();
  const failure = Promise.withResolvers<never>();
  // Whoever races against it hears of it; where nobody does any more, it is nobody's.
  failure.promise.catch(() => undefined);
  return {
    begin(target, work) {
      const recovery = work().catch((error: unknown) => {
        const said = error instanceof Error ? error.message : String(error);
        failure.reject(new Error(`${target} did not come back: ${said}`, { cause: error }));
      });
      under.set(target, recovery);
    },
    of: (target) => under.get(target) ?? null,
    untilAll: async () => void (await Promise.all(under.values())),
    failed: failure.promise,
  };
}
