import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { describeNeeding } from '#test/e2e-needs.ts';
import { runProgram } from '../cluster/run-program.ts';
import { project } from '../local/project.ts';
import { ensureHadolint, hadolint } from './ensure-hadolint.ts';

const DOCKERFILE = path.join(project.root, 'k8s-bridge/deploy/image/Dockerfile');

await describeNeeding('the Dockerfile', [ensureHadolint], () => {
  test('DEP6 hadolint finds nothing in the Dockerfile, and what is planted in a copy it finds', async () => {
    expect(await runProgram(hadolint, ['--no-color', DOCKERFILE])).toBe('');
    const scratch = await mkdtemp(path.join(tmpdir(), 'carillon-dockerfile-'));
    const file = path.join(scratch, 'Dockerfile');
    const text = await readFile(DOCKERFILE, 'utf8');
    try {
      await writeFile(file, text.replace(/^USER .*$/m, 'USER root'));
      await expect(runProgram(hadolint, ['--no-color', file])).rejects.toThrow('DL3002');
      await writeFile(file, text.replace('WORKDIR /app', 'WORKDIR app'));
      await expect(runProgram(hadolint, ['--no-color', file])).rejects.toThrow('DL3000');
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  });
});
