import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { project } from '../local/project.ts';
import type { MEASURED_ROLES } from './measured.ts';

const UNITS: Readonly<Record<string, number>> = { m: 1e-3, Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30 };

/** A quantity as Kubernetes writes it: `100m` of a core, `320Mi`, or a plain number. */
export function readQuantity(text: string): number {
  const { number, unit } = /^(?<number>\d+(?:\.\d+)?)(?<unit>m|Ki|Mi|Gi)?$/.exec(text)?.groups ?? {};
  if (number === undefined) throw new Error(`${text} is no quantity that is understood here`);
  return Number(number) * (unit === undefined ? 1 : (UNITS[unit] ?? Number.NaN));
}

const QuantitySchema = z.union([z.string(), z.number().transform(String)]).transform(readQuantity);
const AmountSchema = z
  .object({ cpu: QuantitySchema, memory: QuantitySchema })
  .transform(({ cpu, memory }) => ({ cores: cpu, memoryMiB: memory / 2 ** 20 }));
const ResourcesSchema = z.object({ requests: AmountSchema, limits: AmountSchema });
const RoleSchema = z.object({ resources: ResourcesSchema });
const ScaledSchema = RoleSchema.extend({
  autoscaling: z.object({
    minReplicas: z.int(),
    maxReplicas: z.int(),
    lagThreshold: z.int(),
    cpuPercent: z.int(),
  }),
});
const ChartSchema = z.object({
  topics: z.object({ partitions: z.record(z.string(), z.int()) }),
  mirror: RoleSchema.extend({ replicas: z.int(), pageEvents: z.int() }),
  notifier: ScaledSchema.extend({ concurrency: z.int() }),
  archiver: ScaledSchema.extend({ keepDays: z.int(), batchEvents: z.int() }),
});

/** What a pod has: its share when others want all of the node, and the most it may take. */
export type Resources = z.infer<typeof ResourcesSchema>;

/** The chart's own defaults, as far as they bound what the cluster can do. */
export type ChartDefaults = z.infer<typeof ChartSchema>;

export async function readChartDefaults(): Promise<ChartDefaults> {
  const file = path.join(project.root, 'k8s-bridge/deploy/chart/values.yaml');
  return ChartSchema.parse(parse(await readFile(file, 'utf8')));
}

/** Resources by role. */
export function resourcesOf(chart: ChartDefaults): Record<(typeof MEASURED_ROLES)[number], Resources> {
  const { mirror, notifier, archiver } = chart;
  return { mirror: mirror.resources, notifier: notifier.resources, archiver: archiver.resources };
}
