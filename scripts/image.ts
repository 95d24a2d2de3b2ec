import { rm } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { runProgram } from './cluster/run-program.ts';
import { buildWithBuildah, buildWithDocker } from './image/build-image.ts';
import { containerStorage } from './image/container-storage.ts';
import { hasDocker } from './image/has-docker.ts';
import { imageFacts } from './image/image-facts.ts';
import { IMAGE_NAME } from './image/image-name.ts';
import { ensureBuildah } from './judges/ensure-containers.ts';
import { PlainError } from './local/plain-error.ts';
import { project } from './local/project.ts';
import { step } from './local/steps.ts';
import { withLock } from './local/with-lock.ts';

// `npm run image`: the image of the bridge, with Docker where there is Docker, otherwise with buildah and without a registry.
// `-- --engine docker|buildah` chooses, `-- --name carillon/bridge` names it; it is tagged with the version and the commit.
// What buildah has made is also written to a file, for `docker load`, `podman load` and `kind load image-archive`.

const SHORT_HASH = 12;

async function image(engine: string, name: string): Promise<void> {
  const facts = await imageFacts();
  const tags = [facts.version, facts.revision.slice(0, SHORT_HASH)].map((tag) => `${name}:${tag}`);
  if (engine === 'docker') await step(`Building ${tags[0]} with Docker`, () => buildWithDocker({ tags, facts }));
  else {
    const missing = await ensureBuildah();
    if (missing) throw new PlainError(`${missing}, or Docker`);
    const storage = await containerStorage(path.join(project.root, '.cache/containers'));
    await step(`Building ${tags[0]} with buildah`, () =>
      withLock('image', () => buildWithBuildah({ tags, facts, storage })),
    );
    const archive = path.join(project.build, 'image', `${IMAGE_NAME}-${facts.version}.tar`);
    await rm(archive, { force: true });
    const target = `docker-archive:${archive}:${tags[0]}`;
    await step(`Writing ${path.relative(project.root, archive)}`, () =>
      runProgram('buildah', ['push', '--quiet', tags[0] ?? '', target], { env: storage }),
    );
  }
  console.log(tags.join('\n'));
}

const { values } = parseArgs({
  options: { engine: { type: 'string' }, name: { type: 'string', default: IMAGE_NAME } },
});
try {
  await image(values.engine ?? (hasDocker() ? 'docker' : 'buildah'), values.name);
} catch (error) {
  console.error(error instanceof PlainError ? error.message : error);
  process.exitCode = 1;
}
