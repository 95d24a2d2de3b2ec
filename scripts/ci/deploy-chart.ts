import { PlainError } from '../local/plain-error.ts';
import type { Run } from './publish-image.ts';

const RELEASE = 'carillon';
const NAMESPACE = ['--namespace', 'carillon'];

export interface ChartDeployment {
  readonly helm: string;
  readonly chart: string;
  readonly target: string;
  /** REPOSITORY@sha256:… */
  readonly image: string;
  /** A file of values that is not in the project: addresses, names of secrets. Null when there is none. */
  readonly values: string | null;
}

/**
 * Brings the chart to the cluster that kubectl points to, waits until every pod is ready, and asks the deployment itself
 * whether it is well. What does not become ready, or is not well, is taken back.
 */
export async function deployChart(run: Run, deployment: ChartDeployment): Promise<void> {
  const { helm, chart, target, image, values } = deployment;
  const [repository = '', digest = ''] = image.split('@');
  if (!/^sha256:[\da-f]{64}$/.test(digest))
    throw new PlainError('--image has to be REPOSITORY@sha256:…, which cannot change.');
  const before = await chartRevision(run, helm);
  const own = values === null ? [] : ['--values', values];
  await run(
    ...([helm, 'upgrade', RELEASE, chart, '--install', ...NAMESPACE] as const),
    ...['--values', `${chart}/values-${target}.yaml`, ...own],
    ...['--set', `image.repository=${repository}`, '--set', `image.digest=${digest}`],
    ...['--rollback-on-failure', '--wait', '--timeout', '10m'],
  );
  await run(helm, 'test', RELEASE, ...NAMESPACE, '--logs', '--timeout', '5m').catch(async (error: unknown) => {
    if (before !== null) await rollBackChart(run, helm, before);
    throw error;
  });
}

/** Another revision of the chart runs when this ends; 0 is the one before. */
export async function rollBackChart(run: Run, helm: string, revision: number): Promise<void> {
  await run(helm, 'rollback', RELEASE, String(revision), ...NAMESPACE, '--wait', '--timeout', '10m');
}

/** The revision that is deployed; null when the chart was never installed. */
export async function chartRevision(run: Run, helm: string): Promise<number | null> {
  const list = await run(helm, 'list', ...NAMESPACE, '--filter', `^${RELEASE}$`, '--deployed', '--output', 'json');
  const found = /"revision":"?(?<revision>\d+)/.exec(list)?.groups?.revision;
  return found === undefined ? null : Number(found);
}
