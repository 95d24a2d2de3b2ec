import path from 'node:path';
import { project } from '../local/project.ts';
import { NAMESPACE, renderChart, VALUE_SETS } from './chart.ts';

const folder = path.join(project.root, 'k8s-bridge/deploy/rendered');

const PREAMBLE = `# Made by \`npm run render\` from k8s-bridge/deploy/chart: change that. For whoever applies it without Helm:
#   kubectl apply -f k8s-bridge/deploy/rendered/SET.yaml
# The Secret that it names comes first, and addresses are placeholders: docs/operations.md.
---
apiVersion: v1
kind: Namespace
metadata:
  name: ${NAMESPACE}
  labels:
    # Nothing here needs more, and nothing else is let in.
    pod-security.kubernetes.io/enforce: restricted
    pod-security.kubernetes.io/warn: restricted
`;

/** The plain manifests for those without Helm, by file. Call `ensureHelm` first. */
export async function renderedManifests(): Promise<Map<string, string>> {
  const files = VALUE_SETS.map(async (set): Promise<[string, string]> => {
    const manifests = await renderChart({ set });
    return [path.join(folder, `${set}.yaml`), `${PREAMBLE}${manifests.trimEnd()}\n`];
  });
  return new Map(await Promise.all(files));
}
