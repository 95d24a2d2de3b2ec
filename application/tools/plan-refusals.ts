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

/** A plan that only its person can confirm; `plan` says what it comes to and has the link where they do. */
export class ConfirmationRequired extends AppError {
  override name = 'ConfirmationRequired';
  readonly plan: ChangeOutput;

  constructor(plan: ChangeOutput) {
    super('confirmation_required', 'Only the person can confirm this. Give them the link of the plan.');
    this.plan = plan;
  }
}
