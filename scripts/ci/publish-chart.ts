import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PlainError } from '../local/plain-error.ts';
import type { Run } from './publish-image.ts';

/** Packs the chart with the version of the release, and pushes it to an OCI registry: oci://HOST/OWNER. */
export async function publishChart(
  run: Run,
  helm: string,
  chart: string,
  repository: string,
  version: string,
): Promise<void> {
  if (!/^oci:\/\/[\w.:-]+\/[\w./-]+$/.test(repository))
    throw new PlainError('CHART_REPOSITORY has to be oci://HOST/OWNER.');
  const folder = await mkdtemp(path.join(tmpdir(), 'carillon-chart-'));
  try {
    await run(helm, 'package', chart, '--version', version, '--app-version', version, '--destination', folder);
    const [file] = await readdir(folder);
    if (file === undefined) throw new PlainError('helm packed nothing.');
    await run(helm, 'push', path.join(folder, file), repository);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
