/** How Grafana writes a number. */
export type Unit = 'short' | 's' | 'bytes' | 'percentunit' | 'ops' | 'reqps';

export interface Query {
  readonly expr: string;
  /** What a line is called, with labels in double braces. */
  readonly legend: string;
}

export interface Panel {
  readonly title: string;
  /** What a good picture looks like, and what to open when it is not that. */
  readonly about: string;
  readonly kind: 'lines' | 'stack' | 'number';
  readonly unit: Unit;
  readonly queries: readonly Query[];
}

export interface Row {
  readonly title: string;
  readonly panels: readonly Panel[];
}

/** One page of Grafana. */
export interface Dashboard {
  /** Its address, and the name of its file. */
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly rows: readonly Row[];
}

type Line = readonly [expr: string, legend: string];

export const lines = (title: string, unit: Unit, about: string, ...queries: Line[]): Panel =>
  panel('lines', title, unit, about, queries);
export const stack = (title: string, unit: Unit, about: string, ...queries: Line[]): Panel =>
  panel('stack', title, unit, about, queries);
export const number = (title: string, unit: Unit, about: string, expr: string): Panel =>
  panel('number', title, unit, about, [[expr, '']]);

function panel(kind: Panel['kind'], title: string, unit: Unit, about: string, queries: readonly Line[]): Panel {
  return { kind, title, unit, about, queries: queries.map(([expr, legend]) => ({ expr, legend })) };
}

/** Percentiles of a histogram, as lines. `by` is what lines are told apart by beside that. */
export function percentiles(histogram: string, by = '', quantiles: readonly number[] = [0.5, 0.95, 0.99]): Line[] {
  const name = histogram.replace(/(\{|$)/, '_bucket$1');
  return quantiles.map((quantile) => [
    `histogram_quantile(${quantile}, sum by (le${by === '' ? '' : `, ${by}`}) (rate(${name}[$__rate_interval])))`,
    `${by === '' ? '' : `{{${by}}} `}p${quantile * 100}`,
  ]);
}
