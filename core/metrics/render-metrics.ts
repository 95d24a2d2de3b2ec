import { z } from 'zod';
import { EDGE_COUNTED, EDGE_GAUGES, type GaugeName } from './edge-metrics.ts';
import type { MetricFamily } from './metric-family.ts';
import { countedNames, type Series, type Tally } from './tally.ts';

const LabelsSchema = z.array(z.string());

export const METRICS_CONTENT_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/** What a gauge says: one number for each set of label values. */
export type GaugeReading = readonly (readonly [labels: readonly string[], value: number])[];
/** A gauge that could not be read is absent, so that no old or invented number stands for it. */
export type GaugeReadings = Partial<Record<GaugeName, GaugeReading>>;

/** The text that Prometheus reads. */
export function renderMetrics(counted: Tally, gauges: GaugeReadings): string {
  const lines = [
    ...countedNames().flatMap((name) => countedLines(EDGE_COUNTED[name], counted[name] ?? {})),
    ...(Object.keys(EDGE_GAUGES) as GaugeName[]).flatMap((name) => gaugeLines(EDGE_GAUGES[name], gauges[name])),
  ];
  return `${lines.join('\n')}\n`;
}

function countedLines(family: MetricFamily, series: Series): string[] {
  const nothing = family.type === 'histogram' ? Array.from({ length: family.buckets.length + 2 }, () => 0) : [0];
  const all = { ...Object.fromEntries(family.known.map((labels) => [JSON.stringify(labels), nothing])), ...series };
  const samples = Object.entries(all)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([labels, numbers]) => {
      const values = LabelsSchema.parse(JSON.parse(labels));
      return family.type === 'histogram'
        ? histogramLines(family, values, numbers)
        : [sample(family.name, family.labels, values, numbers[0] ?? 0)];
    });
  return [...headOf(family), ...samples];
}

function histogramLines({ name, labels, buckets }: MetricFamily, values: string[], numbers: number[]): string[] {
  let below = 0;
  const bounds = [...buckets.map(String), '+Inf'].map((bound, at) => {
    below += numbers[at] ?? 0;
    return sample(`${name}_bucket`, [...labels, 'le'], [...values, bound], below);
  });
  return [
    ...bounds,
    sample(`${name}_sum`, labels, values, numbers.at(-1) ?? 0),
    sample(`${name}_count`, labels, values, below),
  ];
}

function gaugeLines(family: MetricFamily, reading: GaugeReading | undefined): string[] {
  if (!reading) return [];
  return [...headOf(family), ...reading.map(([values, value]) => sample(family.name, family.labels, values, value))];
}

function headOf({ name, help, type }: MetricFamily): string[] {
  return [`# HELP ${name} ${help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')}`, `# TYPE ${name} ${type}`];
}

function sample(name: string, labels: readonly string[], values: readonly string[], value: number): string {
  const pairs = labels.map((label, at) => `${label}="${escapeValue(values[at] ?? '')}"`);
  return `${name}${pairs.length === 0 ? '' : `{${pairs.join(',')}}`} ${value}`;
}

function escapeValue(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
