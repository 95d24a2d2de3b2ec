/** What a number is, as Prometheus tells kinds apart. */
export type MetricType = 'counter' | 'gauge' | 'histogram';

/** One metric: its name, what it says, and by what its series are told apart. */
export interface MetricFamily {
  readonly name: string;
  readonly type: MetricType;
  readonly help: string;
  readonly labels: readonly string[];
  /** Of a histogram: the upper bounds, ascending, without the infinite one. */
  readonly buckets: readonly number[];
  /**
   * Series that are there, as 0, before anything was counted. Prometheus sees a series that appears as 1 not grow: of
   * what is rare and must be heard of, the first would be missed.
   */
  readonly known: readonly (readonly string[])[];
}

export function counter(
  name: string,
  help: string,
  labels: readonly string[] = [],
  known: readonly (readonly string[])[] = labels.length === 0 ? [[]] : [],
): MetricFamily {
  return { name, type: 'counter', help, labels, buckets: [], known };
}

export function gauge(name: string, help: string, labels: readonly string[] = []): MetricFamily {
  return { name, type: 'gauge', help, labels, buckets: [], known: [] };
}

export function histogram(
  name: string,
  help: string,
  labels: readonly string[],
  buckets: readonly number[],
): MetricFamily {
  return { name, type: 'histogram', help, labels, buckets, known: labels.length === 0 ? [[]] : [] };
}
