import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { describeNeeding } from '#test/e2e-needs.ts';
import { runProgram } from '../cluster/run-program.ts';
import { project } from '../local/project.ts';
import { actionlint, ensureActionlint } from './ensure-actionlint.ts';
import { ensureShellcheck, shellcheck } from './ensure-shellcheck.ts';
import { ACTIONLINT_ARGS, shellcheckArgs } from './judge-shell.ts';

const judge = (...files: string[]) => runProgram(actionlint, [...ACTIONLINT_ARGS, ...files]);

await describeNeeding('workflows', [ensureActionlint, ensureShellcheck], () => {
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
      await write('rm -r $HOME_OF_IT/');
      await expect(judge(file)).rejects.toThrow('SC2086');
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  });

  test('CI17 shellcheck finds nothing in a shell script, and what is planted in one it finds', async () => {
    const [options, scripts] = [(await shellcheckArgs()).slice(0, 2), (await shellcheckArgs()).slice(2)];
    expect(scripts.length).toBeGreaterThan(8);
    expect(await runProgram(shellcheck, [...options, ...scripts])).toBe('');
    const scratch = await mkdtemp(path.join(tmpdir(), 'carillon-shell-'));
    const file = path.join(scratch, 'planted');
    try {
      await writeFile(file, '#!/usr/bin/env bash\nset -euo pipefail\necho "$1"\n');
      await runProgram(shellcheck, [...options, file]);
      await writeFile(file, '#!/usr/bin/env bash\nset -euo pipefail\nrm -r $1/*\n');
      await expect(runProgram(shellcheck, [...options, file])).rejects.toThrow('SC2086');
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  });
});
