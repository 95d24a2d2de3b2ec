import path from 'node:path';
import { z } from 'zod';
import { runProgram } from '../scripts/cluster/run-program.ts';
import { buildWithBuildah } from '../scripts/image/build-image.ts';
import { type ContainerEnv, containerStorage } from '../scripts/image/container-storage.ts';
import { imageFacts } from '../scripts/image/image-facts.ts';
import { ensureBuildah, ensurePodman } from '../scripts/judges/ensure-containers.ts';
import { project } from '../scripts/local/project.ts';
import { withLock } from '../scripts/local/with-lock.ts';

/** The image of this tree, where podman finds it. */
export interface BridgeImage {
  readonly tag: string;
  readonly storage: ContainerEnv;
  readonly megabytes: number;
}

const TAG = 'localhost/carillon-bridge:measured';
const BYTES_PER_MB = 1_000_000;
const SizeSchema = z.tuple([z.looseObject({ Size: z.int() })]);

/** Makes it; answers with the reason where this machine cannot. */
export async function buildBridgeImage(): Promise<BridgeImage | string> {
  const unable = (await ensureBuildah()) ?? (await ensurePodman());
  if (unable) return unable;
  const storage = await containerStorage(path.join(project.root, '.cache/containers'));
  const facts = await imageFacts();
  await withLock('image', () => buildWithBuildah({ tags: [TAG], facts, storage }));
  const inspected = await runProgram('podman', ['image', 'inspect', TAG], { env: storage });
  const [{ Size }] = SizeSchema.parse(JSON.parse(inspected));
  return { tag: TAG, storage, megabytes: Size / BYTES_PER_MB };
}
