import { z } from 'zod';
import type { Finding } from '../../k8s-bridge/src/verify/finding.ts';

const ROLE_LABEL = 'app.kubernetes.io/component';
const ConditionSchema = z.object({ type: z.string(), status: z.string(), message: z.string().default('') });
const PodsSchema = z.object({
  items: z.array(
    z.object({
      metadata: z.object({ name: z.string(), labels: z.record(z.string(), z.string()).default({}) }),
      status: z.object({
        phase: z.string(),
        conditions: z.array(ConditionSchema).default([]),
        containerStatuses: z.array(z.object({ restartCount: z.number() })).default([]),
      }),
    }),
  ),
});
type Pod = z.infer<typeof PodsSchema>['items'][number];

/** A pod that began anew so often is not well, although it is ready at this moment. */
const MAX_RESTARTS = 5;

/** What `kubectl get pods -o json` says of the roles: each has a pod, and each pod is ready and stays so. */
export function checkPods(json: string, roles: readonly string[]): Finding[] {
  const { items } = PodsSchema.parse(JSON.parse(json));
  return roles.flatMap((role): Finding[] => {
    const pods = items.filter(({ metadata }) => metadata.labels[ROLE_LABEL] === role);
    if (pods.length === 0) return [{ what: `pods of ${role}`, wrong: 'there are none', runbook: 'bridge-down.md' }];
    return pods.map(checkPod);
  });
}

function checkPod({ metadata, status }: Pod): Finding {
  const what = `pod ${metadata.name}`;
  const ready = status.conditions.find(({ type }) => type === 'Ready');
  if (ready?.status !== 'True') {
    const wrong = `${status.phase}, not ready: ${ready?.message || 'nobody says why'}`;
    return { what, wrong, runbook: 'bridge-not-ready.md' };
  }
  const restarts = Math.max(0, ...status.containerStatuses.map(({ restartCount }) => restartCount));
  return { what, wrong: restarts > MAX_RESTARTS ? `began anew ${restarts} times` : null, runbook: 'bridge-down.md' };
}
