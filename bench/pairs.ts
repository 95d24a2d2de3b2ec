/** One side of a comparison: measures itself once, a number of which more is better (or less; the ratio does not mind). */
export type Measure = () => Promise<number>;

export interface PairResult {
  /** Median of subject/peer over the pairs. */
  ratio: number;
  min: number;
  max: number;
  /** 95 % bootstrap interval of the median. */
  interval: [number, number];
  subject: number;
  peer: number;
}

/**
 * Runs two sides in turn, A B B A …, a random one first, and compares pair by pair: the machine's speed drifts by a
 * factor of two within minutes, so only neighbours in time can be compared.
 */
export async function comparePairs(subject: Measure, peer: Measure, pairs = 7): Promise<PairResult> {
  const measured: [subject: number, peer: number][] = [];
  let isSubjectFirst = Math.random() < 0.5;
  for (let pair = 0; pair < pairs; pair += 1) {
    const first = isSubjectFirst ? await subject() : await peer();
    const second = isSubjectFirst ? await peer() : await subject();
    measured.push(isSubjectFirst ? [first, second] : [second, first]);
    isSubjectFirst = !isSubjectFirst;
  }
  return pairResult(measured);
}

/** What pairs say that were measured side by side, subject before peer. */
export function pairResult(measured: readonly (readonly [subject: number, peer: number])[]): PairResult {
  const ratios = measured.map(([subject, peer]) => subject / peer);
  const medians = Array.from({ length: 1000 }, () =>
    median(ratios.map(() => ratios[Math.floor(Math.random() * ratios.length)] ?? 0)),
  );
  medians.sort((a, b) => a - b);
  return {
    ratio: median(ratios),
    min: Math.min(...ratios),
    max: Math.max(...ratios),
    interval: [medians[25] ?? Number.NaN, medians[974] ?? Number.NaN],
    subject: median(measured.map(([subject]) => subject)),
    peer: median(measured.map(([, peer]) => peer)),
  };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
