import { median } from './pairs.ts';

/** How a process held memory in one round, and what it had done by then. */
export type GrowingMemory = readonly { readonly atMs: number; readonly events: number; readonly memoryMb: number }[];

const PER_EVENTS = 10_000;

/**
 * The most that was held, and how fast it grew in the second half of each round, when all that is needed once is there: a
 * leak shows as growth by event, whatever the garbage collector does in between.
 */
export function memoryLine(name: string, rounds: readonly GrowingMemory[]): string {
  const held = rounds.flat().map(({ memoryMb }) => memoryMb);
  const growth = rounds.map((samples) => slope(samples.slice(Math.floor(samples.length / 2))) * PER_EVENTS);
  const [low, middle, high] = [Math.min(...growth), median(growth), Math.max(...growth)].map((mb) => mb.toFixed(1));
  return `${name}: at most ${Math.max(...held).toFixed(0)} MB; in the second half of a round it grows by ${middle} [${low} – ${high}] MB per ${PER_EVENTS} events; aim ≤ 200 MB, flat`;
}

/** The least-squares line through memory by events, in MB an event. */
function slope(samples: GrowingMemory): number {
  const mean = (of: (sample: GrowingMemory[number]) => number) =>
    samples.reduce((sum, sample) => sum + of(sample), 0) / samples.length;
  const [events, memory] = [mean((sample) => sample.events), mean(({ memoryMb }) => memoryMb)];
  const covariance = mean((sample) => (sample.events - events) * (sample.memoryMb - memory));
  return covariance / mean((sample) => (sample.events - events) ** 2);
}
