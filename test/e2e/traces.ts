import path from 'node:path';
import { project } from '../../scripts/local/project.ts';
import type { Device } from './device.ts';
import { fileNameOf } from './photograph.ts';

/** Keeps what the windows of a test did, in `test-results/`, under its title: for Playwright's trace viewer. */
export async function keepTraces(title: string, devices: readonly Device[]): Promise<void> {
  const name = fileNameOf(title);
  const kept = devices.map(({ context }, index) =>
    context.tracing.stop({ path: path.join(project.root, 'test-results', `${name}-${index + 1}.zip`) }),
  );
  await Promise.allSettled(kept);
}
