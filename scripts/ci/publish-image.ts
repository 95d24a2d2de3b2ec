import { z } from 'zod';
import { PlainError } from '../local/plain-error.ts';

/** What publishing works with: runs a program and answers what it wrote. */
export type Run = (program: string, ...args: string[]) => Promise<string>;

export interface Publishing {
  /** Where images go, without a tag: HOST/OWNER/NAME. */
  readonly repository: string;
  readonly version: string;
  readonly revision: string;
}

const ManifestSchema = z.object({ digest: z.string().regex(/^sha256:[\da-f]{64}$/) });

/** Pushes what `npm run image` has built, and answers what it is known by for ever: REPOSITORY@sha256:… */
export async function publishImage(run: Run, { repository, revision }: Publishing): Promise<string> {
  refuseBadRepository(repository);
  const built = `${repository}:${revision.slice(0, 12)}`;
  await run('docker', 'tag', built, `${repository}:${revision}`);
  await run('docker', 'push', '--quiet', `${repository}:${revision}`);
  const digests = await run('docker', 'inspect', '--format', '{{range .RepoDigests}}{{println .}}{{end}}', built);
  const digest = digests.split('\n').find((each) => each.startsWith(`${repository}@sha256:`));
  if (!digest) throw new PlainError(`${repository} did not say under which digest it took the image.`);
  return digest;
}

/**
 * Gives what was published for a commit the names of a release, the version and `latest`, and answers what it is known by:
 * nothing is built again, so it is what was tried, with the signature that it has.
 */
export async function releaseImage(run: Run, { repository, version, revision }: Publishing): Promise<string> {
  refuseBadRepository(repository);
  const digest = await digestOf(run, `${repository}:${revision}`).catch((error: unknown) => {
    throw new PlainError(`Nothing was published for the commit ${revision}: main has to build it first. ${error}`);
  });
  const image = `${repository}@${digest}`;
  const tags = [version, 'latest'].map((tag) => `${repository}:${tag}`);
  const named = tags.flatMap((tag) => ['--tag', tag]);
  // Left to itself it wraps a single image into an index, which would be known by something else.
  await run('docker', 'buildx', 'imagetools', 'create', '--prefer-index=false', ...named, image);
  for (const tag of tags)
    if ((await digestOf(run, tag)) !== digest) throw new PlainError(`${tag} does not name ${image}.`);
  return image;
}

async function digestOf(run: Run, image: string): Promise<string> {
  const manifest = await run('docker', 'buildx', 'imagetools', 'inspect', '--format', '{{json .Manifest}}', image);
  return ManifestSchema.parse(JSON.parse(manifest)).digest;
}

function refuseBadRepository(repository: string): void {
  if (!/^[\w.:-]+\/[\w./-]+$/.test(repository))
    throw new PlainError('IMAGE_REPOSITORY has to be HOST/OWNER/NAME, without a tag.');
}

/** Signs it without a key of our own: who signs is the workflow, as its identity token says. */
export async function signImage(run: Run, digest: string): Promise<void> {
  await run('cosign', 'sign', '--yes', digest);
}
