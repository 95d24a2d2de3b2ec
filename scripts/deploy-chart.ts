import path from 'node:path';
import { parseArgs } from 'node:util';
import { deployChart } from './ci/deploy-chart.ts';
import { runProgram } from './cluster/run-program.ts';
import { readTarget } from './deploy/target.ts';
import { ensureHelm, helm } from './judges/ensure-helm.ts';
import { PlainError } from './local/plain-error.ts';
import { project } from './local/project.ts';

/** `npm run deploy:chart -- --env staging|production --image REPOSITORY@sha256:… [--values FILE]`: into the cluster of kubectl. */
try {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { env: text, image: text, values: text } });
  const missing = await ensureHelm();
  if (missing !== null) throw new PlainError(missing);
  const run = (program: string, ...args: string[]) => runProgram(program, args, { cwd: project.root });
  await deployChart(run, {
    ...{ helm, chart: path.join(project.root, 'k8s-bridge/deploy/chart'), target: readTarget(values.env) },
    ...{ image: values.image ?? '', values: values.values ?? null },
  });
  console.log(
    `${values.image} runs at ${values.env}, and says that it is well. npm run rollback -- --env … --chart-revision N brings another back.`,
  );
} catch (error) {
  console.error(error instanceof PlainError ? error.message : error);
  process.exitCode = 1;
}
