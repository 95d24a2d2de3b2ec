/** What a suite ended with, in tests. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** One part of `npm test`. */
export interface Suite {
  readonly name: string;
  /** Brings what it needs to the machine; answers with the reason when that can not be had here, otherwise null. */
  readonly prepare: () => Promise<string | null>;
  readonly run: () => Promise<Counts>;
}
