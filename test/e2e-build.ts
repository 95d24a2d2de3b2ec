import { ensureBuild } from '../scripts/local/ensure-build.ts';
import { deployedOrigin } from './e2e/deployment.ts';

/** Once before the end-to-end tests: the build they all run, taken as it is when nothing has changed. */
export default async function setup(): Promise<void> {
  if (deployedOrigin() === null) await ensureBuild();
}
