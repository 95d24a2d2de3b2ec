import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { renderedManifests } from '../deploy-chart/rendered-manifests.ts';
import { ensureHelm, helm } from '../judges/ensure-helm.ts';
import { PlainError } from '../local/plain-error.ts';
import { project } from '../local/project.ts';
import type { Check } from './check.ts';

/** The plain manifests are what the chart makes. Helm takes minutes to build: where it is not there, only CI looks. */
export const renderedChart: Check = {
  name: 'k8s-bridge/deploy/rendered follows the chart',
  async run() {
    if (!existsSync(helm) && process.env.CI !== 'true') return;
    const reason = await ensureHelm();
    if (reason !== null) throw new PlainError(reason);
    const stale: string[] = [];
    for (const [file, text] of await renderedManifests())
      if ((await readFile(file, 'utf8').catch(() => '')) !== text) stale.push(path.relative(project.root, file));
    if (stale.length > 0) throw new PlainError(`Out of date: ${stale.join(', ')}. Run \`npm run render\`.`);
  },
};
