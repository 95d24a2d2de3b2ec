import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { describeNeeding } from '#test/e2e-needs.ts';
import { runProgram } from '../cluster/run-program.ts';
import { project } from '../local/project.ts';
import { actionlint, ensureActionlint } from './ensure-actionlint.ts';

// What else it would ask is on some machines and not on others.
const judge = (...files: string[]) => runProgram(actionlint, ['-shellcheck=', '-pyflakes=', ...files]);

await describeNeeding('workflows', [ensureActionlint], () => {
  test('DEP2 every workflow is one that would run, and one that would not is refused', async () => {
    const folder = path.join(project.root, '.github/workflows');
    const workflows = (await readdir(folder).catch(() => [])).filter((name) => /\.ya?ml$/.test(name));
    if (workflows.length > 0) await judge(...workflows.map((name) => path.join(folder, name)));

    const scratch = await mkdtemp(path.join(tmpdir(), 'carillon-workflow-'));
    const file = path.join(scratch, 'planted.yaml');
    const write = (step: string) =>
      writeFile(file, `on: push\njobs:\n  one:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: ${step}\n`);
    try {
      await write('echo hello');
      await judge(file);
      await write('echo $' + '{{ github.evnt.ref }}');
      await expect(judge(file)).rejects.toThrow('property "evnt" is not defined');
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  });
});
