import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { readCoverage } from './ci/coverage.ts';
import { ensureSecrets } from './local/ensure-secrets.ts';
import { PlainError } from './local/plain-error.ts';
import { project } from './local/project.ts';

// `npm run coverage`: how many lines of the source the tests of the levels unit and workerd run, the long ones too; below 80 % it fails. Istanbul
// counts, because workerd has no counter of its own that could be asked. The report is .cache/coverage/index.html.
// Left out: `web/`, whose pages are proven in a real browser, and `scripts/`, which are proven as programs of their own: no counter
// sees either. Whatever of the rest runs only as a process (`k8s-bridge/src/main.ts`, a real Kafka) counts as not run.
const args = [
  path.join(project.root, 'node_modules/vitest/vitest.mjs'),
  ...['run', ...['unit', 'workerd', 'long-workerd'].flatMap((level) => ['--project', level])],
  ...['--coverage.enabled', '--coverage.provider=istanbul', '--coverage.reportsDirectory=.cache/coverage'],
  ...['--coverage.reporter=json-summary', '--coverage.reporter=html', '--coverage.reportOnFailure'],
  ...['core', 'application', 'worker', 'durable-objects', 'k8s-bridge/src'].map(
    (each) => `--coverage.include=${each}/**/*.ts`,
  ),
  '--coverage.exclude=**/*.test.ts',
  // Counting makes everything several times slower.
  '--testTimeout=300000',
];
try {
  await ensureSecrets();
  const { status } = spawnSync(process.execPath, args, { cwd: project.root, stdio: 'inherit' });
  if (status !== 0) throw new PlainError('The tests did not pass.');
  console.log(await readCoverage());
} catch (error) {
  console.error(error instanceof PlainError ? error.message : error);
  process.exitCode = 1;
}
