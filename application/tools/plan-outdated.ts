import { AppError } from '#core/errors.ts';
import type { ChangeOutput } from '#core/tools/change-output.ts';

/** A plan that no longer fits; `plan` is what the same call would come to now, where it is still possible. */
export class PlanOutdated extends AppError {
  override name = 'PlanOutdated';
  readonly plan: ChangeOutput | null;

  constructor(detail: string, plan: ChangeOutput | null) {
    const errors = plan?.plan ? [{ path: 'plan', message: `${plan.plan.id} is what it would come to now` }] : [];
    super('plan_outdated', detail, { errors });
    this.plan = plan;
  }
}
