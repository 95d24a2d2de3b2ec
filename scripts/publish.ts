import { appendFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { publishChart } from './ci/publish-chart.ts';
import { publishImage, type Run, releaseImage, signImage } from './ci/publish-image.ts';
import { runProgram } from './cluster/run-program.ts';
import { imageFacts } from './image/image-facts.ts';
import { ensureHelm, helm } from './judges/ensure-helm.ts';
import { PlainError } from './local/plain-error.ts';
import { project } from './local/project.ts';

const USAGE = `npm run release:publish -- image [--sign]   what \`npm run image -- --name "$IMAGE_REPOSITORY"\` has built, to IMAGE_REPOSITORY
npm run release:publish -- release          what was published there for this commit gets the names of the version and latest
npm run release:publish -- chart            the chart, to CHART_REPOSITORY (oci://…)
  Log in before: docker login, helm registry login. --sign needs cosign and the identity token of a workflow.`;

const run: Run = (program, ...args) => runProgram(program, args, { cwd: project.root });

try {
  const off = { type: 'boolean', default: false } as const;
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { sign: off } });
  const { IMAGE_REPOSITORY: repository = '', CHART_REPOSITORY: charts = '' } = process.env;
  const facts = await imageFacts();
  if (positionals[0] === 'image') {
    const digest = await publishImage(run, { repository, ...facts });
    if (values.sign) await signImage(run, digest);
    console.log(digest);
    // The steps after it in a workflow go on with what cannot change.
    const [name, hash] = digest.split('@');
    if (process.env.GITHUB_OUTPUT)
      await appendFile(process.env.GITHUB_OUTPUT, `image=${digest}\nname=${name}\ndigest=${hash}\n`);
  } else if (positionals[0] === 'release') console.log(await releaseImage(run, { repository, ...facts }));
  else if (positionals[0] === 'chart') {
    const missing = await ensureHelm();
    if (missing !== null) throw new PlainError(missing);
    await publishChart(run, helm, path.join(project.root, 'k8s-bridge/deploy/chart'), charts, facts.version);
  } else throw new PlainError(USAGE);
} catch (error) {
  console.error(error instanceof PlainError ? error.message : error);
  process.exitCode = 1;
}
