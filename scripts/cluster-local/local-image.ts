import path from 'node:path';
import { runProgram } from '../cluster/run-program.ts';
import { containerStorage } from '../image/container-storage.ts';
import { hasDocker } from '../image/has-docker.ts';
import { imageFacts } from '../image/image-facts.ts';
import { IMAGE_NAME } from '../image/image-name.ts';
import { ensureBuildah } from '../judges/ensure-containers.ts';
import { project } from '../local/project.ts';
import type { BuiltImage } from './plan-cluster.ts';

const ID_LENGTH = 12;

/** Why no image can be built here; null when one can. */
export async function refuseToBuild(): Promise<string | null> {
  if (hasDocker()) return null;
  const missing = await ensureBuildah();
  return missing && `${missing}, or Docker`;
}

/** The tag of an image by what is in it, as its id says: `local-0123456789ab`. */
export const tagOf = (id: string): string =>
  `local-${id
    .trim()
    .replace(/^sha256:/, '')
    .slice(0, ID_LENGTH)}`;

/** Builds the bridge as it is here, with Docker where there is Docker. */
export async function buildLocalImage(): Promise<BuiltImage> {
  const engine = hasDocker() ? 'docker' : 'buildah';
  await runProgram('npm', ['run', '--silent', 'image', '--', '--engine', engine], { cwd: project.root });
  const built = `${IMAGE_NAME}:${(await imageFacts()).version}`;
  if (engine === 'docker') {
    const tag = tagOf(await runProgram('docker', ['image', 'inspect', '--format', '{{.Id}}', built]));
    await runProgram('docker', ['tag', built, `${IMAGE_NAME}:${tag}`]);
    return { repository: IMAGE_NAME, tag, archive: null };
  }
  const env = await containerStorage(path.join(project.root, '.cache/containers'));
  const inspect = ['inspect', '--type', 'image', '--format', '{{.FromImageID}}', built];
  const tag = tagOf(await runProgram('buildah', inspect, { env }));
  const archive = path.join(project.build, 'image', `${IMAGE_NAME}-${tag}.tar`);
  const target = `docker-archive:${archive}:${IMAGE_NAME}:${tag}`;
  await runProgram('buildah', ['push', '--quiet', built, target], { env });
  return { repository: IMAGE_NAME, tag, archive };
}
