import type { Output } from './output.ts';

/** What a suite ended with, in tests. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Which of the skipped ones could not run on this machine, and what they lack. */
  readonly lacking?: readonly string[];
  /** Those of the passed ones that failed at first. */
  readonly unsteady?: readonly string[];
}

/** One part of `npm test`. */
export interface Suite {
  readonly name: string;
  /** Brings what it needs to the machine; answers with the reason when that can not be had here, otherwise null. */
  readonly prepare: () => Promise<string | null>;
  /** Writes what there is to read while it runs. */
  readonly run: (output: Output) => Promise<Counts>;
}
