import path from 'node:path';
import { runProgram } from '../cluster/run-program.ts';
import { helm } from '../judges/ensure-helm.ts';
import { project } from '../local/project.ts';

/** The chart of the bridge. */
export const chart = path.join(project.root, 'k8s-bridge/deploy/chart');

/** The values that are shipped: the chart's own, and what `values-<name>.yaml` lays over them. */
export const VALUE_SETS = ['default', 'local', 'staging', 'production'] as const;
export type ValueSet = (typeof VALUE_SETS)[number];

export const NAMESPACE = 'carillon';
export const RELEASE = 'carillon';

interface RenderOptions {
  readonly set: ValueSet;
  /** Laid over the set. */
  readonly values?: object;
  readonly release?: string;
  readonly namespace?: string;
  readonly isWithTests?: boolean;
}

/** What Helm is told of a set of values. */
export function valueFlags(set: ValueSet, values: object = {}): string[] {
  const file = set === 'default' ? [] : ['--values', path.join(chart, `values-${set}.yaml`)];
  return [...file, '--set-json', JSON.stringify(values)];
}

/**
 * The manifests of the chart. Call `ensureHelm` first.
 *
 * @throws PlainError with what Helm says of the values
 */
export async function renderChart(options: RenderOptions): Promise<string> {
  const { set, values, release = RELEASE, namespace = NAMESPACE, isWithTests = false } = options;
  const tests = isWithTests ? [] : ['--skip-tests'];
  return await runProgram(helm, [
    'template',
    release,
    chart,
    ...tests,
    '--namespace',
    namespace,
    ...valueFlags(set, values),
  ]);
}
