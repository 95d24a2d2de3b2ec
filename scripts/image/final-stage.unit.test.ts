import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { project } from '../local/project.ts';
import { finalStage } from './final-stage.ts';

const folder = path.join(project.root, 'k8s-bridge/deploy/image');
const read = (name: string) => readFile(path.join(folder, name), 'utf8');

test('IMG10 what is built without a registry is the last stage of the one Dockerfile, which begins with nothing', async () => {
  const stage = finalStage(await read('Dockerfile'));
  expect(stage.match(/^FROM .*$/gm)).toEqual(['FROM scratch']);
  expect(stage).toMatch(/^USER 1000:1000$/m);
  expect(stage).not.toMatch(/^RUN /m);
  expect(stage.match(/^COPY .*$/gm)).toEqual([
    'COPY --from=assembled /assembled/runtime /',
    'COPY --from=assembled /assembled/app /app',
  ]);
  expect(() => finalStage('# nothing')).toThrow('a Dockerfile has a stage');
});

test('IMG11 the Node of the image is the Node that the tests ran on', async () => {
  const { devDependencies } = JSON.parse(await readFile(path.join(project.root, 'package.json'), 'utf8'));
  const [, version] = /^ARG NODE_IMAGE=node:([\d.]+)-bookworm-slim$/m.exec(await read('Dockerfile')) ?? [];
  expect(version).toBe(devDependencies.node);
});

test('IMG12 nothing goes to the builder but what is named, and no secret of a developer is', async () => {
  const lines = (await read('Dockerfile.dockerignore')).split('\n').filter((line) => line && !line.startsWith('#'));
  expect(lines[0]).toBe('*');
  const named = lines.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
  expect(named).toEqual(expect.arrayContaining(['core', 'k8s-bridge/src', 'k8s-bridge/migrations', 'scripts']));
  expect(named.filter((name) => name.includes('vars') || name === '.' || name === '.git')).toEqual([]);
});
