import { ConfirmPlanSchema } from '#core/plan/plan.ts';
import { ChangeOutputSchema } from '#core/tools/change-output.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { PlanParamsSchema } from './plan-params.ts';

export const confirmPlan = endpoint(
  {
    method: 'post',
    path: '/plans/{planId}/confirm',
    operationId: 'confirmPlan',
    summary: 'Confirm a plan and carry it out',
    description:
      'Only a person who is signed in confirms, from a page of this site. It names the changes that were shown; when they are not what the plan would come to now, nothing is done. Confirming twice does it once.',
    section: 'Plans',
    access: 'session',
    params: PlanParamsSchema,
    body: ConfirmPlanSchema,
    answer: { status: 200, description: 'What was done.', schema: ChangeOutputSchema.meta({ id: 'Change' }) },
    problems: ['not_found', 'gone', 'plan_outdated', 'conflict'],
  },
  async ({ services, principal, params, body }) => ({
    body: await services.plansFor(principal).confirmPlan(params.planId, body),
  }),
);
