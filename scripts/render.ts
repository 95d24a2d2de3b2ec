import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { renderedManifests } from './deploy-chart/rendered-manifests.ts';
import { ensureHelm } from './judges/ensure-helm.ts';
import { PlainError } from './local/plain-error.ts';

// `npm run render`: the plain manifests of k8s-bridge/deploy/rendered, made from the chart.
const reason = await ensureHelm();
if (reason !== null) throw new PlainError(reason);
for (const [file, text] of await renderedManifests()) {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
}
