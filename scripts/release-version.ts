import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { runProgram } from './cluster/run-program.ts';
import { project } from './local/project.ts';

// `npm run release:version`: what the changesets say becomes the next version and its part of CHANGELOG.md; the chart, which is
// of the same version, follows.
const changeset = path.join(project.root, 'node_modules/@changesets/cli/bin.js');
console.log(await runProgram(process.execPath, [changeset, 'version'], { cwd: project.root }));
const { version }: { version: string } = JSON.parse(await readFile(path.join(project.root, 'package.json'), 'utf8'));
const chart = path.join(project.root, 'k8s-bridge/deploy/chart/Chart.yaml');
const text = await readFile(chart, 'utf8');
await writeFile(
  chart,
  text.replace(/^version: .*$/m, `version: ${version}`).replace(/^appVersion: .*$/m, `appVersion: ${version}`),
);
console.log(`${version}. The manifests follow with \`npm run render\`.`);
