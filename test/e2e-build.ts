import { ensureBuild } from '../scripts/local/ensure-build.ts';

/** Once before the end-to-end tests: the build they all run, taken as it is when nothing has changed. */
export default async function setup(): Promise<void> {
  await ensureBuild();
}
