import { z } from 'zod';
import { type CountedName, EDGE_COUNTED } from './edge-metrics.ts';

/**
 * Numbers of a family by the values of its labels, as JSON text. A counter is `[sum]`; a histogram is how many fell into
 * each bucket (the infinite one last), and then their sum.
 */
const SeriesSchema = z.record(z.string(), z.array(z.number()));
export type Series = z.infer<typeof SeriesSchema>;

/** What was counted. Adding two in any order, and in any grouping, gives the same. */
export const TallySchema = z.partialRecord(z.enum(countedNames()), SeriesSchema);
export type Tally = z.infer<typeof TallySchema>;

export function countedNames(): CountedName[] {
  return Object.keys(EDGE_COUNTED) as CountedName[];
}

export function count(tally: Tally, name: CountedName, labels: readonly string[] = [], by = 1): void {
  add(seriesOf(tally, name), JSON.stringify(labels), [by]);
}

export function observe(tally: Tally, name: CountedName, labels: readonly string[], value: number): void {
  const { buckets } = EDGE_COUNTED[name];
  const found = buckets.findIndex((bound) => value <= bound);
  const numbers = Array.from({ length: buckets.length + 2 }, () => 0);
  numbers[found === -1 ? buckets.length : found] = 1;
  numbers[buckets.length + 1] = value;
  add(seriesOf(tally, name), JSON.stringify(labels), numbers);
}

/** Adds what was counted elsewhere. */
export function addTally(into: Tally, more: Tally): void {
  for (const name of countedNames())
    for (const [labels, numbers] of Object.entries(more[name] ?? {})) add(seriesOf(into, name), labels, numbers);
}

function seriesOf(tally: Tally, name: CountedName): Series {
  const known = tally[name] ?? {};
  tally[name] = known;
  return known;
}

function add(series: Series, labels: string, numbers: readonly number[]): void {
  const known = series[labels];
  // Other buckets than before: an earlier version counted these, and they cannot be told apart any more.
  if (known?.length !== numbers.length) series[labels] = [...numbers];
  else series[labels] = known.map((value, at) => value + (numbers[at] ?? 0));
}
