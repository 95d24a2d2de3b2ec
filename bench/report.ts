import type { PairResult } from './pairs.ts';

/** One line of a result: what, how it stands, and what it was to be. */
export function pairLine(name: string, result: PairResult, aim: string, unit: string): string {
  const { ratio, min, max, interval, subject, peer } = result;
  const number = (value: number) => value.toPrecision(3);
  return `${name}: ratio ${number(ratio)} [${number(interval[0])} – ${number(interval[1])}], pairs ${number(min)} – ${number(max)}; ours ${number(subject)} ${unit}, bare ${number(peer)} ${unit}; aim ${aim}`;
}

/** Rows as an aligned table of text. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  ');
  return rows.map(line).join('\n');
}
