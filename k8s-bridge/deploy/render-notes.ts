import { runProgram } from '../../scripts/cluster/run-program.ts';
import { chart, NAMESPACE, RELEASE, type ValueSet, valueFlags } from '../../scripts/deploy-chart/chart.ts';
import { helm } from '../../scripts/judges/ensure-helm.ts';

/** What Helm prints after an installation, without a cluster. */
export function renderNotes(values: object, set: ValueSet = 'default'): Promise<string> {
  const flags = ['--dry-run=client', '--namespace', NAMESPACE, ...valueFlags(set, values)];
  return runProgram(helm, ['install', RELEASE, chart, ...flags]);
}
