/** How one line of a file of vectors came out. */
export interface Verdict {
  readonly id: string;
  /** What was asked, in short. */
  readonly about: string;
  readonly isStrict: boolean;
  readonly isLenient: boolean;
  readonly expected: string;
  readonly given: string;
}

/** One kind of vectors that `npm run eval` scores. */
export interface Evaluation {
  readonly kind: string;
  /** @param line one line of the file; whatever is wrong with it is a miss, never an error */
  readonly judge: (line: string) => Verdict;
}

/** The same, where judging takes carrying something out. */
export interface SlowEvaluation {
  readonly kind: string;
  readonly judge: (line: string) => Promise<Verdict>;
}
