import { appendFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { chartRevision, rollBackChart } from './ci/deploy-chart.ts';
import type { Run } from './ci/publish-image.ts';
import { runProgram } from './cluster/run-program.ts';
import { rollBackTo, runningVersion } from './deploy/ask-cloudflare.ts';
import { readTarget, type Target } from './deploy/target.ts';
import { wranglerProgram } from './deploy/wrangler.ts';
import { ensureHelm, helm } from './judges/ensure-helm.ts';
import { PlainError } from './local/plain-error.ts';
import { project } from './local/project.ts';

const USAGE = `npm run rollback -- --env staging|production [--version VERSION_ID] [--chart-revision N|previous]
npm run rollback -- --env staging|production --note [--chart]   says what runs now, of the chart too, to go back to it later
  Another version of the Worker, another revision of the chart, or both, run at once. The database stays as it is.
  npx wrangler versions list --env staging --config wrangler.toml names versions; helm history carillon --namespace carillon, revisions.`;

const run: Run = (program, ...args) => runProgram(program, args, { cwd: project.root });

async function bringHelm(): Promise<void> {
  const missing = await ensureHelm();
  if (missing !== null) throw new PlainError(missing);
}

async function note(target: Target, isWithChart: boolean): Promise<void> {
  const version = await runningVersion(wranglerProgram(), target);
  if (isWithChart) await bringHelm();
  const revision = isWithChart ? await chartRevision(run, helm) : null;
  console.log(version ?? 'nothing runs yet');
  if (isWithChart) console.log(revision === null ? 'no chart yet' : `revision ${revision} of the chart`);
  // Empty where there is nothing to go back to.
  if (process.env.GITHUB_OUTPUT)
    await appendFile(process.env.GITHUB_OUTPUT, `version=${version ?? ''}\nrevision=${revision ?? ''}\n`);
}

try {
  const text = { type: 'string' } as const;
  const off = { type: 'boolean', default: false } as const;
  const options = { env: text, version: text, 'chart-revision': text, note: off, chart: off } as const;
  const { values } = parseArgs({ options });
  const target = readTarget(values.env);
  // An empty field of a form is one that was left out.
  const version = values.version || null;
  const revision = values['chart-revision'] || null;
  if (values.note) await note(target, values.chart);
  else if (version === null && revision === null) throw new PlainError(USAGE);
  if (version !== null && !/^[\da-f]{8}-[\da-f-]{27}$/.test(version)) throw new PlainError(USAGE);
  if (revision !== null && !/^(?:[1-9]\d{0,5}|previous)$/.test(revision)) throw new PlainError(USAGE);
  if (version !== null) {
    const wrangler = wranglerProgram();
    const before = await runningVersion(wrangler, target);
    // A deployment that failed may have gone back by itself.
    if (before !== version) await rollBackTo(wrangler, target, version);
    console.log(`${version} runs at ${target}; before it was ${before}.`);
  }
  if (revision !== null) {
    await bringHelm();
    await rollBackChart(run, helm, revision === 'previous' ? 0 : Number(revision));
    console.log(`Revision ${revision} of the chart runs.`);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
