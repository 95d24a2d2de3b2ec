import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { runProgram } from '../cluster/run-program.ts';
import { project } from '../local/project.ts';
import { assembleImage } from './assemble-image.ts';
import type { ContainerEnv } from './container-storage.ts';
import { finalStage } from './final-stage.ts';
import type { ImageFacts } from './image-facts.ts';

const DOCKERFILE = path.join(project.root, 'k8s-bridge/deploy/image/Dockerfile');

interface ImageBuild {
  /** Names it gets, such as `carillon-bridge:0.1.0`. */
  readonly tags: readonly string[];
  readonly facts: ImageFacts;
}

/** Lets Docker build the Dockerfile, all of its stages. */
export async function buildWithDocker({ tags, facts }: ImageBuild): Promise<void> {
  const named = tags.flatMap((tag) => ['--tag', tag]);
  const base = process.env.NODE_IMAGE ? ['--build-arg', `NODE_IMAGE=${process.env.NODE_IMAGE}`] : [];
  const args = ['build', '--file', DOCKERFILE, ...base, ...factArgs(facts), ...named, project.root];
  await runProgram('docker', args, { env: { DOCKER_BUILDKIT: '1' } });
}

/**
 * Makes on this machine what the first stage would make, and lets buildah build the last. No registry is asked for anything.
 * One at a time: what is built lies in `build/image`.
 *
 * @returns the program that is in it
 */
export async function buildWithBuildah({
  tags,
  facts,
  storage,
}: ImageBuild & { storage: ContainerEnv }): Promise<string> {
  const context = path.join(project.build, 'image');
  await rm(context, { recursive: true, force: true });
  await mkdir(context, { recursive: true });
  await assembleImage(path.join(context, 'assembled'), facts.created);
  const dockerfile = path.join(context, 'Dockerfile');
  await writeFile(dockerfile, finalStage(await readFile(DOCKERFILE, 'utf8')));
  const policy = path.join(context, 'policy.json');
  // Nothing is fetched, so that there is nobody whose signature could be asked for.
  await writeFile(policy, JSON.stringify({ default: [{ type: 'insecureAcceptAnything' }] }));
  const args = [
    // HEALTHCHECK is something that only Docker's form of an image knows.
    ...['bud', '--isolation', 'chroot', '--format', 'docker', '--signature-policy', policy, '--file', dockerfile],
    ...['--timestamp', String(Date.parse(facts.created) / 1000), '--build-context', `assembled=${context}`],
    ...factArgs(facts),
    ...tags.flatMap((tag) => ['--tag', tag]),
    context,
  ];
  await runProgram('buildah', args, { env: storage });
  return await readFile(path.join(context, 'assembled/app/bridge.mjs'), 'utf8');
}

function factArgs({ version, revision, created, source }: ImageFacts): string[] {
  const args = { VERSION: version, REVISION: revision, CREATED: created, SOURCE: source };
  return Object.entries(args).flatMap(([name, value]) => ['--build-arg', `${name}=${value}`]);
}
