import { type Plan, planPath } from '#core/plan/plan.ts';
import { PreviewSchema } from '#core/plan/preview.ts';
import type { ChangeOutput } from '#core/tools/change-output.ts';

/** The answer when nothing was done yet. */
export function outputOf(plan: Plan): ChangeOutput {
  const { id, expiresAt, confirmation } = plan;
  return {
    status: confirmation === null ? 'planned' : 'needs_confirmation',
    ...previewPart(plan),
    correlationId: null,
    isReplay: false,
    plan: { id, expiresAt, confirmation },
    link: confirmation === null ? null : planPath(id),
  };
}

/** The answer when it was done. One that changed nothing has nothing to take back. */
export function doneOutput(plan: Plan, { isReplay }: { isReplay: boolean }): ChangeOutput {
  const hasChanged = plan.changes.length > 0;
  return {
    status: 'done',
    ...previewPart(plan),
    correlationId: hasChanged ? plan.correlationId : null,
    isReplay,
    plan: null,
    link: null,
  };
}

function previewPart({ changes, unchanged, blocked, remaining }: Plan) {
  return PreviewSchema.parse({ changes, unchanged, blocked, remaining });
}
